"""Raking: survey weights moved, as little as need be, until the margins are those of the population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks import policy
from data.read.margins import Margin
from data.refusal import Refused


@dataclass(frozen=True)
class Raked:
    """Weights after raking, with what has to be said of them.

    weights keep their sum. distance: of the worst weighted share from its margin; settled: it is within tolerance.
    n_eff: Kish's effective sample size, before and after; trimmed: how many weights stand at a limit.
    """

    weights: NDArray[np.float64]
    rounds: int
    distance: float
    settled: bool
    n_eff_before: float
    n_eff: float
    trimmed: int

    def record(self) -> dict:
        """What the batch keeps."""
        kept = ("rounds", "distance", "settled", "n_eff_before", "n_eff", "trimmed")
        return {name: getattr(self, name) for name in kept}


def rake(weights: NDArray, values: Mapping[str, NDArray], margins: Sequence[Margin], *, trim: bool = True) -> Raked:
    """Iterative proportional fitting of weights (above 0, one a response) to margins; values holds each variable.

    Weights are trimmed to 0.2 to 5 times their mean and raked again until both hold, or it is said that they do not.
    The linearised variance takes raked weights as given, which overstates it a little where the margins explain the
    answers. Refuses with RakingError values without a margin and margins without a response.
    Source: Deming and Stephan (1940); R survey::rake; trimming as in DeBell and Krosnick (2009).
    """
    start = np.asarray(weights, dtype=float)
    groups = [_groups(values[margin.variable], margin) for margin in margins]
    total, raked, rounds, capped = start.sum(), start.copy(), 0, np.zeros(len(start), dtype=bool)
    low, high = policy.TRIM_LOW * start.mean(), policy.TRIM_HIGH * start.mean()
    while rounds < policy.RAKE_ROUNDS and (rounds == 0 or _distance(raked, groups) > policy.RAKE_TOLERANCE):
        for place, shares in groups:
            sums = np.bincount(place, raked, len(shares))
            raked *= (total * shares / sums)[place]
        if trim:
            capped = (raked < low) | (raked > high)
            raked = np.clip(raked, low, high)
        rounds += 1
    distance = _distance(raked, groups)
    settled = distance <= policy.RAKE_TOLERANCE
    return Raked(raked, rounds, distance, settled, kish(start), kish(raked), int(capped.sum()))


def kish(weights: NDArray) -> float:
    """Effective sample size under unequal weights: (sum w)2 / sum w2. Source: Kish (1965), 11.7."""
    return float(weights.sum() ** 2 / (weights**2).sum())


def _groups(values: NDArray, margin: Margin) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """For each response the place of its value among the margin's, and the margin's shares."""
    known = {value: place for place, value in enumerate(margin.shares)}
    texts = np.asarray(values, dtype=object)
    if strange := sorted({str(value) for value in texts if value not in known}):
        raise Refused("raking_value", variable=margin.variable, values=", ".join(strange[:5]))
    place = np.array([known[value] for value in texts], dtype=np.intp)
    if empty := [value for value, at in known.items() if not (place == at).any()]:
        raise Refused("raking_nobody", variable=margin.variable, values=", ".join(empty[:5]))
    return place, np.array(list(margin.shares.values()))


def _distance(weights: NDArray, groups: Sequence[tuple[NDArray, NDArray]]) -> float:
    total = weights.sum()
    return max(float(np.abs(np.bincount(at, weights, len(s)) / total - s).max()) for at, s in groups)
