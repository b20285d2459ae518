"""Did a project work: members against the others, from a wave by which nobody was chosen."""

from datetime import date

import pandas as pd
import pytest

from benchmarks.innovation.projects import PROJECT_EFFECT, effects_of
from data.kept.projects import PROJECT
from data.viewer import LOCAL, association, manufacturer
from tests import kit

SPECS = kit.specs(kit.indicator("comfort"))
WAVES = ("2024H1", "2024H2", "2025H1", "2026H1")
NO_ACTIONS = pd.DataFrame(columns=["sector", "enterprise", "indicator"])


def found(gains: dict[str, float], waves: tuple[str, ...] = WAVES) -> pd.DataFrame:
    """ESTIMATE rows: every maker at 60 until 2025H1, with its gain in 2026H1; 2024H2 is bad luck for A and B."""
    rows = [
        {
            **{"sector": "things", "category": "thing", "enterprise": code, "indicator": "comfort", "wave": wave},
            "estimate": 60 + (gain if wave == "2026H1" else -8 if wave == "2024H2" and code in "AB" else 0),
        }
        for code, gain in gains.items()
        for wave in waves
    ]
    frame = pd.DataFrame(rows)
    return frame.assign(source="survey", n=100, low=frame["estimate"] - 2, high=frame["estimate"] + 2)


def projects(*rows: dict) -> pd.DataFrame:
    """Columns PROJECT: A, B and C on comfort through 2025, for the benchmark of 80 with a budget of 900."""
    first = {
        **{"sector": "things", "project": "P1", "title": "Softer", "problem": "comfort", "categories": "thing"},
        **{"lead": "A", "members": "A;B;C", "partners": "research:U", "budget": 900.0, "target": "benchmark"},
        **{"start": pd.Timestamp("2025-01-15"), "end": pd.Timestamp("2025-12-20")},
    }
    return pd.DataFrame([{**first, **row} for row in rows], columns=list(PROJECT))


def effect(gains: dict[str, float], viewer=LOCAL, waves=WAVES, acts=NO_ACTIONS, more=(), breaks=(), **changes) -> dict:
    """The row of the first project."""
    whole = projects(changes, *more)
    known = found(gains, waves), SPECS, {}, viewer, {("things", "comfort"): breaks}
    rows = effects_of(whole.head(1), whole, acts, *known)
    assert tuple(rows) == PROJECT_EFFECT
    return rows.iloc[0].to_dict()


OTHERS = {"D": 1.0, "E": 0.0, "F": 2.0, "G": 1.0}
GAINED = {"A": 9.0, "B": 10.0, "C": 11.0, **OTHERS}


def test_members_less_others_with_the_interval_of_welch_from_the_last_but_one_wave_before_the_start():
    """Members 9, 10, 11: mean 10, its variance 1 / 3; others 1, 0, 2, 1: mean 1, 2/3 / 4 = 1/6. Beyond 9, standard
    error sqrt(1/3 + 1/6) = 0.7071, df 0.25 / (1/9/2 + 1/36/3) = 3.857, t 2.821: 9 -/+ 1.994. From 2024H1: the eight
    points A and B lost in 2024H2, by which they were chosen, are no part of it."""
    row = effect(GAINED)
    assert (row["baseline_wave"], row["measured_wave"], row["verdict"]) == ("2024H1", "2026H1", "worked")
    assert [row[name] for name in ("change", "others_change", "beyond")] == pytest.approx([10, 1, 9])
    assert [row["low"], row["high"]] == pytest.approx([9 - 1.994, 9 + 1.994], abs=0.01)
    # Floor 60 and benchmark 80 are 20 points apart: a unit is a ladder point; 900 over 9 points of three makers.
    assert (row["points"], row["cost_per_point"]) == pytest.approx((9, 900 / 27))
    assert (row["cost_low"], row["cost_high"]) == pytest.approx((900 / 3 / row["high"], 900 / 3 / row["low"]))
    assert row["promised"] == 20


def test_cannot_tell_is_an_answer_and_says_what_would_have_been_found():
    row = effect({"A": 12.0, "B": -6.0, "C": 3.0, **OTHERS})
    assert (row["verdict"], row["reason"]) == ("cannot_tell", "interval_on_both_sides")
    assert row["detectable"] > row["high"] - row["beyond"] > 0 and pd.isna(row["cost_per_point"])


def test_a_project_falls_short_where_even_the_upper_end_is_under_what_was_promised():
    assert effect({"A": 1.0, "B": 2.0, "C": 0.0, **OTHERS})["verdict"] == "fell_short"
    assert effect({"A": -9.0, "B": -10.0, "C": -11.0, **OTHERS})["verdict"] == "worse"


def test_who_acts_on_the_same_problem_elsewhere_is_no_comparison():
    acts = pd.DataFrame([{"sector": "things", "enterprise": "D", "indicator": "comfort"}])
    assert effect(GAINED)["others"] == 4 and effect(GAINED, acts=acts)["others"] == 3
    assert effect(GAINED, more=[{"project": "P2", "members": "E;F"}])["others"] == 2


@pytest.mark.parametrize(
    ("waves", "changes", "told"),
    [
        (("2024H2", "2026H1"), {}, ("cannot_tell", "no_baseline")),
        (("2024H1", "2024H2"), {}, ("running", "not_measured")),
        (WAVES, {"members": "A"}, ("cannot_tell", "too_few_members")),
        (WAVES, {"end": pd.Timestamp("2026-12-20")}, ("running", "")),
        (WAVES, {"breaks": (date(2024, 7, 1),)}, ("cannot_tell", "series_break")),  # the wave after the baseline
        (WAVES, {"breaks": (date(2024, 1, 1), date(2026, 7, 1))}, ("worked", "")),  # before, and after
    ],
)
def test_what_cannot_be_judged_says_why(waves, changes, told):
    row = effect(GAINED, waves=waves, **changes)
    assert (row["verdict"], row["reason"]) == told


def test_no_maker_sees_another_s_figures_through_a_project():
    """A is one of three members: the mean of the two others would be theirs."""
    row = effect(GAINED, viewer=manufacturer("things", "A"))
    assert row["reason"] == "not_told" and pd.isna([row["change"], row["beyond"], row["low"], row["points"]]).all()
    assert effect(GAINED, viewer=association("things"))["verdict"] == "worked"
