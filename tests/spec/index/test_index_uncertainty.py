"""Intervals and rank ranges of the index come from simulated worlds."""

import json

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.columns import OVERALL
from benchmarks.index import draws, rank
from benchmarks.index.scores import Options, interval
from tests.index_frames import cell, frames_of, index_of, weights_of

ONE = weights_of({"rating": ("service", 1, 1)})
MANY = Options(draws=20_000)


def overall(cells, weights=ONE, options=MANY):
    found = index_of(*frames_of(cells), weights, options)
    return found[found["dimension"] == OVERALL].set_index("enterprise")


def test_one_indicator_alone_has_the_interval_of_its_estimate():
    row = overall([cell("a", "rating", 75, se=1.0)]).loc["a"]
    assert row["low"] == pytest.approx(75 - 1.96, abs=0.06)
    assert row["high"] == pytest.approx(75 + 1.96, abs=0.06)


def test_a_t_interval_with_few_degrees_of_freedom_is_kept():
    reach = stats.t.ppf(0.975, 5)
    row = overall([cell("a", "rating", 75, df=5, low=75 - reach, high=75 + reach)]).loc["a"]
    assert [row["low"], row["high"]] == pytest.approx([75 - reach, 75 + reach], abs=0.12)


def test_independent_indicators_add_in_squares():
    two = weights_of({"x": ("d", 1, 0.5), "y": ("d", 1, 0.5)})
    row = overall([cell("a", "x", 75), cell("a", "y", 75)], two).loc["a"]
    assert row["high"] - 75 == pytest.approx(1.96 * np.sqrt(0.5**2 + 0.5**2), abs=0.05)


def test_survey_indicators_share_half_of_their_error_variance():
    two = weights_of({"x": ("d", 1, 0.5), "y": ("d", 1, 0.5)})
    row = overall([cell("a", name, 75, source="survey") for name in "xy"], two).loc["a"]
    assert row["high"] - 75 == pytest.approx(1.96 * np.sqrt(0.5**2 + 0.5**2 + 2 * 0.5 * 0.25), abs=0.05)


def test_where_lower_is_better_the_shared_part_still_moves_with_quality():
    two = weights_of({"x": ("d", 1, 0.5), "y": ("d", 1, 0.5)})
    falling = cell("a", "y", 25, source="survey", levels=(40, 20, 0))
    row = overall([cell("a", "x", 75, source="survey"), falling], two).loc["a"]
    assert row["high"] - 75 == pytest.approx(1.96 * np.sqrt(0.5**2 + 0.5**2 + 2 * 0.5 * 0.25), abs=0.05)


def test_a_share_where_all_agree_keeps_wilsons_width():
    low = 1 / (1 + 1.959964**2 / 20)
    share = {"statistic": "share", "levels": (0.5, 0.75, 1.0), "low": low, "high": 1.0, "n": 20}
    row = overall([cell("a", "rating", 1.0, **share)]).loc["a"]
    assert row["high"] == 100
    assert row["high"] - row["low"] > 5


def test_a_pass_fail_rule_met_by_every_sample_is_less_sure_with_fewer_samples():
    rule = {"statistic": "conformity", "levels": (1, 1, 1), "high": 1.0, "p_met": 1.0}
    two = weights_of({"rule": ("d", 1, 0.5), "rating": ("d", 1, 0.5)})
    widths = []
    for n in (3, 30):
        low = 1 / (1 + 1.959964**2 / n)
        cells = [cell("a", "rule", 1.0, **rule, low=low, n=n), cell("a", "rating", 80)]
        row = overall(cells, two).loc["a"]
        assert row["low"] <= row["score"] <= row["high"]
        widths.append(row["high"] - row["low"])
    assert widths[0] > widths[1] > 1.9


def test_an_estimate_without_an_interval_leaves_the_index_without_one():
    row = overall([cell("a", "rating", 75, low=np.nan, high=np.nan)]).loc["a"]
    assert row["score"] == 75
    assert pd.isna(row[["low", "high", "rank_low", "rank_high"]]).all()
    assert json.loads(row["recipe"])["no_interval"] == ["rating"]


def test_a_capped_score_has_an_interval_under_the_cap():
    floor = {"kind": "mandatory", "verdicts": ("not_met", "cannot_tell", "cannot_tell")}
    row = overall([cell("a", "rating", 59, **floor)]).loc["a"]
    assert row["score"] == 59
    assert row["low"] == pytest.approx(59 - 1.96, abs=0.1)
    assert row["high"] == 59.9


def test_far_apart_the_rank_range_is_one_place_and_close_together_it_is_all_places():
    apart = overall([cell(name, "rating", value) for name, value in {"a": 60, "b": 75, "c": 90}.items()])
    assert apart[["rank", "rank_low", "rank_high"]].to_numpy().tolist() == [[3, 3, 3], [2, 2, 2], [1, 1, 1]]
    close = overall([cell(name, "rating", value) for name, value in {"a": 75, "b": 75.1, "c": 75.2}.items()])
    assert close[["rank_low", "rank_high"]].to_numpy().tolist() == [[1, 3]] * 3


def test_the_chance_of_being_among_the_best_three_adds_up_to_three():
    found = overall([cell(f"e{i}", "rating", 70 + i) for i in range(6)])
    odds = [json.loads(recipe)["best_three"] for recipe in found["recipe"]]
    assert sum(odds) == pytest.approx(3)
    assert odds == sorted(odds)


def test_two_enterprises_change_places_as_often_as_their_difference_changes_sign():
    found = overall([cell("a", "rating", 75), cell("b", "rating", 76), *(cell(f"z{i}", "rating", 99) for i in "xy")])
    chance = json.loads(found.loc["a", "recipe"])["best_three"]
    assert chance == pytest.approx(stats.norm.cdf(-1 / np.sqrt(2)), abs=0.02)


def test_an_enterprise_keeps_its_draws_whoever_else_is_asked_for():
    alone = overall([cell("b", "rating", 75)], options=Options())
    among = overall([cell(name, "rating", 75) for name in "abc"], options=Options())
    assert alone.loc["b", ["low", "high"]].tolist() == among.loc["b", ["low", "high"]].tolist()


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    cells = [cell(name, "rating", 75) for name in "ab"]
    assert overall(cells, options=Options()).equals(overall(cells, options=Options()))
    assert overall(cells, options=Options())["low"].ne(overall(cells, options=Options(seed=5))["low"]).all()


def test_perturbed_weights_widen_the_interval_where_indicators_differ():
    two = weights_of({"x": ("d", 1, 0.5), "y": ("d", 1, 0.5)})
    cells = [cell("a", "x", 62, se=0.1), cell("a", "y", 98, se=0.1)]
    plain, noisy = overall(cells, two).loc["a"], overall(cells, two, Options(draws=20_000, weight_noise=0.25)).loc["a"]
    assert plain["score"] == noisy["score"] == 80
    assert noisy["high"] - noisy["low"] > 10 * (plain["high"] - plain["low"])


def test_large_offsets_cost_no_precision():
    small = overall([cell("a", "rating", 75, levels=(60, 80, 100))], options=Options())
    far = cell("a", "rating", 75 + 1e7, levels=(60 + 1e7, 80 + 1e7, 100 + 1e7))
    assert overall([far], options=Options())["low"].iloc[0] == pytest.approx(small["low"].iloc[0], abs=1e-4)


def test_the_t_quantile_expansion_is_good_to_a_thousandth():
    z = np.float32([[stats.norm.ppf(0.975)]] * 4)
    df = np.array([8.0, 12.0, 30.0, 200.0])
    assert draws.student(z, df)[:, 0] == pytest.approx(stats.t.ppf(0.975, df), abs=1e-3)
    assert draws.student(z, np.array([1.0, 2.0, 5.0, np.nan]))[:, 0] == pytest.approx(
        [*stats.t.ppf(0.975, [1, 2, 5]), stats.norm.ppf(0.975)], rel=1e-5
    )


def test_equals_share_the_better_rank_and_the_missing_have_none():
    found = rank.ranks(np.array([70.0, np.nan, 90.0, 70.0, 50.0]))
    assert found[[0, 2, 3, 4]].tolist() == [2, 1, 2, 4]
    assert np.isnan(found[1])


def test_sums_that_differ_by_rounding_only_share_a_rank():
    assert rank.ranks(rank.standing(np.array([0.1 + 0.2, 0.3]), np.array([False, False]))).tolist() == [1, 1]


def test_at_the_cap_ranks_follow_the_score_before_it_and_stand_behind_an_unbroken_equal():
    broken = np.array([True, True, False, True, False])
    standings = rank.standing(np.array([70.0, 90.0, 59.9, 59.9, 59.0]), broken)
    assert rank.ranks(standings).tolist() == [3, 2, 1, 4, 5]


def test_where_the_ladder_bends_the_interval_reaches_to_the_side_that_errors_hide():
    worlds = np.linspace(70, 80, 1001)[None, :]
    plain = interval(worlds, np.array([0.0]), 0.95)
    bent_down, bent_up = interval(worlds, np.array([1.0]), 0.95), interval(worlds, np.array([-1.0]), 0.95)
    reach = 1 / (np.sqrt(2) - 1)
    assert [bent_down[0] - plain[0], bent_down[1] - plain[1]] == [0, pytest.approx(reach)]
    assert [bent_up[0] - plain[0], bent_up[1] - plain[1]] == [pytest.approx(-reach), 0]


def test_nine_indicators_just_under_the_frontier_may_all_truly_be_at_it():
    nine = weights_of({f"i{i}": ("d", 1, 1) for i in range(9)})
    row = overall([cell("a", f"i{i}", 99, se=2) for i in range(9)], nine).loc["a"]
    assert row["score"] == pytest.approx(99)
    assert row["high"] == 100
