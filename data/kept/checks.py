"""Lots that authorities drew and judged, as they stand in live batches."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import LOCAL, Viewer

_LOTS = f"""
SELECT b.sector, c.code AS category, e.code AS enterprise, b.wave, s.check_code AS "check", s.authority, s.product,
    s.lot, s.sampled_on, s.place, s.region, s.why_drawn, s.draw_prob, s.lab, s.tested_on, s.outcome AS result, s.failed,
    s.severity, s.notified_on, s.objection_on, s.retest, s.correct_by, s.rechecked_on, s.recheck, s.source, s.batch
FROM spot_check s
JOIN ({LIVE}) b ON b.batch = s.batch
JOIN code e ON e.id = s.enterprise
JOIN code c ON c.id = s.category
ORDER BY b.sector, s.sampled_on, s.check_code
"""
_TEXTS = ("product", "lot", "region", "lab", "failed", "severity", "retest", "recheck")


def checks(store: Store, viewer: Viewer) -> pd.DataFrame:
    """One row a check of an enterprise the viewer sees by name, by sector and day of sampling; texts "" where empty.

    sector, category, enterprise, wave, the columns of a checks file from `check` on, and the batch they came with; days
    are dates or NaT, draw_prob a number or NaN.
    """
    frame = store.query(_LOTS)
    frame = frame.assign(**{name: frame[name].fillna("") for name in _TEXTS})
    pairs = frame[["sector", "enterprise"]].drop_duplicates()
    seen = pairs[[viewer.sees_enterprise(*pair) for pair in pairs.itertuples(index=False)]]
    return frame if len(seen) == len(pairs) else frame.merge(seen, on=["sector", "enterprise"], how="inner")


def verdicts(store: Store) -> pd.DataFrame:
    """Rows of `checks` of everyone, and `fails`, the verdict that counts: a lot that passed its retest did not."""
    found = checks(store, LOCAL)
    return found.assign(fails=(found["result"] == "fail") & (found["retest"] != "pass"))
