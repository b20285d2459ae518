"""One sector with indicators raised for everyone below: its boards computed again in the worlds that they have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.columns import LEVELS, OVERALL
from benchmarks.gaps import ladder
from benchmarks.index import draws, rank
from benchmarks.index.aggregate import climb
from benchmarks.index.board import Board
from benchmarks.index.priorities import next_levels
from benchmarks.index.rollup import weights_of
from benchmarks.index.scores import BLOCK, Scored, entering_of, settle

TARGETS = ("next", "benchmark")
Set = tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """What one board gains: its score, its worlds, who is below by place on the board, floors that are freed."""

    points: float
    worlds: NDArray
    below: NDArray
    freed: int


@dataclass(frozen=True)
class Raised:
    """One sector in one wave with its indicators raised, by board, indicators and target."""

    sector: str
    wave: str
    boards: tuple[Board, ...]
    inside: list[NDArray]
    of_sector: NDArray
    moved: dict[tuple[int, Set, str], Moved]


def raised_of(results: Sequence[Scored], register: pd.DataFrame, sets: Sequence[Set] | None = None) -> Raised | None:
    """Every indicator of a sector raised alone, or these sets each together, to each of TARGETS.

    results: the boards of one sector and wave as `worlds_of` makes them; register as in `rolled`. None without boards.
    """
    if not results:
        return None
    inside, of_sector = weights_of(results, register)
    moved: dict[tuple[int, Set, str], Moved] = {}
    for at, result in enumerate(results):
        asked = [(name,) for name in result.board.indicators] if sets is None else sets
        for key, each in _board(result, inside[at], asked).items():
            moved[at, *key] = each
    first = results[0].board
    return Raised(first.sector, first.wave, tuple(each.board for each in results), inside, of_sector, moved)


def _board(result: Scored, weights: NDArray, sets: Sequence[Set]) -> dict[tuple[Set, str], Moved]:
    """What the mean of one board gains for each set and target of which anybody is below."""
    board, rated = result.board, weights > 0
    aims = {target: np.where(rated, _aims(board, target), np.nan) for target in TARGETS}
    plans = {}
    for whole in sets:
        own = [board.indicators.index(name) for name in whole if name in board.indicators]
        for target in TARGETS:
            aim = np.full(board.points.shape, np.nan)
            aim[own] = aims[target][own]
            if not np.isnan(aim).all():
                plans[whole, target] = _Plan.of(result, aim)
    drawn = _drawn(result, weights, plans)
    return {
        key: Moved(float(weights[rated] @ plan.gained[rated]), drawn[key], plan.below, plan.freed)
        for key, plan in plans.items()
    }


def _aims(board: Board, target: str) -> NDArray:
    """The points each cell is raised to, (indicators, enterprises); NaN where it is there already or not measured."""
    out = np.full(board.points.shape, np.nan)
    places = next_levels(board) if target == "next" else np.full(board.points.shape, LEVELS.index("benchmark"))
    for place, name in enumerate(LEVELS):
        posts = [board.level[each] for each in LEVELS]
        at = ladder.score(board.level[name], posts[0], posts[1], posts[2], lower=board.lower)
        out = np.where(places == place, at, out)
    # A floor that a sample breaks is short of it however good the mean: closing it moves no points, but frees the cap.
    short = board.present & ((board.points < out - 1e-9) | board.broken)
    return np.where(short, np.maximum(out, np.nan_to_num(board.points)), np.nan)


@dataclass(frozen=True)
class _Plan:
    """One set raised to one target: the points of each cell that is raised, the scores then, and what still breaks."""

    aim: NDArray
    after: NDArray
    gained: NDArray
    below: NDArray
    freed: int

    @classmethod
    def of(cls, result: Scored, aim: NDArray) -> "_Plan":
        """aim: points by indicator and enterprise, NaN where nothing is raised."""
        board, raised = result.board, ~np.isnan(aim)
        points = np.fmax(np.where(board.present, board.points, 0.0), aim)
        score, still = result.groups[OVERALL].score, board.broken & ~raised
        after = np.where(np.isnan(score), np.nan, _climbed(result, dict(zip(board.indicators, points, strict=True))))
        gained = rank.capped(after, still.any(axis=0)) - rank.capped(score, result.broken)
        return cls(aim, after, gained, raised.any(axis=0), int((board.broken & raised).sum()))


def _climbed(result: Scored, points: Mapping[str, NDArray], rows: NDArray | None = None) -> NDArray:
    """Overall scores from these points, of what enters the index; rows: of these enterprises, in worlds."""
    tree = result.options.tree(result.board)
    entering = entering_of(result.board, tree, result.groups)
    here = entering if rows is None else {name: mask[rows, None] for name, mask in entering.items()}
    return climb(tree, points, here, result.options.aggregation, 0.0)[OVERALL].score


def _drawn(result: Scored, weights: NDArray, plans: Mapping[tuple[Set, str], _Plan]) -> dict[tuple[Set, str], NDArray]:
    """What the mean of the board gains in every world: those of the board itself, drawn once for all plans."""
    board, options = result.board, result.options
    out = {key: np.zeros(options.draws if result.worlds else 0) for key in plans}
    if not result.worlds:
        return out
    falls = draws.falls_by(board, options.draws, options.seed)
    for start in range(0, len(board.enterprises), BLOCK):
        block = slice(start, min(start + BLOCK, len(board.enterprises)))
        there = draws.points(board, options.draws, options.seed, block)
        for key, plan in plans.items():
            rows = np.flatnonzero(plan.below[block])
            if not len(rows):
                continue
            few = {name: each[rows] for name, each in there.items()}
            still = np.zeros((len(rows), options.draws), dtype=bool)
            for i, name in enumerate(board.indicators):
                target = plan.aim[i, block][rows, None]
                few[name] = np.fmax(few[name], target.astype(few[name].dtype))
                if name in falls:
                    still |= falls[name][block][rows] & np.isnan(target)
            up = settle(_climbed(result, few, rows + start), plan.after[block][rows])[0]
            before = rank.capped(result.worlds[OVERALL][rows + start], result.falls[rows + start])
            out[key] += weights[rows + start] @ (rank.capped(up, still) - before)
    return out
