"""Tokens by which programs read in a person's name: shown once, kept as a hash, with an end, revoked by an event.

A token has what its person has at the moment it is used, cut to the sector it was given for; a person who is no longer
active has none.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import duckdb
import pandas as pd

from data.kept import people
from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import LOCAL, Viewer

LONGEST_DAYS = 366
_MARK = "dbt_"  # begins every token, so that one that leaked is recognised
_BYTES = 32
COLUMNS = ("token", "name", "person", "sector", "until", "issued_at", "revoked_at")
_ALL = """
SELECT i.token, i.name, i.by_name AS person, i.sector, i.until, i.happened_at AS issued_at, i.sha256,
    r.happened_at AS revoked_at
FROM token_event i LEFT JOIN token_event r ON r.token = i.token AND r.kind = 'revoked'
WHERE i.kind = 'issued' ORDER BY i.token"""


@dataclass(frozen=True)
class Held:
    """A token that may be used: its number, whose it is, and what it sees."""

    token: int
    viewer: Viewer


def issue(store: Store, viewer: Viewer, name: str, days: int, sector: str = "") -> str:
    """A new token of the viewer's own, for so many days, for one sector or all the viewer's; shown this once only.

    Refused without a name or a person, for a sector that is not the viewer's, for more than LONGEST_DAYS days.
    """
    if not viewer.name or not name.strip() or len(name) > 100:
        raise Refused("token_nameless")
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("token_days", most=LONGEST_DAYS, got=days)
    if sector and not viewer.sees_sector(sector):
        raise Refused("not_your_report")
    secret = _MARK + secrets.token_urlsafe(_BYTES)
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.write() as cursor:
        number = int(single(cursor, "SELECT coalesce(max(token), 0) + 1 FROM token_event"))
        end = now + timedelta(days=days)
        _append(cursor, viewer, [number, "issued", _hash(secret), name.strip(), sector, end, now])
    return secret


def tokens(store: Store, viewer: Viewer) -> pd.DataFrame:
    """COLUMNS rows of the viewer's own tokens, of everybody's for administrators; never the token or its hash."""
    frame = store.query(_ALL)
    if viewer.role != "administrator":
        frame = frame[frame["person"] == viewer.name]
    return frame[list(COLUMNS)].reset_index(drop=True)


def revoke(store: Store, viewer: Viewer, token: int) -> None:
    """End a token now; refused for one that is not the viewer's, or ended already."""
    known = tokens(store, viewer)
    found = known[known["token"] == token]
    if found.empty or not pd.isna(found["revoked_at"].iloc[0]):
        raise Refused("no_token", token=token)
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.write() as cursor:
        _append(cursor, viewer, [token, "revoked", "", "", "", None, now])


def held(store: Store, secret: str, now: datetime | None = None) -> Held | None:
    """Who reads by a token; None where it is unknown, at its end or revoked, or its person is not active any more."""
    now = now or datetime.now(UTC).replace(tzinfo=None)
    frame = store.query(_ALL)
    rows = frame[frame["sha256"] == _hash(secret)]
    if rows.empty or not pd.isna(rows["revoked_at"].iloc[0]) or rows["until"].iloc[0] <= now:
        return None
    row = rows.iloc[0]
    viewer = LOCAL if row["person"] == LOCAL.name else people.viewer_of(store, str(row["person"]))
    if viewer is None:
        return None
    if row["sector"]:
        viewer = replace(viewer, sectors=frozenset({str(row["sector"])}))
    return Held(int(row["token"]), viewer)


def _append(cursor: duckdb.DuckDBPyConnection, viewer: Viewer, event: list[object]) -> None:
    run(cursor, "INSERT INTO token_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [*event, viewer.name, viewer.role])


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
