"""How lopsided answers and their means are: the sample's skewness, steadied by what the scale itself implies."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarks import policy
from benchmarks.estimates.intervals import critical

_MOST = 8.0  # of the answers: beyond it the moments of a scale's end say nothing more


def of_scale(mean: ArrayLike, variance: ArrayLike, lowest: ArrayLike, highest: ArrayLike) -> NDArray[np.float64]:
    """Skewness of the beta distribution with this mean and variance on a scale from lowest to highest.

    A mean that stands near an end with this much variance leans so: what few answers do not show (none of them was the
    worst by luck) the scale still says. Source: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate
    Distributions 2, ch. 25. Variances beyond the largest possible give the skewness of two points.
    """
    low, width = np.asarray(lowest, dtype=float), np.asarray(highest, dtype=float) - np.asarray(lowest, dtype=float)
    mu = np.clip((np.asarray(mean, dtype=float) - low) / width, 1e-9, 1 - 1e-9)
    spread = np.maximum(np.asarray(variance, dtype=float) / width**2, 1e-12)
    size = np.maximum(mu * (1 - mu) / spread - 1, 1e-9)
    a, b = mu * size, (1 - mu) * size
    return np.clip(2 * (b - a) * np.sqrt(size + 1) / ((size + 2) * np.sqrt(a * b)), -_MOST, _MOST)


def of_counts(mean: ArrayLike, variance: ArrayLike) -> NDArray[np.float64]:
    """Skewness of the negative binomial with this mean and variance, (2 v / m - 1) / sqrt(v); Poisson's where v = m.

    Source: Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, 5.4; not below 0.
    """
    m, v = np.maximum(np.asarray(mean, dtype=float), 1e-9), np.maximum(np.asarray(variance, dtype=float), 1e-12)
    return np.clip((2 * v / m - 1) / np.sqrt(v), 0, _MOST)


def of_mean(
    sample: ArrayLike, implied: ArrayLike, n: ArrayLike, answers: ArrayLike, df: ArrayLike
) -> NDArray[np.float64]:
    """Skewness that corrects the t, with df, of a mean of `answers` answers, worth n of a simple random sample.

    (n sample + k implied) / (n + k) / sqrt(n): the skewness of few answers is uncertain, and too small just when the
    mean errs; what the scale implies is as good as that of k = SCALE_ANSWERS answers. Times t(answers - 1) / t(df), as
    Korn and Graubard's n: where few PSUs stretch the interval, the answers' skewness is not stretched with it. At most
    what leaves t x skewness where it is for MAX_SKEWNESS and the fewest answers that are judged, so that few degrees
    of freedom make no side of an interval longer than 2.1 times Student's. Chosen by simulation: docs/simulation.md.
    """
    size, k = np.asarray(n, dtype=float), policy.SCALE_ANSWERS
    blend = (size * np.asarray(sample, dtype=float) + k * np.asarray(implied, dtype=float)) / (size + k)
    t = critical(np.maximum(df, 1))
    most = policy.MAX_SKEWNESS * np.minimum(critical(policy.MIN_RESPONSES - 1) / t, 1)
    return np.clip(blend / np.sqrt(size) * critical(np.maximum(np.asarray(answers) - 1, 1)) / t, -most, most)
