"""Codes of a file and the small numbers that stand for them in the store."""

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.store import run, single


def code_ids(cursor: duckdb.DuckDBPyConnection, subject: str, sector: str, codes: list[str]) -> dict[str, int]:
    """Ids of these codes, new ones given out inside the caller's transaction."""
    known = dict(
        run(cursor, "SELECT code, id FROM code WHERE subject = ? AND sector = ?", [subject, sector]).fetchall()
    )
    new = [code for code in dict.fromkeys(codes) if code not in known]
    if new:
        first = int(single(cursor, "SELECT coalesce(max(id), 0) + 1 FROM code"))
        known |= {code: first + i for i, code in enumerate(new)}
        cursor.register("new_codes", pa.table({"id": pa.array([known[code] for code in new], pa.int32()), "code": new}))
        run(cursor, "INSERT INTO code SELECT id, ?, ?, code FROM new_codes", [subject, sector])
        cursor.unregister("new_codes")
    return known


def ids_of(cursor: duckdb.DuckDBPyConnection, subject: str, sector: str, typed: pa.Table) -> pa.Array:
    """The id of each row's code in a column of this name, 0 where it has none; new codes get new ids."""
    if subject not in typed.column_names:
        return pa.repeat(pa.scalar(0, pa.int32()), typed.num_rows)
    coded = typed[subject].combine_chunks()
    if not pa.types.is_dictionary(coded.type):
        coded = pc.dictionary_encode(coded)
    texts = coded.dictionary.to_pylist()
    known = code_ids(cursor, subject, sector, [text for text in texts if text is not None])
    numbers = pa.array([known.get(text, 0) for text in texts], pa.int32())
    return pc.fill_null(numbers.take(coded.indices), 0)


def text_of(typed: pa.Table, name: str) -> pa.ChunkedArray | pa.Array:
    """A column as plain text, null in every row where the table has none of this name."""
    if name not in typed.column_names:
        return pa.nulls(typed.num_rows, pa.string())
    column = typed[name]
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
