"""Whether the published interval of the index holds the true index as often as it says, by repeated sampling."""

import numpy as np
import pytest

from benchmarks.columns import OVERALL
from benchmarks.estimates.intervals import wilson
from benchmarks.gaps import ladder
from benchmarks.index.scores import Options
from tests.index_frames import cell, frames_of, index_of, weights_of

REPEATS, INDICATORS = 800, 12
NAMES = [f"i{i:02}" for i in range(INDICATORS)]
WEIGHTS = weights_of({name: (f"d{i % 3}", 1.0, 1.0) for i, name in enumerate(NAMES)})

# Where the true values stand on ladders of 60, 80 and 95: on straight parts, on a bend, at the end, spread over all.
PLACES = {
    "between levels": np.full(INDICATORS, 70.0),
    "all at the benchmark": np.full(INDICATORS, 80.0),
    "just under the frontier": np.full(INDICATORS, 94.0),
    "all at the frontier": np.full(INDICATORS, 95.0),
    "spread out": np.linspace(50, 105, INDICATORS),
}


def repeated(truth, correlation, source):
    """Each enterprise is one repetition of the same survey of the same truth; standard errors of 2."""
    random = np.random.default_rng(11)
    shared = random.standard_normal((REPEATS, 1))
    own = random.standard_normal((REPEATS, INDICATORS))
    values = truth + 2 * (np.sqrt(correlation) * shared + np.sqrt(1 - correlation) * own)
    levels = (60.0, 80.0, 95.0)
    return [
        cell(f"e{row:04}", name, values[row, i], se=2.0, levels=levels, source=source)
        for row in range(REPEATS)
        for i, name in enumerate(NAMES)
    ]


@pytest.mark.simulation
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("source", "correlation"), [("test", 0.0), ("survey", 0.5), ("survey", 0.2)])
def test_the_interval_of_the_index_covers_the_true_index(place, source, correlation):
    truth = PLACES[place]
    true_index = ladder.score(truth, 60.0, 80.0, 95.0).mean()
    found = index_of(*frames_of(repeated(truth, correlation, source)), WEIGHTS, Options(draws=500))
    found = found[found["dimension"] == OVERALL]
    covered = np.mean((found["low"] <= true_index + 1e-6) & (true_index <= found["high"] + 1e-6))
    assert covered >= 0.93, f"covered {covered:.3f}, mean error {found['score'].mean() - true_index:.2f}"


@pytest.mark.simulation
@pytest.mark.parametrize(("share", "n"), [(0.95, 40), (0.90, 100), (0.5, 30)])
def test_the_interval_of_an_index_of_shares_covers_the_true_index(share, n):
    random = np.random.default_rng(5)
    levels = share - 0.15, share - 0.05, min(share + 0.2, 1.0)
    found_shares = random.binomial(n, share, (REPEATS, INDICATORS)) / n
    low, high = wilson(found_shares, n)
    cells = [
        cell(
            f"e{row:04}",
            name,
            found_shares[row, i],
            statistic="share",
            low=low[row, i],
            high=high[row, i],
            levels=levels,
        )
        for row in range(REPEATS)
        for i, name in enumerate(NAMES)
    ]
    found = index_of(*frames_of(cells), WEIGHTS, Options(draws=500))
    found = found[found["dimension"] == OVERALL]
    true_index = float(ladder.score(share, *levels))
    covered = np.mean((found["low"] <= true_index + 1e-6) & (true_index <= found["high"] + 1e-6))
    assert covered >= 0.93, f"covered {covered:.3f}, mean error {found['score'].mean() - true_index:.2f}"
