"""How far answers lie apart: of each maker, from its last wave, and of each stratum, whoever is asked about."""

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.progress.planner import detectable_change
from benchmarks.reading import Reading
from benchmarks.specs.lookup import levels
from data.kept.batches import LIVE
from data.store import Store
from data.wave import in_order

NEED = ("category", "enterprise", "indicator", "n", "variance", "detectable_change")
_STEP = 20.0  # points of the ladder from floor to benchmark
_PAIR = ["category", "indicator"]
# Sums of squares within makers, added over them: what is left is the spread of answers in a stratum.
_WITHIN = """
SELECT k.code AS category, i.code AS indicator, s.code AS stratum, b.wave,
    SUM(c.swyy - c.swy * c.swy / nullif(c.sw, 0)) AS ss, SUM(c.sw) AS sw
FROM stratum_cell c JOIN batch b ON b.batch = c.batch
JOIN code k ON k.id = c.category JOIN code i ON i.id = c.indicator JOIN code s ON s.id = c.stratum
WHERE b.sector = ? AND b.batch NOT IN (SELECT batch FROM withdrawal) AND c.n > 1
GROUP BY k.code, i.code, s.code, b.wave
"""


def needs(reading: Reading, power: float = policy.POWER) -> pd.DataFrame:
    """NEED rows of the selected sector, one a maker and category, from its last wave.

    variance: of one answer under the design, of its most uncertain indicator, shrunk to the makers' mean; in points of
    the ladder (floor to benchmark is 20) or, of a selected indicator, in its reported unit. detectable_change: what its
    n answers show. A maker that was never surveyed has no row.
    """
    found = reading.all_waves()
    chosen = reading.told(found.estimates)
    found_levels = levels(reading.specs, chosen[["sector", "indicator", "wave"]].drop_duplicates())
    return needs_of(chosen, found_levels, power, points=reading.selection.indicator is None)


def needs_of(estimates: pd.DataFrame, found: pd.DataFrame, power: float, *, points: bool) -> pd.DataFrame:
    """NEED rows from ESTIMATE rows and levels as lookup.levels gives them."""
    rows = estimates[(estimates["source"] == "survey") & (estimates["se"] > 0) & (estimates["n"] > 1)]
    if rows.empty:
        return pd.DataFrame(columns=list(NEED))
    place = {wave: at for at, wave in enumerate(in_order(list(rows["wave"])))}
    rows = rows.assign(place=rows["wave"].map(place)).sort_values("place")
    rows = rows.groupby(["category", "enterprise", "indicator"], as_index=False).tail(1)
    rows = rows.assign(variance=rows["se"] ** 2 * rows["n"], unit=1.0)
    if points:
        ends = found.pivot_table(index=["indicator", "wave"], columns="level", values="level_value")
        span = (ends["benchmark"] - ends["floor"]).abs().replace(0, np.nan).rename("span").reset_index()
        rows = rows.merge(span, on=["indicator", "wave"], how="inner").dropna(subset="span")
        rows["unit"] = _STEP / rows["span"]
    rows["variance"] = shrunk(rows)
    worst = rows.assign(variance=rows["variance"] * rows["unit"] ** 2).sort_values("variance")
    worst = worst.groupby(["category", "enterprise"], as_index=False).tail(1)
    worst = worst.assign(detectable_change=detectable_change(worst["variance"], worst["n"], power))
    return worst[list(NEED)].sort_values(["category", "enterprise"], ignore_index=True)


def shrunk(rows: pd.DataFrame) -> pd.Series:
    """Each variance drawn to the mean of its category and indicator, which is worth ALLOCATION_PRIOR answers."""
    total = (rows["variance"] * rows["n"]).groupby([rows[name] for name in _PAIR]).transform("sum")
    mean = total / rows["n"].groupby([rows[name] for name in _PAIR]).transform("sum")
    prior = policy.ALLOCATION_PRIOR
    return (rows["n"] * rows["variance"] + prior * mean) / (rows["n"] + prior)


def stratum_spread(reading: Reading) -> dict[str, float]:
    """Stratum -> standard deviation of answers about one maker there, relative to that of all strata.

    From the newest wave of the selected sector; the mean over indicators and categories. A sum over all makers.
    """
    found = reading.store.query(_WITHIN, [reading.selection.sector])
    if found.empty:
        return {}
    found = found[found["wave"] == in_order(list(found["wave"]))[-1]]
    every = found.groupby(_PAIR)[["ss", "sw"]].transform("sum")
    ratio = (found["ss"] / found["sw"]) / (every["ss"] / every["sw"]).replace(0, np.nan)
    weighed = (np.sqrt(ratio) * found["sw"]).groupby(found["stratum"]).sum()
    return {str(name): float(value) for name, value in (weighed / found.groupby("stratum")["sw"].sum()).items()}


def surveyed_sectors(store: Store) -> list[str]:
    """The sectors that live surveys speak of."""
    rows = store.query(f"SELECT DISTINCT sector FROM ({LIVE}) WHERE kind = 'survey' ORDER BY sector")
    return rows["sector"].tolist()
