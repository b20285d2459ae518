"""What calamine opens beside XLSX: the sheets of a workbook, one of them chosen, its rows of values."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data import limits
from data.problems.problem import Problem
from data.read import header
from data.read.choices import Choice
from data.read.manner import Manner
from data.read.table import TextTable
from data.read.workbooks.grid import Grid, grid_table
from data.read.workbooks.package import RefusedError

T = TypeVar("T")


def calm(action: Callable[[], T], kind: str) -> T:
    """What the library answers; RefusedError where it cannot read the file. kind: what the file seems to be."""
    try:
        return action()
    except python_calamine.PasswordError as error:
        raise RefusedError(Problem("format_locked")) from error
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise RefusedError(Problem("file_broken", got=kind)) from error
    except BaseException as error:  # a panic of the library is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise RefusedError(Problem("file_broken", got=kind)) from error


def book(content: bytes, kind: str) -> CalamineWorkbook:
    """The workbook, opened."""
    return calm(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)), kind)


def shown(workbook: CalamineWorkbook) -> list[str]:
    """Names of the sheets that are shown, in order."""
    return [each.name for each in _sheets(workbook) if each.visible == SheetVisibleEnum.Visible]


def chosen(workbook: CalamineWorkbook, name: str | None) -> str:
    """The sheet of this name, hidden or not; the first that is shown where none is named."""
    names = [each.name for each in _sheets(workbook)]
    if name in names:
        return name
    if name is not None or not names:
        raise RefusedError(Problem("sheet_unknown", got=name or "", rule={"sheets": names}))
    return next(iter(shown(workbook)), names[0])


def rows(workbook: CalamineWorkbook, name: str, kind: str) -> tuple[int, Iterable[Sequence[Any]]]:
    """The column the first value of a sheet stands in, and its rows from the first of the sheet on."""
    sheet = calm(lambda: workbook.get_sheet_by_name(name), kind)
    if sheet.start is None or sheet.end is None:
        raise RefusedError(Problem("sheet_empty", got=name))
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height * width > limits.XLSX_CELLS:
        rule = {"limit": limits.XLSX_CELLS, "corner": f"{header.letter(width - 1)}{height}"}
        raise RefusedError(Problem("sheet_large", got=str(height * width), rule=rule))
    return sheet.start[1], sheet.iter_rows()


def table(workbook: CalamineWorkbook, grid: Grid, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in a sheet, and which sheets were not looked at."""
    names = shown(workbook)
    done = grid_table(grid, manner, note | {"sheet": grid.sheet, "sheets": names})
    several = manner.sheet is None and len(names) > 1
    first = [Choice("sheet_first", count=len(names), got=grid.sheet, rule={"sheets": names})] if several else []
    rest = [each.name for each in _sheets(workbook) if each.name not in (*names, grid.sheet)]
    hidden = [Choice("sheets_hidden", got=", ".join(rest))] if rest else []
    return replace(done, choices=(*first, *hidden, *done.choices))


def _sheets(workbook: CalamineWorkbook) -> list[python_calamine.SheetMetadata]:
    return [each for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
