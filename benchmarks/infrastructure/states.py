"""In which state a certificate, a scope or a record is on a day: computed from its events, never stored."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pandas as pd

from benchmarks.columns import SUBJECT_STATE
from benchmarks.reading import Reading
from data.check.dated import STATES
from data.kept.states import STATE_EVENT, state_events

UNKNOWN = "unknown"  # nothing is on file for the day
PAUSES = frozenset({"suspended", "objection"})  # they end by themselves, and not later than what they pause
PASSING = PAUSES | {"held"}  # after their last day the state before them is back
ENDED = {"valid": "expired", "live": "ended"}  # what is after the last day
KEY = ["sector", "kind", "subject"]
_COVERS, _SAID = ["enterprise", "product", "lab"], ["class", "basis", "authority", "document", "source", "reason"]
_WEIGHT = {word: place for words in STATES.values() for place, word in enumerate(words)}
_DAY = timedelta(days=1)


class Event(NamedTuple):
    """From a day on a subject is in a state; until: the last day, None where none is named.

    corrects: the first day of those events of the same subject that this one takes the place of.
    """

    state: str
    start: date
    until: date | None = None
    corrects: date | None = None


class Span(NamedTuple):
    """The days, both included, on which one event decides and the state is one; place: of that event, -1 for none."""

    state: str
    first: date
    last: date | None
    place: int


def deciding(events: Sequence[Event], day: date) -> tuple[str, int]:
    """The state of one subject on a day and the place of the event that decides it, -1 where none does.

    The latest event that has begun counts; of one day the graver. After its last day `valid` is expired and `live` is
    ended; a suspension, an objection or a hold gives way to what was before it, and the first two end with that at the
    latest. An event whose first day another one corrects counts no more. The order of the events never matters.
    """
    corrected = {each.corrects for each in events if each.corrects is not None}
    standing = [
        (each.start, _WEIGHT[each.state], each.until or date.max, place)
        for place, each in enumerate(events)
        if each.start <= day and (each.start not in corrected or each.corrects == each.start)
    ]
    pause: tuple[str, int] | None = None
    for _, _, until, place in sorted(standing, key=lambda one: one[:3], reverse=True):
        state = events[place].state
        if state in PASSING:
            if pause is None and day <= until:
                pause = state, place
            if pause is not None and pause[0] not in PAUSES:
                return pause
            continue
        over = state in ENDED and day > until
        if pause is not None and not over:
            return pause
        return (ENDED[state] if over else state), place
    return pause or (UNKNOWN, -1)


def spans(events: Sequence[Event]) -> list[Span]:
    """The states of one subject one after the other from its first event on, each with its days; the last is open."""
    turns = {each.start for each in events} | {each.until + _DAY for each in events if each.until is not None}
    found: list[Span] = []
    for turn in sorted(turns):
        state, place = deciding(events, turn)
        if found and (found[-1].state, found[-1].place) == (state, place):
            continue
        if found:
            found[-1] = found[-1]._replace(last=turn - _DAY)
        found.append(Span(state, turn, None, place))
    return found


def state(events: pd.DataFrame, day: date) -> pd.DataFrame:
    """SUBJECT_STATE rows of STATE_EVENT rows: the state of each subject on a day, once for each maker, product and
    laboratory that its events name; sorted by subject.

    since, until: the days of this state, empty where no end is in sight; next: the state after it. Pure.
    """
    rows: list[dict] = []
    ordered = events.sort_values([name for name in STATE_EVENT if name not in ("batch", "line")], kind="stable")
    for key, own in ordered.groupby(KEY, sort=True):
        told = spans(of_frame(own))
        now = next((each for each in reversed(told) if each.first <= day), None)
        if now is None:
            continue
        said = own.iloc[now.place].to_dict() if now.place >= 0 else {}
        after = next((each.state for each in told if each.first > day), "")
        told_now = {"state": now.state, "since": now.first, "until": now.last, "next": after}
        told_now |= dict(zip(KEY, key, strict=True)) | {name: said.get(name, "") for name in _SAID}
        rows += [told_now | covers for covers in _covered(own)]
    return pd.DataFrame(rows, columns=list(SUBJECT_STATE))


def _covered(own: pd.DataFrame) -> list[dict]:
    """What the events of a subject name: a row without product says no more where others name the maker's products."""
    named = own[_COVERS].drop_duplicates().sort_values(_COVERS)
    narrower = named["product"].ne("").groupby([named["enterprise"], named["lab"]]).transform("any")
    return named[named["product"].ne("") | ~narrower].to_dict("records")


def of_frame(events: pd.DataFrame) -> list[Event]:
    """STATE_EVENT rows of one subject as events, in their order."""
    columns = (events["state"], *(_days(events[name]) for name in ("from", "until", "corrects")))
    return [Event(*each) for each in zip(*columns, strict=True)]


def _days(column: pd.Series) -> Iterable[date | None]:
    days = pd.to_datetime(column)
    return [None if none else each.date() for each, none in zip(days, days.isna(), strict=True)]


def states_on(reading: Reading, day: date | None = None, kind: str | None = None) -> pd.DataFrame:
    """SUBJECT_STATE rows on a day, of one kind or all: of makers the viewer sees by name, and of laboratories.

    day: today (UTC) where none is named. Records are told by benchmarks.governance.records alone, which knows when
    each is over: no other list outlives them.
    """
    events = state_events(reading.store, reading.viewer, kind)
    found = state(events[events["kind"] != "record"], day or datetime.now(UTC).date())
    return reading.selection.only(found).reset_index(drop=True)
