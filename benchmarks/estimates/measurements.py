"""Measurements of live test batches with codes for ids: what test estimates and conformity are made from."""

import pandas as pd

from benchmarks.scope.selection import Selection
from data.store import Store

_SQL = """
SELECT b.sector, k.code AS category, e.code AS enterprise, b.wave, i.code AS indicator, m.batch, m.line, m.sample,
    l.code AS lab, m.tested_on, m.y, m.censored, m.uncertainty, m.lab_flag, m.product
FROM measurement m
JOIN batch b ON b.batch = m.batch AND b.batch NOT IN (SELECT batch FROM withdrawal)
JOIN code e ON e.id = m.enterprise JOIN code k ON k.id = m.category
JOIN code i ON i.id = m.indicator JOIN code l ON l.id = m.lab
WHERE {condition}
ORDER BY m.batch, m.line
"""
_TERMS = {
    "sector": "b.sector = ?",
    "wave": "b.wave = ?",
    "enterprise": "e.code = ?",
    "category": "k.code = ?",
    "indicator": "i.code = ?",
}


def measurements(store: Store, selection: Selection) -> pd.DataFrame:
    """One row a measurement, unscoped: keys, sample, lab, y (spec's unit), censored, uncertainty (U, k = 2), flags."""
    chosen = selection.chosen()
    condition = " AND ".join(_TERMS[name] for name in chosen) or "TRUE"
    return store.query(_SQL.format(condition=condition), list(chosen.values()))
