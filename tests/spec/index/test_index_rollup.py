"""Enterprises into categories, categories into sectors, sectors into one board."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import OVERALL, ROLLUP
from benchmarks.index import rollup as rolling
from benchmarks.index.scores import Options, worlds_of
from tests.index_frames import cell, frames_of, weights_of

PANEL = weights_of({"smell": ("health", 0.4, 1), "rating": ("service", 0.6, 1)})
SOFA = PANEL.assign(category="sofa")
CAR = weights_of({"brakes": ("safety", 1, 1)}, sector="cars", category="suv")
NO_SHARES = pd.DataFrame({"sector": [], "enterprise": []})
PLAIN = Options(draws=0)


def register(**shares):
    return pd.DataFrame({"sector": "furniture", "enterprise": list(shares), "output_share": list(shares.values())})


def maker(enterprise, smell, rating, **changes):
    return [cell(enterprise, "smell", smell, **changes), cell(enterprise, "rating", rating, **changes)]


def rollup(cells, weights=PANEL, shares=NO_SHARES, options=PLAIN, **more):
    results = worlds_of(*frames_of(cells), weights, options)
    rounds: dict[tuple[str, str], list] = {}
    for result in results:
        rounds.setdefault((result.board.sector, result.board.wave), []).append(result)
    return rolling.rollup([rolling.rolled(each, shares, options) for each in rounds.values()], options, **more)


def rolled(cells, weights=PANEL, shares=NO_SHARES, options=PLAIN, **more):
    return rollup(cells, weights, shares, options, **more).set_index(["level", "category", "dimension"])


def test_with_every_output_share_a_category_is_weighted_by_output():
    found = rolled([*maker("a", 70, 70), *maker("b", 90, 80)], shares=register(a=0.3, b=0.1))
    row = found.loc[("category", "panel", OVERALL)]
    assert row["score"] == pytest.approx((0.3 * 70 + 0.1 * (0.4 * 90 + 0.6 * 80)) / 0.4)
    assert row["weighting"] == "output_share"
    assert found.loc[("category", "panel", "health"), "score"] == pytest.approx((0.3 * 70 + 0.1 * 90) / 0.4)


@pytest.mark.parametrize("shares", [NO_SHARES, register(a=0.3), register(a=0.3, b=np.nan), register(a=0, b=0)])
def test_without_every_output_share_enterprises_count_equally_and_the_row_says_so(shares):
    row = rolled([*maker("a", 70, 70), *maker("b", 90, 90)], shares=shares).loc[("category", "panel", OVERALL)]
    assert row["score"] == pytest.approx((70 + 90) / 2)
    assert row["weighting"] == "equal"


def test_a_share_missing_for_an_enterprise_that_is_not_rated_does_not_matter():
    cells = [*maker("a", 70, 70), *maker("b", 90, 90), cell("c", "smell", 99)]
    row = rolled(cells, shares=register(a=0.3, b=0.1)).loc[("category", "panel", OVERALL)]
    assert row["weighting"] == "output_share"
    assert row[["enterprises", "rated"]].tolist() == [3, 2]


def test_a_sector_weighs_its_categories_by_their_output_and_divides_an_enterprise_between_them():
    cells = [*maker("a", 70, 70), *maker("a", 80, 80, category="sofa"), *maker("b", 90, 90, category="sofa")]
    found = rolled(cells, pd.concat([PANEL, SOFA]), register(a=0.4, b=0.2))
    sofa = (0.2 * 80 + 0.2 * 90) / 0.4
    assert found.loc[("category", "sofa", OVERALL), "score"] == pytest.approx(sofa)
    assert found.loc[("sector", "", OVERALL), "score"] == pytest.approx((0.2 * 70 + 0.4 * sofa) / 0.6)
    assert found.loc[("sector", "", OVERALL), "enterprises"] == 2


def test_all_sectors_weigh_equally_unless_each_has_an_amount():
    cells = [*maker("a", 70, 70), cell("x", "brakes", 90, sector="cars", category="suv")]
    weights = pd.concat([PANEL, CAR])
    equal = rolled(cells, weights).loc[("all", "", OVERALL)]
    assert [equal["score"], equal["weighting"]] == [80, "equal"]
    given = rolled(cells, weights, sector_weights={"cars": 3, "furniture": 1}).loc[("all", "", OVERALL)]
    assert [given["score"], given["weighting"]] == [(3 * 90 + 70) / 4, "output_share"]
    assert rolled(cells, weights, sector_weights={"cars": 3}).loc[("all", "", OVERALL), "weighting"] == "equal"


def test_a_mean_is_of_capped_scores_and_counts_the_broken_floors_beneath_it():
    bad = {"kind": "mandatory", "verdicts": ("not_met", "cannot_tell", "cannot_tell")}
    cells = [*maker("a", 90, 90), *maker("b", 95, 95, **bad), cell("c", "smell", 50, **bad)]
    found = rolled(cells)
    row = found.loc[("category", "panel", OVERALL)]
    assert row["score"] == pytest.approx((90 + 59.9) / 2)
    assert row[["capped", "broken_floors", "undecided_floors"]].tolist() == [2, 3, 0]
    assert found.loc[("category", "panel", "service"), "broken_floors"] == 1
    assert found.loc[("all", "", OVERALL), "broken_floors"] == 3


def test_the_interval_of_a_mean_is_narrower_than_that_of_its_parts():
    cells = [each for i in range(16) for each in maker(f"e{i:02}", 75, 75)]
    row = rolled(cells, options=Options(draws=4000)).loc[("sector", "", OVERALL)]
    one = 1.96 * np.sqrt(0.4**2 + 0.6**2)
    assert row["low"] == pytest.approx(75 - one / 4, abs=0.02)
    assert row["high"] == pytest.approx(75 + one / 4, abs=0.02)


def test_where_nothing_is_rated_the_score_is_empty_and_the_counts_stay():
    row = rolled([cell("c", "smell", 50)]).loc[("sector", "", OVERALL)]
    assert np.isnan(row["score"])
    assert row[["enterprises", "rated"]].tolist() == [1, 0]


def test_waves_are_kept_apart_and_nothing_in_gives_the_empty_contract():
    cells = [*maker("a", 70, 70), *maker("a", 90, 90, wave="2027")]
    found = rollup(cells)
    assert found.loc[found["level"] == "all", ["wave", "score"]].to_numpy().tolist() == [["2026", 70.0], ["2027", 90.0]]
    assert list(rolling.rollup([]).columns) == list(ROLLUP)
