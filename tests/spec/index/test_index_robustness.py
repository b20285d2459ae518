"""What if the index were made another way, and which choice moves the ranking most."""

import numpy as np
import pytest
from scipy import stats

from benchmarks.columns import ROBUSTNESS, SENSITIVITY
from benchmarks.index.board import boards
from benchmarks.index.robustness import CHOICES, decomposed, every_rank, robustness_of, sensitivity_of
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, weights_of

WEIGHTS = weights_of({"p": ("one", 0.8, 0.9), "q": ("one", 0.8, 0.1), "r": ("two", 0.2, 1)})
VALUES = {"a": (90, 30, 60), "b": (70, 75, 72), "c": (62, 95, 98), "d": (80, 80, 40)}
CELLS = [cell(e, name, x) for e, row in VALUES.items() for name, x in zip("pqr", row, strict=True)]


def moved(enterprise, variant, left_out=""):
    found = robustness_of(*frames_of(CELLS), WEIGHTS).set_index(["enterprise", "variant", "left_out"])
    return found.loc[(enterprise, variant, left_out)]


def test_equal_weights_give_every_indicator_and_dimension_the_same_weight():
    as_made, equal = 0.8 * (0.9 * 90 + 0.1 * 30) + 0.2 * 60, ((90 + 30) / 2 + 60) / 2
    assert moved("a", "equal_weights")["score"] == pytest.approx(equal)
    assert moved("a", "equal_weights")["score_moved"] == pytest.approx(equal - as_made)


def test_the_other_mean_of_an_arithmetic_index_is_geometric():
    geometric = (90**0.9 * 30**0.1) ** 0.8 * 60**0.2
    assert moved("a", "other_mean")["score"] == pytest.approx(geometric)


def test_leaving_one_indicator_out_hands_its_weight_on_and_an_empty_dimension_goes():
    assert moved("a", "left_out", "q")["score"] == pytest.approx(0.8 * 90 + 0.2 * 60)
    assert moved("a", "left_out", "r")["score"] == pytest.approx(0.9 * 90 + 0.1 * 30)


def test_a_positive_move_in_rank_is_places_lost():
    ranked = {name: 0.8 * (0.9 * p + 0.1 * q) + 0.2 * r for name, (p, q, r) in VALUES.items()}
    without_p = {name: 0.8 * q + 0.2 * r for name, (p, q, r) in VALUES.items()}
    before = sorted(ranked, key=ranked.get, reverse=True).index("a")
    after = sorted(without_p, key=without_p.get, reverse=True).index("a")
    assert moved("a", "left_out", "p")["rank_moved"] == after - before > 0


def test_rows_hold_the_columns_of_the_contracts():
    frames = frames_of(CELLS)
    assert list(robustness_of(*frames, WEIGHTS).columns) == list(ROBUSTNESS)
    assert list(sensitivity_of(*frames, WEIGHTS).columns) == list(SENSITIVITY)
    empty = frames_of([])
    assert robustness_of(*empty, WEIGHTS).empty
    assert sensitivity_of(*empty, WEIGHTS).empty


def test_an_additive_outcome_has_equal_first_order_and_total_indices_in_proportion_to_the_variances():
    a, b = np.array([0.0, 2.0]), np.array([0.0, 3.0, 6.0])
    first, total, variance = decomposed((a[:, None] + b[None, :])[..., None])
    assert variance == pytest.approx([1 + 6])
    assert first[:, 0] == pytest.approx([1 / 7, 6 / 7])
    assert total[:, 0] == pytest.approx([1 / 7, 6 / 7])


def test_an_outcome_that_is_all_interaction_has_no_first_order_index():
    signs = np.array([-1.0, 1.0])
    first, total, _ = decomposed((signs[:, None] * signs[None, :])[..., None])
    assert first[:, 0] == pytest.approx([0, 0])
    assert total[:, 0] == pytest.approx([1, 1])


def test_the_exact_indices_agree_with_saltellis_estimator():
    (board,) = boards(*frames_of(CELLS), WEIGHTS)
    outcomes = every_rank(board, Options())[..., :2]
    first, total, _ = decomposed(outcomes)

    def ranks_of(x):
        at = [np.minimum((row * size).astype(int), size - 1) for row, size in zip(x, outcomes.shape[:3], strict=True)]
        return outcomes[tuple(at)].T

    uniform = [stats.uniform()] * len(CHOICES)
    estimated = stats.sobol_indices(func=ranks_of, n=2**13, dists=uniform, rng=np.random.default_rng(5))
    assert first == pytest.approx(estimated.first_order.T, abs=0.02)
    assert total == pytest.approx(estimated.total_order.T, abs=0.02)


def test_where_no_choice_moves_anything_the_variance_is_0_and_the_indices_are_empty():
    cells = [cell(e, name, x) for e, x in {"a": 90, "b": 70}.items() for name in "pqr"]
    found = sensitivity_of(*frames_of(cells), WEIGHTS)
    assert (found["variance"] == 0).all()
    assert found[["first_order", "total"]].isna().all(axis=None)


def test_one_indicator_alone_can_not_be_left_out():
    alone = weights_of({"p": ("one", 1, 1)})
    found = robustness_of(*frames_of([cell("a", "p", 70)]), alone)
    assert set(found["variant"]) == {"equal_weights", "other_mean"}
    assert found["score_moved"].tolist() == pytest.approx([0, 0], abs=1e-9)


def test_a_wave_so_thin_that_each_choice_leaves_somebody_unrated_has_no_sensitivity_and_no_error():
    # two of three indicators are measured: leaving one of them out leaves under two thirds of the weight
    cells = [cell(enterprise, name, 70.0) for enterprise in "ab" for name in "pq"]
    found = sensitivity_of(*frames_of(cells), weights_of(dict.fromkeys("pqr", ("one", 1.0, 1.0))))
    assert list(found.columns) == list(SENSITIVITY) and found.empty
