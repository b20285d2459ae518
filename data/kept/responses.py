"""Answers of live surveys, one row a response: for results that need what one person said of several things."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer

_SQL = """
SELECT r.batch, r.response, e.code AS enterprise, r.stratum, r.psu, r.weight, i.code AS indicator, a.y
FROM response r
JOIN ({live}) b ON b.batch = r.batch
JOIN answer a ON a.batch = r.batch AND a.response = r.response
JOIN code e ON e.id = r.enterprise JOIN code k ON k.id = r.category JOIN code i ON i.id = a.indicator
WHERE b.sector = ? AND k.code = ? AND b.wave = ?
"""
_DESIGN = ["batch", "response", "enterprise", "stratum", "psu", "weight"]


def responses(
    store: Store, viewer: Viewer, sector: str, category: str, wave: str, enterprise: str | None = None
) -> pd.DataFrame:
    """enterprise, stratum, psu, weight and a column an indicator answered (the file's unit, empty where not answered).

    Of the enterprises the viewer sees by name, in no order; stratum and psu are text that is unique over all batches
    and rounds. A response without PSU is its own.
    """
    sql, values = _SQL.format(live=LIVE), [sector, category, wave]
    if enterprise is not None:
        sql, values = sql + " AND e.code = ?", [*values, enterprise]
    rows = store.query(sql, values)
    named = viewer.role not in ("visitor", "laboratory")
    seen = {code for code in rows["enterprise"].unique() if named and viewer.sees_enterprise(sector, code)}
    rows = rows[rows["enterprise"].isin(seen)]
    wide = rows.pivot(index=_DESIGN, columns="indicator", values="y").reset_index().rename_axis(columns=None)
    batch, psu = wide["batch"].astype(str), wide["psu"].astype(str)
    own = "r" + batch + "." + wide["response"].astype(str)
    wide["psu"] = psu.where(wide["psu"] != 0, own)
    wide["stratum"] = wide["stratum"].astype(str)
    return wide.drop(columns=["batch", "response"])


def stored_answers(batch: int) -> str:
    """The answers of a batch in the store, as SQL with the columns of data.kept.rows.survey.SurveyRows.answers."""
    return (
        "SELECT a.response, r.enterprise, r.category, a.indicator, r.stratum, r.psu, r.weight, a.y FROM answer a "
        f"JOIN response r ON r.response = a.response AND r.batch = {batch:d} WHERE a.batch = {batch:d}"
    )
