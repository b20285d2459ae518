"""What people decided about tiers, and what makers reply: events, never overwritten; who decides does not confirm.

Tiers are private to the maker and the competent authority: associations, laboratories and visitors see none.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data.frames import each_row
from data.kept.batches import LIVE
from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import Viewer

AUTHORITY = ("administrator", "regulator")
READERS = (*AUTHORITY, "manufacturer")
TIERS = ("T1", "T2", "T3", "T4")
LONGEST = 2000
DECIDED = (
    *("sector", "enterprise", "decision", "decided", "by", "reason", "spec_version", "happened_at"),
    *("confirmed_by", "confirmed_at"),
)
# What the demo said goes with its batches.
_COUNTS = f"(NOT synthetic OR (SELECT count(*) FROM ({LIVE}) WHERE synthetic) > 0)"


def may_decide(viewer: Viewer, sector: str) -> bool:
    """Whether this person decides on tiers of a sector."""
    return viewer.role in AUTHORITY and viewer.sees_sector(sector)


def decisions(store: Store, viewer: Viewer) -> pd.DataFrame:
    """The newest decision on each maker whose tier the viewer may see, columns DECIDED; confirmed_by "" at first."""
    events = _events(store, "tier_decided", "tier_confirmed")
    newest: dict[tuple[str, str], dict] = {}
    for row in each_row(events):
        said, key = json.loads(row.content), (row.sector, row.enterprise)
        if row.kind == "tier_decided":
            newest[key] = {
                **dict.fromkeys(DECIDED, ""),
                **{"sector": row.sector, "enterprise": row.enterprise, "decision": int(row.event)},
                **{"decided": said["tier"], "by": row.by_name, "reason": said["reason"]},
                **{"spec_version": said["spec_version"], "happened_at": row.happened_at, "confirmed_at": None},
            }
        elif key in newest and newest[key]["decision"] == said["decision"]:
            newest[key] |= {"confirmed_by": row.by_name, "confirmed_at": row.happened_at}
    told = [
        one for (sector, code), one in newest.items() if viewer.role in READERS and viewer.sees_enterprise(sector, code)
    ]
    return pd.DataFrame(told, columns=list(DECIDED))


def decide(
    store: Store,
    viewer: Viewer,
    sector: str,
    enterprise: str,
    tier: str,
    reason: str,
    spec_version: str,
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> int:
    """Keep a decision, which counts once another person has confirmed it; returns its number.

    Refuses (Refused) who has no right to it, a tier that is none of TIERS, and a decision without a reason.
    """
    _refuse(viewer, sector, enterprise)
    if tier not in TIERS:
        raise Refused("tier_unknown", known=", ".join(TIERS), got=tier)
    if not 0 < len(reason.strip()) <= LONGEST:
        raise Refused("tier_reason", most=LONGEST)
    said = {"tier": tier, "reason": reason.strip(), "spec_version": spec_version}
    with store.write() as cursor:
        return _append(cursor, viewer, "tier_decided", sector, enterprise, "", said, at, synthetic)


def confirm(
    store: Store,
    viewer: Viewer,
    sector: str,
    enterprise: str,
    decision: int,
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> None:
    """Confirm the newest decision on a maker; refused to who made it, and where a newer one was made meanwhile."""
    _refuse(viewer, sector, enterprise)
    with store.write() as cursor:
        rows = run(
            cursor,
            "SELECT event, by_name FROM governance_event WHERE kind = 'tier_decided' AND sector = ? AND enterprise = ? "
            f"AND {_COUNTS} ORDER BY event DESC LIMIT 1",
            [sector, enterprise],
        ).fetchall()
        if not rows or rows[0][0] != decision:
            raise Refused("tier_moved_on")
        if rows[0][1] == viewer.name:
            raise Refused("tier_own")
        _append(cursor, viewer, "tier_confirmed", sector, enterprise, "", {"decision": decision}, at, synthetic)


def reply(
    store: Store,
    viewer: Viewer,
    sector: str,
    enterprise: str,
    subject: str,
    text: str,
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> None:
    """Keep what a maker says to a record (subject) or its tier (subject ""); it stands beside it wherever shown.

    Refuses (Refused) everybody but the maker and administrators, and an empty or endless text.
    """
    if viewer.role not in ("administrator", "manufacturer") or not viewer.sees_enterprise(sector, enterprise):
        raise Refused("reply_not_yours")
    if not 0 < len(text.strip()) <= LONGEST:
        raise Refused("reply_empty", most=LONGEST)
    with store.write() as cursor:
        _append(cursor, viewer, "reply", sector, enterprise, subject, {"text": text.strip()}, at, synthetic)


def replies(store: Store, viewer: Viewer) -> dict[tuple[str, str], tuple[str, str, Any]]:
    """(sector, subject) -> newest reply: text, name, moment; of makers that the viewer sees by name."""
    return {
        (row.sector, row.subject): (json.loads(row.content)["text"], row.by_name, row.happened_at.date())
        for row in each_row(_events(store, "reply"))
        if viewer.sees_enterprise(row.sector, row.enterprise)
    }


def version(store: Store) -> int:
    """A number that grows with every event, for caches."""
    with store.cursor() as cursor:
        return int(single(cursor, "SELECT count(*) FROM governance_event"))


def _refuse(viewer: Viewer, sector: str, enterprise: str) -> None:
    if not may_decide(viewer, sector) or not viewer.sees_enterprise(sector, enterprise):
        raise Refused("tier_not_yours")


def _events(store: Store, *kinds: str) -> pd.DataFrame:
    marks = ", ".join("?" for _ in kinds)
    return store.query(
        f"SELECT * FROM governance_event WHERE kind IN ({marks}) AND {_COUNTS} ORDER BY event", list(kinds)
    )


def _append(
    cursor: Any,
    viewer: Viewer,
    kind: str,
    sector: str,
    enterprise: str,
    subject: str,
    said: dict,
    at: datetime | None,
    synthetic: bool,
) -> int:
    number = int(single(cursor, "SELECT coalesce(max(event), 0) + 1 FROM governance_event"))
    values = [number, kind, sector, enterprise, subject, at or datetime.now(UTC).replace(tzinfo=None)]
    run(
        cursor,
        "INSERT INTO governance_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [*values, viewer.name, viewer.role, synthetic, json.dumps(said, ensure_ascii=False)],
    )
    return number
