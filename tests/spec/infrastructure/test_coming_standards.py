"""Who fails the standard that is coming, today? Lead, lower is better: the floor is 10 mg, from 2027-04-01 6 mg."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from benchmarks.infrastructure.impact import impact_of, standard_impact
from benchmarks.infrastructure.standards import Coming, coming_of, draft, standards_of
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.kept.standards import STANDARD_ROW
from data.refusal import Refused
from data.viewer import LOCAL
from tests.action_kit import enrol
from tests.kit import Shop, indicator, specs

TODAY, DAY = date(2026, 11, 30), date(2027, 4, 1)
LEAD = indicator("lead", source="test", direction="lower", kind="mandatory", unit="mg", levels={"floor": 10})
PASS = {"statistic": "conformity", "range": {"min": 0, "max": 1}, "levels": {"floor": 1}, "breaks": [DAY]}
SPECS = specs(LEAD, indicator("safe", source="test", **PASS))
U = 1.0  # u = 0.5


def row(**changes: object) -> dict:
    one = dict.fromkeys(STANDARD_ROW, "") | {"sector": "things", "standard": "GB 1-2026", "value": np.nan}
    one |= dict.fromkeys(("issued_on", "withdrawn_on", "international_on"))
    return one | {"in_force": DAY, "indicators": "lead"} | changes


def listed(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(STANDARD_ROW))


def impact(limit: Coming, **values: tuple[float, ...]) -> pd.DataFrame:
    shop = Shop(SPECS)
    enrol(shop.store, *values, shares=(0.5, 0.3, 0.2)[: len(values)])
    rows = [
        {"enterprise": maker, "indicator": limit.indicator, "value": x, "uncertainty": U, "sample": f"{maker}{i}"}
        for maker, each in values.items()
        for i, x in enumerate(each)
    ]
    shop.tests(rows)
    reading = Reading(shop.store, shop.specs, LOCAL)
    found = impact_of(reading.measurements, reading.estimates, [limit], reading.register, shop.specs)
    return found.set_index("enterprise")


def test_a_maker_fails_the_coming_limit_where_a_sample_is_beyond_it_by_more_than_its_guard_band():
    # A single sample has the band U = 1: 7.1 is 1.1 beyond 6; 6.9 is not beyond by more than that; 4.9 passes with it.
    limit = coming_of(SPECS, listed(row(value=6.0)), TODAY)[0]
    assert limit == Coming("things", "GB 1-2026", "lead", DAY, 10.0, 6.0)
    found = impact(limit, A=(7.1,), B=(6.9,), C=(4.9,))
    assert found["verdict"].to_dict() == {"A": "not_met", "B": "cannot_tell", "C": "met"}
    assert found.loc["B", "reason"] == "close_to_the_limit"
    assert found["output_share"].to_dict() == {"A": 0.5, "B": 0.3, "C": 0.2}
    # p_fail of 6.9: chance that the true value is above 6, 0.9 / 0.5 = 1.8 standard uncertainties: 96.4 %
    assert found.loc["B", "p_fail"] == pytest.approx(0.9641, abs=1e-4)


def test_a_pass_by_the_edition_in_force_says_nothing_of_another_edition():
    limit = coming_of(SPECS, listed(row(indicators="safe")), TODAY)[0]
    found = impact(limit, A=(1.0,), B=(0.0,))
    assert set(found["verdict"]) == {"cannot_tell"} and set(found["reason"]) == {"another_edition"}
    assert found["failing_now"].to_dict() == {"A": 0, "B": 1}  # of the edition in force
    assert found["p_fail"].isna().all()


def test_a_number_that_nobody_has_seen_is_not_guessed():
    limit = coming_of(SPECS, listed(row()), TODAY)[0]
    assert np.isnan(limit.new_value)
    assert impact(limit, A=(4.0,)).loc["A", ["verdict", "reason"]].tolist() == ["cannot_tell", "number_not_seen"]


def test_a_limit_is_coming_until_its_day_and_not_on_it():
    rows = listed(row(value=6.0))
    assert len(coming_of(SPECS, rows, date(2027, 3, 31))) == 1
    assert coming_of(SPECS, rows, DAY) == []


def test_a_draft_is_held_against_what_is_stored_and_is_marked():
    chosen = Selection(sector="things", indicator="lead")
    limit = draft(SPECS, "things", "lead", 6.0, TODAY)
    assert (limit.draft, limit.old_value, limit.new_value) == (True, 10.0, 6.0)
    shop = Shop(SPECS)
    enrol(shop.store, "A")
    shop.tests([{"enterprise": "A", "indicator": "lead", "value": 8.0, "uncertainty": U}])
    (told,) = standard_impact(Reading(shop.store, shop.specs, LOCAL, chosen), TODAY, 6.0).to_dict("records")
    assert (told["verdict"], told["draft"], told["standard"]) == ("not_met", True, "")


def test_a_number_typed_in_for_a_coming_standard_has_its_day_and_none_is_held_against_pass_or_fail():
    """The number of a standard that nobody has seen: held against what is measured beside it, on the standard's day."""
    levels = {"floor": [(date(1990, 1, 1), 10), (DAY, 6)]}
    dated = indicator("lead", source="test", direction="lower", kind="mandatory", unit="mg", levels=levels)
    both = specs(dated, indicator("safe", source="test", **PASS))
    known = coming_of(both, listed(), TODAY)
    limit = draft(both, "things", "lead", 5.0, TODAY, "a test", known)
    assert (limit.standard, limit.in_force, limit.new_value, limit.draft) == ("a test", DAY, 5.0, True)
    with pytest.raises(Refused, match="no number can be held against it"):
        draft(both, "things", "safe", 0.9, TODAY)
    with pytest.raises(Refused, match="no coming standard GB 9 in this sector; coming are: a test"):
        draft(both, "things", "lead", 5.0, TODAY, "GB 9", known)


def test_the_newest_wave_of_a_maker_counts_and_its_pace_says_whether_it_will_be_ready():
    # 10, 9, 8 in three half-years: half a year later 7, in 2027H1 6: at the limit, so an even chance.
    shop = Shop(SPECS)
    enrol(shop.store, "A")
    for wave, level in (("2025H1", 10.0), ("2025H2", 9.0), ("2026H1", 8.0)):
        values = [level - 0.1, level, level + 0.1]
        shop.tests([{"indicator": "lead", "value": x, "sample": f"{i}"} for i, x in enumerate(values)], wave=wave)
    reading = Reading(shop.store, shop.specs, LOCAL)
    limit = Coming("things", "GB 1-2026", "lead", date(2027, 4, 1), 10.0, 6.0)
    found = impact_of(reading.measurements, reading.estimates, [limit], reading.register, shop.specs).iloc[0]
    assert (found["wave"], found["n"]) == ("2026H1", 3)
    assert found["ready_low"] < 6.0 < found["ready_high"]
    assert found["p_ready"] == pytest.approx(0.5, abs=0.01)


def test_a_standard_is_replaced_on_the_day_on_which_its_heir_is_in_force():
    rows = listed(row(standard="GB 1-2013", in_force=date(2013, 10, 1)), row(replaces="GB 1-2013"))
    for day, expected in ((date(2027, 3, 31), "in_force"), (DAY, "replaced")):
        found = standards_of(rows, day).set_index("standard")
        assert found.loc["GB 1-2013", ["state", "replaced_by"]].tolist() == [expected, "GB 1-2026"]
    assert standards_of(rows, date(2027, 3, 31)).set_index("standard").loc["GB 1-2026", "state"] == "coming"


@pytest.mark.parametrize(("adoption", "days"), [("IDT", 366), ("MOD", 366), ("NEQ", None), ("none", None)])
def test_days_to_adoption_are_told_of_idt_and_mod_only(adoption, days):
    # From 2024-01-01 to 2025-01-01: 366 days, for 2024 has a 29th of February.
    rows = listed(row(in_force=date(2025, 1, 1), international_on=date(2024, 1, 1), adoption=adoption))
    told = standards_of(rows, TODAY)["days_to_adoption"][0]
    assert pd.isna(told) if days is None else told == days
