"""Measurements in reported units, with what is known of the true value where only a detection limit is."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.scope.selection import Selection
from benchmarks.specs import lookup
from benchmarks.specs.spec import Indicator, Specs
from data.frames import first_rows, numbered
from data.store import Store

_PAIR = ["sector", "indicator"]
_SQL = """
SELECT b.sector, k.code AS category, e.code AS enterprise, b.wave, i.code AS indicator, m.batch, m.line, m.sample,
    l.code AS lab, m.tested_on, m.y, m.censored, m.uncertainty, m.lab_flag, m.product
FROM measurement m
JOIN batch b ON b.batch = m.batch AND b.batch NOT IN (SELECT batch FROM withdrawal)
JOIN code e ON e.id = m.enterprise JOIN code k ON k.id = m.category
JOIN code i ON i.id = m.indicator JOIN code l ON l.id = m.lab
WHERE {condition}
ORDER BY b.sha256, m.batch, m.line
"""
_TERMS = {
    "sector": "b.sector = ?",
    "wave": "b.wave = ?",
    "enterprise": "e.code = ?",
    "category": "k.code = ?",
    "indicator": "i.code = ?",
}


def readings(store: Store, specs: Specs, selection: Selection) -> pd.DataFrame:
    """Measurements, unscoped, of the indicators a spec names, in reported units.

    Adds statistic, direction; least, most: between them lies the true value but for U (a censored mean: 0 and the limit
    of detection, else both are the value); value: what enters a mean (half the limit); U: expanded, as stated, else the
    default of the spec (`u_from`: stated, default, or "" where nobody knows it).
    """
    rows = _measurements(store, selection)
    numbers = numbered(rows, _PAIR)
    named = rows[_PAIR].iloc[first_rows(numbers)]
    found = [lookup.find(specs, *pair) for pair in zip(named["sector"], named["indicator"], strict=True)]
    kept = np.array([each is not None for each in found], dtype=bool)
    rows, numbers = rows[kept[numbers]].reset_index(drop=True), (np.cumsum(kept) - 1)[numbers[kept[numbers]]]
    known = [each for each in found if each is not None]
    ranges = [(each.slope, each.offset, each.range.min, each.range.max) for each in known]
    slope, offset, lowest, highest = np.array(ranges, dtype=float).reshape(-1, 4)[numbers].T
    statistic, direction = ([getattr(each, name) for each in known] for name in ("statistic", "direction"))
    rows["statistic"] = pd.array(statistic, dtype="str").take(numbers)
    rows["direction"] = pd.array(direction, dtype="str").take(numbers)
    limited = rows["censored"] & (rows["statistic"] == "mean")
    zero = rows["y"].clip(upper=0.0).where(limited, rows["y"])
    half = (rows["y"] * policy.CENSORED_SHARE_OF_LIMIT).where(limited, rows["y"])
    ends = [offset + slope * each for each in (zero, rows["y"], lowest, highest)]
    stated = rows["uncertainty"] * np.abs(slope)
    default = _defaults(known, numbers, ends[1])
    return rows.assign(
        censored=limited,
        value=offset + slope * half,
        least=np.minimum(ends[0], ends[1]),
        most=np.maximum(ends[0], ends[1]),
        U=stated.fillna(default),
        u_from=np.select([stated.notna(), default.notna()], ["stated", "default"], ""),
        lowest=np.minimum(ends[2], ends[3]),
        highest=np.maximum(ends[2], ends[3]),
    ).drop(columns=["y", "uncertainty"])


def _defaults(known: list[Indicator], numbers: NDArray[np.int64], value: pd.Series) -> pd.Series:
    """The spec's default U of each measured value (its limit, where it lies below one); NaN where the spec has none."""
    out = np.full(len(value), np.nan)
    for number, indicator in enumerate(known):
        if indicator.default_u is not None and indicator.statistic == "mean":
            here = numbers == number
            out[here] = indicator.default_u.at(value[here].to_numpy(float))
    return pd.Series(out, index=value.index)


def _measurements(store: Store, selection: Selection) -> pd.DataFrame:
    """One row a measurement of live test batches, codes for ids; y and uncertainty (U, k = 2) in the spec's unit."""
    chosen = selection.chosen()
    condition = " AND ".join(_TERMS[name] for name in chosen) or "TRUE"
    return store.query(_SQL.format(condition=condition), list(chosen.values()))
