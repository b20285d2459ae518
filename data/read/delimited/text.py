"""Delimited text: CSV and TSV, in any encoding, with any of the usual delimiters, line ends and decimal marks."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read import beside
from data.read.choices import Choice
from data.read.delimited import decimal_comma, fast, slow
from data.read.delimited.decode import to_utf8
from data.read.delimited.encodings import ENCODINGS
from data.read.delimited.layout import Layout, layout, rows_around, straight
from data.read.delimited.rows import Rows
from data.read.manner import Manner
from data.read.table import TextTable, build, refused
from data.read.words import tidy

_UNSAID = {each.label for each in ENCODINGS.values()} - {"UTF-8", "UTF-16"}  # no file says that it is in one of them


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in delimited text; of the manner the encoding counts, and the table that is read of several."""
    text, encoding, problems = to_utf8(content, manner.encoding)
    note = {**note, "format": "text", "encoding": encoding}
    if text is None:
        return refused(problems, note)
    text, curly = straight(_plain_breaks(text))
    lines = text.count(b"\n") + (not text.endswith(b"\n"))
    if lines - 1 > limits.FILE_ROWS:
        return refused([Problem("file_long", got=str(lines - 1), rule={"limit": limits.FILE_ROWS})], note)
    too_long = _line_beyond(text)
    if too_long is not None:
        return refused([Problem("line_long", too_long, rule={"limit": limits.LINE_BYTES // limits.MEGABYTE})], note)
    laid = layout(text)
    if isinstance(laid, Problem):
        return refused([*problems, laid], note)
    note |= {"delimiter": laid.delimiter, "header_line": laid.header_line, "decimal": ".", "above": laid.titles}
    body = text[_after(text, laid.body_line - 1) :]
    table = _table(body, lines - laid.body_line + 1, laid, manner, problems, note)
    return replace(table, choices=(Choice("quotes_curly"), *table.choices)) if curly else table


def _table(
    body: bytes, lines: int, laid: Layout, manner: Manner, problems: list[Problem], note: dict[str, Any]
) -> TextTable:
    fitted = Rows(laid.header)
    parsed = fast.parse(body, lines, laid, fitted) or slow.parse(body, laid, fitted)
    with ThreadPoolExecutor(pa.cpu_count()) as pool:
        columns = list(pool.map(tidy, parsed.columns))
    problems, choices = [*problems, *parsed.problems, *fitted.found()], _chosen(laid, note)
    if laid.delimiter != ",":
        columns, found, commas = decimal_comma.read(columns, laid.header, parsed.lines)
        problems, choices = [*problems, *found], [*choices, *commas]
        note["decimal"] = "," if commas or found else "."
    names, columns, sides, picked = beside.one(laid.header, columns, manner.table, laid.header_line)
    done = build(names, columns, parsed.lines, [*problems, *sides], note)
    return replace(done, choices=(*choices, *picked))


def _chosen(laid: Layout, note: dict[str, Any]) -> list[Choice]:
    choices = [Choice("encoding_told", got=str(note["encoding"]))] if note["encoding"] in _UNSAID else []
    return [*choices, *rows_around(laid.above, laid.more)]


def _plain_breaks(text: bytes) -> bytes:
    """Line breaks as line feeds, except where all end rows: Arrow 26 drops one between two blocks inside a cell."""
    if b"\r" not in text or (b'"' not in text and text.count(b"\r") == text.count(b"\r\n")):
        return text
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _line_beyond(text: bytes) -> int | None:
    """The number of the first line that is longer than a line may be, from 1."""
    at = 0
    while at + limits.LINE_BYTES < len(text):
        end = text.rfind(b"\n", at, at + limits.LINE_BYTES)
        if end < 0:
            return text.count(b"\n", 0, at) + 1
        at = end + 1
    return None


def _after(text: bytes, lines: int) -> int:
    """Where the line begins that has so many lines above it."""
    at = 0
    for _ in range(lines):
        at = text.find(b"\n", at) + 1
        if not at:
            return len(text)
    return at
