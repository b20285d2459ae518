"""Open data: one CSV a result with what its columns mean, as others' tools read it (Frictionless Data Package)."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pandas as pd

from benchmarks.formats import encode
from benchmarks.index import coverage
from benchmarks.reading import Reading
from benchmarks.reports.meanings import MEANINGS, TITLES
from benchmarks.reports.tables import TABLES
from data.kept import synthetic
from data.refusal import Refused

OPEN = ("indicators", "levels", "breaks", "waves", "coverage", "board", "standing", "counts", "leverage")
NAMED = (*OPEN, "enterprises", "estimates", "gaps", "index", "progress", "priorities", "contradictions", "bottom_lines")
LICENCE = "CC-BY-4.0"  # of what names nobody, unless another is said
_OF_ONE_WAVE = ("counts", "leverage", "bottom_lines")  # asked wave by wave
_KEYS = ("who", "by_name", "by_role", "why", "recipe")  # of persons, and of programs: no open data
_TYPES = {"i": "integer", "u": "integer", "f": "number", "b": "boolean", "M": "datetime"}


def package(
    reading: Reading, folder: Path, names: tuple[str, ...], licence: str | None, step: Callable[[str], None]
) -> None:
    """Write datapackage.json, README.md and a CSV for each table of these names, as the reading's viewer is told them.

    licence: its name; None where none is given. Whole or not at all: refused where the folder holds something already
    or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused("package_there", folder=str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=".package-", dir=folder.parent))
    except OSError as error:
        raise Refused("package_nowhere", folder=str(folder), why=str(error.strerror)) from None
    try:
        resources = list(_written(reading, made, names, step))
        told = _described(reading, resources, licence)
        (made / "datapackage.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (made / "README.md").write_text(_readme(told), encoding="utf-8")
        made.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)
    except OSError as error:
        raise Refused("package_nowhere", folder=str(folder), why=str(error.strerror)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def archive(
    reading: Reading, names: tuple[str, ...], licence: str | None, step: Callable[[str], None] = lambda name: None
) -> bytes:
    """The files of `package` as one ZIP; the same files give the same bytes on any day."""
    buffer = io.BytesIO()
    with TemporaryDirectory() as place, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as whole:
        folder = Path(place) / "package"
        package(reading, folder, names, licence, step)
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())  # its day is 1980-01-01, not today
            whole.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _written(
    reading: Reading, folder: Path, names: tuple[str, ...], step: Callable[[str], None]
) -> Iterator[dict[str, Any]]:
    """A CSV for each table, and what is said of it."""
    waves = coverage.coverage(reading)
    (folder / "data").mkdir()
    for name in names:
        frame = _rows(reading, name, waves)
        frame = frame.drop(columns=[each for each in _KEYS if each in frame])
        content = encode(frame, "csv")
        (folder / "data" / f"{name}.csv").write_bytes(content)
        yield {
            "name": name,
            "title": TITLES[name].english,
            "path": f"data/{name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "schema": {"fields": [_field(frame, str(column)) for column in frame], "missingValues": [""]},
        }
        step(name)


def _rows(reading: Reading, name: str, waves: pd.DataFrame) -> pd.DataFrame:
    """A table in full; what is asked of one wave is asked of each, with the wave as its first column where it lacks."""
    if name not in _OF_ONE_WAVE:
        return TABLES[name](reading)
    parts = []
    for wave in waves.loc[waves["sector"] == "", "wave"]:
        part = TABLES[name](reading.of(replace(reading.selection, wave=wave)))
        parts.append(part if "wave" in part else part.assign(wave=wave))
    full = [each for each in parts if len(each)]
    return pd.concat(full, ignore_index=True) if full else parts[0]


def _field(frame: pd.DataFrame, column: str) -> dict[str, str]:
    kind = _TYPES.get(frame[column].dtype.kind, "string")
    known = frame[column].dropna()
    if kind == "string" and len(known) and all(type(each).__name__ == "date" for each in known):
        kind = "date"
    if kind == "datetime":
        kind = "any"
    told = {"name": column, "type": kind}
    return told | ({"description": MEANINGS[column]} if column in MEANINGS else {})


def _described(reading: Reading, resources: list[dict[str, Any]], licence: str | None) -> dict[str, Any]:
    versions = ", ".join(f"{code} {spec.version}" for code, spec in reading.specs.items())
    made_up = synthetic.any_synthetic(reading.store)
    what = f"Surveys and tests compared with benchmark specs ({versions}). Positive gaps are better than the level."
    warning = "SYNTHETIC demo data: enterprises, answers and measurements are made up. "
    sector = reading.selection.sector
    return {
        "profile": "tabular-data-package",
        "name": "duibiao" if sector is None else f"duibiao-{sector.replace('_', '-')}",
        "title": "Duibiao: quality benchmarking",
        "description": warning + what if made_up else what,
        "version": reading.specs.digest[:12],
        **({"licenses": [{"name": licence}]} if licence else {}),
        "resources": resources,
    }


def _licensed(told: dict[str, Any]) -> str:
    if "licenses" in told:
        return f"Licence: {told['licenses'][0]['name']}."
    return "No licence is given: makers stand here by name. Not for the public."


def _readme(told: dict[str, Any]) -> str:
    lines = [f"# {told['title']}", "", told["description"], "", _licensed(told), ""]
    lines += ["| file | what it holds | sha256 |", "|---|---|---|"]
    lines += [f"| {each['path']} | {each['title']} | {each['hash'][7:19]}... |" for each in told["resources"]]
    lines += ["", "Columns and units: `datapackage.json`. Empty cells are not measured or may not be told.", ""]
    lines += ["```python", 'import pandas as pd; pd.read_csv("data/board.csv")', "```", ""]
    lines += ["```r", 'read.csv("data/board.csv")', "```", ""]
    return "\n".join(lines)
