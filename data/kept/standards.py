"""Standards as they were sent: the newest live file that names a standard in a sector counts."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer

STANDARD_ROW = (
    *("sector", "standard", "title_zh", "title_en", "issued_on", "in_force", "withdrawn_on", "replaces"),
    *("international", "international_on", "adoption", "indicators", "value", "source"),
)


def standard_rows(store: Store, viewer: Viewer) -> pd.DataFrame:
    """STANDARD_ROW rows of the sectors the viewer sees; days as timestamps, texts "" and values NaN where empty."""
    found = store.query(f"""
        SELECT b.sector, s.* FROM standard s JOIN ({LIVE}) b ON b.batch = s.batch JOIN (
            SELECT n.sector, m.standard, max(m.batch) AS newest FROM standard m JOIN ({LIVE}) n ON n.batch = m.batch
            GROUP BY n.sector, m.standard
        ) t ON t.sector = b.sector AND t.standard = s.standard AND t.newest = s.batch
        ORDER BY b.sector, s.in_force, s.standard, s.line""")
    texts = ["title_en", "replaces", "international", "adoption", "indicators"]
    found = found.assign(**{name: found[name].fillna("") for name in texts})
    return found.loc[[viewer.sees_sector(each) for each in found["sector"]], list(STANDARD_ROW)].reset_index(drop=True)
