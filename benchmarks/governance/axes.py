"""Four axes side by side, never summed: risk, credit, capacity, willingness; each with n, interval and receipt.

More testing, an action that worked, a recheck that passed, a defect that was reported can only help on any of them.
Size, age and region are no inputs.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks import policy
from benchmarks.actions.verdicts import verdicts_for
from benchmarks.estimates.intervals import wilson
from benchmarks.gaps import floors
from benchmarks.governance.clock import clock_of
from benchmarks.governance.counting import priors, tally
from benchmarks.governance.records import records_of
from benchmarks.governance.terms import terms
from benchmarks.governance.tiers import proposed_for
from benchmarks.infrastructure.states import state
from benchmarks.reading import Reading
from data.frames import each_row
from data.kept import actions
from data.kept.states import state_events
from data.kept.tiers import AUTHORITY, READERS
from data.viewer import LOCAL
from data.wave import Wave

AXIS = ("enterprise", "sector", "axis", "value", "low", "high", "n", "better", "receipt")
AXES = ("risk", "credit", "capacity", "willingness")
FAIRNESS = ("sector", "by", "part", "n", "worse", "share", "low", "high", "reason")
_GRADE = {"minor": 1, "general": 2, "serious": 3}


def axes(reading: Reading, on: date | None = None) -> pd.DataFrame:
    """AXIS rows on a day (today, UTC), whatever wave: of a maker to itself, all to the authority, none to others."""
    every, day = reading.all_waves(), on or datetime.now(UTC).date()
    if reading.viewer.role not in READERS:
        return pd.DataFrame(columns=list(AXIS))
    return every.told(axes_of(every.selection.everyone().only(every.register), _facts(every, day)))


def fairness(reading: Reading, on: date | None = None) -> pd.DataFrame:
    """FAIRNESS rows for the authority, whatever wave."""
    every, day = reading.all_waves(), on or datetime.now(UTC).date()
    found = fairness_of(proposed_for(every.checks, day), every.register, day.year)
    return found if reading.viewer.role in AUTHORITY else found.iloc[:0]


def _facts(every: Reading, day: date) -> "Facts":
    """What the axes are made from, of everyone."""
    acts, lots = verdicts_for(LOCAL, every), every.checks
    return Facts(
        tally(lots, day),
        records_of(state_events(every.store, LOCAL, "record"), {}, terms(), day, datetime.now(UTC).date()),
        clock_of(lots, actions.actions(every.store, LOCAL), terms(), day),
        _bottom_lines(every.gaps),
        _certificates(state(state_events(every.store, LOCAL, "certificate"), day)),
        acts.assign(voluntary=[_unasked(row, lots) for row in each_row(acts)]),
    )


def _bottom_lines(gaps: pd.DataFrame) -> pd.DataFrame:
    """Bottom lines with a verdict, each as it was last judged: sector, enterprise, met."""
    judged = gaps[(gaps["level"] == "floor") & floors.binding(gaps) & gaps["verdict"].isin(["met", "not_met"])]
    starts = {code: Wave.parse(code).start for code in judged["wave"].unique()}
    judged = judged.assign(start=judged["wave"].map(starts), met=judged["verdict"] == "met")
    newest = judged.sort_values("start").drop_duplicates(["sector", "category", "enterprise", "indicator"], keep="last")
    return newest[["sector", "enterprise", "met"]]


def _certificates(states: pd.DataFrame) -> pd.DataFrame:
    """Certificates on file: sector, enterprise, valid; one given back by its holder says nothing."""
    filed = states[(states["enterprise"] != "") & (states["state"] != "cancelled")]
    return filed.assign(valid=filed["state"] == "valid")[["sector", "enterprise", "valid"]]


def _unasked(act: Any, lots: pd.DataFrame) -> bool:
    """Whether a maker began an action on its own: no failed lot of that indicator had been notified to it before."""
    own = lots[(lots["sector"] == act.sector) & (lots["enterprise"] == act.enterprise) & (lots["result"] == "fail")]
    told = own[pd.to_datetime(own["notified_on"]) <= pd.Timestamp(act.registered_at)]
    return not any(act.indicator in failed.split(";") for failed in told["failed"])


@dataclass(frozen=True)
class Facts:
    """What the axes are made from, of everyone: TALLY rows, RECORD rows, CLOCK rows, and the rest by maker.

    floors: sector, enterprise, met (True, False): bottom lines judged. certificates: sector, enterprise, valid (True,
    False): those on file.
    actions: sector, enterprise, state as benchmarks.actions.verdicts tells, voluntary (True, False).
    """

    counted: pd.DataFrame
    records: pd.DataFrame
    clock: pd.DataFrame
    floors: pd.DataFrame
    certificates: pd.DataFrame
    actions: pd.DataFrame


def axes_of(makers: pd.DataFrame, facts: Facts) -> pd.DataFrame:
    """AXIS rows, four a maker: empty where nothing is known, which is not the same as nothing wrong.

    makers: sector, enterprise. risk (lower is better, 0 to 100): 100 x share of lots failing weighted by severity,
    Beta(a0 + sum of severities, b0 + n - that sum), priors from the other makers. credit (lower is better, 0 to 3): the
    gravest live record, counted exactly. capacity (higher): 100 x bottom lines met and certificates valid of those on
    file. willingness (higher): 100 x duties done in time, actions that worked and defects reported unasked, of these
    and the duties that ran late. The last two by Beta(k + 1/2, n - k + 1/2), Jeffreys.
    """
    rows = [row for sector, own in makers.groupby("sector") for row in _of_sector(str(sector), own, facts)]
    found = pd.DataFrame(rows, columns=list(AXIS))
    place = found["axis"].map({name: at for at, name in enumerate(AXES)})
    return found.assign(place=place).sort_values(["sector", "enterprise", "place"], ignore_index=True)[list(AXIS)]


def _of_sector(sector: str, makers: pd.DataFrame, facts: Facts) -> list[tuple]:
    counted = facts.counted[facts.counted["sector"] == sector].reset_index(drop=True)
    prior = priors(counted["severe"].tolist(), counted["n"].tolist())
    risk = {row.enterprise: (row, prior[at]) for at, row in enumerate(each_row(counted))}
    tables = {name: _by_maker(getattr(facts, name), sector) for name in ("records", "clock", "floors")}
    tables |= {name: _by_maker(getattr(facts, name), sector) for name in ("certificates", "actions")}
    rows = []
    for code in makers["enterprise"]:
        own = {name: table.get(code) for name, table in tables.items()}
        rows += [
            (code, sector, *_risk(*risk.get(code, (None, None)))),
            (code, sector, *_credit(own["records"])),
            (code, sector, *_capacity(own["floors"], own["certificates"])),
            (code, sector, *_willingness(own["clock"], own["actions"])),
        ]
    return rows


def _by_maker(frame: pd.DataFrame, sector: str) -> Mapping[str, pd.DataFrame]:
    return {str(code): own for code, own in frame[frame["sector"] == sector].groupby("enterprise")}


def _risk(row: Any, prior: tuple[float, float] | None) -> tuple:
    if row is None or prior is None:
        return "risk", nan, nan, nan, 0, "lower", _receipt(lots=0)
    n, severe = int(row.n), float(row.severe)
    a, b = prior[0] + severe, prior[1] + n - severe
    made = _receipt(lots=n, failed=int(row.k), severity=severe, prior=[round(each, 4) for each in prior])
    return "risk", 100 * a / (a + b), *_ends(a, b), n, "lower", made


def _credit(records: pd.DataFrame | None) -> tuple:
    subjects = [] if records is None else sorted(records["subject"])
    worst = 0 if records is None else max(_GRADE.get(each, 1) for each in records["class"])
    return "credit", float(worst), float(worst), float(worst), len(subjects), "lower", _receipt(live=subjects)


def _capacity(floors: pd.DataFrame | None, certificates: pd.DataFrame | None) -> tuple:
    met, judged = _count(floors, "met")
    valid, filed = _count(certificates, "valid")
    made = _receipt(floors_met=met, floors=judged, certificates_valid=valid, certificates=filed)
    return "capacity", *_share(met + valid, judged + filed), "higher", made


def _willingness(clock: pd.DataFrame | None, acts: pd.DataFrame | None) -> tuple:
    done = late = 0
    if clock is not None:
        duties = clock[(clock["party"] == "maker") & (clock["kind"] == "duty")]
        # A duty with a day is judged by it; one that fell away, or is still open, says nothing.
        days = [(row.done_on, row.due_on) for row in each_row(duties) if row.state == "done" and row.done_on]
        done = sum(day <= due for day, due in days)
        late = len(days) - done + int((duties["state"] == "late").sum())
    worked = 0 if acts is None else int((acts["state"] == "delivered").sum())
    unasked = 0 if acts is None else int(acts["voluntary"].sum())
    made = _receipt(in_time=done, late=late, actions_that_worked=worked, reported_unasked=unasked)
    return "willingness", *_share(done + worked + unasked, done + late + worked + unasked), "higher", made


def _count(frame: pd.DataFrame | None, name: str) -> tuple[int, int]:
    return (0, 0) if frame is None else (int(frame[name].sum()), len(frame))


def _share(k: int, n: int) -> tuple[float, float, float, int]:
    if n == 0:
        return nan, nan, nan, 0
    return 100 * (k + 0.5) / (n + 1), *_ends(k + 0.5, n - k + 0.5), n


def _ends(a: float, b: float) -> tuple[float, float]:
    half = policy.CONFIDENCE / 2
    return 100 * float(stats.beta.ppf(0.5 - half, a, b)), 100 * float(stats.beta.ppf(0.5 + half, a, b))


def _receipt(**made: object) -> str:
    """What an axis is made of, as JSON that gives it again."""
    return json.dumps(made, ensure_ascii=False)


def fairness_of(proposed: pd.DataFrame, register: pd.DataFrame, on_year: int) -> pd.DataFrame:
    """FAIRNESS rows: the share of makers proposed for T3 or T4, by size, region and age, with Wilson's interval.

    None of the three is an input of a tier; a table shows whether it falls on one of them all the same. proposed: rows
    of proposals_of, all sectors; register: sector, enterprise, size, region, founded. Parts of fewer than MIN_PEERS
    makers are not told.
    """
    known = proposed.merge(register, on=["sector", "enterprise"], how="left", suffixes=("", "_"))
    known = known.assign(
        worse=known["proposed"].isin(["T3", "T4"]),
        age=[_age(year, on_year) for year in known["founded"]],
    )
    rows = []
    for sector, of_sector in known.groupby("sector"):
        for by in ("size", "region", "age"):
            parts = of_sector[by].astype(object).where(of_sector[by].notna(), "").replace("", "unknown")
            for part, own in of_sector.groupby(parts):
                rows.append(_fair(str(sector), by, str(part), own["worse"].to_numpy()))
    return pd.DataFrame(rows, columns=list(FAIRNESS))


def _fair(sector: str, by: str, part: str, worse: Sequence[bool] | np.ndarray) -> tuple:
    n, k = len(worse), int(np.sum(worse))
    if n < policy.MIN_PEERS:
        return sector, by, part, n, nan, nan, nan, nan, "too_few"
    low, high = wilson(k / n, n)
    return sector, by, part, n, k, k / n, float(low), float(high), ""


def _age(founded: Any, year: int) -> str:
    if pd.isna(founded):
        return ""
    return "young" if year - int(founded) < policy.YOUNG_YEARS else "old"
