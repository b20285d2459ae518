"""Every number of a document with its origin: which result, which row, which column, and how it is shown."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.columns import REPORT_FACT
from benchmarks.formats import plain
from benchmarks.reports.results import COUNT, KEYS

Row = Any  # of a result: a Series, or a dict, which is made and read in a tenth of the time


@dataclass
class Ledger:
    """REPORT_FACT rows of one document as it is written; page is the one that is being written."""

    document: str
    page: int = 1
    rows: list[dict[str, Any]] = field(default_factory=list)

    def take(self, place: str, result: str, row: Row, column: str, shown: str) -> str:
        """Note one number of a row of a result, a dict or a Series; gives back how it is shown."""
        values = row if isinstance(row, dict) else row.to_dict()
        keys = {name: plain(values[name]) for name in KEYS if name in values and not _empty(values[name])}
        return self._noted(place, result, keys, column, plain(values[column]), shown)

    def count(self, place: str, result: str, keys: Mapping[str, Any], n: int, shown: str) -> str:
        """Note how many rows of a result have these keys (of any of its columns)."""
        return self._noted(place, result, dict(keys), COUNT, n, shown)

    def _noted(self, place: str, result: str, keys: dict, column: str, value: Any, shown: str) -> str:
        told = (self.document, self.page, place, result, keys, column, value, shown)
        self.rows.append(dict(zip(REPORT_FACT, told, strict=True)))
        return shown


def sealed(about: Mapping[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The facts file of a document: what it is about, its rows, and a digest of both."""
    held = {"about": dict(about), "facts": rows}
    return {**held, "digest": digest(held)}


def digest(held: Mapping[str, Any]) -> str:
    """sha256 over what a document is about and its facts, in one order of keys."""
    told = {"about": held["about"], "facts": held["facts"]}
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def encoded(facts: Mapping[str, Any]) -> bytes:
    """The facts file as it is written: one fact a line."""
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in facts["facts"])
    about = json.dumps(facts["about"], ensure_ascii=False)
    return f'{{"about": {about},\n"facts": [\n{lines}\n],\n"digest": "{facts["digest"]}"}}\n'.encode()


def _empty(value: Any) -> bool:
    return value is None or value == "" or value != value
