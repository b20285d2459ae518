"""Parquet files: every simple type as the text a workbook would give."""

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data import limits
from data.problems.problem import Problem
from data.read.manner import Manner
from data.read.table import TextTable, beyond, build, refused
from data.read.values import encoded, numbers
from data.read.words import TEXT, tidy

_INDEX = re.compile(r"__index_level_\d+__")  # pandas' row numbers
_FAILURES = (pa.ArrowException, OSError, ValueError, OverflowError)


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in a Parquet file; the manner means nothing here."""
    note = {**note, "format": "parquet", "header_line": 1}
    try:
        return _read(pa.BufferReader(content), note)
    except pa.ArrowMemoryError:
        raise  # a limit that whoever started this process speaks of
    except _FAILURES:
        return refused([Problem("file_broken", got="Parquet")], note)


def _read(content: pa.BufferReader, note: dict[str, Any]) -> TextTable:
    meta = pq.read_metadata(content)
    size = sum(meta.row_group(group).total_byte_size for group in range(meta.num_row_groups))
    too_much = beyond(meta.num_rows, meta.num_columns)
    if size > limits.PARQUET_BYTES:
        got, limit = size // limits.MEGABYTE, limits.PARQUET_BYTES // limits.MEGABYTE
        too_much = Problem("file_inflates", got=str(got), rule={"limit": limit})
    if too_much is not None:
        return refused([too_much], note)
    fields = [field for field in pq.read_schema(content) if not _INDEX.fullmatch(field.name)]
    plain = [field.name for field in fields if _plain(field.type)]
    nested = [field for field in fields if not _plain(field.type)]
    problems = [Problem("column_nested", 1, field.name, str(field.type)) for field in nested]
    if not plain:
        return refused(problems or [Problem("file_empty")], note)
    texts = [field.name for field in fields if _is_text(field.type)]
    file = pq.ParquetFile(content, read_dictionary=texts)
    chunks: list[list[pa.Array]] = []
    for batch in file.iter_batches(limits.PARQUET_ROWS, columns=plain):
        batch.validate(full=True)
        chunks.append([_texts(column) for column in batch.columns])
    columns = [tidy(pa.chunked_array(parts, TEXT)) for parts in zip(*chunks, strict=True)]
    columns = columns or [pa.array([], TEXT)] * len(plain)
    return build(plain, columns, np.arange(2, len(columns[0]) + 2, dtype=np.int32), problems, note)


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)


def _plain(kind: pa.DataType) -> bool:
    """Texts, numbers, truth values, dates and times."""
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    single = pa.types.is_boolean(kind) or pa.types.is_temporal(kind) or pa.types.is_null(kind)
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return _is_text(kind) or (single and not pa.types.is_interval(kind)) or number


def _texts(column: pa.Array) -> pa.DictionaryArray:
    """A column as text codes, each distinct value worded once."""
    if pa.types.is_dictionary(column.type):
        if _is_text(column.type.value_type):
            return column.cast(TEXT)
        column = column.dictionary_decode()
    kind = column.type
    if _is_text(kind) or pa.types.is_integer(kind):
        return column.cast(pa.string()).dictionary_encode()
    if pa.types.is_floating(kind):
        found = column.dictionary_encode()
        return pa.DictionaryArray.from_arrays(found.indices, numbers(found.dictionary)).cast(TEXT)
    return encoded(column.to_pylist()).cast(TEXT)
