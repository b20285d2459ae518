"""Excel workbooks of 1997 to 2003 (.xls): values by calamine, looks by their records."""

import struct
from typing import Any

from data.problems.problem import Problem
from data.read.compound import stream
from data.read.manner import Manner
from data.read.table import TextTable, refused
from data.read.workbooks import biff, opened
from data.read.workbooks.grid import Grid
from data.read.workbooks.package import RefusedError

_WORKBOOK = "Workbook"


def sheets(content: bytes) -> list[str]:
    """Names of the sheets that are shown, in order; none where the workbook cannot be read."""
    try:
        return opened.shown(opened.book(content, "XLS"))
    except RefusedError:
        return []


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in one sheet, the first that is shown unless another is named."""
    note = {**note, "format": "xls"}
    try:
        data = stream(content, _WORKBOOK)
        above = biff.book(data)
        if above.locked:
            raise RefusedError(Problem("format_locked"))
        if above.mixed:
            raise RefusedError(Problem("letters_mixed"))
        book = opened.book(content, "XLS")
        name = opened.chosen(book, manner.sheet)
        marks, faults = biff.looks(data, above.begins.get(name, len(data)), above.styles)
        left, rows = opened.rows(book, name, "XLS")
        return opened.table(book, Grid(name, left, rows, marks, above.styles, faults), manner, note)
    except RefusedError as refusal:
        return refused([refusal.problem], note)
    except (struct.error, ValueError, IndexError, KeyError):
        return refused([Problem("file_broken", got="XLS")], note)
