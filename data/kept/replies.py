"""What makers say of their own results while a wave is in preview: kept as events, the newest of a result counts.

A maker replies for itself, or an administrator enters what came by letter; whoever sees its results by name reads the
reply beside them.
"""

from datetime import UTC, datetime

import pandas as pd

from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer
from data.wave import Wave

LONGEST = 2000
REPLY = ("sector", "category", "enterprise", "wave", "indicator", "reply", "replied_at", "by_name", "by_role")
_NEWEST = f"""
SELECT {", ".join(REPLY)} FROM (
    SELECT *, row_number() OVER (
        PARTITION BY sector, category, enterprise, wave, indicator ORDER BY revision DESC
    ) AS place FROM wave_reply
) WHERE place = 1 AND reply <> '' ORDER BY sector, category, enterprise, wave, indicator"""


def may_reply(viewer: Viewer, sector: str, enterprise: str) -> bool:
    """Whether this person speaks for a maker."""
    return viewer.role in ("administrator", "manufacturer") and viewer.sees_enterprise(sector, enterprise)


def replies(store: Store, viewer: Viewer) -> pd.DataFrame:
    """The newest reply on each result of the enterprises the viewer sees by name; columns REPLY."""
    found = store.query(_NEWEST)
    seen = [viewer.sees_enterprise(*pair) for pair in zip(found["sector"], found["enterprise"], strict=True)]
    return found[pd.Series(seen, index=found.index, dtype=bool)].reset_index(drop=True)


def version(store: Store) -> int:
    """How many replies there are: a number that only grows."""
    with store.cursor() as cursor:
        [(count,)] = run(cursor, "SELECT count(*) FROM wave_reply").fetchall()
    return int(count)


def keep(
    store: Store, viewer: Viewer, sector: str, category: str, enterprise: str, wave: str, indicator: str, reply: str
) -> None:
    """Keep a reply with its author and moment; "" takes the last one back. Refused without the right, or too long."""
    if not may_reply(viewer, sector, enterprise):
        raise Refused("not_yours_to_reply")
    reply = reply.strip()
    if len(reply) > LONGEST:
        raise Refused("long_reply", most=LONGEST, got=len(reply))
    Wave.parse(wave)
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.write() as cursor:
        run(
            cursor,
            "INSERT INTO wave_reply SELECT count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM wave_reply",
            [sector, category, enterprise, wave, indicator, reply, now, viewer.name, viewer.role],
        )
