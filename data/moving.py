"""A store moved into another, row by row in the order they were written, in one transaction."""

import duckdb

from data.refusal import StoreError
from data.store import Store, run, single

_OWN = ("schema_version", "lake_turn")  # of each store itself
_ROWS = 200_000  # at a time


def move(source: Store, target: Store) -> dict[str, int]:
    """Copy every row into a store that holds nothing; returns rows by table, all of them compared afterwards.

    Refuses (StoreError) a target that holds anything, and a copy that is not equal: nothing is kept then.
    """
    names = _tables(source)
    with source.cursor() as rows, target.transaction() as cursor:
        rows.begin()  # one moment of the source, whoever writes meanwhile
        try:
            if filled := [name for name in names if single(cursor, f"SELECT count(*) FROM {name}")]:
                raise StoreError(
                    f"{target.path} holds something already ({filled[0]}): name a store that holds nothing."
                )
            for name in names:
                moved = run(rows, f"SELECT * FROM {name} ORDER BY rowid").to_arrow_reader(_ROWS)
                cursor.register("moved", moved)
                run(cursor, f"INSERT INTO {name} BY NAME SELECT * FROM moved")
                cursor.unregister("moved")
            counts = {}
            for name in names:
                here, there = _print(rows, name), _print(cursor, name)
                if here != there:
                    raise StoreError(
                        f"The copy of {name} is not equal ({there[0]} rows of {here[0]}): nothing was kept."
                    )
                counts[name] = here[0]
        finally:
            rows.rollback()
    return counts


def _tables(store: Store) -> list[str]:
    with store.cursor() as cursor:
        names = [name for (name,) in run(cursor, "SHOW TABLES").fetchall()]
    return sorted(set(names) - set(_OWN))


def _print(cursor: duckdb.DuckDBPyConnection, name: str) -> tuple[int, str]:
    """How many rows a table has, and a number that hangs on every value of each of them, in any order."""
    sql = f"SELECT count(*), coalesce(sum(CAST(hash(t) AS HUGEINT)), 0) FROM {name} t"
    [(rows, number)] = run(cursor, sql).fetchall()
    return int(rows), str(number)
