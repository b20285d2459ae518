"""Survey estimates from cells: Taylor linearisation as R survey does it, one row a result."""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.estimates import intervals, skewness
from benchmarks.estimates.sums import SurveySums, nps_side, survey_sums
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.frames import Engine

Infer = Callable[[pd.DataFrame], dict[str, Any]]
Side = Callable[[str], pd.DataFrame]

_SHARES, _MEANS = ("share", "top_box"), ("mean", "per_100")
_FLAGS = ("lonely_psu", "one_psu", "no_spread", "no_psu_spread")


def survey_estimates(store: Engine, specs: Specs, selection: Selection) -> pd.DataFrame:
    """Estimates of all survey results, unscoped; ESTIMATE without confidence, and JUDGED, in reported units.

    Refuses nothing: indicators that no spec names any more are left out.
    Formula: survey.sql; deff against simple random sampling with replacement, as R's deff = "replace".
    """
    sums = survey_sums(store, specs, selection)
    return pd.DataFrame() if sums is None else inferred(sums, partial(nps_side, store, sums, selection))


def inferred(sums: SurveySums, side: Side) -> pd.DataFrame:
    """As survey_estimates, from sums; side gives those of promoters or detractors, row for row of the nps results."""
    rows = linearised(sums.rows)
    statistic = sums.rule("statistic")
    rows["mean"] += sums.rule("centre")
    for name in ("slope", "offset", "lowest", "highest"):
        rows[name] = sums.rule(name)
    rows["counts"] = statistic == "per_100"
    rows["skew"] = _skewness_of_means(rows)
    out = {name: np.empty(len(rows)) for name in ("estimate", "se", "low", "high")}
    out["method"] = np.empty(len(rows), dtype=object)
    families: list[tuple[tuple[str, ...], Infer]] = [(_SHARES, _shares), (_MEANS, _means)]
    families.append((("nps",), _promoters(side)))
    for kinds, infer in families:
        here = np.flatnonzero(np.isin(statistic, kinds))
        for name, values in (infer(rows.iloc[here]) if len(here) else {}).items():
            out[name][here] = values
    return _named(sums, rows, out)


def linearised(sums: pd.DataFrame) -> pd.DataFrame:
    """Mean, standard error, degrees of freedom, deff and effective n from the sums, in the cells' centred unit."""
    names = ("n", "sw", "sww", "swy", "swyy", "swyyy", "va", "vb", "vc", "cc", "psus", "strata")
    n, sw, sww, swy, swyy, swyyy, va, vb, vc, cc, psus, strata = (sums[name].to_numpy(float) for name in names)
    mean, square, df = swy / sw, swyy / sw, psus - strata
    scatter = np.clip(square - mean**2, 0, None)
    # Rounding leaves a little of the squared sums, more with more answers, where all of them agree: that is no spread.
    agree = scatter <= (1e-14 + 1e-15 * np.sqrt(n)) * (square + mean**2)
    variance, parts = va - 2 * mean * vb + mean**2 * vc, np.abs(va) + 2 * np.abs(mean * vb) + mean**2 * np.abs(vc)
    between = ~agree & (variance > 1e-13 * parts)
    variance = np.where(between, variance / sw**2, 0.0)
    # One PSU alone says nothing; several lonely ones have R's standard error, though no degrees of freedom.
    told = (df > 0) | ((strata > 1) & between)
    with np.errstate(divide="ignore", invalid="ignore"):
        deff = np.where(told & ~agree, variance * (n - 1) / scatter, np.nan)
        n_eff = np.where(deff > 0, n / deff, sw**2 / sww)
        simple = np.where((df > 0) & ~agree, np.sqrt(scatter / (n - 1)), np.nan)
        skew = (swyyy / sw - 3 * mean * square + 2 * mean**3) / scatter**1.5
    # One PSU is one observation of the design, however many people it holds.
    n_eff = np.where(df > 0, n_eff, 1.0)
    new = {"mean": mean, "se": np.where(told, np.sqrt(variance), np.nan), "df": df, "deff": deff, "n_eff": n_eff}
    alike = (df > 0) & ~agree & ~between
    new["skew"], new["variance"] = np.where(agree, 0.0, skew), scatter * n / np.maximum(n - 1, 1)
    new["t_df"] = np.where(df > 0, np.maximum(df * np.minimum(sw**2 / cc / psus, 1), 1), df)
    of_weights = sw**2 / sww
    told_apart = {"n_skew": np.minimum(n_eff, of_weights), "n_interval": _n_for_intervals(n, n_eff, of_weights, df)}
    return sums.assign(**new, **told_apart, agree=agree, alike=alike, simple=simple)


def _n_for_intervals(n: NDArray, n_eff: NDArray, of_weights: NDArray, df: NDArray) -> NDArray:
    """Effective n for score intervals: at most Kish's, and smaller where few PSUs make deff itself uncertain.

    Source: Korn and Graubard (1998), Survey Methodology 24: n_eff (t(n - 1) / t(df))2, n_eff cut (NCHS, 2017). NCHS
    cuts at n; Kish's (sum of w)2 / sum of w2 is the n of the weights, which no luck with a few answers takes back.
    Without it Wilson with n / deff covers 0.88 instead of 0.95 at 10 PSUs and a share of 0.98; with it at least 0.93
    (docs/simulation.md).
    """
    ratio = intervals.critical(np.maximum(n - 1, 1)) / intervals.critical(np.maximum(df, 1))
    return np.where(df > 0, np.minimum(n_eff, of_weights) * ratio**2, 1.0)


def _shares(rows: pd.DataFrame) -> dict[str, Any]:
    share = rows["mean"].clip(0, 1).to_numpy()
    low, high = intervals.wilson(share, rows["n_interval"])
    return {"estimate": share, "se": rows["se"], "low": low, "high": high, "method": "wilson"}


def _skewness_of_means(rows: pd.DataFrame) -> NDArray:
    """Skewness of each mean in the file's unit; 0 where all answers agree."""
    moments = rows["mean"], rows["variance"]
    with np.errstate(divide="ignore", invalid="ignore"):
        of_scale = skewness.of_scale(*moments, rows["lowest"], rows["highest"])
        implied = np.where(rows["counts"], skewness.of_counts(*moments), of_scale)
        found = skewness.of_mean(rows["skew"], implied, rows["n_skew"], rows["n"], rows["t_df"])
    return np.where(rows["agree"] | (rows["df"] <= 0), 0.0, np.nan_to_num(found))


def _means(rows: pd.DataFrame) -> dict[str, object]:
    """Means in reported units, and problems per 100; Hall's interval for lopsided answers, clipped to the scale.

    Its t has df times (sum of w)2 / sum of w2 over PSUs: few of unequal weight carry a variance less surely than their
    number says, and R's df would leave a maker exactly at a level wrong in 3.1 % of surveys (docs/simulation.md).

    Where all PSUs agree though their members do not, the interval is that of a simple random sample with the design's
    degrees of freedom: a standard error of 0 would be a claim to know the truth.
    """
    value = rows["mean"].clip(rows["lowest"], rows["highest"]).to_numpy()
    agree, alike = rows["agree"].to_numpy(), rows["alike"].to_numpy()
    se = rows["se"].where(rows["df"] > 0).where(~rows["alike"], rows["simple"])
    silent = agree & rows["counts"].to_numpy() & (np.abs(value) < 1e-9)
    pairs = (
        intervals.zero_count(rows["n_interval"]),
        intervals.no_spread(value, rows["n_interval"], rows["lowest"], rows["highest"]),
        intervals.skewed_student(value, se, rows["t_df"], rows["skew"].where(~rows["alike"], 0.0)),
    )
    low, high = (np.select([silent, agree], ends[:2], ends[2]) for ends in zip(*pairs, strict=True))
    slope, offset = rows["slope"].to_numpy(), rows["offset"].to_numpy()
    ends = offset + slope * np.clip(low, rows["lowest"], None), offset + slope * np.clip(high, None, rows["highest"])
    return {
        "estimate": offset + slope * value,
        "se": rows["se"] * np.abs(slope),
        "low": np.where(slope > 0, *ends),
        "high": np.where(slope > 0, *ends[::-1]),
        "method": np.select([silent, agree, alike], ["garwood", "no_spread", "simple_t"], "taylor_hall"),
    }


def _promoters(side: Side) -> Infer:
    """Promoters minus detractors in points, with the covariance of the two shares."""

    def infer(rows: pd.DataFrame) -> dict[str, Any]:
        sides = [linearised(side(name)) for name in ("promoters", "detractors")]
        (p, p_se, p_n), (d, d_se, d_n) = (
            (each["mean"].clip(0, 1).to_numpy(), each["se"].fillna(0).to_numpy(), each["n_interval"]) for each in sides
        )
        se, product = rows["se"].to_numpy(), p_se * d_se
        covariance = (p_se**2 + d_se**2 - np.nan_to_num(se) ** 2) / 2
        r = np.clip(np.divide(covariance, product, out=np.zeros_like(product), where=product > 0), -1, 1)
        low, high = intervals.difference_of_shares(p, d, intervals.wilson(p, p_n), intervals.wilson(d, d_n), r)
        return {
            "estimate": 100 * (p - d),
            "se": 100 * se,
            "low": 100 * low,
            "high": 100 * high,
            "method": "mover_wilson",
        }

    return infer


def _named(sums: SurveySums, rows: pd.DataFrame, out: dict[str, NDArray]) -> pd.DataFrame:
    """Codes for ids, and the flags, beside the numbers."""
    on = np.stack([rows["lonely"] > 0, rows["df"] <= 0, rows["agree"], rows["alike"]])
    flags = [";".join(name for i, name in enumerate(_FLAGS) if case >> i & 1) for case in range(2 ** len(_FLAGS))]
    texts = {
        "sector": sums.rule("sector"),
        "category": _decoded(rows["category"], sums.text),
        "enterprise": _decoded(rows["enterprise"], sums.text),
        "wave": np.array(sums.waves, dtype=object)[rows["place"].to_numpy() - 1],
        "indicator": sums.rule("code"),
        "statistic": sums.rule("statistic"),
        "method": out.pop("method"),
        "flag": np.array(flags, dtype=object)[(on * 2 ** np.arange(len(_FLAGS))[:, None]).sum(axis=0)],
    }
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in texts.items()})
    kept = rows[["n", "n_eff", "df", "deff", "t_df"]].assign(skew=rows["skew"] * np.sign(rows["slope"]))
    return frame.assign(source="survey", **out, **kept, missing_share=1 - rows["n"] / rows["responses"])


def _decoded(ids: pd.Series, text: dict[int, str]) -> NDArray:
    numbers, place = np.unique(ids.to_numpy(), return_inverse=True)
    return np.array([text[number] for number in numbers.tolist()], dtype=object)[place]
