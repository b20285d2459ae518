"""Standards aligned: who counts as aligned, what each indicator weighs, and how long adoption took."""

import pandas as pd
import pytest

from benchmarks.headline.aligned import aligned_of, lag_of
from tests.kit import indicator, specs


def asked(name: str, adoption: str, *categories: str) -> dict:
    return indicator(name, categories=list(categories), international={"standard": f"ISO {name}", "adoption": adoption})


# Of six indicators with an international standard two are asked of lamps; NEQ and none are no adoption.
SPECS = specs(
    asked("a", "IDT", "lamp"),
    asked("b", "NEQ", "lamp"),
    *(asked(name, "MOD", "chair") for name in "cde"),
    asked("f", "none", "chair"),
    indicator("own", categories=["chair"]),
    categories=("lamp", "chair"),
)
MAKES = {("things", "M1"): {"lamp"}, ("things", "M2"): {"lamp", "chair"}}


def row(shares: dict) -> dict:
    (found,) = aligned_of(SPECS, MAKES, shares, "all")
    return found


def test_each_indicator_weighs_the_output_of_its_categories():
    # M1 0.6 in lamps, M2 0.4 half in each: lamps 0.8, chairs 0.2. Adopted: one of two for lamps, three of four for
    # chairs: (0.8 * 1 + 0.2 * 3) / (0.8 * 2 + 0.2 * 4) = 1.4 / 2.4.
    found = row({("things", "M1"): 0.6, ("things", "M2"): 0.4})
    assert found["value"] == pytest.approx(100 * 1.4 / 2.4)
    assert (found["weighting"], found["reason"], found["n"]) == ("output", "census", 6)


def test_where_an_output_is_not_known_each_counts_once_and_that_is_said():
    found = row({("things", "M1"): 0.6, ("things", "M2"): float("nan")})
    assert found["value"] == pytest.approx(100 * 4 / 6)
    assert (found["weighting"], found["reason"]) == ("equal", "by_count")
    assert row({("things", "M1"): 0.6})["reason"] == "by_count"
    (none,) = aligned_of(SPECS, {}, {}, "all")
    assert none["reason"] == "by_count"


def test_the_lag_is_the_median_of_standards_each_counted_once():
    days = pd.DataFrame(
        {"standard": [*"abcdef", "f", "g"], "days_to_adoption": [100, 200, 300, 500, 700, 900, 900, None]}
    )
    (found,) = lag_of(days, "all")
    # Of 100, 200, 300, 500, 700 and 900 the median is 400; g has no day, f stands in two sectors.
    assert (found["value"], found["n"]) == (400, 6)
    assert list(lag_of(days.tail(1), "all")) == []
