"""Mandatory limits with many samples, and with an uncertainty that nobody stated, worked out by hand."""

from math import sqrt

import numpy as np
import pytest
from scipy import stats

from benchmarks.estimates.samples import guards
from benchmarks.reading import Reading, estimates, gaps, sample_states
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs
from tests.simulation.limits import wrongly_broken

LIMIT = 0.124
U = 0.012
FORMALDEHYDE = indicator(
    *("formaldehyde",),
    **{"source": "test", "unit": "mg/m3", "direction": "lower", "range": {"min": 0, "max": 10}},
    **{"kind": "mandatory", "levels": {"floor": LIMIT, "benchmark": 0.05, "frontier": 0.025}},
)


def measured(*values: float, labs: int = 1, uncertainty: float | None = U, more: dict | None = None):
    """The floor's row, its samples and the estimate of one maker's samples, in turn from so many laboratories."""
    shop = Shop(specs(FORMALDEHYDE | (more or {})))
    rows = [{"value": value, "lab": f"L{i % labs}", "uncertainty": uncertainty} for i, value in enumerate(values)]
    shop.tests([{"indicator": "formaldehyde", **row} for row in rows])
    floor, states = (
        step(Reading(shop.store, shop.specs, LOCAL)).query("level == 'floor'") for step in (gaps, sample_states)
    )
    return floor.iloc[0], states, estimates(Reading(shop.store, shop.specs, LOCAL)).iloc[0]


def k(n: int) -> float:
    return stats.norm.ppf(1 - 0.025 / n)


def test_the_guard_band_of_n_samples_is_k_n_standard_uncertainties():
    assert [round(k(n), 2) for n in (3, 10, 20)] == [2.39, 2.81, 3.02]
    n = np.array([3, 10, 20])
    assert guards(np.full(3, U / 2), np.full(3, np.inf), n) == pytest.approx([k(m) * U / 2 for m in n])
    # of one sample it is U: nobody breaks a limit none of whose samples fails
    assert guards(np.array([U / 2]), np.array([np.inf]), np.array([1])) == pytest.approx([U])


@pytest.mark.parametrize("labs", [1, 2, 5])
def test_one_of_ten_samples_beyond_u_is_said_beside_the_verdict_and_does_not_decide_it(labs):
    inside = [0.08] * 9
    floor, states, _ = measured(*inside, LIMIT + 2.7 * U / 2, labs=labs)
    assert (states["state"] == "fail").sum() == 1 and not states["beyond"].any()
    assert floor.verdict == "cannot_tell"
    floor, states, _ = measured(*inside, LIMIT + 2.9 * U / 2, labs=labs)
    assert states["beyond"].sum() == 1
    assert floor.verdict == "not_met"


@pytest.mark.parametrize("labs", [1, 5])
def test_the_p_of_n_samples_is_n_times_that_of_the_least_sample_and_at_most_1(labs):
    floor, _, _ = measured(0.1, 0.11, 0.12, 0.13, 0.14, labs=labs)
    assert floor.p_met == pytest.approx(5 * stats.norm.cdf((LIMIT - 0.14) / (U / 2)))
    floor, _, _ = measured(0.1, 0.1, 0.1, labs=min(labs, 3))
    assert floor.p_met == 1
    floor, _, _ = measured(*[LIMIT] * 5, labs=labs)
    assert (floor.p_met, floor.verdict) == (1, "cannot_tell")  # 5 x 0.5


def test_a_sample_measured_by_two_laboratories_counts_twice_because_the_worse_of_them_counts():
    shop = Shop(specs(FORMALDEHYDE))
    twice = [
        {"indicator": "formaldehyde", "sample": f"s{i}", "value": 0.14, "lab": lab, "uncertainty": U}
        for i in range(3)
        for lab in ("L1", "L2")
    ]
    shop.tests(twice)
    assert gaps(Reading(shop.store, shop.specs, LOCAL)).query("level == 'floor'").iloc[0].p_met == pytest.approx(
        6 * stats.norm.cdf((LIMIT - 0.14) / (U / 2))
    )


@pytest.mark.parametrize(("n", "labs", "shared"), [(3, 1, 0.0), (10, 5, 0.5), (20, 4, 0.9)])
def test_a_maker_whose_every_sample_is_at_the_limit_is_called_not_met_in_one_wave_of_forty_at_most(n, labs, shared):
    wrong, rounds = wrongly_broken(n, labs, shared, repeats=1000), 1000
    assert wrong <= 0.025 + 3 * sqrt(0.025 * 0.975 / rounds)


@pytest.mark.parametrize("value", [0.1241, 0.1239, 0.5])
def test_one_sample_of_unknown_uncertainty_breaks_no_floor(value):
    floor, states, estimate = measured(value, uncertainty=None)
    assert floor.verdict == ("too_few") and np.isnan(floor.p_met)
    assert list(states["rule"]) == ["simple_acceptance"] and states["p_conform"].isna().all()
    assert list(states["state"]) == ["conditional_fail" if value > LIMIT else "conditional_pass"]
    assert "no_uncertainty" in estimate.flag


@pytest.mark.parametrize("value", [0.1239, 0.1241])
def test_three_equal_samples_of_unknown_uncertainty_neither_meet_nor_break_a_limit(value):
    floor, _, _ = measured(value, value, value, uncertainty=None)
    assert floor.verdict == "cannot_tell" and np.isnan(floor.p_met)


def test_where_no_laboratory_states_u_the_default_of_the_spec_counts_and_is_named():
    default = {"default_u": {"value": U, "cite": "a test", "checked": "memory"}}
    for value, p in ((0.1241, stats.norm.cdf(-0.0001 / (U / 2))), (0.1239, stats.norm.cdf(0.0001 / (U / 2)))):
        floor, states, estimate = measured(value, value, value, uncertainty=None, more=default)
        assert floor.verdict == "cannot_tell"
        assert list(states["p_conform"]) == pytest.approx([p] * 3) and set(states["rule"]) == {"default"}
        assert "default_uncertainty" in estimate.flag
        assert estimate.se == pytest.approx(U / 2)
    share = {"default_u": {"percent": 10, "cite": "a test", "checked": "memory"}}
    floor, _, _ = measured(0.15, 0.16, 0.17, uncertainty=None, more=share)
    # the least sample, U = 10 % of 0.17
    assert floor.p_met == pytest.approx(3 * stats.norm.cdf((LIMIT - 0.17) / (0.017 / 2)))
    assert floor.verdict == "not_met"


def test_a_stated_uncertainty_goes_before_the_default():
    default = {"default_u": {"value": 1.0, "cite": "a test", "checked": "memory"}}
    floor, states, estimate = measured(0.2, 0.2, 0.2, more=default)
    assert floor.verdict == "not_met" and set(states["rule"]) == {"stated"} and "default" not in estimate.flag


def test_without_any_u_the_samples_own_spread_is_their_uncertainty_by_students_t():
    values = [0.10, 0.11, 0.12, 0.09, 0.13]
    s = sqrt(sum((x - 0.11) ** 2 for x in values) / 4)
    floor, states, _ = measured(*values, uncertainty=None)
    assert set(states["rule"]) == {"spread"}
    least = stats.t.cdf((LIMIT - 0.13) / s, 4)
    assert states["p_conform"].min() == pytest.approx(least)
    assert floor.p_met == 1 and 5 * least > 1
    assert floor.verdict == "cannot_tell"
    floor, _, _ = measured(*(value + 0.2 for value in values), uncertainty=None)
    assert floor.p_met == pytest.approx(5 * stats.t.cdf((LIMIT - 0.33) / s, 4)) and floor.p_met < 0.025
    assert floor.verdict == "not_met"


def test_one_sample_of_unknown_uncertainty_leaves_open_what_the_others_meet():
    shop = Shop(specs(FORMALDEHYDE))
    row = {"indicator": "formaldehyde", "value": 0.05}
    shop.tests([row | {"uncertainty": U}] * 3 + [row])
    floor = gaps(Reading(shop.store, shop.specs, LOCAL)).query("level == 'floor'").iloc[0]
    # all values are alike: the fourth has no spread of its own to be judged by
    assert floor.verdict == "cannot_tell" and np.isnan(floor.p_met)
    shop = Shop(specs(FORMALDEHYDE))
    shop.tests([row | {"uncertainty": U}] * 3 + [row, row | {"uncertainty": U, "value": 0.2}])
    floor = gaps(Reading(shop.store, shop.specs, LOCAL)).query("level == 'floor'").iloc[0]
    assert floor.verdict == "not_met" and floor.p_met < 0.025
