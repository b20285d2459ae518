"""Targets of a year, set by an association in the spec of its sector: is each product on pace to be there in time?"""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import TARGET
from benchmarks.progress import closing
from benchmarks.progress.progress import series_of
from benchmarks.progress.series import Series
from benchmarks.reading import Reading
from benchmarks.specs.parts import Target
from benchmarks.specs.spec import Indicator
from data.wave import Wave

VERDICTS = ("not_met", "off_pace", "cannot_tell", "too_few_waves", "on_pace", "met")  # what needs an answer first
_PRODUCT = ["category", "enterprise"]


def targets(reading: Reading) -> pd.DataFrame:
    """TARGET rows of the viewer's scope, one a product and target; a selected wave is the one to look from.

    What is urgent first. A target is due in the last wave that begins in its year.
    """
    every, last, chosen = reading.all_waves(), reading.selection.wave, reading.selection
    found, gaps = every.told(every.estimates).dropna(subset="estimate"), every.told(every.gaps)
    if last is not None:
        seen = {code: Wave.parse(code) <= Wave.parse(last) for code in set(found["wave"]) | set(gaps["wave"])}
        found, gaps = found[found["wave"].map(seen).astype(bool)], gaps[gaps["wave"].map(seen).astype(bool)]
    rows: list[dict] = []
    for spec in reading.specs.values():
        for target in spec.targets:
            if chosen.sector in (None, spec.sector) and chosen.indicator in (None, target.indicator):
                measure, breaks = spec.indicator(target.indicator), reading.breaks
                own = breaks.get((spec.sector, target.indicator), ())
                rows += targets_of(target, measure, spec.sector, found, gaps, own)
    out = pd.DataFrame(rows, columns=list(TARGET))
    order = out["verdict"].map(VERDICTS.index)
    return out.assign(order=order).sort_values(["sector", "year", "order", "p_met"], kind="stable")[list(TARGET)]


def targets_of(
    target: Target,
    measure: Indicator,
    sector: str,
    estimates: pd.DataFrame,
    gaps: pd.DataFrame,
    breaks: tuple[date, ...] = (),
) -> Iterator[dict]:
    """TARGET rows of one target, from ESTIMATE and GAP rows of all waves; values in the reported unit.

    Before the last wave of the year: on_pace where the line through the last waves is at the target in that wave with
    a chance of ON_PACE or more, off_pace with less than the rest, else cannot_tell; too_few_waves without a pace. In
    and after it: met or not_met where the whole interval of that wave's estimate says so, else cannot_tell.
    """
    due = date(target.year, 12, 31)
    own = estimates[(estimates["sector"] == sector) & (estimates["indicator"] == target.indicator)]
    starts = {code: Wave.parse(code).start for code in own["wave"].unique()}
    own = own[own["wave"].map(lambda code: starts[code] <= due).astype(bool)]
    held = gaps[(gaps["sector"] == sector) & (gaps["indicator"] == target.indicator)]
    for (category, enterprise), rows in own.groupby(_PRODUCT, sort=True):
        levels = held[(held["category"] == category) & (held["enterprise"] == enterprise)]
        newest = rows.assign(start=rows["wave"].map(starts)).sort_values("start").iloc[-1]
        series = series_of(rows, levels[levels["wave"].isin(rows["wave"])], breaks, measure.direction)[0]
        told = _judged(series, newest, target.value, due, measure.direction)
        place = {"sector": sector, "category": category, "enterprise": enterprise, "indicator": target.indicator}
        seen = {name: newest[name] for name in ("wave", "n", "estimate", "low", "high")}
        said = {"year": target.year, "target": target.value, "set_on": target.set_on}
        yield place | seen | said | {"set_by": target.set_by.en, "set_by_zh": target.set_by.zh} | told


def _judged(series: Series | None, newest: pd.Series, value: float, due: date, direction: str) -> dict:
    """waves_left, needed, present (improvement a wave), p_met and the verdict."""
    blank = {"waves_left": np.nan, "needed": np.nan, "present": np.nan, "p_met": np.nan, "verdict": "too_few_waves"}
    pace = None if series is None else closing.needed_pace(series, value, due)
    if pace is None:
        return blank
    told = {"waves_left": pace.waves_left, "needed": pace.needed, "present": pace.present, "p_met": pace.p_met}
    if pace.waves_left:
        sure, never = pace.p_met >= policy.ON_PACE, pace.p_met <= 1 - policy.ON_PACE
        return told | {"verdict": "on_pace" if sure else "off_pace" if never else "cannot_tell"}
    sign = 1 if direction == "higher" else -1
    worst, best = sorted((sign * newest["low"], sign * newest["high"]))
    verdict = "met" if worst >= sign * value else "not_met" if best < sign * value else "cannot_tell"
    return told | {"p_met": np.nan, "verdict": verdict}
