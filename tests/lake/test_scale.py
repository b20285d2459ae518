"""How a store grows, in a file and on a lake, and its sums on Spark.

`ANSWERS=10000000 pytest -m performance -s "tests/lake/test_scale.py::test_load_and_estimate[lake]"`, or `[file]`, or
`::test_spark_sums_what_a_lake_holds`.
ANSWERS up to 1,000,000,000: a file of the generator has a million of them. Each kind in a process of its own, so that
the peak of memory is its own. Processor seconds of all threads: the clock hangs on what else the machine does.
"""

import os
import re
import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.estimates import cells
from benchmarks.estimates.estimate import unscoped
from benchmarks.scope.selection import EVERYTHING, Selection
from data.kept import batches
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs

ANSWERS = int(os.environ.get("ANSWERS", "1000000"))
INDICATORS, A_BATCH, MAKERS = 10, 100_000, 50
SPECS = specs(*(indicator(f"q{k}", range={"min": 1, "max": 10}, levels={"floor": 5}) for k in range(INDICATORS)))
GROUPED = "SELECT a.indicator, avg(a.y), count(*) FROM answer a GROUP BY a.indicator"
pytestmark = pytest.mark.performance


def generated(part: int) -> pa.Table:
    """A file of a wave: answers 1 to 10, weights, 20 strata of 30 sampling points, 50 makers; the same for a number."""
    draw = np.random.default_rng(part)
    stratum = draw.integers(0, 20, A_BATCH)
    coded = {
        "enterprise": np.char.add("M", draw.integers(0, MAKERS, A_BATCH).astype(str)),
        "category": np.full(A_BATCH, "thing"),
        "stratum": np.char.add("s", stratum.astype(str)),
        "psu": np.char.add(np.char.add(stratum.astype(str), "-"), draw.integers(0, 30, A_BATCH).astype(str)),
    }
    columns = {"response": pa.array(np.char.add(f"{part}-", np.arange(A_BATCH).astype(str)))}
    columns |= {name: pa.array(values).dictionary_encode() for name, values in coded.items()}
    columns["weight"] = pa.array(draw.uniform(0.5, 2, A_BATCH))
    answers = {f"q{k}": pa.array(draw.integers(1, 11, A_BATCH).astype(float)) for k in range(INDICATORS)}
    return pa.table(columns | answers)


def told(timed: dict[str, float], what: str, do: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """What do gives; its processor and wall seconds, and what it asked the system to read, are kept."""
    began, clock, read = time.process_time(), time.perf_counter(), _read()
    found = do()
    timed |= {f"{what} cpu s": time.process_time() - began, f"{what} s": time.perf_counter() - clock}
    timed[f"{what} read MB"] = (_read() - read) / 1e6
    return found


def _read() -> int:
    """Bytes that this process has asked for, from the disk or its cache."""
    return int(re.search(r"rchar: (\d+)", Path("/proc/self/io").read_text(encoding="utf-8"))[1])


def filled(store: Store) -> dict[str, float]:
    """Processor and wall seconds of loading all answers, of estimating everything and one wave, of grouping."""
    timed = {}
    began, clock = time.process_time(), time.perf_counter()
    for part in range(ANSWERS // (A_BATCH * INDICATORS)):
        table = generated(part)
        upload = batches.Upload("survey", "things", f"{part}".encode(), "f", "S1", f"{2000 + part // 2}H{part % 2 + 1}")
        add = partial(cells.add, spec=SPECS["things"])
        with store.write() as cursor:
            batches.write_batch(cursor, upload, table, LOCAL, add)
    timed["load cpu s"], timed["load s"] = time.process_time() - began, time.perf_counter() - clock
    timed["results"] = len(told(timed, "estimate all", lambda: unscoped(store, SPECS)))
    told(timed, "estimate a wave", lambda: unscoped(store, SPECS, Selection(wave="2000H1")))
    told(timed, "group answers", lambda: store.query(GROUPED))
    timed["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return timed


@pytest.mark.parametrize("kind", ["file", "lake"])
def test_load_and_estimate(kind: str, tmp_path: Path, request: pytest.FixtureRequest):
    where = str(tmp_path / "file.duckdb") if kind == "file" else request.getfixturevalue("new_lake")()
    store = open_store(where)
    timed = filled(store)
    store.close()
    folder = tmp_path if kind == "file" else Path(where.partition(";data=")[2])
    timed["MB on disk"] = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
    print(f"\n{kind}, {ANSWERS:,} answers: " + ", ".join(f"{name} {value:.3g}" for name, value in timed.items()))
    assert timed["results"] == ANSWERS // (A_BATCH * INDICATORS) * MAKERS * INDICATORS


def test_spark_sums_what_a_lake_holds(new_lake):
    pytest.importorskip("pyspark", reason="pip install -r benchmarks/spark/requirements.txt, and Java 17")
    from benchmarks.spark.engine import connected
    from benchmarks.spark.summed import summed

    store = open_store(new_lake())
    filled(store)
    with connected("local[2]") as spark:
        clock = time.perf_counter()
        found = summed(store, SPECS, spark, EVERYTHING)
        took = time.perf_counter() - clock
        clock = time.perf_counter()
        spark.query(GROUPED)
        grouped = time.perf_counter() - clock
    clock = time.perf_counter()
    with store.rehearsal() as draft:
        cells.rebuild(draft, SPECS)
    print(f"\nspark, {ANSWERS:,} answers: summed again and estimated {took:.3g} s, grouped {grouped:.3g} s; ", end="")
    print(f"DuckDB summed again {time.perf_counter() - clock:.3g} s; numbers apart by {found.apart:.1e}")
    assert (found.differed, found.batches) == (0, ANSWERS // (A_BATCH * INDICATORS))
    assert found.apart < 1e-9
    store.close()
