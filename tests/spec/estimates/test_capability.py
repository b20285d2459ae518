"""When a process figure is shown, and what it is, worked out by hand."""

from math import sqrt

import pytest

from benchmarks.laboratories.performance import PERFORMANCE, performance
from benchmarks.reading import Reading
from data.viewer import LOCAL, manufacturer
from tests.kit import Shop, indicator, specs

LOWER = {"source": "test", "direction": "lower", "range": {"min": 0, "max": 1000}}
LEAD = indicator("lead", **LOWER, levels={"floor": 90, "benchmark": 40, "frontier": 20})
SPREAD = [26, 28, 30, 32, 34] * 2  # mean 30, s2 = 4 x (4 + 1 + 0 + 1 + 4) / 9


def one(shop: Shop):
    frame = performance(Reading(shop.store, shop.specs, LOCAL))
    assert tuple(frame.columns) == PERFORMANCE and len(frame) == 1
    return frame.iloc[0]


def measured(values: list[float], spec: dict = LEAD, **more: object) -> Shop:
    shop = Shop(specs(spec))
    shop.tests([{"indicator": "lead", "value": value, **more} for value in values])
    return shop


def test_ppk_is_the_distance_to_the_floor_over_three_deviations():
    row = one(measured(SPREAD))
    s = sqrt(2 * (16 + 4 + 0 + 4 + 16) / 9)
    assert row.ppk == pytest.approx((90 - 30) / (3 * s))
    half = 1.959963984540054 * sqrt(1 / (9 * 10) + row.ppk**2 / (2 * 9))
    assert (row.low, row.high) == (pytest.approx(row.ppk - half), pytest.approx(row.ppk + half))
    assert row.reason == ""


def test_where_higher_is_better_the_floor_lies_below():
    upward = LEAD | {"direction": "higher", "levels": {"floor": LEAD["levels"]["frontier"]}}
    assert one(measured(SPREAD, upward)).ppk == pytest.approx((30 - 20) / (3 * sqrt(80 / 9)))


def test_a_mean_on_the_wrong_side_has_a_negative_ppk():
    assert one(measured([value + 70 for value in SPREAD])).ppk == pytest.approx((90 - 100) / (3 * sqrt(80 / 9)))


@pytest.mark.parametrize(
    ("values", "more", "reason"),
    [
        (SPREAD[:9], {}, "too_few_samples"),
        ([30] * 10, {}, "no_spread"),
        (SPREAD, {"censored": True}, "censored"),
    ],
)
def test_a_figure_that_would_say_nothing_is_suppressed_with_the_reason(values, more, reason):
    row = one(measured(values, **more))
    assert row.reason == reason
    assert row[["ppk", "low", "high"]].isna().all()


def test_ten_measurements_of_two_samples_are_two_samples():
    shop = Shop(specs(LEAD))
    shop.tests([{"indicator": "lead", "value": 30 + i, "sample": f"s{i % 2}"} for i in range(10)])
    row = one(shop)
    assert (row.n, row.reason) == (2, "too_few_samples")


def test_without_a_floor_there_is_nothing_to_be_capable_of():
    bare = LEAD | {"levels": {"benchmark": LEAD["levels"]["benchmark"]}}
    assert one(measured(SPREAD, bare)).reason == "no_floor"


def test_a_maker_sees_its_own_figure():
    shop = Shop(specs(LEAD))
    shop.tests(
        [
            {"indicator": "lead", "value": v, "enterprise": e, "sample": f"{e}{i}"}
            for e in "AB"
            for i, v in enumerate(SPREAD)
        ]
    )
    assert set(performance(Reading(shop.store, shop.specs, manufacturer("things", "B")))["enterprise"]) == {"B"}
