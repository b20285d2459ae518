"""The chain of the audit: each row that says who did what is hashed together with the hash before it.

Whoever changes a row afterwards, takes one out or puts one between breaks every link from there on. Whoever makes the
whole chain anew gets another head: who has noted an earlier one finds that it is gone.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

import duckdb

# Tables that are only ever added to, and their columns that count; one listed later is chained from that day on.
SOURCES = {
    "batch": "batch, kind, sector, survey, wave, title, file_name, sha256, bytes, row_count, accepted_at, "
    "accepted_by, spec_version, synthetic, record",
    "withdrawal": "batch, why, withdrawn_at, withdrawn_by",
    "action_event": "action, revision, kind, sector, enterprise, happened_at, by_name, by_role, synthetic, content",
    "person_event": "person, revision, kind, happened_at, by_name, by_role, issuer, subject, email, name, role, "
    "scope, active, language",
    "audit_event": "happened_at, by_name, by_role, what, sector, object",
    "mix_decision": "revision, sector, category, indicator, wave, decision, decision_reason, decided_at, by_name, "
    "by_role",
    "wave_event": "revision, sector, wave, kind, until, why, happened_at, by_name, by_role, synthetic",
    "governance_event": "event, kind, sector, enterprise, subject, happened_at, by_name, by_role, synthetic, content",
    "wave_reply": "revision, sector, category, enterprise, wave, indicator, reply, replied_at, by_name, by_role",
    "fieldwork_event": "revision, sector, survey, wave, kind, as_of, happened_at, by_name, by_role, synthetic, content",
    "help_event": "event, kind, request, sector, category, enterprise, indicator, partner_kind, partner, happened_at, "
    "by_name, by_role, synthetic, content",
    "token_event": "token, kind, sha256, name, sector, until, happened_at, by_name, by_role",
    "document_event": "kind, document, sector, enterprise, wave, digest, happened_at, by_name, by_role, content",
    "form_event": "event, kind, link, sha256, sector, category, survey, wave, until, happened_at, by_name, by_role, "
    "content",
    "form_answer": "sector, survey, wave, content",
    "sums_event": "sector, wave, digest, happened_at, by_name, by_role, content",
}
_COUNTS = " UNION ALL ".join(f"SELECT '{source}', count(*) FROM {source}" for source in SOURCES)
_HELD = "SELECT source, count(*) FROM audit_link GROUP BY source"
_LINK = "INSERT INTO audit_link SELECT unnest(?::BIGINT[]), unnest(?::TEXT[]), unnest(?::BIGINT[]), unnest(?::TEXT[])"


class Link(NamedTuple):
    """One entry of the chain: its number, the table, the how manyeth of its rows, and the hash with all before it."""

    entry: int
    source: str
    place: int
    sha256: str


@dataclass(frozen=True)
class Chain:
    """How many entries a chain has, the newest hash and all of them, rows not linked yet, and the first broken link."""

    entries: int
    head: str
    unlinked: int = 0
    broken: Link | None = None
    heads: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def whole(self) -> bool:
        """Whether every entry is as it was written."""
        return self.broken is None


def extend(cursor: duckdb.DuckDBPyConnection) -> None:
    """Links the rows that are new since the last time, inside the transaction of the cursor."""
    linked = dict(cursor.execute(_HELD).fetchall())
    counts = cursor.execute(_COUNTS).fetchall()
    fresh = [(source, linked.get(source, 0)) for source, count in counts if count > linked.get(source, 0)]
    if not fresh:
        return
    last = cursor.execute("SELECT entry, sha256 FROM audit_link ORDER BY entry DESC LIMIT 1").fetchone()
    entry, before = last or (0, "")
    links = []
    for source, held in fresh:
        for place, row in enumerate(_rows(cursor, source, held), held + 1):
            entry, before = entry + 1, _hash(before, source, row)
            links.append(Link(entry, source, place, before))
    cursor.execute(_LINK, [list(column) for column in zip(*links, strict=True)])


def chain(cursor: duckdb.DuckDBPyConnection) -> Chain:
    """The chain computed again from the rows: broken at the first entry whose row is not what was linked."""
    rows = {source: _rows(cursor, source) for source in SOURCES}
    links = [Link(*each) for each in cursor.execute("SELECT * FROM audit_link ORDER BY entry").fetchall()]
    before, heads = "", set()
    for number, link in enumerate(links, 1):
        held = rows.get(link.source, [])
        row = held[link.place - 1] if link.place <= len(held) else None
        if link.entry != number or row is None or _hash(before, link.source, row) != link.sha256:
            return Chain(len(links), links[-1].sha256, broken=link)
        before = link.sha256
        heads.add(before)
    return Chain(len(links), before, sum(map(len, rows.values())) - len(links), heads=frozenset(heads))


def _rows(cursor: duckdb.DuckDBPyConnection, source: str, held: int = 0) -> list[tuple[Any, ...]]:
    """The rows of a table in the order they were added, without the first so many."""
    return cursor.execute(f"SELECT {SOURCES[source]} FROM {source} ORDER BY rowid OFFSET {held}").fetchall()


def _hash(before: str, source: str, row: tuple[Any, ...]) -> str:
    said = json.dumps([before, source, *row], ensure_ascii=False, default=str, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()
