"""A backup is made while files are loaded, holds every acknowledged batch, and is proved by making it again."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.intake import backup as backups
from benchmarks.intake.backup import backup, verified, verify
from data import copying
from data.refusal import StoreError
from data.store import open_store
from tests.intake.kit import asked, counts, opened, send, survey
from tests.intake.test_kill import PROGRAM, ROOT


def filled(path: Path, waves: int = 2) -> dict[str, int]:
    """A store of some waves, closed; how many rows its tables have."""
    store, known = opened(path)
    for year in range(waves):
        assert not send(store, known, survey(40, 1000 * year), wave=str(2020 + year)).errors
    found = counts(store)
    store.close()
    return found


def test_a_backup_in_the_middle_of_loads_holds_all_that_was_acknowledged_before_it(tmp_path):
    path, known = tmp_path / "x.duckdb", asked()
    opened(path)[0].close()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            acknowledged = [int(process.stdout.readline()) for _ in range(2)]
            for k in range(2):
                found = backup(path, known, tmp_path / f"{k}.duckdb")
                assert found.wrong == () and found.batches == found.read > len(acknowledged)
                copy = open_store(tmp_path / f"{k}.duckdb")
                assert set(acknowledged) <= set(copy.query("SELECT batch FROM batch")["batch"])
                copy.close()
                acknowledged.append(int(process.stdout.readline()))
            assert process.poll() is None, "the loads were over before the backups: nothing was tested"
        finally:
            process.kill()


def test_restoring_is_two_commands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = filled(tmp_path / "quality.duckdb")
    monkeypatch.setattr(backups, "verified", lambda store, _: verified(store, asked()))
    said = CliRunner().invoke(main, ["--store", "quality.duckdb", "store", "backup", "kept.duckdb"])
    assert said.exit_code == 0, said.output
    assert said.output == (
        "kept.duckdb is whole: 3 batches have their originals, 3 were read again from them, "
        "2 sums were made again, and nothing differs.\n"
    )
    Path("quality.duckdb").write_bytes(b"struck by lightning")
    Path("aside").mkdir()
    shutil.move("quality.duckdb", "aside")  # 1. mv quality.duckdb* aside/
    said = CliRunner().invoke(main, ["--store", "kept.duckdb", "store", "backup", "quality.duckdb"])  # 2.
    assert said.exit_code == 0, said.output
    store = open_store("quality.duckdb")
    assert counts(store) == rows
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aside", "kept.duckdb", "quality.duckdb"]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            "UPDATE original SET content = 'x'::BLOB WHERE sha256 = (SELECT sha256 FROM batch WHERE batch = 2)",
            "original",
        ),
        ("UPDATE answer SET y = y + 1 WHERE batch = 2", "facts of batch 2"),
        ("UPDATE cell SET n = n + 1 WHERE batch = 2", "sums are not those"),
        ("DELETE FROM batch WHERE batch = 3", "rows of answer belong to no batch"),
    ],
)
def test_what_is_not_as_it_was_written_is_named_and_no_such_backup_is_kept(tmp_path, harm, said):
    path = tmp_path / "x.duckdb"
    filled(path)
    assert verify(path, asked()).wrong == ()
    store = open_store(path)
    with store.write() as cursor:
        cursor.execute(harm)
    store.close()
    before = path.read_bytes()
    assert any(said in each for each in verify(path, asked()).wrong)
    with pytest.raises(StoreError, match="not whole and was not kept"):
        backup(path, asked(), tmp_path / "kept.duckdb")
    assert [each.name for each in tmp_path.iterdir()] == ["x.duckdb"] and path.read_bytes() == before


def test_a_store_that_is_rewritten_under_the_copy_is_copied_again_or_refused(tmp_path, monkeypatch):
    path = tmp_path / "x.duckdb"
    filled(path)
    monkeypatch.setattr(copying, "_PAUSE", 0)
    whole, looked = shutil.copyfile, []

    def rewritten(source: Path, target: Path) -> None:
        looked.append(1)
        whole(source, target)
        if len(looked) <= most and source == path:
            with path.open("r+b") as file:  # as a checkpoint would: another header
                file.seek(4096 + 8)
                file.write(bytes([100 + len(looked)]))

    monkeypatch.setattr(shutil, "copyfile", rewritten)
    most = 1000
    with pytest.raises(StoreError, match="was being rewritten at each of 20 looks"):
        copying.copy_store(path, tmp_path / "torn.duckdb")
    assert not (tmp_path / "torn.duckdb").exists()
    most = len(looked) + 2
    copying.copy_store(path, tmp_path / "whole.duckdb")
    assert (tmp_path / "whole.duckdb").read_bytes() == path.read_bytes()


def test_nothing_is_written_over_and_a_store_that_is_not_there_is_no_backup(tmp_path):
    filled(tmp_path / "x.duckdb", 1)
    (tmp_path / "there.duckdb").write_bytes(b"before")
    with pytest.raises(StoreError, match="is there already"):
        backup(tmp_path / "x.duckdb", asked(), tmp_path / "there.duckdb")
    (tmp_path / "old.duckdb.wal").write_bytes(b"the log of another store")
    with pytest.raises(StoreError, match=r"old\.duckdb\.wal is there already"):
        copying.copy_store(tmp_path / "x.duckdb", tmp_path / "old.duckdb")
    with pytest.raises(StoreError, match="There is no store"):
        backup(tmp_path / "none.duckdb", asked(), tmp_path / "new.duckdb")
    assert not (tmp_path / "none.duckdb").exists() and not (tmp_path / "new.duckdb").exists()
