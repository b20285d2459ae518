"""Shares of drawn lots when the truth is known: makers drawn with chances that depend on a suspicion, lots of each."""

import numpy as np

from benchmarks.headline.shares import share
from tests.simulation.surveys import Rows

MAKERS, DRAWN, LOTS, REPEATS = 240, 24, 12, 4000  # registered; drawn on average; tested of each that is drawn; rounds
CASES = {"even chances": 0.0, "chances by a weak suspicion": 0.3, "chances by a strong suspicion": 0.6}
SEED = 20261130


def part() -> Rows:
    """How often the interval of the random basis holds the share of all lots that pass."""
    return [_covered(name, power) for name, power in CASES.items()]


def _covered(name: str, power: float) -> dict:
    rng, held = np.random.default_rng(SEED), 0
    for _ in range(REPEATS):
        fails = rng.beta(0.6, 8.4, MAKERS)
        size = np.exp(rng.normal(0, 0.8, MAKERS))
        suspicion = np.clip(fails + rng.normal(0, 0.05, MAKERS), 0.01, None) ** power * np.sqrt(size)
        chance = np.clip(DRAWN * suspicion / suspicion.sum(), 0.02, 1)
        made = np.round(30 * size).astype(int) + LOTS
        failing = rng.binomial(made, fails)
        drawn = np.flatnonzero(rng.random(MAKERS) < chance)
        bad = rng.hypergeometric(failing[drawn], made[drawn] - failing[drawn], LOTS)
        passes = np.concatenate([np.arange(LOTS) >= each for each in bad])
        weights = np.repeat(made[drawn] / (LOTS * chance[drawn]), LOTS)
        found = share(passes, weights, np.zeros(len(passes)), np.repeat(drawn, LOTS))
        held += found.low <= 1 - failing.sum() / made.sum() <= found.high
    row = {"part": "draws", "case": name, "of": "share that passes", "n": DRAWN * LOTS, "psus": DRAWN}
    return row | {"repeats": REPEATS, "covers": held / REPEATS}
