"""How often the interval of an index holds the true one: the repeated sampling of the index issue's own test."""

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.estimates import skewness
from benchmarks.estimates.intervals import skewed_student, wilson
from benchmarks.gaps import ladder
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, index_of
from tests.simulation import trade
from tests.simulation.surveys import Rows, share_of
from tests.spec.index.test_index_coverage_simulation import NAMES, PLACES, REPEATS, WEIGHTS, repeated

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
    for name, n in (("ratings, skewness -2.7", 30), ("ratings, skewness -2.7", 100)):
        mean, levels = trade.samples(name, "equal weights", 2)["truth"], (5.0, 8.0, 10.0)
        cells = _ratings(name, n, levels)
        rows.append(_row("ratings", name, n, _covered(cells, float(ladder.score(mean, *levels)))))
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


def _ratings(name: str, n: int, levels: tuple[float, float, float]) -> list:
    """Twelve ratings of every enterprise, each by its own respondents, with the interval of a lopsided mean."""
    drawn = trade.samples(name, "equal weights", n, REPEATS * len(NAMES) * 2)
    k = skewness.of_mean(drawn["skew"], drawn["implied"], drawn["n_eff"])
    low, high = skewed_student(drawn["mean"], drawn["se"], n - 1.0, k)
    return [
        cell(
            *(f"e{row:04}", each, drawn["mean"][at]),
            **{"se": drawn["se"][at], "df": n - 1.0, "low": low[at], "high": min(high[at], 10.0)},
            levels=levels,
        )
        for row in range(REPEATS)
        for i, each in enumerate(NAMES)
        for at in (row * len(NAMES) + i,)
    ]


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
