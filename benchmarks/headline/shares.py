"""A share of drawn lots: weighted, with the standard error that the clustering of lots at makers gives it.

Lots of one maker resemble each other, so makers are the primary sampling units. The share is Hajek's ratio,
sum(w y) / sum(w), which with w = 1 / draw_prob estimates what all lots would have shown; its variance is that of Taylor
linearisation, as R survey's svymean(~y, svydesign(ids = ~maker, strata = ~stratum, weights = ~w)) with
lonely units centred at the grand mean. Sources: Horvitz and Thompson (1952), JASA 47; Hajek (1971); Binder (1983).
"""

from dataclasses import dataclass
from math import nan

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarks.estimates import intervals

METHODS = ("hajek_taylor", "stratified_taylor", "output_mean", "share_of_indicators", "median_days", "published")


@dataclass(frozen=True)
class Share:
    """A share in 0..1 with its interval; n lots, n_eff as Kish counts unequal weights, makers as sampling units."""

    value: float
    se: float
    df: float
    low: float
    high: float
    n: int
    n_eff: float
    makers: int


@dataclass(frozen=True)
class Contrast:
    """The difference of two shares, second less first, with its interval."""

    change: float
    se: float
    df: float
    low: float
    high: float


def share(y: ArrayLike, weights: ArrayLike, strata: ArrayLike, makers: ArrayLike) -> Share:
    """The weighted share of lots with y = 1; empty (NaN) without lots.

    Interval: Wilson's with the n that a simple random sample of the same standard error has, reduced as Student's t of
    the design's degrees of freedom asks; of Kish's n where all lots agree. Empty where all lots are of one maker in
    each stratum. Source: Korn and Graubard (1998), Survey Methodology 24; Dean and Pagano (2015), on Wilson's.
    Refuses weights that are not above 0 with a ValueError: such a lot could not have been drawn.
    """
    values, w = np.asarray(y, dtype=float), np.asarray(weights, dtype=float)
    if not len(values):
        return Share(nan, nan, nan, nan, nan, 0, 0.0, 0)
    if not (w > 0).all():
        raise ValueError("a weight is above 0: a lot that could not be drawn says nothing of those that could")
    units, of_stratum, _ = _units(strata, makers)
    p = float(w @ values / w.sum())
    variance, df = _variance(w * (values - p) / w.sum(), units, of_stratum)
    n_eff = float(w.sum() ** 2 / (w @ w))
    low = high = nan
    if df > 0:
        spread = p * (1 - p)
        size = spread / variance if variance > 0 and spread > 1e-12 else n_eff
        reduced = size * float(intervals.critical() / intervals.critical(df)) ** 2
        low, high = (float(end) for end in intervals.wilson(p, reduced))
    return Share(p, float(np.sqrt(variance)), df, low, high, len(values), n_eff, len(of_stratum))


def contrast(y: ArrayLike, first: ArrayLike, second: ArrayLike, strata: ArrayLike, makers: ArrayLike) -> Contrast:
    """The share under the second weights less that under the first: of two groups of lots, maybe of the same makers.

    A lot that a group does not hold weighs 0 in it. What makers share between the groups enters as their covariance,
    because the difference is linearised maker by maker. Interval by Student's t with makers less strata.
    """
    values = np.asarray(y, dtype=float)
    units, of_stratum, _ = _units(strata, makers)
    parts, shares = [], []
    for weights in (first, second):
        w = np.asarray(weights, dtype=float)
        p = float(w @ values / w.sum())
        shares.append(p)
        parts.append(w * (values - p) / w.sum())
    variance, df = _variance(parts[1] - parts[0], units, of_stratum)
    change, se = shares[1] - shares[0], float(np.sqrt(variance))
    reach = float(intervals.critical(df)) * se if df > 0 else nan
    return Contrast(change, se, df, change - reach, change + reach)


def needed_n(first: float, second: float, of_first: float, of_second: float, critical: float, power: float) -> float:
    """Lots in each of two periods with which a change from the one share to the other would show.

    of_first, of_second: how many times as wide as a simple random sample's the variances were (design effects);
    critical and power: of the normal distribution, such as 1.96 and 0.84. Infinite where nothing changed.
    """
    if first == second:
        return float("inf")
    spread = of_first * first * (1 - first) + of_second * second * (1 - second)
    return float(np.ceil((critical + power) ** 2 * spread / (second - first) ** 2))


def _units(strata: ArrayLike, makers: ArrayLike) -> tuple[NDArray, NDArray, int]:
    """For each lot its sampling unit, and for each unit its stratum."""
    _, stratum = np.unique(np.asarray(strata, dtype=str), return_inverse=True)
    _, maker = np.unique(np.asarray(makers, dtype=str), return_inverse=True)
    pairs, units = np.unique(np.stack([stratum, maker]), axis=1, return_inverse=True)
    return units.reshape(-1), pairs[0], int(stratum.max()) + 1


def _variance(scores: NDArray, units: NDArray, of_stratum: NDArray) -> tuple[float, float]:
    """Variance of a sum of linearised scores over units in strata, with replacement; and units less strata."""
    totals = np.bincount(units, scores, len(of_stratum))
    counts = np.bincount(of_stratum)
    means = np.bincount(of_stratum, totals) / np.maximum(counts, 1)
    lonely = counts[of_stratum] == 1
    centre = np.where(lonely, totals.mean(), means[of_stratum])
    factor = np.where(lonely, 1.0, counts[of_stratum] / np.maximum(counts[of_stratum] - 1, 1))
    return float(factor @ (totals - centre) ** 2), float(len(of_stratum) - (counts > 0).sum())
