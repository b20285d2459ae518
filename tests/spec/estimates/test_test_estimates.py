"""How laboratory values become estimates and how each sample is judged, worked out by hand."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from benchmarks.reading import Reading, estimates, gaps, sample_states
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs

LEAD = indicator(
    *("lead",),
    **{"source": "test", "unit": "mg/kg", "direction": "lower", "range": {"min": 0, "max": 1000}},
    **{"kind": "mandatory", "levels": {"floor": 90, "benchmark": 40, "frontier": 20}},
)
PASS = indicator("tip_over", source="test", statistic="conformity", range={"min": 0, "max": 1}, levels={"floor": 1})


def lead(*values: float, **more: object) -> list[dict]:
    return [{"indicator": "lead", "value": value, **more} for value in values]


def one(shop: Shop):
    frame = estimates(Reading(shop.store, shop.specs, LOCAL))
    assert len(frame) == 1
    return frame.iloc[0]


def floor(shop: Shop):
    frame = gaps(Reading(shop.store, shop.specs, LOCAL))
    return frame[frame["level"] == "floor"].iloc[0]


def test_sample_spread_and_the_laboratorys_uncertainty_add_up():
    shop = Shop(specs(LEAD))
    shop.tests(lead(30, 34, 38, uncertainty=6.0))
    row = one(shop)
    u2 = 4**2 / 3 + (6 / 2) ** 2
    assert (row.n, row.estimate) == (3, 34)
    assert row.se == pytest.approx(sqrt(u2))
    assert row.df == pytest.approx(u2**2 / ((4**2 / 3) ** 2 / 2))
    # t of two degrees of freedom for the spread, normal for U: 2.5 % of their sum lies above the upper limit
    spread = stats.t.rvs(2, size=400_000, random_state=1) * 4 / sqrt(3)
    others = stats.norm.rvs(scale=6 / 2, size=400_000, random_state=2)
    assert np.mean(34 + spread + others > row.high) == pytest.approx(0.025, abs=0.001)
    assert row.high - 34 == pytest.approx(34 - row.low)


def test_where_u_or_the_spread_is_all_the_interval_is_the_normal_one_or_students():
    for values, uncertainty, half in (
        ((34, 34, 34), 6.0, stats.norm.ppf(0.975) * 6 / 2),
        ((30, 34, 38), 0.0, stats.t.ppf(0.975, 2) * 4 / sqrt(3)),
        ((33.99, 34, 34.01), 6.0, stats.norm.ppf(0.975) * 6 / 2),
    ):
        shop = Shop(specs(LEAD))
        shop.tests(lead(*values, uncertainty=uncertainty))
        assert one(shop).high - 34 == pytest.approx(half, rel=1e-4)


def test_two_laboratories_share_no_uncertainty():
    shop = Shop(specs(LEAD))
    shop.tests([*lead(30, 34, uncertainty=6.0), *[r | {"lab": "L2", "sample": "x"} for r in lead(38, uncertainty=9.0)]])
    common_first, common_second = (6 / 2 + 6 / 2) / 3, (9 / 2) / 3
    assert one(shop).se == pytest.approx(sqrt(4**2 / 3 + common_first**2 + common_second**2))


def test_a_sample_measured_twice_enters_once_with_its_mean():
    shop = Shop(specs(LEAD))
    shop.tests([*lead(30, 36, uncertainty=0.0), {"indicator": "lead", "value": 32, "sample": "s0", "lab": "L2"}])
    row = one(shop)
    assert (row.n, row.estimate) == (2, (31 + 36) / 2)


def test_a_value_below_detection_enters_at_half_the_limit_and_its_share_is_said():
    shop = Shop(specs(LEAD))
    shop.tests([*lead(8, 12, uncertainty=2.0), {"indicator": "lead", "value": 4, "censored": True, "sample": "c"}])
    row = one(shop)
    assert row.estimate == pytest.approx((8 + 12 + 4 / 2) / 3)
    assert row.flag == "censored=0.33;no_uncertainty"


def test_one_sample_without_uncertainty_has_no_interval():
    shop = Shop(specs(LEAD))
    shop.tests(lead(30))
    row = one(shop)
    assert row.low != row.low and row.se != row.se
    assert row.flag == "no_uncertainty;one_sample"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (80, "pass"),  # 90 - 10: on the acceptance limit
        (80.1, "conditional_pass"),
        (90, "conditional_pass"),
        (90.1, "conditional_fail"),
        (100, "conditional_fail"),
        (100.1, "fail"),
    ],
)
def test_a_sample_at_a_limit_of_90_with_u_10(value: float, state: str):
    shop = Shop(specs(LEAD))
    shop.tests(lead(value, uncertainty=10.0))
    states = sample_states(Reading(shop.store, shop.specs, LOCAL))
    row = states[states["level"] == "floor"].iloc[0]
    assert row.state == state
    assert row.p_conform == pytest.approx(stats.norm.cdf((90 - value) / 5))


def test_a_good_mean_does_not_hide_a_bad_sample():
    shop = Shop(specs(LEAD))
    shop.tests(lead(10, 10, 10, 10, 10, 10, 10, 120, uncertainty=4.0))
    row = floor(shop)
    assert row.gap == pytest.approx(90 - (7 * 10 + 120) / 8) and row.gap > 0
    assert row.verdict == "not_met"
    assert row.p_met == pytest.approx(stats.norm.cdf((90 - 120) / 2))


def test_a_mandatory_level_is_met_when_every_sample_passes_with_its_guard_band():
    shop = Shop(specs(LEAD))
    shop.tests(lead(70, 72, 74, uncertainty=10.0))
    assert floor(shop).verdict == "met"


def test_a_sample_inside_the_guard_band_leaves_it_open():
    shop = Shop(specs(LEAD))
    shop.tests(lead(70, 72, 84, uncertainty=10.0))
    assert floor(shop).verdict == "cannot_tell"


def test_two_good_samples_are_too_few_but_one_bad_sample_is_enough():
    shop = Shop(specs(LEAD))
    shop.tests(lead(70, 72, uncertainty=1.0), wave="2025H2")
    shop.tests(lead(120, uncertainty=1.0), wave="2026H1")
    frame = gaps(Reading(shop.store, shop.specs, LOCAL))
    assert list(frame[frame["level"] == "floor"]["verdict"]) == ["too_few", "not_met"]


def test_a_pass_fail_rule_is_judged_sample_by_sample_and_scored_by_the_share_conforming():
    shop = Shop(specs(PASS | {"levels": dict.fromkeys(("floor", "benchmark", "frontier"), PASS["levels"]["floor"])}))
    shop.tests([{"indicator": "tip_over", "value": v} for v in (1, 1, 1, 0)])
    row = floor(shop)
    assert (row.verdict, row.score) == ("not_met", 60 * 3 / 4)
    estimate = one(shop)
    assert (estimate.estimate, estimate.method) == (3 / 4, "wilson")


def test_all_samples_conforming_meets_the_rule_though_no_interval_reaches_one():
    shop = Shop(specs(PASS | {"levels": dict.fromkeys(("floor", "benchmark", "frontier"), PASS["levels"]["floor"])}))
    shop.tests([{"indicator": "tip_over", "value": 1} for _ in range(5)])
    row = floor(shop)
    assert (row.verdict, row.score) == ("met", 100)
    assert one(shop).low == pytest.approx(5 / (5 + stats.norm.ppf(0.975) ** 2))


def test_where_fewer_failures_are_better_one_failing_measurement_fails_the_sample():
    defects = indicator(
        *("defect",),
        **{"source": "test", "statistic": "share", "direction": "lower", "range": {"min": 0, "max": 1}},
        **{"levels": {"floor": 0.5}},
    )
    shop = Shop(specs(defects))
    shop.tests([{"indicator": "defect", "value": v, "sample": s} for s, v in (("a", 0), ("a", 1), ("b", 0), ("c", 0))])
    assert one(shop).estimate == pytest.approx(1 / 3)


def test_a_mandatory_share_below_1_lets_single_samples_fail():
    share = indicator(
        *("tip_over",),
        **{"source": "test", "statistic": "conformity", "range": {"min": 0, "max": 1}},
        **{"kind": "mandatory", "levels": {"floor": 0.2}},
    )
    shop = Shop(specs(share))
    shop.tests([{"indicator": "tip_over", "value": v} for v in (1,) * 19 + (0,)])
    assert floor(shop).verdict == "met"


def test_a_measured_value_on_another_scale_is_reported_and_judged_in_reported_units():
    scaled = (
        LEAD
        | {"scale": {"from": [0, 1000], "to": [0, 1]}}
        | {"levels": indicator("x", levels={"floor": 0.09})["levels"]}
    )
    shop = Shop(specs(scaled))
    shop.tests(lead(30, 34, 38, uncertainty=6.0))
    row = one(shop)
    assert row.estimate == pytest.approx(0.034)
    assert row.se == pytest.approx(sqrt(4**2 / 3 + (6 / 2) ** 2) / 1000)
    states = sample_states(Reading(shop.store, shop.specs, LOCAL))
    assert list(states["state"]) == ["pass"] * 3


def test_a_unit_that_is_not_exact_in_binary_leaves_a_sample_on_its_limit():
    tenth = LEAD | {"levels": indicator("x", kind="mandatory", levels={"floor": 0.3})["levels"]}
    shop = Shop(specs(tenth))
    shop.tests(lead(0.1 + 0.2, uncertainty=0.0))
    assert sample_states(Reading(shop.store, shop.specs, LOCAL)).iloc[0].state == "pass"
