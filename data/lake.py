"""The same store on a lake: its catalogue in PostgreSQL, its rows in Parquet files, several servers at once.

One writer at a time, in whichever server: it holds a lock of PostgreSQL, which goes with its connection, so that
a killed one blocks nobody. Should the lock be lost while it writes, its transaction meets the next one's on the row of
`lake_turn`, and one of the two is undone. Readers see what was committed, and wait for nobody.
"""

import importlib.util
import re
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import duckdb
import psycopg

from data.migrating import newest
from data.refusal import Refused, StoreError
from data.store import Store
from data.versions import T, Unchanged

PREFIX = "ducklake:postgres:"
FORM = "ducklake:postgres:dbname=NAME host=HOST user=NAME;data=FOLDER"
_EXTENSIONS = ("postgres_scanner", "ducklake")  # in the order they are loaded
_LOCK = 4702394921427289928  # "Duibiao" and a byte: no other program's
_WAIT = "60s"  # for other writers
# Who has died is noticed within half a minute, on either side of the network.
_ALIVE = "keepalives_idle=5 keepalives_interval=5 keepalives_count=3 connect_timeout=10"
_SERVER_ALIVE = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
_FRESH = 1.0  # seconds for which it is not asked again whether another server has written


class Address(NamedTuple):
    """Where a lake is: how PostgreSQL is reached, and the folder of the files."""

    postgres: str
    folder: Path


def address(path: str | Path) -> Address:
    """The parts of a lake's address. Refuses one that is not written as FORM."""
    text = str(path)
    postgres, _, data = text.removeprefix(PREFIX).partition(";data=")
    if not text.startswith(PREFIX) or not postgres.strip() or not data.strip() or ";" in data or "'" in text:
        raise StoreError(f"A lake is named {FORM}; got {_shown(path)}.")
    if ":/" in data:
        raise StoreError(f"The files of a lake lie in a folder that every server sees, not under {data}.")
    return Address(postgres.strip(), Path(data.strip()).resolve())


def _shown(path: str | Path) -> str:
    """An address as it may be told: without a password."""
    return re.sub(r"(password\s*=\s*)\S+?(?=[\s;]|$)", r"\1***", str(path))


class Lake(Store):
    """A store on a lake. Made by `data.store.open_store` only."""

    at_once = True

    def __init__(self, path: str | Path, place: Address) -> None:
        """Open or make the lake and bring its schema up to date; refuses what cannot be reached, or is newer."""
        self._address, self._migrating, self._held = place, True, False
        super().__init__(_shown(path))
        self._migrating = False
        self.unchanged = _Looking(self._snapshot)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        files = [_extension(name) for name in _EXTENSIONS]
        connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        try:
            self._address.folder.mkdir(parents=True, exist_ok=True)
            for file in files:
                connection.execute(f"LOAD '{file}'")
            folder = f"{self._address.folder}/"
            with self._turn():  # two servers that make one lake at once
                how = f"DATA_PATH '{folder}', DATA_INLINING_ROW_LIMIT 0"
                connection.execute(f"ATTACH 'ducklake:postgres:{self._reached}' AS lake ({how})")
                connection.execute("CREATE TABLE IF NOT EXISTS lake.lake_turn (turn BIGINT, sums BIGINT)")
                if not connection.execute("SELECT count(*) FROM lake.lake_turn").fetchall()[0][0]:
                    connection.execute("INSERT INTO lake.lake_turn VALUES (0, 0)")
            connection.execute(f"SET allowed_directories = ['{folder}']")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        except (duckdb.Error, OSError) as error:
            connection.close()
            raise StoreError(f"The lake cannot be opened: {str(error).splitlines()[0]}") from error
        return connection

    @property
    def _reached(self) -> str:
        return f"{self._address.postgres} {_ALIVE}"

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As Store.cursor; the tables it names are the lake's."""
        with super().cursor() as cursor:
            cursor.execute("USE lake")
            yield cursor

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As Store.transaction, while no other server writes.

        Refused where others have written for a minute on end, where a newer program has changed the schema since this
        one began, and where the lock was lost and another server wrote in between: nothing is kept then.
        """
        try:
            with self._writing, self._turn(), super().transaction() as cursor:
                self.unchanged.wrote()
                if not self._migrating:
                    self._refuse_newer(cursor)
                    cursor.execute("UPDATE lake_turn SET turn = turn + 1")
                yield cursor
        except duckdb.TransactionException as error:
            if "conflict" not in str(error).lower():
                raise
            raise Refused("lake_conflict") from error

    def sums_made_anew(self) -> None:
        """As Store.sums_made_anew, for every server."""
        with self.transaction() as cursor:
            cursor.execute("UPDATE lake_turn SET sums = sums + 1")

    def link(self) -> None:
        """As Store.link; while another server writes, the next writer will: whoever looks at a page waits for none."""
        if self._sealed or not self._writing.acquire(blocking=False):
            return
        try:
            if not self._within:
                with suppress(Refused), self._turn("100ms"), self.write():
                    pass
        finally:
            self._writing.release()

    def settle(self) -> None:
        """Nothing: what is committed to a lake is in its files."""

    def tidy(self, days: int) -> dict[str, int]:
        """Join small files, forget what was written over more than so many days ago, delete what nothing points to.

        Every row of every batch stays. Returns files before and after. Readers of an older moment are gone by then.
        """
        before = self._files()
        with self._writing, self._turn(), self.cursor() as cursor:
            cursor.execute("CALL ducklake_merge_adjacent_files('lake')")
            cursor.execute(f"CALL ducklake_expire_snapshots('lake', older_than => now() - INTERVAL {days:d} DAY)")
            cursor.execute("CALL ducklake_cleanup_old_files('lake', cleanup_all => true)")
            cursor.execute(
                f"CALL ducklake_delete_orphaned_files('lake', older_than => now() - INTERVAL {max(days, 1):d} DAY)"
            )
        return {"before": before, "after": self._files()}

    def _sums_made(self) -> int:
        return self.unchanged.get("sums", self._sums_of_all)

    def _sums_of_all(self) -> int:
        with self.cursor() as cursor:
            [(sums,)] = cursor.execute("SELECT sums FROM lake_turn").fetchall()
        return int(sums)

    def _files(self) -> int:
        return sum(1 for _ in self._address.folder.rglob("*.parquet"))

    def _snapshot(self) -> int:
        with self.cursor() as cursor:
            [(number,)] = cursor.execute("FROM lake.current_snapshot()").fetchall()
        return int(number)

    def _refuse_newer(self, cursor: duckdb.DuckDBPyConnection) -> None:
        [(found,)] = cursor.execute("SELECT max(version) FROM schema_version").fetchall()
        if found != newest():
            raise StoreError(
                f"A program of another version has brought the lake to schema {found}, this one knows {newest()}: "
                "nothing was written. Start the newer program here too."
            )

    @contextmanager
    def _turn(self, wait: str = "") -> Iterator[None]:
        """The one who writes, of all servers, waited for so long; entered again by its thread while it is held."""
        if self._held:
            yield
            return
        try:
            with psycopg.connect(self._reached, autocommit=True) as lock:
                lock.execute(_SERVER_ALIVE)
                lock.execute(f"SET lock_timeout = '{wait or _WAIT}'")
                lock.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
                self._held = True
                try:
                    yield
                finally:
                    self._held = False
        except psycopg.errors.LockNotAvailable:
            raise Refused("lake_busy") from None
        except psycopg.OperationalError as error:
            raise StoreError(f"PostgreSQL of the lake cannot be reached: {str(error).splitlines()[0]}") from error


def opened(path: str | Path) -> Store:
    """The store on the lake of this address."""
    return Lake(path, address(path))


class _Looking(Unchanged):
    """What was read holds until another server has written too: that is looked at once a second."""

    def __init__(self, look: Callable[[], int]) -> None:
        """look: a number that changes with every write."""
        super().__init__()
        self._look, self._looked, self._number = look, 0.0, -1

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """As Unchanged.get."""
        if time.monotonic() - self._looked > _FRESH:
            self._looked = time.monotonic()
            number = self._look()
            if number != self._number:
                self._number = number
                self.wrote()
        return super().get(key, read)


def _extension(name: str) -> Path:
    """The file of an extension, from its package; refused where there is none for this version of duckdb."""
    package = f"duckdb_extension_{name}"
    found = importlib.util.find_spec(package)
    folders = [] if found is None else list(found.submodule_search_locations or [])
    file = Path(*folders, "extensions", f"v{duckdb.__version__}", f"{name}.duckdb_extension") if folders else None
    if file is None or not file.is_file():
        raise StoreError(
            f"A lake needs the package {package.replace('_', '-')} of version {duckdb.__version__}, that of duckdb: "
            "install what requirements.txt names. Nothing is fetched at run time."
        )
    return file
