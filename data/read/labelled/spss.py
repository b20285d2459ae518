"""The SPSS library, in a process of its own: a damaged file can bring it down, and must not bring down what serves it.

The sender's bytes come in on standard input; codes as text go out as an Arrow stream, with the labels in its schema.
"""

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import limits
from data.read.table import beyond
from data.read.values import held, text_of, worded

Columns = dict[str, pa.ChunkedArray]

_ROOT = Path(__file__).parents[3]
_COMMAND = "from data.read.labelled.spss import main; main()"
_CHINESE, _UNNAMED = "GB18030", "WINDOWS-1252"


def unpacked(content: bytes) -> tuple[pa.Table, dict[str, Any]] | None:
    """The columns of a .sav file as text codes, and what it says of them; None where it cannot be read.

    The note holds encoding, doubtful (a text of a guessed encoding), rows, columns (as the file counts them), measures,
    variable_labels and value_labels, all by name of column. A file beyond the limits comes back without columns.
    """
    command = [sys.executable, "-c", _COMMAND]
    try:
        done = subprocess.run(command, input=content, capture_output=True, cwd=_ROOT, timeout=limits.SPSS_SECONDS)
        table = pa.ipc.open_stream(done.stdout).read_all()
    except (subprocess.TimeoutExpired, OSError, pa.ArrowInvalid):
        return None
    return table, json.loads(table.schema.metadata[b"note"])


def main() -> None:
    """Read standard input, write standard output; to fail in any way is to say that the file cannot be read."""
    _bound()
    columns, note = _read(io.BytesIO(sys.stdin.buffer.read()))
    table = pa.table(columns).unify_dictionaries().combine_chunks()
    table = table.replace_schema_metadata({"note": json.dumps(note)})
    with pa.ipc.new_stream(sys.stdout.buffer, table.schema) as stream:
        stream.write_table(table)


def _bound() -> None:
    """No more memory and time than the limits say, on systems that can say so."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limits.SPSS_MEMORY_BYTES, limits.SPSS_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (limits.SPSS_SECONDS, limits.SPSS_SECONDS))


def _read(content: io.BytesIO) -> tuple[Columns, dict[str, Any]]:
    """In the encoding the file names; in GB18030 where that fails, or where it names none and the text is Chinese."""
    from pyreadstat import PyreadstatError, ReadstatError

    failures = (PyreadstatError, ReadstatError, UnicodeError)
    try:
        columns, note = _read_as(content, None)
    except failures:
        return _read_as(content, _CHINESE)
    if note["encoding"] == _UNNAMED and _paired("".join(_foreign(columns, note))):
        with contextlib.suppress(*failures):
            columns, note = _read_as(content, _CHINESE)
            note["doubtful"] = next(_foreign(columns, note), "")
    return columns, note


def _read_as(content: io.BytesIO, encoding: str | None) -> tuple[Columns, dict[str, Any]]:
    import pyreadstat

    content.seek(0)
    _, meta = pyreadstat.read_sav(content, metadataonly=True, encoding=encoding, output_format="dict")
    names, rows = list(meta.column_names), meta.number_rows or 0
    note = _note(meta)
    if beyond(rows, len(names)) is not None:
        return {}, note
    chunks: dict[str, list[pa.Array]] = {name: [] for name in names}
    batch = max(1, limits.SPSS_CELLS // max(1, len(names)))
    for offset in range(0, max(rows, 1), batch):
        content.seek(0)
        found, _ = pyreadstat.read_sav(
            content, row_offset=offset, row_limit=batch, encoding=encoding, output_format="dict"
        )
        for name in names:
            chunks[name].append(held(["" if value is None else value for value in found[name]]))
    return {name: worded(parts) for name, parts in chunks.items()}, note


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
