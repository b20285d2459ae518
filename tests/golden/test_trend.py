"""Differences, slopes and trends against R. Recipes are in trend.json and trend.R."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks import policy
from benchmarks.estimates import intervals
from benchmarks.progress.closing import project
from benchmarks.progress.series import Series, behind_wilson
from benchmarks.progress.trend import change, chi_square, difference

GOLDEN = json.loads(Path(__file__).with_name("trend.json").read_text(encoding="utf-8"))
R = GOLDEN["r"]
YEARS = ["2021", "2022", "2023", "2024", "2025"]
close = pytest.approx


def shares(codes, x, n):
    p, n = np.array(x) / np.array(n), np.array(n, dtype=float)
    low, high = intervals.wilson(p, n)
    return Series.of(codes, p, np.sqrt(p * (1 - p) / n), low=low, high=high, statistic="share")


def one(case, *names):
    return [case[name][0] for name in names]


def test_difference_of_two_means_equals_welch_in_r():
    case = R["welch"]
    first_df, second_df = one(case, "first_df", "second_df")
    ends = one(case, "first", "second", "first_se", "second_se")
    found = difference(*ends, first_df=first_df, second_df=second_df)
    assert [found.df, found.low, found.high] == close(one(case, "df", "low", "high"), rel=1e-9)


def test_slope_and_chi2_equal_weighted_regression_in_r():
    case = R["fingertips"]
    series = Series.of(YEARS, case["value"], case["se"])
    slope = series.combine(series.line[1])
    assert [slope.value[0], slope.se[0], chi_square(series)] == close(one(case, "slope", "slope_se", "chi2"), rel=1e-9)
    assert change(series).reason == "chi_square_above_limit"
    assert change(series).verdict == "worsened"


def test_unequal_gaps_between_waves_are_honoured_as_in_r():
    case = R["unequal_gaps"]
    series = Series.of(["2017", "2019", "2020", "2024", "2026"], case["value"], case["se"])
    slope = series.combine(series.line[1])
    assert [slope.value[0], slope.se[0], chi_square(series)] == close(one(case, "slope", "slope_se", "chi2"), rel=1e-9)
    projected = project(series, [1])
    assert projected.value[0] == close(one(case, "projected_2027")[0], rel=1e-9)
    assert projected.se[0] / series.misfit == close(one(case, "projected_2027_se")[0], rel=1e-9)


def test_shared_psus_enter_as_in_generalised_least_squares_in_r():
    data, case = R["unequal_gaps"], R["shared_psus"]
    matrix = np.array(case["covariance"]).reshape(5, 5)
    codes = ["2017", "2019", "2020", "2024", "2026"]
    series = Series.of(codes, data["value"], data["se"], covariance=matrix)
    slope = series.combine(series.line[1])
    assert [slope.value[0], slope.se[0], chi_square(series)] == close(one(case, "slope", "slope_se", "chi2"), rel=1e-9)


@pytest.mark.parametrize("case", GOLDEN["prop_trend_test"], ids=lambda case: case["name"])
def test_chi2_of_shares_equals_the_test_for_trend_in_proportions_in_r(case):
    if len(set(case["score"])) < len(case["score"]):
        # Scores that repeat are waves at one time: pooled first, as a series holds one estimate a wave.
        times = sorted(set(case["score"]))
        x = [sum(v for v, s in zip(case["x"], case["score"], strict=True) if s == at) for at in times]
        n = [sum(v for v, s in zip(case["n"], case["score"], strict=True) if s == at) for at in times]
    else:
        times, x, n = case["score"], case["x"], case["n"]
    assert chi_square(shares([str(2000 + at) for at in times], x, n)) == close(case["chisq"], rel=1e-9)


@pytest.mark.parametrize("case", GOLDEN["ols"], ids=lambda case: case["name"])
def test_equal_weights_with_the_misfit_of_the_waves_give_ordinary_least_squares_in_r(case):
    series = Series.of([str(2000 + at) for at in range(len(case["y"]))], case["y"], 1e-4)
    slope = series.combine(series.line[1])
    assert slope.value[0] == close(case["slope"], rel=1e-9, abs=1e-12)
    if case["slope_se"] > 0:  # waves exactly on their line keep the standard errors they came with
        assert slope.se[0] * series.misfit == close(case["slope_se"], rel=1e-9)


@pytest.mark.parametrize("name", ["rising", "high", "flat", "falling"])
def test_score_test_and_fingertips_logistic_regression_decide_alike(name):
    case = R[f"logistic_{name}"]
    ours, wald = chi_square(shares(YEARS, case["x"], case["trials"])), case["wald"][0]
    assert ours == close(case["score"][0], rel=1e-9)
    assert ours == close(wald, rel=0.07)
    assert (ours > policy.TREND_CHI_SQUARE) == (wald > policy.TREND_CHI_SQUARE)


@pytest.mark.parametrize("case", GOLDEN["newcombe"], ids=lambda case: f"{case['x']} of {case['n']}")
def test_change_of_a_share_has_newcombes_published_interval(case):
    found = change(shares(["2025H1", "2025H2"], case["x"], case["n"]))
    assert [round(found.low, 4), round(found.high, 4)] == [case["low"], case["high"]]


def test_the_n_behind_a_wilson_interval_is_found_again():
    p, n = np.array([0.0, 0.02, 0.5, 0.97, 1.0]), np.array([20.0, 250.5, 31.0, 400.0, 7.0])
    assert behind_wilson(p, *intervals.wilson(p, n)) == close(n, rel=1e-9)
