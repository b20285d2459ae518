"""Which question each survey batch asked: the prints that intake kept with it."""

import json

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store

ASKED = ("sector", "wave", "indicator", "asked")


def asked(store: Store) -> pd.DataFrame:
    """ASKED rows of live survey batches, everyone's: a print says which question, and nothing of any answer.

    Batches from before prints were kept have none.
    """
    found = store.query(f"SELECT sector, wave, record FROM ({LIVE}) WHERE kind = 'survey' ORDER BY batch")
    rows = [
        (sector, wave, indicator, said)
        for sector, wave, record in found.itertuples(index=False, name=None)
        for indicator, said in json.loads(record or "{}").get("asked", {}).items()
    ]
    return pd.DataFrame(rows, columns=list(ASKED))
