"""When laboratories are comparable, worked out by hand."""

from math import sqrt

import numpy as np
import pytest

from benchmarks.columns import CAPABILITY, LABORATORY
from benchmarks.estimates.agreement import algorithm_a, scores_of
from benchmarks.laboratories.capability import capability
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests.kit import Shop, indicator, specs

LEAD = indicator(
    *("lead",),
    **{"source": "test", "unit": "mg/kg", "direction": "lower", "range": {"min": 0, "max": 1000}},
    **{"levels": {"floor": 90, "benchmark": 40, "frontier": 20}},
)


def by(lab: str, values: dict[str, float], uncertainty: float | None = None, enterprise: str = "A") -> list[dict]:
    more = {"lab": lab, "uncertainty": uncertainty, "enterprise": enterprise}
    return [{"indicator": "lead", "sample": sample, "value": value, **more} for sample, value in values.items()]


def measured(*rows: list[dict], viewer: Viewer = LOCAL) -> Reading:
    shop = Shop(specs(LEAD))
    shop.tests([row for part in rows for row in part])
    return Reading(shop.store, shop.specs, viewer)


def scores(*rows: list[dict]):
    frame = scores_of(measured(*rows).measurements)
    assert tuple(frame.columns) == LABORATORY
    return frame.set_index("lab")


def told(*rows: list[dict], viewer: Viewer = LOCAL):
    frame = capability(measured(*rows, viewer=viewer))
    assert tuple(frame.columns) == CAPABILITY
    return frame.set_index("lab")


def test_en_is_the_difference_over_both_expanded_uncertainties():
    frame = scores(by("L1", {"s1": 30, "s2": 34}, 6.0), by("L2", {"s1": 36, "s2": 38}, 8.0))
    assert frame.loc["L1", "en"] == pytest.approx(((30 - 36) + (34 - 38)) / 2 / sqrt(6**2 + 8**2))
    assert frame.loc["L2", "en"] == pytest.approx(5 / 10)
    assert list(frame["verdict"]) == ["comparable", "comparable"]


def test_more_samples_do_not_shrink_an_uncertainty_that_is_common_to_them():
    values = {f"s{i}": 30.0 + i for i in range(20)}
    frame = scores(by("L1", values, 3.0), by("L2", {s: v + 5 for s, v in values.items()}, 4.0))
    assert frame.loc["L2", "en"] == pytest.approx(5 / sqrt(3**2 + 4**2))
    frame = scores(by("L1", values, 3.0), by("L2", {s: v + 5.1 for s, v in values.items()}, 4.0))
    assert list(frame["verdict"]) == ["differs", "differs"]


def test_with_three_laboratories_each_is_held_against_the_mean_of_the_others():
    frame = scores(by("L1", {"s": 30}, 2.0), by("L2", {"s": 32}, 2.0), by("L3", {"s": 40}, 4.0))
    assert frame.loc["L3", "deviation"] == 40 - (30 + 32) / 2
    assert frame.loc["L3", "en"] == pytest.approx(9 / sqrt(4**2 + (2**2 + 2**2) / 2**2))
    assert frame.loc["L1", "en"] == pytest.approx((30 - 36) / sqrt(2**2 + (2**2 + 4**2) / 2**2))


def test_without_uncertainty_or_shared_samples_nothing_is_claimed():
    unstated = scores(by("L1", {"s": 30}, 2.0), by("L2", {"s": 60}))
    assert list(unstated["verdict"]) == ["cannot_tell"] * 2
    assert list(unstated["reason"]) == ["no_uncertainty"] * 2
    assert list(scores(by("L1", {"s": 30}, 2.0))["reason"]) == ["one_laboratory"]
    apart = scores(by("L1", {"s": 30}, 2.0), by("L2", {"t": 60}, 2.0, enterprise="B"))
    assert list(apart["reason"]) == ["nothing_shared"] * 2
    few = scores(by("L1", {"s": 30}, 2.0), by("L2", {"t": 60}, 2.0))
    assert list(few["reason"]) == ["too_few_laboratories"] * 2


def test_a_laboratory_far_from_the_robust_consensus_has_a_large_z():
    means = [30.0, 31.0, 32.0, 33.0, 34.0, 60.0]
    rows = [by(f"L{i}", {f"{i}-{k}": mean + k for k in (-1, 0, 1)}) for i, mean in enumerate(means)]
    frame = scores(*rows)
    middle, spread = algorithm_a([mean - 32.5 for mean in means])
    u = 1.25 * spread / sqrt(6)
    assert u > 0.3 * spread
    assert frame.loc["L5", "z"] == pytest.approx((60 - 32.5 - middle) / sqrt(spread**2 + u**2))
    assert dict(frame["verdict"]) == dict.fromkeys([f"L{i}" for i in range(5)], "comparable") | {"L5": "differs"}


def test_laboratories_that_tested_different_makers_are_compared_inside_each_maker():
    rows = []
    for maker, level in (("A", 30.0), ("B", 70.0)):
        for i in range(5):
            rows.append(by(f"L{i}", {f"{maker}{i}{k}": level + i + k for k in (-1, 0, 1)}, enterprise=maker))
    rows.append(by("L5", {f"C{k}": 500.0 + k for k in (-1, 0, 1)}, enterprise="C"))
    frame = scores(*rows)
    assert list(frame["deviation"][:5]) == [-2, -1, 0, 1, 2]
    assert frame.loc["L5", "reason"] == "nothing_shared"


def test_algorithm_a_leaves_values_alone_that_lie_within_one_and_a_half_deviations():
    middle, spread = algorithm_a([-1.0, -1.0, 1.0, 1.0])
    assert (middle, spread) == (0, pytest.approx(1.134 * sqrt(4 / 3)))


def test_algorithm_a_pulls_an_outlier_in_until_nothing_moves():
    # Creosote, the nine laboratories of ISO 5725-5:1998
    x = np.array([24.140, 20.155, 19.500, 20.300, 20.705, 17.570, 20.100, 20.940, 21.185])
    middle, spread = algorithm_a(x)
    pulled = np.clip(x, middle - 1.5 * spread, middle + 1.5 * spread)
    assert middle == pytest.approx(pulled.sum() / 9)
    assert spread == pytest.approx(1.134 * sqrt(((pulled - middle) ** 2).sum() / 8))
    assert np.flatnonzero(pulled != x).tolist() == [0, 5]


def test_algorithm_a_says_nothing_of_one_laboratory_and_0_of_equal_ones():
    assert np.isnan(algorithm_a([3.0])[1])
    assert algorithm_a([3.0, 3.0, 3.0]) == (3, 0)


def test_algorithm_a_starts_from_the_deviation_where_half_of_the_results_agree():
    middle, spread = algorithm_a([1.0, 1.0, 1.0, 1.0, 1.4])
    assert 1 < middle < 1.1 and spread > 0


def test_an_estimate_that_mixes_incomparable_laboratories_says_so():
    shop = Shop(specs(LEAD))
    shop.tests(
        by("L1", {"s1": 30, "s2": 34}, 2.0)
        + by("L2", {"s1": 40, "s2": 44}, 2.0)
        + by("L1", {"t1": 30, "t2": 31}, 2.0, enterprise="B")
        + by("L1", {"u1": 30}, 2.0, enterprise="C")
        + by("L2", {"u2": 31}, 2.0, enterprise="C")
    )
    frame = estimates(Reading(shop.store, shop.specs, LOCAL)).set_index("enterprise")
    assert dict(frame["flag"]) == {"A": "labs_differ", "B": "", "C": "labs_differ"}
    # what another maker's samples say of the laboratories counts also where one maker is asked for
    alone = estimates(Reading(shop.store, shop.specs, LOCAL, Selection(enterprise="C")))
    assert list(alone["flag"]) == ["labs_differ"]


def test_comparable_laboratories_share_an_estimate_without_a_flag():
    shop = Shop(specs(LEAD))
    shop.tests(by("L1", {"s1": 30, "s2": 34}, 6.0) + by("L2", {"s1": 36, "s2": 38}, 8.0))
    assert list(estimates(Reading(shop.store, shop.specs, LOCAL))["flag"]) == [""]


def test_a_laboratory_sees_itself_and_a_maker_sees_no_laboratory():
    rows = by("L1", {"s1": 30}, 6.0), by("L2", {"s1": 36}, 8.0)
    laboratory = Viewer("laboratory", sectors=frozenset({"things"}), laboratories=frozenset({"L2"}))
    assert list(told(*rows, viewer=laboratory).index) == ["L2"]
    assert list(told(*rows, viewer=association("things")).index) == ["L1", "L2"]
    assert told(*rows, viewer=Viewer("laboratory")).empty  # of no laboratory is not of all
    assert told(*rows, viewer=manufacturer("things", "A")).empty
    assert told(*rows, viewer=association("others")).empty


def test_a_laboratory_that_leaves_more_than_a_third_of_its_samples_open_cannot_decide():
    # the floor is 90 and U is 8: open from 82 to 98
    clear, open_ = {"s1": 30, "s2": 50}, {"s3": 85}
    row = told(by("L1", clear | open_, 8.0)).loc["L1"]
    assert (row["conditional_share"], row["state"], row["reason"]) == (1 / 3, "capable", "one_laboratory")
    row = told(by("L1", clear | open_ | {"s4": 97}, 8.0)).loc["L1"]
    assert (row["conditional_share"], row["state"], row["reason"]) == (2 / 4, "not_capable", "conditional")


def test_a_laboratory_whose_u_is_over_a_third_of_what_lies_between_floor_and_benchmark_cannot_decide():
    # floor 90, benchmark 40: a third of 50 is 16.7
    values = {"s1": 30, "s2": 32, "s3": 34}
    assert told(by("L1", values, 16.0)).loc["L1", ["u_ratio", "state"]].tolist() == [16 / 50, "capable"]
    assert told(by("L1", values, 17.0)).loc["L1", ["state", "reason"]].tolist() == ["not_capable", "wide_uncertainty"]


def test_each_laboratory_answers_for_its_own_value_of_a_shared_sample():
    frame = told(by("L1", {"s1": 30}, 8.0), by("L2", {"s1": 88}, 80.0))
    assert dict(frame["conditional_share"]) == {"L1": 0, "L2": 1}


def test_a_laboratory_that_differs_is_named_with_its_en_before_all_else():
    frame = told(by("L1", {"s1": 30}, 3.0), by("L2", {"s1": 40}, 4.0))
    assert frame.loc["L2", ["en_worst", "deviation", "state", "reason"]].tolist() == [10 / 5, 10, "differs", "en"]


def test_a_laboratory_that_states_no_uncertainty_is_not_judged():
    row = told(by("L1", {"s1": 30})).loc["L1"]
    assert (row["state"], row["reason"]) == ("cannot_tell", "no_uncertainty")
