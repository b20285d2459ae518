"""The control chart against its reference package, case by case. Recipes are in control_charts.json."""

import json
from math import isclose, isnan, nan
from pathlib import Path

import numpy as np
import pytest

from benchmarks.progress.control_chart import OVER_A_RUN, SPECIAL_CAUSES, error_over_run, xmr

GOLDEN = json.loads(Path(__file__).with_name("control_charts.json").read_text(encoding="utf-8"))
DIRECTION = {"increase": "higher", "decrease": "lower", "neutral": "neutral"}
COMMON = "Common Cause"  # the reference's word for a point without a special cause: None here


def chart_of(case):
    given = case["input"]
    return xmr(
        given["y"],
        target=given.get("target"),
        direction=DIRECTION[given.get("improvement_direction", "increase")],
        screen=given["screen_outliers"],
        rebase=given["rebase_before_index0"] or (),
        baseline=given["fix_after_n_points"],
    )


def same(ours, theirs):
    return isnan(ours) if theirs is None else isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("case", GOLDEN["cases"] + GOLDEN["more"], ids=lambda case: case["name"])
def test_limits_and_special_causes_equal_the_reference(case):
    chart, expected = chart_of(case), case["expected"]
    assert [word or COMMON for word in chart.special_cause] == expected["special_cause_type"]
    assert [segment.start for segment in chart.segments] == [at["from_index0"] for at in expected["segments"]]
    for ours, theirs in zip(chart.segments, expected["segments"], strict=True):
        assert same(ours.mean, theirs["mean"])
        assert same(ours.lower, theirs["lpl"])
        assert same(ours.upper, theirs["upl"])


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_classification_variation_and_assurance_equal_the_reference(case):
    chart, expected = chart_of(case), case["expected"]
    assert list(chart.point_type) == expected["point_type"]
    assert chart.variation == expected["variation_icon_last_point"]
    assert chart.assurance == expected["assurance_type"]
    assert [segment.n for segment in chart.segments] == [at["n"] for at in expected["segments"]]
    assert any(segment.trial for segment in chart.segments) == expected["short_group_warning"]


def test_every_special_cause_word_occurs_in_a_reference_case():
    seen = {word for case in GOLDEN["cases"] for word in case["expected"]["special_cause_type"]}
    assert seen == {*SPECIAL_CAUSES, COMMON}


def test_one_point_has_a_mean_and_no_limits():
    chart = xmr([71.0], target=70)
    assert chart.segments[0].mean == 71.0
    assert isnan(chart.segments[0].lower)
    assert isnan(chart.segments[0].upper)
    assert (chart.special_cause, chart.variation, chart.assurance) == ((None,), "common_cause", "inconsistent")


def test_two_points_have_trial_limits_of_2_66_moving_ranges():
    segment = xmr([70.0, 71.0]).segments[0]
    assert segment.trial
    assert isclose(segment.lower, 70.5 - 2.66 * 1.0)
    assert isclose(segment.upper, 70.5 + 2.66 * 1.0)


def test_no_points_give_no_segment_and_no_verdict():
    chart = xmr([], target=5)
    assert (chart.segments, chart.special_cause, chart.variation, chart.assurance) == ((), (), None, None)


def test_a_target_exactly_on_a_limit_is_hit_or_miss():
    values = [50, 52] * 6  # mean 51, every moving range 2
    assert xmr(values, target=51 + 2.66 * 2).assurance == "inconsistent"
    assert xmr(values, target=np.nextafter(51 + 2.66 * 2, 99)).assurance == "consistent_fail"


def test_assurance_after_a_rebase_uses_the_new_limits_and_not_the_old_ones():
    values = [50, 52] * 6 + [80, 82] * 6
    assert xmr(values, target=70, rebase=[12]).assurance == "consistent_pass"
    assert xmr(values[:12], target=70).assurance == "consistent_fail"


def test_a_rebase_past_the_end_has_not_come_yet():
    assert xmr([50, 52, 51], rebase=[0, 3, 8]) == xmr([50, 52, 51])


def test_a_missing_point_keeps_its_place_and_enters_neither_mean_nor_moving_range():
    chart = xmr([50, 52, None, 60, 62])
    assert chart.segments[0].n == 4
    assert chart.segments[0].mean == (50 + 52 + 60 + 62) / 4
    assert isclose(chart.segments[0].upper, 56 + 2.66 * (2 + 2) / 2)
    assert chart.point_type[2] is None
    assert chart.special_cause[2] is None


def test_a_missing_point_breaks_a_run_and_a_trend():
    run = [40, 60, 41, 61, 40, 60, 41, 52, 53, 52, 53, 52, 53, 52]
    trend = [40, 60, 41, 61, 40, 60, 48, 49, 50, 51, 52, 53, 54, 45]
    assert xmr(run).special_cause[-7:] == ("7 Points Above CL",) * 7
    assert xmr(trend).special_cause[6:13] == ("7 Point Trend (Increasing)",) * 7
    assert set(xmr([*run[:10], None, *run[11:]]).special_cause) == {None}
    assert set(xmr([*trend[:10], nan, *trend[11:]]).special_cause) == {None}


def test_the_last_measured_point_gives_the_variation_unless_the_segment_is_empty():
    assert xmr([50, 52] * 8 + [90, None]).variation == "special_cause_improvement"
    assert xmr([50, 52] * 8 + [None], rebase=[16]).variation is None


def test_what_is_said_of_the_error_over_a_run_is_met_by_series_that_never_change():
    draws, rounds, points = np.random.default_rng(7), 200, 20
    ever = 0
    for _ in range(rounds):
        series = draws.normal(size=points).tolist()
        ever += any(xmr(series[:n]).variation != "common_cause" for n in range(12, points + 1))
    said = error_over_run(points)
    assert abs(ever / rounds - said) <= 3 * (said * (1 - said) / rounds) ** 0.5
    assert error_over_run(14) == pytest.approx(0.01 + 2 / 4 * 0.04) and error_over_run(99) == OVER_A_RUN[-1][1]


@pytest.mark.parametrize("wrong", [{"direction": "up"}, {"baseline": 11}])
def test_an_unknown_direction_or_a_baseline_under_twelve_is_refused(wrong):
    with pytest.raises(ValueError, match=str(next(iter(wrong.values())))):
        xmr([1, 2, 3], **wrong)
