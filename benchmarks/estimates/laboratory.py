"""Test estimates: sample spread and laboratory uncertainty combined, one row a result."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from benchmarks import policy
from benchmarks.columns import KEYS
from benchmarks.estimates import convolution, intervals
from benchmarks.estimates.agreement import counted, differing
from benchmarks.estimates.readings import readings
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.frames import each_row, first_rows, numbered
from data.kept.mixes import decisions
from data.store import Store
from data.viewer import LOCAL

_KEYS = list(KEYS)
_RESULT = [*_KEYS, "statistic"]


def laboratory_estimates(store: Store, specs: Specs, selection: Selection) -> pd.DataFrame:
    """Estimates of all test results, unscoped; columns ESTIMATE without confidence, in reported units.

    Laboratories are compared over all enterprises: the selection names none. n counts samples. A sample measured by
    several laboratories enters once, with the mean of its values; those of a laboratory left out by decision do not.
    Formula: u2 = s2 / n + sum over laboratories of (sum of c_i U_i / 2)2 + (sum of c_i L_i)2 / 12, c_i the weight of
    measurement i in the mean: a laboratory's uncertainty is common to its samples, laboratories are independent
    (JCGM 100:2008, 5.2), where one states none the default of the spec counts; a value below its limit L is anywhere
    from 0 to L, in every sample alike (4.3.7).
    Interval: Student's t of the samples' spread and the normal of all else, convolved (JCGM 101:2008, 5). `df` is that
    of Welch and Satterthwaite (JCGM 100:2008, G.4), infinite for all but the samples' share.
    """
    if store.query("SELECT 1 FROM batch WHERE kind = 'test' LIMIT 1").empty:
        return pd.DataFrame()
    rows = readings(store, specs, selection)
    if rows.empty:
        return rows
    decided = decisions(store, LOCAL)
    rows, left = counted(rows, decided)
    return with_intervals(compared(combined(rows), rows, left, rows, decided))


def combined_samples(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a sample: keys, statistic, sample, value (the mean of its measurements), censored where any of them is.

    One failing measurement fails a pass/fail sample: a pass elsewhere does not undo it.
    """
    numbers = numbered(rows, [*_RESULT, "sample"])
    out = rows[[*_RESULT, "sample", "direction"]].iloc[first_rows(numbers)].reset_index(drop=True)
    values = rows["value"].groupby(numbers)
    failed = values.min().where(out["direction"] == "higher", values.max())
    return out.assign(
        censored=rows["censored"].groupby(numbers).any(),
        value=values.mean().where(out["statistic"] == "mean", failed),
    )


def weights(rows: pd.DataFrame, n: ArrayLike) -> pd.Series:
    """c_i, the weight of each measurement in the mean of its result; n: samples of its result, a row each."""
    of_sample = numbered(rows, [*_RESULT, "sample"])
    return pd.Series(1 / (np.asarray(n) * np.bincount(of_sample)[of_sample]), index=rows.index)


def combined(rows: pd.DataFrame) -> pd.DataFrame:
    """Readings as one row a result: n, mean, sample variance, that of the mean, of laboratories and limits, and flags.

    between: variance of the mean from the samples' spread, degrees: its degrees of freedom; n_eff: n. Units squared.
    """
    samples = combined_samples(rows)
    numbers = numbered(samples, _RESULT)
    values = samples["value"].groupby(numbers)
    out = samples[_RESULT].iloc[first_rows(numbers)].reset_index(drop=True)
    out = out.assign(n=values.size(), mean=values.mean(), spread=values.var())
    out = out.assign(between=out["spread"] / out["n"], degrees=out["n"] - 1, n_eff=out["n"].astype(float))
    numbers = numbered(rows, _RESULT)  # results come in the order of their first rows here as there
    share = weights(rows, out["n"].to_numpy()[numbers])
    part = share * rows["U"].fillna(0) / policy.COVERAGE_FACTOR
    of_lab = numbered(rows.assign(result=numbers), ["result", "lab"])
    result = numbers[first_rows(of_lab)]
    spans = ((rows["most"] - rows["least"]) * share).groupby(numbers).sum()
    of_first = rows[["lowest", "highest"]].iloc[first_rows(numbers)].reset_index(drop=True)
    out = out.assign(
        censored=rows["censored"].groupby(numbers).mean(),
        unstated=rows["U"].isna().groupby(numbers).any(),
        assumed=(rows["u_from"] == "default").groupby(numbers).any(),
        labs=np.bincount(result, minlength=len(out)),
        lowest=of_first["lowest"],
        highest=of_first["highest"],
        lab_variance=(part.groupby(of_lab).sum() ** 2).groupby(result).sum(),
        limit_variance=spans**2 / 12,
        lab_flag="",
    )
    marked = (rows["lab_flag"].fillna("") != "").to_numpy()
    if not marked.any():
        return out
    said = rows["lab_flag"][marked].groupby(numbers[marked]).agg(lambda flags: ";".join(sorted(set(flags))))
    return out.assign(lab_flag=said.reindex(out.index))


def compared(
    out: pd.DataFrame, rows: pd.DataFrame, left: np.ndarray, everyone: pd.DataFrame, decided: pd.DataFrame
) -> pd.DataFrame:
    """Marks results in which a laboratory's values stand beside others' though they differ, and what was decided.

    everyone: readings, each once, over which laboratories are compared. left: which of `rows` are of a result of which
    a laboratory was left out; where it alone measured, they differ.
    """
    out = out.assign(labs_differ=False, mix="", left=False)
    if not (out["labs"] > 1).any() and not left.any():
        return out
    mixed = rows.merge(differing(everyone), on=["sector", "category", "wave", "indicator", "lab"])
    keys = pd.MultiIndex.from_frame(mixed[_KEYS].drop_duplicates())
    out["labs_differ"] = pd.MultiIndex.from_frame(out[_KEYS]).isin(keys) & (out["labs"] > 1)
    out["left"] = pd.MultiIndex.from_frame(out[_KEYS]).isin(pd.MultiIndex.from_frame(rows.loc[left, _KEYS]))
    alone = rows.merge(decided.rename(columns={"left_out": "lab"})[["sector", "category", "wave", "indicator", "lab"]])
    out["labs_differ"] |= pd.MultiIndex.from_frame(out[_KEYS]).isin(pd.MultiIndex.from_frame(alone[_KEYS]))
    place = ["sector", "category", "wave", "indicator"]
    out["mix"] = out.merge(decided[[*place, "decision"]], on=place, how="left")["decision"].fillna("").to_numpy()
    return out


def with_intervals(out: pd.DataFrame) -> pd.DataFrame:
    """ESTIMATE rows without confidence from rows of `combined`, compared."""
    passfail = (out["statistic"] != "mean").to_numpy()
    between = out["between"]
    variance = between + out["lab_variance"] + out["limit_variance"]
    out["se"] = pd.Series(np.sqrt(variance), index=out.index).where(variance > 0)
    # Without laboratory uncertainty the mean has those of the spread; with it, by Welch-Satterthwaite.
    degrees = variance**2 * out["degrees"] / between.where(between > 0) ** 2
    out["df"] = degrees.where(degrees <= policy.NORMAL_FROM_DF)
    spread = pd.Series(np.sqrt(between), index=out.index).where(out["df"].notna(), 0.0)
    ends = convolution.limits(out["mean"], spread, out["degrees"], out["se"])
    low, high = (np.clip(end, out["lowest"], out["highest"]) for end in ends)
    share_low, share_high = intervals.wilson(out["mean"].clip(0, 1), out["n_eff"])
    out["low"], out["high"] = np.where(passfail, share_low, low), np.where(passfail, share_high, high)
    out["method"] = np.where(passfail, "wilson", "gum_101")
    share_se = np.sqrt((out["mean"] * (1 - out["mean"])).clip(lower=0) / out["n_eff"])
    out["se"] = np.where(passfail, share_se, out["se"])
    out.loc[passfail, "df"] = np.nan
    out["estimate"], out["missing_share"], out["deff"] = out["mean"], 0.0, np.nan
    out["source"] = "test"
    out["flag"] = _flags(out, passfail)
    return out


def _flags(out: pd.DataFrame, passfail: np.ndarray) -> list[str]:
    flags = []
    for row, judged in zip(each_row(out), passfail, strict=True):
        marks = [f"censored={row.censored:.2f}"] if row.censored > 0 and not judged else []
        marks += ["no_uncertainty"] if row.unstated and not judged else []
        marks += ["default_uncertainty"] if row.assumed and not judged else []
        marks += ["no_spread"] if not judged and row.n > 1 and row.spread == 0 else []
        marks += ["one_sample"] if row.n == 1 else []
        marks += ["labs_differ"] if row.labs_differ else []
        marks += [f"mix_{row.mix}"] if row.mix and (row.labs_differ or row.left) else []
        flags.append(";".join([*marks, *([row.lab_flag] if isinstance(row.lab_flag, str) and row.lab_flag else [])]))
    return flags
