"""Which gap to close first: the points the index would gain, caps honoured."""

import numpy as np
import pytest

from benchmarks.columns import OVERALL, PRIORITY
from benchmarks.index.board import boards
from benchmarks.index.priorities import priorities_of
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, index_of, weights_of

WEIGHTS = weights_of(
    {
        "smell": ("health", 0.4, 0.25),
        "formaldehyde": ("health", 0.4, 0.75),
        "rating": ("service", 0.6, 0.5),
        "repair": ("service", 0.6, 0.5),
    }
)
BROKEN = {"kind": "mandatory", "verdicts": ("not_met", "cannot_tell", "cannot_tell")}


def found(cells, weights=WEIGHTS, options=Options(draws=2000)):  # noqa: B008 - frozen
    return priorities_of(boards(*frames_of(cells), weights), options).set_index(["enterprise", "indicator"])


def whole(**changed):
    values = {"smell": 70, "formaldehyde": 90, "rating": 50, "repair": 100} | changed
    return [each if isinstance(each, dict) else cell("a", name, each) for name, each in values.items()]


def test_the_next_level_is_the_lowest_that_is_not_reached_and_none_at_the_frontier():
    rows = found(whole())
    assert rows["next_level"].to_dict() == {
        ("a", "smell"): "benchmark",
        ("a", "formaldehyde"): "frontier",
        ("a", "rating"): "floor",
    }


def test_the_gain_is_the_weight_in_the_index_times_the_points_to_the_next_level():
    rows = found(whole())
    assert rows.loc[("a", "smell"), "gain"] == pytest.approx(0.4 * 0.25 * (80 - 70))
    assert rows.loc[("a", "formaldehyde"), "gain"] == pytest.approx(0.4 * 0.75 * (100 - 90))
    assert rows.loc[("a", "rating"), "gain"] == pytest.approx(0.6 * 0.5 * (60 - 50))


def test_weight_that_a_missing_indicator_handed_on_counts_in_the_gain():
    rows = found([each for each in whole() if each["indicator"] != "smell"])
    assert rows.loc[("a", "formaldehyde"), "gain"] == pytest.approx(0.4 * 1 * (100 - 90))


def test_broken_floors_stand_first_then_shortfalls_of_the_benchmark_and_what_is_at_it_already_last():
    unclear = ("cannot_tell", "cannot_tell", "not_met")
    cells = whole(rating=cell("a", "rating", 50, verdicts=unclear), repair=cell("a", "repair", 90, **BROKEN))
    rows = found(cells).reset_index()
    # smell is certainly short, rating is not certain and would gain more, formaldehyde is at 90 of 80 points
    assert rows["indicator"].tolist() == ["repair", "smell", "rating", "formaldehyde"]
    assert rows["step"].tolist() == ["broken_floor", "certain_shortfall", "shortfall", "beyond"]
    assert rows["next_level"].tolist() == ["floor", "benchmark", "floor", "frontier"]


def test_inside_a_step_the_largest_gain_stands_first():
    rows = found(whole()).reset_index()
    short = rows[rows["step"] == "certain_shortfall"]
    assert short["indicator"].tolist() == ["rating", "smell"]  # 0.3 x 10 = 3 points and 0.1 x 10 = 1 point


def test_the_aim_is_the_level_s_value_beside_the_estimate():
    row = found(whole(smell=cell("a", "smell", 45, levels=(40, 50, 60)))).loc[("a", "smell")]
    assert [row["from_value"], row["to_value"], row["next_level"]] == [45, 50, "benchmark"]


def test_the_gain_is_what_the_index_says_when_the_gap_is_closed():
    for options in (Options(draws=0), Options("geometric", draws=0), Options(weighting="equal", draws=0)):
        before, after = (
            index_of(*frames_of(cells), WEIGHTS, options).set_index("dimension").loc[OVERALL, "score"]
            for cells in (whole(), whole(rating=60))
        )
        assert found(whole(), options=options).loc[("a", "rating"), "gain"] == pytest.approx(after - before)


def test_the_interval_comes_from_the_estimate_and_the_probability_from_the_gap():
    row = found(whole()).loc[("a", "smell")]
    assert row["gain_low"] == pytest.approx(0.1 * (10 - 1.96), abs=0.02)
    assert row["gain_high"] == pytest.approx(0.1 * (10 + 1.96), abs=0.02)
    near = found(whole(smell=79.5)).loc[("a", "smell")]
    assert near["p_gap"] == pytest.approx(0.691, abs=0.001)
    assert near["gain_low"] == 0


def test_closing_the_only_broken_floor_lifts_the_cap():
    cells = whole(formaldehyde=cell("a", "formaldehyde", 50, **BROKEN), rating=90)
    row = found(cells).loc[("a", "formaldehyde")]
    after = 0.4 * (0.25 * 70 + 0.75 * 60) + 0.6 * (90 + 100) / 2
    assert row["gain"] == pytest.approx(after - 59.9)
    assert row["lifts_cap"]
    assert found(cells).loc[("a", "rating"), "gain"] == pytest.approx(0)
    assert found(cells).loc[("a", "rating"), "still_capped_by"] == "formaldehyde"
    assert found(cells).loc[("a", "rating"), "gain_uncapped"] == pytest.approx(0.3 * (100 - 90))


def test_under_a_cap_the_gaps_are_ordered_by_what_they_would_gain_without_it():
    cells = whole(formaldehyde=cell("a", "formaldehyde", 50, **BROKEN))
    assert found(cells).reset_index()["indicator"].tolist() == ["formaldehyde", "rating", "smell"]


def test_a_broken_floor_comes_first_even_where_the_mean_is_above_it():
    cells = whole(formaldehyde=cell("a", "formaldehyde", 90, **BROKEN), rating=90)
    row = found(cells).iloc[0]
    assert row.name == ("a", "formaldehyde")
    assert row["next_level"] == "floor"
    assert row["gain"] == pytest.approx(0.4 * (0.25 * 70 + 0.75 * 90) + 0.6 * 95 - 59.9)
    assert row["from_score"] == row["to_score"] == 90


def test_with_two_broken_floors_closing_one_gains_nothing_and_says_why():
    cells = whole(
        formaldehyde=cell("a", "formaldehyde", 90, **BROKEN), rating=cell("a", "rating", 90, **BROKEN), smell=95
    )
    row = found(cells).loc[("a", "rating")]
    assert [row["gain"], row["lifts_cap"], row["still_capped_by"]] == [0, False, "formaldehyde"]


def test_where_levels_coincide_the_points_at_the_level_count():
    rows = found(whole(rating=cell("a", "rating", 45, levels=(50, 50, 60))))
    assert rows.loc[("a", "rating"), "to_score"] == 80
    assert rows.loc[("a", "rating"), "gain"] == pytest.approx(0.3 * (80 - (60 - 20 * 5 / 10)))


def test_an_index_that_is_not_rated_has_no_gain():
    rows = found([cell("a", "smell", 70)])
    assert np.isnan(rows.loc[("a", "smell"), "gain"])


def test_one_enterprise_can_be_asked_for_and_rows_hold_the_contract():
    cells = [*whole(), cell("b", "rating", 50)]
    rows = priorities_of(boards(*frames_of(cells), WEIGHTS), Options(draws=10), enterprise="a")
    assert list(rows.columns) == list(PRIORITY)
    assert set(rows["enterprise"]) == {"a"}
    assert list(priorities_of(boards(*frames_of([]), WEIGHTS)).columns) == list(PRIORITY)
