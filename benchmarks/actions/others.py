"""Did others change too? An action's change beside that of enterprises without an action on the same indicator."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.progress.between import between, judged
from benchmarks.progress.series import critical
from benchmarks.scope.disclosure import Member, disclosure_reason
from data.frames import each_row
from data.viewer import Viewer

COMPARED = ("others", "others_change", "beyond", "beyond_low", "beyond_high", "beyond_seen", "not_compared")
_TAKEN = ["source", "n", "estimate", "se", "df", "low", "high"]
_PLACE = ["sector", "category", "indicator"]


def compared(
    rows: pd.DataFrame, found: pd.DataFrame, all_acts: pd.DataFrame, shares: Mapping[Member, float], viewer: Viewer
) -> pd.DataFrame:
    """Adds COMPARED: how many others, their mean change, the action's change beyond it with its interval,
    and the least difference that would be told from chance in POWER of such comparisons.

    rows: actions with change, change_se and measured_wave; found: ESTIMATE rows of everyone; all_acts: every action;
    shares: output share of each (sector, enterprise).
    Suggestive only: enterprises are not assigned to actions by lot. not_compared says why nothing is shown: no_change,
    or what disclosure forbids (too_few, dominated), because a mean of few could be taken apart. Others that the viewer
    owns blind nobody: they count in the mean, not for what is forbidden.
    """
    busy = set(zip(all_acts["sector"], all_acts["indicator"], all_acts["enterprise"], strict=True))
    told = [_one(row, found, busy, shares, viewer) for row in each_row(rows)]
    return rows.assign(**{name: [one[at] for one in told] for at, name in enumerate(COMPARED)})


def _one(row: Any, found: pd.DataFrame, busy: set, shares: Mapping[Member, float], viewer: Viewer) -> tuple:
    nothing = (0, *[np.nan] * 5)
    if np.isnan(row.change):
        return (*nothing, "no_change")
    place = (row.sector, row.category, row.indicator)
    same_place = np.logical_and.reduce([found[name] == code for name, code in zip(_PLACE, place, strict=True)])
    here = found[same_place & judged(found)]
    free = [code for code in here["enterprise"] if (row.sector, row.indicator, code) not in busy]
    here = here[here["enterprise"].isin(free) & (here["enterprise"] != row.enterprise)]
    last = here.loc[here["wave"] == row.measured_wave, ["enterprise", *_TAKEN]]
    first = here.loc[here["wave"] == row.baseline_wave, ["enterprise", *_TAKEN]]
    pairs = last.merge(first.rename(columns={name: f"first_{name}" for name in _TAKEN}), on="enterprise")
    members = [(row.sector, code) for code in pairs["enterprise"]]
    known = viewer.enterprises or frozenset()
    if reason := disclosure_reason([shares.get(one) for one in members if one not in known]):
        return (*nothing, reason)
    same = {"statistic": row.statistic, "direction": row.direction, "covariance": 0.0}
    changes = between(pairs.assign(**same))["change"].to_numpy(float)
    mean, beyond, half = difference_in_differences(row.change, row.change_se, changes)
    return (len(changes), mean, beyond, beyond - half, beyond + half, seen(half, len(changes)), "")


def difference_in_differences(own: float, own_se: float, others: np.ndarray) -> tuple[float, float, float]:
    """Mean change of the others, own change minus it, and half the width of the latter's interval.

    variance = max(s2, own_se2) + s2 / k, t with k - 1 df, s2 the variance of the k others' changes: enterprises differ
    in how they change without an action, and own change is as uncertain as that, or as its own standard error says.
    Source: Donald and Lang (2007), Review of Economics and Statistics 89: few groups, inference between groups.
    """
    k, mean, spread = len(others), float(np.mean(others)), float(np.var(others, ddof=1))
    se = np.sqrt(max(spread, own_se**2) + spread / k)
    return mean, own - mean, float(critical(k - 1) * se)


def seen(half: float, k: int) -> float:
    """Least true difference told from chance in POWER of comparisons: half the width times 1 + t(POWER) / t(0.975).

    Five others leave 4 degrees of freedom and the larger of two variances: where nothing differs fewer than one
    comparison in forty errs, and the price is this difference. Both t with k - 1 df.
    """
    return half * (1 + float(special.stdtrit(k - 1, policy.POWER)) / float(critical(k - 1)))
