"""Measurements in reported units, with what is known of the true value where only a detection limit is."""

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.estimates.measurements import measurements
from benchmarks.scope.selection import Selection
from benchmarks.specs import lookup
from benchmarks.specs.spec import Indicator, Specs
from data.store import Store

_PAIR = ["sector", "indicator"]


def readings(store: Store, specs: Specs, selection: Selection) -> pd.DataFrame:
    """Measurements, unscoped, of the indicators a spec names, in reported units.

    Adds statistic, direction; least, most: between them lies the true value but for U (a censored mean: 0 and the limit
    of detection, else both are the value); value: what enters a mean (half the limit); U: expanded, as stated, else the
    default of the spec (`u_from`: stated, default, or "" where nobody knows it).
    """
    rows = measurements(store, selection)
    found = lookup.found(specs, rows)
    pairs = zip(rows["sector"], rows["indicator"], strict=True)
    rows = rows[np.array([pair in found for pair in pairs], dtype=bool)]
    known = pd.DataFrame(
        [
            (*pair, each.statistic, each.direction, each.slope, each.offset, each.range.min, each.range.max)
            for pair, each in found.items()
        ],
        columns=[*_PAIR, "statistic", "direction", "slope", "offset", "lowest", "highest"],
    )
    rows = rows.merge(known, on=["sector", "indicator"], how="left")
    limited = rows["censored"] & (rows["statistic"] == "mean")
    zero = np.minimum(rows["y"], 0.0).where(limited, rows["y"])
    half = (rows["y"] * policy.CENSORED_SHARE_OF_LIMIT).where(limited, rows["y"])
    ends = [rows["offset"] + rows["slope"] * each for each in (zero, rows["y"], rows["lowest"], rows["highest"])]
    stated = rows["uncertainty"] * rows["slope"].abs()
    default = _defaults(rows, found, ends[1])
    return rows.assign(
        censored=limited,
        value=rows["offset"] + rows["slope"] * half,
        least=np.minimum(ends[0], ends[1]),
        most=np.maximum(ends[0], ends[1]),
        U=stated.fillna(default),
        u_from=np.select([stated.notna(), default.notna()], ["stated", "default"], ""),
        lowest=np.minimum(ends[2], ends[3]),
        highest=np.maximum(ends[2], ends[3]),
    ).drop(columns=["y", "uncertainty", "slope", "offset"])


def _defaults(rows: pd.DataFrame, found: dict[tuple[str, str], Indicator], value: pd.Series) -> pd.Series:
    """The spec's default U of each measured value (its limit, where it lies below one); NaN where the spec has none."""
    out = pd.Series(np.nan, index=rows.index)
    for (sector, name), indicator in found.items():
        if indicator.default_u is not None and indicator.statistic == "mean":
            here = (rows["sector"] == sector) & (rows["indicator"] == name)
            out[here] = indicator.default_u.at(value[here].to_numpy(float))
    return out
