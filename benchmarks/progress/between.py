"""The change between two waves, a row each: the difference test of benchmarks.progress.trend on whole columns."""

from math import inf

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.columns import SHARES
from benchmarks.estimates import intervals
from benchmarks.progress.series import SCORES, Z, critical

CHANGE = ("change", "change_se", "change_df", "change_low", "change_high")
_NUMBERS = ("estimate", "se", "df", "low", "high")


def between(pairs: pd.DataFrame) -> pd.DataFrame:
    """CHANGE columns for rows with estimate, se, df, low, high of a wave and, as `first_...`, of an earlier one.

    Also needs statistic, direction and covariance (0 where the waves share no PSUs). Changes are signed so that
    positive is better, in the reported unit; from the two intervals, so that a change is as lopsided as they are: MOVER
    of shares, `intervals.difference` of all else (the difference test of symmetric means), with Welch-Satterthwaite df,
    or the smaller df where PSUs are shared (JCGM 100:2008, G.4). Empty where either wave has no interval.
    """
    x1, _, df1, low1, high1 = (pairs[name].to_numpy(float) for name in _NUMBERS)
    x0, _, df0, low0, high0 = (pairs[f"first_{name}"].to_numpy(float) for name in _NUMBERS)
    se1, se0 = interval_se(pairs), interval_se(pairs, "first_")
    df1, df0 = np.where(np.isnan(df1), inf, df1), np.where(np.isnan(df0), inf, df0)
    shared, sign = pairs["covariance"].to_numpy(float), np.where(pairs["direction"] == "higher", 1.0, -1.0)
    se = np.sqrt(np.clip(se0**2 + se1**2 - 2 * shared, 0.0, None))
    with np.errstate(divide="ignore", invalid="ignore"):
        df = (se0**2 + se1**2) ** 2 / (se0**4 / df0 + se1**4 / df1)
        together = np.clip(np.where(se0 * se1 > 0, shared / (se0 * se1), 0.0), -1, 1)
    df = np.where(shared != 0, np.minimum(df0, df1), np.where(np.isnan(df), inf, df))
    score, share = pairs["statistic"].isin(SCORES).to_numpy(), pairs["statistic"].isin(SHARES).to_numpy()
    df = np.where(share, inf, df)
    own = np.where(score, inf, df1), np.where(score, inf, df0)
    now, then = (low1, high1), (low0, high0)
    of_shares = intervals.difference_of_shares(x1, x0, now, then, together)
    of_means = intervals.difference(x1, x0, now, then, (se1, se0, se), (*own, df))
    low, high = (np.where(share, *ends) for ends in zip(of_shares, of_means, strict=True))
    known = (high1 > low1) & (high0 > low0)
    ends = np.where(known, np.sort([sign * low, sign * high], axis=0), np.nan)
    change = np.where(known, sign * (x1 - x0), np.nan)
    return pairs.assign(change=change, change_se=se, change_df=df, change_low=ends[0], change_high=ends[1])


def with_covariance(pairs: pd.DataFrame, covariance: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Adds `covariance` of the estimates in the waves of columns `first` and `last`, 0 where they share no PSUs.

    covariance: rows of benchmarks.estimates.covariance, the earlier wave first.
    """
    known = covariance.rename(columns={"wave": first, "other_wave": last})
    rows = pairs.merge(known, on=["sector", "category", "enterprise", "indicator", first, last], how="left")
    return rows.assign(covariance=rows["covariance"].astype(float).fillna(0.0))


def p_value(changes: pd.DataFrame) -> np.ndarray:
    """Two-sided p of each change, from the half of its interval on the side of 0: 0.05 where that end touches 0."""
    moved = changes["change"].to_numpy(float)
    end = np.where(moved >= 0, changes["change_low"], changes["change_high"]).astype(float)
    half = np.abs(moved - end)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(half > 0, np.abs(moved) / half, np.where(moved == 0, 0.0, inf))
    df = changes["change_df"].to_numpy(float)
    p = 2 * special.stdtr(df, -times * critical(df))
    return np.where(np.isnan(moved), np.nan, p)


def judged(rows: pd.DataFrame) -> pd.Series:
    """Whether an estimate may be compared: enough answers or samples for a verdict, and an interval."""
    least = np.where(rows["source"] == "survey", policy.MIN_RESPONSES, policy.MIN_SAMPLES)
    return (rows["n"] >= least) & (rows["high"] > rows["low"])


def interval_se(pairs: pd.DataFrame, prefix: str = "") -> np.ndarray:
    """Standard errors; where all answers agree (none, or 0) the one that the interval's width stands for."""
    given = pairs[f"{prefix}se"].to_numpy(float)
    width = (pairs[f"{prefix}high"] - pairs[f"{prefix}low"]).to_numpy(float) / (2 * Z)
    return np.where(np.nan_to_num(given) > 0, given, width)
