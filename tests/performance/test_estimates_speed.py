"""10 million answers, 10,000 results: cells and estimates against a bare GROUP BY over the same answers."""

from functools import partial

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.estimates import cells
from benchmarks.reading import Reading, estimates
from data.kept import batches, responses
from data.store import open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs
from tests.performance.stopwatch import seconds, table

WAVES, RESPONSES, INDICATORS, ENTERPRISES, PSUS = 10, 100_000, 10, 100, 400


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    known = specs(
        *(indicator(f"item_{i}", range={"min": 1, "max": 10}, levels={"floor": 5}) for i in range(INDICATORS))
    )
    store = open_store(tmp_path_factory.mktemp("speed") / "x.duckdb")
    rng = np.random.default_rng(1)
    for wave in range(WAVES):
        upload = batches.Upload("survey", "things", str(wave).encode(), "x", "S1", f"{2010 + wave}")
        with store.write() as cursor:
            batches.write_batch(cursor, upload, _wave(rng), LOCAL, partial(cells.add, spec=known["things"]))
    yield store, known
    store.close()


def _wave(rng: np.random.Generator) -> pa.Table:
    enterprise = rng.integers(0, ENTERPRISES, RESPONSES)
    psu = (enterprise * 7 + rng.integers(0, 40, RESPONSES)) % PSUS  # each enterprise in 40 of 400 PSUs
    coded = {"enterprise": (enterprise, "E"), "psu": (psu, "P"), "stratum": (psu % 8, "S")}
    columns = {
        name: pa.DictionaryArray.from_arrays(
            pa.array(values, pa.int32()), [f"{mark}{i}" for i in range(values.max() + 1)]
        )
        for name, (values, mark) in coded.items()
    }
    columns |= {
        "response": pa.array([f"r{i}" for i in range(RESPONSES)]),
        "category": pa.DictionaryArray.from_arrays(pa.array(np.zeros(RESPONSES), pa.int32()), ["thing"]),
        "weight": pa.array(rng.uniform(0.5, 2, RESPONSES)),
    }
    answers = {f"item_{i}": pa.array(rng.integers(1, 11, RESPONSES).astype(float)) for i in range(INDICATORS)}
    return pa.table(columns | answers)


_JOINED = "answer a JOIN response r ON r.batch = a.batch AND r.response = a.response JOIN batch b ON b.batch = a.batch"
_MEANS = "SELECT enterprise, indicator, wave, sum(weight * y) / sum(weight) AS mean FROM {} GROUP BY ALL"


@pytest.mark.performance
def test_cells_and_estimates_against_a_bare_group_by(filled):
    """Against answers that lie ready in one flat table, the hardest baseline, and against the store's own tables."""
    store, known = filled
    with store.write() as cursor:
        cursor.execute(f"CREATE TABLE flat AS SELECT r.enterprise, a.indicator, b.wave, r.weight, a.y FROM {_JOINED}")
    flat = seconds(lambda: store.query(_MEANS.format("flat")))
    joined = seconds(lambda: store.query(_MEANS.format(_JOINED)))

    def sum_cells() -> None:
        with store.cursor() as cursor:
            cursor.execute("CREATE OR REPLACE TEMP TABLE again_cell AS SELECT * FROM cell LIMIT 0")
            for batch in range(1, WAVES + 1):
                cursor.execute(f"INSERT INTO again_cell {cells.sums(batch, responses.stored_answers(batch))}")
                strata = cells.strata("(SELECT * FROM cell WHERE batch = ?)")
                cursor.execute(f"CREATE OR REPLACE TEMP TABLE again_strata AS SELECT * FROM {strata}", [batch])

    found = estimates(Reading(store, known, LOCAL))
    assert len(found) == WAVES * INDICATORS * ENTERPRISES
    building, inferring = seconds(sum_cells), seconds(lambda: estimates(Reading(store, known, LOCAL)), 7)
    for baseline, base in (("GROUP BY of one flat table", flat), ("GROUP BY of answers and responses", joined)):
        rows = {"cells from answers": (building, 4), "estimates from cells": (inferring, 0.5)}
        table(f"{WAVES * RESPONSES * INDICATORS:,} answers, {len(found):,} results", baseline, base, rows)
    again = estimates(Reading(store, known, LOCAL))
    numbers = found.select_dtypes("number").columns
    np.testing.assert_allclose(again[numbers], found[numbers], rtol=1e-12)
