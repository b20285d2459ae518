"""Standards: which stand, which come, how they adopt international ones and how long that took."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from math import isnan
from typing import NamedTuple

import pandas as pd

from benchmarks.columns import LEVELS, STANDARD
from benchmarks.reading import Reading
from benchmarks.specs.spec import Indicator, SectorSpec, Specs
from data.frames import each_row
from data.kept.standards import standard_rows
from data.refusal import Refused
from data.viewer import LOCAL

STATES = ("coming", "in_force", "withdrawn", "replaced")
ADOPTED = ("IDT", "MOD")  # GB/T 1.2-2020: NEQ is no adoption


class Coming(NamedTuple):
    """A limit that does not bind yet: of an indicator, from a day on; old_value is the floor in force before it.

    new_value: reported unit; NaN where the standard's number has not been seen. draft: typed in, from no standard.
    """

    sector: str
    standard: str
    indicator: str
    in_force: date
    old_value: float
    new_value: float
    draft: bool = False


def today() -> date:
    """The day that is asked about where none is named, UTC."""
    return datetime.now(UTC).date()


def standards(reading: Reading, day: date | None = None) -> pd.DataFrame:
    """STANDARD rows of the viewer's sectors on a day (today where none is named), coming ones first."""
    found = standards_of(standard_rows(reading.store, reading.viewer), day or today())
    return reading.selection.only(found).reset_index(drop=True)


def standards_of(rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """STANDARD rows from STANDARD_ROW rows: state on the day, what replaces it, days from the edition it adopts.

    days_to_adoption: from the day of the international edition to the day in force, of IDT and MOD only.
    A standard is replaced from the day on which one that names it in `replaces` is in force.
    """
    out = rows.assign(
        **{name: pd.to_datetime(rows[name]) for name in ("issued_on", "in_force", "withdrawn_on", "international_on")}
    )
    heirs = out[out["replaces"] != ""].drop_duplicates(["sector", "replaces"], keep="last")
    by = {(each.sector, each.replaces): (each.standard, each.in_force) for each in each_row(heirs)}
    after = [by.get(pair, ("", pd.NaT)) for pair in zip(out["sector"], out["standard"], strict=True)]
    out["replaced_by"], ends = [name for name, _ in after], pd.to_datetime(pd.Series([d for _, d in after], out.index))
    stamp = pd.Timestamp(day)
    out["state"] = "in_force"
    out.loc[ends <= stamp, "state"] = "replaced"
    out.loc[out["withdrawn_on"] <= stamp, "state"] = "withdrawn"
    out.loc[out["in_force"] > stamp, "state"] = "coming"
    adopted = out["adoption"].isin(ADOPTED)
    out["days_to_adoption"] = (out["in_force"] - out["international_on"]).dt.days.where(adopted).astype("Int64")
    order = out["state"].map({state: place for place, state in enumerate(STATES)})
    out = out.assign(order=order).sort_values(["sector", "order", "in_force", "standard"], kind="stable")
    return out[list(STANDARD)].reset_index(drop=True)


def coming(reading: Reading, day: date | None = None) -> list[Coming]:
    """Limits not yet in force on a day: dated levels of the specs and rows of standards that name an indicator."""
    rows = standard_rows(reading.store, LOCAL)
    return coming_of(reading.specs, rows, day or today())


def coming_of(specs: Specs, rows: pd.DataFrame, day: date) -> list[Coming]:
    """As `coming`, from STANDARD_ROW rows; of one standard, indicator and day a row with a value counts first."""
    found: dict[tuple[str, str, date], Coming] = {}
    for each in (*_listed(specs, rows, day), *_levels(specs, day)):
        key = each.sector, each.indicator, each.in_force
        held = found.get(key)
        if held is None or (isnan(held.new_value) and not isnan(each.new_value)):
            found[key] = each if held is None else held._replace(new_value=each.new_value)
    return sorted(found.values(), key=lambda one: (one.in_force, one.sector, one.indicator))


def draft(
    specs: Specs, sector: str, indicator: str, value: float, day: date, standard: str = "", known: Iterable[Coming] = ()
) -> Coming:
    """A limit typed in for an indicator, held against what is stored; known: the limits that are coming.

    standard: of which coming standard it is a number, whose day it then has; else it comes on the day itself.
    LookupError where the indicator is no test's. Refuses (Refused) one that is passed or failed, against which no
    number can be held, and a standard that does not come.
    """
    measure = specs[sector].indicator(indicator)
    if measure.source != "test":
        raise LookupError(indicator)
    if measure.statistic != "mean":
        raise Refused("draft_not_measured", got=indicator, known=", ".join(measured_beside(specs[sector], indicator)))
    dates = {one.standard: one.in_force for one in known if one.sector == sector}
    if standard and standard not in dates:
        raise Refused("draft_standard", got=standard, known=", ".join(dates))
    return Coming(sector, standard, indicator, dates.get(standard, day), _floor(measure, day), value, True)


def measured_beside(spec: SectorSpec, indicator: str) -> list[str]:
    """The measured indicators of the same categories, those of the same dimension first."""
    asked = spec.indicator(indicator)
    tested = [each for each in spec.indicators if each.source == "test" and each.statistic == "mean"]
    found = [each for each in tested if set(each.categories) & set(asked.categories)]
    order = {each.id: (each.dimension != asked.dimension, len(each.categories)) for each in found}
    return sorted(order, key=lambda code: order[code])


def _levels(specs: Specs, day: date) -> Iterator[Coming]:
    """Levels that bind from a later day; one that only begins to be used here later is no law that comes."""
    for spec in specs.values():
        for measure, level, entry in _entries(spec):
            binds = entry.binds or (entry.valid_from if entry.kind == "mandatory" else None)
            if binds is not None and binds > day and not (level == "frontier" and entry in measure.levels.benchmark):
                old = _floor(measure, day)
                yield Coming(spec.sector, entry.cite, measure.id, binds, old, float(entry.value))


def _entries(spec: SectorSpec) -> Iterator[tuple]:
    for measure in spec.indicators:
        if measure.source == "test":
            for level in LEVELS:
                yield from ((measure, level, entry) for entry in getattr(measure.levels, level))


def _listed(specs: Specs, rows: pd.DataFrame, day: date) -> Iterator[Coming]:
    """Rows of standards whose day is still to come, one an indicator."""
    for row in each_row(rows[pd.to_datetime(rows["in_force"]) > pd.Timestamp(day)]):
        known = {each.id: each for each in specs[row.sector].indicators} if row.sector in specs else {}
        for name in filter(None, row.indicators.split(";")):
            if name in known:
                measure, from_day = known[name], pd.Timestamp(row.in_force).date()
                value = measure.to_reported(float(row.value))
                yield Coming(row.sector, row.standard, name, from_day, _floor(measure, day), value)


def _floor(measure: Indicator, day: date) -> float:
    entry = measure.level_at("floor", day)
    return float("nan") if entry is None else float(entry.value)
