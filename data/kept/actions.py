"""What enterprises do about their gaps, kept as events: registering, changes, notes, evidence. Nothing is overwritten.

A manufacturer writes and reads its own, an administrator all; associations and regulators read what is in their scope;
visitors and laboratories see nothing.
"""

import json
from datetime import UTC, datetime
from typing import Any

import duckdb
import pandas as pd

from data.kept.action_rules import EMPTY, FIELDS, FIXED, Finding, findings
from data.kept.batches import LIVE
from data.kept.register import enterprises
from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import LOCAL, Viewer

WRITERS = ("administrator", "manufacturer")
READERS = (*WRITERS, "association", "regulator")
STATE = (
    "action",
    "sector",
    "enterprise",
    *FIELDS,
    "revision",
    "registered_at",
    "changed_at",
    "changed_by",
    "synthetic",
)
EVENT = ("action", "revision", "kind", "happened_at", "by_name", "by_role", "content")
LONGEST_NOTE = 4000
# The demo's actions go with its batches.
_COUNTS = f"(NOT synthetic OR (SELECT count(*) FROM ({LIVE}) WHERE synthetic) > 0)"


class BadFields(Refused):
    """Fields that break rules; `found` names each with its rule."""

    def __init__(self, found: list[Finding]) -> None:
        super().__init__("The action is not kept: " + "; ".join(f"{field} {rule}" for field, rule in found) + ".")
        self.found = found


class Stale(Refused):
    """A change made on a revision that is no longer the newest; `by`, `at` and `fields` say what happened since."""

    def __init__(self, by: str, at: datetime, fields: list[str]) -> None:
        super().__init__(
            f"Meanwhile {by or 'somebody'} changed {', '.join(fields)} ({at:%Y-%m-%d %H:%M} UTC): "
            "look at the action again and repeat your change."
        )
        self.by, self.at, self.fields = by, at, fields


def register(
    store: Store,
    viewer: Viewer,
    sector: str,
    enterprise: str,
    fields: dict,
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> int:
    """Write a new action and return its number. `fields`: some of FIELDS, the rest as EMPTY; `at`: UTC, now by default.

    Refuses (BadFields) fields that break rules, and (Refused) an enterprise that is not registered or not the viewer's.
    """
    _refuse_outsider(viewer, sector, enterprise)
    known = enterprises(store, LOCAL)
    if not ((known["sector"] == sector) & (known["enterprise"] == enterprise)).any():
        raise Refused("action_enterprise", enterprise=enterprise, sector=sector)
    whole = EMPTY | _known(fields)
    if found := findings(whole):
        raise BadFields(found)
    with store.write() as cursor:
        number = int(single(cursor, "SELECT coalesce(max(action), 0) + 1 FROM action_event"))
        _append(cursor, viewer, (number, 1, "registered", sector, enterprise), whole, at, synthetic)
    return number


def change(
    store: Store, viewer: Viewer, action: int, revision: int, fields: dict, *, at: datetime | None = None
) -> int:
    """Set fields of an action as a new event; returns the new revision, or the old one where nothing differs.

    Refuses (Stale) a change made on an older revision than the last change, (BadFields) fields that break rules or
    are fixed at registration, (Refused) an action that is not the viewer's to write.
    """
    with store.write() as cursor:
        now = _writable(cursor, viewer, action)
        _refuse_stale(now, revision)
        new = {name: value for name, value in _known(fields).items() if value != now["fields"][name]}
        if fixed := [(name, "fixed") for name in new if name in FIXED]:
            raise BadFields(fixed)
        if found := findings(now["fields"] | new):
            raise BadFields(found)
        if not new:
            return now["revision"]
        return _append_to(cursor, viewer, now, "changed", new, at)


def note(store: Store, viewer: Viewer, action: int, text: str, *, at: datetime | None = None) -> int:
    """Add a note of at most LONGEST_NOTE characters; returns the new revision. A note makes no change stale."""
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise Refused("note_length", most=LONGEST_NOTE, n=len(text.strip()))
    with store.write() as cursor:
        now = _writable(cursor, viewer, action)
        return _append_to(cursor, viewer, now, "note", {"text": text.strip()}, at)


def actions(store: Store, viewer: Viewer) -> pd.DataFrame:
    """STATE rows, one an action as it stands, newest first: those of enterprises in the viewer's scope."""
    folded: dict[int, dict] = {}
    for row in _events(store, viewer).itertuples(index=False):
        _fold(folded, row)
    rows = [{**one, **one["fields"]} for one in folded.values()]
    frame = pd.DataFrame(rows, columns=list(STATE))
    maybe = ["aimed_level", "started_on", "done_on"]  # None where there is none, never NaN
    frame[maybe] = frame[maybe].astype(object).where(frame[maybe].notna(), None)
    return frame.sort_values("action", ascending=False, ignore_index=True)


def events(store: Store, viewer: Viewer, action: int) -> pd.DataFrame:
    """EVENT rows of one action in order, `content` as a dict; none where the viewer may not see it."""
    frame = _events(store, viewer)
    frame = frame[frame["action"] == action]
    return frame.assign(content=[json.loads(text) for text in frame["content"]])[list(EVENT)].reset_index(drop=True)


def version(store: Store) -> int:
    """A number that grows with every event: actions of the same version are the same."""

    def counted() -> int:
        with store.cursor() as cursor:
            return int(single(cursor, "SELECT count(*) FROM action_event"))

    return store.unchanged.get("actions", counted)


def may_write(viewer: Viewer, sector: str, enterprise: str) -> bool:
    """Whether this person may register and change the actions of an enterprise."""
    return viewer.role in WRITERS and viewer.sees_enterprise(sector, enterprise)


def append_evidence(cursor: duckdb.DuckDBPyConnection, viewer: Viewer, action: int, content: dict) -> int:
    """An evidence event inside the caller's transaction; data.kept.evidence has checked and kept the bytes."""
    return _append_to(cursor, viewer, _writable(cursor, viewer, action), "evidence", content, None)


def _known(fields: dict) -> dict:
    if unknown := [name for name in fields if name not in FIELDS]:
        raise BadFields([(name, "unknown_field") for name in unknown])
    known = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    if "partners" in known:
        known["partners"] = [list(partner) for partner in known["partners"]]
    return known


def _refuse_outsider(viewer: Viewer, sector: str, enterprise: str) -> None:
    if not may_write(viewer, sector, enterprise):
        raise Refused("action_not_yours", enterprise=enterprise)


def _writable(cursor: duckdb.DuckDBPyConnection, viewer: Viewer, action: int) -> dict:
    """The action as it stands in this transaction; refuses one that is unknown to the viewer or not theirs."""
    rows = run(cursor, f"SELECT * FROM action_event WHERE action = ? AND {_COUNTS} ORDER BY revision", [action]).df()
    folded: dict[int, dict] = {}
    for row in rows.itertuples(index=False):
        _fold(folded, row)
    now = folded.get(action)
    if now is None or not viewer.sees_enterprise(now["sector"], now["enterprise"]) or viewer.role not in READERS:
        raise Refused("action_unknown", action=action)
    _refuse_outsider(viewer, now["sector"], now["enterprise"])
    return now


def _refuse_stale(now: dict, revision: int) -> None:
    since = [change for change in now["changes"] if change[0] > revision]
    if since:
        fields = dict.fromkeys(name for _, _, _, names in since for name in names)
        raise Stale(since[-1][1], since[-1][2], list(fields))


def _events(store: Store, viewer: Viewer) -> pd.DataFrame:
    frame = store.query(f"SELECT * FROM action_event WHERE {_COUNTS} ORDER BY action, revision")
    seen = [
        viewer.role in READERS and viewer.sees_enterprise(sector, enterprise)
        for sector, enterprise in zip(frame["sector"], frame["enterprise"], strict=True)
    ]
    return frame[pd.Series(seen, index=frame.index, dtype=bool)]


def _fold(folded: dict[int, dict], event: Any) -> None:
    """Apply one event to the state so far; `changes` holds (revision, by, at, fields) of every change."""
    now = folded.setdefault(event.action, {"action": int(event.action), "fields": dict(EMPTY), "changes": []})
    now |= {"sector": event.sector, "enterprise": event.enterprise, "revision": int(event.revision)}
    if event.kind == "registered":
        now |= {"registered_at": event.happened_at, "synthetic": bool(event.synthetic)}
    if event.kind in ("registered", "changed"):
        content = json.loads(event.content)
        now["fields"] |= content
        now |= {"changed_at": event.happened_at, "changed_by": event.by_name}
        if event.kind == "changed":
            now["changes"].append((int(event.revision), event.by_name, event.happened_at, list(content)))


def _append_to(
    cursor: duckdb.DuckDBPyConnection, viewer: Viewer, now: dict, kind: str, content: dict, at: datetime | None
) -> int:
    place = (now["action"], now["revision"] + 1, kind, now["sector"], now["enterprise"])
    _append(cursor, viewer, place, content, at, now["synthetic"])
    return place[1]


def _append(
    cursor: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    place: tuple[int, int, str, str, str],
    content: dict,
    at: datetime | None,
    synthetic: bool,
) -> None:
    when = at or datetime.now(UTC).replace(tzinfo=None)
    said = json.dumps(content, ensure_ascii=False)
    values = [*place, when, viewer.name, viewer.role, synthetic, said]
    run(cursor, "INSERT INTO action_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
