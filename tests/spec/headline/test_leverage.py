"""What the board gains when an indicator stands higher for everyone below: the board computed again, nothing else."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import LEVERAGE, OVERALL
from benchmarks.headline.leverage import leverage_of
from benchmarks.headline.raised import raised_of
from benchmarks.index import rollup as rolling
from benchmarks.index.scores import Options, worlds_of
from tests.index_frames import cell, frames_of, weights_of

PANEL = weights_of({"smell": ("health", 0.4, 1), "rating": ("service", 0.6, 1)})
SHARES = pd.DataFrame({"sector": "furniture", "enterprise": ["a", "b"], "output_share": [0.3, 0.1]})
PLAIN = Options(draws=0)


def results(cells, options=PLAIN, weights=PANEL):
    return worlds_of(*frames_of(cells), weights, options)


def told(cells, shares=SHARES, sets=None, options=PLAIN, weights=PANEL):
    made = [raised_of(results(cells, options, weights), shares, sets)]
    return leverage_of(made)[0].set_index(["of", "indicator", "target"]).sort_index()


def maker(name, smell, rating, **of_smell):
    return [cell(name, "smell", smell, **of_smell), cell(name, "rating", rating)]


def test_an_indicator_is_raised_to_its_next_level_with_the_weights_of_the_board():
    found = told([*maker("a", 70, 90), *maker("b", 85, 90)])
    row = found.loc[("sector", "smell", "next")]
    # a goes from 70 to the benchmark, 80; b from 85 to the frontier, 100; the index gives smell 0.4, output 3 to 1.
    assert row["points"] == pytest.approx((0.3 * 0.4 * (80 - 70) + 0.1 * 0.4 * (100 - 85)) / 0.4)
    assert (row["makers_below"], row["freed_floors"], row["category"]) == (2, 0, "")
    assert tuple(found.reset_index()[list(LEVERAGE)].columns) == LEVERAGE


def test_raised_to_the_benchmark_only_who_is_below_it_gains():
    row = told([*maker("a", 70, 90), *maker("b", 85, 90)]).loc[("sector", "smell", "benchmark")]
    assert row["points"] == pytest.approx(0.3 * 0.4 * (80 - 70) / 0.4)
    assert row["makers_below"] == 1


def test_closing_the_only_broken_floor_frees_the_cap():
    broken = {"kind": "mandatory", "verdicts": ("not_met", "not_met", "not_met")}
    row = told([*maker("a", 50, 90, **broken), *maker("b", 80, 80)]).loc[("sector", "smell", "next")]
    # a: 0.4 x 50 + 0.6 x 90 = 74 held at 59.9; at the floor 0.4 x 60 + 0.6 x 90 = 78. b: 0.4 x (100 - 80) = 8.
    assert row["points"] == pytest.approx((0.3 * (78 - 59.9) + 0.1 * 8) / 0.4)
    assert row["freed_floors"] == 1


def test_two_broken_floors_free_the_cap_only_together_so_gains_do_not_add_up():
    broken = {"kind": "mandatory", "verdicts": ("not_met", "not_met", "not_met")}
    cells = [cell("a", "smell", 50, **broken), cell("a", "rating", 55, **broken)]
    alone = [told(cells).loc[("sector", name, "benchmark"), "points"] for name in ("smell", "rating")]
    both = told(cells, sets=[("smell", "rating")]).loc[("sector", "smell;rating", "benchmark"), "points"]
    # 0.4 x 50 + 0.6 x 55 = 53; one closed: 65 or 68, held at 59.9 by the other; both: 80.
    assert alone == pytest.approx([59.9 - 53, 59.9 - 53])
    assert both == pytest.approx(80 - 53) and both > sum(alone)


def test_it_is_the_difference_of_two_boards():
    cells = [*maker("a", 70, 90), *maker("b", 85, 90)]
    higher = [*maker("a", 80, 90), *maker("b", 100, 90)]
    boards = [rolling.rolled(results(each), SHARES).whole.score for each in (cells, higher)]
    assert told(cells).loc[("sector", "smell", "next"), "points"] == pytest.approx(boards[1] - boards[0])


def test_the_board_of_all_sectors_gains_the_sectors_gain_by_their_number():
    car = weights_of({"brakes": ("safety", 1, 1)}, sector="cars", category="suv")
    cars = raised_of(results([cell("c", "brakes", 60, sector="cars", category="suv")], weights=car), SHARES.iloc[:0])
    homes = raised_of(results([*maker("a", 70, 90), *maker("b", 85, 90)]), SHARES)
    frame = leverage_of([cars, homes])[0].set_index(["of", "sector", "indicator", "target"])["points"]
    assert frame["board", "cars", "brakes", "benchmark"] == pytest.approx((80 - 60) / 2)
    assert frame["board", "furniture", "smell", "next"] == pytest.approx(
        frame["sector", "furniture", "smell", "next"] / 2
    )


def test_the_interval_comes_from_the_same_worlds_and_holds_the_points():
    cells = [*maker("a", 70, 90, se=4.0), *maker("b", 85, 90, se=0.5)]
    row = told(cells, options=Options(draws=400)).loc[("category", "smell", "benchmark")]
    # A raised cell no longer varies: the gain varies as what is raised did, 0.3 / 0.4 x 0.4 x 4 = 1.2 points.
    assert (row["high"] - row["low"]) / 2 == pytest.approx(1.96 * 1.2, rel=0.15)
    assert row["low"] < row["points"] < row["high"]


def test_who_is_not_rated_gains_nothing_and_is_not_counted():
    cells = [*maker("a", 70, 90), cell("b", "smell", 60)]
    row = told(cells).loc[("category", "smell", "benchmark")]
    assert row["points"] == pytest.approx(0.4 * (80 - 70)) and row["makers_below"] == 1
    assert np.isnan(results(cells)[0].groups[OVERALL].score[1])
