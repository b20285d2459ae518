"""What a value below its limit of detection says, and what it does not, worked out by hand."""

from math import sqrt

import pytest
from scipy import stats

from benchmarks.reading import Reading, estimates, gaps, sample_states
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs

TEST = {"source": "test", "range": {"min": 0, "max": 1000}}
LEAD = indicator(
    "lead", **TEST, direction="lower", kind="mandatory", levels={"floor": 90, "benchmark": 40, "frontier": 20}
)
SILVER = indicator("lead", **TEST, levels={"floor": 10, "benchmark": 40, "frontier": 90}, kind="mandatory")


def below(*limits: float) -> list[dict]:
    return [
        {"indicator": "lead", "value": limit, "censored": True, "sample": f"c{i}"} for i, limit in enumerate(limits)
    ]


def values(*found: float) -> list[dict]:
    return [{"indicator": "lead", "value": value} for value in found]


def state(spec: dict, limit: float, level: str = "floor", **more: object):
    shop = Shop(specs(spec))
    shop.tests([row | more for row in below(limit)])
    frame = sample_states(Reading(shop.store, shop.specs, LOCAL))
    return frame[frame["level"] == level].iloc[0]


def test_half_the_limit_enters_with_the_uncertainty_of_anything_from_0_to_the_limit():
    shop = Shop(specs(LEAD))
    shop.tests([*values(8, 12), *below(4)])
    row = estimates(Reading(shop.store, shop.specs, LOCAL)).iloc[0]
    mean = (8 + 12 + 4 / 2) / 3
    s2 = sum((x - mean) ** 2 for x in (8, 12, 2)) / 2
    # a width of 4 in one of three samples, evenly likely: (4 / 3)2 / 12
    u2 = s2 / 3 + (4 / 3) ** 2 / 12
    assert row.estimate == pytest.approx(mean)
    assert row.se == pytest.approx(sqrt(u2))
    assert row.df == pytest.approx(u2**2 / ((s2 / 3) ** 2 / 2))


def test_samples_that_are_all_below_the_limit_keep_the_whole_range_and_stay_on_the_scale():
    shop = Shop(specs(LEAD))
    shop.tests(below(4, 4, 4))
    row = estimates(Reading(shop.store, shop.specs, LOCAL)).iloc[0]
    z = stats.norm.ppf(0.975)
    assert (row.estimate, row.low) == (2, 0)
    assert row.high == pytest.approx(2 + z * 4 / sqrt(12)) and row.high > 4
    assert row.flag == "censored=1.00;no_uncertainty;no_spread"


def test_a_detection_limit_above_a_level_neither_meets_nor_misses_it():
    shop = Shop(specs(LEAD | {"levels": indicator("x", levels={"benchmark": 40, "frontier": 20})["levels"]}))
    shop.tests(below(60, 60, 60))
    verdicts = gaps(Reading(shop.store, shop.specs, LOCAL)).set_index("level")["verdict"]
    assert dict(verdicts) == {"benchmark": "cannot_tell", "frontier": "cannot_tell"}


@pytest.mark.parametrize(
    ("limit", "told", "p"),
    [(90, "pass", 1), (100, "conditional_pass", 90 / 100), (200, "conditional_fail", 90 / 200)],
)
def test_where_lower_is_better_a_sample_passes_when_all_up_to_its_limit_does(limit, told, p):
    row = state(LEAD, limit)
    assert (row.state, row.p_conform) == (told, pytest.approx(p))


@pytest.mark.parametrize(
    ("limit", "told", "p"),
    [(9, "fail", 0), (16, "conditional_fail", 6 / 16), (40, "conditional_pass", 30 / 40)],
)
def test_where_higher_is_better_a_sample_fails_when_all_up_to_its_limit_does(limit, told, p):
    row = state(SILVER, limit)
    assert (row.state, row.p_conform) == (told, pytest.approx(p))


def test_a_stated_uncertainty_is_a_guard_band_for_a_limit_of_detection_too():
    assert state(LEAD, 85, uncertainty=5.0).state == "pass"
    assert state(LEAD, 86, uncertainty=5.0).state == "conditional_pass"
    assert state(SILVER, 6, uncertainty=5.0).state == "conditional_fail"
    assert state(SILVER, 4, uncertainty=5.0).state == "fail"


def test_nobody_breaks_a_mandatory_limit_because_a_laboratory_could_not_look_below_it():
    shop = Shop(specs(LEAD))
    shop.tests([*values(10, 12), *below(200)])
    row = gaps(Reading(shop.store, shop.specs, LOCAL)).set_index("level").loc["floor"]
    assert row.verdict == "cannot_tell"
