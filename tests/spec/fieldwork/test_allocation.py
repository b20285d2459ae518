"""Whom to ask where: a budget over sampling points and makers, so that each maker's worst change shows alike."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.columns import ALLOCATION
from benchmarks.fieldwork.allocation import Wish, allocation_of, systematic
from benchmarks.fieldwork.spread import needs_of, shrunk
from benchmarks.progress.planner import detectable_change

REACH = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)


def frame(**strata):
    """Sampling points of each stratum: name -> sizes, or (sizes, cost)."""
    rows = []
    for name, said in strata.items():
        sizes, cost = said if isinstance(said, tuple) else (said, None)
        rows += [{"stratum": name, "psu": f"{name}{k}", "size": float(s), "cost": cost} for k, s in enumerate(sizes)]
    made = pd.DataFrame(rows)
    return made if made["cost"].notna().all() else made.drop(columns="cost")


def needs(**variance):
    rows = [("thing", name, 100, float(v), detectable_change(v, 100)) for name, v in variance.items()]
    return pd.DataFrame(rows, columns=["category", "enterprise", "n", "variance", "detectable_change"])


TOWNS = frame(east=[100] * 20, west=[100] * 20)


def totals(plan, by):
    return plan.rows.groupby(by)["take"].sum().to_dict()


def test_answers_four_times_as_far_apart_take_four_times_the_interviews_and_the_change_shown_is_one():
    plan = allocation_of(TOWNS, needs(A=100, B=400), {}, Wish(budget=500))
    assert list(plan.rows) == list(ALLOCATION)
    assert totals(plan, "enterprise") == {"A": 100, "B": 400}  # 500 x 100 / (100 + 400), 500 x 400 / (100 + 400)
    one = REACH * sqrt(2 * 100 / 100)
    assert plan.makers["after"].tolist() == pytest.approx([one, one])
    assert plan.makers["before"].tolist() == pytest.approx([one, REACH * sqrt(2 * 400 / 100)])


def test_nobody_gets_less_than_the_minimum_of_thirty_and_the_others_share_what_is_left():
    plan = allocation_of(TOWNS, needs(A=1, B=100, C=300), {}, Wish(budget=430))
    # A: 430 / 401 = 1, so 30; B and C share 400 as 100 to 300
    assert totals(plan, "enterprise") == {"A": 30, "B": 100, "C": 300}


def test_inside_a_maker_a_stratum_gets_its_size_times_its_spread_over_the_root_of_its_cost():
    towns = frame(east=([100] * 20, 4.0), west=([100] * 20, 1.0))
    plan = allocation_of(towns, needs(A=100), {"east": 2.0, "west": 1.0}, Wish(budget=1000))
    # 0.5 x 2 / sqrt(4) and 0.5 x 1 / sqrt(1): as many in each; a mean interview costs 2.5, so 400 of them
    assert totals(plan, "stratum") == {"east": 200, "west": 200}
    assert plan.cost == 200 * 4 + 200 * 1
    # sum of W2 S2 / n_h against sum of W S2 over n: (0.25 x 4 / 200 + 0.25 / 200) x 400 / (0.5 x 4 + 0.5) = 1
    assert plan.makers["after"][0] == pytest.approx(REACH * sqrt(2 * 100 / 400))


def test_every_stratum_has_two_points_or_more_and_every_maker_two_interviews_in_each():
    towns = frame(city=[5000, 4000, 3000, 1000], village=[1, 1])
    plan = allocation_of(towns, needs(A=100, B=200), {}, Wish(budget=200))
    assert plan.rows.groupby("stratum")["psu"].nunique().min() == 2
    assert plan.rows.groupby(["enterprise", "stratum"])["take"].sum().min() >= 2


def test_a_point_is_drawn_as_often_as_it_is_big_and_certain_where_it_fills_a_step():
    size = np.array([10.0, 20.0, 30.0, 40.0])
    starts = (np.arange(1000) + 0.5) / 1000
    drawn = [systematic(size, 2, start) for start in starts]
    assert drawn[0][1] == pytest.approx([0.2, 0.4, 0.6, 0.8])  # 2 x size / 100
    seen = np.bincount(np.concatenate([chosen for chosen, _ in drawn]), minlength=4) / 1000
    assert seen == pytest.approx([0.2, 0.4, 0.6, 0.8], abs=1e-9)
    chosen, probability = systematic(np.array([900.0, 50.0, 50.0]), 2, 0.3)
    assert (0 in chosen, probability.tolist()) == (True, [1.0, 0.5, 0.5])  # 900 of 1000 is more than half


def test_weights_add_up_to_the_size_of_what_was_drawn_from():
    towns = frame(east=range(50, 70), west=range(100, 130))
    plan = allocation_of(towns, needs(A=100), {}, Wish(budget=400, per_psu=20))
    stands_for = (plan.rows["weight"] * plan.rows["take"]).sum()
    # ten points each: size / (10 size / total), ten times, is the total
    assert stands_for == pytest.approx(sum(range(50, 70)) + sum(range(100, 130)))


def test_the_same_words_draw_the_same_points_and_others_draw_others():
    drawn = [allocation_of(TOWNS, needs(A=100), {}, Wish(budget=100, seed=seed)).rows for seed in ("a", "a", "b")]
    assert drawn[0].equals(drawn[1])
    assert not drawn[0]["psu"].equals(drawn[2]["psu"])


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(budget=59), "a budget of 59 is below the least possible, 60: 2 results of at least 30 interviews each"),
        (Wish(budget=500, change=1.0), "that shows is 3.96, and 1 was asked for: it takes about 7,849 interviews"),
    ],
)
def test_what_cannot_be_reached_is_refused_with_what_it_takes(wish, said):
    with pytest.raises(ValueError, match=said):
        allocation_of(TOWNS, needs(A=100, B=400), {}, wish)


def test_the_least_budget_that_a_refusal_names_is_enough_and_one_less_is_not():
    """30 each, two of them in each stratum, the other 26 as 0.647 / sqrt(30) to 0.353 / sqrt(45): 20 east, 10 west.

    Two makers cost 2 x (20 x 30 + 10 x 45) = 2,100; sixty interviews at the mean cost of 34.6 would be 2,078.
    """
    towns = frame(east=([4200, 2600, 3100], 30.0), west=([1800, 2100, 1500], 45.0))
    assert allocation_of(towns, needs(A=100, B=100), {}, Wish(budget=2100)).cost == 2100
    with pytest.raises(ValueError, match="a budget of 2,099 is below the least possible, 2,100"):
        allocation_of(towns, needs(A=100, B=100), {}, Wish(budget=2099))


def test_a_maker_that_nobody_asked_before_has_no_spread_to_plan_with():
    with pytest.raises(ValueError, match="no maker was surveyed before"):
        allocation_of(TOWNS, needs(), {}, Wish(budget=500))


def test_a_spread_from_few_answers_is_drawn_to_the_mean_of_all():
    rows = pd.DataFrame({"category": "t", "indicator": "q", "n": [30, 60], "variance": [40.0, 100.0]})
    mean = (30 * 40 + 60 * 100) / 90  # 80
    assert shrunk(rows).tolist() == pytest.approx([(30 * 40 + 30 * mean) / 60, (60 * 100 + 30 * mean) / 90])


def test_the_need_is_that_of_the_most_uncertain_indicator_in_points_of_the_ladder():
    rows = [("q", 2.0, 100), ("p", 1.0, 100)]
    made = pd.DataFrame(
        [("t", "A", "2026", name, "survey", n, se) for name, se, n in rows],
        columns=["category", "enterprise", "wave", "indicator", "source", "n", "se"],
    )
    level = pd.DataFrame(
        [
            ("q", "2026", "floor", 60),
            ("q", "2026", "benchmark", 80),
            ("p", "2026", "floor", 70),
            ("p", "2026", "benchmark", 75),
        ],
        columns=["indicator", "wave", "level", "level_value"],
    )
    found = needs_of(made, level.assign(wave="2026"), 0.8, points=True)
    # q: 4 x 100 over 20 points of floor to benchmark, as they are; p: 1 x 100 x (20 / 5)2 = 1600
    assert found["variance"].tolist() == pytest.approx([1600])
    assert found["detectable_change"].tolist() == pytest.approx([REACH * sqrt(2 * 1600 / 100)])
