"""The sums of a lake on a local Spark: equal to the store's, for every statistic; deleted rows stay away.

`pip install -r benchmarks/spark/requirements.txt`, Java 17, and `pytest -m simulation tests/lake/test_spark.py`.
"""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.scope.selection import EVERYTHING
from benchmarks.spark.engine import Spark, connected
from benchmarks.spark.summed import summed
from benchmarks.spark.words import spoken
from data.kept import batches
from data.refusal import StoreError
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.intake.kit import register, send
from tests.kit import indicator, specs

SPECS = specs(
    indicator("rating", range={"min": 1, "max": 10}, levels={"floor": 5}),
    indicator("again", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5}),
    indicator("recommend", statistic="nps", range={"min": 0, "max": 10}, levels={"floor": 0}),
    indicator("faults", statistic="per_100", range={"min": 0, "max": 9}, levels={"floor": 300}, direction="lower"),
)


def answers(part: int, rows: int = 60) -> bytes:
    """A file of two makers with weights, strata and sampling points that it shares with the next; some say nothing."""
    draw = np.random.default_rng(part)
    lines = []
    for i in range(rows):
        place = "NS"[i % 3 // 2]
        given = [
            draw.integers(1, 11) if draw.random() > 0.1 else "",
            draw.integers(2),
            draw.integers(11),
            draw.poisson(1),
        ]
        row = [f"r{part}-{i}", "AB"[i % 2], "thing", place, f"{place}{draw.integers(9)}", f"{draw.uniform(0.2, 3):.6f}"]
        lines.append(",".join(str(each) for each in [*row, *given]))
    head = "response,enterprise,category,stratum,psu,weight,rating,again,recommend,faults"
    return "\n".join([head, *lines, ""]).encode()


@pytest.fixture(scope="module")
def lake(new_lake) -> Iterator[tuple[str, Store]]:
    """Three rounds of answers, one in two files that share sampling points, and one batch that was withdrawn."""
    where = new_lake()
    store = open_store(where)
    send(store, SPECS, register("A", "B"), "register")
    for part, wave in enumerate(["2024", "2025", "2025", "2026"]):
        assert send(store, SPECS, answers(part), wave=wave).batch is not None
    batches.withdraw(store, LOCAL, 5, "a mistake")
    yield where, store
    store.close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of Spark Connect, as a cluster has one."""
    pyspark = pytest.importorskip("pyspark", reason="pip install -r benchmarks/spark/requirements.txt, and Java 17")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", "local[2]"]
    settings = {"connect.grpc.binding.port": port, "connect.grpc.binding.address": "127.0.0.1", "ui.enabled": "false"}
    settings |= {
        "connect.progress.reportInterval": "100ms",
        "log.level": "OFF",
        "driver.host": "127.0.0.1",
        "sql.shuffle.partitions": "1",
    }
    # A few rows: what is compiled for each question costs a hundred times what it saves.
    settings |= {"sql.codegen.wholeStage": "false", "sql.codegen.factoryMode": "NO_CODEGEN"}
    settings |= {"sql.adaptive.enabled": "false", "driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
    words = [word for name, value in settings.items() for word in ("--conf", f"spark.{name}={value}")]
    kind = ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    running = subprocess.Popen([*started, *words, *kind], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            assert running.poll() is None, "Spark did not start"
            time.sleep(0.2)
        yield f"spark://127.0.0.1:{port}"
    finally:
        running.kill()
        running.wait(30)


@pytest.fixture
def spark(server) -> Iterator[Spark]:
    """A session of it; of two at once in a process pyspark asks the wrong one for what it holds."""
    with connected(server) as found:
        yield found


def test_what_differs_between_the_engines_is_put_into_sparks_words():
    assert spoken("SELECT SUM(CAST(x.a / u.a * 4e0 AS BIGINT)) AS a UNION ALL BY NAME SELECT 1") == (
        "SELECT SUM(CAST(rint(x.a / u.a * 4e0) AS DECIMAL(20, 0))) AS a UNION ALL SELECT 1"
    )


@pytest.mark.simulation
def test_sums_and_estimates_of_spark_are_those_of_the_store(lake, spark):
    steps: list[tuple[int, int]] = []
    found = summed(lake[1], SPECS, spark, EVERYTHING, lambda *done: steps.append(done))
    assert steps == [(3, 3)]
    assert (found.batches, found.differed, found.results) == (3, 0, 2 * 2 * 4)
    assert found.apart < 1e-9


@pytest.mark.simulation
def test_a_sum_that_is_not_that_of_the_answers_is_found_and_deleted_rows_do_not_come_back(lake, spark):
    _, store = lake
    with store.cursor() as cursor:
        [(maker, stratum)] = cursor.execute("SELECT enterprise, stratum FROM cell WHERE batch = 2 LIMIT 1").fetchall()
        here, its = f"batch = 2 AND stratum = {stratum}", f"enterprise = {maker}"
        cursor.execute(f"CREATE TABLE aside AS SELECT * FROM cell WHERE {here}")
        cursor.execute(f"DELETE FROM cell WHERE {here}")
        cursor.execute(f"INSERT INTO cell SELECT * REPLACE (swy + 1 AS swy) FROM aside WHERE {its}")
        cursor.execute(f"INSERT INTO cell SELECT * FROM aside WHERE NOT {its}")
        [(moved,)] = cursor.execute(f"SELECT count(*) FROM aside WHERE {its}").fetchall()
    try:
        assert 0 < summed(store, SPECS, spark, EVERYTHING).differed == moved
    finally:
        with store.cursor() as cursor:
            cursor.execute(f"DELETE FROM cell WHERE {here}")
            cursor.execute("INSERT INTO cell SELECT * FROM aside")
            cursor.execute("DROP TABLE aside")


@pytest.mark.simulation
def test_tasks_are_told_as_they_are_done(server):
    told: list[tuple[int, int]] = []
    with connected(server, lambda *done: told.append(done)) as other:
        assert list(other.query("SELECT sum(id % 2) AS n FROM range(0, 20000000, 1, 4)")["n"]) == [10_000_000]
    assert any(0 < done <= of and of >= 4 for done, of in told)


@pytest.mark.simulation
def test_what_spark_refuses_is_one_sentence(server):
    said = f"Spark at {server} refused: .*nothing_of_this_name"
    with pytest.raises(StoreError, match=said), connected(server) as other:
        other.query("SELECT * FROM nothing_of_this_name")
    with pytest.raises(StoreError, match="DIVIDE_BY_ZERO"), connected(server) as other:
        other.query("SELECT 1e0 / (id * 0e0) AS x FROM range(2)")


@pytest.mark.simulation
@pytest.mark.parametrize("local", [False, True])
def test_the_command_says_which_spark_it_asked_and_that_its_sums_are_the_stores(lake, server, local, monkeypatch):
    lake[1].close()  # the command is another program
    where = "local[2]" if local else server
    monkeypatch.setattr("benchmarks.specs.spec.load_specs", lambda path: SPECS)
    asked = CliRunner().invoke(main, ["--store", lake[0], "cells", "--engine", where, "--wave", "2025"])
    assert asked.exit_code == 0, asked.stderr
    assert re.match(r"Spark 4\.\d+\.\d+, session [0-9a-f-]{36}, at " + re.escape(where), asked.stderr)
    assert "of 2 batches were made again on Spark, and 8 estimates of them; they are those of the store" in asked.stdout


def test_an_engine_that_is_none_or_does_not_answer_is_refused_in_a_sentence(tmp_path: Path):
    for where, said in (("flink://x", "An engine is named spark://HOST:PORT"), ("local[", "An engine is named")):
        with pytest.raises(StoreError, match=said), connected(where):
            pass
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    nobody, where = f"No server of Spark Connect answers at 127.0.0.1:{port}", f"spark://127.0.0.1:{port}"
    with pytest.raises(StoreError, match=nobody), connected(where):
        pass
    asked = CliRunner().invoke(main, ["--store", str(tmp_path / "x.duckdb"), "cells", "--engine", "local[2]"])
    assert (asked.exit_code, asked.stderr) == (1, "Spark reads the files of a lake, not a file.\n")
