"""OpenDocument sheets (.ods): values by calamine, looks by their XML."""

from typing import Any
from xml.parsers import expat

from data import limits
from data.problems.problem import Problem
from data.read.header import letter
from data.read.manner import Manner
from data.read.table import TextTable, refused
from data.read.workbooks import opened
from data.read.workbooks.grid import Grid
from data.read.workbooks.ods_xml import Looks, Sheet
from data.read.workbooks.package import Package, RefusedError

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"


def sheets(content: bytes) -> list[str]:
    """Names of the sheets that are shown, in order; none where the workbook cannot be read."""
    try:
        _measured(_unlocked(content))
        return opened.shown(opened.book(content, "ODS"))
    except RefusedError:
        return []


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in one sheet, the first that is shown unless another is named."""
    note = {**note, "format": "ods"}
    try:
        looks = _measured(_unlocked(content))
        book = opened.book(content, "ODS")
        name = opened.chosen(book, manner.sheet)
        left, rows = opened.rows(book, name, "ODS")
        seen = looks.sheets.get(name, Sheet())
        grid = Grid(name, left, rows, seen.marks, looks.styles, seen.faults)
        return opened.table(book, grid, manner, note)
    except RefusedError as refusal:
        return refused([refusal.problem], note)


def _unlocked(content: bytes) -> Package:
    package = Package(content)
    if package.has(_MANIFEST) and b"encryption-data" in package.whole(_MANIFEST):
        raise RefusedError(Problem("format_locked"))
    return package


def _measured(package: Package) -> Looks:
    """The looks of all sheets; one that repeats its cells beyond what may be read is refused before it is opened."""
    looks = Looks()
    try:
        looks.read(package.chunks(_CONTENT))
    except (expat.ExpatError, ValueError) as error:
        raise RefusedError(Problem("file_broken", got="ODS")) from error
    for rows, columns in (sheet.reach for sheet in looks.sheets.values()):
        if rows * columns > limits.XLSX_CELLS:
            rule = {"limit": limits.XLSX_CELLS, "corner": f"{letter(columns - 1)}{rows}"}
            raise RefusedError(Problem("sheet_large", got=str(rows * columns), rule=rule))
    return looks
