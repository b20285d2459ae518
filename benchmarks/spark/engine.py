"""Spark, asked as a store is: the rows of a lake's files, and what SQL makes of them."""

import os
import socket
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pandas as pd
import pyarrow as pa

from benchmarks.spark.words import SETTINGS, innermost, named, spoken, typed
from data.lake_files import Part, Table
from data.refusal import StoreError

FORM = "spark://HOST:PORT (a server of Spark Connect) or local[N] (one that is started here, with N threads)"
_PORT, _PATIENCE = 15002, 10.0  # seconds
# A server that is started here listens on this machine alone and says nothing by itself.
_HERE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.shuffle.partitions": "4",
}


class Spark:
    """A session of Spark. Made by `connected` only."""

    def __init__(self, session: Any) -> None:
        """session: of Spark Connect."""
        self._session, self._held = session, 0

    @property
    def name(self) -> str:
        """Which Spark, and its number for the session, by which its server's screens name it."""
        return f"Spark {self._session.version}, session {self._session.session_id}"

    def query(self, sql: str, parameters: Sequence[Any] | None = None, **relations: pd.DataFrame) -> pd.DataFrame:
        """As Store.query."""
        for name, frame in relations.items():
            held = pa.Table.from_pandas(frame, preserve_index=False)
            self._session.createDataFrame(held).createOrReplaceTempView(name)
        return self._asked(sql, parameters).toArrow().to_pandas()

    def hold(self, name: str, texts: Sequence[tuple[str, Sequence[Any]]]) -> None:
        """Compute the rows of some SQL texts with their parameters, one below the other, and hold them as `name`."""
        made = self._at_once(*texts[0])
        for sql, parameters in texts[1:]:
            made = made.unionByName(self._at_once(sql, parameters))
        made.localCheckpoint().createOrReplaceTempView(name)

    def name_rows(self, name: str, sql: str) -> None:
        """Call what SQL makes `name` from here on."""
        self._at_once(sql, ()).createOrReplaceTempView(name)

    def take(self, tables: Sequence[Table]) -> None:
        """Name the rows of a lake's tables; refused (StoreError) where Spark finds other rows than DuckDB does.

        That is where rows lie in no file, or deleted ones would come back.
        """
        for table in tables:
            self._rows(table).createOrReplaceTempView(table.name)
        counted = " UNION ALL ".join(f"SELECT '{each.name}' AS t, count(*) AS n FROM {each.name}" for each in tables)
        found = self.query(counted).set_index("t")["n"]
        if strange := [each for each in tables if found[each.name] != each.rows]:
            one = strange[0]
            raise StoreError(
                f"Spark reads {found[one.name]} rows of {one.name} from the lake's files, DuckDB {one.rows}: "
                "nothing was summed."
            )

    def _rows(self, table: Table) -> Any:
        read = self._session.read.schema(typed(table.columns))
        whole = [part.rows for part in table.parts if not part.deleted]
        rows = read.parquet(*whole) if whole else self._session.createDataFrame([], typed(table.columns))
        for part in table.parts:
            if part.deleted:
                rows = rows.unionByName(self._left(part, table))
        return rows

    def _left(self, part: Part, table: Table) -> Any:
        """The rows of a file that were not deleted."""
        rows = self._session.read.schema(typed(table.columns)).parquet(part.rows).select("*", "_metadata.row_index")
        gone = self._session.read.parquet(part.deleted)
        return rows.join(gone, rows["row_index"] == gone["pos"], "left_anti").select(*table.columns)

    def _asked(self, sql: str, parameters: Sequence[Any] | None = None) -> Any:
        """What SQL makes, the parts that it names computed first and held."""
        values, (parts, rest) = list(parameters or ()), named(sql)
        for name, part in parts:
            self._put(name, part, [values.pop(0) for _ in range(part.count("?"))])
        while (found := innermost(rest)) is not None:
            before, part, after = found
            at = before.count("?")
            inside = [values.pop(at) for _ in range(part.count("?"))]
            self._held += 1
            self._put(f"held_{self._held}", part, inside)
            rest = f"{before}(SELECT * FROM held_{self._held}){after}"
        return self._at_once(rest, values)

    def _put(self, name: str, sql: str, values: Sequence[Any]) -> None:
        self._asked(sql, values).localCheckpoint().createOrReplaceTempView(name)

    def _at_once(self, sql: str, values: Sequence[Any]) -> Any:
        return self._session.sql(spoken(sql), args=list(values) or None)


@contextmanager
def connected(where: str, told: Callable[[int, int], None] = lambda done, of: None) -> Iterator[Spark]:
    """A session of the Spark at this address (FORM), ended afterwards; told: tasks done, and of how many, as they go.

    One at a time in a process: of two pyspark asks the wrong one for what it holds.
    Refused in a sentence (StoreError): another address, pyspark that is not installed, a server that cannot be
    reached, and whatever Spark itself refuses.
    """
    address = _address(where)
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise StoreError(
            "Sums on Spark need a package that the program does without: "
            f"pip install -r benchmarks/spark/requirements.txt ({error})."
        ) from error
    local = where.startswith("local")
    if local:
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = None
    try:
        builder = SparkSession.builder.remote(address)
        for name, value in {**SETTINGS, **(_HERE if local else {})}.items():
            builder = builder.config(name, value)
        with warnings.catch_warnings():  # what a server that is started here is given, the session is given again
            warnings.simplefilter("ignore" if local else "default")
            session = builder.getOrCreate() if local else builder.create()
        session.registerProgressHandler(_counter(told))
        yield Spark(session)
    except PySparkException as error:
        raise StoreError(f"Spark at {where} refused: {_first(error)}") from error
    finally:
        if session is not None:
            with suppress(Exception):  # a session whose server is gone has ended
                session.stop()


def _counter(told: Callable[[int, int], None]) -> Callable[..., None]:
    def progress(stages: Any, inflight_tasks: int, operation_id: str | None, done: bool) -> None:
        each = list(stages or ())
        told(sum(one.num_completed_tasks for one in each), sum(one.num_tasks for one in each))

    return progress


def _address(where: str) -> str:
    """The address as Spark Connect writes it; a server is looked for before, since Spark would ask for minutes."""
    if where == "local" or (where.startswith("local[") and where.endswith("]")):
        return where
    scheme, _, rest = where.partition("://")
    place, _, options = rest.partition("/")
    host, _, port = place.rpartition(":") if ":" in place else (place, "", str(_PORT))
    if scheme not in ("spark", "sc") or not host or not port.isdigit():
        raise StoreError(f"An engine is named {FORM}; got {where}.")
    try:
        socket.create_connection((host, int(port)), _PATIENCE).close()
    except OSError as error:
        raise StoreError(f"No server of Spark Connect answers at {host}:{port}: {error.strerror or error}.") from error
    return f"sc://{host}:{port}" + (f"/{options}" if options else "")


def _first(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
