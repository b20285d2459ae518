"""What several reads share is computed once, and anew as soon as anything was written."""

import pandas as pd
import pytest

from benchmarks.estimates.cells import rebuild
from benchmarks.estimates.estimate import unscoped
from benchmarks.scope.once import _MOST, once
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs
from data.kept import batches
from data.store import Store, open_store
from data.viewer import LOCAL
from tests import kit

COMFORT = kit.specs(kit.indicator("comfort"))


@pytest.fixture
def shop() -> kit.Shop:
    """One maker, 40 answers with a mean of 70."""
    shop = kit.Shop(COMFORT)
    shop.survey([{"comfort": 60.0 + 20 * (i % 2)} for i in range(40)])
    return shop


def _counted() -> tuple[list[Selection], object]:
    asked = []

    @once
    def answers(store: Store, specs: Specs, selection: Selection = EVERYTHING) -> pd.DataFrame:
        asked.append(selection)
        return pd.DataFrame({"sectors": list(specs), "asked": len(asked)})

    return asked, answers


def test_the_same_question_is_computed_once_and_another_one_of_its_own(shop):
    asked, answers = _counted()
    assert answers(shop.store, shop.specs).equals(answers(shop.store, shop.specs, EVERYTHING))
    answers(shop.store, shop.specs, Selection(wave="2026H1"))
    assert asked == [EVERYTHING, Selection(wave="2026H1")]


def test_another_store_and_other_specs_are_never_answered_with_these(shop):
    asked, answers = _counted()
    others = kit.specs(kit.indicator("comfort"), sector="others")
    assert list(answers(shop.store, shop.specs)["sectors"]) == ["things"]
    assert list(answers(shop.store, others)["sectors"]) == ["others"]
    answers(open_store(":memory:"), shop.specs)
    assert len(asked) == 3


def test_who_changes_what_was_given_changes_only_its_own(shop):
    mine = unscoped(shop.store, shop.specs)
    mine["enterprise"] = "B"
    mine.loc[0, "estimate"] = 0.0
    again = unscoped(shop.store, shop.specs)
    assert (again["enterprise"][0], again["estimate"][0]) == ("A", (60 + 80) / 2)


def test_a_batch_a_withdrawal_and_a_rebuild_are_seen_at_once(shop):
    def estimate() -> float:
        return unscoped(shop.store, shop.specs)["estimate"][0]

    assert estimate() == 70
    batch = shop.survey([{"comfort": 100.0} for _ in range(40)])
    assert estimate() == (70 + 100) / 2
    batches.withdraw(shop.store, LOCAL, batch, "twice")
    assert estimate() == 70
    with shop.store.write() as cursor:  # a broken sum is no batch: the data version stays
        cursor.execute("UPDATE cell SET swy = swy + 10")
        cursor.execute("UPDATE stratum_cell SET swy = swy + 10")
    assert estimate() != 70
    rebuild(shop.store, shop.specs)
    assert estimate() == 70


def test_what_another_opening_of_the_file_wrote_is_seen(tmp_path):
    first = kit.Shop(COMFORT, open_store(tmp_path / "x.duckdb"))
    other = kit.Shop(COMFORT, open_store(tmp_path / "x.duckdb"))
    first.survey([{"comfort": 70.0} for _ in range(40)])
    assert len(unscoped(other.store, COMFORT)) == 1
    first.survey([{"comfort": 70.0} for _ in range(40)], wave="2026H2")
    assert len(unscoped(other.store, COMFORT)) == 2
    first.store.close()
    other.store.close()


def test_what_is_written_in_a_rehearsal_is_seen_in_it_and_nowhere_else(shop):
    with shop.store.rehearsal() as rehearsal:
        assert unscoped(rehearsal, shop.specs)["estimate"][0] == 70
        tried = kit.Shop(shop.specs, rehearsal, _sent=1)
        tried.survey([{"comfort": 100.0} for _ in range(40)])
        assert unscoped(rehearsal, shop.specs)["estimate"][0] == 85
    assert unscoped(shop.store, shop.specs)["estimate"][0] == 70


def test_what_was_computed_while_something_was_written_is_not_kept(shop):
    asked = []

    @once
    def slow(store: Store, specs: Specs, selection: Selection = EVERYTHING) -> pd.DataFrame:
        asked.append(selection)
        if len(asked) == 1:
            shop.survey([{"comfort": 1.0}])
        return pd.DataFrame()

    for _ in range(3):
        slow(shop.store, shop.specs)
    assert len(asked) == 2


def test_only_the_newest_are_kept(shop):
    asked, answers = _counted()
    many = [Selection(wave=str(year)) for year in range(_MOST + 1)]
    for each in [*many, many[-1], many[0]]:
        answers(shop.store, shop.specs, each)
    assert asked == [*many, many[0]]
