"""How many responses show a change: two waves of n each, by the last wave's spread and design effect."""

from math import ceil, sqrt

import numpy as np
import pytest
from scipy import stats

from benchmarks import policy
from benchmarks.progress.planner import PLAN, chance, detectable_change, needed_n, plan
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, association, manufacturer
from tests.kit import Shop, indicator, specs

Z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
MEAN = indicator("rating")


def shop(*scores: float, times: int = 20, **more: object) -> Shop:
    made = Shop(specs(MEAN))
    made.survey([{"rating": score, **more} for score in scores * times])
    return made


@pytest.mark.parametrize(("n", "change"), [(100, 7.9), (250, 5.0), (400, 4.0)])
def test_with_a_spread_of_20_points_100_answers_show_7_9_points_and_400_show_4(n: int, change: float):
    assert detectable_change(20**2, n) == pytest.approx(change, abs=0.05)
    assert detectable_change(20**2, n) == pytest.approx(Z * sqrt(2 * 20**2 / n))


def test_half_the_change_takes_four_times_the_answers():
    assert needed_n(20**2, 2.5) == pytest.approx(4 * needed_n(20**2, 5))


def test_the_chance_to_see_a_change_is_the_power_at_the_change_that_shows_and_0_29_at_half_of_it():
    shows = detectable_change(20**2, 250)
    assert chance(shows, shows) == pytest.approx(0.8)
    # half of 2.80 standard errors, less 1.96: -0.56
    assert chance(shows, shows / 2) == pytest.approx(0.288, abs=0.001)


def test_needed_answers_are_2_z2_s2_deff_over_the_change_squared():
    row = plan(Reading(*_of(shop(50, 60, 70, 80))), change=3).iloc[0]
    s2 = 20 * (15**2 + 5**2 + 5**2 + 15**2) / (80 - 1)
    assert row.deff == pytest.approx(1)
    assert row.needed_n == ceil(2 * Z**2 * s2 / 3**2)
    assert row.detectable_change == pytest.approx(Z * sqrt(2 * s2 / 80))


def test_clusters_of_like_answers_need_more_by_their_design_effect():
    made = Shop(specs(MEAN))
    made.survey([{"rating": m + d, "psu": str(m)} for m in (60, 70, 80, 90) for d in (-1, 1) for _ in range(10)])
    row = plan(Reading(*_of(made)), change=5).iloc[0]
    variance = 4 / 3 * 20**2 * (15**2 + 5**2 + 5**2 + 15**2) / 80**2
    s2 = 80 * (125 + 1) / (80 - 1)
    assert row.deff == pytest.approx(variance / (s2 / 80))
    assert row.needed_n == ceil(2 * Z**2 * s2 * row.deff / 5**2)


def test_a_share_is_planned_in_shares():
    made = Shop(specs(indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})))
    made.survey([{"rating": value} for value in [1] * 60 + [0] * 40])
    row = plan(Reading(*_of(made)), change=0.1).iloc[0]
    assert row.needed_n == ceil(2 * Z**2 * (100 / 99 * 0.6 * 0.4) / 0.1**2)


def test_only_the_last_wave_counts_unless_another_is_asked_for():
    made = shop(50, 60, 70, 80)
    made.survey([{"rating": 70 + d} for d in (-1, 1) for _ in range(50)], wave="2026H2")
    last = plan(Reading(*_of(made)), change=1).iloc[0]
    assert (last.wave, last.n) == ("2026H2", 100)
    assert plan(Reading(*_of(made, wave="2026H1")), change=1).iloc[0].n == 80


def test_under_the_minimum_for_a_verdict_nothing_is_planned():
    assert plan(Reading(*_of(shop(50, 60, 70, 80))), change=60).iloc[0].needed_n == policy.MIN_RESPONSES


def test_answers_that_all_agree_say_nothing_about_the_number_needed():
    row = plan(Reading(*_of(shop(70))), change=1)
    assert row["needed_n"].isna().all() and row["detectable_change"].isna().all()


def test_so_many_answers_show_a_true_change_in_four_of_five_cases():
    n = ceil(needed_n(15**2, 4))
    draw = np.random.default_rng(20260101).normal(0, 15, (2, 4000, n))
    moved = draw[1].mean(axis=1) + 4 - draw[0].mean(axis=1)
    se = np.sqrt(draw.var(axis=2, ddof=1).sum(axis=0) / n)
    shown = np.mean(moved - stats.t.ppf(0.975, 2 * n - 2) * se > 0)
    assert shown == pytest.approx(0.8, abs=3 * sqrt(0.8 * 0.2 / 4000))


@pytest.mark.parametrize(("change", "power"), [(0, 0.8), (-1, 0.8), (np.nan, 0.8), (5, 0.5), (5, 1)])
def test_no_change_and_no_power_are_refused(change: float, power: float):
    with pytest.raises(ValueError, match="is above"):
        plan(Reading(*_of(shop(50, 60))), change=change, power=power)


def test_a_maker_plans_for_itself_and_an_association_for_its_members():
    made = shop(50, 60, 70, 80)
    made.survey([{"rating": score, "enterprise": "B"} for score in (50, 60, 70, 80) * 20])
    seen = lambda viewer: list(plan(Reading(made.store, made.specs, viewer), change=5)["enterprise"])  # noqa: E731
    assert seen(association("things")) == ["A", "B"]
    assert seen(manufacturer("things", "B")) == ["B"]
    assert seen(association("others")) == []


def test_an_empty_store_has_an_empty_plan():
    assert list(plan(Reading(*_of(Shop(specs(MEAN))))).columns) == list(PLAN)


def _of(made: Shop, **keys: str) -> tuple:
    return made.store, made.specs, LOCAL, Selection(**keys)
