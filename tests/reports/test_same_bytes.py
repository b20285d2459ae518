"""Two stores filled with the same files, in another order, give equal bytes."""

import json
from pathlib import Path

from benchmarks.formats import encode
from benchmarks.infrastructure.receipt import receipt
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading
from benchmarks.reports.made.package import NAMED, package
from benchmarks.reports.tables import TABLES
from benchmarks.scope.selection import Selection
from data.kept.batches import Upload
from data.store import Store, open_store
from data.viewer import LOCAL
from data.wave import Wave
from tests.demo_kit import SPECS, made

SECTOR, WAVES = "catering", 2
OF_THE_STORE = ("batch", "accepted_at")  # when and as which number a store took a file in


def _files() -> list[Upload]:
    """The register and the newest waves of a sector; each survey in three files, so that PSUs come in pieces."""
    waves = sorted(
        {str(each.wave) for each in made() if (each.sector, each.kind) == (SECTOR, "survey")}, key=Wave.parse
    )[-WAVES:]
    uploads = []
    for file in made():
        if file.sector == SECTOR and file.kind in ("register", "survey", "test") and file.wave in (None, *waves):
            head, *rows = file.content.splitlines(keepends=True)
            parts = [rows[start::3] for start in range(3)] if file.kind == "survey" else [rows]
            place = (file.survey or "", file.wave or "")
            uploads += [Upload(file.kind, SECTOR, head + b"".join(part), "x.csv", *place) for part in parts]
    return uploads


def _filled(path: Path, uploads: list[Upload]) -> Store:
    store = open_store(path)
    for upload in uploads:
        outcome = load(store, SPECS, LOCAL, Sending(upload, today=Wave.parse(upload.wave).end if upload.wave else None))
        assert not outcome.errors
    return store


def _told(store: Store, folder: Path) -> dict[str, bytes]:
    """Everything that leaves: the data package, tables as JSON, and the receipt of every maker's score."""
    reading = Reading(store, SPECS, LOCAL)
    package(reading, folder, NAMED, "CC0-1.0", str)
    told = {path.name: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    told |= {
        f"{name}.json": encode(TABLES[name](reading), "json") for name in ("estimates", "gaps", "index", "progress")
    }
    for row in TABLES["index"](reading)[["category", "enterprise", "wave"]].drop_duplicates().itertuples():
        slip = receipt(reading.of(Selection(SECTOR, row.category, row.enterprise, wave=row.wave)))
        kept = json.dumps(slip, indent=1, default=str).splitlines()
        name = f"{row.category} {row.enterprise} {row.wave}"
        told[name] = "\n".join(line for line in kept if not any(f'"{key}"' in line for key in OF_THE_STORE)).encode()
    return told


def test_two_stores_filled_with_the_same_files_in_another_order_give_equal_bytes(tmp_path):
    first, *rest = _files()
    one = _filled(tmp_path / "one.duckdb", [first, *rest])
    other = _filled(tmp_path / "other.duckdb", [first, *rest[::-1]])
    told, again = _told(one, tmp_path / "one"), _told(other, tmp_path / "other")
    assert len(told) > 40
    assert told.keys() == again.keys()
    assert [name for name in told if told[name] != again[name]] == []
