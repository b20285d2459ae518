"""Whether laboratories agree before their values share an estimate: En numbers and z scores."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from benchmarks import policy
from benchmarks.columns import LABORATORY
from data.frames import numbered

_ROUND = ["sector", "category", "wave", "indicator"]
_LAB, _SAMPLE = [*_ROUND, "lab"], [*_ROUND, "enterprise", "sample"]
_ROUNDS = 1000  # Algorithm A settles in tens
VERDICTS = ("differs", "warning", "comparable", "cannot_tell")


def scores_of(rows: pd.DataFrame) -> pd.DataFrame:
    """LABORATORY rows from readings of everyone; pass/fail indicators have none.

    En = (x - X) / sqrt(U_lab2 + U_ref2) over the samples a laboratory shares with others, X their mean without its own
    value; |En| <= 1 is good (ISO 13528:2022, 9.7). z = (D - D*) / s*, D the laboratory's mean deviation inside
    enterprises that several laboratories tested, D* and s* robust (Algorithm A); with u = 1.25 s* / sqrt(p) above
    0.3 s* the denominator is sqrt(s*2 + u2) (z', 9.5); from MIN_LABS laboratories with MIN_SAMPLES samples each.
    """
    rows = rows[(rows["statistic"] == "mean") & ~rows["censored"]] if len(rows) else rows
    if rows.empty:
        return pd.DataFrame(columns=list(LABORATORY))
    samples = rows.assign(unstated=rows["U"].isna()).groupby([*_SAMPLE, "lab"], as_index=False)
    one = samples.agg(value=("value", "mean"), U=("U", "mean"), unstated=("unstated", "any"))
    out = one.groupby(_LAB).size().rename("samples").reset_index()
    out = out.merge(_en(one), on=_LAB, how="left").merge(_z(one), on=_LAB, how="left")
    out["deviation"] = out["deviation"].fillna(out["inside"])
    out["shared_samples"] = out["shared_samples"].fillna(0).astype(int)
    out["labs"] = out.groupby(_ROUND)["lab"].transform("size")
    out["verdict"], out["reason"] = _verdict(out), _reason(out)
    return out[list(LABORATORY)]


def differing(rows: pd.DataFrame) -> pd.DataFrame:
    """Laboratories whose values are not comparable with the others': sector, category, wave, indicator, lab."""
    found = scores_of(rows)
    return found.loc[found["verdict"] == "differs", _LAB]


def counted(rows: pd.DataFrame, decided: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """Measurements without those of a laboratory that was left out by decision, and of which of them it was decided.

    decided: data.kept.mixes.decisions. A maker that no other laboratory measured keeps its values: they are marked too,
    and give no verdict. Samples are judged against mandatory limits whoever measured them: that asks all rows.
    """
    place = ["sector", "category", "wave", "indicator"]
    out = decided.loc[decided["left_out"] != "", [*place, "left_out"]]
    if out.empty or rows.empty:
        return rows, np.zeros(len(rows), dtype=bool)
    left = rows[place].merge(out, on=place, how="left")["left_out"].to_numpy(object) == rows["lab"].to_numpy(object)
    results = numbered(rows, [*place, "enterprise"])
    touched, others = np.bincount(results, left) > 0, np.bincount(results, ~left) > 0
    stay = ~left | ~others[results]
    return rows[stay].reset_index(drop=True), touched[results][stay]


def algorithm_a(values: ArrayLike) -> tuple[float, float]:
    """Robust mean and standard deviation of laboratory results; (mean, 0) where they all agree, NaN of fewer than two.

    Source: ISO 13528:2022, C.3.1 (Huber's proposal 2 at 1.5 standard deviations); started from the standard deviation
    where half of the results agree and the median deviation is 0.
    """
    x = np.asarray(values, dtype=float)
    if len(x) < 2:
        return (float(x[0]) if len(x) else np.nan), np.nan
    middle = float(np.median(x))
    spread = 1.483 * float(np.median(np.abs(x - middle))) or float(np.std(x, ddof=1))
    for _ in range(_ROUNDS):
        pulled = np.clip(x, middle - 1.5 * spread, middle + 1.5 * spread)
        before, middle, spread = (middle, spread), float(pulled.mean()), 1.134 * float(np.std(pulled, ddof=1))
        if abs(middle - before[0]) + abs(spread - before[1]) <= 1e-12 * (abs(middle) + spread):
            break
    return middle, spread


def _en(one: pd.DataFrame) -> pd.DataFrame:
    """En over shared samples, by laboratory. Inside a laboratory U is common to its samples, so it does not shrink."""
    grouped = one.groupby(_SAMPLE)
    others = grouped["lab"].transform("size") - 1
    reference = (grouped["value"].transform("sum") - one["value"]) / others.where(others > 0)
    square = (one["U"] ** 2).groupby([one[name] for name in _SAMPLE]).transform("sum") - one["U"] ** 2
    told = ~grouped["unstated"].transform("any")
    shared = one.assign(
        deviation=one["value"] - reference,
        own=one["U"].where(told),
        theirs=(np.sqrt(square.clip(lower=0)) / others.where(others > 0)).where(told),
    )[others > 0]
    by_lab = shared.groupby(_LAB)
    out = by_lab.agg(shared_samples=("deviation", "size"), deviation=("deviation", "mean")).reset_index()
    own, theirs = (by_lab[name].agg(lambda u: u.mean(skipna=False)).to_numpy(float) for name in ("own", "theirs"))
    reach = np.sqrt(own**2 + theirs**2)
    return out.assign(en=np.divide(out["deviation"], reach, out=np.full(len(out), np.nan), where=reach > 0))


def _z(one: pd.DataFrame) -> pd.DataFrame:
    """z or z' of each laboratory's mean deviation inside the enterprises it has in common with others."""
    place = [*_ROUND, "enterprise"]
    means = one.groupby([*place, "lab"])["value"].agg(value="mean", n="size").reset_index()
    several = means.groupby(place)["lab"].transform("size") > 1
    means["deviation"] = means["value"] - means.groupby(place)["value"].transform("median")
    out = means[several].groupby(_LAB).agg(inside=("deviation", "mean"), n=("n", "sum")).reset_index()
    out["z"] = np.nan
    for _, rows in out[out["n"] >= policy.MIN_SAMPLES].groupby(_ROUND):
        if len(rows) < policy.MIN_LABORATORIES:
            continue
        middle, spread = algorithm_a(rows["inside"])
        u = 1.25 * spread / np.sqrt(len(rows))
        reach = np.hypot(spread, u) if u > 0.3 * spread else spread
        if reach > 0:
            out.loc[rows.index, "z"] = (rows["inside"] - middle) / reach
    return out.drop(columns="n")


def _verdict(out: pd.DataFrame) -> np.ndarray:
    z, en = out["z"].abs(), out["en"].abs()
    differs = (en > policy.EN_LIMIT) | (z >= policy.Z_ACTION)
    return np.select([differs, z > policy.Z_WARNING, en.notna() | z.notna()], VERDICTS[:3], VERDICTS[3])


def _reason(out: pd.DataFrame) -> np.ndarray:
    """Why a laboratory cannot be judged; empty where it can."""
    cases = [
        out["en"].notna() | out["z"].notna(),
        out["labs"] == 1,
        out["shared_samples"] > 0,
        out["inside"].notna(),
    ]
    return np.select(cases, ["", "one_laboratory", "no_uncertainty", "too_few_laboratories"], "nothing_shared")
