"""What a disk, a clock and a second program do to a store: one sentence each, and nothing acknowledged is lost."""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.kept import audit, batches
from data.refusal import Refused, StoreError
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.intake.kit import opened, send, survey

ROOT = Path(__file__).resolve().parents[2]


def no_room(path: Path) -> None:
    """Load until the disk has no room (a limit on the size of a file says the same), then with room again."""
    store, known = opened(path)
    assert send(store, known, survey(50)).batch == 2
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40_000, most[1]))
    try:
        for k in range(2):
            with pytest.raises(Refused, match=r"Nothing was written: the disk .* is full") as refused:
                send(store, known, survey(20_000, 1000 + k * 100_000))
            assert refused.value.code == "disk_full"
        assert whole(store) == {2: 50}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert send(store, known, survey(60, 900_000)).batch == 3
    store.close()
    assert kept(path) == {2: 50, 3: 60}


def kept(path: Path) -> dict[int, int]:
    """What a program that opens the file next finds in it."""
    store = open_store(path)
    try:
        return whole(store)
    finally:
        store.close()


def another_file(path: Path) -> None:
    """The file is replaced, or gone, while the program runs: nothing is taken that would be lost at the next start."""
    store, known = opened(path)
    assert send(store, known, survey(50)).batch == 2
    shutil.copy(path, path.with_suffix(".copy"))
    aside = path.rename(path.with_suffix(".aside"))
    for there in (False, True):
        if there:
            path.with_suffix(".copy").rename(path)
        with pytest.raises(Refused, match="no longer the store that this program opened"):
            send(store, known, survey(60, 1000))
        assert whole(store) == {2: 50}
    path.unlink()
    aside.rename(path)
    assert send(store, known, survey(60, 1000)).batch == 3
    store.close()
    assert kept(path) == {2: 50, 3: 60}


def clock_back(path: Path) -> None:
    """The clock is set back a year: files wait until it is right; the audit runs on in the order of the deeds."""
    store, known = opened(path)
    assert send(store, known, survey(50)).batch == 2
    now = datetime.now(UTC).replace(tzinfo=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "_now", lambda: now.replace(year=now.year - 1, day=1))
        with pytest.raises(Refused, match=rf"the clock of this computer says {now.year - 1}-.* {now.year}-"):
            send(store, known, survey(60, 1000))
        assert whole(store) == {2: 50}
    assert send(store, known, survey(60, 1000)).batch == 3
    assert whole(store) == {2: 50, 3: 60} and audit.chained(store, LOCAL).whole
    store.close()


def second_process(path: Path) -> None:
    """Another process holds the file: one sentence that names what to do, and the store is untouched."""
    store, known = opened(path)
    assert send(store, known, survey(50)).batch == 2
    command = [sys.executable, "-m", "benchmarks", "--store", str(path), "batches"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "another process holds it. Close that process" in done.stderr
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == 1
    assert whole(store) == {2: 50}
    store.close()


READ_ONLY = """
import os, sys
from data.refusal import StoreError
from data.store import open_store
if os.geteuid() == 0:
    os.setuid(65534)  # nothing is closed to root
try:
    open_store(sys.argv[1])
except StoreError as error:
    print(error)
"""


def read_only(path: Path) -> None:
    """A folder that may not be written: said when the store is opened."""
    folder = Path(tempfile.mkdtemp())
    try:
        opened(folder / "x.duckdb")[0].close()
        before = (folder / "x.duckdb").read_bytes()
        (folder / "x.duckdb").chmod(0o444)
        folder.chmod(0o555)
        for name in ("x.duckdb", "new.duckdb"):
            command = [sys.executable, "-c", READ_ONLY, str(folder / name)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            assert "may not be written by this program. Let the program's user write there" in done.stdout
        assert (folder / "x.duckdb").read_bytes() == before
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def no_store(path: Path) -> None:
    """A file that is none, and a folder that is not there."""
    path.write_bytes(b"hello" * 1000)
    with pytest.raises(StoreError, match="it is not a DuckDB file"):
        open_store(path)
    assert path.read_bytes() == b"hello" * 1000
    with pytest.raises(StoreError, match="its folder is not there"):
        open_store(path.parent / "none" / "x.duckdb")


def whole(store: Store) -> dict[int, int]:
    """Rows of each survey that counts, each as many as were sent and summed."""
    rows = store.query("SELECT batch, count(*) AS n FROM response GROUP BY batch").set_index("batch")["n"]
    summed = store.query("SELECT batch, sum(n) AS n FROM cell GROUP BY batch").set_index("batch")["n"]
    assert rows.to_dict() == summed.to_dict()
    return rows.sort_index().to_dict()


@pytest.mark.parametrize(
    "happens", [no_room, another_file, clock_back, second_process, read_only, no_store], ids=lambda each: each.__name__
)
def test_whatever_happens_is_one_sentence_and_nothing_is_lost(happens: Callable[[Path], None], tmp_path):
    happens(tmp_path / "x.duckdb")
