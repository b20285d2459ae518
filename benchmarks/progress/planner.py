"""Before a wave: how many responses an enterprise needs so that a change would show."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from benchmarks import policy
from benchmarks.columns import KEYS
from benchmarks.reading import Reading
from data.wave import in_order

_MOST = 1e10  # answers
PLAN = (*KEYS, "n", "deff", "detectable_change", "needed_n")


def plan(reading: Reading, change: float = 5.0, power: float = policy.POWER) -> pd.DataFrame:
    """Responses needed by each surveyed result in the viewer's scope, from its last wave; columns PLAN."""
    return plan_of(reading.told(reading.estimates), change, power)


def plan_of(estimates: pd.DataFrame, change: float = 5.0, power: float = policy.POWER) -> pd.DataFrame:
    """PLAN rows from ESTIMATE rows; what is not surveyed has none.

    change: the true difference between two waves that is to show, in the reported unit (a share: 0.05 is 5 points).
    detectable_change: the one that shows with today's n. Both waves have n answers and share no PSUs. needed_n is
    whole and at least the policy's minimum; empty where the last wave has no spread. Refuses a change that is not
    above 0 or so small that no number of answers shows it, and a power not above a half and below 1, with a ValueError.
    """
    _refuse(change, power)
    rows = estimates[estimates["source"] == "survey"]
    if rows.empty:
        return pd.DataFrame(columns=list(PLAN))
    last = rows.iloc[rows["wave"].map({wave: i for i, wave in enumerate(in_order(list(rows["wave"])))}).argsort()]
    last = last.groupby([name for name in KEYS if name != "wave"], as_index=False).tail(1)
    variance = last["se"].where(last["se"] > 0) ** 2 * last["n"]
    needed = np.ceil(np.maximum(needed_n(variance, change, power), policy.MIN_RESPONSES))
    if (needed > _MOST).any():
        raise ValueError(f"a change of {change} would need more answers than there are people; plan for a larger one")
    last = last.assign(needed_n=needed, detectable_change=detectable_change(variance, last["n"], power))
    whole = {"n": "int64", "needed_n": "Int64"}
    return last[list(PLAN)].astype(whole).sort_values(list(KEYS), ignore_index=True)


def needed_n(variance: ArrayLike, change: ArrayLike, power: float = policy.POWER) -> NDArray[np.float64]:
    """Answers in each of two waves that show a change; variance is s2 deff, that of one answer under the design.

    n = 2 (z(0.975) + z(power))2 s2 deff / change2. Source: Chow, Shao and Wang (2008), Sample Size Calculations in
    Clinical Research, 3.2; deff: Kish (1965), Survey Sampling, 8.2.
    """
    return 2 * _reach(power) ** 2 * np.asarray(variance, dtype=float) / np.asarray(change, dtype=float) ** 2


def detectable_change(variance: ArrayLike, n: ArrayLike, power: float = policy.POWER) -> NDArray[np.float64]:
    """The change that n answers in each of two waves show: `needed_n` solved for the change."""
    return _reach(power) * np.sqrt(2 * np.asarray(variance, dtype=float) / np.asarray(n, dtype=float))


def chance(detectable: ArrayLike, change: ArrayLike, power: float = policy.POWER) -> NDArray[np.float64]:
    """The chance that a true change shows where `detectable` is the one that shows with `power`."""
    reach = _reach(power) * np.asarray(change, dtype=float) / np.asarray(detectable, dtype=float)
    return special.ndtr(reach - special.ndtri((1 + policy.CONFIDENCE) / 2))


def _reach(power: float) -> float:
    return float(special.ndtri((1 + policy.CONFIDENCE) / 2) + special.ndtri(power))


def _refuse(change: float, power: float) -> None:
    if not 0 < change < np.inf:
        raise ValueError(f"a change to show is above 0; got {change}")
    if not 0.5 < power < 1:
        raise ValueError(f"a power is above 0.5 and below 1; got {power}")
