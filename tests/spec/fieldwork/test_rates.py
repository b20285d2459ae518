"""Response rates by AAPOR's definitions, and the R-indicator of Schouten, Cobben and Bethlehem."""

from math import sqrt

import pytest

from benchmarks.fieldwork.rates import outcome, r_indicator, rates_of


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
