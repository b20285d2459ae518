"""The demo's data in a store: whether any of it counts, and taking it back before real data come."""

from datetime import UTC, datetime

from data.kept.batches import LIVE
from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer

WHY = "synthetic: the store is for real data from here on"
_LEANING = f"""
SELECT DISTINCT f.batch
FROM (SELECT batch, enterprise FROM response UNION ALL SELECT batch, enterprise FROM measurement
    UNION ALL SELECT batch, enterprise FROM given_sum) f
JOIN ({LIVE}) b ON b.batch = f.batch AND NOT b.synthetic
JOIN code e ON e.id = f.enterprise AND e.subject = 'enterprise'
WHERE (b.sector, e.code) NOT IN (
    SELECT (r.sector, r.enterprise) FROM registration r
    JOIN ({LIVE}) live ON live.batch = r.batch AND NOT live.synthetic)
ORDER BY f.batch"""


def any_synthetic(store: Store) -> bool:
    """Whether any live batch was made by the demo."""
    return bool(store.query(f"SELECT count(*) > 0 AS found FROM ({LIVE}) WHERE synthetic")["found"][0])


def withdraw_synthetic(store: Store, viewer: Viewer) -> int:
    """Take every synthetic batch back, all or none; returns how many. With them go the demo's actions.

    Refuses who is no administrator, and while a real batch speaks of enterprises that only the demo has registered.
    """
    if viewer.role != "administrator":
        raise Refused("not_administrator_here")
    with store.write() as cursor:
        if leaning := run(cursor, _LEANING).fetchall():
            raise Refused("demo_in_use", batches=", ".join(str(batch) for (batch,) in leaning))
        found = run(cursor, f"SELECT batch FROM ({LIVE}) WHERE synthetic ORDER BY batch").fetchall()
        when = datetime.now(UTC).replace(tzinfo=None)
        for (batch,) in found:
            run(cursor, "INSERT INTO withdrawal VALUES (?, ?, ?, ?)", [batch, WHY, when, viewer.name])
    return len(found)
