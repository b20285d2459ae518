"""What was decided on showing a wave: kept as events with author, moment and reason; nothing is overwritten.

That a wave was published or taken back is no secret; who did it and why, which may name a maker, is told to those who
see all makers of the sector.
"""

from datetime import UTC, date, datetime
from typing import NamedTuple

from data.kept.batches import LIVE
from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer
from data.wave import Wave

PUBLISHED, TAKEN_BACK = KINDS = ("published", "taken_back")
# What the demo decided ends with the demo: it must not publish the real wave that comes after.
_EVENTS = f"""
SELECT sector, wave, kind, until, why, happened_at, by_name, by_role FROM wave_event
WHERE NOT synthetic OR EXISTS (SELECT 1 FROM ({LIVE}) b WHERE b.synthetic) ORDER BY revision"""


class Event(NamedTuple):
    """One decision on a wave of a sector; until: the last day of the preview before, None for at once."""

    sector: str
    wave: str
    kind: str
    until: date | None
    why: str
    happened_at: datetime
    by_name: str
    by_role: str


def may_publish(viewer: Viewer, sector: str) -> bool:
    """Whether this person decides when a sector's results are shown."""
    return viewer.role in ("administrator", "association") and viewer.sees_sector(sector)


def events(store: Store, viewer: Viewer) -> list[Event]:
    """Every decision in order, of all sectors; author and reason are "" where the viewer sees not all of the sector."""

    def decided() -> list[Event]:
        with store.cursor() as cursor:
            return [Event(*row) for row in run(cursor, _EVENTS).fetchall()]

    rows = store.unchanged.get("decisions", decided)  # asked before every read, as versions are
    told = viewer.role in ("administrator", "regulator", "association")
    return [
        each if told and viewer.sees_sector(each.sector) else each._replace(why="", by_name="", by_role="")
        for each in rows
    ]


def version(store: Store, day: date) -> tuple[int, int]:
    """How many decisions there are and how many previews are over on a day: states of the same version are the same."""

    def counted() -> tuple[int, int]:
        with store.cursor() as cursor:
            sql = "SELECT count(*), count(CASE WHEN until < ? THEN 1 END) FROM wave_event"
            [(count, over)] = run(cursor, sql, [day]).fetchall()
        return int(count), int(over)

    return store.unchanged.get(("publishing", day), counted)


def keep(
    store: Store,
    viewer: Viewer,
    sector: str,
    wave: str,
    kind: str,
    until: date | None = None,
    why: str = "",
    at: datetime | None = None,
    *,
    synthetic: bool = False,
) -> None:
    """Keep one decision with its author and moment; refused without the right. benchmarks.publishing asks the rest."""
    if not may_publish(viewer, sector):
        raise Refused("not_yours_to_publish", sector=sector)
    if kind not in KINDS:
        raise ValueError(f"a decision is one of {', '.join(KINDS)}; got {kind!r}")
    Wave.parse(wave)
    values: list[object] = [
        sector,
        wave,
        kind,
        until,
        why,
        at or datetime.now(UTC).replace(tzinfo=None),
        viewer.name,
        viewer.role,
    ]
    values.append(synthetic)
    with store.write() as cursor:
        run(
            cursor,
            "INSERT INTO wave_event SELECT count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM wave_event",
            values,
        )
