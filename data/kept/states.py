"""Events of certificates, scopes and records, as they were sent: the state on a day is computed elsewhere."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer

STATE_EVENT = (
    *("sector", "subject", "kind", "enterprise", "product", "lab", "state", "from", "until", "class", "basis"),
    *("authority", "document", "source", "reason", "corrects", "entered_on", "batch", "line"),
)


def state_events(store: Store, viewer: Viewer, kind: str | None = None) -> pd.DataFrame:
    """Columns STATE_EVENT: events of the live batches, of one kind or all; days as timestamps, texts "" where empty.

    entered_on: the day the batch was accepted, UTC. Events of an enterprise are told to who sees it by name; those of a
    laboratory to all, but to laboratories of their own only.
    """
    found = store.query(
        "SELECT b.sector, s.subject, s.kind, coalesce(s.enterprise, '') AS enterprise, "
        "coalesce(s.product, '') AS product, coalesce(s.lab, '') AS lab, s.state, s.from_day AS \"from\", "
        "s.until_day AS until, coalesce(s.class, '') AS class, coalesce(s.basis, '') AS basis, "
        "coalesce(s.authority, '') AS authority, coalesce(s.document, '') AS document, s.source, "
        "coalesce(s.reason, '') AS reason, s.corrects, CAST(b.accepted_at AS DATE) AS entered_on, s.batch, s.line "
        f"FROM state_event s JOIN ({LIVE}) b ON b.batch = s.batch WHERE ? IN ('', s.kind) ORDER BY s.batch, s.line",
        [kind or ""],
    )
    seen = [_told(viewer, *about) for about in found[["sector", "enterprise", "lab"]].itertuples(index=False)]
    return found.loc[seen, list(STATE_EVENT)].reset_index(drop=True)


def _told(viewer: Viewer, sector: str, enterprise: str, lab: str) -> bool:
    if enterprise:
        return viewer.sees_enterprise(sector, enterprise)
    return viewer.laboratories is None or lab in viewer.laboratories
