"""The store: one DuckDB file, one connection in the process, a cursor per use, numbered migrations."""

import logging
import os
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.chain import extend
from data.counted import tell
from data.disk import Place, not_opened, not_written
from data.migrating import migrate
from data.refusal import Refused
from data.versions import Unchanged, Versions

LOG = logging.getLogger("duibiao.sql")
# No SQL reads or writes another file, loads an extension, or changes this back.
_LOCKED: dict[str, Any] = {"enable_external_access": "false", "lock_configuration": "true"}
_OPENING = threading.Lock()
_OPEN: dict[Path, "Store"] = {}  # what this process holds, by the file's resolved path


class Store:
    """One open DuckDB file. Readers take a cursor each; writers wait for one another. Made by `open_store` only."""

    at_once = False  # whether all migrations of a new store are one transaction

    def __init__(self, path: str | Path) -> None:
        """Open or make the file and bring its schema up to date; refuses a file another process holds."""
        self.path = str(path)
        self._writing, self._sealed, self._sums = threading.RLock(), False, 0
        self._within = False  # a transaction is under way, of whichever thread holds the lock
        self.unchanged = Unchanged()
        self._connection = self._connect()
        self._place = Place(self.path)
        try:
            migrate(self)
        except BaseException:
            self._connection.close()
            raise

    def _connect(self) -> duckdb.DuckDBPyConnection:
        try:
            return duckdb.connect(self.path, config=_LOCKED)
        except duckdb.Error as error:
            raise not_opened(self.path, error) from error

    def query(self, sql: str, parameters: list | dict | None = None, **relations: object) -> pd.DataFrame:
        """Rows of a read as a frame; `relations` are frames or Arrow tables the SQL names."""
        with self.cursor() as cursor:
            for name, relation in relations.items():
                cursor.register(name, relation)
            return run(cursor, sql, parameters).df()

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, closed afterwards: one shared between threads fails."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        except duckdb.Error as error:
            raise not_written(self.path, error) or error from error.__cause__
        finally:
            cursor.close()

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside one transaction: all of it is kept, or nothing. Refused once the store is sealed.

        At its end what it says of who did what is taken into the chain of the audit.
        """
        with self.transaction() as cursor:
            yield cursor
            extend(cursor)

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As write, without the chain: for changes of the schema, which may come before there is one."""
        began = time.perf_counter()
        with self._writing, self.cursor() as cursor:
            tell("wait", time.perf_counter() - began)
            if self._sealed:
                raise Refused("nothing_kept")
            cursor.begin()
            self._within = True
            try:
                self._place.still_there()
                yield cursor
                self._place.still_there()
                cursor.commit()
            except BaseException:
                with suppress(duckdb.Error):  # a commit that failed has left nothing to undo
                    cursor.rollback()
                raise
            else:
                self.unchanged.wrote()
            finally:
                self._within = False

    def settle(self) -> None:
        """Move what is committed from the log into the file; while others read, later."""
        with self._writing, self.cursor() as cursor, suppress(duckdb.Error):
            cursor.execute("CHECKPOINT")

    def link(self) -> None:
        """Take what was noted outside of `write` into the chain of the audit; who writes now does it anyway."""
        if self._sealed or not self._writing.acquire(blocking=False):
            return
        try:
            if not self._within:
                with self.write():
                    pass
        finally:
            self._writing.release()

    @contextmanager
    def together(self) -> Iterator["Rehearsal"]:
        """A store whose writes are one: at the end all of them are kept, or nothing. Other writers wait."""
        with self.write() as cursor:
            yield Rehearsal(self, cursor)

    def seal(self) -> None:
        """From here on nothing is written through this store, until it is opened anew; rehearsals go on."""
        with self._writing:
            self._sealed = True

    @property
    def sealed(self) -> bool:
        """Whether nothing is written through this store any more."""
        return self._sealed

    @contextmanager
    def rehearsal(self) -> Iterator["Rehearsal"]:
        """A store whose reads see what is written through it; at the end all of it is undone. Writers wait."""
        with self._writing, self.cursor() as cursor:
            cursor.begin()
            try:
                yield Rehearsal(self, cursor)
            finally:
                cursor.rollback()

    def versions(self) -> Versions:
        """What has been loaded and withdrawn so far: results of the same version are the same."""
        return self.unchanged.get("versions", self._versions)._replace(sums=self._sums_made())

    def _versions(self) -> Versions:
        with self.cursor() as cursor:
            return Versions.of_store(cursor, self._sums)

    def _sums_made(self) -> int:
        return self._sums

    def version(self, sectors: Collection[str] | None = None, kind: str | None = None) -> int:
        """The version of some sectors and a kind of file, or of all."""
        return self.versions().of(sectors, kind)

    def sums_made_anew(self) -> None:
        """What was computed from sums of answers no longer holds, though no batch came or went."""
        self._sums += 1

    def close(self) -> None:
        """Release the file: who opens it from here on gets a handle of their own."""
        with _OPENING:
            self._connection.close()
            for path in [path for path, store in _OPEN.items() if store is self]:
                del _OPEN[path]


class Rehearsal(Store):
    """The store inside one transaction: every read and write goes through one cursor."""

    def __init__(self, store: Store, cursor: duckdb.DuckDBPyConnection) -> None:
        """Made by Store.rehearsal, which begins and undoes the transaction, and by Store.together, which keeps it."""
        self.path, self._writing, self._cursor = store.path, store._writing, cursor
        self._sealed, self._sums, self.unchanged = True, 0, Unchanged(told=False)

    def query(self, sql: str, parameters: list | dict | None = None, **relations: object) -> pd.DataFrame:
        """As Store.query; the relations leave the shared cursor afterwards."""
        try:
            return super().query(sql, parameters, **relations)
        finally:
            for name in relations:
                self._cursor.unregister(name)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The one cursor, left open."""
        yield self._cursor

    @contextmanager
    def write(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The one cursor: the transaction is that of the rehearsal."""
        yield self._cursor

    def close(self) -> None:
        """Nothing: the file is the store's."""


def open_store(path: str | Path) -> Store:
    """The store in this file, made when it is not there; one handle in the process, however often it is asked for.

    Two would give out the same numbers twice: DuckDB's lock keeps out other processes only. ":memory:" is always new.
    """
    with _OPENING:
        if str(path) == ":memory:":
            return Store(path)
        return _found(path) or _OPEN.setdefault(_named(path), _opened(path))


def _opened(path: str | Path) -> Store:
    if on_lake(path):
        from data.lake import opened as lake

        return lake(path)
    return Store(path)


def on_lake(path: str | Path) -> bool:
    """Whether this is the address of a lake, and no file."""
    return str(path).startswith("ducklake:")


def _named(path: str | Path) -> Path:
    return Path(path) if on_lake(path) else Path(path).resolve()


def held(path: str | Path) -> bool:
    """Whether this process has the file open."""
    with _OPENING:
        return _found(path) is not None


def _found(path: str | Path) -> Store | None:
    """The handle of this file, by whichever of its names it was opened."""
    place = _named(path)
    there = [name for name in _OPEN if name == place or (name.exists() and place.exists() and name.samefile(place))]
    return _OPEN[there[0]] if there else None


def run(
    cursor: duckdb.DuckDBPyConnection, sql: str, parameters: list | dict | None = None
) -> duckdb.DuckDBPyConnection:
    """Execute one statement; with QUALITY_LOG_SQL=1 its text and time go to the log."""
    started = time.perf_counter()
    result = cursor.execute(sql, parameters) if parameters else cursor.execute(sql)
    if os.environ.get("QUALITY_LOG_SQL") == "1":
        LOG.info("%.1f ms %s", 1000 * (time.perf_counter() - started), " ".join(sql.split()))
    return result


def single(cursor: duckdb.DuckDBPyConnection, sql: str, parameters: list | dict | None = None) -> Any:
    """The one value of a statement that gives one row of one column, such as a count."""
    [(value,)] = run(cursor, sql, parameters).fetchall()
    return value
