"""Where consumers and the laboratory disagree about the same enterprise, with the probability that they do.

hidden_risk       consumers are at the benchmark, the laboratory is below it, or fails a floor: they cannot see it
missed_by_test    the laboratory is at the benchmark, consumers are below: the wrong test, or an expectation
agree             both are on the same side of the benchmark
cannot_tell       the intervals leave it open
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.columns import CONTRADICTION, OVERALL
from benchmarks.gaps import ladder
from benchmarks.index import draws
from benchmarks.index.aggregate import Node, climb
from benchmarks.index.board import Board, boards
from benchmarks.index.scores import Options, interval, settle
from benchmarks.reading import Reading
from benchmarks.rounds import Round

_BAR = ladder.BENCHMARK_POINTS


def contradictions(reading: Reading) -> pd.DataFrame:
    """CONTRADICTION rows of the viewer's scope: where consumers and the laboratory disagree."""
    return reading.told(reading.everyone(_of_round))


def _of_round(one: Round) -> pd.DataFrame:
    return contradictions_of(one.estimates, one.gaps, one.weights)


def contradictions_of(
    estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame, options: Options | None = None
) -> pd.DataFrame:
    """CONTRADICTION rows: survey side against test side, for each enterprise, by dimension and overall.

    A side is the weighted mean of its indicators' points (0 to 100), as in the index. A dimension that only the
    laboratory measures is compared with all that consumers said: `compared_with` is the dimension, or overall.
    Sides under the minimum coverage give no row. failed_floors: test indicators whose floor is not met, whatever its
    kind, but for mandatory ones that are not verified. A finding is made at the interval's confidence, from the
    simulated worlds. Refuses options without draws.
    """
    options = options or Options()
    if not options.draws:
        raise ValueError("contradictions are told by their probability: draws must be at least 1")
    rows = [row for board in boards(estimates, gaps, weights) for row in _rows(board, options)]
    return pd.DataFrame(rows, columns=list(CONTRADICTION))


def _rows(board: Board, options: Options) -> Iterator[dict]:
    survey = dict(zip(board.indicators, np.all(board.survey, axis=1).tolist(), strict=True))
    drawn = draws.points(board, options.draws, options.seed, slice(None))
    tree = options.tree(board)
    dimensions = [Node(OVERALL, 1.0, (node,)) for node in tree.members]
    everyone = _Side(board, options, _part(tree, survey, True), drawn)
    for topic, whole in [*((each.members[0].name, each) for each in dimensions), (OVERALL, tree)]:
        test = _part(whole, survey, False)
        own = _part(whole, survey, True)
        if not test.members or not (own.members or everyone.tree.members):
            continue
        said = _Side(board, options, own, drawn) if own.members else everyone
        yield from _compared(
            board, options, topic, topic if own.members else OVERALL, said, _Side(board, options, test, drawn)
        )


def _part(tree: Node, survey: dict[str, bool], wanted: bool) -> Node:
    """The tree with the indicators of one source only."""
    for leaf in list(tree.leaves()):
        if survey[leaf.name] != wanted:
            tree = tree.without(leaf.name)
    return tree


class _Side:
    """One side's scores, worlds and interval, for all enterprises of a board."""

    def __init__(self, board: Board, options: Options, tree: Node, drawn: dict[str, NDArray]) -> None:
        self.tree = tree
        rows = dict(zip(board.indicators, range(len(board.indicators)), strict=True))
        present = {name: board.present[i] for name, i in rows.items()}
        points = {name: np.where(board.present[i], board.points[i], 0.0) for name, i in rows.items()}
        groups = climb(tree, points, present, options.aggregation, options.minimum)
        self.score = np.broadcast_to(groups[OVERALL].score, len(board.enterprises))
        entering = {
            leaf.name: (present[leaf.name] & ~np.isnan(groups[node.name].score))[:, None]
            for node in tree.members
            for leaf in node.members
        }
        worlds = climb(tree, drawn, entering, options.aggregation, 0.0)[OVERALL].score
        self.worlds, bend = settle(np.broadcast_to(worlds, (len(board.enterprises), options.draws + 1)), self.score)
        self.low, self.high = interval(self.worlds, bend, options.confidence)
        inside = np.isin(board.indicators, [leaf.name for leaf in tree.leaves()])
        self.failed = board.names(board.failed & inside[:, None])


def _compared(
    board: Board, options: Options, topic: str, compared_with: str, said: _Side, test: _Side
) -> Iterator[dict]:
    for at, enterprise in enumerate(board.enterprises):
        if np.isnan(said.score[at]) or np.isnan(test.score[at]):
            continue
        happy, good = said.worlds[at] >= _BAR, test.worlds[at] >= _BAR
        if test.failed[at]:
            good = np.zeros_like(good)
        hidden, missed = float(np.mean(happy & ~good)), float(np.mean(~happy & good))
        yield {
            **board.keys,
            "enterprise": enterprise,
            "topic": topic,
            "compared_with": compared_with,
            **{"survey_score": said.score[at], "survey_low": said.low[at], "survey_high": said.high[at]},
            **{"test_score": test.score[at], "test_low": test.low[at], "test_high": test.high[at]},
            "failed_floors": ";".join(test.failed[at]),
            "p_hidden_risk": hidden,
            "p_missed_by_test": missed,
            "finding": _finding(hidden, missed, options.confidence),
        }


def _finding(hidden: float, missed: float, confidence: float) -> str:
    if hidden >= confidence:
        return "hidden_risk"
    if missed >= confidence:
        return "missed_by_test"
    return "agree" if hidden + missed <= 1 - confidence else "cannot_tell"
