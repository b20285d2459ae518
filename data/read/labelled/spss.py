"""The library for SPSS and Stata: a damaged file can bring it down, so it is called in a process of its own only."""

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyreadstat
from pyreadstat import PyreadstatError, ReadstatError

from data import limits
from data.read.table import beyond
from data.read.values import held, text_of, worded

Columns = dict[str, pa.ChunkedArray]

_READERS = {"sav": "read_sav", "por": "read_por", "dta": "read_dta"}
_COUNT_AT = 80  # of a file of SPSS: four bytes
_CHINESE, _UNNAMED = "GB18030", "WINDOWS-1252"


def unpacked(content: bytes, kind: str = "sav") -> tuple[pa.Table, dict[str, Any]]:
    """The columns of a .sav, .por or .dta file as text codes, and what it says of them.

    The note holds encoding, doubtful (a text of a guessed encoding), rows, columns (as the file counts them), measures,
    variable_labels and value_labels, all by name of column. A file beyond the limits comes back without columns.
    Raises what the library raises where it cannot be read, and a damaged file can end the process.
    """
    columns, note = _read(io.BytesIO(content), kind)
    return pa.table(columns).unify_dictionaries().combine_chunks(), note


def _read(content: io.BytesIO, kind: str = "sav") -> tuple[Columns, dict[str, Any]]:
    """In the encoding the file names; in GB18030 where that fails, or where it names none and the text is Chinese."""
    failures = (PyreadstatError, ReadstatError, UnicodeError, LookupError)  # the last: no such encoding
    if kind == "por":  # the library takes it for UTF-8 and cannot be told another encoding
        return _read_as(content, kind, {})
    try:
        columns, note = _read_as(content, kind, {"encoding": None})
    except failures:
        return _read_as(content, kind, {"encoding": _CHINESE})
    if note["encoding"] == _UNNAMED and _paired("".join(_foreign(columns, note))):
        with contextlib.suppress(*failures):
            columns, note = _read_as(content, kind, {"encoding": _CHINESE})
            note["doubtful"] = next(_foreign(columns, note), "")
    return columns, note


def _read_as(content: io.BytesIO, kind: str, said: dict[str, Any]) -> tuple[Columns, dict[str, Any]]:
    reader = getattr(pyreadstat, _READERS[kind])
    content.seek(0)
    _, meta = reader(content, metadataonly=True, output_format="dict", **said)
    names = list(meta.column_names)
    # A portable file does not say how many rows it has: it takes at least a byte for each cell.
    most = meta.number_rows if meta.number_rows is not None else len(content.getbuffer()) // max(1, len(names))
    note = _note(meta)
    if beyond(meta.number_rows or 0, len(names)) is not None:
        return {}, note
    chunks: dict[str, list[pa.Array]] = {name: [] for name in names}
    short = {name for name, width in meta.readstat_variable_types.items() if width == "float"}
    batch, note["rows"] = max(1, limits.SPSS_CELLS // max(1, len(names))), 0
    for offset in range(0, max(most, 1), batch):
        content.seek(0)
        found, _ = reader(content, row_offset=offset, row_limit=batch, output_format="dict", **said)
        for name in names:
            values = ["" if value is None else value for value in found[name]]
            chunks[name].append(held([*map(_short, values)] if name in short else values))
        note["rows"] += len(found[names[0]]) if names else 0
        if names and len(found[names[0]]) < batch:
            break
    if kind == "sav" and meta.number_rows is not None and _more(content, reader, note["rows"], said):
        raise ReadstatError("more rows than the file says that it has")
    return {name: worded(parts) for name, parts in chunks.items()}, note


def _more(content: io.BytesIO, reader: Any, rows: int, said: dict[str, Any]) -> bool:
    """Whether rows stand below the last that a file of SPSS says it has; one that says -1 does not know."""
    whole = content.getvalue()
    counted = io.BytesIO(whole[:_COUNT_AT] + b"\xff" * 4 + whole[_COUNT_AT + 4 :])
    found, _ = reader(counted, row_offset=rows, row_limit=1, output_format="dict", **said)
    return any(map(len, found.values()))


def _short(value: Any) -> Any:
    """A number kept in four bytes with the digits that it has: 3.14 rather than 3.140000104904175."""
    return float(str(np.float32(value))) if isinstance(value, float) else value


def _note(meta: Any) -> dict[str, Any]:
    labels = {
        name: {text_of(code): text for code, text in codes.items()}
        for name, codes in meta.variable_value_labels.items()
    }
    return {
        "encoding": meta.file_encoding,
        "doubtful": "",
        "rows": meta.number_rows or 0,
        "columns": len(meta.column_names),
        "measures": dict(meta.variable_measure),
        "variable_labels": {name: text for name, text in meta.column_names_to_labels.items() if text},
        "value_labels": labels,
    }


def _foreign(columns: Columns, note: dict[str, Any]) -> Iterator[str]:
    """Every distinct text that is not plain ASCII, labels first."""
    texts = [*note["variable_labels"].values()]
    texts += [text for codes in note["value_labels"].values() for text in codes.values()]
    for column in columns.values():
        texts += column.unique().drop_null().to_pylist()
    return (text for text in texts if not text.isascii())


def _paired(text: str) -> bool:
    """Whether accented letters stand in pairs: two of them make a Chinese character, and few languages pair them."""
    inside = [char > "\x7f" for char in f" {text} "]
    paired = sum(here and (left or right) for left, here, right in zip(inside, inside[1:], inside[2:], strict=False))
    return paired * 2 > sum(inside)
