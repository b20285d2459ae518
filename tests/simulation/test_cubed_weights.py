"""Would sums of cubed weights, the third moment of the mean itself, give better intervals? Counted, and not taken."""

from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.estimates import skewness
from benchmarks.estimates.intervals import skewed_student
from tests.simulation import populations

ROUNDS, ASKED = 12_000, ("points", "rating", "crowded", "problems", "faults")


class Missed(NamedTuple):
    """Shares of intervals that lie above and below the truth."""

    above: float
    below: float


def missed(kind: str, n: int, rng: np.random.Generator) -> tuple[Missed, Missed]:
    """Of the skewness that is used, and of one from the sum of w3 (y - m)3, with very unequal weights."""
    share, shift, often = np.array(populations._FAR).T
    asked = populations.answers(shift, share)[kind]
    group = rng.choice(3, size=(ROUNDS, n), p=share * often / (share @ often))
    y, w = asked.of(rng.normal(size=(ROUNDS, n)) + shift[group]), 1 / often[group]
    total, square = w.sum(1), (w**2).sum(1)
    mean = (w * y).sum(1) / total
    off = y - mean[:, None]
    spread = np.maximum((w * off**2).sum(1) / total, 1e-12)
    se = np.sqrt(n / (n - 1) * (w**2 * off**2).sum(1)) / total
    kish = total**2 / square
    size = np.minimum(kish, n * spread / np.maximum(se**2 * (n - 1), 1e-12))
    t_df, answers = (n - 1) * np.minimum(kish / n, 1), np.full(ROUNDS, n)
    moments = mean, spread * n / (n - 1)
    implied = skewness.of_scale(*moments, asked.low, asked.high)
    if asked.statistic == "per_100":
        implied = skewness.of_counts(*moments)
    used = skewness.of_mean((w * off**3).sum(1) / total / spread**1.5, implied, size, answers, t_df)
    cubed = (w**3 * off**3).sum(1) / np.maximum((w**2 * off**2).sum(1), 1e-12) ** 1.5 * np.sqrt(size)
    weighted = implied * (w**3).sum(1) / square**1.5 * np.sqrt(size)
    other = skewness.of_mean(cubed, weighted, size, answers, t_df)

    def ends(skew: NDArray) -> Missed:
        low, high = skewed_student(mean, se, t_df, skew)
        truth = asked.expected(shift, share)
        return Missed(float(np.mean(low > truth)), float(np.mean(high < truth)))

    return ends(used), ends(other)


@pytest.mark.simulation
def test_sums_of_cubed_weights_cover_less_than_what_is_used():
    rng = np.random.default_rng(7)
    error = np.sqrt(0.05 * 0.95 / ROUNDS)
    better = 0
    for kind in ASKED:
        for n in (60, 200):
            used, other = missed(kind, n, rng)
            print(f"{kind:9s} n {n:3d}  used {1 - sum(used):.3f} {used}  cubed {1 - sum(other):.3f} {other}")
            assert 1 - sum(used) > 0.94 - 3 * error
            better += sum(other) < sum(used)
    assert better == 0
