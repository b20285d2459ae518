"""How many lots of each maker were judged and how many failed, freed of what chance alone makes of few."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.governance.terms import months_after

TALLY = ("sector", "enterprise", "n", "k", "severe")
_SEVERITY = {"safety": policy.SEVERE_SAFETY, "performance": policy.SEVERE_PERFORMANCE, "label": policy.SEVERE_LABEL}


def tally(checks: pd.DataFrame, on: date) -> pd.DataFrame:
    """TALLY rows: lots judged (n), failed (k), and the sum of the failures' severities, in the months before a day.

    A retest that passed has not failed. A recheck is one more lot, so that one that passes can only help. Lots drawn
    after a complaint stay out: they were chosen because somebody complained.
    """
    days = pd.to_datetime(checks["sampled_on"])
    inside = (days <= pd.Timestamp(on)) & (days > pd.Timestamp(months_after(on, -policy.TIER_MONTHS)))
    rows = checks[inside & (checks["why_drawn"] != "complaint")]
    again = rows[rows["recheck"].isin(["pass", "fail"]) & (pd.to_datetime(rows["rechecked_on"]) <= pd.Timestamp(on))]
    lots = pd.concat([rows, again.assign(fails=again["recheck"] == "fail")])[
        ["sector", "enterprise", "fails", "severity"]
    ]
    fails = lots["fails"].astype(float)
    severe = fails * lots["severity"].map(_SEVERITY).fillna(policy.SEVERE_PERFORMANCE).astype(float)
    counted = lots.assign(n=1, k=fails, severe=severe).groupby(["sector", "enterprise"], as_index=False)
    return counted[["n", "k", "severe"]].sum().astype({"n": int})[list(TALLY)]


def prior_of(failed: NDArray, judged: NDArray) -> tuple[float, float]:
    """a0 and b0 of the beta prior that others' failures make: by moments, worth at most PRIOR_LOTS lots.

    The intraclass correlation of the ANOVA estimator gives 1 / rho - 1 lots; where makers differ no more than chance,
    the most. Source: Ridout, Demetrio and Firth (1999), Biometrics 55, 137. Fewer than three others with a lot tell
    nothing of makers: then it is that of Jeffreys, a half and a half.
    """
    failed, judged = failed[judged > 0], judged[judged > 0]
    k, total = len(judged), judged.sum()
    if k < policy.PRIOR_MAKERS:
        return 0.5, 0.5
    mean = (failed.sum() + 0.5) / (total + 1)
    share = failed / judged
    between = float(judged @ (share - failed.sum() / total) ** 2) / (k - 1)
    within = float(judged @ (share * (1 - share))) / (total - k) if total > k else 0.0
    size = (total - judged @ judged / total) / (k - 1)
    rho = (between - within) / (between + (size - 1) * within) if between > 0 else 0.0
    strength = policy.PRIOR_LOTS if rho <= 0 else min(max(1 / rho - 1, 1.0), policy.PRIOR_LOTS)
    return float(mean * strength), float((1 - mean) * strength)


def priors(failed: Sequence[float], judged: Sequence[float]) -> list[tuple[float, float]]:
    """For each maker the prior that the others make: what is its own never counts twice."""
    k, n = np.asarray(failed, dtype=float), np.asarray(judged, dtype=float)
    return [prior_of(np.delete(k, at), np.delete(n, at)) for at in range(len(n))]
