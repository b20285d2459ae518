"""The sums of a lake made again on Spark from its answers, and held against those that are kept."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.columns import KEYS
from benchmarks.estimates import cells
from benchmarks.estimates.estimate import sorted_by_keys
from benchmarks.estimates.survey import survey_estimates
from benchmarks.scope.selection import Selection
from benchmarks.spark.engine import Spark
from benchmarks.specs.spec import Specs
from data.kept import responses
from data.lake_files import tables
from data.refusal import StoreError
from data.store import Rehearsal, Store

TABLES = ("code", "batch", "withdrawal", "measure", "response", "answer", *cells.TABLES, "given_sum")
EQUAL = 1e-9  # of the larger number
_NUMBERS = ["n", "estimate", "se", "low", "high", "n_eff", "df"]
_AT_ONCE = 8  # batches that are summed by one question


@dataclass(frozen=True)
class Summed:
    """batches, cells: that were summed; differed: of them, from those kept; results: estimates; apart: the largest
    difference of a number from the store's, as a share of it."""

    batches: int
    cells: int
    differed: int
    results: int
    apart: float


def summed(
    store: Store,
    specs: Specs,
    spark: Spark,
    selection: Selection,
    step: Callable[[int, int], None] = lambda done, of: None,
) -> Summed:
    """Sum the answers of live surveys again on Spark over the lake's files, and estimate from these sums there.

    All of one moment, whoever writes meanwhile. step: told how many batches are done, of all. Refused (StoreError):
    nothing to sum, and files in which Spark finds other rows.
    """
    with store.rehearsal() as moment:
        batches = _batches(moment, selection)
        if not batches:
            raise StoreError("No answers of a survey are there to sum.")
        spark.take(tables(moment, *TABLES))
        _make(spark, batches, step)
        differed = sum(int(spark.query(cells.differing(name))["n"][0]) for name in cells.TABLES)
        [made] = spark.query("SELECT count(*) AS n FROM cell")["n"]
        here, there = (survey_estimates(each, specs, selection) for each in (moment, spark))
    return Summed(len(batches), int(made), differed, len(here), _apart(here, there))


def _batches(moment: Rehearsal, selection: Selection) -> list[int]:
    names = [name for name in ("sector", "wave") if getattr(selection, name)]
    chosen = "".join(f" AND {name} = ?" for name in names)
    sql = "SELECT batch FROM batch WHERE kind = 'survey' AND batch NOT IN (SELECT batch FROM withdrawal)"
    found = moment.query(f"{sql}{chosen} ORDER BY batch", [getattr(selection, name) for name in names])
    return [int(each) for each in found["batch"]]


def _make(spark: Spark, batches: list[int], step: Callable[[int, int], None]) -> None:
    """Put sums of the answers of these batches in the place of those that are kept, which become old_..."""
    among = f"batch IN ({', '.join(map(str, batches))})"
    for name in cells.TABLES:
        spark.name_rows(f"old_{name}", f"SELECT * FROM {name} WHERE {among}")
    groups = [batches[i : i + _AT_ONCE] for i in range(0, len(batches), _AT_ONCE)]
    for number, group in enumerate(groups):
        spark.hold(f"cell_{number}", [(cells.sums(each, responses.stored_answers(each)), ()) for each in group])
        spark.hold(f"frame_cell_{number}", [(cells.FRAME, [each]) for each in group])
        step(min((number + 1) * _AT_ONCE, len(batches)), len(batches))
    for name in ("cell", "frame_cell"):
        parts = (f"SELECT * FROM {name}_{number}" for number in range(len(groups)))
        spark.name_rows(name, " UNION ALL ".join(parts))
    spark.hold("stratum_cell", [(f"SELECT * FROM {cells.strata('cell')}", ())])


def _apart(here: pd.DataFrame, there: pd.DataFrame) -> float:
    """The largest difference of the numbers of two frames of the same results, as a share; infinite where one lacks."""
    if len(here) != len(there):
        return np.inf
    mine, other = (sorted_by_keys(each) for each in (here, there))
    words = [*KEYS, "statistic", "method", "flag"]
    a, b = mine[_NUMBERS].to_numpy(float), other[_NUMBERS].to_numpy(float)
    if not mine[words].astype(str).equals(other[words].astype(str)) or (np.isnan(a) != np.isnan(b)).any():
        return np.inf
    size = np.maximum(np.maximum(np.abs(a), np.abs(b)), 1e-6)  # what is 0 in one has rounding in the other
    return float(np.nanmax(np.abs(a - b) / size, initial=0.0))
