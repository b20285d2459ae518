"""Conformity of each sample by ILAC-G8: pass, conditional pass, conditional fail, fail, with guard band w = U."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import special

from benchmarks import policy
from benchmarks.columns import KEYS
from benchmarks.estimates.readings import readings
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs import lookup
from benchmarks.specs.spec import Specs
from data.frames import first_rows, numbered
from data.store import Store

STATES = ("fail", "conditional_fail", "conditional_pass", "pass")
# What the guard band of a sample is made of; by simple acceptance nobody knows it, and no verdict rests on it.
RULES = ("stated", "default", "spread", "detection_limit", "pass_fail", "simple_acceptance")
JUDGED = [*KEYS, "level", "sample"]
STATE = (*JUDGED, "level_value", "state", "p_conform", "lab", "rule", "tests", "beyond", "p_beyond")
_TALLY = ("samples", "passing", "failing", "beyond", "p_all", "p_beyond")


def unscoped_states(store: Store, specs: Specs, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """One row a sample and level of everyone, columns STATE.

    rule: where its uncertainty comes from, one of RULES; tests: measurements of this result against the level; beyond:
    worse than the level by more than the guard band of so many; p_beyond: chance that it would be if measured again.
    """
    if store.query("SELECT 1 FROM batch WHERE kind = 'test' LIMIT 1").empty:
        return pd.DataFrame(columns=list(STATE))
    rows = readings(store, specs, selection)
    return states_of(
        rows.drop(columns="direction").merge(lookup.levels(specs, rows), on=["sector", "indicator", "wave"])
    )


def states_of(rows: pd.DataFrame) -> pd.DataFrame:
    """STATE rows from readings with their levels. Of several laboratories' measurements of one sample the worst counts.

    A value below its limit of detection L lies anywhere from 0 to L: it passes where all of that range does, fails
    where none of it comes near the level, and is conditional in between; p_conform is the part of the range at the
    level or better. For a value, p_conform is the probability that the true one is at the level or better: normal with
    u = U / 2 (JCGM 106:2012, 7.2), Student's t where u is the samples' own spread, empty where nobody knows u.
    """
    if rows.empty:
        return pd.DataFrame(columns=list(STATE))
    sign = np.where(rows["direction"] == "higher", 1.0, -1.0)
    margin, one, other = (sign * (rows[name] - rows["level_value"]) for name in ("value", "least", "most"))
    worst, best = np.minimum(one, other), np.maximum(one, other)
    of_level, of_sample = numbered(rows, [*KEYS, "level"]), numbered(rows, JUDGED)
    u, df, rule = _known(rows, of_level)
    tests = np.bincount(of_level)[of_level]
    guard, band = guards(u, df, np.ones(len(rows))), guards(u, df, tests)
    size = rows["level_value"].abs()
    unknown = rule == "simple_acceptance"
    place = state(margin, np.where(unknown, np.inf, guard), worst, best, size)
    sharp = np.where(u > 0, _chance(margin / np.where(u > 0, u, 1.0), df), place >= 2)
    width = best - worst
    p = np.where(width > 0, (best / width.where(width > 0, 1.0)).clip(0, 1), sharp)
    beyond = (state(margin, band, worst, best, size) == 0) & ~unknown
    again = np.where(u > 0, _chance((-band - best) / np.where(u > 0, u, 1.0), df), beyond) * ~unknown
    rows = rows.assign(place=place, p_conform=np.where(unknown, np.nan, p), rule=rule, tests=tests, beyond=beyond)
    rows["beyond"] = rows["beyond"].groupby(of_sample).transform("any")
    rows["p_beyond"] = 1 - pd.Series(1 - again, index=rows.index).groupby(of_sample).transform("prod")
    worst_first = np.lexsort((rows["p_conform"].to_numpy(), place))
    least = rows.iloc[worst_first[first_rows(of_sample[worst_first])]]
    least = least.assign(state=np.array(STATES, dtype=object)[least["place"]])
    return least[list(STATE)].sort_values(JUDGED, ignore_index=True)


def guards(u: NDArray, df: NDArray, tests: NDArray) -> NDArray[np.float64]:
    """Guard band of `tests` measurements judged together, from the standard uncertainty u and its degrees of freedom.

    k u with k = z(1 - 0.025 / tests), the quantile of Student's t where df is finite: however many samples stand
    exactly at a limit, in at most 2.5 % of waves one of them is beyond it by more (Bonferroni; Dunn 1961, JASA 56). At
    least U = 2 u, the band of one sample, so that nobody breaks a level whose samples do not.
    """
    tail = np.minimum((1 - policy.CONFIDENCE) / 2 / tests, special.ndtr(-policy.COVERAGE_FACTOR))
    k = np.where(np.isfinite(df), special.stdtrit(np.where(np.isfinite(df), df, 1.0), 1 - tail), -special.ndtri(tail))
    return k * u


def _known(rows: pd.DataFrame, of_level: NDArray[np.int64]) -> tuple[NDArray, NDArray, NDArray]:
    """Standard uncertainty of each reading, its degrees of freedom (infinite of a stated one) and the rule it follows.

    Stated, else the default of the spec, else the spread of the result's values from MIN_SAMPLES on. A limit of
    detection without U is taken at its word, a pass/fail result has none.
    """
    plain = (rows["statistic"] == "mean") & ~rows["censored"]
    values = rows["value"].where(plain).groupby(of_level)
    spread, n = values.transform("std").to_numpy(), values.transform("count").to_numpy()
    given, spread_known = rows["U"].notna(), (n >= policy.MIN_SAMPLES) & (np.nan_to_num(spread) > 0)
    cases = [rows["statistic"] != "mean", given & (rows["u_from"] == "stated"), given, rows["censored"], spread_known]
    names = ["pass_fail", "stated", "default", "detection_limit", "spread"]
    rule = np.select(cases, names, "simple_acceptance")
    u = np.where(given & plain | given & rows["censored"], rows["U"] / policy.COVERAGE_FACTOR, 0.0)
    by_spread = rule == "spread"
    return np.where(by_spread, spread, np.nan_to_num(u)), np.where(by_spread, n - 1.0, np.inf), rule


def _chance(t: NDArray, df: NDArray) -> NDArray:
    finite = np.isfinite(df)
    return np.where(finite, special.stdtr(np.where(finite, df, 1.0), t), special.ndtr(t))


Vector = NDArray | pd.Series


def state(
    margin: Vector,
    guard: Vector,
    worst: Vector | None = None,
    best: Vector | None = None,
    size: Vector | float = 0.0,
) -> np.ndarray:
    """Index into STATES from the margin to the limit (positive is better) and the guard band w.

    Acceptance limit AL = TL - w: pass at margin >= w, conditional pass at 0 <= margin < w, conditional fail at
    -w <= margin < 0, fail below -w. Source: ILAC-G8:09/2019, 4.2.3 (non-binary statement with guard band).
    worst and best are the ends of what the margin may be where only a limit of detection is known; size is that of
    the level, for rounding.
    """
    worst, best = (margin if end is None else end for end in (worst, best))
    # A margin that equals the band but for the rounding of a subtraction or a changed unit lies on it.
    slack = 1e-12 * (np.abs(margin) + np.where(np.isfinite(guard), guard, 0.0) + size)
    return np.select([worst >= guard - slack, best < -guard - slack, margin >= -slack], [3, 0, 2], 1)


def tally(states: pd.DataFrame) -> pd.DataFrame:
    """Per keys and level: samples, passing, failing, beyond (by more than the band of all), p_all and p_beyond.

    p_all is n times the least sample's probability of conforming, at most 1, n the measurements: what a list of many
    is judged by, below 0.025 where a sample is beyond. Empty where nobody knows the uncertainty of one and no other is.
    p_beyond: chance that one of the samples would be beyond, were all measured again around what was found.
    """
    keys = [*KEYS, "level"]
    if states.empty:
        return pd.DataFrame(columns=[*keys, *_TALLY])
    numbers = numbered(states, keys)
    out = states[[*keys, "tests"]].iloc[first_rows(numbers)].reset_index(drop=True)
    beyond, p = states["beyond"].groupby(numbers).sum(), states["p_conform"]
    told = ~p.isna().groupby(numbers).any() | (beyond > 0)
    return out.assign(
        samples=np.bincount(numbers),
        passing=(states["state"] == "pass").groupby(numbers).sum(),
        failing=(states["state"] == "fail").groupby(numbers).sum(),
        beyond=beyond,
        p_all=(out["tests"] * p.groupby(numbers).min()).clip(upper=1).where(told),
        p_beyond=1 - (1 - states["p_beyond"]).groupby(numbers).prod(),
    )[[*keys, *_TALLY]]
