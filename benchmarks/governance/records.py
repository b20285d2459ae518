"""Official decisions mirrored: live on a day or not there at all. Nothing sentences, nothing outlives its term."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd

from benchmarks.governance.terms import Terms, months_after, terms
from benchmarks.infrastructure.states import deciding, of_frame
from benchmarks.reading import Reading
from data.frames import each_row
from data.kept.states import state_events
from data.kept.tiers import AUTHORITY, replies
from data.viewer import LOCAL

RECORD = (
    *("subject", "sector", "enterprise", "state", "class", "authority", "document", "basis", "from", "until"),
    *("exit_from", "exit_to_do", "reply", "reply_by", "replied_on", "reason", "source", "rule", "rule_zh", "checked"),
)
LIVE = ("live", "objection", "held")
OFFICIAL = ("general", "serious")  # what the authority itself makes public; the minor are between it and the maker


def records(reading: Reading, on: date | None = None) -> pd.DataFrame:
    """RECORD rows of the viewer's scope that are live on a day (today, UTC), the maker's reply beside each.

    Minor ones, and those whose maker objects, are told to the maker and the authority alone.
    """
    today = datetime.now(UTC).date()
    found = records_of(
        state_events(reading.store, LOCAL, "record"), replies(reading.store, LOCAL), terms(), on or today, today
    )
    told = reading.told(found)
    if reading.viewer.role in (*AUTHORITY, "manufacturer"):
        return told
    return told[told["class"].isin(OFFICIAL) & (told["state"] != "objection")].reset_index(drop=True)


def records_of(
    events: pd.DataFrame, replies: Mapping[tuple[str, str], Any], terms: Terms, on: date, today: date
) -> pd.DataFrame:
    """RECORD rows: the records that are live on a day, and today as well where the day has gone by.

    events: STATE_EVENT rows of records; replies: (sector, subject) -> (text, name, day). Annulled or repaired: none.
    Past min(until, from + the term of its class): none, and on no day any more, so that no history outlives its term.
    held: the authority cites a document for a longer one. exit_from: the first day on which it can be repaired.
    """
    rows = []
    for (sector, subject), found in events.groupby(["sector", "subject"], sort=True):
        found = found.reset_index(drop=True)
        told = _on(found, terms, on)
        if told is None or (today > on and _on(found, terms, today) is None):
            continue
        reply = replies.get((str(sector), str(subject)), ("", "", None))
        rows.append(
            {
                **told,
                "sector": sector,
                "subject": subject,
                "reply": reply[0],
                "reply_by": reply[1],
                "replied_on": reply[2],
            }
        )
    return pd.DataFrame(rows, columns=list(RECORD)).sort_values(
        ["sector", "enterprise", "from", "subject"], ignore_index=True
    )


def _on(found: pd.DataFrame, terms: Terms, on: date) -> dict | None:
    """What is told of one record on a day; None where it is not live."""
    state, _ = deciding(of_frame(found), on)
    rows = list(each_row(found.rename(columns={"from": "start", "class": "grade"})))
    begun = [row for row in rows if row.state == "live" and _day(row.start) <= on]
    if state not in LIVE or not begun:
        return None
    first = min(begun, key=lambda row: _day(row.start))
    start, until = _day(first.start), _day(first.until)
    term = terms.mildest(f"record_{first.grade or 'minor'}", start, on)
    end = min(each for each in (until, _last(start, term.length)) if each is not None)
    if on > end and state != "held":
        return None
    held = [_day(row.until) for row in rows if row.state == "held" and _day(row.start) <= on]
    return {
        **{"enterprise": first.enterprise, "state": state, "class": first.grade, "authority": first.authority},
        **{"document": first.document, "basis": first.basis, "from": start, "source": first.source},
        "until": max([end, *(each for each in held if each is not None)]) if state == "held" else end,
        "exit_from": months_after(start, term.earliest),
        "exit_to_do": "on_completion" if term.earliest == 0 else "apply",
        **{"reason": first.reason, "rule": term.cite.en, "rule_zh": term.cite.zh},
        "checked": term.checked,
    }


def _last(start: date, months: int) -> date:
    """The last day a record is shown: rights end it on the day itself, whatever the calendar says of working days."""
    return months_after(start, months) - timedelta(1)


def _day(value: Any) -> Any:
    return None if value is None or pd.isna(value) else pd.Timestamp(value).date()
