"""Response rates by AAPOR's definitions, and the R-indicator of Schouten, Cobben and Bethlehem."""

from math import sqrt

import pytest
from scipy import stats

from benchmarks.fieldwork.rates import margins_of, outcome, partial_r, r_indicator, raking_of, rates_of


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("1.1", "I"),
        ("110", "I"),
        ("1.2", "P"),
        ("2.10", "R"),
        ("2.2", "NC"),
        ("2.3", "O"),
        ("3.1", "UH"),
        ("3.9", "UO"),
        ("4.7", "NE"),
        ("x", ""),
        ("", ""),
    ],
)
def test_a_disposition_is_read_with_or_without_its_point(code, what):
    assert outcome(code) == what


def test_rates_count_partial_interviews_in_the_even_ones_and_unknown_cases_less_and_less():
    found = rates_of({"I": 50, "P": 10, "R": 20, "NC": 15, "O": 5, "UH": 30, "UO": 10, "NE": 25})
    known, unknown = 50 + 10 + 20 + 15 + 5, 30 + 10
    e = known / (known + 25)
    assert found == pytest.approx(
        {
            **{"e": e, "rr1": 50 / (known + unknown), "rr2": 60 / (known + unknown)},
            **{"rr3": 50 / (known + e * unknown), "rr4": 60 / (known + e * unknown)},
            **{"rr5": 50 / known, "rr6": 60 / known},
        }
    )


def test_r_is_one_where_all_strata_respond_alike_and_less_the_more_they_differ():
    alike, effect = r_indicator({"east": {"I": 30, "R": 70}, "west": {"I": 60, "R": 140}})
    assert (alike, effect) == pytest.approx((1, 1))
    # half of 100 and a tenth of 100: the mean is 0.3, each 0.2 off it
    apart, effect = r_indicator({"east": {"I": 50, "R": 50}, "west": {"I": 10, "NC": 90}})
    assert apart == pytest.approx(1 - 2 * sqrt(200 * 0.2**2 / 199))
    # weights 2 and 10: 60 x (50 x 4 + 10 x 100) / (50 x 2 + 10 x 10)2
    assert effect == pytest.approx(60 * (50 * 4 + 10 * 100) / (50 * 2 + 10 * 10) ** 2)


def test_a_stratum_takes_from_r_what_it_responds_less_or_more_than_all():
    # 50 of 100 and 10 of 100, 0.3 of all: the root of one half times 0.2 off it; their squares are S2 but for n - 1
    strata = {"east": {"I": 50, "R": 50, "NE": 9}, "west": {"I": 10, "NC": 90}}
    parts = partial_r(strata)
    assert parts == pytest.approx({"east": sqrt(1 / 2) * 0.2, "west": -sqrt(1 / 2) * 0.2})
    assert sum(each**2 for each in parts.values()) * 200 / 199 == pytest.approx(((1 - r_indicator(strata)[0]) / 2) ** 2)


@pytest.mark.parametrize(
    ("east", "west", "helps"),
    [
        ({"I": 50, "R": 50}, {"I": 10, "R": 90}, "helps"),
        ({"I": 30, "R": 70}, {"I": 28, "R": 72}, "alike"),
        ({"I": 30, "R": 70}, {"R": 100}, "cannot"),
        ({"I": 30}, {"I": 20, "P": 5}, "alike"),
    ],
)
def test_raking_helps_where_strata_respond_unlike_beyond_chance_and_each_has_an_interview(east, west, helps):
    p, told = raking_of({"east": east, "west": west})
    assert told == helps
    # Pearson: 60 of 200 responded, 30 and 30 expected, 70 and 70 not: 2 x 400 / 30 + 2 x 400 / 70
    if helps == "helps":
        assert p == pytest.approx(stats.chi2.sf(2 * 400 / 30 + 2 * 400 / 70, 1))


def test_margins_are_shares_of_the_cases_that_are_or_may_be_eligible():
    assert margins_of({"east": {"I": 30, "NE": 99}, "west": {"I": 10, "UH": 50}}) == pytest.approx(
        {"east": 30 / 90, "west": 60 / 90}
    )
