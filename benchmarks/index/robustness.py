"""How far an enterprise moves if the index were made another way: equal weights, the other mean, one indicator less.

The three choices are discrete, so all their combinations are computed and the sensitivity indices are exact: no
sampling error, where Saltelli's estimator of the same quantities needs thousands of runs.
Sources: Saisana, Saltelli and Tarantola (2005), JRSS A 168, 307-323 (average shift in rank); Saltelli et al. (2010),
Computer Physics Communications 181 (first-order and total indices).
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.columns import OVERALL, ROBUSTNESS, SENSITIVITY
from benchmarks.index import rank
from benchmarks.index.aggregate import MEANS
from benchmarks.index.board import Board, boards
from benchmarks.index.scores import Options, scored, variant
from benchmarks.reading import Reading
from benchmarks.rounds import Round

CHOICES = ("weighting", "aggregation", "left_out")
_WEIGHTINGS = ("spec", "equal")


def robustness(reading: Reading) -> pd.DataFrame:
    """ROBUSTNESS rows of the viewer's scope: how far each enterprise moves if the index were made another way."""
    return reading.told(reading.everyone(_variants_of_round))


def _variants_of_round(one: Round) -> pd.DataFrame:
    return robustness_of(one.estimates, one.gaps, one.weights)


def sensitivity(reading: Reading) -> pd.DataFrame:
    """SENSITIVITY rows of the viewer's scope: which choice moves the ranks; the rows of all have no enterprise."""
    frame = reading.everyone(_sensitivity_of_round)
    of_all = frame["enterprise"] == ""
    return pd.concat([reading.told(frame[~of_all]), frame[of_all]], ignore_index=True)


def _sensitivity_of_round(one: Round) -> pd.DataFrame:
    return sensitivity_of(one.estimates, one.gaps, one.weights)


def robustness_of(
    estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame, options: Options | None = None
) -> pd.DataFrame:
    """ROBUSTNESS rows: the overall score (0 to 100) and rank of each enterprise under each variant.

    variant: equal_weights, other_mean (geometric for arithmetic and back) or left_out (which names the indicator).
    score_moved and rank_moved: less the index as it is made; a positive rank_moved is places lost.
    """
    options = options or Options()
    frames = [frame for board in boards(estimates, gaps, weights) for frame in _variants(board, options)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(ROBUSTNESS))


def sensitivity_of(
    estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame, options: Options | None = None
) -> pd.DataFrame:
    """SENSITIVITY rows: how much of the variance of a rank each choice explains, alone and with its interactions.

    Choices: weighting (spec or equal), aggregation, left_out (none, or each indicator in turn), every alternative
    equally likely. The rows with enterprise "" are about the average shift in rank of all. Enterprises that some
    combination leaves unrated have no row; first_order and total are empty where nothing moves (variance 0).
    """
    options = options or Options()
    frames = [_sensitivity(board, options) for board in boards(estimates, gaps, weights)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(SENSITIVITY))


def _score_and_rank(board: Board, options: Options) -> tuple[NDArray, NDArray]:
    result = scored(board, options)
    before, broken = result.groups[OVERALL].score, result.broken
    return rank.capped(before, broken), rank.ranks(rank.standing(before, broken))


def _without(board: Board, indicator: str) -> Board:
    return replace(board, tree=board.tree.without(indicator)) if indicator else board


def _variants(board: Board, options: Options) -> Iterator[pd.DataFrame]:
    score, place = _score_and_rank(board, variant(options))
    other = next(mean for mean in MEANS if mean != options.aggregation)
    changed = [
        ("equal_weights", "", board, variant(options, weighting="equal")),
        ("other_mean", "", board, variant(options, aggregation=other)),
    ]
    if len(board.indicators) > 1:
        changed += [("left_out", each, _without(board, each), variant(options)) for each in board.indicators]
    for name, left_out, on, how in changed:
        new_score, new_place = _score_and_rank(on, how)
        columns = {"variant": name, "left_out": left_out, "score": new_score, "rank": _whole(new_place)}
        columns |= {"of": int((~np.isnan(new_place)).sum())}
        columns |= {"score_moved": new_score - score, "rank_moved": _whole(new_place - place)}
        yield pd.DataFrame({**board.keys, "enterprise": list(board.enterprises), **columns})[list(ROBUSTNESS)]


def _sensitivity(board: Board, options: Options) -> pd.DataFrame:
    outcomes = every_rank(board, options)
    kept = np.all(~np.isnan(outcomes), axis=(0, 1, 2))
    _, place = _score_and_rank(board, variant(options))
    names = [name for name, yes in zip(board.enterprises, kept, strict=True) if yes]
    if not names:  # of a thin wave each combination leaves somebody unrated
        return pd.DataFrame(columns=list(SENSITIVITY))
    outcomes = outcomes[..., kept]
    shift = np.abs(outcomes - place[kept]).mean(axis=-1, keepdims=True)
    outcomes, names = np.concatenate([outcomes, shift], axis=-1), [*names, ""]
    first, total, variance = decomposed(outcomes)
    rows = [
        {**board.keys, "enterprise": name, "choice": choice, "first_order": a, "total": b, "variance": v}
        for name, firsts, totals, v in zip(names, first.T, total.T, variance, strict=True)
        for choice, a, b in zip(CHOICES, firsts, totals, strict=True)
    ]
    return pd.DataFrame(rows, columns=list(SENSITIVITY))


def every_rank(board: Board, options: Options) -> NDArray[np.float64]:
    """Overall ranks under every combination of the choices: (weightings, means, indicators + 1, enterprises)."""
    left_out = ("", *board.indicators) if len(board.indicators) > 1 else ("",)
    return np.array(
        [
            [
                [
                    _score_and_rank(_without(board, name), variant(options, weighting=w, aggregation=m))[1]
                    for name in left_out
                ]
                for m in MEANS
            ]
            for w in _WEIGHTINGS
        ]
    )


def decomposed(outcomes: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """First-order and total indices, (choices, outcomes), and the variance, from outcomes on a full grid of choices.

    outcomes has one axis a choice and a last one of several outcomes. first = Var(E[Y | choice]) / Var(Y);
    total = E[Var(Y | all other choices)] / Var(Y).
    """
    axes = tuple(range(outcomes.ndim - 1))
    variance = outcomes.var(axis=axes)
    scale = np.where(variance > 0, variance, np.nan)
    first = [outcomes.mean(axis=tuple(a for a in axes if a != axis)).var(axis=0) / scale for axis in axes]
    total = [outcomes.var(axis=axis).reshape(-1, outcomes.shape[-1]).mean(axis=0) / scale for axis in axes]
    return np.array(first), np.array(total), variance


def _whole(values: NDArray) -> pd.api.extensions.ExtensionArray:
    return pd.Series(values, dtype="Float64").astype("Int64").array
