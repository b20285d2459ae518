"""Who must do what by when: the steps of every failed check, counted from its days by the terms in force then.

A status is never stored: it is what days and terms say on the day asked for. Both sides see the same rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from benchmarks.governance.terms import Term, Terms, terms
from benchmarks.reading import Reading
from data.frames import each_row
from data.kept import actions
from data.viewer import LOCAL

CLOCK = (
    *("check", "enterprise", "step", "due_on", "done_on", "state", "rule"),
    *("sector", "category", "party", "kind", "begins_on", "lab", "checked", "rule_zh", "failed", "product"),
)
_Helps = dict[tuple[str, str, str], list[date]]
STATES = ("late", "blocked", "open", "done")
PARTIES = ("authority", "association", "maker", "laboratory", "consumers")
# step -> whose it is, and whether it may or must be done
STEPS = {
    **{"objection": ("maker", "right"), "retest": ("laboratory", "duty"), "help": ("association", "right")},
    **{"correction": ("maker", "duty"), "recheck": ("authority", "duty"), "second_recheck": ("authority", "duty")},
    **{"publication": ("consumers", "right"), "complaint": ("authority", "duty")},
}


def clock(reading: Reading, on: date | None = None) -> pd.DataFrame:
    """CLOCK rows of the viewer's scope on a day (today, UTC), whatever wave: maker and authority are told the same.

    A laboratory is told of the lots it tested, without whose they are.
    """
    every, viewer = reading.all_waves(), reading.viewer
    found = clock_of(every.checks, actions.actions(reading.store, LOCAL), terms(), on or datetime.now(UTC).date())
    if viewer.role == "laboratory" and viewer.laboratories:
        own = every.selection.everyone().only(found[found["lab"].isin(viewer.laboratories)])
        return own.assign(enterprise="", product="").reset_index(drop=True)
    return every.told(found)


@dataclass(frozen=True)
class _Step:
    """One step: when it begins and is due, when it was done, and what holds it up."""

    name: str
    begins: date
    due: date
    term: Term
    done: date | None = None
    over: bool = False  # nothing is left to do, though no day says when it was done
    blocked: bool = False


def clock_of(checks: pd.DataFrame, acts: pd.DataFrame, terms: Terms, on: date) -> pd.DataFrame:
    """CLOCK rows of CHECK rows on a day: late first, then by the day they are due.

    A failed check that its maker was told of runs: objection (a right that lapses), retest, correction, recheck, second
    recheck, help, publication; a check after a complaint its answer. What happens after the day is not known yet. A
    retest that passes ends all; an objection that is not decided blocks recheck and publication, never correction: it
    stops the clock of publicity, not of safety. A second recheck is a follow-up lot of the same products. acts: actions
    with sector, enterprise, category, registered_at, which are the help and willingness of those concerned.
    """
    later, helps = checks[checks["why_drawn"] == "follow_up"], _helps(acts)
    rows = []
    for row in each_row(checks):
        for step in _steps(_known(row, on), later, helps, terms):
            party, kind = STEPS[step.name]
            rows.append(
                (
                    *(row.check, row.enterprise, step.name, step.due, step.done, _state(step, on), step.term.cite.en),
                    *(row.sector, row.category, party, kind, step.begins, row.lab, step.term.checked),
                    *(step.term.cite.zh, row.failed, row.product),
                )
            )
    found = pd.DataFrame(rows, columns=list(CLOCK)).astype({"done_on": object})
    order = found["state"].map({name: place for place, name in enumerate(STATES)})
    return found.assign(order=order).sort_values(
        ["order", "due_on", "sector", "check", "step"], kind="stable", ignore_index=True
    )[list(CLOCK)]


def _known(row: Any, on: date) -> Any:
    """The check as it was known on a day: what comes later is not there, with its results."""
    days = ("sampled_on", "tested_on", "notified_on", "objection_on", "rechecked_on")
    kept = {name: _day(getattr(row, name)) for name in days}
    kept = {name: day if day is not None and day <= on else None for name, day in kept.items()}
    return row._replace(
        **kept,
        correct_by=_day(row.correct_by),
        retest=row.retest if kept["objection_on"] else "",
        recheck=row.recheck if kept["rechecked_on"] else "",
    )


def _steps(row: Any, later: pd.DataFrame, helps: _Helps, terms: Terms) -> Iterator[_Step]:
    if row.why_drawn == "complaint" and row.sampled_on:
        told = row.notified_on or (row.tested_on if row.result == "pass" else None)
        yield _step("complaint", row.sampled_on, terms, done=told)
    if row.result != "fail" or row.notified_on is None:
        return
    told, cleared = row.notified_on, row.retest == "pass"
    undecided = row.objection_on is not None and not row.retest
    passed = row.rechecked_on if row.recheck == "pass" else None
    yield _step("objection", told, terms, done=row.objection_on, over=cleared)
    if row.objection_on is not None:
        yield _step("retest", row.objection_on, terms, over=bool(row.retest))
    due = row.correct_by or terms.due("correction", told)
    yield _Step("correction", told, due, terms.at("correction", told), passed, cleared)
    yield _step("recheck", told, terms, done=row.rechecked_on, over=cleared, blocked=undecided)
    if row.recheck == "fail":
        again = _first_after(later, row)
        yield _step("second_recheck", row.rechecked_on, terms, done=again)
    helped = _helped(helps, row)
    yield _step("help", told, terms, done=helped, over=cleared or passed is not None)
    if not cleared:
        yield _step("publication", told, terms, over=not undecided, blocked=undecided)


def _step(
    name: str, begins: date, terms: Terms, done: date | None = None, *, over: bool = False, blocked: bool = False
) -> _Step:
    return _Step(name, begins, terms.due(name, begins), terms.at(name, begins), done, over, blocked)


def _state(step: _Step, on: date) -> str:
    if step.done is not None:
        return "done"
    if step.name == "publication":  # it becomes public by itself on its day
        return "blocked" if step.blocked else "done" if on > step.due else "open"
    if step.over:
        return "done"
    if STEPS[step.name][1] == "right":  # unused it lapses: nobody is late with a right
        return "done" if on > step.due else "open"
    if step.blocked:
        return "blocked"
    return "late" if on > step.due else "open"


def _first_after(later: pd.DataFrame, row: Any) -> date | None:
    """The first follow-up lot of the same maker and category after a failed recheck."""
    same = (later["sector"] == row.sector) & (later["enterprise"] == row.enterprise)
    same &= later["category"] == row.category
    days = sorted(day for day in map(_day, later.loc[same, "sampled_on"]) if day and day > row.rechecked_on)
    return days[0] if days else None


def _helps(acts: pd.DataFrame) -> _Helps:
    """Days on which actions with a partner were registered, by whose and on what: looked up once for every lot."""
    found: _Helps = {}
    for act in each_row(acts[acts["partners"].map(bool).astype(bool)]):
        if (day := _day(act.registered_at)) is not None:
            found.setdefault((act.sector, act.enterprise, act.indicator), []).append(day)
    return found


def _helped(helps: _Helps, row: Any) -> date | None:
    """The day on which an action on an indicator that failed was registered, with a partner to help."""
    days = [day for failed in row.failed.split(";") for day in helps.get((row.sector, row.enterprise, failed), ())]
    return min((day for day in days if day >= row.notified_on), default=None)


def _day(value: Any) -> date | None:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()
