"""Which method answers "did it get better?": it depends on how many comparable waves there are."""

from math import isnan, sqrt

import numpy as np
import pytest

from benchmarks.estimates import intervals
from benchmarks.progress.series import Series
from benchmarks.progress.trend import METHODS, REASONS, VERDICTS, change, chi_square, difference, since

YEARS = ["2019", "2020", "2021", "2022", "2023", "2024", "2025"]
QUARTERS = [f"{year}Q{quarter}" for year in (2023, 2024, 2025, 2026) for quarter in (1, 2, 3, 4)]
Z = 1.959963984540054


def said(series):
    found = change(series)
    return found.verdict, found.method, found.reason


def test_one_wave_says_nothing_about_change():
    found = change(Series.of(["2026H1"], [71.0], 1.0))
    assert (found.from_wave, found.to_wave) == ("2026H1", "2026H1")
    assert isnan(found.change)
    assert (found.verdict, found.method, found.reason) == ("too_few_waves", "none", "not_enough_waves")


def test_two_waves_are_compared_by_the_difference_of_two_estimates():
    found = change(Series.of(["2025H2", "2026H1"], [70.0, 74.0], [1.0, 1.5]))
    half = Z * sqrt(1.0**2 + 1.5**2)
    assert [found.change, found.low, found.high] == pytest.approx([74 - 70, 4 - half, 4 + half])
    assert (found.verdict, found.method, found.reason) == ("improved", "difference", "beyond_chance")


def test_a_difference_whose_interval_holds_zero_is_no_clear_change():
    assert said(Series.of(["2025H2", "2026H1"], [70.0, 73.0], [1.0, 1.5])) == (
        *("no_clear_change", "difference", "within_chance"),
    )


def test_where_lower_is_better_a_fall_is_an_improvement_and_counts_as_positive():
    found = change(Series.of(["2025", "2026"], [0.080, 0.050], 0.004, direction="lower"))
    half = Z * sqrt(0.004**2 + 0.004**2)
    assert [found.change, found.low, found.high] == pytest.approx([0.030, 0.030 - half, 0.030 + half])
    assert found.verdict == "improved"


def test_degrees_of_freedom_of_a_difference_follow_welch_and_satterthwaite():
    found = difference(70, 74, 1.0, 1.5, first_df=20, second_df=9)
    assert found.df == pytest.approx((1.0**2 + 1.5**2) ** 2 / (1.0**4 / 20 + 1.5**4 / 9))


def test_waves_that_share_psus_have_a_smaller_standard_error_of_their_difference():
    found = difference(70, 74, 1.0, 1.5, first_df=20, second_df=9, covariance=0.6)
    assert found.se == pytest.approx(sqrt(1.0**2 + 1.5**2 - 2 * 0.6))
    assert found.df == 9


def test_a_share_is_compared_by_its_wilson_limits_and_keeps_a_width_at_100_percent():
    p, n = np.array([1.0, 1.0]), np.array([20.0, 20.0])
    low, high = intervals.wilson(p, n)
    found = change(Series.of(["2025", "2026"], p, 0.0, low=low, high=high, statistic="conformity"))
    lowest = 20 / (20 + Z**2)  # Wilson's lower limit of 20 of 20: 0.839
    assert [found.low, found.high] == pytest.approx([-(1 - lowest), 1 - lowest])
    assert (found.verdict, found.reason) == ("no_clear_change", "constant_series")


def test_a_slope_over_waves_that_share_psus_rests_on_the_fewest_degrees_of_freedom():
    shared = np.array([[0, 0.3, 0], [0.3, 0, 0.3], [0, 0.3, 0]])
    series = Series.of(YEARS[:3], [70, 72, 73], 1.0, df=[30, 8, 20], covariance=shared)
    slope = series.combine([-0.5, 0, 0.5])
    assert slope.se[0] == pytest.approx(sqrt(0.5**2 + 0.5**2 - 2 * 0.5 * 0.5 * 0))  # the outer two share none
    assert slope.df[0] == 8
    assert series.combine([0, -1, 1]).se[0] == pytest.approx(sqrt(1 + 1 - 2 * 0.3))


def test_waves_that_share_psus_narrow_the_change_of_a_share_by_their_correlation():
    p, n = np.array([0.80, 0.86]), np.array([300.0, 300.0])
    (low, high), se = intervals.wilson(p, n), np.sqrt(p * (1 - p) / n)
    shared = np.array([[0, 0.5], [0.5, 0]]) * se[0] * se[1]
    found = change(Series.of(["2025", "2026"], p, se, low=low, high=high, statistic="share", covariance=shared))
    down, up = p[1] - low[1], high[0] - p[0]
    assert found.low == pytest.approx(0.06 - sqrt(down**2 + up**2 - 2 * 0.5 * down * up))


def test_three_and_four_waves_have_an_early_slope():
    found = change(Series.of(YEARS[:4], [70, 71, 73, 75], 1.0))
    slope = (-1.5 * 70 - 0.5 * 71 + 0.5 * 73 + 1.5 * 75) / (1.5**2 + 0.5**2 + 0.5**2 + 1.5**2)
    slope_se = 1.0 / sqrt(1.5**2 + 0.5**2 + 0.5**2 + 1.5**2)
    assert slope - Z * slope_se > 0
    assert (found.verdict, found.method, found.reason) == ("improved", "early_slope", "beyond_chance")
    assert said(Series.of(YEARS[:3], [70, 71, 72], 1.0)) == ("no_clear_change", "early_slope", "within_chance")


def test_degrees_of_freedom_of_a_slope_follow_welch_and_satterthwaite():
    values, se = [70, 72, 73], [1.0, 2.0, 1.0]
    series = Series.of(YEARS[:3], values, se, df=[4, 30, 6])
    slope = series.combine(series.line[1])
    # Equal outer weights: slope = (73 - 70) / 2, and the middle wave does not enter it.
    assert slope.value[0] == pytest.approx((73 - 70) / 2)
    assert slope.se[0] == pytest.approx(sqrt(1.0**2 + 1.0**2) / 2)
    assert slope.df[0] == pytest.approx((1 + 1) ** 2 / (1 / 4 + 1 / 6))
    assert said(series)[0] == "no_clear_change"  # 1.5 < 2.24 x 0.707 with t at 9.6 degrees of freedom
    assert said(Series.of(YEARS[:3], values, se))[0] == "improved"  # 1.5 > 1.96 x 0.707


def test_the_change_of_three_waves_and_more_is_still_last_minus_first():
    found = change(Series.of(YEARS[:4], [70, 71, 73, 75], 1.0))
    half = Z * sqrt(1.0**2 + 1.0**2)
    assert [found.change, found.low, found.high] == pytest.approx([75 - 70, 5 - half, 5 + half])


def test_five_waves_need_a_chi2_above_9_5495():
    rising = Series.of(YEARS[:5], [70, 71, 72, 73, 74], 1.0)
    assert chi_square(rising) == pytest.approx(1.0**2 / (1.0**2 / (4 + 1 + 0 + 1 + 4)))
    assert said(rising) == ("improved", "trend", "chi_square_above_limit")
    slower = Series.of(YEARS[:5], [70, 70.9, 71.8, 72.7, 73.6], 1.0)
    assert chi_square(slower) == pytest.approx(0.9**2 * 10)
    assert said(slower) == ("no_clear_change", "trend", "chi_square_not_above_limit")


def test_a_trend_that_hangs_on_one_wave_is_an_outlier():
    values = [64, 70, 70, 70, 70]
    assert said(Series.of(YEARS[:5], values, 1.0)) == ("no_clear_change", "trend", "outlier_found")


def test_a_jump_in_the_last_wave_is_an_outlier_that_the_next_wave_will_judge():
    values = [70, 70, 70, 70, 76]
    assert chi_square(Series.of(YEARS[:5], values, 1.0)) == pytest.approx((2 * 76 - 2 * 70) ** 2 / 10)
    found = change(Series.of(YEARS[:5], values, 1.0))
    assert (found.verdict, found.reason) == ("no_clear_change", "outlier_found;last_wave_apart")


def test_a_jump_is_the_last_wave_against_the_one_before_whatever_the_trend_says():
    half = Z * sqrt(1.0**2 + 1.0**2)
    values = [50, 69, 71, 72, 68, 76]
    found = since(Series.of(YEARS[:6], values, 1.0))
    assert (found.wave, found.verdict) == (YEARS[4], "improved")
    assert (found.change, found.low, found.high) == pytest.approx((76 - 68, 8 - half, 8 + half))
    lower = since(Series.of(YEARS[:6], values, 1.0, direction="lower"))
    assert (lower.change, lower.low, lower.high) == pytest.approx((-8, -8 - half, -8 + half))
    assert lower.verdict == "worsened"


def test_a_spike_after_five_flat_waves_is_a_jump_and_no_trend():
    series = Series.of(YEARS[:6], [70, 70, 70, 70, 70, 76], 1.0)
    assert (since(series).verdict, change(series).verdict) == ("improved", "no_clear_change")


def test_slow_worsening_is_a_trend_and_no_jump():
    series = Series.of(YEARS[:5], [80, 78, 76, 74, 72], 1.0)
    assert (since(series).verdict, change(series).verdict) == ("no_clear_change", "worsened")


def test_a_lone_wave_has_none_before_it_to_jump_from():
    found = since(Series.of(["2025"], [70.0], 1.0))
    assert (found.wave, found.verdict) == (None, "too_few_waves") and isnan(found.change)


def test_a_longer_series_is_judged_by_its_last_five_waves():
    found = change(Series.of(YEARS, [90, 95, 70, 72, 74, 76, 78], 1.0))
    assert (found.from_wave, found.to_wave, found.change) == ("2021", "2025", 78 - 70)
    assert (found.verdict, found.method) == ("improved", "trend")


def test_a_precise_wave_weighs_more_in_the_slope():
    series = Series.of(YEARS[:3], [70, 72, 71], [1.0, 1.0, 0.5])
    weights, t, y = np.array([1, 1, 4]), np.array([-2, -1, 0]), np.array([70, 72, 71])
    centre, mean = (weights @ t) / 6, (weights @ y) / 6
    slope = (weights * (t - centre)) @ (y - mean) / (weights @ (t - centre) ** 2)
    assert series.line[1] @ series.estimate == pytest.approx(slope)


def test_a_missing_wave_stretches_the_time_axis_and_is_noted():
    series = Series.of(["2023H1", "2023H2", "2024H2", "2025H1", "2025H2"], [70, 71, 73, 74, 75], 1.0)
    assert series.time.tolist() == [-5, -4, -2, -1, 0]
    assert series.line[1] @ series.estimate == pytest.approx(1.0)
    assert change(series).reason == "chi_square_above_limit;missing_waves"


def test_twelve_waves_are_a_control_chart():
    values = [70, 72] * 6
    found = change(Series.of(QUARTERS[:12], values, 1.0))
    limits = 2.66 * 2  # every moving range is 2
    assert [found.change, found.low, found.high] == pytest.approx([72 - 71, 1 - limits, 1 + limits])
    assert (found.verdict, found.method, found.reason) == ("no_clear_change", "control_chart", "common_cause")


def test_eleven_waves_are_not_yet_a_control_chart():
    assert change(Series.of(QUARTERS[:11], [70, 72] * 5 + [70], 1.0)).method == "trend"


def test_seven_waves_above_the_mean_of_the_chart_are_an_improvement():
    values = [70, 72, 70, 72, 70, 72, 74, 75, 74, 75, 74, 75, 74, 75]
    assert said(Series.of(QUARTERS[:14], values, 1.0)) == ("improved", "control_chart", "7 Points Above CL")
    lower = Series.of(QUARTERS[:14], values, 1.0, direction="lower")
    assert said(lower) == ("worsened", "control_chart", "7 Points Above CL")


def test_a_missing_wave_breaks_the_run_of_a_control_chart():
    codes = [code for code in QUARTERS[:15] if code != "2025Q3"]
    values = [70, 72, 70, 72, 70, 72, 74, 75, 74, 75, 74, 75, 74, 75]
    assert said(Series.of(codes, values, 1.0)) == ("no_clear_change", "control_chart", "common_cause;missing_waves")


@pytest.mark.parametrize("waves", [2, 4, 5, 12])
def test_a_constant_series_is_no_clear_change_by_any_method(waves):
    found = change(Series.of(QUARTERS[:waves], [71.3] * waves, 1.0))
    half = Z * sqrt(2)
    assert [found.change, found.low, found.high] == pytest.approx([0, -half, half], abs=1e-12)
    assert (found.verdict, found.reason) == ("no_clear_change", "constant_series")


def test_verdicts_methods_and_reasons_are_closed_lists():
    assert VERDICTS == ("improved", "worsened", "no_clear_change", "too_few_waves")
    assert METHODS == ("none", "difference", "early_slope", "trend", "control_chart")
    assert len(set(REASONS)) == len(REASONS)
