"""Quick reading of delimited text with Arrow, wherever its outcome can be proved to be the exact one.

Every record takes at least one line. So if Arrow counts as many records as there are lines, each has exactly one. Where
it does not, `structure` finds the records' lines, and where quotation marks are irregular nothing is claimed at all.
"""

import numpy as np
import pyarrow as pa
import pyarrow.csv

from data import limits
from data.read.delimited.layout import Layout
from data.read.delimited.rows import Parsed, Rows, each, open_quote
from data.read.delimited.structure import Structure, structure
from data.read.words import TEXT, tidy

_BLOCK = 4 * 1024 * 1024


def parse(body: bytes, lines: int, layout: Layout, rows: Rows) -> Parsed | None:
    """The rows below the header, which is so many lines long; None where the exact reader has to be asked."""
    if not body:
        return Parsed([pa.chunked_array([], TEXT) for _ in layout.header], np.empty(0, np.int32))
    table, misfits = _arrow(body, layout)
    if table is None:
        return None
    if not misfits and table.num_rows == lines and _last_closed(body, layout):
        return _fitted(table, np.arange(layout.body_line, layout.body_line + lines, dtype=np.int32), [], rows)
    found = structure(body, layout.delimiter)
    if found is None or len(found.starts) != table.num_rows + misfits:
        return None
    fits = (found.fields == layout.width) | (found.fields == 0)
    if fits.sum() != table.num_rows:
        return None
    begin = (found.above + layout.body_line).astype(np.int32)
    return _fitted(table, begin[fits], _misfits(body, layout, found, ~fits), rows)


def _arrow(body: bytes, layout: Layout) -> tuple[pa.Table | None, int]:
    """All records with the usual number of fields as text codes, and how many others there are."""
    names = [str(place) for place in range(layout.width)]
    misfits = 0

    def skip(_row: object) -> str:
        nonlocal misfits
        misfits += 1
        return "skip" if misfits < limits.MISFITS else "error"

    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(body),
            pyarrow.csv.ReadOptions(column_names=names, block_size=_BLOCK),
            pyarrow.csv.ParseOptions(
                delimiter=layout.delimiter,
                newlines_in_values=b'"' in body,
                ignore_empty_lines=False,
                invalid_row_handler=skip,
            ),
            pyarrow.csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(names, TEXT),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:
        return None, misfits
    return table, misfits


def _last_closed(body: bytes, layout: Layout) -> bool:
    """Whether the last line closes the quotation marks it opens."""
    if b'"' not in body:
        return True
    last = body[body.rfind(b"\n", 0, len(body) - 1) + 1 :]
    return open_quote(last.decode(), layout.delimiter) is None


def _misfits(body: bytes, layout: Layout, found: Structure, which: np.ndarray) -> list[tuple[int, list[str]]]:
    """The line and the fields of each record that Arrow left out."""
    misfits = []
    for start, end, above in zip(found.starts[which], found.ends[which], found.above[which], strict=True):
        lines = body[start:end].decode().splitlines(keepends=True)
        misfits.append((layout.body_line + int(above), next(each(lines, layout.delimiter)).fields))
    return misfits


def _fitted(table: pa.Table, lines: np.ndarray, misfits: list[tuple[int, list[str]]], rows: Rows) -> Parsed:
    """Arrow's rows and the misfits brought to the length of the header, in the order of the file."""
    columns = [*table.columns[: rows.header]]
    columns += [pa.chunked_array([pa.nulls(len(lines), TEXT)])] * (rows.header - table.num_columns)
    over = np.zeros(len(lines), bool)
    for column in table.columns[rows.header :]:
        over |= tidy(column).is_valid().to_numpy(zero_copy_only=False)
    pending = [*misfits, *((int(line), None) for line in lines[over])]
    extra: list[tuple[int, list[str]]] = []
    for line, fields in sorted(pending, key=lambda item: item[0]):
        if fields is None:
            rows.refuse(table.num_columns, line)
        elif (fitted := rows.fit(fields, line)) is not None:
            extra.append((line, fitted))
    if over.any():
        columns, lines = [_picked(column.filter(pa.array(~over))) for column in columns], lines[~over]
    return _with(columns, lines, extra) if extra else Parsed(columns, lines)


def _with(columns: list[pa.ChunkedArray], lines: np.ndarray, extra: list[tuple[int, list[str]]]) -> Parsed:
    """More rows put among the others by their lines."""
    lines = np.concatenate([lines, np.array([line for line, _ in extra], np.int32)])
    order = pa.array(np.argsort(lines, kind="stable"))
    added = [
        pa.array(column, pa.string()).dictionary_encode() for column in zip(*(row for _, row in extra), strict=True)
    ]
    both = [pa.chunked_array([*column.chunks, more], TEXT) for column, more in zip(columns, added, strict=True)]
    return Parsed([_picked(column.unify_dictionaries().take(order)) for column in both], np.sort(lines, kind="stable"))


def _picked(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The column encoded anew, so that its texts stand in the order of the rows that are left."""
    return column.cast(pa.string()).dictionary_encode()
