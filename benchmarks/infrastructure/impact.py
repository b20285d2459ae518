"""Who fails the standard that is coming, today: what is stored, held against the limit that does not bind yet."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.columns import IMPACT_OTHERS, STANDARD_IMPACT
from benchmarks.estimates.samples import states_of, tally
from benchmarks.infrastructure.standards import Coming, coming, draft, today
from benchmarks.progress.closing import needed_pace, project
from benchmarks.progress.series import Series
from benchmarks.reading import Reading
from benchmarks.scope import disclosure
from benchmarks.specs import lookup
from benchmarks.specs.spec import Specs
from data.wave import Wave

VERDICTS = ("not_met", "cannot_tell", "met")
REASONS = ("", "another_edition", "number_not_seen", "close_to_the_limit")
_PRODUCT = ["sector", "category", "enterprise", "indicator"]
_COLUMNS = list(STANDARD_IMPACT)


def standard_impact(
    reading: Reading, day: date | None = None, limit: float | None = None, standard: str = ""
) -> pd.DataFrame:
    """STANDARD_IMPACT rows of the viewer's scope: each maker's newest measurements against each coming limit.

    limit: a draft in the reported unit, held against the selected indicator in place of the coming limits; standard:
    the coming standard it is a number of, whose day it then has.
    """
    return reading.told(_everyones(reading, day or today(), limit, standard))


def impact_others(
    reading: Reading, day: date | None = None, limit: float | None = None, standard: str = ""
) -> pd.DataFrame:
    """IMPACT_OTHERS rows: of each coming limit how many makers fail it today, and their share of the output.

    Of makers the viewer does not see by name, those that are not its own, where 6 or more were measured; else no row.
    """
    found, rows = _everyones(reading, day or today(), limit, standard), []
    for key, own in reading.selection.everyone().only(found).groupby(["sector", "standard", "indicator"], sort=False):
        sector = str(key[0])
        makers = {(sector, each) for each in own["enterprise"]}
        others = set(disclosure.outside(reading.viewer, makers)) or makers
        if not disclosure.may_tell(reading.viewer, makers, reading.output_shares):
            continue
        theirs = own[[(sector, each) in others for each in own["enterprise"]]]
        worst = theirs.assign(place=theirs["verdict"].map(VERDICTS.index)).sort_values("place", kind="stable")
        worst = worst.drop_duplicates("enterprise")
        by = worst.groupby("verdict")["enterprise"].nunique()
        shares = worst.groupby("verdict")["output_share"].sum(min_count=1)
        first = own.iloc[0][["in_force", "old_value", "new_value", "draft"]].to_dict()
        counts = {verdict: int(by.get(verdict, 0)) for verdict in VERDICTS}
        told = {"makers": len(worst), **counts, "output_failing": shares.get("not_met", 0.0)}
        rows.append(dict(zip(("sector", "standard", "indicator"), key, strict=True)) | first | told)
    return pd.DataFrame(rows, columns=list(IMPACT_OTHERS))


def _everyones(reading: Reading, day: date, limit: float | None, standard: str) -> pd.DataFrame:
    chosen = reading.selection
    if limit is None:
        limits: Sequence[Coming] = [one for one in coming(reading, day) if chosen.sector in (None, one.sector)]
    else:
        known = coming(reading, day) if standard else ()
        limits = [draft(reading.specs, chosen.one_sector(), chosen.indicator or "", limit, day, standard, known)]
    key = "impact", day, limit, standard, chosen.indicator if limit is not None else None
    return reading.of(chosen.everyone()).all_waves().shared(str(key), partial(_made, reading, limits))


def _made(reading: Reading, limits: Sequence[Coming]) -> pd.DataFrame:
    every = reading.of(reading.selection.everyone()).all_waves()
    return impact_of(every.measurements, every.estimates, limits, reading.register, reading.specs)


def impact_of(
    rows: pd.DataFrame, estimates: pd.DataFrame, limits: Sequence[Coming], register: pd.DataFrame, specs: Specs
) -> pd.DataFrame:
    """STANDARD_IMPACT rows from readings and ESTIMATE rows of all waves: the newest wave of each product counts.

    By the rule of a mandatory level: not_met where a sample is beyond the limit by more than the guard band of so many,
    met where every sample passes with its own, else cannot_tell (ILAC-G8:09/2019, 4.2.3). n, failing_now: samples, and
    those that fail. p_fail: mean chance that a sample does not conform, 0 to 1. p_ready: chance that the mean is at the
    limit on its first day if the pace of the last waves goes on; ready_low, ready_high: the interval of that mean.
    A pass/fail result says nothing of another edition (`another_edition`), nor any result of a number nobody has seen.
    """
    found = [frame for one in limits if len(frame := _one(rows, estimates, one, specs))]
    if not found:
        return pd.DataFrame(columns=_COLUMNS)
    out = pd.concat(found, ignore_index=True)
    out = out.merge(register[["sector", "enterprise", "output_share"]], on=["sector", "enterprise"], how="left")
    order = out["verdict"].map(VERDICTS.index)
    out = out.assign(order=order).sort_values(["in_force", "sector", "indicator", "order", "p_fail"], kind="stable")
    return out[_COLUMNS].reset_index(drop=True)


def _one(rows: pd.DataFrame, estimates: pd.DataFrame, limit: Coming, specs: Specs) -> pd.DataFrame:
    """The newest samples of every product against one limit."""
    measure = lookup.find(specs, limit.sector, limit.indicator)
    own = rows[(rows["sector"] == limit.sector) & (rows["indicator"] == limit.indicator)]
    if measure is None or own.empty:
        return pd.DataFrame()
    starts = own["wave"].map({code: Wave.parse(code).start for code in own["wave"].unique()})
    own = own[starts == starts.groupby([own["category"], own["enterprise"]]).transform("max")]
    judged = own.assign(level="floor", level_value=limit.new_value)
    other = measure.statistic != "mean" and any(day <= limit.in_force for day in measure.breaks)
    unseen = np.isnan(limit.new_value)
    if unseen:
        judged = judged.assign(level_value=limit.old_value)
    states = states_of(judged)
    out = tally(states).merge(
        states.assign(p=1 - states["p_conform"]).groupby([*_PRODUCT, "wave"], as_index=False)["p"].mean(),
        on=[*_PRODUCT, "wave"],
    )
    certain = np.select([out["beyond"] > 0, out["passing"] == out["samples"]], ["not_met", "met"], "cannot_tell")
    blind = other or unseen
    reason = np.where(certain == "cannot_tell", "close_to_the_limit", "")
    told: dict[str, Any] = {"standard": limit.standard, "in_force": limit.in_force, "old_value": limit.old_value}
    told |= {"new_value": limit.new_value, "draft": limit.draft, "n": out["samples"], "failing_now": out["failing"]}
    told |= {"p_fail": np.nan if blind else out["p"], "verdict": "cannot_tell" if blind else certain}
    told["reason"] = "another_edition" if other else "number_not_seen" if unseen else reason
    out = out.assign(**told)
    return out.join(_ready(out, estimates, limit, measure.direction, blind or measure.statistic != "mean"))


def _ready(out: pd.DataFrame, estimates: pd.DataFrame, limit: Coming, direction: str, untold: bool) -> pd.DataFrame:
    """Whether the pace of the last waves brings each product's mean to the limit by its first day."""
    blank = (np.nan, np.nan, np.nan)
    told = [blank if untold else _pace(row, estimates, limit, direction) for row in out.itertuples(index=False)]
    return pd.DataFrame(told, columns=["p_ready", "ready_low", "ready_high"], index=out.index)


def _pace(row: object, estimates: pd.DataFrame, limit: Coming, direction: str) -> tuple[float, float, float]:
    place = {name: getattr(row, name) for name in _PRODUCT}
    own = estimates[np.all([estimates[name] == value for name, value in place.items()], axis=0)]
    own = own.dropna(subset=["estimate", "se"])
    own = own.assign(start=[Wave.parse(code).start for code in own["wave"]]).sort_values("start")
    if len(own) < 2:
        return (np.nan, np.nan, np.nan)
    ends = {name: own[name] for name in ("df", "low", "high")}
    series = Series.of(list(own["wave"]), own["estimate"], own["se"], direction=direction, **ends)
    pace = needed_pace(series, limit.new_value, limit.in_force)
    if pace is None or pace.waves_left < 1:
        return (np.nan, np.nan, np.nan)
    there = project(series, [pace.waves_left])
    return (pace.p_met, float(there.low[0]), float(there.high[0])) if there is not None else (np.nan,) * 3
