"""Who did and saw what: sign-ins, views and exports as they happen, the rest from the rows that were written anyway.

Uploads, withdrawals, actions and changes of people are read from their own tables, where author and time stand in the
transaction of the deed: they cannot be missing here. Nothing is changed or taken out.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import pandas as pd

from data.chain import Chain, chain
from data.store import Store, run
from data.viewer import Viewer

NOTED = ("entered", "turned_away", "viewed", "exported")
WHAT = (
    *NOTED,
    *("uploaded", "withdrew", "acted", "decided", "showed", "replied"),
    *("invited", "changed_person", "signed_in", "released", "spoke", "gave_token", "ended_token", "gave_links"),
    "made",
)
TRAIL = ("happened_at", "who", "role", "what", "sector", "object")
_SQL = """
SELECT happened_at, by_name AS who, by_role AS role, what, sector, object FROM audit_event
UNION ALL SELECT accepted_at, accepted_by, '', 'uploaded', sector, 'batch ' || batch || ': ' || file_name FROM batch
UNION ALL SELECT w.withdrawn_at, w.withdrawn_by, '', 'withdrew', b.sector, 'batch ' || w.batch || ': ' || w.why
    FROM withdrawal w JOIN batch b ON b.batch = w.batch
UNION ALL SELECT happened_at, by_name, by_role, 'acted', sector,
    enterprise || ', action ' || action || ': ' || kind FROM action_event
UNION ALL SELECT happened_at, by_name, by_role, CASE kind WHEN 'changed' THEN 'changed_person' ELSE kind END, '',
    email || CASE WHEN kind IN ('invited', 'changed', 'signed_in') THEN ': ' || role || CASE WHEN active THEN ''
    ELSE ', not active' END ELSE '' END FROM person_event
UNION ALL SELECT decided_at, by_name, by_role, 'decided', sector,
    wave || ', ' || category || ', ' || indicator || ': ' || decision FROM mix_decision
UNION ALL SELECT happened_at, by_name, by_role, 'showed', sector, wave || ': ' || kind FROM wave_event
UNION ALL SELECT happened_at, by_name, by_role, CASE kind WHEN 'reply' THEN 'replied' ELSE 'decided' END, sector,
    enterprise || ': ' || kind FROM governance_event
UNION ALL SELECT replied_at, by_name, by_role, 'replied', sector, wave || ', ' || enterprise || ', ' || indicator
    FROM wave_reply
UNION ALL SELECT happened_at, by_name, by_role, 'uploaded', sector, survey || ' ' || wave || ': ' || kind
    FROM fieldwork_event
UNION ALL SELECT happened_at, by_name, by_role, CASE kind WHEN 'issued' THEN 'gave_token' ELSE 'ended_token' END,
    sector, 'token ' || token FROM token_event
UNION ALL SELECT happened_at, by_name, by_role, 'made', sector, kind || ': ' || document FROM document_event
UNION ALL SELECT happened_at, by_name, by_role, 'made', sector, 'sums: ' || wave FROM sums_event
UNION ALL SELECT happened_at, by_name, by_role, 'gave_links', sector, survey || ' ' || wave || ': ' || count(*)
    FROM form_event WHERE kind = 'issued' GROUP BY happened_at, by_name, by_role, sector, survey, wave
"""
RESULT = ("sector", "category", "enterprise", "wave", "indicator")  # what a figure of a document is about
DOCUMENT = ("kind", "document", "sector", "enterprise", "wave", "made_on", "about")


def note(store: Store, viewer: Viewer, what: str, object_: str, sector: str = "") -> None:
    """Keep that the viewer did one of NOTED; nothing where the store keeps nothing. Waits for no upload."""
    if what not in NOTED:
        raise ValueError(f"what is one of {', '.join(NOTED)}; got {what!r}")
    if store.sealed:
        return
    row = [datetime.now(UTC).replace(tzinfo=None), viewer.name, viewer.role, what, sector, object_]
    with store.cursor() as cursor:
        run(cursor, "INSERT INTO audit_event VALUES (?, ?, ?, ?, ?, ?)", row)
    store.link()


def made(store: Store, viewer: Viewer, about: dict[str, str], digest: str, results: Iterable[tuple[str, ...]]) -> None:
    """Keep that the viewer made a report or receipt; nothing where the store keeps nothing.

    about: kind, document, sector, enterprise and wave; digest: sha256 of its facts; results: of each figure RESULT, ""
    where it is about all of them.
    """
    if store.sealed:
        return
    place = [about[name] for name in ("kind", "document", "sector", "enterprise", "wave")]
    who = [datetime.now(UTC).replace(tzinfo=None), viewer.name, viewer.role]
    content = json.dumps(sorted(set(results)), ensure_ascii=False)
    with store.write() as cursor:
        run(cursor, "INSERT INTO document_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*place, digest, *who, content])


def documents(store: Store) -> pd.DataFrame:
    """DOCUMENT rows: the reports and receipts that were made, oldest first; about: RESULT of each of their figures.

    For what is told on to a viewer by benchmarks alone: it holds everyone's.
    """
    found = store.query("SELECT * FROM document_event ORDER BY happened_at, document")
    told = found["content"].map(lambda content: [tuple(each) for each in json.loads(content)])
    return found.assign(made_on=found["happened_at"].dt.date, about=told)[list(DOCUMENT)]


def made_so_far(store: Store) -> int:
    """How many documents were made: what hangs on a certificate is another with each."""
    return int(store.query("SELECT count(*) AS n FROM document_event")["n"].iloc[0])


def chained(store: Store, viewer: Viewer) -> Chain | None:
    """Whether the audit is as it was written, computed again from its rows, for administrators; None for others."""
    if viewer.role != "administrator":
        return None
    with store.cursor() as cursor:
        return chain(cursor)


def trail(
    store: Store,
    viewer: Viewer,
    *,
    who: str = "",
    what: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    contains: str = "",
) -> pd.DataFrame:
    """TRAIL rows, newest first, for administrators; none for anybody else.

    who, contains: a part of the name, and of the sector or object, in any case; since, until: UTC, until excluded.
    """
    terms = {
        "contains(lower(who), lower(?))": who or None,
        "what = ?": what,
        "happened_at >= ?": since,
        "happened_at < ?": until,
        "contains(lower(sector || ' ' || object), lower(?))": contains or None,
    }
    asked = {term: value for term, value in terms.items() if value is not None}
    condition = " AND ".join([f"{'TRUE' if viewer.role == 'administrator' else 'FALSE'}", *asked])
    return store.query(
        f"SELECT * FROM ({_SQL}) WHERE {condition} ORDER BY happened_at DESC, what, object", list(asked.values())
    )
