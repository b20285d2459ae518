"""What a chart costs each time a page runs: its rows put into the template, and handed to Streamlit."""

import logging
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from pages.parts.charts import draw
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.history import history
from pages.parts.charts.ladder import ladder
from pages.parts.charts.league import league
from pages.parts.charts.multiple import multiple
from pages.parts.words.language import CHINESE, ENGLISH
from tests.pages.charts import EMISSION, EVERY, LEAGUE, STEADY, ladder_rows, small, waves

MOST = 15.0  # ms
TIMES = 15


def many(frame: pd.DataFrame, n: int) -> pd.DataFrame:
    """A frame of n rows with keys of their own."""
    rows = pd.concat([frame] * (n // len(frame) + 1), ignore_index=True).head(n)
    return rows.assign(key=[f"k{i:02}" for i in range(n)])


def table(rows: int, columns: int) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """Cells of a heat map with the names of its rows and columns."""
    names = (
        {f"m{i}": f"Maker number {i}" for i in range(rows)},
        {f"i{i}": f"Indicator number {i}" for i in range(columns)},
    )
    scores = np.random.default_rng(1).uniform(20, 100, rows * columns)
    pairs = [(row, column) for row in names[0] for column in names[1]]
    cells = pd.DataFrame(pairs, columns=["row", "column"]).assign(score=scores, broken=scores < 25)
    return cells.assign(verdict=np.where(scores >= 80, "met", "not_met")), *names


# As large as the demo's screens draw them; the others are as small there as in the tests.
CELLS = table(11, 14)
SIX = (0.118, 0.115, 0.108, 0.1, 0.093, 0.09)
WAVES, SMALL = waves(*SIX), small(71, 84, 80, 77, 90, 85)
FOURTEEN, ELEVEN = many(ladder_rows(), 14), many(LEAGUE, 11)
LARGE = {
    "ladder": lambda language: ladder(FOURTEEN, language),
    "league": lambda language: league(ELEVEN, language),
    "history": lambda language: history(WAVES, STEADY, language, EMISSION),
    "multiple": lambda language: multiple(SMALL, [], language, 40),
    "heatmap": lambda language: heatmap(CELLS[0], language, *CELLS[1:]),
}


def milliseconds(work: Callable[[], object]) -> float:
    """The best of a few runs, in ms of the processor: a busy machine does not count."""
    taken = []
    for _ in range(TIMES):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return 1000 * min(taken)


@pytest.mark.performance
def test_a_chart_costs_a_few_ms_once_its_template_is_made():
    logging.disable(logging.CRITICAL)  # drawn outside of an app, which Streamlit remarks on each time
    print(f"\n  {'chart':12s} {'first':>8s} {'rows in':>8s} {'handed on':>10s}   aim {MOST:g} ms for both, warm")
    costs = {}
    for name, make in (EVERY | LARGE).items():
        started = time.process_time()
        make(CHINESE)
        first = 1000 * (time.process_time() - started)
        chart = make(ENGLISH)
        warm = milliseconds(lambda make=make: make(ENGLISH))
        shown = milliseconds(lambda chart=chart: draw.show(chart, "chart", "said"))
        print(f"  {name:12s} {first:8.1f} {warm:8.2f} {shown:10.2f}")
        costs[name] = warm + shown
    assert {name: cost for name, cost in costs.items() if cost > MOST} == {}
