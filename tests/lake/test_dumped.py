"""PostgreSQL dumped, then the folder copied, while files go in: what docs/deployment.md says brings a lake back."""

import shutil
import subprocess
from pathlib import Path

import psycopg

from benchmarks.estimates.estimate import unscoped
from benchmarks.intake.backup import verified
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.intake.kit import asked, register, send, survey
from tests.lake.conftest import Server, program

SPECS = asked()


def asked_of(server: Server, name: str, *words: str) -> None:
    """A program of PostgreSQL, by the words that come after how it is reached."""
    how = dict(part.split("=") for part in server.reached.split())
    reached = ["-h", how["host"], "-p", how["port"], "-U", how["user"]]
    done = subprocess.run([program(name), *reached, *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_dump_and_the_folder_copied_after_it_are_the_lake_of_the_moment_of_the_dump(tmp_path: Path):
    server, rows = Server(), tmp_path / "rows"
    server.start()
    try:
        asked_of(server, "createdb", "duibiao")
        where = f"ducklake:postgres:{server.reached} dbname=duibiao;data={rows}"
        lake = open_store(where)
        send(lake, SPECS, register("A"), "register")
        send(lake, SPECS, survey(40), wave="2025")
        send(lake, SPECS, survey(30, 100), wave="2026")
        batches.withdraw(lake, LOCAL, 2, "a mistake")
        then = unscoped(lake, SPECS)
        asked_of(server, "pg_dump", "-Fc", "-f", str(tmp_path / "duibiao.dump"), "duibiao")
        send(lake, SPECS, survey(20, 500), wave="2027")
        shutil.copytree(rows, tmp_path / "copied")
        send(lake, SPECS, survey(20, 700), wave="2028")
        assert len(unscoped(lake, SPECS)) == len(then) + 2
        lake.close()

        with psycopg.connect(f"{server.reached} dbname=postgres", autocommit=True) as gone:
            gone.execute("DROP DATABASE duibiao WITH (FORCE)")
        shutil.rmtree(rows)
        asked_of(server, "createdb", "duibiao")
        asked_of(server, "pg_restore", "-d", "duibiao", str(tmp_path / "duibiao.dump"))
        shutil.copytree(tmp_path / "copied", rows)

        lake = open_store(where)
        assert verified(lake, SPECS).wrong == ()
        assert unscoped(lake, SPECS).equals(then)
        assert list(batches.batches(lake, LOCAL)["batch"]) == [3, 2, 1]
        sent = send(lake, SPECS, survey(20, 500), wave="2027")  # what came after the dump is sent again
        assert sent.batch == 4 and len(unscoped(lake, SPECS)) == len(then) + 1
        lake.close()
    finally:
        server.stop()
        server.away()
