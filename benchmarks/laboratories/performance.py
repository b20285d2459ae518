"""Process performance Ppk of test results, shown only where it says something, else the reason why it is not."""

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import KEYS, PERFORMANCE
from benchmarks.estimates import intervals
from benchmarks.estimates.agreement import counted
from benchmarks.estimates.laboratory import combined_samples
from benchmarks.reading import Reading
from benchmarks.specs import lookup
from data.kept.mixes import decisions
from data.viewer import LOCAL

_KEYS = list(KEYS)


def performance(reading: Reading) -> pd.DataFrame:
    """Ppk of each measured test result against its floor, in the viewer's scope; columns PERFORMANCE."""
    rows, _ = counted(reading.measurements, decisions(reading.store, LOCAL))
    return reading.told(performance_of(rows, lookup.levels(reading.specs, rows)))


def performance_of(rows: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Ppk of readings against the floors among the levels in force; columns PERFORMANCE, reported units.

    Ppk = distance from the mean to the floor on its good side / 3 s, s over all samples (ISO 22514-4; called
    performance, because stability is not shown); interval ppk -/+ z sqrt(1 / 9n + ppk2 / (2 (n - 1))) (Bissell 1990).
    Suppressed, with `reason`: too_few_samples (under MIN_CAPABILITY_SAMPLES), censored, no_spread, no_floor.
    """
    rows = rows[rows["statistic"] == "mean"]
    if rows.empty:
        return pd.DataFrame(columns=list(PERFORMANCE))
    samples = combined_samples(rows)
    out = samples.groupby([*_KEYS, "direction"], sort=False).agg(
        n=("value", "size"), mean=("value", "mean"), sd=("value", "std"), censored=("censored", "any")
    )
    floors = levels.query("level == 'floor'")[["sector", "indicator", "wave", "level_value"]]
    out = out.reset_index().merge(floors.rename(columns={"level_value": "limit"}), how="left")
    out["reason"] = np.select(
        [out["limit"].isna(), out["n"] < policy.MIN_CAPABILITY_SAMPLES, out["censored"], out["sd"] == 0],
        ["no_floor", "too_few_samples", "censored", "no_spread"],
        "",
    )
    inside = np.where(out["direction"] == "higher", 1, -1) * (out["mean"] - out["limit"])
    out["ppk"] = (inside / (3 * out["sd"])).where(out["reason"] == "")
    half = intervals.critical() * np.sqrt(
        1 / (9 * out["n"]) + out["ppk"] ** 2 / (2 * (out["n"] - 1)).where(out["n"] > 1)
    )
    out = out.assign(low=out["ppk"] - half, high=out["ppk"] + half, confidence=policy.CONFIDENCE)
    return out[list(PERFORMANCE)]
