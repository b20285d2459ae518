"""A mean of few tested samples: Student's t of their spread and the normal of all that is known apart, convolved.

One t with Welch and Satterthwaite's degrees of freedom is too sure of few samples that happen to be alike: a maker at a
level would be called not_met in 3.4 % of rounds of three samples. Source: JCGM 101:2008, 5 (propagation of
distributions), here by quadrature instead of draws.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from benchmarks import policy
from benchmarks.estimates.intervals import Pair, critical

_NODES, _WEIGHT = np.polynomial.hermite_e.hermegauss(40)
_WEIGHT = _WEIGHT / _WEIGHT.sum()
# Double exponential nodes over Student's t, whose tails are heavy: good to 1e-5 for every number of degrees of freedom.
_PLACE = np.linspace(-3.6, 3.6, 60)
_T = np.sinh(np.pi / 2 * np.sinh(_PLACE))
_STEP = (_PLACE[1] - _PLACE[0]) * np.pi / 2 * np.cosh(_PLACE) * np.cosh(np.pi / 2 * np.sinh(_PLACE))
_ROUNDS = 8


def chance(gap: ArrayLike, spread: ArrayLike, df: ArrayLike, se: ArrayLike) -> NDArray[np.float64]:
    """Chance that gap + spread x t(df) + a normal is above 0; se2 = spread2 + that of the normal."""
    g, s, rest, degrees = _parts(gap, spread, df, se)
    return _tail(-g, s, rest, degrees)[0]


def limits(estimate: ArrayLike, spread: ArrayLike, df: ArrayLike, se: ArrayLike) -> Pair:
    """Interval of a tested mean, where `chance` is 0.025 and 0.975; NaN where se is NaN.

    By Newton's method on the logarithm of the tail, which is almost straight.
    """
    middle, tail = np.asarray(estimate, dtype=float), (1 - policy.CONFIDENCE) / 2
    half, s, rest, degrees = _parts(critical() * np.asarray(se, dtype=float), spread, df, se)
    for _ in range(_ROUNDS):
        above, density = _tail(half, s, rest, degrees)
        with np.errstate(divide="ignore", invalid="ignore"):
            half = half + above * np.log(above / tail) / density
    return middle - half, middle + half


def spread_of(se: ArrayLike, df: ArrayLike, n: ArrayLike) -> NDArray[np.float64]:
    """The part of a tested mean's se that is its samples' spread, read back from Welch and Satterthwaite's df."""
    whole, own = np.asarray(se, dtype=float), np.asarray(df, dtype=float)
    between = np.maximum(np.asarray(n, dtype=float) - 1, 1)
    return whole * np.minimum(between / np.where(own > 0, own, np.inf), 1.0) ** 0.25


def _parts(gap: ArrayLike, spread: ArrayLike, df: ArrayLike, se: ArrayLike) -> tuple[NDArray, ...]:
    """Gap, spread, deviation of the rest and degrees of freedom, as arrays of one shape."""
    g, s, degrees, whole = np.broadcast_arrays(*(np.asarray(each, dtype=float) for each in (gap, spread, df, se)))
    return g, s, np.sqrt(np.clip(whole**2 - s**2, 0, None)), np.maximum(degrees, 1)


def _tail(at: NDArray, s: NDArray, rest: NDArray, df: NDArray) -> tuple[NDArray, NDArray]:
    """Chance that spread x t + rest x normal is above `at`, and its density there.

    Whichever of the two is wider is left exact, so that what is summed is smooth.
    """
    out = np.full((2, *at.shape), np.nan)
    wide = s >= rest / 2
    known = ~np.isnan(at + s + rest)
    if (here := known & wide & (s > 0)).any():
        t = (at[here, None] + rest[here, None] * _NODES) / s[here, None]
        out[:, here] = special.stdtr(df[here, None], -t) @ _WEIGHT, _density(t, df[here, None]) @ _WEIGHT / s[here]
    if (here := known & ~wide).any():
        z = (at[here, None] + s[here, None] * _T) / rest[here, None]
        weight = _STEP * _density(_T, df[here, None])
        normal = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        out[:, here] = (special.ndtr(-z) * weight).sum(axis=1), (normal * weight).sum(axis=1) / rest[here]
    return out[0], out[1]


def _density(t: NDArray, df: NDArray) -> NDArray:
    """Density of Student's t."""
    constant = np.exp(special.gammaln((df + 1) / 2) - special.gammaln(df / 2)) / np.sqrt(df * np.pi)
    return constant * np.exp(-(df + 1) / 2 * np.log1p(t**2 / df))
