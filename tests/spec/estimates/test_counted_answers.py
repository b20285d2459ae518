"""Answers are summed in vectors when they are loaded and in SQL when they are summed again: no digit may tell."""

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.estimates import cells
from data.kept.responses import stored_answers
from data.kept.rows.counted import Counted
from tests.kit import Shop, indicator, specs

SCALE = {"range": {"min": 1, "max": 10}, "levels": {"floor": 5}}
KNOWN = specs(
    indicator("rating", **SCALE),
    indicator("liked", statistic="top_box", top_from=9, **SCALE | {"levels": {"floor": 0.5}}),
    indicator("told", statistic="nps", range={"min": 0, "max": 10}, levels={"floor": 0}),
    indicator("shut", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5}),
    indicator("hours", range={"min": 0, "max": 5000}, levels={"floor": 5}),
)
ENDS = {"rating": (1, 11), "liked": (1, 11), "told": (0, 11), "shut": (0, 2), "hours": (0, 4000)}


def responses(rows: int, weights: np.ndarray, psus: int) -> list[dict]:
    """Responses of three makers; one answer in eight is missing; hours are any number of sevenths."""
    chance = np.random.default_rng(11)
    drawn = {name: chance.integers(*each, rows) / (7 if name == "hours" else 1) for name, each in ENDS.items()}
    units = chance.integers(0, psus, rows)
    held = chance.random((rows, len(ENDS))) > 1 / 8
    return [
        {"enterprise": "ABC"[i % 3], "weight": float(weights[i]), "stratum": f"S{units[i] % 2}", "psu": f"P{units[i]}"}
        | {name: float(drawn[name][i]) for k, name in enumerate(ENDS) if held[i, k]}
        for i in range(rows)
    ]


@pytest.mark.parametrize("many", [1, 7, 600], ids=["one weight", "seven weights", "a weight for each"])
def test_sums_made_in_vectors_are_those_made_in_sql_to_the_last_bit(many):
    rows = 600
    weights = np.random.default_rng(5).lognormal(0, 2, many)[np.arange(rows) % many]
    shop = Shop(KNOWN)
    batch = shop.survey(responses(rows, weights, 6))
    each = cells.sums(batch, stored_answers(batch))
    unlike = f"(SELECT * FROM cell EXCEPT ({each})) UNION ALL (({each}) EXCEPT SELECT * FROM cell)"
    assert shop.store.query(unlike).empty
    # Three makers, six sampling points and five indicators: every one of the 18 x 5 cells has answers.
    count, total = shop.store.query("SELECT count(*) AS c, sum(n) AS n FROM cell").iloc[0]
    assert (count, total) == (90, len(shop.store.query("SELECT 1 FROM answer")))


def table(weights: list[float], answers: list[float | None]) -> pa.Table:
    """Responses to indicator 12 of the makers 1, 1, 2, 1, 1, 1, 2, ... in one stratum and one sampling point."""
    makers = [1 if i % 5 != 2 else 2 for i in range(len(weights))]
    ids = {"enterprise": makers, "category": [3] * len(makers), "stratum": [0] * len(makers), "psu": [4] * len(makers)}
    columns = {name: pa.array(each, pa.int32()) for name, each in ids.items()}
    return pa.table(columns | {"weight": weights, "12": pa.array(answers, pa.float64())})


def test_answers_of_equal_makers_weights_and_sampling_points_are_one_with_how_many_they_are():
    counted = Counted.of(table([1.0, 1.0, 1.0, 2.0, 1.0] * 4, [7.5, 7.5, None, 9.5, 7.5] * 4), [12])
    assert counted.cells.to_pylist() == [
        {"enterprise": 1, "category": 3, "stratum": 0, "psu": 4},
        {"enterprise": 2, "category": 3, "stratum": 0, "psu": 4},
    ]
    given = counted.given(12)
    # Of maker 1 three in five gave 7.5 with weight 1, and one in five 9.5 with weight 2; maker 2 said nothing.
    assert given.values[given.place].tolist() == [7.5, 9.5]
    assert given.weight.tolist() == [1.0, 2.0]
    assert given.cell.tolist() == [0, 0]
    assert given.times.tolist() == [12, 4]


def test_answers_with_a_weight_for_each_stand_one_by_one_in_the_order_of_their_cells():
    weights = [0.5, 0.6, 0.7, 0.8, 0.9]
    given = Counted.of(table(weights, [5.0, 6.0, 7.0, None, 9.0]), [12]).given(12)
    assert given.values[given.place].tolist() == [5.0, 6.0, 9.0, 7.0]
    assert given.weight.tolist() == [0.5, 0.6, 0.9, 0.7]
    assert (given.cell.tolist(), given.times.tolist()) == ([0, 0, 0, 1], [1, 1, 1, 1])
