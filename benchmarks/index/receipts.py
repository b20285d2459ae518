"""Receipts from the store: which batches each figure of a score came from, in the viewer's scope."""

import pandas as pd

from benchmarks.estimates.estimate import unscoped
from benchmarks.gaps.gap import unscoped_gaps
from benchmarks.index.index import Options
from benchmarks.index.receipt import NoReceipt, receipt
from benchmarks.index.weights import weights_table
from benchmarks.scope.disclosure import counted
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer

_BATCHES = """
SELECT i.code AS indicator, b.batch, b.kind, b.survey, b.file_name AS file, b.sha256, b.accepted_at, b.spec_version,
    b.synthetic, CAST(SUM(f.n) AS BIGINT) AS n
FROM (
    SELECT batch, enterprise, category, indicator, n FROM cell
    UNION ALL SELECT batch, enterprise, category, indicator, 1 FROM measurement
) f
JOIN ({live}) b ON b.batch = f.batch
JOIN code e ON e.id = f.enterprise JOIN code k ON k.id = f.category JOIN code i ON i.id = f.indicator
WHERE b.sector = ? AND k.code = ? AND e.code = ? AND b.wave = ?
GROUP BY ALL ORDER BY i.code, b.batch
"""


def receipt_for(
    store: Store, specs: Specs, viewer: Viewer, selection: Selection, options: Options | None = None
) -> dict:
    """The receipt of one overall score, JSON-ready, with the batches behind each input.

    The selection names sector, category, enterprise and wave. Refuses with NoReceipt what is not known, and in the
    same words what the viewer may not see: a refusal must not tell that it exists.
    """
    keys = {name: getattr(selection, name) for name in ("sector", "category", "enterprise", "wave")}
    board = Selection(keys["sector"], keys["category"], wave=keys["wave"])
    if not viewer.sees_enterprise(keys["sector"], keys["enterprise"]) or keys["sector"] not in specs:
        raise NoReceipt("no results of {enterprise} in {sector}, {category}, {wave}".format(**keys))
    found = unscoped(store, specs, board)
    found, gaps = counted(found, unscoped_gaps(store, specs, board), viewer)
    weights = weights_table(specs, keys["sector"])
    return receipt(found, gaps, weights, **keys, batches=_batches(store, selection), options=options)


def _batches(store: Store, selection: Selection) -> pd.DataFrame:
    """indicator, batch, kind, survey, file, sha256, accepted_at, spec_version, synthetic, n (answers or samples)."""
    asked = [selection.sector, selection.category, selection.enterprise, selection.wave]
    return store.query(_BATCHES.format(live=LIVE), asked)
