"""Was a laboratory accredited for what it measured? Lead: 0.10 to 2.00 mg, from 2026-01-01 to 2026-06-30."""

from datetime import date

import pandas as pd
import pytest

from benchmarks.infrastructure.scopes import STATES, holding, resting_of, scopes_of
from benchmarks.words.language import ENGLISH
from benchmarks.words.resting import clause, short
from data.kept.register import SCOPE_LINE
from data.kept.states import STATE_EVENT

LEAD = {
    **{"sector": "s", "lab": "L1", "name": "One", "accreditor": "CNAS", "accreditation": "CNAS L1"},
    **{"indicator": "lead", "valid_from": date(2026, 1, 1), "valid_until": date(2026, 6, 30)},
    **{"low": 0.1, "high": 2.0, "cmc": 0.02},
}
ALL = LEAD | {"indicator": "*", "low": None, "high": None, "cmc": None}
SCALE = pd.DataFrame({"sector": "s", "indicator": ["lead", "gloss"], "slope": 1.0, "offset": 0.0})


def said(*lines: dict, events: tuple[dict, ...] = (), slope: float = 1.0, **changes: object) -> tuple[str, str]:
    """State and reason of one measurement, 1.0 mg on 2026-03-01 with U 0.05 by default."""
    one = {"sector": "s", "wave": "2026H1", "sample": "a", "enterprise": "A", "category": "thing", "lab": "L1"}
    one |= {"indicator": "lead", "tested_on": date(2026, 3, 1), "value": 1.0, "censored": False, "product": ""}
    one |= {"U": 0.05, "u_from": "stated"} | changes
    rows = pd.DataFrame([{"most": one["value"], **one}])
    register = pd.DataFrame(list(lines), columns=list(SCOPE_LINE))
    told = [dict.fromkeys(STATE_EVENT, "") | {"until": None, "corrects": None} | each for each in events]
    found = scopes_of(rows, register, pd.DataFrame(told, columns=list(STATE_EVENT)), SCALE.assign(slope=slope))
    return found["state"][0], found["reason"][0]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 12, 31), ("out", "not_yet")),
        (date(2026, 1, 1), ("in", "")),
        (date(2026, 6, 30), ("in", "")),
        (date(2026, 7, 1), ("lapsed", "after_end")),
    ],
)
def test_the_first_and_the_last_day_of_a_line_are_in_scope(day, expected):
    assert said(LEAD, tested_on=day) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0999, ("out", "below_range")), (0.1, ("in", "")), (2.0, ("in", "")), (2.0001, ("out", "above_range"))],
)
def test_both_ends_of_a_range_are_in_scope(value, expected):
    assert said(LEAD, value=value) == expected


def test_a_value_below_detection_stands_at_its_limit():
    # "<0.1" enters a mean at 0.05, which is under the range; what the laboratory stated is its limit, 0.1
    assert said(LEAD, value=0.05, most=0.1, censored=True) == ("in", "")
    assert said(LEAD, value=0.04, most=0.08, censored=True) == ("out", "below_range")


def test_an_uncertainty_under_the_smallest_of_the_scope_is_not_covered_by_it():
    assert said(LEAD, U=0.02) == ("in", "")
    assert said(LEAD, U=0.019) == ("out", "under_cmc")
    assert said(LEAD, U=0.019, u_from="default") == ("in", "")  # the laboratory did not state it


def test_a_star_covers_every_indicator_and_another_line_does_not():
    assert said(ALL, indicator="gloss") == ("in", "")
    assert said(LEAD, indicator="gloss") == ("out", "not_named")
    assert said(LEAD | {"lab": "L2"}) == ("unknown", "not_registered")
    assert said(LEAD | {"sector": "other"}) == ("unknown", "not_registered")


def test_of_several_lines_the_one_that_covers_counts():
    early = LEAD | {"valid_until": date(2026, 2, 1)}
    assert said(early) == ("lapsed", "after_end")
    assert said(early, LEAD) == said(LEAD, early) == said(early, ALL) == ("in", "")


def test_a_range_is_in_the_unit_of_the_file_and_turns_with_it():
    # The spec reports -10 x the value of the file: 1.0 mg is told as -10, the range 0.1 to 2.0 as -20 to -1.
    assert said(LEAD, value=-10.0, U=0.5, slope=-10.0) == ("in", "")
    assert said(LEAD, value=-21.0, U=0.5, slope=-10.0) == ("out", "below_range")


@pytest.mark.parametrize("subject", ["CNAS L1", "L1", "lead"])
@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("suspended", date(2026, 2, 28), ("in", "")),
        ("suspended", date(2026, 3, 1), ("suspended", "suspended")),
        ("suspended", date(2026, 3, 31), ("suspended", "suspended")),
        ("suspended", date(2026, 4, 1), ("in", "")),
        ("revoked", date(2026, 4, 1), ("lapsed", "revoked")),
        ("revoked", date(2026, 2, 28), ("in", "")),
    ],
)
def test_an_event_takes_the_scope_away_on_the_days_it_names(subject, state, day, expected):
    event = {"sector": "s", "kind": "scope", "lab": "L1", "subject": subject, "state": state, "from": date(2026, 3, 1)}
    event["until"] = date(2026, 3, 31) if state == "suspended" else None
    assert said(LEAD, events=(event,), tested_on=day) == expected
    assert said(LEAD, events=(event | {"lab": "L2"},), tested_on=day) == ("in", "")


def test_a_result_counts_its_measurements_by_scope_and_a_filter_finds_it():
    """A: 2 in, 1 lapsed, 1 unknown: 1 of 4 beyond. B: 2 in: none. An unknown scope is no reproach."""
    place = {"sector": "s", "category": "thing", "wave": "2026H1", "indicator": "lead"}
    states = [("A", "in"), ("A", "in"), ("A", "lapsed"), ("A", "unknown"), ("B", "in"), ("B", "in")]
    rows = resting_of(pd.DataFrame([place | {"enterprise": maker, "state": state} for maker, state in states]))
    told = rows.set_index("enterprise")[["n", "in", "lapsed", "unknown", "beyond"]].T.to_dict("list")
    assert told == {"A": [4, 2, 1, 1, 1], "B": [2, 2, 0, 0, 0]}
    found = {state: list(holding(rows, state)["enterprise"]) for state in STATES}
    assert found == {"in": ["B"], "out": [], "lapsed": ["A"], "suspended": [], "unknown": ["A"]}
    assert clause(rows, ENGLISH) == "1 of 6 measurements behind this was not made in scope"
    assert clause(rows[rows["enterprise"] == "B"], ENGLISH) == short(rows.iloc[1:], ENGLISH) == ""
