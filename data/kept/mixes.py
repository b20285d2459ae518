"""What people decided on the values of laboratories that differ: kept as events, the newest counts.

The association of the sector and administrators decide; who sees the sector reads what was decided, why and by whom.
"""

from datetime import UTC, datetime

import pandas as pd

from data.refusal import Refused
from data.store import Store, run
from data.viewer import Viewer
from data.wave import Wave

WORDS = ("together", "apart", "without")
LONGEST_REASON = 2000
DECISION = (
    *("sector", "category", "indicator", "wave", "decision", "left_out", "decision_reason"),
    *("decided_at", "by_name", "by_role"),
)
# What is kept is hashed with the audit: the laboratory that is left out stands in the decision, without=CODE.
_NEWEST = """
SELECT sector, category, indicator, wave, split_part(decision, '=', 1) AS decision,
    substr(decision, length(split_part(decision, '=', 1)) + 2) AS left_out,
    decision_reason, decided_at, by_name, by_role FROM (
    SELECT *, row_number() OVER (
        PARTITION BY sector, category, indicator, wave ORDER BY revision DESC
    ) AS place FROM mix_decision
) WHERE place = 1 ORDER BY sector, category, indicator, wave"""


def may_decide(viewer: Viewer, sector: str) -> bool:
    """Whether this person decides for a sector."""
    return viewer.role in ("administrator", "association") and viewer.sees_sector(sector)


def decisions(store: Store, viewer: Viewer) -> pd.DataFrame:
    """The newest decision on each sector, category, indicator and wave the viewer sees; columns DECISION."""
    found = store.query(_NEWEST)
    if viewer.role in ("visitor", "laboratory"):
        return found.iloc[:0]
    return found[found["sector"].map(viewer.sees_sector).astype(bool)].reset_index(drop=True)


def decide(
    store: Store,
    viewer: Viewer,
    sector: str,
    category: str,
    indicator: str,
    wave: str,
    decision: str,
    reason: str,
    left_out: str = "",
) -> None:
    """Keep a decision with its author and moment; refused without the right, a reason, or one of WORDS.

    together: the values of laboratories that differ give a verdict; apart: they give none; without: those of the
    laboratory that is left out (its code, named with this word alone) do not count, and the others give one.
    """
    if not may_decide(viewer, sector):
        raise Refused("not_yours_to_decide", sector=sector)
    if decision not in WORDS:
        raise Refused("no_decision", known=", ".join(WORDS), got=decision)
    if (decision == "without") != bool(left_out):
        raise Refused("no_laboratory_left_out", got=left_out)
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Refused("no_decision_reason", most=LONGEST_REASON, got=len(reason))
    Wave.parse(wave)
    with store.write() as cursor:
        said = f"{decision}={left_out}" if left_out else decision
        values = [sector, category, indicator, wave, said, reason, datetime.now(UTC).replace(tzinfo=None)]
        run(
            cursor,
            "INSERT INTO mix_decision SELECT count(*) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM mix_decision",
            [*values, viewer.name, viewer.role],
        )
