"""From the cells of one sheet to a table, whatever program wrote the workbook."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read import beside, header
from data.read.choices import Choice
from data.read.delimited.layout import rows_around
from data.read.manner import Manner
from data.read.table import TextTable, build, refused
from data.read.values import held, text_of, worded
from data.read.words import tidy
from data.read.workbooks import dates, hidden, merged
from data.read.workbooks.looks import Looks
from data.read.workbooks.marks import Marks
from data.read.workbooks.sheet_xml import Fault
from data.read.workbooks.styles import Style

BATCH = 2_000  # rows whose values fit into the processor's cache


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, the column its first cell stands in, its rows of values from the first of the sheet on.

    marks, styles, faults: how cells look, and which of them hold no value.
    """

    sheet: str
    left: int
    rows: Iterable[Sequence[Any]]
    marks: Marks = field(default_factory=Marks)
    styles: Mapping[int, Style] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


def grid_table(grid: Grid, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in a sheet, with its cells as a person sees them."""
    batches = _batches(grid.rows)
    first = next(batches, [])
    top = [[text_of(value) for value in row] for row in first[: limits.SAMPLE_ROWS]]
    for (row, column), text in grid.marks.texts.items():
        if row < len(top) and 0 <= column - grid.left < len(top[row]):
            top[row][column - grid.left] = text.text
    at = header.find(top)
    if at is None:
        return refused([Problem("sheet_empty", got=grid.sheet)], note)
    names, begin = header.named(top, at), at + 1 + header.below(top, at)
    chunks: list[list[pa.Array]] = [[] for _ in names]
    for batch in (first[begin:], *batches):
        for parts, values in zip(chunks, zip(*batch, strict=True), strict=False):
            parts.append(_blank(len(values)) if values.count("") == len(values) else held(values))
    columns = _columns(chunks)
    note |= {"header_line": at + 1, "above": [text for row in top[:at] for text in row if text.strip()]}
    table = _settled(grid, names, columns, begin, manner, note)
    return replace(table, choices=(*_around(top, at, begin), *table.choices))


@cache
def _blank(rows: int) -> pa.Array:
    """A part of a column without any value: one for all, so that a stray cell far to the right costs nothing."""
    return held([""] * rows)


def _columns(chunks: list[list[pa.Array]]) -> list[pa.DictionaryArray]:
    """The columns of their parts; those of the same parts, which are blank ones, are made once."""
    made: dict[tuple[int, ...], pa.DictionaryArray] = {}
    for parts in chunks:
        key = tuple(map(id, parts))
        if key not in made:
            made[key] = tidy(worded(parts))
    return [made[tuple(map(id, parts))] for parts in chunks]


def _settled(
    grid: Grid, names: list[str], columns: list[pa.DictionaryArray], begin: int, manner: Manner, note: dict[str, Any]
) -> TextTable:
    lines = np.arange(begin + 1, begin + 1 + len(columns[0]), dtype=np.int32)
    looks = Looks(grid.marks, grid.styles, names, begin, grid.left)
    columns, odd, whole = merged.filled(looks.read(columns), names, grid.marks.merged, begin, grid.left)
    columns, lines, asked, chosen = hidden.settled(columns, names, lines, grid.marks, grid.left, manner.hidden)
    problems = [*_problems(grid, begin, names), *looks.problems, *odd, *asked]
    problems += dates.strayed(columns, names, lines, grid.left)
    names, columns, sides, picked = beside.one(names, columns, manner.table, note["header_line"])
    table = build(names, columns, lines, [*problems, *sides], note, grid.left)
    return replace(table, choices=(*looks.choices, *whole, *chosen, *picked))


def _around(top: list[list[str]], at: int, begin: int) -> list[Choice]:
    """The rows above the header, and those below that belong to it."""
    texts = [(line, next(filter(str.strip, row), "")) for line, row in enumerate(top[:begin], start=1)]
    filled = [(line, text) for line, text in texts if text]
    return rows_around([each for each in filled if each[0] <= at], [each for each in filled if each[0] > at + 1])


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _problems(grid: Grid, begin: int, names: list[str]) -> list[Problem]:
    """The faults in the table or its header; what stands above or beside it does not matter."""
    inside = [fault for fault in grid.faults if fault.row + 1 >= begin and 0 <= fault.column - grid.left < len(names)]
    problems = []
    for fault in inside[: limits.LISTED]:
        name = header.name_of(names[fault.column - grid.left]) or header.letter(fault.column)
        code = "cell_error" if fault.error else "cell_formula"
        problems.append(Problem(code, fault.row + 1, name, fault.error))
    if len(inside) > limits.LISTED:
        problems.append(Problem("cell_more", got=str(len(inside) - limits.LISTED)))
    return problems
