"""A writer killed by SIGKILL before each statement of a load and of a withdrawal: all of it is kept, or nothing.

The harness counts the statements by itself, DuckDB's and PostgreSQL's, so that a new one is killed too.
"""

import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from benchmarks.intake.backup import verified
from data.chain import chain
from data.kept import audit, batches
from data.store import open_store
from data.viewer import LOCAL
from tests.intake.kit import asked, register, send, survey

ROOT = Path(__file__).resolve().parents[2]
ROWS = 12
pytestmark = pytest.mark.simulation


@pytest.fixture(scope="module")
def lake(new_lake):
    """A lake with a maker, and a process that forks writers for it."""
    where = new_lake()
    store = open_store(where)
    send(store, asked(), register("A"), "register")
    words = [sys.executable, "-m", "tests.lake.killed", where, "30"]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writers:

        def tell(line: str) -> str:
            writers.stdin.write(line + "\n")
            writers.stdin.flush()
            while (said := writers.stdout.readline().strip()).startswith("ready"):
                pass
            return said

        yield store, tell
        writers.stdin.close()
    store.close()


def written(store, what: str) -> float:
    """Seconds for which another one had to wait for its turn; it writes then."""
    began = time.monotonic()
    with store._turn():
        waited = time.monotonic() - began
        audit.note(store, LOCAL, "viewed", "A", what)
    return waited


def rows_of(store, batch: int) -> tuple[int, ...]:
    """Rows of a batch in each table that a load writes; of the sums, the answers they hold."""
    counted = [f"SELECT count(*) AS n FROM {name} WHERE batch = {batch}" for name in ("response", "answer")]
    counted += [f"SELECT CAST(coalesce(sum(n), 0) AS BIGINT) AS n FROM {t} WHERE batch = {batch}" for t in
                ("cell", "stratum_cell", "frame_cell")]  # fmt: skip
    return tuple(int(n) for n in store.query(" UNION ALL ".join(counted))["n"])


def test_a_load_killed_at_every_statement_is_kept_whole_or_not_at_all_and_blocks_nobody(lake):
    store, tell = lake
    kept, waits, before = 0, [], set(batches.batches(store, LOCAL)["batch"])
    for k in count(1):
        if (said := tell(f"{k} load 2020 {ROWS} {k * 1000}")) != "killed":
            break  # it came to its end before its kth statement
        waits.append(written(store, f"load {k}"))
        known = batches.batches(store, LOCAL).set_index("batch")
        new = set(known.index) - before
        assert len(new) <= 1
        for batch in new:
            assert known.loc[batch, "row_count"] == ROWS
            assert rows_of(store, batch) == (ROWS,) * 5
        kept, before = kept + len(new), set(known.index)
    statements = int(said.split()[1])
    facts = store.query("SELECT DISTINCT batch FROM response")["batch"]
    assert set(facts) <= set(batches.batches(store, LOCAL)["batch"])
    print(f"\n{statements} statements of a load: killed before each, {kept} kept; worst wait {max(waits):.1f} s")
    assert 0 < kept < statements < k  # before the commit nothing, after it all
    assert max(waits) < 30, "the lease"


def test_a_withdrawal_killed_at_every_statement_is_kept_or_not_at_all(lake):
    store, tell = lake
    kept = 0
    for k in count(1):
        batch = send(store, asked(), survey(ROWS, 6_000_000 + 1000 * k), wave="2021").batch
        if (said := tell(f"{k} withdraw {batch}")) != "killed":
            break
        assert written(store, f"withdrawal {k}") < 30
        found = store.query(f"SELECT count(*) AS n FROM withdrawal WHERE batch = {batch}")["n"][0]
        assert found in (0, 1)
        kept += found
    statements = int(said.split()[1])
    print(f"\n{statements} statements of a withdrawal: killed before each, {kept} kept")
    assert 0 < kept < statements < k


def test_what_the_killed_left_behind_is_whole(lake):
    store, _ = lake
    with store.cursor() as cursor:
        assert chain(cursor).whole
    assert verified(store, asked()).wrong == ()
    orphans = store.tidy(0)
    assert orphans["after"] <= orphans["before"]
    assert verified(store, asked()).wrong == ()
