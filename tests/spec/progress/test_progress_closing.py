"""Was it us or the bar, how much of the gap is closed, and when will the level be met?"""

from datetime import date
from math import isnan, sqrt

import numpy as np
import pytest
from scipy import stats

from benchmarks.progress.closing import (
    BEYOND,
    closed_share,
    first_gap_closed,
    forecast,
    needed_pace,
    next_wave_p_met,
    project,
    split,
)
from benchmarks.progress.series import Series, ahead, spacing
from data.wave import Wave

Z = 1.959963984540054
HALVES = ["2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1"]


def outlook(series, levels):
    projected = project(series)
    return forecast(series, projected, [levels] * 9 if np.isscalar(levels) else levels)


def test_a_gap_moves_by_what_we_moved_and_by_what_the_bar_moved():
    ours = split(first=70, first_level=75, last=74, last_level=80, direction="higher")
    assert (ours.moved_by_us, ours.moved_by_bar) == (74 - 70, -(80 - 75))
    assert ours.moved_by_us + ours.moved_by_bar == (74 - 80) - (70 - 75)


def test_where_lower_is_better_a_tightened_limit_moves_against_us_too():
    ours = split(first=0.080, first_level=0.124, last=0.060, last_level=0.050, direction="lower")
    assert ours.moved_by_us == pytest.approx(0.080 - 0.060)
    assert ours.moved_by_bar == pytest.approx(0.050 - 0.124)
    assert ours.moved_by_us + ours.moved_by_bar == pytest.approx((0.050 - 0.060) - (0.124 - 0.080))


def test_the_closed_share_is_of_the_first_gap():
    assert closed_share(70, 74, 1, 1, level=80, direction="higher").share == pytest.approx((74 - 70) / (80 - 70))
    assert closed_share(0.10, 0.07, 0.005, 0.005, level=0.05, direction="lower").share == pytest.approx(0.03 / 0.05)


def test_a_gap_that_grew_has_a_negative_closed_share():
    assert closed_share(70, 68, 1, 1, level=80, direction="higher").share == pytest.approx(-2 / 10)


@pytest.mark.parametrize("covariance", [0.0, 0.5])
def test_fiellers_limits_are_the_shares_that_the_two_estimates_just_allow(covariance):
    found = closed_share(70, 74, 1.0, 1.5, level=80, direction="higher", covariance=covariance)
    for r in (found.low, found.high):
        # A share r means last = (1 - r) first + r level: how far off that is, in standard errors.
        off = 74 - (1 - r) * 70 - r * 80
        se = sqrt(1.5**2 + (1 - r) ** 2 * 1.0**2 - 2 * (1 - r) * covariance)
        assert abs(off) / se == pytest.approx(Z)
    assert found.low < found.share < found.high


def test_no_share_of_a_first_gap_that_was_already_met():
    found = closed_share(82, 84, 1, 1, level=80, direction="higher")
    assert isnan(found.share)
    assert found.reason == "first_gap_met"
    assert closed_share(80, 84, 1, 1, level=80, direction="higher").reason == "first_gap_met"


def test_no_share_of_a_first_gap_that_is_not_clearly_a_gap():
    assert closed_share(79, 84, 1, 1, level=80, direction="higher").reason == "first_gap_not_clear"  # 1 < 1.96 x 1
    assert closed_share(78, 84, 1, 1, level=80, direction="higher").share == pytest.approx(6 / 2)  # 2 > 1.96 x 1


def test_the_closed_share_of_a_series_is_from_its_first_wave_to_its_last():
    series = Series.of(HALVES, [60, 62, 64, 66, 68, 70], 1.0)
    assert first_gap_closed(series, 80).share == pytest.approx((70 - 60) / (80 - 60))
    assert first_gap_closed(Series.of(["2026"], [60], 1.0), 80) is None


def test_a_share_of_a_gap_under_four_standard_errors_is_not_told():
    # a first gap of 1.0 with se 0.3 is clear (3.3 of them), and 15.2 later would be "grown by 1,420 % of itself"
    small = Series.of(["2025", "2026"], [79, 64.8], 0.3)
    found = first_gap_closed(small, 80)
    assert isnan(found.share) and found.reason == "first_gap_small"
    clear = Series.of(["2025", "2026"], [79, 79.6], 0.2)
    assert first_gap_closed(clear, 80).share == pytest.approx(0.6 / 1)


def test_a_share_below_minus_one_or_above_two_is_not_told():
    # the first gap is 5, ten standard errors: twice it leads to 75 + 10, minus once to 75 - 5
    ends = {84.9: "closing", 85.1: "far_from_closing", 70.1: "closing", 69.9: "far_from_closing"}
    for last, reason in ends.items():
        assert first_gap_closed(Series.of(["2025", "2026"], [75, last], 0.5), 80).reason == reason


def test_the_next_wave_lies_on_the_line_through_two_waves_with_five_variances():
    projected = project(Series.of(["2025H2", "2026H1"], [70, 73], 1.0), [1])
    assert projected.value[0] == pytest.approx(73 + 3)
    assert projected.se[0] == pytest.approx(sqrt(2**2 * 1 + 1**2 * 1))
    assert next_wave_p_met(projected, 78, "higher") == pytest.approx(stats.norm.cdf((76 - 78) / sqrt(5)))
    assert next_wave_p_met(projected, 78, "lower") == pytest.approx(1 - stats.norm.cdf((76 - 78) / sqrt(5)))


def test_a_pace_looks_at_the_last_five_waves_only():
    late = Series.of(HALVES, [90, 60, 61, 62, 63, 64], 1.0)
    assert project(late, [1, 2]).value == pytest.approx([65, 66])


def test_waves_that_scatter_more_than_they_should_widen_the_projection():
    calm, restless = (Series.of(HALVES[:3], values, 1.0) for values in ([70, 71, 72], [70, 77, 72]))
    middle = 77 - 73  # the line is at 73 in the middle, 72 and 74 at the ends: off by -2, 4, -2
    assert restless.misfit == pytest.approx(sqrt((2**2 + middle**2 + 2**2) / (3 - 2)))
    assert calm.misfit == 1
    assert project(restless).se == pytest.approx(project(calm).se * restless.misfit)


def test_the_forecast_is_the_first_wave_on_the_line_that_meets_the_level():
    steady = Series.of(HALVES[:5], [70, 71, 72, 73, 74], 0.1)
    assert outlook(steady, 76.5).wave == "2027H1"  # 75 in 2026H1, 76 in 2026H2, 77 in 2027H1
    assert outlook(steady, 74.0).wave == "2025H2"  # already there


def test_the_forecast_has_an_earliest_and_a_latest_wave():
    series = Series.of(["2025H2", "2026H1"], [70, 73], 0.5)
    when = outlook(series, 78)
    k = np.arange(1, 9)
    value, half = 73 + 3 * k, Z * 0.5 * np.sqrt((1 + k) ** 2 + k**2)
    names = ["2026H2", "2027H1", "2027H2", "2028H1", "2028H2", "2029H1", "2029H2", "2030H1"]
    assert when.wave == names[int(np.argmax(value >= 78))] == "2027H1"
    assert when.low == names[int(np.argmax(value + half >= 78))] == "2026H2"
    assert when.high == names[int(np.argmax(value - half >= 78))] == "2028H1"


def test_a_pace_that_is_too_slow_or_goes_the_wrong_way_is_beyond():
    assert outlook(Series.of(HALVES[:5], [70, 71, 72, 73, 74], 0.1), 83).wave == BEYOND  # 82 after 8 waves
    assert outlook(Series.of(HALVES[:5], [70, 71, 72, 73, 74], 0.1), 82).wave == "2029H2"
    falling = outlook(Series.of(HALVES[:5], [74, 73, 72, 71, 70], 0.1), 75)
    assert (falling.wave, falling.low, falling.high) == (BEYOND, BEYOND, BEYOND)


def test_a_level_that_tightens_on_a_known_date_postpones_the_forecast():
    steady = Series.of(HALVES[:5], [70, 71, 72, 73, 74], 0.1)
    assert outlook(steady, [75.5] * 9).wave == "2026H2"
    assert outlook(steady, [75.5] + [77.5] * 8).wave == "2027H2"


def test_where_lower_is_better_the_forecast_falls_to_the_level():
    falling = Series.of(HALVES[:5], [0.10, 0.09, 0.08, 0.07, 0.06], 0.001, direction="lower")
    when = outlook(falling, 0.045)
    assert (when.low, when.wave, when.high) == ("2026H2", "2026H2", "2026H2")


def test_one_wave_has_no_pace_and_no_forecast():
    alone = Series.of(["2026H1"], [70], 1.0)
    assert project(alone) is None
    assert isnan(next_wave_p_met(None, 80, "higher"))
    assert forecast(alone, None, [80] * 9) is None
    assert needed_pace(alone, 80, date(2030, 12, 31)) is None


def test_the_needed_pace_spreads_the_rest_over_the_waves_until_the_target_is_due():
    series = Series.of(HALVES[-2:], [70, 71], 1.0)
    pace = needed_pace(series, target=80, due=date(2027, 12, 31))
    assert (pace.waves_left, pace.needed) == (3, (80 - 71) / 3)  # 2026H2, 2027H1, 2027H2
    half = Z * sqrt(2)
    assert [pace.present, pace.low, pace.high] == pytest.approx([1, 1 - half, 1 + half])
    assert pace.p_met == pytest.approx(stats.norm.cdf((71 + 3 - 80) / sqrt(4**2 + 3**2)))


def test_the_needed_pace_is_zero_when_there_and_unknown_when_overdue():
    series = Series.of(HALVES[-2:], [70, 71], 1.0)
    assert needed_pace(series, target=71, due=date(2027, 12, 31)).needed == 0
    overdue = needed_pace(series, target=80, due=date(2026, 5, 31))
    assert overdue.waves_left == 0
    assert isnan(overdue.needed)


@pytest.mark.parametrize(
    ("code", "months", "expected"),
    [
        ("2026H1", 6, "2026H2"),
        ("2026H2", 6, "2027H1"),
        ("2026Q4", 3, "2027Q1"),
        ("2026Q1", 12, "2027Q1"),
        ("2026-11", 2, "2027-01"),
        ("2026", 24, "2028"),
        ("2026H1", 3, "2026-04"),
    ],
)
def test_a_wave_ahead_is_named_like_the_last_one(code, months, expected):
    assert ahead(Wave.parse(code), months).code == expected


def test_the_rhythm_is_the_smallest_gap_between_waves_or_a_lone_waves_length():
    def rhythm(*codes):
        return spacing([Wave.parse(code) for code in codes])

    assert rhythm("2024H1", "2025H1", "2025H2") == 6
    assert rhythm("2024Q1", "2025Q1", "2026Q1") == 12
    assert rhythm("2026Q1") == 3
    assert rhythm("2026", "2026H1") == 12  # two waves that start together have no gap between them
