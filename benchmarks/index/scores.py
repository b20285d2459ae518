"""Scores of a board by one set of options, and the simulated worlds that their intervals and ranks come from.

Weighted means as in `aggregate`; a mandatory floor not met caps the overall score, never a dimension's.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import OVERALL
from benchmarks.index import draws, rank
from benchmarks.index.aggregate import Group, Mean, Node, climb
from benchmarks.index.board import Board, boards

BLOCK = 64  # enterprises simulated at a time: keeps the arrays in the processor's cache


@dataclass(frozen=True)
class Options:
    """How an index is made; a variant is one changed argument. `weighting` is spec or equal."""

    aggregation: Mean = "arithmetic"
    weighting: str = "spec"
    minimum: float = policy.MIN_COVERAGE
    draws: int = policy.DRAWS
    seed: int = policy.SEED
    weight_noise: float = 0.0
    confidence: float = policy.CONFIDENCE

    def tree(self, board: Board) -> Node:
        """The board's tree with the weights that count."""
        if self.weighting not in ("spec", "equal"):
            raise ValueError(f"a weighting is spec or equal; got {self.weighting!r}")
        return board.tree.equal() if self.weighting == "equal" else board.tree


@dataclass(frozen=True)
class Scored:
    """A board with its scores: `groups` by dimension and overall (before the cap), `broken` for each enterprise.

    worlds: score in every world, (enterprises, draws), by dimension and overall (before the cap); empty without draws.
    bend: what the bends of the ladder take off the mean of the worlds, by dimension and overall.
    falls: in which worlds a binding floor is broken, (enterprises, draws).
    """

    board: Board
    options: Options
    groups: dict[str, Group]
    broken: NDArray
    worlds: dict[str, NDArray]
    bend: dict[str, NDArray]
    falls: NDArray

    def breaks(self, dimension: str) -> NDArray:
        """Whether the cap applies: to the overall score only."""
        return self.broken if dimension == OVERALL else np.zeros_like(self.broken)

    def capped_worlds(self, dimension: str) -> NDArray:
        """In which worlds the cap applies: drawn like the values, because a verdict near its limit is one too."""
        return self.falls if dimension == OVERALL else np.zeros_like(self.falls)

    def standings(self, dimension: str) -> tuple[NDArray, NDArray]:
        """What ranks are made of: of the scores, and in every world among those that are rated."""
        broken, score = self.breaks(dimension), self.groups[dimension].score
        drawn = rank.standing(self.worlds[dimension], self.capped_worlds(dimension))
        return rank.standing(score, broken), np.where(np.isnan(score)[:, None], np.nan, drawn)


def worlds_of(
    estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame, options: Options | None = None
) -> list[Scored]:
    """The boards in ESTIMATE and GAP rows with their scores and simulated worlds, by sector, category and wave.

    The frames are unscoped, because ranks need the rivals; weights as `weights_table`. Refuses an unknown aggregation
    or weighting with a ValueError.
    """
    options = options or Options()
    return [scored(board, options) for board in boards(estimates, gaps, weights)]


def scored(board: Board, options: Options) -> Scored:
    """Scores of a board, and its worlds if the options ask for draws."""
    tree = options.tree(board)
    present = dict(zip(board.indicators, board.present, strict=True))
    points = dict(zip(board.indicators, np.where(board.present, board.points, 0.0), strict=True))
    groups = climb(tree, points, present, options.aggregation, options.minimum)
    # A mean of points at 100 can come out a rounding above it.
    groups = {name: replace(group, score=np.clip(group.score, 0, 100)) for name, group in groups.items()}
    worlds, bend = simulated(board, tree, options, groups) if options.draws else ({}, {})
    falls = draws.falls(board, options.draws, options.seed)
    return Scored(board, options, groups, np.asarray(board.broken.any(axis=0)), worlds, bend, falls)


def simulated(
    board: Board, tree: Node, options: Options, groups: dict[str, Group]
) -> tuple[dict[str, NDArray], dict[str, NDArray]]:
    """Scores in every world, moved so that their mean is the score itself, and what the bends of the ladder took."""
    noisy = tree
    if options.weight_noise:
        noisy = draws.perturbed(tree, board.sector, options.draws, options.seed, options.weight_noise)
    entering = entering_of(board, tree, groups)
    out = {name: np.empty((len(board.enterprises), options.draws + 1), dtype=np.float32) for name in groups}
    for start in range(0, len(board.enterprises), BLOCK):
        block = slice(start, start + BLOCK)
        points = draws.points(board, options.draws, options.seed, block)
        present = {name: mask[block, None] for name, mask in entering.items()}
        for name, group in climb(noisy, points, present, options.aggregation, 0.0).items():
            out[name][block] = group.score
    settled = {name: settle(drawn, groups[name].score) for name, drawn in out.items()}
    return {name: each[0] for name, each in settled.items()}, {name: each[1] for name, each in settled.items()}


def settle(drawn: NDArray, score: NDArray) -> tuple[NDArray, NDArray]:
    """Worlds with the score as their mean, inside 0 to 100, and the bend, from columns as `draws.points` makes them.

    Skewed intervals (Wilson's near 1) put the drawn mean beside an estimate that is not biased: the move undoes that.
    """
    worlds, middle = drawn[:, :-1], drawn[:, -1].astype(float)
    mean = worlds.mean(axis=-1, dtype=float)
    away = np.nan_to_num(score - mean)
    return np.clip(worlds + away[:, None].astype(worlds.dtype), 0, 100), np.nan_to_num(middle - mean)


def interval(
    worlds: NDArray, bend: NDArray, confidence: float, falls: NDArray | None = None
) -> tuple[NDArray, NDArray]:
    """Interval of the scores whose settled worlds and bends are given, 0 to 100; held at the cap in the worlds `falls`.

    Where estimates lie at a bend of the ladder (or at its end, 100), errors lower the score on average. Drawing around
    estimates that have errors themselves doubles the variance, so a bend of d means that the score has dropped by
    d / (sqrt(2) - 1) already: the interval reaches that much further. Without it, an enterprise whose indicators all
    stand exactly at the frontier is covered 30 % of the time instead of 95 %.
    """
    reach = (bend / (np.sqrt(2) - 1))[..., None]
    capped = np.zeros(worlds.shape, dtype=bool) if falls is None else falls
    down, up = (rank.capped(worlds + side(reach, 0), capped) for side in (np.minimum, np.maximum))
    return np.clip(rank.limits(down, confidence)[0], 0, 100), np.clip(rank.limits(up, confidence)[1], 0, 100)


def entering_of(board: Board, tree: Node, groups: dict[str, Group]) -> dict[str, NDArray]:
    """Which indicators enter the index: present, in a rated dimension. The drawn worlds change values, not this."""
    present = dict(zip(board.indicators, board.present, strict=True))
    return {
        leaf.name: present[leaf.name] & ~np.isnan(groups[dimension.name].score)
        for dimension in tree.members
        for leaf in dimension.members
    }


def variant(options: Options, **changes: Any) -> Options:
    """The same options with something changed, and no draws: for comparing scores only."""
    return replace(options, draws=0, **changes)
