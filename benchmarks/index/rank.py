"""Ranks among the rated, and ranges of rank from the same simulated worlds. Rank 1 is the best; equals share a rank."""

import numpy as np
from numpy.typing import NDArray

from benchmarks import policy


def capped(scores: NDArray, broken: NDArray) -> NDArray:
    """Scores held at the cap where a mandatory floor is broken."""
    return np.where(broken, np.minimum(scores, policy.CAP), scores)


def standing(scores: NDArray, broken: NDArray) -> NDArray[np.float64]:
    """What ranks are made of: the capped score, with those at the cap ordered by the score before the cap.

    Just under the cap the scores of capped enterprises are squeezed together, in order. The result never exceeds the
    score before the cap and never falls as it rises, so a capped enterprise never outranks one it trails in every
    indicator, and at equal score it stands behind one that breaks no floor.
    """
    # Sums in another order differ by 1e-14, which is no difference in rank.
    before = np.round(np.asarray(scores, dtype=float), 9)
    start, width = policy.CAP - 1e-6, 1e-6
    squeezed = start + width * (before - start) / (100 - start)
    return np.where(broken & (before > start), squeezed, before)


def ranks(standings: NDArray) -> NDArray[np.float64]:
    """Rank in each column, 1 for the highest, equals sharing the better rank; NaN has none and is not counted."""
    missing = np.isnan(standings)
    down = np.where(missing, np.inf, -standings)
    order = np.argsort(down, axis=0, kind="stable")
    ordered = np.take_along_axis(down, order, axis=0)
    places = np.broadcast_to(np.arange(len(down)).reshape(-1, *(1,) * (down.ndim - 1)), down.shape)
    new = np.ones(down.shape, dtype=bool)
    new[1:] = ordered[1:] != ordered[:-1]
    first = np.maximum.accumulate(np.where(new, places, 0), axis=0) + 1
    out = np.empty(down.shape)
    np.put_along_axis(out, order, first, axis=0)
    return np.where(missing, np.nan, out)


def limits(values: NDArray, confidence: float = policy.CONFIDENCE) -> tuple[NDArray, NDArray]:
    """Central interval over the last axis, at values that were drawn (no rank between two ranks)."""
    tail = (1 - confidence) / 2
    low, high = np.quantile(values, [tail, 1 - tail], axis=-1, method="closest_observation")
    return low, high


def chance_of_best(drawn_ranks: NDArray, best: int = policy.BEST) -> NDArray[np.float64]:
    """Share of worlds in which each is among the best so many; NaN for those without a rank."""
    inside = np.mean(drawn_ranks <= best, axis=-1)
    return np.where(np.isnan(drawn_ranks).all(axis=-1), np.nan, inside)
