"""The index by hand: weighted means, weight handed on, coverage, caps."""

import json

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import INDEX, OVERALL
from benchmarks.index.aggregate import Node, climb
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, index_of, weights_of

NO_DRAWS = Options(draws=0)
TWO_BY_TWO = weights_of(
    {
        "smell": ("health", 0.4, 0.25),
        "formaldehyde": ("health", 0.4, 0.75),
        "rating": ("service", 0.6, 0.5),
        "repair": ("service", 0.6, 0.5),
    }
)


def results(cells, weights=TWO_BY_TWO, options=NO_DRAWS):
    return index_of(*frames_of(cells), weights, options).set_index(["enterprise", "dimension"])


def one(**estimates):
    return [cell("a", name, value) for name, value in estimates.items()]


def test_the_score_of_a_dimension_is_the_weighted_mean_of_its_indicators():
    found = results(one(smell=70, formaldehyde=90, rating=65, repair=75))
    assert found.loc[("a", "health"), "score"] == pytest.approx(0.25 * 70 + 0.75 * 90)
    assert found.loc[("a", "service"), "score"] == pytest.approx(0.5 * 65 + 0.5 * 75)


def test_the_overall_score_is_the_weighted_mean_of_the_dimensions():
    found = results(one(smell=70, formaldehyde=90, rating=65, repair=75))
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(0.4 * (0.25 * 70 + 0.75 * 90) + 0.6 * (65 + 75) / 2)


def test_the_geometric_mean_multiplies_powers_at_both_steps():
    found = results(one(smell=70, formaldehyde=90, rating=65, repair=75), options=Options("geometric", draws=0))
    health, service = 70**0.25 * 90**0.75, 65**0.5 * 75**0.5
    assert found.loc[("a", "health"), "score"] == pytest.approx(health)
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(health**0.4 * service**0.6)


def test_one_score_of_0_makes_the_geometric_mean_0():
    found = results(one(smell=-500, formaldehyde=90, rating=65, repair=75), options=Options("geometric", draws=0))
    assert found.loc[("a", OVERALL), "score"] == 0


def test_weights_need_not_sum_to_one():
    doubled = TWO_BY_TWO.assign(dimension_weight=TWO_BY_TWO["dimension_weight"] * 20, indicator_weight=[1, 3, 7, 7])
    found = results(one(smell=70, formaldehyde=90, rating=65, repair=75), doubled)
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(0.4 * (0.25 * 70 + 0.75 * 90) + 0.6 * (65 + 75) / 2)


def test_equal_weighting_sets_every_weight_to_the_same():
    found = results(one(smell=70, formaldehyde=90, rating=65, repair=75), options=Options(weighting="equal", draws=0))
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(((70 + 90) / 2 + (65 + 75) / 2) / 2)


def test_what_is_missing_hands_its_weight_on_in_proportion():
    found = results(one(formaldehyde=90, rating=65, repair=75))
    assert found.loc[("a", "health"), "score"] == 90
    assert found.loc[("a", "health"), "coverage"] == 0.75
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(0.4 * 90 + 0.6 * 70)
    assert found.loc[("a", OVERALL), "coverage"] == pytest.approx(0.4 * 0.75 + 0.6 * 1)


def test_under_two_thirds_of_the_weight_a_dimension_is_not_rated_and_hands_its_weight_on():
    found = results(one(smell=70, rating=65, repair=75), TWO_BY_TWO.assign(dimension_weight=[0.2, 0.2, 0.8, 0.8]))
    assert np.isnan(found.loc[("a", "health"), "score"])
    assert pd.isna(found.loc[("a", "health"), "rank"])
    assert found.loc[("a", "health"), "coverage"] == 0.25
    assert found.loc[("a", OVERALL), "score"] == 70
    assert found.loc[("a", OVERALL), "coverage"] == 0.8


def test_under_two_thirds_of_the_weight_overall_is_not_rated_never_0():
    found = results(one(formaldehyde=90, smell=70))
    assert found.loc[("a", "health"), "score"] == pytest.approx(85)
    assert np.isnan(found.loc[("a", OVERALL), "score"])
    assert found.loc[("a", OVERALL), "coverage"] == 0.4


def test_exactly_two_thirds_of_the_weight_are_enough_whatever_the_rounding():
    sizes = {"p": 0.2, "q": 0.23, "r": 0.36, "s": 0.3, "t": 0.2}
    weights = weights_of({name: ("health", 1, size) for name, size in sizes.items()})
    assert (0.36 + 0.3 + 0.2) / (0.2 + 0.23 + 0.36 + 0.3 + 0.2) < 2 / 3
    found = results(one(r=70, s=80, t=90), weights)
    assert found.loc[("a", OVERALL), "score"] == pytest.approx((0.36 * 70 + 0.3 * 80 + 0.2 * 90) / 0.86)


def test_a_mean_of_points_at_100_is_never_a_rounding_above_it():
    weights = weights_of({name: ("health", 1, size) for name, size in zip("pqrs", [1, 1, 1, 0.125], strict=True)})
    for aggregation in ("arithmetic", "geometric"):
        found = results(one(p=100, q=100, r=100, s=100), weights, Options(aggregation, draws=0))
        assert 100 - 1e-9 < found.loc[("a", OVERALL), "score"] <= 100


def test_an_indicator_that_the_category_does_not_have_is_not_missing():
    elsewhere = TWO_BY_TWO.assign(category=["panel", "panel", "panel", "sofa"])
    found = results(one(smell=70, formaldehyde=90, rating=65), elsewhere)
    assert found.loc[("a", OVERALL), "coverage"] == 1


def test_too_few_samples_for_any_verdict_count_as_missing():
    few = [cell("a", "smell", 70, n=2, verdicts=("too_few",) * 3)]
    found = results([*few, *one(formaldehyde=90, rating=65, repair=75)])
    assert found.loc[("a", "health"), "score"] == 90
    assert json.loads(found.loc[("a", OVERALL), "recipe"])["missing"] == ["smell"]


def test_an_indicator_without_one_of_its_levels_counts_as_missing():
    found = results([cell("a", "smell", 70, levels=(60, 80, np.nan)), *one(formaldehyde=90, rating=65, repair=75)])
    assert found.loc[("a", "health"), "coverage"] == 0.75


def broken(enterprise, indicator, estimate):
    return cell(enterprise, indicator, estimate, kind="mandatory", verdicts=("not_met", "cannot_tell", "cannot_tell"))


def test_a_broken_mandatory_floor_caps_the_overall_score_at_59_9_and_names_itself():
    found = results([*one(smell=100, rating=100, repair=100), broken("a", "formaldehyde", 90)])
    overall = found.loc[("a", OVERALL)]
    assert overall["score"] == 59.9
    assert overall["capped_by"] == "formaldehyde"
    assert json.loads(overall["recipe"])["uncapped"] == pytest.approx(0.4 * (0.25 * 100 + 0.75 * 90) + 0.6 * 100)
    assert found.loc[("a", "health"), "score"] == pytest.approx(0.25 * 100 + 0.75 * 90)


def test_two_broken_floors_are_both_named():
    cells = [*one(smell=100, repair=100), broken("a", "rating", 90), broken("a", "formaldehyde", 90)]
    assert results(cells).loc[("a", OVERALL), "capped_by"] == "formaldehyde;rating"


def test_a_cap_never_lifts_a_score():
    found = results([*one(smell=20, rating=30, repair=40), broken("a", "formaldehyde", 10)])
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(0.4 * (0.25 * 20 + 0.75 * 10) + 0.6 * 35)


def test_a_recommended_floor_that_is_not_met_does_not_cap():
    found = results(one(smell=100, formaldehyde=20, rating=100, repair=100))
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(0.4 * (25 + 0.75 * 20) + 60)
    assert found.loc[("a", OVERALL), "capped_by"] == ""


def test_a_mandatory_floor_that_cannot_be_told_is_named_beside_the_score_and_does_not_cap():
    open_verdict = cell("a", "formaldehyde", 60.5, kind="mandatory")
    overall = results([*one(smell=100, rating=100, repair=100), open_verdict]).loc[("a", OVERALL)]
    assert overall["score"] == pytest.approx(0.4 * (25 + 0.75 * 60.5) + 60)
    assert json.loads(overall["recipe"])["undecided"] == ["formaldehyde"]


def test_a_broken_floor_caps_even_where_the_indicator_has_no_score():
    no_benchmark = broken("a", "formaldehyde", 90) | {"levels": (60, np.nan, 100)}
    weights = TWO_BY_TWO.assign(indicator_weight=[0.75, 0.25, 0.5, 0.5])
    found = results([*one(smell=100, rating=100, repair=100), no_benchmark], weights)
    assert found.loc[("a", OVERALL), ["score", "capped_by"]].tolist() == [59.9, "formaldehyde"]


def test_where_lower_is_better_a_lower_value_scores_more():
    weights = weights_of({"formaldehyde": ("health", 1, 1)})
    levels = {"levels": (0.124, 0.050, 0.025), "se": 0.001}
    cells = [cell("a", "formaldehyde", 0.050, **levels), cell("b", "formaldehyde", 0.030, **levels)]
    found = results(cells, weights)
    assert found.loc[("a", OVERALL), "score"] == pytest.approx(80)
    assert found.loc[("b", OVERALL), "score"] == pytest.approx(80 + 20 * (0.050 - 0.030) / (0.050 - 0.025))
    assert found.loc[("b", OVERALL), "rank"] == 1


def test_a_pass_or_fail_indicator_enters_with_100_or_60_times_its_share():
    rule = {"levels": (1, 1, 1), "statistic": "conformity", "kind": "mandatory"}
    failing = cell("a", "formaldehyde", 0.9, **rule, low=0.6, high=0.98, verdicts=("cannot_tell",) * 3)
    found = results([failing, *one(smell=80, rating=80, repair=80)])
    assert found.loc[("a", "health"), "score"] == pytest.approx(0.25 * 80 + 0.75 * 60 * 0.9)


def test_rows_hold_the_columns_of_the_contract_and_the_ranks_count_the_rated():
    cells = [cell(name, "rating", value) for name, value in {"a": 70, "b": 90, "c": 70}.items()]
    weights = weights_of({"rating": ("service", 1, 0.7), "repair": ("service", 1, 0.3)})
    found = index_of(*frames_of([*cells, cell("d", "repair", 99)]), weights, NO_DRAWS)
    assert list(found.columns) == list(INDEX)
    overall = found[found["dimension"] == OVERALL].set_index("enterprise")
    assert overall["rank"].tolist()[:3] == [2, 1, 2]
    assert pd.isna(overall.loc["d", "rank"])
    assert overall["of"].tolist() == [3, 3, 3, 3]


def test_nothing_in_gives_an_empty_frame_with_the_columns_of_the_contract():
    assert list(index_of(*frames_of([]), TWO_BY_TWO).columns) == list(INDEX)


def test_any_depth_of_nesting_is_the_same_rule():
    leaves = {name: np.array([value]) for name, value in zip("pqrs", [10.0, 20.0, 40.0, 80.0], strict=True)}
    tree = Node("all", 1, (Node("x", 2, (Node("y", 3, (Node("p", 1), Node("q", 4))), Node("r", 1))), Node("s", 3)))
    present = {name: np.array([True]) for name in leaves}
    groups = climb(tree, leaves, present)
    y = (1 * 10 + 4 * 20) / 5
    x = (3 * y + 1 * 40) / 4
    assert groups["all"].score == pytest.approx((2 * x + 3 * 80) / 5)
    without_q = climb(tree, leaves, present | {"q": np.array([False])}, minimum=0)
    assert without_q["all"].score == pytest.approx((2 * (3 * 10 + 40) / 4 + 3 * 80) / 5)
    assert without_q["all"].coverage == pytest.approx((2 * (3 * (1 / 5) + 1) / 4 + 3) / 5)


def test_an_unknown_mean_or_weighting_is_refused():
    with pytest.raises(ValueError, match="arithmetic, geometric"):
        results(one(rating=1), options=Options("harmonic"))
    with pytest.raises(ValueError, match="spec or equal"):
        results(one(rating=1), options=Options(weighting="best"))
