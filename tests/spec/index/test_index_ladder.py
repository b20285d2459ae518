"""The ladder from a value to points: 60 at the floor, 80 at the benchmark, 100 at the frontier."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gaps.ladder import score


def test_the_three_levels_stand_at_60_80_and_100():
    assert score([70, 85, 95], 70, 85, 95).tolist() == [60, 80, 100]


def test_between_two_levels_the_points_are_linear():
    assert score(76, 70, 85, 95) == pytest.approx(60 + 20 * (76 - 70) / (85 - 70))
    assert score(90, 70, 85, 95) == pytest.approx(80 + 20 * (90 - 85) / (95 - 85))


def test_below_the_floor_the_slope_from_floor_to_benchmark_goes_on_down_to_0():
    assert score(40, 70, 85, 95) == pytest.approx(60 - 20 * (70 - 40) / (85 - 70))
    assert score(25, 70, 85, 95) == pytest.approx(60 - 20 * (70 - 25) / (85 - 70))
    assert score(-500, 70, 85, 95) == 0


def test_above_the_frontier_it_is_100():
    assert score([95, 96, 1e9], 70, 85, 95).tolist() == [100, 100, 100]


def test_where_lower_is_better_the_levels_fall():
    formaldehyde = score([0.124, 0.087, 0.050, 0.025, 0.010, 0.161], 0.124, 0.050, 0.025)
    assert formaldehyde == pytest.approx([60, 60 + 20 * 0.037 / 0.074, 80, 100, 100, 60 - 20 * 0.037 / 0.074])


def test_floor_and_benchmark_in_one_jump_from_60_to_80():
    assert score([50, 55], 50, 50, 60).tolist() == [80, 90]
    assert score(49, 50, 50, 60) == pytest.approx(60 - 20 * (50 - 49) / (60 - 50))


def test_benchmark_and_frontier_in_one_jump_from_80_to_100():
    assert score([40, 45, 50], 40, 50, 50).tolist() == [60, 70, 100]
    assert score(49.999999, 40, 50, 50) == pytest.approx(80, abs=1e-4)


def test_a_pass_or_fail_rule_is_100_when_met_and_60_times_the_share_conforming_below():
    assert score([1, 0.95, 0.5, 0], 1, 1, 1) == pytest.approx([100, 60 * 0.95, 60 * 0.5, 0])


def test_a_pass_or_fail_rule_on_the_share_that_fails_is_the_same_rule():
    assert score([0, 0.05, 1], 0, 0, 0, lower=True) == pytest.approx([100, 60 * (1 - 0.05), 0])


def test_a_single_limit_on_a_measured_value_falls_to_0_at_twice_the_limit():
    assert score([0.1, 0.12, 0.2], 0.1, 0.1, 0.1, lower=True) == pytest.approx([100, 60 * (1 - 0.02 / 0.1), 0])


def test_a_missing_value_or_level_has_no_points():
    assert np.isnan(score([np.nan, 80, 80], 70, [85, np.nan, 85], [95, 95, np.nan])).all()


def test_levels_that_turn_back_are_refused():
    with pytest.raises(ValueError, match="one direction"):
        score(1, 70, 85, 80)


def test_single_precision_stays_single():
    assert score(np.float32([76]), 70, 85, 95).dtype == np.float32


ladders = st.tuples(
    st.sampled_from([-2.0, 0.0, 1.0, 70.0]), st.sampled_from([0.0, 0.5, 15.0]), st.sampled_from([0.0, 0.5, 10.0])
)


@given(ladders, st.booleans(), st.lists(st.floats(-200, 200), min_size=2, max_size=20))
def test_a_better_value_never_has_fewer_points(ladder, lower, values):
    sign = -1 if lower else 1
    levels = np.cumsum(ladder)
    better_last = np.sort(values)
    points = score(sign * better_last, *(sign * levels), lower=lower)
    assert (np.diff(points) >= 0).all()
    assert ((points >= 0) & (points <= 100)).all()
