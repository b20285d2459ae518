"""Exact reading of delimited text, record by record: for texts that the fast reader does not trust itself with."""

import io
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read.delimited.layout import Layout
from data.read.delimited.rows import Parsed, Record, Rows, each, open_quote
from data.read.words import TEXT

_BATCH = 20_000


def parse(body: bytes, layout: Layout, rows: Rows) -> Parsed:
    """The rows below the header; a quotation mark left open swallows the rows after it, and is named."""
    above = layout.body_line - 1
    chunks: list[list[pa.Array]] = [[] for _ in layout.header]
    batch: list[list[str]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for record, opened in _examined(body, layout.delimiter):
        if opened is not None:
            problems.append(Problem("quote_open", above + opened))
            continue
        fields = rows.fit(record.fields, above + record.first)
        if fields is not None:
            batch.append(fields)
            lines.append(above + record.first)
        if len(batch) == _BATCH:
            _encode(batch, chunks)
    _encode(batch, chunks)
    columns = [pa.chunked_array(parts, TEXT) for parts in chunks]
    return Parsed(columns, np.array(lines, np.int32), problems[: limits.LISTED])


def _examined(body: bytes, delimiter: str) -> Iterator[tuple[Record, int | None]]:
    """Each record, and the line of a quotation mark in it that is not closed where it was meant to be.

    Only records of several lines are looked at, and the last: all others have closed their marks on their own line.
    """
    held: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.BytesIO(body):
            held.append(line.decode())
            yield held[-1]

    last, kept = None, ""
    for record in each(lines(), delimiter):
        if last is not None:
            yield last, _opened(last, kept, delimiter) if last.last > last.first else None
        last, kept = record, "".join(held)
        held.clear()
    if last is not None:
        yield last, _opened(last, kept, delimiter)


def _opened(record: Record, text: str, delimiter: str) -> int | None:
    at = open_quote(text, delimiter)
    return None if at is None else record.first + text.count("\n", 0, at)


def _encode(batch: list[list[str]], chunks: list[list[pa.Array]]) -> None:
    """Hand a batch of rows on as dictionary codes, and empty it."""
    for part, column in zip(chunks, zip(*batch, strict=True), strict=False):
        part.append(pa.array(column, pa.string()).dictionary_encode())
    batch.clear()
