"""Which gap to close first: what the overall index would gain if an indicator stood at its next level.

The next level is the lowest not reached yet; for a broken mandatory floor it is that floor, even where the mean is
better, because one failing sample caps the index. Closing it lifts the cap, unless another floor is broken as well.
What breaks a floor comes before what is short of the benchmark, and that before what is at it, whatever the gain.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.columns import LEVELS, OVERALL, PRIORITY, STEPS
from benchmarks.gaps import ladder
from benchmarks.index import draws, rank
from benchmarks.index.aggregate import Node, climb
from benchmarks.index.board import Board, boards
from benchmarks.index.scores import BLOCK, Options, Scored, entering_of, scored, variant
from benchmarks.reading import Reading

_REACHED = np.array([ladder.FLOOR_POINTS, ladder.BENCHMARK_POINTS, ladder.FRONTIER_POINTS])


def priorities(reading: Reading) -> pd.DataFrame:
    """PRIORITY rows of the viewer's scope: what closing each gap to its next level adds to the index."""
    made = reading.in_common("boards", lambda: list(boards(reading.estimates, reading.gaps, reading.weights)))
    return reading.told(priorities_of(made, enterprise=reading.selection.enterprise))


def priorities_of(made: Iterable[Board], options: Options | None = None, enterprise: str | None = None) -> pd.DataFrame:
    """PRIORITY rows of boards: every indicator short of a level, of all or one, by step, the largest gain first.

    gain, gain_low, gain_high: points of the overall index, 0 to 100, caps honoured; empty where it is not rated.
    gain_uncapped: the same before any cap, which orders what is to do once the cap is gone.
    from_score and to_score: the indicator's own points now and at the next level. p_gap: probability that the true
    value is short of that level. lifts_cap: with this floor alone the cap goes; still_capped_by: what else caps.
    step: one of STEPS; a shortfall is certain where the verdict against the benchmark is not_met. from_value and
    to_value: the estimate and the next level, in the reported unit.
    """
    rows = [row for board in made for row in _rows(board, options or Options(), enterprise)]
    frame = pd.DataFrame(rows, columns=list(PRIORITY))
    order = ["sector", "category", "wave", "enterprise", "place", "gain", "gain_uncapped", "indicator"]
    frame = frame.assign(place=frame["step"].map(STEPS.index))
    frame = frame.sort_values(order, ascending=[*[True] * 5, False, False, True], ignore_index=True)
    return frame[list(PRIORITY)]


def next_levels(board: Board) -> NDArray[np.intp]:
    """Place in LEVELS of the next level of each cell; 3 where there is none."""
    reached = np.sum([board.points >= points for points in _REACHED], axis=0)
    place = np.where(board.present, reached, len(LEVELS))
    return np.where(board.broken, 0, place)


def _rows(board: Board, options: Options, enterprise: str | None) -> Iterator[dict]:
    chosen = [at for at, name in enumerate(board.enterprises) if enterprise in (None, name)]
    if not chosen:
        return
    result = scored(board, variant(options))
    places = next_levels(board)
    lines = dict(zip(board.enterprises, board.names(board.broken), strict=True))
    dimension_of = {leaf.name: node.name for node in board.tree.members for leaf in node.members}
    for at, drawn in _drawn(board, options, chosen):
        worlds = _Worlds.of(result, at, drawn, options)
        name = board.enterprises[at]
        for i in np.flatnonzero(places[:, at] < len(LEVELS)).tolist():
            level, indicator = LEVELS[places[i, at]], board.indicators[i]
            target = max(_points_at(board, i, at, level), np.nan_to_num(board.points[i, at]))
            others = [each for each in lines[name] if each != indicator]
            gain = worlds.gain(dimension_of[indicator], indicator, target, bool(lines[name]), bool(others))
            yield {
                **board.keys,
                "enterprise": name,
                "indicator": indicator,
                "dimension": dimension_of[indicator],
                "next_level": level,
                "from_score": board.points[i, at],
                "to_score": target,
                **dict(zip(("gain", "gain_low", "gain_high", "gain_uncapped"), gain, strict=True)),
                "p_gap": 1 - board.p_met[level][i, at],
                "lifts_cap": bool(board.broken[i, at]) and not others,
                "still_capped_by": ";".join(others),
                "step": _step(board, i, at, level),
                "from_value": board.estimate[i, at],
                "to_value": board.level[level][i, at],
            }


def _step(board: Board, i: int, at: int, level: str) -> str:
    if board.broken[i, at]:
        return "broken_floor"
    if level == "frontier":
        return "beyond"
    return "certain_shortfall" if board.verdict["benchmark"][i, at] == "not_met" else "shortfall"


def _drawn(board: Board, options: Options, chosen: list[int]) -> Iterator[tuple[int, dict[str, NDArray]]]:
    """Neighbours with the points of each indicator in their drawn worlds: drawn a block at a time, which is quicker."""
    for first in range(chosen[0], chosen[-1] + 1, BLOCK):
        block = slice(first, min(first + BLOCK, chosen[-1] + 1))
        points = draws.points(board, options.draws, options.seed, block) if options.draws else {}
        for at in range(block.start, block.stop):
            yield at, {name: each[at - first, :-1] for name, each in points.items()}


def _points_at(board: Board, i: int, at: int, level: str) -> float:
    posts = [board.level[name][i, at] for name in LEVELS]
    return float(ladder.score(board.level[level][i, at], posts[0], posts[1], posts[2], lower=board.lower[i, at]))


@dataclass(frozen=True)
class _Worlds:
    """One enterprise's points in the first world, which is the estimate itself, and in the drawn ones after it."""

    tree: Node
    points: dict[str, NDArray]
    dimensions: dict[str, NDArray]
    present: dict[str, NDArray]
    overall: NDArray
    options: Options

    @classmethod
    def of(cls, result: Scored, at: int, drawn: dict[str, NDArray], options: Options) -> "_Worlds":
        board, tree = result.board, options.tree(result.board)
        block = slice(at, at + 1)
        points = {
            name: np.concatenate([[np.nan_to_num(board.points[i, at])], drawn.get(name, [])])
            for i, name in enumerate(board.indicators)
        }
        present = {name: mask[block] for name, mask in entering_of(board, tree, result.groups).items()}
        groups = climb(tree, points, present, options.aggregation, 0.0)
        overall = np.where(np.isnan(result.groups[OVERALL].score[at]), np.nan, groups[OVERALL].score)
        dimensions = {node.name: groups[node.name].score for node in tree.members}
        present |= {name: np.atleast_1d(~np.isnan(score[:1])) for name, score in dimensions.items()}
        return cls(tree, points, dimensions, present, overall, options)

    def gain(
        self, dimension: str, indicator: str, target: float, capped: bool, still: bool
    ) -> tuple[float, float, float, float]:
        """Gain of the overall score with its interval, and before caps, if the indicator had the target's points."""
        points = self.points | {indicator: np.maximum(self.points[indicator], target)}
        members = (n if n.name == dimension else Node(f"\x1f{n.name}", n.weight) for n in self.tree.members)
        rest = {f"\x1f{name}": score for name, score in self.dimensions.items()}
        here = {f"\x1f{name}": self.present[name] for name in self.dimensions}
        tree = Node(OVERALL, 1.0, tuple(members))
        after = climb(tree, points | rest, self.present | here, self.options.aggregation, 0.0)[OVERALL].score
        flags = np.full(self.overall.shape, capped), np.full(self.overall.shape, capped and still)
        moved = rank.capped(after, flags[1]) - rank.capped(self.overall, flags[0])
        before_caps = float(after[0] - self.overall[0])
        if np.isnan(moved[0]):
            return (np.nan,) * 4
        if len(moved) == 1:
            return float(moved[0]), np.nan, np.nan, before_caps
        low, high = rank.limits(moved[1:], self.options.confidence)
        return float(moved[0]), float(min(low, moved[0])), float(max(high, moved[0])), before_caps
