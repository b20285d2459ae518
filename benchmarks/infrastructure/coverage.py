"""Holes: which indicators no laboratory, or a single one, can decide, by the output that falls short of them."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from benchmarks.columns import INSTRUMENTS, LABORATORY_FOR
from benchmarks.infrastructure.scopes import covering
from benchmarks.infrastructure.standards import today
from benchmarks.laboratories.capability import capability_of
from benchmarks.reading import Reading
from benchmarks.scope import disclosure
from benchmarks.scope.disclosure import Member
from benchmarks.specs import lookup
from benchmarks.specs.spec import Specs
from data.frames import each_row
from data.kept.register import scope_lines
from data.kept.states import state_events
from data.viewer import LOCAL, Viewer
from data.wave import Wave

_PAIR = ["sector", "indicator"]


def coverage(reading: Reading, day: date | None = None) -> pd.DataFrame:
    """INSTRUMENTS rows of the viewer's sectors on a day (today where none is named), the largest hole first.

    output_failing is empty where those who fall short, or do not, are too few to tell of.
    """
    on, every = day or today(), reading.of(reading.selection.everyone()).all_waves()
    found = every.shared(f"instruments {on}", lambda: _made(every, on))
    found = reading.selection.only(found[found["sector"].map(reading.viewer.sees_sector).astype(bool)])
    told = [_told(reading.viewer, row.sector, row.measured, every.output_shares) for row in each_row(found)]
    found = found.assign(output_failing=found["output_failing"].where(np.array(told, dtype=bool)))
    return found[list(INSTRUMENTS)].reset_index(drop=True)


def laboratories_for(reading: Reading, day: date | None = None) -> pd.DataFrame:
    """LABORATORY_FOR rows: the laboratories in scope on a day that can decide an indicator, of the viewer's sectors.

    Whether one can is told to all, by how much it cannot to nobody here.
    """
    on, every = day or today(), reading.of(reading.selection.everyone()).all_waves()
    fit = every.shared(f"laboratories for {on}", lambda: _fit(every, on))
    lines = scope_lines(every.store, LOCAL).drop_duplicates(["sector", "lab"])
    found = fit[~fit["unable"]].merge(lines.drop(columns="indicator"), on=["sector", "lab"])
    found = found[found["sector"].map(reading.viewer.sees_sector).astype(bool)]
    return reading.selection.only(found)[list(LABORATORY_FOR)].reset_index(drop=True)


def _told(viewer: Viewer, sector: str, makers: tuple[str, ...], shares: Mapping[Member, float]) -> bool:
    return disclosure.may_tell(viewer, {(sector, one) for one in makers}, shares)


def _made(every: Reading, on: date) -> pd.DataFrame:
    frames = every.gaps, _fit(every, on), every.measurements, every.estimates, every.checks, every.register
    return coverage_of(every.specs, *frames)


def _fit(every: Reading, on: date) -> pd.DataFrame:
    """sector, indicator, lab, unable: laboratories in scope on the day, and whether their newest wave says so."""
    lines, events = scope_lines(every.store, LOCAL), state_events(every.store, LOCAL, "scope")
    pairs = [
        (spec.sector, each.id) for spec in every.specs.values() for each in spec.indicators if each.source == "test"
    ]
    labs = covering(pd.DataFrame(pairs, columns=_PAIR), lines, events, on)
    rows = every.measurements
    able = capability_of(rows, lookup.levels(every.specs, rows))
    newest = able.assign(start=[Wave.parse(code).start for code in able["wave"]]).sort_values("start")
    newest = newest.drop_duplicates(["sector", "lab", "indicator"], keep="last")
    unable = newest.loc[newest["state"].isin(("differs", "not_capable")), [*_PAIR, "lab"]]
    found = labs.merge(unable.assign(unable=True), on=[*_PAIR, "lab"], how="left")
    return found.assign(unable=found["unable"].eq(True))


def coverage_of(
    specs: Specs,
    gaps: pd.DataFrame,
    labs: pd.DataFrame,
    rows: pd.DataFrame,
    estimates: pd.DataFrame,
    checks: pd.DataFrame,
    register: pd.DataFrame,
) -> pd.DataFrame:
    """INSTRUMENTS rows and `measured` (makers), from GAP and ESTIMATE rows and the laboratories in scope.

    output_failing: output share (0 to 1) of the makers that fell short of the floor (of the benchmark where there is no
    floor) when they were measured last, for any of their products. labs_capable: in scope, and in the newest wave they
    measured neither apart from the others nor unable to decide; a pass/fail test has no such judgement. surveyed,
    tested: last day of a survey's wave, of a test; checked: of a lot drawn of one of its categories, whatever was
    tested in it. An indicator of a survey is decided by no laboratory: its counts are empty.
    """
    short, lots = _short(gaps, register), _lots(specs, checks)
    counts = labs.groupby(_PAIR).agg(labs_in_scope=("lab", "nunique"), unable=("unable", "sum")).reset_index()
    counts["labs_capable"] = counts["labs_in_scope"] - counts.pop("unable")
    known = [(spec.sector, each.id, each.source) for spec in specs.values() for each in spec.indicators]
    out = pd.DataFrame(known, columns=[*_PAIR, "source"]).merge(counts, on=_PAIR, how="left")
    out = out.merge(short, on=_PAIR, how="left").merge(lots, on=_PAIR, how="left")
    tested = rows.groupby(_PAIR)["tested_on"].max().rename("tested").reset_index()
    waves = estimates.loc[estimates["source"] == "survey", [*_PAIR, "wave"]].drop_duplicates()
    waves["surveyed"] = pd.to_datetime([Wave.parse(code).end for code in waves["wave"]])
    asked = waves.groupby(_PAIR)["surveyed"].max().reset_index()
    out = out.merge(tested, on=_PAIR, how="left").merge(asked, on=_PAIR, how="left")
    days = {name: pd.to_datetime(out[name]) for name in ("surveyed", "tested", "checked")}
    out = out.assign(**days, last_day=pd.DataFrame(days).max(axis=1))
    by_lab = out["source"] == "test"
    for name in ("labs_in_scope", "labs_capable"):
        out[name] = out[name].fillna(0).where(by_lab).astype("Int64")
    out["measured"] = [each if isinstance(each, tuple) else () for each in out["measured"]]
    out["makers"] = out["measured"].map(len)
    out["hole"] = out["labs_capable"].fillna(9).clip(upper=2)
    out = out.sort_values(["hole", "output_failing"], ascending=[True, False], kind="stable")
    return out[[*INSTRUMENTS, "measured"]].reset_index(drop=True)


def _short(gaps: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Of each indicator the output share of those who fell short at their last measurement, and who was measured."""
    held = gaps[gaps["level"].isin(("floor", "benchmark"))]
    held = held.assign(start=[Wave.parse(code).start for code in held["wave"]], place=held["level"].eq("benchmark"))
    keys = ["sector", "category", "enterprise", "indicator"]
    held = held.sort_values(["start", "place"], ascending=[False, True], kind="stable").drop_duplicates(keys)
    held = held.assign(short=held["verdict"] == "not_met")
    makers = held.groupby([*_PAIR, "enterprise"])["short"].any().reset_index()
    makers = makers.merge(register[["sector", "enterprise", "output_share"]], on=["sector", "enterprise"], how="left")
    makers["failing"] = makers["output_share"].where(makers["short"], 0.0)
    return makers.groupby(_PAIR).agg(output_failing=("failing", "sum"), measured=("enterprise", tuple)).reset_index()


def _lots(specs: Specs, checks: pd.DataFrame) -> pd.DataFrame:
    """The last day on which a lot of an indicator's categories was drawn."""
    last = {} if checks.empty else checks.groupby(["sector", "category"])["sampled_on"].max().to_dict()
    found = []
    for spec in specs.values():
        for each in spec.indicators:
            days = [last[spec.sector, one] for one in each.categories if (spec.sector, one) in last]
            if days:
                found.append((spec.sector, each.id, max(days)))
    return pd.DataFrame(found, columns=[*_PAIR, "checked"])
