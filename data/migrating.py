"""The schema of a store as numbered migrations: each is run once and in order, whole or not at all."""

import re
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Protocol

import duckdb

from data.refusal import StoreError

SCHEMA = Path(__file__).with_name("schema.sql")
_MIGRATION = re.compile(r"^-- migration (\d+): .*$", re.MULTILINE)
_DONE = "SELECT coalesce(max(version), 0) FROM schema_version"


class _Store(Protocol):
    path: str
    at_once: bool

    def transaction(self) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction."""


def migrations(text: str) -> list[tuple[int, str]]:
    """The numbered blocks of a schema text, in order; refuses gaps."""
    marks = list(_MIGRATION.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    blocks = [(int(mark[1]), text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    if [number for number, _ in blocks] != list(range(1, len(blocks) + 1)):
        raise StoreError("Migrations in schema.sql are numbered 1, 2, 3 ... without gaps.")
    return blocks


@cache
def newest() -> int:
    """The number of the last migration that this program knows."""
    return len(migrations(SCHEMA.read_text(encoding="utf-8")))


def migrate(store: _Store) -> None:
    """Bring a store's schema up to date; refuses one that a newer program has made."""
    blocks = migrations(SCHEMA.read_text(encoding="utf-8"))
    with store.transaction() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER, applied_at TIMESTAMP)")
        [(done,)] = cursor.execute(_DONE).fetchall()
    if done > len(blocks):
        raise StoreError(
            f"The store {store.path} has schema {done}, this program knows up to {len(blocks)}: use the newer program."
        )
    # A new lake is made in one go: each transaction there is a trip to its catalogue for every table.
    parts = [blocks] if store.at_once and not done else [[block] for block in blocks[done:]]
    for part in parts:
        with store.transaction() as cursor:
            [(done,)] = cursor.execute(_DONE).fetchall()
            for number, block in part:
                if number > done:  # else another server has done it since it was asked
                    cursor.execute(block)
                    cursor.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [number])
