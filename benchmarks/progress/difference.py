"""The difference of two survey results: two enterprises in a wave, or two waves, with what their PSUs share."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks import policy
from benchmarks.columns import KEYS
from benchmarks.estimates import intervals
from benchmarks.estimates.estimate import estimates
from benchmarks.estimates.sums import indicator_rules
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.store import Store
from data.viewer import Viewer

_STRATUM = ["apart", "survey", "stratum"]
_CELLS = """
SELECT b.survey, b.wave, c.stratum, c.psu, SUM(c.n) AS n, SUM(c.sw) AS sw, SUM(c.swy) AS swy, SUM(c.sww) AS sww,
    SUM(c.swwy) AS swwy, SUM(c.swwyy) AS swwyy
FROM cell c
JOIN batch b ON b.batch = c.batch AND b.batch NOT IN (SELECT batch FROM withdrawal)
JOIN code e ON e.id = c.enterprise JOIN code k ON k.id = c.category JOIN code i ON i.id = c.indicator
WHERE b.sector = ? AND k.code = ? AND e.code = ? AND b.wave = ? AND i.code = ?
GROUP BY b.survey, b.wave, c.stratum, c.psu
"""
_FRAME = """
SELECT b.survey, b.wave, f.stratum, f.psu, SUM(f.n) AS n
FROM frame_cell f
JOIN batch b ON b.batch = f.batch AND b.kind = 'survey' AND b.batch NOT IN (SELECT batch FROM withdrawal)
WHERE b.sector = ? AND b.wave IN (?, ?)
GROUP BY b.survey, b.wave, f.stratum, f.psu
"""


@dataclass(frozen=True)
class Difference:
    """Second less first, in the reported unit (points for nps); what cannot be said is NaN.

    `p` is two-sided and below 1 - confidence exactly where the interval leaves 0 out.
    """

    first: Selection
    second: Selection
    estimate: float
    se: float
    df: float
    low: float
    high: float
    p: float
    covariance: float
    confidence: float
    method: str


def difference(store: Store, specs: Specs, viewer: Viewer, first: Selection, second: Selection) -> Difference:
    """Difference of two results of one survey indicator; each selection names all of KEYS.

    Two results of a wave, or of two waves of a survey that share PSUs, are two domains of one design (R survey:
    svyby(..., covmat = TRUE), svycontrast; df = PSUs - strata with a member of either). Otherwise they are independent,
    with df by Welch and Satterthwaite (JCGM 100:2008, G.4). The interval is t where those of both estimates are, else
    `intervals.mover`. Refuses with a ValueError what is no survey result in the viewer's scope, and two indicators.
    """
    if (first.sector, first.indicator) != (second.sector, second.indicator):
        raise ValueError("a difference is of one indicator of one sector")
    one, other = _results(store, specs, viewer, first, second)
    rules = indicator_rules(store, specs).set_index(["sector", "code"])
    se, covariance, df = _design(store, first, second)
    slope = rules.loc[(first.sector, first.indicator), "slope"]
    se, covariance, change = abs(slope) * se, slope**2 * covariance, float(other["estimate"] - one["estimate"])
    methods = {one["method"], other["method"]}
    if methods == {"taylor_t"}:
        told = df > 0 and se > 0
        half = float(intervals.critical(df)) * se if told else np.nan
        low, high = change - half, change + half
        p = float(2 * stats.t.sf(abs(change) / se, df)) if told else np.nan
    else:
        low, high, p = _recovered(one, other, covariance)
    method = "taylor_t" if methods == {"taylor_t"} else "mover"
    return Difference(first, second, change, se, df, low, high, p, covariance, policy.CONFIDENCE, method)


def _results(store: Store, specs: Specs, viewer: Viewer, *chosen: Selection) -> Iterator[pd.Series]:
    """The estimates of fully named results, or why there is none."""
    frame = estimates(store, specs, viewer, Selection(sector=chosen[0].sector, indicator=chosen[0].indicator))
    frame = frame[frame["source"] == "survey"]
    for each in chosen:
        if missing := [name for name in KEYS if getattr(each, name) is None]:
            raise ValueError(f"a result is named by {', '.join(KEYS)}; missing: {', '.join(missing)}")
        found = each.only(frame).dropna(subset="estimate")
        if found.empty:
            raise ValueError(f"there is no survey result {' / '.join(each.chosen().values())} for you to see")
        yield found.iloc[0]


def _recovered(one: pd.Series, other: pd.Series, covariance: float) -> tuple[float, float, float]:
    """Interval and p of other - one from the limits of each; p reads the half on the side of 0 as a normal one."""
    product = one["se"] * other["se"]
    r = float(np.clip(covariance / product, -1, 1)) if product > 0 else 0.0
    limits = [(each["low"], each["high"]) for each in (other, one)]
    low, high = (float(end) for end in intervals.mover(other["estimate"], one["estimate"], *limits, r))
    change = other["estimate"] - one["estimate"]
    half = change - low if change > 0 else high - change
    p = 2 * stats.norm.sf(abs(change) / half * intervals.critical()) if half > 0 else np.nan
    return low, high, float(p)


def _design(store: Store, first: Selection, second: Selection) -> tuple[float, float, float]:
    """Standard error of the difference and covariance of the two means in the cells' unit, and degrees of freedom."""
    keys = ("sector", "category", "enterprise", "wave", "indicator")
    cells = [store.query(_CELLS, [getattr(each, name) for name in keys]) for each in (first, second)]
    frame = store.query(_FRAME, [first.sector, first.wave, second.wave])
    shared = _shared_surveys(frame, first.wave, second.wave)
    frame, *cells = (
        rows.assign(apart=rows["wave"].where(~rows["survey"].isin(shared), "")) for rows in (frame, *cells)
    )
    units = frame.groupby([*_STRATUM, "psu"], as_index=False)["n"].sum()
    n_h = units["n"].where(units["psu"] == 0, 1).groupby([units[name] for name in _STRATUM]).sum()
    wide = _side_by_side(*(_scores(rows) for rows in cells))
    strata = wide.groupby(_STRATUM).sum().join(n_h.rename("n_h"))
    for q, z, other in (("product", "z1", "z2"), ("square", "moved", "moved")):
        centred = (strata["n_h"] * strata[q] - strata[z] * strata[other]) / (strata["n_h"] - 1).where(strata["n_h"] > 1)
        strata[q] = centred.fillna(strata[q])
    return _summed(strata)


def _shared_surveys(frame: pd.DataFrame, wave: str, other: str) -> set[str]:
    """Surveys that are one design over both waves: the same wave, or waves with a PSU in common."""
    if wave == other:
        return set(frame["survey"])
    visited = frame[frame["psu"] != 0]
    twice = visited.groupby(["survey", "stratum", "psu"])["wave"].nunique()
    return set(twice[twice > 1].index.get_level_values("survey"))


def _scores(rows: pd.DataFrame) -> pd.DataFrame:
    """Linearised PSU totals z = (sum of w (y - mean)) / (sum of w); zz their squares, of single responses summed."""
    total = rows["sw"].sum()
    mean = rows["swy"].sum() / total
    z = (rows["swy"] - mean * rows["sw"]) / total
    single = (rows["swwyy"] - 2 * mean * rows["swwy"] + mean**2 * rows["sww"]) / total**2
    return rows.assign(z=z, zz=(z**2).where(rows["psu"] != 0, single))[[*_STRATUM, "psu", "n", "z", "zz"]]


def _side_by_side(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Both results PSU by PSU, 0 where one has no member; responses that are their own PSU are never shared."""
    both = first.merge(second, on=[*_STRATUM, "psu"], how="outer", suffixes=("1", "2")).fillna(0.0)
    single, moved = both["psu"] == 0, both["z2"] - both["z1"]
    return both[[*_STRATUM, "z1", "z2"]].assign(
        moved=moved,
        square=(moved**2).where(~single, both["zz1"] + both["zz2"]),
        product=(both["z1"] * both["z2"]).where(~single, 0.0),
        psus=(both["n1"] + both["n2"]).where(single, 1.0),
    )


def _summed(strata: pd.DataFrame) -> tuple[float, float, float]:
    """Over all strata; df inside a design is PSUs - strata, over independent designs by Welch and Satterthwaite."""
    variance = strata["square"].groupby("apart").sum().clip(lower=0)
    designs = strata["psus"].groupby("apart")
    df = designs.sum() - designs.size()
    parts = (variance**2 / df.where(df > 0))[variance > 0]
    together = float(df.iloc[0]) if len(df) == 1 else float(variance.sum() ** 2 / (parts.sum(skipna=False) or np.nan))
    return float(np.sqrt(variance.sum())), float(strata["product"].sum()), together
