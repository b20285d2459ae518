"""What spec tests share: a small sector, a store in memory, rows written as the intake would hand them over."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import Any, TypeVar
from weakref import finalize

import duckdb
import pyarrow as pa
import yaml

from benchmarks.estimates import cells
from benchmarks.specs.spec import Specs, load_specs
from data.disk import Place
from data.kept import batches
from data.store import Store, open_store
from data.versions import Unchanged
from data.viewer import LOCAL

T = TypeVar("T")
LEVELS = {"floor": 60, "benchmark": 80, "frontier": 100}


def indicator(name: str, **changes: object) -> dict:
    """A spec entry with sensible defaults: a 0-100 survey mean, higher is better, levels 60, 80, 100."""
    levels = changes.pop("levels", LEVELS)
    kind, checked = changes.pop("kind", "reference"), changes.pop("checked", "source")
    entry = {
        **{"id": name, "label": {"en": name, "zh": name}, "categories": ["thing"], "dimension": "quality"},
        **{"source": "survey", "statistic": "mean", "unit": "points", "direction": "higher"},
        "range": {"min": 0, "max": 100},
        "levels": {level: _entries(value, kind, checked) for level, value in levels.items()},
    }
    return {**entry, **changes}


def _entries(value: object, kind: object, checked: object) -> list[dict]:
    dated = value if isinstance(value, list) else [(date(1990, 1, 1), value)]
    return [{"value": v, "kind": kind, "cite": "a test", "from": day, "checked": checked} for day, v in dated]


def specs(
    *indicators: dict,
    sector: str = "things",
    facets: tuple[dict, ...] = (),
    categories: tuple[str, ...] = ("thing",),
    targets: tuple[dict, ...] = (),
) -> Specs:
    """Loaded specs of one small sector with one dimension and the category `thing`, or these."""
    named = {"en": sector, "zh": sector}
    whole = {
        **{"sector": sector, "label": named, "version": "1", "indicators": list(indicators)},
        "dimensions": [{"id": "quality", "label": {"en": "Quality", "zh": "质量"}, "weight": 1}],
        "categories": [{"id": each, "label": {"en": each.capitalize(), "zh": f"东西{each}"}} for each in categories],
        **{"facets": list(facets), "targets": list(targets)},
    }
    with TemporaryDirectory() as folder:
        (Path(folder) / f"{sector}.yaml").write_text(yaml.safe_dump(whole, allow_unicode=True), encoding="utf-8")
        return load_specs(Path(folder))


_IDLE: list[duckdb.DuckDBPyConnection] = []


def empty_store() -> Store:
    """A store in memory that holds nothing.

    The tables of one that nobody holds any more are emptied and taken again: making them takes longer than most tests.
    """
    if _IDLE:
        store = Store.__new__(Store)
        vars(store).update(
            path=":memory:", _writing=RLock(), _sealed=False, _sums=0, _connection=_IDLE.pop(), unchanged=Unchanged()
        )
        store._place = Place(":memory:")
    else:
        store = open_store(":memory:")
    finalize(store, _given_back, store._connection)
    return store


def _given_back(connection: duckdb.DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # one that a test closed is not taken again
        tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'schema_version'")
        connection.execute("".join(f"DELETE FROM {name};" for (name,) in tables.fetchall()))
        _IDLE.append(connection)


@dataclass
class Shop:
    """A store in memory with its specs, and ways to put rows in."""

    specs: Specs
    store: Store = field(default_factory=empty_store)
    _sent: int = 0

    def survey(self, rows: list[dict], *, wave: str = "2026H1", survey: str = "S1", sector: str = "things") -> int:
        """Write responses: enterprise and answers by indicator; response, category, weight have defaults."""
        self._sent += 1
        first = {"enterprise": "A", "category": "thing", "weight": 1.0}
        full = [{"response": f"{self._sent}-{i}", **first, **row} for i, row in enumerate(rows)]
        names = dict.fromkeys(name for row in full for name in row)
        columns = {name: [row.get(name) for row in full] for name in names}
        texts = {"response", "enterprise", "category", "stratum", "psu", "product"}
        texts |= {each.held_in for each in self.specs[sector].facets}
        table = pa.table({n: pa.array(v, pa.string() if n in texts else pa.float64()) for n, v in columns.items()})
        return self._write("survey", table, wave, survey, sector)

    def tests(self, rows: list[dict], *, wave: str = "2026H1", survey: str = "T1", sector: str = "things") -> int:
        """Write measurements: indicator and value; enterprise, lab, uncertainty and the rest have defaults."""
        self._sent += 1
        first = {"enterprise": "A", "category": "thing", "lab": "L1", "censored": False, "uncertainty": None}
        full = [
            {"line": i + 2, "sample": f"s{i}", "tested_on": date(2026, 3, 1), **first, **r} for i, r in enumerate(rows)
        ]
        kinds = {
            **{"line": pa.int32(), "tested_on": pa.date32(), "censored": pa.bool_()},
            **{"value": pa.float64(), "uncertainty": pa.float64()},
        }
        columns = {n: pa.array([r.get(n) for r in full], kinds.get(n, pa.string())) for n in [*full[0], "lab_flag"]}
        return self._write("test", pa.table(columns), wave, survey, sector)

    def _write(self, kind: str, table: pa.Table, wave: str, survey: str, sector: str) -> int:
        upload = batches.Upload(kind, sector, f"{self._sent}".encode(), "rows", survey, wave)
        add = partial(cells.add, spec=self.specs[sector])
        with self.store.write() as cursor:
            return batches.write_batch(cursor, upload, table, LOCAL, add)


def finished(waiting: Coroutine[Any, Any, T]) -> T:
    """What it comes to, on a thread of its own: where a browser is tested too, this one has a loop that runs."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, waiting).result()
