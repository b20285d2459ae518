"""How often the interval of an index holds the true one: the repeated sampling of the index issue's own test."""

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.estimates.intervals import wilson
from benchmarks.gaps import ladder
from benchmarks.index.index import Options
from tests.index_frames import cell, frames_of, index_of
from tests.simulation.surveys import Rows, share_of
from tests.spec.test_index_coverage_simulation import NAMES, PLACES, REPEATS, WEIGHTS, repeated

SOURCES = {"tested": ("test", 0.0), "surveyed, 0.5": ("survey", 0.5), "surveyed, 0.2": ("survey", 0.2)}
SHARES = ((0.95, 40), (0.90, 100), (0.5, 30))


def part() -> Rows:
    """Everything about the index; n is the number of answers behind a share."""
    rows: Rows = []
    for said, (source, correlation) in SOURCES.items():
        for place, truth in PLACES.items():
            true_index = float(ladder.score(truth, 60.0, 80.0, 95.0).mean())
            cells = repeated(truth, correlation, source)
            rows.append(_row(said, place, None, _covered(cells, true_index)))
    for share, n in SHARES:
        levels = share - 0.15, share - 0.05, min(share + 0.2, 1.0)
        cells = _shares(share, n, levels)
        rows.append(_row("shares", f"all {share:g}", n, _covered(cells, float(ladder.score(share, *levels)))))
    return rows


def _row(case: str, of: str, n: int | None, covers: pd.Series) -> dict[str, object]:
    kept = {"part": "index", "case": case, "of": of, "n": n or "", "psus": None, "repeats": REPEATS}
    return kept | {"covers": share_of(covers), "not_met": None, "met": None}


def _covered(cells: list, true_index: float) -> pd.Series:
    found = index_of(*frames_of(cells), WEIGHTS, Options(draws=500))
    found = found[found["dimension"] == OVERALL]
    return (found["low"] <= true_index + 1e-6) & (true_index <= found["high"] + 1e-6)


def _shares(share: float, n: int, levels: tuple[float, float, float]) -> list:
    random = np.random.default_rng(5)
    drawn = random.binomial(n, share, (REPEATS, len(NAMES))) / n
    ends = dict(zip(("low", "high"), wilson(drawn, n), strict=True))
    return [
        cell(
            *(f"e{row:04}", name, drawn[row, i]),
            **{end: values[row, i] for end, values in ends.items()},
            statistic="share",
            levels=levels,
        )
        for row in range(REPEATS)
        for i, name in enumerate(NAMES)
    ]
