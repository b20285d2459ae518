"""Targets of a year: on pace or not, by hand. Half years at 10, 12, 14 go on to 20 in the last of 2027."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from benchmarks.columns import ESTIMATE, GAP
from benchmarks.progress.targets import targets_of
from benchmarks.specs.parts import Target
from benchmarks.specs.rules import findings
from tests.kit import indicator

SET = {"indicator": "comfort", "set_by": {"en": "the association", "zh": "协会"}, "set_on": date(2025, 1, 5)}
HIGHER = SimpleNamespace(direction="higher")
NO_LEVELS = pd.DataFrame(columns=list(GAP))


def told(year: int, value: float, *values: float, half: float = 0.1) -> dict:
    """The TARGET row of one product with these estimates in the half years from 2025H1, each with so much to a side."""
    rows = []
    for wave, estimate in zip(("2025H1", "2025H2", "2026H1"), values, strict=False):
        one = dict.fromkeys(ESTIMATE, "") | {"sector": "s", "category": "c", "enterprise": "A", "indicator": "comfort"}
        one |= {"wave": wave, "source": "survey", "n": 400, "estimate": estimate, "se": half / 1.96, "df": 1e9}
        rows.append(one | {"low": estimate - half, "high": estimate + half})
    target = Target.model_validate(SET | {"year": year, "value": value})
    (row,) = targets_of(target, HIGHER, "s", pd.DataFrame(rows), NO_LEVELS)
    return row


@pytest.mark.parametrize(("value", "verdict"), [(18, "on_pace"), (20, "cannot_tell"), (22, "off_pace")])
def test_a_target_ahead_is_on_pace_where_the_line_is_there_in_the_last_wave_of_its_year(value, verdict):
    """From 2026H1 three waves are left; 14 + 3 x 2 = 20. At 20 the chance is one half, at 18 sure, at 22 none."""
    row = told(2027, value, 10, 12, 14)
    assert (row["verdict"], row["waves_left"], row["wave"]) == (verdict, 3, "2026H1")
    assert row["needed"] == pytest.approx((value - 14) / 3) and row["present"] == pytest.approx(2)
    assert row["p_met"] == pytest.approx({18: 1.0, 20: 0.5, 22: 0.0}[value], abs=1e-6)


@pytest.mark.parametrize(("value", "verdict"), [(11, "met"), (12.05, "cannot_tell"), (13, "not_met")])
def test_a_target_of_a_year_that_is_over_is_judged_by_the_interval_of_its_last_wave(value, verdict):
    """2025H2 stands at 12 (11.9 to 12.1); what came in 2026 no longer counts."""
    row = told(2025, value, 10, 12, 99)
    assert (row["verdict"], row["wave"], row["waves_left"]) == (verdict, "2025H2", 0)


def test_one_wave_makes_no_pace():
    assert told(2027, 18, 10)["verdict"] == "too_few_waves"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ([{"indicator": "taste"}], "a target is of an indicator of this file"),
        ([{"set_on": date(2028, 1, 1)}], "a target is set by the end of its year"),
        ([{}, {}], "an indicator has one target a year"),
        ([{"value": 120}], "a target is 0 to 100, what the indicator can be"),
        ([{}, {"year": 2028, "value": 17}], "a later target is not easier than an earlier one"),
        ([{}, {"year": 2028, "value": 18}, {"year": 2026, "value": 15}], None),
    ],
)
def test_what_is_wrong_with_a_target_is_said_with_its_rule(changes, rule):
    listed = [SET | {"year": 2027, "value": 18} | each for each in changes]
    found = [
        each for each in findings({"indicators": [indicator("comfort")], "targets": listed}) if each[0][0] == "targets"
    ]
    assert [each[1] for each in found] == ([rule] if rule else [])
