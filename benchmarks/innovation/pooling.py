"""The mean of effects that differ in truth as well as by chance: random effects, REML, Knapp and Hartung."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from benchmarks import policy

ROUNDS, SETTLED = 200, 1e-12


class Pooled(NamedTuple):
    """mean, its se and limits; tau2: variance of true effects; where a new effect lies (95 %); Q; I2 in %."""

    k: int
    mean: float
    se: float
    low: float
    high: float
    tau2: float
    next_low: float
    next_high: float
    q: float
    i2: float


def pooled(effects: ArrayLike, variances: ArrayLike) -> Pooled:
    """Random-effects mean of k >= 2 independent effects with their sampling variances, in the effects' unit.

    tau2 by restricted maximum likelihood, Fisher scoring from 0 up: (y'PPy - tr P) / tr PP; se^2 = sum w (y - m)^2 /
    ((k - 1) sum w), t(k - 1). Sources: Viechtbauer (2005), JEBS 30, 261; Knapp and Hartung (2003), Statistics in
    Medicine 22, 2693. Refuses fewer than two effects, or a variance that is not above 0, with a ValueError.
    """
    y, v = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    if len(y) < 2 or len(y) != len(v) or not (v > 0).all():
        raise ValueError(f"two effects or more with variances above 0 are pooled; got {len(y)}")
    k, tau2 = len(y), _reml(y, v)
    w = 1 / (v + tau2)
    mean = float(w @ y / w.sum())
    se = float(np.sqrt(w @ (y - mean) ** 2 / ((k - 1) * w.sum())))
    reach = float(stats.t.ppf((1 + policy.CONFIDENCE) / 2, k - 1))
    wide = float(np.sqrt(tau2 + se**2))
    fixed = 1 / v
    q = float(fixed @ (y - fixed @ y / fixed.sum()) ** 2)
    typical = (k - 1) * fixed.sum() / (fixed.sum() ** 2 - fixed @ fixed)
    i2 = 100 * tau2 / (tau2 + typical)
    return Pooled(
        *(k, mean, se, mean - reach * se, mean + reach * se, tau2),
        *(mean - reach * wide, mean + reach * wide, q, float(i2)),
    )


def _reml(y: np.ndarray, v: np.ndarray) -> float:
    tau2 = max(float(np.var(y, ddof=1) - v.mean()), 0.0)
    for _ in range(ROUNDS):
        w = 1 / (v + tau2)
        total, squares = w.sum(), w @ w
        rest = y - w @ y / total
        trace = total - squares / total
        information = squares - 2 * (w**3).sum() / total + (squares / total) ** 2
        step = (float(w**2 @ rest**2) - trace) / information
        new = max(tau2 + step, 0.0)
        if abs(new - tau2) < SETTLED:
            break
        tau2 = new
    return tau2
