"""How a store grows, in a file and on a lake, and its sums on Spark.

`ANSWERS=100000000 pytest -m performance -s "tests/lake/test_scale.py::test_growth[lake]"`, or `[file]`, or `[spark]`: a
lake whose sums Spark makes again. ANSWERS up to 1,000,000,000: a file of the generator has a million of them. A line is
told at 1 million, 10 million and so on, so that a run that is stopped has said how far it came. Each kind in a process
of its own, so that the peak of memory is its own. Processor seconds of all threads: the clock hangs on what else the
machine does.
"""

import math
import os
import re
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pytest

from benchmarks.estimates import cells
from benchmarks.estimates.estimate import unscoped
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.spark.engine import Spark, connected
from benchmarks.spark.summed import summed
from data.kept import batches
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs

ANSWERS = int(os.environ.get("ANSWERS", "1000000"))
INDICATORS, A_BATCH, MAKERS = 10, 100_000, 50
A_FILE = INDICATORS * A_BATCH
AGAIN = 100_000_000  # answers up to which all are summed again; its one transaction takes 10 GB of memory there
STEEPEST = {"load": 1.1, "sum again": 1.1, "estimate a wave": 0.25}  # 1: linear, 0: the same however much is there
TICK = os.sysconf("SC_CLK_TCK")
SPECS = specs(*(indicator(f"q{k}", range={"min": 1, "max": 10}, levels={"floor": 5}) for k in range(INDICATORS)))
GROUPED = "SELECT a.indicator, avg(a.y), count(*) FROM answer a GROUP BY a.indicator"
T = TypeVar("T")
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


class Meter:
    """Seconds of the clock and the processor, and bytes read, of this process or of the Spark that it started."""

    def __init__(self, pid: int | str = "self") -> None:
        """pid: whose; of a server of Spark the peak of memory is its whole life's."""
        self._at = Path("/proc") / str(pid)

    def timed(self, figures: dict[str, float], what: str, do: Callable[[], T]) -> T:
        """What do gives; figures gets what it took, added to what stands there."""
        before = self._read()
        found = do()
        for name, was, now in zip(("cpu s", "s", "read MB"), before, self._read(), strict=True):
            figures[f"{what} {name}"] = figures.get(f"{what} {name}", 0) + now - was
        return found

    def peak(self) -> float:
        """MB of memory, the most so far."""
        return int(re.search(r"VmHWM:\s+(\d+)", (self._at / "status").read_text("utf-8"))[1]) / 1024

    def _read(self) -> tuple[float, float, float]:
        spent = (self._at / "stat").read_text("utf-8").rpartition(")")[2].split()
        asked = int(re.search(r"rchar: (\d+)", (self._at / "io").read_text("utf-8"))[1])  # the disk or its cache
        return (int(spent[11]) + int(spent[12])) / TICK, time.perf_counter(), asked / 1e6


def of_spark() -> int:
    """The number of the process of Java that this one has started."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = each.read_text("utf-8").rpartition(")")
            if name.endswith("(java") and int(rest.split()[1]) == os.getpid():
                return int(each.parent.name)
    raise AssertionError("Spark runs in no process of its own")


def loaded(store: Store, parts: range) -> None:
    """Files of the generator loaded, each a wave."""
    add = partial(cells.add, spec=SPECS["things"])
    for part in parts:
        upload = batches.Upload("survey", "things", f"{part}".encode(), "f", "S1", f"{2000 + part // 2}H{part % 2 + 1}")
        table = generated(part)
        with store.write() as cursor:
            batches.write_batch(cursor, upload, table, LOCAL, add)


def again(store: Store) -> dict[str, int]:
    """All sums made anew from the answers and held against those that are kept, of which nothing is kept."""
    with store.rehearsal() as draft:
        return cells.rebuild(draft, SPECS)


def asked(store: Store, meter: Meter, folder: Path, size: int) -> dict[str, float]:
    """What estimating everything and the first wave, and grouping all answers took at this size."""
    figures: dict[str, float] = {}
    found = meter.timed(figures, "estimate all", lambda: unscoped(store, SPECS))
    assert len(found) == size // A_FILE * MAKERS * INDICATORS
    first = meter.timed(figures, "estimate a wave", lambda: unscoped(store, SPECS, Selection(wave="2000H1")))
    assert len(first) == MAKERS * INDICATORS
    meter.timed(figures, "group answers", lambda: store.query(GROUPED))
    figures["peak MB"] = meter.peak()
    figures["MB on disk"] = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 1e6
    return figures


def asked_again(store: Store, meter: Meter, size: int) -> dict[str, float]:
    """What summing all answers again took, in one transaction."""
    figures: dict[str, float] = {}
    found = meter.timed(figures, "sum again", lambda: again(store))
    assert (found["batches"], found["differed"]) == (size // A_FILE, 0)
    return figures | {"peak with it MB": meter.peak()}


def asked_of_spark(store: Store, spark: Spark, size: int) -> dict[str, float]:
    """What the same took on Spark, which sums from the lake's files."""
    figures: dict[str, float] = {}
    meter = Meter(of_spark())
    found = meter.timed(figures, "sum again and estimate", lambda: summed(store, SPECS, spark, EVERYTHING))
    assert (found.differed, found.batches) == (0, size // A_FILE)
    assert found.apart < 1e-9
    meter.timed(figures, "group answers", lambda: spark.query(GROUPED))
    return figures | {"peak MB": meter.peak(), "numbers apart": found.apart}


def say(kind: str, size: int, figures: dict[str, float]) -> None:
    told = ", ".join(f"{name} {value:.3g}" for name, value in figures.items())
    print(f"\n{kind}, {size:,} answers: {told}", flush=True)


@pytest.mark.parametrize("kind", ["file", "lake", "spark"])
def test_growth(kind: str, tmp_path: Path, request: pytest.FixtureRequest):
    if kind == "spark":
        pytest.importorskip("pyspark", reason="pip install -r benchmarks/spark/requirements.txt, and Java 17")
    where = str(tmp_path / "file.duckdb") if kind == "file" else request.getfixturevalue("new_lake")()
    folder = tmp_path if kind == "file" else Path(where.partition(";data=")[2])
    sizes = [A_FILE * 10**k for k in range(4) if A_FILE * 10**k <= ANSWERS]
    meter, load, files = Meter(), {}, 0
    grown: dict[int, dict[str, float]] = {}
    with ExitStack() as ending:
        spark = ending.enter_context(connected("local[2]")) if kind == "spark" else None
        for size in sizes:
            with closing(open_store(where)) as store:
                meter.timed(load, "load", partial(loaded, store, range(files, size // A_FILE)))
            files = size // A_FILE
            store = open_store(where)  # anew: what was just written is read, not held
            name = "lake" if spark else kind
            grown[size] = load | asked(store, meter, folder, size)
            say(name, size, grown[size])
            if size <= AGAIN:
                grown[size] |= asked_again(store, meter, size)
                say(name, size, grown[size])
            if spark:
                say("spark", size, asked_of_spark(store, spark, size))
            store.close()
    for what, most in STEEPEST.items():
        known = [size for size in sizes if f"{what} cpu s" in grown[size]]
        first, last = known[0], known[-1]
        if last > first:
            slope = math.log(grown[last][f"{what} cpu s"] / grown[first][f"{what} cpu s"]) / math.log(last / first)
            print(f"{what}: slope {slope:.2f} from {first:,} to {last:,}")
            assert slope < most, what
