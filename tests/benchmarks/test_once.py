"""What several reads share is computed once, and anew as soon as anything was written."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import wraps
from threading import Event

import numpy as np
import pandas as pd
import pytest

from benchmarks import rounds
from benchmarks.estimates import estimate
from benchmarks.estimates.cells import rebuild
from benchmarks.reading import Reading, estimates
from benchmarks.scope import once as module
from benchmarks.scope.once import once
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import load_specs
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests import demo_kit, kit

COMFORT = kit.specs(kit.indicator("comfort"))


@pytest.fixture
def shop() -> kit.Shop:
    """One maker, 40 answers with a mean of 70."""
    shop = kit.Shop(COMFORT)
    shop.survey([{"comfort": 60.0 + 20 * (i % 2)} for i in range(40)])
    return shop


def told(shop: kit.Shop) -> pd.DataFrame:
    """Estimates of everyone."""
    return estimates(Reading(shop.store, shop.specs, LOCAL))


def test_the_same_question_is_answered_once_and_another_one_of_its_own(shop):
    asked = []
    for key, state in (("a", 1), ("a", 1), ("b", 1), ("a", 2), ("a", 2)):
        once(shop.store, key, state, lambda: asked.append(1))
    once(open_store(":memory:"), "a", 2, lambda: asked.append(1))
    assert len(asked) == 4


def test_a_reading_of_another_store_holds_nothing_of_the_one_it_was_made_from(shop):
    first = Reading(shop.store, shop.specs, LOCAL)
    other = kit.Shop(COMFORT)
    other.survey([{"comfort": 80.0 + 20 * (i % 2)} for i in range(40)])  # as many batches: the versions are equal
    assert first.store.version() == other.store.version()
    assert list(estimates(first)["estimate"]) == [70.0]  # 20 of 60 and 20 of 80
    assert list(estimates(replace(first, store=other.store))["estimate"]) == [90.0]  # 20 of 80 and 20 of 100


def test_two_who_ask_at_the_same_time_have_it_made_once(shop):
    started, go, asked = Event(), Event(), []

    def slow() -> pd.DataFrame:
        asked.append(1)
        started.set()
        go.wait(20)
        return pd.DataFrame({"x": [1.0]})

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once, shop.store, "slow", 1, slow)
        started.wait(20)
        second = pool.submit(once, shop.store, "slow", 1, slow)
        go.set()
        assert first.result().equals(second.result())
    assert len(asked) == 1


def test_what_failed_is_tried_again(shop):
    def fails() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        once(shop.store, "x", 1, fails)
    assert once(shop.store, "x", 1, lambda: 7) == 7


def test_who_changes_what_was_given_changes_only_its_own(shop):
    mine = told(shop)
    mine["enterprise"] = "B"
    mine.loc[0, "estimate"] = 0.0
    again = told(shop)
    assert (again["enterprise"][0], again["estimate"][0]) == ("A", (60 + 80) / 2)


def test_a_batch_a_withdrawal_and_a_rebuild_are_seen_at_once(shop):
    def estimate() -> float:
        return told(shop)["estimate"][0]

    assert estimate() == 70
    batch = shop.survey([{"comfort": 100.0} for _ in range(40)])
    assert estimate() == (70 + 100) / 2
    batches.withdraw(shop.store, LOCAL, batch, "twice")
    assert estimate() == 70
    with shop.store.write() as cursor:  # a broken sum is no batch: the data version stays
        cursor.execute("UPDATE cell SET swy = swy + 10")
        cursor.execute("UPDATE stratum_cell SET swy = swy + 10")
    shop.store.sums_made_anew()
    assert estimate() != 70
    rebuild(shop.store, shop.specs)
    assert estimate() == 70


def test_what_was_written_after_opening_the_file_again_is_seen(tmp_path):
    first = kit.Shop(COMFORT, open_store(tmp_path / "x.duckdb"))
    other = kit.Shop(COMFORT, open_store(tmp_path / "x.duckdb"))
    first.survey([{"comfort": 70.0} for _ in range(40)])
    assert len(told(other)) == 1
    first.survey([{"comfort": 70.0} for _ in range(40)], wave="2026H2")
    assert len(told(other)) == 2
    first.store.close()


def test_what_is_written_in_a_rehearsal_is_seen_in_it_and_nowhere_else(shop):
    with shop.store.rehearsal() as rehearsal:
        assert told(kit.Shop(shop.specs, rehearsal))["estimate"][0] == 70
        tried = kit.Shop(shop.specs, rehearsal, _sent=1)
        tried.survey([{"comfort": 100.0} for _ in range(40)])
        assert told(tried)["estimate"][0] == 85
    assert told(shop)["estimate"][0] == 70


def test_a_new_file_makes_the_round_of_its_sector_and_wave_anew_and_no_other(shop, monkeypatch):
    shop.survey([{"comfort": 70.0}] * 40, wave="2025H2")
    shop.survey([{"comfort": 70.0}] * 40, wave="2025H1")
    made = []
    whole = rounds.unscoped
    monkeypatch.setattr(rounds, "unscoped", lambda *about: made.append(about[2]) or whole(*about))
    told(shop)
    told(shop)
    assert made == [Selection("things")]  # all waves in one go
    shop.survey([{"comfort": 90.0}] * 40, wave="2025H2")
    found = told(shop).set_index("wave")["estimate"]
    assert made[1:] == [Selection("things", wave="2025H2")]
    assert dict(found) == {"2025H1": 70, "2025H2": 80, "2026H1": 70}


def test_a_file_of_answers_leaves_what_was_made_of_measurements_as_it_is(shop, monkeypatch):
    shop.tests([{"indicator": "comfort", "value": 70.0}] * 2)
    made = []
    for name in ("survey_estimates", "laboratory_estimates"):
        step = getattr(estimate, name)
        monkeypatch.setattr(estimate, name, wraps(step)(lambda *about, step=step: made.append(step) or step(*about)))
    told(shop)
    shop.survey([{"comfort": 90.0}] * 40)
    assert told(shop)["estimate"][0] == (40 * 70 + 40 * 90) / 80
    answers, measured = estimate.survey_estimates.__wrapped__, estimate.laboratory_estimates.__wrapped__
    assert made == [answers, measured, answers]
    batches.withdraw(shop.store, LOCAL, 2, "twice")
    assert len(told(shop)) == 1 and made[3:] == [measured]


def test_the_version_is_of_a_sector_and_of_a_kind_of_file(shop):
    before = shop.store.versions()
    shop.tests([{"indicator": "comfort", "value": 70.0}], sector="things")
    after = shop.store.versions()
    assert after.of() == before.of() + 1 == after.of({"things"})
    assert after.of({"others"}) == before.of({"others"}) == 0
    assert after.of({"things"}, "survey") == before.of({"things"}, "survey") == 1
    batches.withdraw(shop.store, LOCAL, 2, "twice")
    assert shop.store.version({"things"}, "test") == 2


def test_what_was_not_asked_for_the_longest_goes_first(shop, monkeypatch):
    monkeypatch.setattr(module, "_MOST", 3 * 8 * 100)
    asked = []
    for key in "abcdda":
        once(shop.store, key, 1, lambda key=key: asked.append(key) or np.zeros(100))
    assert "".join(asked) == "abcda"


def test_a_spec_is_parsed_once_by_its_content(tmp_path):
    for sector in ("catering", "automobiles"):
        (tmp_path / f"{sector}.yaml").write_bytes((demo_kit.SHIPPED / f"{sector}.yaml").read_bytes())
    first = load_specs(tmp_path)
    with (tmp_path / "catering.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    again = load_specs(tmp_path)
    assert again["automobiles"] is first["automobiles"]
    assert again["catering"] is not first["catering"]
    assert again.digest != first.digest
