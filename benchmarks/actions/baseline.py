"""What an action is compared with: the baseline wave, freed of the chance by which its maker was chosen to act in it.

Who acts because it stood worst stood there partly by bad luck, and comes back without any action: of twenty equal,
unchanged makers the worst "improved" in 18 to 25 % of simulated waves, where 2.5 % are promised.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.estimates.intervals import critical
from benchmarks.progress.between import interval_se, judged
from benchmarks.scope.disclosure import Member, disclosure_reason
from data.frames import each_row
from data.viewer import Viewer

BASELINE = ("baseline", "baseline_by")  # the value compared with, and how it was made
HOW = ("shrunk", "widened", "alone")
_PLACE = ["sector", "category", "indicator"]


def freed(rows: pd.DataFrame, found: pd.DataFrame, shares: Mapping[Member, float], viewer: Viewer) -> pd.DataFrame:
    """Actions with their baseline's first_... columns freed of chance, BASELINE, and `makers` for `held`.

    rows: actions with baseline_wave, covariance and first_estimate, first_se, first_df, first_low, first_high; found:
    ESTIMATE rows of everyone; shares: output share of each (sector, enterprise). shrunk: to the makers' mean, where
    the others are so many that their mean may be told (those that the viewer owns blind nobody); widened: else the
    change has to hold for whichever of the k makers was chosen, at 2.5 % / k a side; alone: no other was measured, and
    nothing can be known of chance.
    """
    told = [_one(row, found, shares, viewer) for row in each_row(rows)]
    names = ("first_estimate", "first_se", "first_low", "first_high", "covariance", "makers", "baseline_by")
    new = rows.assign(**{name: [one[at] for one in told] for at, name in enumerate(names)})
    return new.assign(baseline=new["first_estimate"])


def shrunk(values: NDArray, errors: NDArray, at: int) -> tuple[float, float, float]:
    """Value `at` as it is likely to be whoever was chosen, its standard error, and the part of its own that is kept.

    m + (1 - B) (x - m), B = se2 / (se2 + tau2), tau2 the variance between makers by DerSimonian and Laird (1986),
    Controlled Clinical Trials 7, m their mean weighted by 1 / (se2 + tau2). Variance: (1 - B) se2 + B2 / (sum of those
    weights) + 2 B2 (x - m)2 / (k - 3), the last as B itself is estimated. Source: Morris (1983), JASA 78, 4.
    Refuses fewer than four makers with a ValueError.
    """
    k = len(values)
    if k < 4:
        raise ValueError(f"a baseline is shrunk to the mean of four makers or more, not of {k}")
    weight = 1 / errors**2
    spread = float(weight @ (values - weight @ values / weight.sum()) ** 2)
    tau2 = max((spread - (k - 1)) / (weight.sum() - weight @ weight / weight.sum()), 0.0)
    weight = 1 / (errors**2 + tau2)
    mean, own = float(weight @ values / weight.sum()), float(errors[at] ** 2)
    lost = own / (own + tau2)
    off = float(values[at]) - mean
    variance = (1 - lost) * own + lost**2 / weight.sum() + 2 * lost**2 * off**2 / (k - 3)
    return mean + (1 - lost) * off, float(np.sqrt(variance)), 1 - lost


def _one(row: Any, found: pd.DataFrame, shares: Mapping[Member, float], viewer: Viewer) -> tuple:
    """first_estimate, first_se, first_low, first_high, covariance, makers, baseline_by of one action."""
    x, low, high, shared = row.first_estimate, row.first_low, row.first_high, row.covariance
    place = (row.sector, row.category, row.indicator)
    here = np.logical_and.reduce([found[name] == code for name, code in zip(_PLACE, place, strict=True)])
    here = found[here & (found["wave"] == row.baseline_wave) & judged(found)]
    others = here[here["enterprise"] != row.enterprise]
    if not (high > low and row.first_judged) or others.empty:
        return x, row.first_se, low, high, shared, 1, "alone"
    members = [(row.sector, code) for code in others["enterprise"]]
    if disclosure_reason([shares.get(one) for one in members if one not in (viewer.enterprises or frozenset())]):
        return x, row.first_se, low, high, shared, len(others) + 1, "widened"
    own = here["enterprise"] == row.enterprise
    pool = pd.concat([here[own], others])
    value, se, kept = shrunk(pool["estimate"].to_numpy(float), interval_se(pool), 0)
    width = se / interval_se(pool)[0]
    return value, se, value - (x - low) * width, value + (high - x) * width, kept * shared, 1, "shrunk"


def held(rows: pd.DataFrame) -> pd.DataFrame:
    """Changes with ends that hold for whichever of `makers` was chosen: halves times t(1 - 0.025 / k) / t(0.975).

    Source: Bonferroni, Dunn (1961), JASA 56.
    """
    wide = [1 - (1 - policy.CONFIDENCE) / makers for makers in rows["makers"]]
    df = rows["change_df"].replace(np.inf, np.nan).to_numpy(float)
    stretch = np.array([float(critical(one, by)) for one, by in zip(df, wide, strict=True)]) / critical(df)
    low, high = ((rows[end] - rows["change"]) * stretch + rows["change"] for end in ("change_low", "change_high"))
    return rows.assign(change_low=low, change_high=high)
