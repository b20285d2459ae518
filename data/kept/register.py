"""Who is registered: enterprises with their names and output shares, and laboratories."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store, run
from data.viewer import Viewer

SCOPE_LINE = (
    *("sector", "lab", "name", "accreditor", "accreditation", "indicator", "valid_from", "valid_until"),
    *("low", "high", "cmc"),
)


def enterprises(store: Store, viewer: Viewer) -> pd.DataFrame:
    """sector, enterprise, name_en, name_zh, output_share (0 to 1 or empty), region (six digits of GB/T 2260), size
    (large, medium, small or micro), uscc, founded (year): those the viewer sees by name; empty where not registered.

    The newest live registration of a code counts.
    """
    frame = _newest(store, "registration", "sector, enterprise")
    seen = [viewer.sees_enterprise(*pair) for pair in frame[["sector", "enterprise"]].itertuples(index=False)]
    columns = ["sector", "enterprise", "name_en", "name_zh", "output_share", "region", "size", "uscc", "founded"]
    return frame.loc[seen, columns].sort_values(["sector", "enterprise"], ignore_index=True)


def makers(store: Store, viewer: Viewer, sector: str) -> dict[str, tuple[str, str]]:
    """Code -> names in English and Chinese of the enterprises of one sector, those the viewer sees by name."""
    sql = f"""
        SELECT enterprise, arg_max(name_en, batch), arg_max(name_zh, batch) FROM registration
        WHERE sector = ? AND batch IN (SELECT batch FROM ({LIVE})) GROUP BY enterprise ORDER BY enterprise"""
    with store.cursor() as cursor:
        rows = run(cursor, sql, [sector]).fetchall()
    return {code: (en, zh) for code, en, zh in rows if viewer.sees_enterprise(sector, code)}


def laboratory_names(store: Store, viewer: Viewer) -> dict[str, str]:
    """Code -> name of the laboratories of the viewer's scope, as `laboratories` tells it."""
    sql = f"""
        SELECT lab, arg_max(name, batch) FROM laboratory
        WHERE batch IN (SELECT batch FROM ({LIVE})) GROUP BY lab ORDER BY lab"""
    with store.cursor() as cursor:
        rows = run(cursor, sql).fetchall()
    return {lab: name for lab, name in rows if viewer.laboratories is None or lab in viewer.laboratories}


def scope_lines(store: Store, viewer: Viewer) -> pd.DataFrame:
    """SCOPE_LINE rows: each indicator (or *) of each line of scope of the laboratories of the viewer's scope.

    Of a laboratory the lines of the newest live file of each sector count. low, high, cmc: spec's unit, NaN where none.
    """
    frame = store.query(f"""
        SELECT b.sector, l.* FROM laboratory l JOIN ({LIVE}) b ON b.batch = l.batch JOIN (
            SELECT m.lab, n.sector, max(m.batch) AS newest FROM laboratory m JOIN ({LIVE}) n ON n.batch = m.batch
            GROUP BY m.lab, n.sector
        ) t ON t.lab = l.lab AND t.sector = b.sector AND t.newest = l.batch ORDER BY l.lab, l.batch""")
    if viewer.laboratories is not None:
        frame = frame[frame["lab"].isin(viewer.laboratories)]
    scopes = frame["scope"].fillna("*").str.split(";")
    lines = frame.assign(indicator=scopes, accreditor=frame["accreditor"].fillna("")).explode("indicator")
    return lines.assign(indicator=lines["indicator"].str.strip())[list(SCOPE_LINE)].reset_index(drop=True)


def laboratories(store: Store, viewer: Viewer) -> pd.DataFrame:
    """lab, name, accreditation, scope, valid_until: one row a laboratory of the viewer's scope, from its lines.

    scope: ids with ; or *. valid_until: the last day of any line. Name and accreditation are those of the newest file.
    """
    lines = scope_lines(store, viewer)
    found = lines.groupby("lab", sort=True).agg(
        name=("name", "last"),
        accreditation=("accreditation", "last"),
        scope=("indicator", lambda each: "*" if (each == "*").any() else ";".join(dict.fromkeys(each))),
        valid_until=("valid_until", "max"),
    )
    return found.reset_index()[["lab", "name", "accreditation", "scope", "valid_until"]]


def product_parts(store: Store, viewer: Viewer, facet: str) -> pd.DataFrame:
    """sector, enterprise, product, part: of a facet of products, of the enterprises the viewer sees by name.

    The newest live list that holds a product counts.
    """
    frame = store.query(
        f"""
        SELECT n.sector, n.enterprise, n.product, p.part FROM (
            SELECT sector, enterprise, product, max(batch) AS batch FROM product
            WHERE batch IN (SELECT batch FROM ({LIVE})) GROUP BY sector, enterprise, product
        ) n JOIN product_part p ON p.batch = n.batch AND p.enterprise = n.enterprise AND p.product = n.product
        WHERE p.facet = ? ORDER BY n.sector, n.enterprise, n.product""",
        [facet],
    )
    seen = [viewer.sees_enterprise(*pair) for pair in frame[["sector", "enterprise"]].itertuples(index=False)]
    return frame.loc[seen].reset_index(drop=True)


def _newest(store: Store, table: str, key: str) -> pd.DataFrame:
    return store.query(f"""
        SELECT * FROM (
            SELECT t.*, row_number() OVER (PARTITION BY {key} ORDER BY t.batch DESC) AS place
            FROM {table} t WHERE t.batch IN (SELECT batch FROM ({LIVE}))
        ) WHERE place = 1""")
