"""Who cannot be told apart: enterprises share a letter exactly if their intervals overlap."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.index.groups import overlapping

NAN = float("nan")


def test_a_chain_of_overlaps_is_two_groups_with_the_middle_in_both():
    # 80-90 overlaps 70-82, 70-82 overlaps 60-71, and 80-90 does not reach 60-71.
    assert overlapping([80, 70, 60], [90, 82, 71]) == ["a", "ab", "b"]


def test_intervals_that_touch_overlap_and_those_apart_do_not():
    assert overlapping([70, 60], [80, 70]) == ["a", "a"]
    assert overlapping([71, 60], [80, 70]) == ["a", "b"]


def test_the_best_group_has_the_first_letter_whatever_the_order_of_the_rows():
    assert overlapping([10, 80], [20, 90]) == ["b", "a"]


def test_an_enterprise_without_an_interval_has_no_letter():
    assert overlapping([80, NAN], [90, NAN]) == ["a", ""]
    assert overlapping([], []) == []


def test_after_z_come_two_letters_with_commas_between_groups():
    ends = np.arange(0, 280, 10)
    letters = overlapping(ends, ends + 5)
    assert letters[::-1][:2] == ["a", "b"]
    assert letters[::-1][25:] == ["z", "aa", "ab"]


ENDS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)), max_size=12)


@given(ENDS)
def test_a_letter_is_shared_exactly_by_intervals_that_overlap(ends):
    low, high = [start for start, _ in ends], [start + wide for start, wide in ends]
    letters = overlapping(low, high)
    for i in range(len(ends)):
        for j in range(len(ends)):
            assert bool(set(letters[i]) & set(letters[j])) == (low[i] <= high[j] and low[j] <= high[i])
