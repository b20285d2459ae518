"""Confidence intervals: small pure functions on arrays, each with its source."""

from math import inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from benchmarks import policy


class Means(NamedTuple):
    """Of the difference of two groups' means: standard error, df, half of the interval, and the least that shows."""

    se: float
    df: float
    half: float
    detectable: float


Pair = tuple[NDArray[np.float64], NDArray[np.float64]]
Limits = tuple[ArrayLike, ArrayLike]


def critical(df: ArrayLike | None = None, confidence: float = policy.CONFIDENCE) -> NDArray[np.float64]:
    """Two-sided critical value of Student's t; the normal one where df is missing (NaN)."""
    tail = (1 + confidence) / 2
    normal = float(special.ndtri(tail))
    if df is None:
        return np.asarray(normal)
    # Many results share few degrees of freedom, and the quantile is the dearest step of an interval.
    degrees, place = np.unique(np.asarray(df, dtype=float), return_inverse=True)
    values = special.stdtrit(np.where(degrees > 0, degrees, 1.0), tail)
    return np.where(np.isnan(degrees), normal, values)[place].reshape(np.shape(df))


def hall(t: ArrayLike, skewness: ArrayLike) -> NDArray[np.float64]:
    """t of a mean, (mean - truth) / se, made Student's for the skewness of the mean: t + k t2 / 3 + k2 t3 / 27 + k / 6.

    Source: Hall (1992), JRSS B 54, "On the removal of skewness by transformation"; rises with t for every skewness.
    """
    x, k = np.asarray(t, dtype=float), np.asarray(skewness, dtype=float)
    return x + k * x**2 / 3 + k**2 * x**3 / 27 + k / 6


def hall_inverse(x: ArrayLike, skewness: ArrayLike) -> NDArray[np.float64]:
    """The t that `hall` makes x: 3 / k (cbrt(1 + k (x - k / 6)) - 1), and x where the skewness k is 0."""
    given, k = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(skewness, dtype=float))
    inner = k * (given - k / 6)
    # Near 0 the difference of two numbers close to 1 would leave half of the digits.
    root = np.where(inner > -0.5, np.expm1(np.log1p(np.maximum(inner, -0.5)) / 3), np.cbrt(1 + inner) - 1)
    return np.where(k == 0, given, 3 * root / np.where(k == 0, 1.0, k))


def skewed_student(estimate: ArrayLike, se: ArrayLike, df: ArrayLike, skewness: ArrayLike) -> Pair:
    """Where `hall` of the t of a true value lies within -/+ t(df); NaN where se is NaN.

    For skewness 0 this is estimate -/+ t(df) se, as R survey's confint(svymean(...), df = degf(design)).
    """
    middle, unit, reach = np.asarray(estimate, dtype=float), np.asarray(se, dtype=float), critical(df)
    return middle - unit * hall_inverse(reach, skewness), middle - unit * hall_inverse(-reach, skewness)


def wilson(share: ArrayLike, n: ArrayLike) -> Pair:
    """Score interval of a share in 0..1 from n (effective) observations; inside 0..1, never of zero width.

    Source: Wilson (1927), JASA 22; 20 of 20 gives 0.839 to 1.
    """
    p, size = np.asarray(share, dtype=float), np.asarray(n, dtype=float)
    z2 = critical() ** 2
    middle = (p + z2 / (2 * size)) / (1 + z2 / size)
    half = np.sqrt(z2 * np.clip(p * (1 - p), 0, None) / size + z2**2 / (4 * size**2)) / (1 + z2 / size)
    low = np.where(p <= 0, 0.0, np.clip(middle - half, 0, 1))
    return low, np.where(p >= 1, 1.0, np.clip(middle + half, 0, 1))


def wilson_n(share: ArrayLike, low: ArrayLike, high: ArrayLike) -> NDArray[np.float64]:
    """The (effective) n of which `wilson` made these limits, from the one that is not an end of the scale."""
    p = np.asarray(share, dtype=float)
    limit = np.where(p > 0.5, low, high)
    return critical() ** 2 * limit * (1 - limit) / (p - limit) ** 2


def share_tail(share: ArrayLike, n: ArrayLike, level: ArrayLike) -> NDArray[np.float64]:
    """Exact chance of a share this far from a true one at the level, or further on its side; at most one half.

    Source: Clopper and Pearson (1934), Biometrika 26, with effective n as Korn and Graubard (1998) use it.
    """
    p, size, at = (np.asarray(each, dtype=float) for each in (share, n, level))
    x = np.clip(p, 0, 1) * size
    below = np.where(x >= size, 1.0, special.betaincc(x + 1, np.where(x < size, size - x, 1.0), np.clip(at, 0, 1)))
    above = np.where(x <= 0, 1.0, special.betainc(np.where(x > 0, x, 1.0), size - x + 1, np.clip(at, 0, 1)))
    return np.minimum(np.where(p < at, below, above), 0.5)


def mover(first: ArrayLike, second: ArrayLike, limits: Pair, other_limits: Pair, correlation: ArrayLike) -> Pair:
    """Interval of first - second from the limits of each and their correlation (method of variance estimates recovery).

    Source: Zou and Donner (2008), Statistics in Medicine 27, with the correlation term of Newcombe (1998, method 10).
    """
    x, y, r = (np.asarray(each, dtype=float) for each in (first, second, correlation))
    x_low, x_high = (np.asarray(each, dtype=float) for each in limits)
    y_low, y_high = (np.asarray(each, dtype=float) for each in other_limits)
    down = (x - x_low) ** 2 + (y_high - y) ** 2 - 2 * r * (x - x_low) * (y_high - y)
    up = (x_high - x) ** 2 + (y - y_low) ** 2 - 2 * r * (x_high - x) * (y - y_low)
    return x - y - np.sqrt(np.clip(down, 0, None)), x - y + np.sqrt(np.clip(up, 0, None))


def difference(
    first: ArrayLike,
    second: ArrayLike,
    limits: Pair,
    other_limits: Pair,
    se: tuple[ArrayLike, ArrayLike, ArrayLike],
    df: tuple[ArrayLike, ArrayLike, ArrayLike],
) -> Pair:
    """Interval of first - second from the limits and standard errors of each, and the standard error of the difference.

    By `mover` as if both were independent, each half brought from the critical value of its own df (the first two) to
    that of the difference (the third), and the width to the standard error of the difference. Where both intervals are
    estimate -/+ t se this is the difference test; where they are lopsided the difference is as lopsided as independent
    ones would be: what two waves share, their lopsidedness too, is in neither half. `mover` with the correlation would
    hold a long half against a short one, and the difference of two alike would stay as wide as that differs.
    """
    own, others, whole = (critical(np.where(np.isinf(each), np.nan, each)) for each in df)
    x, y = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    (x_low, x_high), (y_low, y_high) = limits, other_limits
    one, other = whole / own, whole / others
    near = x - one * (x - x_low), x + one * (x_high - x)
    low, high = mover(x, y, near, (y - other * (y - y_low), y + other * (y_high - y)), 0.0)
    apart = np.hypot(*(np.asarray(each, dtype=float) for each in se[:2]))
    width = np.divide(se[2], apart, out=np.ones_like(apart), where=apart > 0)
    return x - y - width * (x - y - low), x - y + width * (high - (x - y))


def difference_of_shares(p: ArrayLike, q: ArrayLike, p_limits: Pair, q_limits: Pair, correlation: ArrayLike) -> Pair:
    """Interval of p - q, two shares in 0..1, by `mover`; inside -1..1."""
    low, high = mover(p, q, p_limits, q_limits, correlation)
    return np.clip(low, -1, 1), np.clip(high, -1, 1)


def no_spread(value: ArrayLike, n: ArrayLike, lowest: ArrayLike, highest: ArrayLike) -> Pair:
    """Interval of a mean when all n (effective) answers agree, so that no variance can be estimated.

    Wilson's lower limit says which share of the population at least answers so; the rest may stand at either end
    of the scale. Conservative by construction, never of zero width inside the scale.
    """
    agree, _ = wilson(np.ones_like(np.asarray(n, dtype=float)), n)
    x = np.asarray(value, dtype=float)
    return agree * x + (1 - agree) * np.asarray(lowest), agree * x + (1 - agree) * np.asarray(highest)


def zero_count(n: ArrayLike) -> Pair:
    """Interval of a rate per unit when n (effective) units show no event: 0 to chi2(0.975, 2) / 2n.

    Source: Garwood (1936), Biometrika 28; the exact Poisson limit.
    """
    size = np.asarray(n, dtype=float)
    return np.zeros_like(size), special.gammaincinv(1, (1 + policy.CONFIDENCE) / 2) / size


def two_means(first: NDArray[np.float64], second: NDArray[np.float64]) -> Means:
    """What the spread within two groups says of the difference of their means; each of two values or more.

    t interval of Welch (1947), Biometrika 34; detectable: the true difference found with POWER.
    """
    groups = (first, second)
    parts = [float(group.var(ddof=1) / len(group)) for group in groups]
    below = sum(part**2 / (len(group) - 1) for part, group in zip(parts, groups, strict=True))
    se, df = sqrt(sum(parts)), sum(parts) ** 2 / below if below > 0 else inf
    reach = float(special.stdtrit(df, (1 + policy.CONFIDENCE) / 2))
    return Means(se, df, reach * se, (reach + float(special.stdtrit(df, policy.POWER))) * se)
