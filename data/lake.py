"""The same store on a lake: its catalogue in PostgreSQL, its rows in Parquet files, several servers at once.

One writer at a time, in whichever server: it holds a lock of PostgreSQL with a lease. It goes with its connection,
at once where the process is killed, and with the lease where it is halted, or its machine or network is gone. Should
it wake up then, its transaction meets the next one's on the row of `lake_turn`, and one of the two is undone. Readers
see what was committed, and wait for nobody.
"""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from data.lake_place import Address, address, extension, secret, shown
from data.lake_turn import LEASE, WAIT, UnreachedError, alive, gone, turn
from data.migrating import newest
from data.refusal import Refused, StoreError
from data.store import Store
from data.versions import T, Unchanged

JOINED = 32  # writes, of all servers, after which small files are joined
_JOIN = "CALL ducklake_merge_adjacent_files('lake')"
_FRESH = 1.0  # seconds for which it is not asked again whether another server has written, or changed the schema


class Lake(Store):
    """A store on a lake. Made by `data.store.open_store` only."""

    at_once = True
    waits, lease = WAIT, LEASE  # seconds: for other writers, and until one that is not heard of is given up

    def __init__(self, path: str | Path, place: Address) -> None:
        """Open or make the lake and bring its schema up to date; refuses what cannot be reached, or is newer."""
        self._address, self._migrating, self._held = place, True, False
        self._compared = 0.0  # when it was last looked whether the schema is still the program's
        super().__init__(shown(path))
        self._migrating = False
        self.unchanged = _Looking(self._snapshot)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        files = [extension(name) for name in self._address.extensions]
        connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
        try:
            if not self._address.stored_as_objects:
                Path(self._address.folder).mkdir(parents=True, exist_ok=True)
            for file in files:
                connection.execute(f"LOAD '{file}'")
            if self._address.stored_as_objects:
                connection.execute(secret())
            folder = f"{self._address.folder}/"
            with turn(self._address.postgres, self.waits, self.lease):  # two servers that make one lake at once
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
        return alive(self._address.postgres)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As Store.cursor; the tables it names are the lake's.

        Refused once a newer program has changed the schema, and while PostgreSQL does not answer.
        """
        try:
            with super().cursor() as cursor:
                cursor.execute("USE lake")
                if not self._migrating and time.monotonic() - self._compared > _FRESH:
                    self._refuse_other(cursor)
                    self._compared = time.monotonic()
                yield cursor
        except duckdb.Error as error:
            raise (Refused("lake_gone") if gone(error) else error) from error.__cause__

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """As Store.transaction, while no other server writes.

        Refused where others have written for a minute on end, where a newer program has changed the schema since this
        one began, where the lock was lost and another server wrote in between, and where PostgreSQL went away: nothing
        is kept then. Where it went away at the very end, that is not known, and said.
        """
        turns, ending = 0, False
        try:
            with self._writing, self._turn():
                with super().transaction() as cursor:
                    self.unchanged.wrote()
                    if not self._migrating:
                        self._refuse_other(cursor)
                        cursor.execute("UPDATE lake_turn SET turn = turn + 1")
                        [(turns,)] = cursor.execute("SELECT turn FROM lake_turn").fetchall()
                    yield cursor
                    ending = True
                ending = False
                if turns and turns % JOINED == 0:
                    self._join()
        except duckdb.TransactionException as error:
            if "conflict" not in str(error).lower():
                raise
            raise Refused("lake_conflict") from error
        except Refused as refused:
            if ending and refused.code == "lake_gone":
                raise Refused("lake_unsure") from refused
            raise

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
                with suppress(Refused), self._turn(0.1), self.write():
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
            cursor.execute(_JOIN)
            cursor.execute(f"CALL ducklake_expire_snapshots('lake', older_than => now() - INTERVAL {days:d} DAY)")
            cursor.execute("CALL ducklake_cleanup_old_files('lake', cleanup_all => true)")
            cursor.execute(
                f"CALL ducklake_delete_orphaned_files('lake', older_than => now() - INTERVAL {max(days, 1):d} DAY)"
            )
        return {"before": before, "after": self._files()}

    def _join(self) -> None:
        """Each write leaves a small file in each table, and each costs every later question about a millisecond.

        What was written stays written where this fails: `tidy`, or the next one whose turn it is, joins them.
        """
        with suppress(duckdb.Error, Refused), self.cursor() as cursor:
            cursor.execute(_JOIN)

    def _sums_made(self) -> int:
        return self.unchanged.get("sums", self._sums_of_all)

    def _sums_of_all(self) -> int:
        with self.cursor() as cursor:
            [(sums,)] = cursor.execute("SELECT sums FROM lake_turn").fetchall()
        return int(sums)

    def _files(self) -> int:
        with self.cursor() as cursor:
            [(files,)] = cursor.execute(f"SELECT count(*) FROM glob('{self._address.folder}/**/*.parquet')").fetchall()
        return int(files)

    def _snapshot(self) -> int:
        with self.cursor() as cursor:
            [(number,)] = cursor.execute("FROM lake.current_snapshot()").fetchall()
        return int(number)

    def _refuse_other(self, cursor: duckdb.DuckDBPyConnection) -> None:
        [(found,)] = cursor.execute("SELECT max(version) FROM schema_version").fetchall()
        if found != newest():
            raise StoreError(
                f"A program of another version has brought the lake to schema {found}, this one knows {newest()}: "
                "it reads and writes nothing here any more. Start the newer program here too."
            )

    @contextmanager
    def _turn(self, wait: float | None = None) -> Iterator[None]:
        """The one who writes, of all servers, waited for so long; entered again by its thread while it is held."""
        if self._held:
            yield
            return
        try:
            with turn(self._address.postgres, self.waits if wait is None else wait, self.lease):
                self._held = True
                try:
                    yield
                finally:
                    self._held = False
        except UnreachedError as error:
            raise Refused("lake_gone") from error


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
