"""A part held against the rest: the difference, its interval and what it is told as."""

from collections.abc import Callable, Sequence
from math import inf

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.columns import SHARES
from benchmarks.cuts.parts import PART, REST
from benchmarks.estimates import intervals
from benchmarks.gaps.false_alarms import q_values

Numbers = dict[str, np.ndarray]  # OF_GAP, gap_se and p
FINDINGS = ("better", "worse", "may_be_chance", "no_evidence", "too_few", "not_compared")
NO_REST = "rest_not_told"
_SCORES = (*SHARES, "nps")  # whose intervals are no t
_Z = float(special.ndtri((1 + policy.CONFIDENCE) / 2))
_OF_REST = ("n", "estimate", "se", "df", "low", "high", "weight", "makers")
OF_GAP = ("gap_to_rest", "gap_low", "gap_high")
KEYS = ["sector", "category", "enterprise", "wave", "indicator", "facet", "part"]


def with_rest(
    rows: pd.DataFrame, compare: Callable[[pd.DataFrame], Numbers] | None = None, also: Sequence[str] = ()
) -> pd.DataFrame:
    """The parts, a row each, with the rest beside them (rest_n, ...), share, the gap, its interval and p.

    rows: estimates of benchmarks.cuts.sums with `side`, direction and makers. gap_to_rest is signed so that positive is
    better than the rest, in the reported unit. Its standard error has the covariance of the PSUs both share; its
    interval is as lopsided as the two are: MOVER of shares, else `intervals.difference`, with the smaller df where the
    two share PSUs and that of Welch and Satterthwaite where they do not (as changes between waves). Empty where either
    has no interval. share: of the weights of all that were asked, 0 to 1. compare: what makes OF_GAP and p instead of
    `differences`, which asks of the rest what `also` names.
    """
    part, rest = (rows[rows["side"] == side].set_index(KEYS) for side in (PART, REST))
    both = part.join(rest[[*_OF_REST, *also]].add_prefix("rest_"), how="inner").reset_index()
    if both.empty:
        return both.assign(share=[], p=[], **{name: [] for name in OF_GAP})
    numbers = (compare or differences)(both)
    weights = both["weight"].to_numpy(float), both["rest_weight"].to_numpy(float)
    return both.assign(share=weights[0] / (weights[0] + weights[1]), **numbers)


def differences(both: pd.DataFrame) -> Numbers:
    """gap_to_rest, gap_low, gap_high, gap_se and p of rows with estimate, se, df, low, high of two, the other `rest_`.

    As with_rest says; covariance: of the two estimates.
    """
    names = ("estimate", "se", "df", "low", "high")
    x1, _, df1, low1, high1 = (both[name].to_numpy(float) for name in names)
    x0, _, df0, low0, high0 = (both[f"rest_{name}"].to_numpy(float) for name in names)
    se1, se0 = _interval_se(both, ""), _interval_se(both, "rest_")
    shared, sign = both["covariance"].to_numpy(float), np.where(both["direction"] == "higher", 1.0, -1.0)
    share, score = both["statistic"].isin(SHARES).to_numpy(), both["statistic"].isin(_SCORES).to_numpy()
    se = np.sqrt(np.clip(se1**2 + se0**2 - 2 * shared, 0.0, None))
    with np.errstate(divide="ignore", invalid="ignore"):
        welch = (se1**2 + se0**2) ** 2 / (se1**4 / df1 + se0**4 / df0)
        together = np.clip(np.where(se1 * se0 > 0, shared / (se1 * se0), 0.0), -1, 1)
    df = np.where(share, inf, np.where(shared != 0, np.minimum(df1, df0), welch))
    own = np.where(score, inf, df1), np.where(score, inf, df0)
    known = (high1 > low1) & (high0 > low0) & (df1 > 0) & (df0 > 0)
    of_shares = intervals.difference_of_shares(x1, x0, (low1, high1), (low0, high0), together)
    of_means = intervals.difference(x1, x0, (low1, high1), (low0, high0), (se1, se0, se), (*own, df))
    ends = [np.where(share, *each) for each in zip(of_shares, of_means, strict=True)]
    low, high = np.where(known, np.sort([sign * ends[0], sign * ends[1]], axis=0), np.nan)
    gap = np.where(known, sign * (x1 - x0), np.nan)
    return {"gap_to_rest": gap, "gap_low": low, "gap_high": high, "gap_se": se, "p": chance(gap, low, high, df)}


def chance(gap: np.ndarray, low: np.ndarray, high: np.ndarray, df: np.ndarray) -> np.ndarray:
    """Two-sided p of each gap, from the half of its interval on the side of 0: 0.05 where that end touches 0.

    Empty where there is no gap.
    """
    half = np.where(gap >= 0, gap - low, high - gap)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(half > 0, np.abs(gap) / half, np.where(gap == 0, 0.0, inf))
    reach = intervals.critical(np.where(np.isinf(df), np.nan, df))
    normal, finite = np.isinf(df), np.where(np.isinf(df), 1.0, df)
    tail: np.ndarray = np.where(normal, special.ndtr(-times * reach), special.stdtr(finite, -times * reach))
    return np.where(np.isnan(gap), np.nan, 2 * tail)


def _interval_se(both: pd.DataFrame, prefix: str) -> np.ndarray:
    """Standard errors; where all answers agree (none, or 0) the one that the interval's width stands for."""
    given = both[f"{prefix}se"].to_numpy(float)
    width = (both[f"{prefix}high"] - both[f"{prefix}low"]).to_numpy(float) / (2 * _Z)
    return np.where(np.nan_to_num(given) > 0, given, width)


def judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of with_rest with q_value over all of them, and `finding`, one of FINDINGS.

    A difference is told as one where its interval leaves 0 out and it stays after Benjamini-Hochberg over every part
    that is shown; else it may be chance, or there is no evidence of one: which is no proof that there is none, so that
    the interval stands beside it. Parts or rests of fewer than MIN_RESPONSES answers, or MIN_SAMPLES samples, are not
    judged.
    """
    least = np.where(rows["source"] == "test", policy.MIN_SAMPLES, policy.MIN_RESPONSES)
    few = (rows["n"] < least) | (rows["rest_n"] < least)
    gap, p = rows["gap_to_rest"], rows["p"].astype(float).mask(few).to_numpy()
    q = q_values(np.clip(p, 0, 1))
    apart = (rows["gap_low"] > 0) | (rows["gap_high"] < 0)
    stays = apart & (np.nan_to_num(q, nan=1.0) <= policy.FALSE_DISCOVERY)
    cases = [few, gap.isna(), stays & (gap > 0), stays & (gap < 0), apart]
    found = np.select(cases, ["too_few", "not_compared", "better", "worse", "may_be_chance"], "no_evidence")
    return rows.assign(q_value=q, finding=found)
