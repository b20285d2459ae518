"""What is planned and what is in of a round that is still running: events, of which the newest of each kind counts.

Interim files are counted and never estimated: what is kept of one are counts, not one answer.
"""

import json
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from data.kept.batches import LIVE
from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer
from data.wave import Wave

PLANNED, COUNTED = KINDS = ("plan", "interim")
# What the demo told ends with the demo.
_NEWEST = f"""
SELECT sector, survey, wave, kind, as_of, content FROM (
    SELECT *, row_number() OVER (PARTITION BY sector, survey, wave, kind ORDER BY revision DESC) AS place
    FROM fieldwork_event WHERE NOT synthetic OR EXISTS (SELECT 1 FROM ({LIVE}) b WHERE b.synthetic)
) e WHERE place = 1 AND NOT EXISTS (
    SELECT 1 FROM ({LIVE}) b WHERE b.kind = 'survey' AND b.sector = e.sector AND b.survey = e.survey AND b.wave = e.wave
) ORDER BY sector, survey, wave, kind"""


class Told(NamedTuple):
    """The newest of a kind: of which round, of which day, and what it says."""

    sector: str
    survey: str
    wave: str
    kind: str
    as_of: date
    content: dict[str, Any]


def newest(store: Store, viewer: Viewer) -> list[Told]:
    """The plan and the last counts of every running round in the viewer's sectors; visitors and laboratories have none.

    A round runs until its survey file is loaded. A maker is told of its own rows, and nothing of contacts and
    interviewers.
    """
    if viewer.role in ("visitor", "laboratory"):
        return []
    with store.cursor() as cursor:
        rows = run(cursor, _NEWEST).fetchall()
    told = [Told(s, survey, wave, kind, day, json.loads(held)) for s, survey, wave, kind, day, held in rows]
    return [_cut(each, viewer) for each in told if viewer.sees_sector(each.sector)]


def _cut(told: Told, viewer: Viewer) -> Told:
    """What the viewer is told of it: rows begin with the enterprise."""
    if viewer.role in ("administrator", "regulator", "association"):
        return told
    kept: dict[str, Any] = {name: told.content[name] for name in ("starts", "ends") if name in told.content}
    for name in ("rows", "counts"):
        rows = told.content.get(name, [])
        kept[name] = [row for row in rows if viewer.sees_enterprise(told.sector, row[0])]
    return told._replace(content={**kept, "contacts": [], "look": [], "interviewers": {}})


def version(store: Store) -> int:
    """A number that grows with every event, for caches."""
    with store.cursor() as cursor:
        return int(run(cursor, "SELECT count(*) FROM fieldwork_event").fetchall()[0][0])


def keep(store: Store, viewer: Viewer, told: Told, *, synthetic: bool = False) -> None:
    """Keep a plan or counts with author and moment; refused without the right to send the sector's surveys."""
    if not viewer.may_load("survey", told.sector):
        raise Refused("not_yours", sector=told.sector)
    if told.kind not in KINDS:
        raise ValueError(f"an event is one of {', '.join(KINDS)}; got {told.kind!r}")
    Wave.parse(told.wave)
    content = json.dumps(told.content, ensure_ascii=False)
    values = [told.sector, told.survey, told.wave, told.kind, told.as_of, datetime.now(UTC).replace(tzinfo=None)]
    with store.write() as cursor:
        run(
            cursor,
            "INSERT INTO fieldwork_event SELECT count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM fieldwork_event",
            [*values, viewer.name, viewer.role, synthetic, content],
        )
