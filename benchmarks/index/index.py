"""The quality index: indicators into dimensions, dimensions into one score, with interval, rank and rank range.

Weighted means as in `aggregate`; a mandatory floor not met caps the overall score (never a dimension's), and one that
cannot be told is named beside it. Intervals and rank ranges come from the simulated worlds of `draws`.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import INDEX, OVERALL
from benchmarks.index import rank
from benchmarks.index.scores import (
    Options,
    Scored,
    interval,
    worlds_of,
)
from benchmarks.reading import Reading
from benchmarks.rounds import Round


def index(reading: Reading) -> pd.DataFrame:
    """INDEX rows of the viewer's scope; ranks are among everyone measured in the category and wave."""
    return reading.told(reading.everyone(standings))


def index_any_weights(reading: Reading) -> pd.DataFrame:
    """INDEX rows as `index`, with intervals and ranges of rank from sampling and from weights.

    In every simulated world each weight is moved by up to WEIGHT_NOISE of itself, for everyone alike.
    """
    return reading.told(reading.everyone(standings_any_weights))


RANKS = {"sampling": index, "weights": index_any_weights}  # what ranges of rank are made from


def standings(one: Round) -> pd.DataFrame:
    """INDEX rows of everyone in a round."""
    return index_of(one.once(worlds))


def standings_any_weights(one: Round) -> pd.DataFrame:
    """INDEX rows of everyone in a round, with weights that move from world to world."""
    return index_of(worlds_of(one.estimates, one.gaps, one.weights, Options(weight_noise=policy.WEIGHT_NOISE)))


def worlds(one: Round) -> list[Scored]:
    """The boards of a round with their scores and simulated worlds: what index, board and receipts are made from."""
    return worlds_of(one.estimates, one.gaps, one.weights)


def index_of(results: Sequence[Scored]) -> pd.DataFrame:
    """INDEX rows of everyone on the boards: one a dimension and one `overall`, each enterprise, category and wave.

    score, low and high are 0 to 100; all empty where the coverage is under the minimum. `recipe` is JSON and rebuilds
    the row.
    """
    parts = [frame_of(result) for result in results]
    return pd.concat(parts, ignore_index=True) if parts else _nothing()


def frame_of(result: Scored) -> pd.DataFrame:
    """INDEX rows of one board."""
    board = result.board
    missing, undecided = board.names(~board.present), board.names(board.undecided)
    capped_by = [";".join(names) for names in board.names(board.broken)]
    open_ended = board.names(board.present & (np.isnan(board.low) | np.isnan(board.high)))
    parts = []
    for dimension, group in result.groups.items():
        columns, odds = _measured(result, dimension, np.array([bool(each) for each in open_ended]))
        overall = dimension == OVERALL
        extra = [
            {
                **({"uncapped": _number(score), "undecided": u} if overall else {}),
                "best_three": _number(chance),
                "missing": m,
                "no_interval": o,
            }
            for score, chance, u, m, o in zip(group.score, odds, undecided, missing, open_ended, strict=True)
        ]
        columns["capped_by"] = capped_by if overall else ""
        columns["recipe"] = list(_recipes(result, extra))
        keys = {**board.keys, "enterprise": list(board.enterprises), "dimension": dimension}
        parts.append(pd.DataFrame({**keys, **columns}))
    frame = pd.concat(parts, ignore_index=True)
    return frame.sort_values("enterprise", kind="stable", ignore_index=True)[list(INDEX)]


def _measured(result: Scored, dimension: str, open_ended: NDArray) -> tuple[dict[str, Any], NDArray]:
    """Score, interval, rank and coverage columns of one dimension, and the chance of a place among the best."""
    group = result.groups[dimension]
    score = rank.capped(group.score, result.breaks(dimension))
    place = rank.ranks(rank.standing(group.score, result.breaks(dimension)))
    columns: dict[str, Any] = {"score": score, "coverage": np.broadcast_to(group.coverage, score.shape)}
    nothing = np.full(score.shape, np.nan)
    low = high = best = worst = odds = nothing
    if result.worlds:
        _, drawn = result.standings(dimension)
        drawn_ranks = rank.ranks(drawn)
        odds = rank.chance_of_best(drawn_ranks)
        worlds, falls = result.worlds[dimension], result.capped_worlds(dimension)
        low, high = interval(worlds, result.bend[dimension], result.options.confidence, falls)
        best, worst = rank.limits(drawn_ranks, result.options.confidence)
        blank = open_ended | np.isnan(score)
        low, high = (np.where(blank, np.nan, each) for each in (np.fmin(low, score), np.fmax(high, score)))
        best, worst = (np.where(blank, np.nan, each) for each in (np.fmin(best, place), np.fmax(worst, place)))
    columns |= {"low": low, "high": high}
    whole = {"rank": place, "rank_low": best, "rank_high": worst}
    columns |= {name: pd.array(values, dtype="Float64").astype("Int64") for name, values in whole.items()}
    columns["of"] = pd.array(np.full(len(score), int((~np.isnan(score)).sum())), dtype="Int64")
    return columns, odds


def _recipes(result: Scored, extra: list[dict]) -> Iterator[str]:
    options = result.options
    common = {
        "aggregation": options.aggregation,
        "weighting": options.weighting,
        **result.board.spec,
        "minimum_coverage": round(options.minimum, 6),
        "seed": options.seed,
        "draws": options.draws,
        "weight_noise": options.weight_noise,
        "respondent_correlation": policy.RESPONDENT_CORRELATION,
        "confidence": options.confidence,
    }
    return (json.dumps(common | each, ensure_ascii=False, separators=(",", ":")) for each in extra)


def _nothing() -> pd.DataFrame:
    """INDEX without rows, its numbers being numbers all the same."""
    numbers = dict.fromkeys(("score", "low", "high", "coverage"), float)
    return pd.DataFrame(columns=list(INDEX)).astype(
        numbers | dict.fromkeys(("rank", "rank_low", "rank_high", "of"), "Int64")
    )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
