"""Excel workbooks: the values that are stored in one sheet, and the cells that only seem to hold one."""

from dataclasses import replace
from typing import Any
from xml.parsers import expat

from data import limits
from data.problems.problem import Problem
from data.read import header
from data.read.choices import Choice
from data.read.manner import Manner
from data.read.table import TextTable, refused
from data.read.workbooks.grid import Grid, grid_table
from data.read.workbooks.marks import Marks
from data.read.workbooks.opened import book as book_of
from data.read.workbooks.opened import calm
from data.read.workbooks.package import Package, RefusedError, broken
from data.read.workbooks.scan import Reach, quick
from data.read.workbooks.sheet_xml import Exact, Fault
from data.read.workbooks.strings import shared, shared_bytes
from data.read.workbooks.styles import Style, styles
from data.read.workbooks.workbook import Sheet, Workbook, workbook


def sheets(content: bytes) -> list[str]:
    """Names of the sheets that are shown, in order; none where the workbook cannot be read."""
    try:
        return [sheet.name for sheet in workbook(Package(content)).sheets if sheet.shown]
    except RefusedError:
        return []


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in one sheet, the first that is shown unless another is named."""
    note = {**note, "format": "xlsx"}
    try:
        package = Package(content)
        book = workbook(package)
        chosen = _chosen(book, manner.sheet)
        note |= {"sheet": chosen.name, "sheets": [each.name for each in book.sheets if each.shown]}
        known = styles(package)
        faults, marks = _examined(package, chosen, book.stale, known)
        package.measure(but=chosen.part)
        sheet = calm(lambda: book_of(content, "XLSX").get_sheet_by_name(chosen.name), "XLSX")
        if sheet.start is None:
            raise RefusedError(Problem("sheet_empty", got=chosen.name))
        grid = Grid(chosen.name, sheet.start[1], sheet.iter_rows(), marks, known, faults)
        table = grid_table(grid, manner, note)
        return replace(table, choices=(*_which(book, chosen, manner.sheet), *table.choices))
    except RefusedError as refusal:
        return refused([refusal.problem], note)


def _which(book: Workbook, chosen: Sheet, asked: str | None) -> list[Choice]:
    """That the first of several sheets was taken because none was named, and which ones are hidden."""
    shown = [sheet.name for sheet in book.sheets if sheet.shown]
    rest = [sheet.name for sheet in book.sheets if not sheet.shown and sheet != chosen]
    several = asked is None and len(shown) > 1
    first = [Choice("sheet_first", count=len(shown), got=chosen.name, rule={"sheets": shown})] if several else []
    return first + ([Choice("sheets_hidden", got=", ".join(rest))] if rest else [])


def _chosen(book: Workbook, name: str | None) -> Sheet:
    shown = [sheet for sheet in book.sheets if sheet.shown] or book.sheets
    if not shown:
        raise broken()
    for sheet in book.sheets if name is not None else shown[:1]:
        if name in (None, sheet.name):
            return sheet
    raise RefusedError(Problem("sheet_unknown", got=name or "", rule={"sheets": [sheet.name for sheet in shown]}))


def _examined(package: Package, sheet: Sheet, stale: bool, known: dict[int, Style]) -> tuple[list[Fault], Marks]:
    """The cells without a value, and how cells look; a sheet that spans too many cells is refused first."""
    texts = shared(package)
    looked = quick(package.chunks(sheet.part), known, texts)
    reach, marks = looked or (Reach(0, 0, True), Marks())
    exact = Exact(stale, known, texts)
    if reach.faulty or reach.rows * reach.columns > limits.XLSX_CELLS:
        try:
            exact.read(package.chunks(sheet.part))
        except expat.ExpatError as error:
            raise broken() from error
        reach, marks = Reach(exact.rows, exact.columns, True), exact.marks
    if reach.rows * reach.columns > limits.XLSX_CELLS:
        corner = f"{header.letter(reach.columns - 1)}{reach.rows}"
        rule = {"limit": limits.XLSX_CELLS, "corner": corner}
        raise RefusedError(Problem("sheet_large", got=str(reach.rows * reach.columns), rule=rule))
    weight = shared_bytes(package, sheet.part, reach.rows * reach.columns)
    if weight > limits.XLSX_TEXT_BYTES:
        most, got = limits.XLSX_TEXT_BYTES // limits.MEGABYTE, weight // limits.MEGABYTE
        raise RefusedError(Problem("sheet_heavy", got=str(got), rule={"limit": most}))
    return exact.faults, marks
