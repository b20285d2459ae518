"""Ten thousand draws and thousands of tiers: are the chances those that are said, and how often is a tier wrong?"""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.governance.draw import drawn, probabilities
from benchmarks.governance.tiers import proposals_of

MIX = ["T1"] * 6 + ["T2"] * 10 + ["T3"] * 4 + ["T4"] * 3


@pytest.mark.simulation
def test_frequencies_of_10_000_draws_are_those_that_are_said():
    """23 makers x 2 parts are 46 frequencies, judged as one statement that is as strict as 3 standard errors.

    One frequency is beyond 3 standard errors in 0.27 % of runs, one of 46 in 1 - 0.9973^46 = 12 %: to ask 3 of each
    would fail every eighth run of a draw that is right. So (a) all 46 at once, by Hotelling's T2 of their differences
    with the covariance of the draws themselves (a budget makes them dependent: the rank is less than 46), which is
    chi-square and may be as far out as in 0.27 % of runs; (b) the worst of them within Dunn's bound of the same
    0.27 %: 0.0027 / 2 / 46 a side is 4.03 standard errors; (c) at most one of them beyond 3: two are in
    1 - 0.8831 - 46 x 0.0027 x 0.9973^45 = 0.7 % of runs. A chance that is wrong by a hundredth fails (a).
    """
    said = np.concatenate(probabilities(MIX, 8, 0.2))
    found = np.array(
        [
            [part == name for name in ("reserve", "tier") for part in parts]
            for parts in (drawn(MIX, 8, 0.2, f"seed {seed}", "list") for seed in range(10_000))
        ],
        dtype=float,
    )
    alike = 2 * stats.norm.sf(3)  # the chance of one frequency beyond 3 standard errors
    assert _p(found, said) > alike
    z = np.abs(found.mean(axis=0) - said) / np.sqrt(said * (1 - said) / len(found))
    assert z.max() < stats.norm.isf(alike / 2 / len(said)) and (z > 3).sum() <= 1
    off = said + np.where(np.arange(len(said)) == 30, 0.01, 0)
    assert _p(found, off) < alike  # the statement can fail


def _p(found: np.ndarray, said: np.ndarray) -> float:
    """p of Hotelling's T2 that the means of the columns are `said`, over the directions in which draws differ."""
    values, vectors = np.linalg.eigh(np.cov(found.T))
    free = values > 1e-9
    off = vectors[:, free].T @ (found.mean(axis=0) - said)
    return float(stats.chi2.sf(len(found) * (off**2 / values[free]).sum(), free.sum()))


@pytest.mark.simulation
@pytest.mark.parametrize(("n", "most"), [(5, 0.1), (10, 0.1), (20, 0.2)])
def test_a_maker_at_an_edge_is_seldom_called_worse(n, most):
    """Twenty others at 5 %; one exactly at the edge of T3 (12 %): called T3 or T4 in at most a fifth of worlds."""
    rng, wrong, worlds = np.random.default_rng(7), 0, 300
    for _ in range(worlds):
        k = np.append(rng.binomial(20, 0.05, 20), rng.binomial(n, 0.12)).astype(float)
        frame = pd.DataFrame({"sector": "x", "enterprise": range(21), "n": [20] * 20 + [n], "k": k, "severe": k})
        wrong += proposals_of(frame)["proposed"].iloc[-1] in ("T3", "T4")
    print(f"\nn = {n}: {wrong / worlds:.1%} of makers at the edge of T3 are called worse")
    assert wrong / worlds <= most
