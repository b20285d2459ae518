"""What must hold for every index, whatever the data: searched for a counter-example by hypothesis."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.columns import OVERALL
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, index_of, weights_of

NAMES = ("p", "q", "r", "s", "t")
value = st.one_of(st.none(), st.floats(0, 120).map(lambda x: round(x, 3)))
board = st.lists(st.tuples(*[value] * len(NAMES)), min_size=2, max_size=6)
weight = st.floats(0.05, 3)
weighting = st.tuples(st.lists(weight, min_size=5, max_size=5), st.lists(weight, min_size=2, max_size=2))
mean = st.sampled_from(["arithmetic", "geometric"])
breaking = st.sets(st.tuples(st.integers(0, 5), st.sampled_from(NAMES)), max_size=6)
quick = settings(max_examples=20, deadline=None)


def weights_from(drawn):
    leaves, dimensions = drawn
    return weights_of({n: ("one" if i < 3 else "two", dimensions[i >= 3], leaves[i]) for i, n in enumerate(NAMES)})


def cells_from(rows, broken=frozenset()):
    cells = []
    for place, row in enumerate(rows):
        for name, estimate in zip(NAMES, row, strict=True):
            if estimate is not None:
                bad = {"kind": "mandatory", "verdicts": ("not_met",) * 3} if (place, name) in broken else {}
                cells.append(cell(f"e{place}", name, estimate, **bad))
    return cells


def overall(cells, weights, **options):
    found = index_of(*frames_of(cells), weights, Options(**({"draws": 0} | options)))
    return found[found["dimension"] == OVERALL].set_index("enterprise")


@quick
@given(board, weighting, mean, st.integers(0, 4), st.floats(0, 60), breaking)
def test_a_better_value_never_lowers_a_score_and_never_worsens_a_rank(rows, drawn, aggregation, which, more, broken):
    better = [tuple(x + more if i == which and x is not None else x for i, x in enumerate(rows[0])), *rows[1:]]
    before = overall(cells_from(rows, broken), weights_from(drawn), aggregation=aggregation)
    after = overall(cells_from(better, broken), weights_from(drawn), aggregation=aggregation)
    if "e0" in before.index and not np.isnan(before.loc["e0", "score"]):
        assert after.loc["e0", "score"] >= before.loc["e0", "score"] - 1e-9
        assert after.loc["e0", "rank"] <= before.loc["e0", "rank"] or more < 1e-9


@quick
@given(board, weighting, mean, st.randoms(use_true_random=False))
def test_the_order_of_indicators_and_enterprises_does_not_matter(rows, drawn, aggregation, random):
    cells, weights = cells_from(rows), weights_from(drawn)
    shuffled = random.sample(cells, len(cells))
    mixed = weights.sample(frac=1, random_state=random.randint(0, 99))
    first = overall(cells, weights, aggregation=aggregation, draws=20)
    second = overall(shuffled, mixed, aggregation=aggregation, draws=20)
    pd.testing.assert_frame_equal(first, second, check_exact=True)


@quick
@given(board, weighting, mean, breaking, st.booleans())
def test_a_capped_enterprise_never_outranks_one_it_trails_in_every_indicator(
    rows, drawn, aggregation, broken, all_broken
):
    rows = [tuple(50.0 if x is None else x for x in row) for row in rows]
    trailing = tuple(max(x - 0.5, 0) for x in rows[1])
    broken = {(0, "p")} | ({(place, "q") for place in range(6)} if all_broken else broken)
    found = overall(cells_from([trailing, *rows[1:]], broken), weights_from(drawn), aggregation=aggregation)
    assert found.loc["e0", "rank"] >= found.loc["e1", "rank"]


@quick
@given(board, weighting, breaking)
def test_the_geometric_mean_is_never_above_the_arithmetic(rows, drawn, broken):
    cells, weights = cells_from(rows, broken), weights_from(drawn)
    arithmetic, geometric = overall(cells, weights), overall(cells, weights, aggregation="geometric")
    assert (geometric["score"].isna() == arithmetic["score"].isna()).all()
    assert not (geometric["score"] > arithmetic["score"] + 1e-9).any()


@quick
@given(board, weighting, mean, breaking, st.floats(0.1, 50))
def test_scaling_all_weights_changes_nothing(rows, drawn, aggregation, broken, factor):
    cells, weights = cells_from(rows, broken), weights_from(drawn)
    scaled = weights.assign(
        dimension_weight=weights["dimension_weight"] * factor, indicator_weight=lambda w: w["indicator_weight"] * factor
    )
    first, second = (overall(cells, each, aggregation=aggregation)["score"] for each in (weights, scaled))
    np.testing.assert_allclose(first.to_numpy(), second.to_numpy(), atol=1e-9)


@quick
@given(board, weighting, mean, breaking)
def test_every_number_is_in_its_place(rows, drawn, aggregation, broken):
    found = overall(cells_from(rows, broken), weights_from(drawn), aggregation=aggregation, draws=50, weight_noise=0.25)
    rated = found[found["score"].notna()]
    assert rated["score"].between(0, 100).all()
    assert (rated["low"] <= rated["score"]).all() and (rated["score"] <= rated["high"]).all()
    assert (rated["rank_low"] <= rated["rank"]).all() and (rated["rank"] <= rated["rank_high"]).all()
    assert (rated.loc[rated["capped_by"] != "", "score"] <= 59.9).all()
    assert (found["coverage"].between(0, 1 + 1e-12)).all()
    assert found.loc[found["score"].isna(), ["low", "high", "rank", "rank_low", "rank_high"]].isna().all(axis=None)
    assert (found["of"] == len(rated)).all()


@quick
@given(board, weighting, mean)
def test_mirroring_direction_and_values_changes_nothing(rows, drawn, aggregation):
    cells = cells_from(rows)
    mirrored = [
        each | {"estimate": -each["estimate"], "low": -each["high"], "high": -each["low"], "levels": (-60, -80, -100)}
        for each in cells
    ]
    first, second = (overall(each, weights_from(drawn), aggregation=aggregation) for each in (cells, mirrored))
    np.testing.assert_allclose(first["score"].to_numpy(), second["score"].to_numpy(), atol=1e-9)
