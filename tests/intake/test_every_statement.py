"""A process killed before or after any statement of a deed leaves a store that opens, with all of it or nothing."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from data import migrating
from data.kept import audit
from data.store import open_store
from data.viewer import LOCAL
from tests.intake.killed import DEEDS, known
from tests.intake.kit import register, send, survey

ROOT = Path(__file__).resolve().parents[2]


class Killer:
    """The other process: told a deed, a store and a statement, it says how it ended."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process

    def __call__(self, deed: str, path: Path, last: int = -1, when: str = "before") -> tuple[int, int]:
        """The exit code, and the statements that were come to where nothing was killed."""
        self.process.stdin.write(json.dumps([deed, str(path), last, when]) + "\n")
        self.process.stdin.flush()
        code, statements = json.loads(self.process.stdout.readline())
        return code, statements


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-m", "tests.intake.killed"], cwd=ROOT, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        yield Killer(process)
        process.stdin.close()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store with a register and a survey for each deed; for the migration one of the first schema."""
    folder = tmp_path_factory.mktemp("killed")
    store = open_store(folder / "now.duckdb")
    for content, kind in ((register("A"), "register"), (survey(40), "survey")):
        assert send(store, known(), content, kind).batch is not None
    store.close()
    with duckdb.connect(str(folder / "old.duckdb")) as old:
        old.execute(migrating.migrations(migrating.SCHEMA.read_text(encoding="utf-8"))[0][1])
        old.execute("CREATE TABLE schema_version (version INTEGER, applied_at TIMESTAMP)")
        old.execute("INSERT INTO schema_version VALUES (1, now()::TIMESTAMP)")
        old.execute("INSERT INTO response VALUES (1, 0, 'r', 5, 6, 8, 9, 2.0, NULL)")
        old.execute("INSERT INTO answer VALUES (1, 0, 5, 6, 7, 8, 9, 2.0, 4.0)")
    return {deed: folder / ("old.duckdb" if deed == "migrate" else "now.duckdb") for deed in DEEDS}


def held(path: Path) -> dict[str, int]:
    """Rows of every table; a view that was noted is linked by the next who writes, so the chain is only whole."""
    store = open_store(path)
    try:
        assert audit.chained(store, LOCAL).whole
        tables = store.query("SELECT table_name AS name FROM duckdb_tables() WHERE table_name <> 'audit_link'")["name"]
        each = " UNION ALL ".join(f"SELECT '{name}' AS name, count(*) AS n FROM {name}" for name in tables)
        return store.query(each).set_index("name")["n"].to_dict()
    finally:
        store.close()


def killed_at_each(killer: Killer, origin: Path, deed: str, folder: Path, each: int) -> int:
    """How many points were tried: every `each`th statement, before and after it, and the last."""
    copy = folder / "x.duckdb"

    def fresh() -> None:
        (folder / "x.duckdb.wal").unlink(missing_ok=True)
        shutil.copyfile(origin, copy)

    fresh()
    nothing = held(copy)
    fresh()
    code, statements = killer(deed, copy)
    assert code == 0 and statements > 0
    whole = held(copy)
    points = sorted({*range(1, statements + 1, each), statements})
    for last in points:
        for when in ("before", "after"):
            fresh()
            code, _ = killer(deed, copy, last, when)
            assert code == -signal.SIGKILL
            found = held(copy)
            assert found in (nothing, whole), f"{deed}: torn {when} statement {last} of {statements}"
        assert last < statements or found == whole, f"{deed}: lost although its last statement was done"
    return 2 * len(points)


@pytest.mark.slow
def test_a_kill_at_some_statements_of_every_deed_leaves_all_or_nothing(killer, before, tmp_path):
    tried = {deed: killed_at_each(killer, before[deed], deed, tmp_path, 40) for deed in DEEDS}
    print(tried)
    assert all(points >= 2 for points in tried.values())


@pytest.mark.simulation
def test_a_kill_at_every_statement_of_every_deed_leaves_all_or_nothing(killer, before, tmp_path):
    tried = {deed: killed_at_each(killer, before[deed], deed, tmp_path, 1) for deed in DEEDS}
    print(f"{sum(tried.values())} points tried: {tried}")
    assert all(points >= 2 for points in tried.values())
