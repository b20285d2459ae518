"""Who is registered: enterprises with their names and output shares, and laboratories."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer


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
    frame = enterprises(store, viewer)
    own = frame.loc[frame["sector"] == sector, ["enterprise", "name_en", "name_zh"]]
    return {str(code): (str(en), str(zh)) for code, en, zh in own.itertuples(index=False)}


def laboratories(store: Store, viewer: Viewer) -> pd.DataFrame:
    """lab, name, accreditation, scope, valid_until: the newest live entry of each laboratory of the viewer's scope."""
    frame = _newest(store, "laboratory", "lab")
    if viewer.laboratories is not None:
        frame = frame[frame["lab"].isin(viewer.laboratories)]
    return frame[["lab", "name", "accreditation", "scope", "valid_until"]].sort_values("lab", ignore_index=True)


def _newest(store: Store, table: str, key: str) -> pd.DataFrame:
    return store.query(f"""
        SELECT * FROM (
            SELECT t.*, row_number() OVER (PARTITION BY {key} ORDER BY t.batch DESC) AS place
            FROM {table} t WHERE t.batch IN (SELECT batch FROM ({LIVE}))
        ) WHERE place = 1""")
