"""The table of text that every reader hands on, and the rules for its header."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import limits
from data.problems.problem import Problem
from data.read.choices import Choice
from data.read.header import letter, name_of


@dataclass(frozen=True)
class Meant:
    """What a mapping says of a column: the sender's own header, unit, coverage factor, and what an empty cell is."""

    header: str = ""
    unit: str = ""
    k: float | None = None
    blank: str | None = None
    scaled: bool = False
    reversed: bool | None = None


@dataclass(frozen=True)
class TextTable:
    """Columns of text as they stand in a file, blank cells null; `lines` holds each row's line in the sender's file.

    note: format, encoding, delimiter, decimal, sheet, header_line and whatever else the format says. choices: what
    could have been read otherwise; meant: of columns that a mapping has named. A table without columns could not be
    read at all, and `problems` says why.
    """

    columns: list[str]
    cells: pa.Table
    lines: np.ndarray
    problems: list[Problem] = field(default_factory=list)
    note: dict[str, Any] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    meant: dict[str, Meant] = field(default_factory=dict)


def refused(problems: list[Problem], note: dict[str, Any]) -> TextTable:
    """A file that could not be read: no columns, no rows, and why."""
    return TextTable([], pa.table({}), np.empty(0, np.int32), problems, note)


def beyond(rows: int, columns: int) -> Problem | None:
    """The limit that a table of so many rows and columns is over."""
    if columns > limits.FILE_COLUMNS:
        return Problem("file_wide", got=str(columns), rule={"limit": limits.FILE_COLUMNS})
    most = min(limits.FILE_ROWS, limits.FILE_CELLS // max(columns, 1))
    return Problem("file_long", got=str(rows), rule={"limit": most}) if rows > most else None


def build(
    header: Sequence[str],
    columns: Sequence[pa.DictionaryArray],
    lines: np.ndarray,
    problems: list[Problem],
    note: dict[str, Any],
    left: int = 0,
) -> TextTable:
    """Names over columns: blank rows leave, unnamed and repeated columns become problems.

    A repeated column is told from the first by its letter; note's `titles` gives what stands above it in the file.

    header and columns are of one length, columns of TEXT already tidied; note holds header_line; `left` columns of the
    sheet come before the first.
    """
    keep = _filled(columns, len(lines))
    if keep is not None:
        columns, lines = [column.filter(pa.array(keep)) for column in columns], lines[keep]
    names: dict[str, int] = {}
    for place, (raw, column) in enumerate(zip(header, columns, strict=True)):
        name, filled = name_of(raw), column.null_count < len(column)
        if name and name not in names:
            names[name] = place
        elif name:
            other = f"{name} ({letter(left + place)})"
            told = {"name": name, "first": f"{name} ({letter(left + names[name])})"}
            problems.append(Problem("column_twice", note["header_line"], other, other, told))
            names[other] = place
            note.setdefault("titles", {})[other] = name
        elif filled:
            problems.append(Problem("column_unnamed", note["header_line"], rule={"place": letter(left + place)}))
    if len(names) > limits.FILE_COLUMNS:
        rule = {"limit": limits.FILE_COLUMNS}
        return refused([Problem("file_wide", note["header_line"], got=str(len(names)), rule=rule)], note)
    if not any(char.isalpha() for name in names for char in name):
        first = next(iter(names), "")
        return refused([*problems, Problem("header_missing", note["header_line"], got=first)], note)
    cells = pa.table([columns[place] for place in names.values()], names=list(names))
    return TextTable(list(names), cells, lines.astype(np.int32, copy=False), problems, note)


def _filled(columns: Sequence[pa.DictionaryArray], rows: int) -> np.ndarray | None:
    """Which rows hold anything; None when all do."""
    if not columns or any(column.null_count == 0 for column in columns):
        return None
    empty = np.ones(rows, bool)
    for column in columns:
        empty &= pc.is_null(column).to_numpy(zero_copy_only=False)
    return ~empty if empty.any() else None
