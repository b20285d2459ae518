"""Excel workbooks: the values that are stored in one sheet, and the cells that only seem to hold one."""

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from xml.parsers import expat

import numpy as np
import pyarrow as pa
import python_calamine

from data import limits
from data.problems.problem import Problem
from data.read import header
from data.read.choices import Choice
from data.read.delimited.layout import rows_above
from data.read.table import TextTable, build, refused
from data.read.values import encoded, text_of
from data.read.words import TEXT, tidy
from data.read.workbooks.package import Package, RefusedError, broken
from data.read.workbooks.sheet_xml import DeclaredError, Exact, Fault, Reach, quick
from data.read.workbooks.workbook import Sheet, Workbook, workbook

_BATCH = 2_000  # rows whose values fit into the processor's cache


def sheets(content: bytes) -> list[str]:
    """Names of the sheets that are shown, in order; none where the workbook cannot be read."""
    try:
        return [sheet.name for sheet in workbook(Package(content)).sheets if sheet.shown]
    except RefusedError:
        return []


def read(content: bytes, sheet: str | None, note: dict[str, Any]) -> TextTable:
    """The table in one sheet, the first that is shown unless another is named."""
    note = {**note, "format": "xlsx"}
    try:
        package = Package(content)
        book = workbook(package)
        chosen = _chosen(book, sheet)
        note |= {"sheet": chosen.name, "sheets": [each.name for each in book.sheets if each.shown]}
        faults = _examined(package, chosen, book.stale)
        package.measure(but=chosen.part)
        table = _table(_opened(content, chosen.name), chosen, faults, note)
        return replace(table, choices=(*_which(note, sheet), *table.choices))
    except RefusedError as refusal:
        return refused([refusal.problem], note)


def _which(note: dict[str, Any], asked: str | None) -> list[Choice]:
    """That the first of several sheets was taken because none was named."""
    several = asked is None and len(note["sheets"]) > 1
    rule = {"sheets": note["sheets"]}
    return [Choice("sheet_first", count=len(note["sheets"]), got=note["sheet"], rule=rule)] if several else []


def _chosen(book: Workbook, name: str | None) -> Sheet:
    shown = [sheet for sheet in book.sheets if sheet.shown] or book.sheets
    if not shown:
        raise broken()
    for sheet in book.sheets if name is not None else shown[:1]:
        if name in (None, sheet.name):
            return sheet
    raise RefusedError(Problem("sheet_unknown", got=name or "", rule={"sheets": [sheet.name for sheet in shown]}))


def _examined(package: Package, sheet: Sheet, stale: bool) -> list[Fault]:
    """The cells without a value; a sheet that spans too many cells is refused before anything is laid out."""
    reach = quick(package.chunks(sheet.part))
    exact = Exact(stale)
    if reach is None or reach.faulty:
        try:
            exact.read(package.chunks(sheet.part))
        except (expat.ExpatError, DeclaredError) as error:
            raise broken() from error
        reach = Reach(exact.rows, exact.columns, True)
    if reach.rows * reach.columns > limits.XLSX_CELLS:
        corner = f"{header.letter(reach.columns - 1)}{reach.rows}"
        rule = {"limit": limits.XLSX_CELLS, "corner": corner}
        raise RefusedError(Problem("sheet_large", got=str(reach.rows * reach.columns), rule=rule))
    return exact.faults


def _opened(content: bytes, name: str) -> python_calamine.CalamineSheet:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name)
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise broken() from error
    except BaseException as error:  # a panic of the library is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise broken() from error


def _table(opened: python_calamine.CalamineSheet, sheet: Sheet, faults: list[Fault], note: dict[str, Any]) -> TextTable:
    if opened.start is None:
        raise RefusedError(Problem("sheet_empty", got=sheet.name))
    left = opened.start[1]
    batches = _batches(opened)
    first = next(batches)
    at = header.find([[text_of(value) for value in row] for row in first[: limits.SAMPLE_ROWS]])
    if at is None:
        raise RefusedError(Problem("sheet_empty", got=sheet.name))
    names = [text_of(value) for value in first[at]]
    chunks: list[list[pa.Array]] = [[] for _ in names]
    rows = 0
    for batch in (first[at + 1 :], *batches):
        rows += len(batch)
        for parts, values in zip(chunks, zip(*batch, strict=True), strict=False):
            parts.append(encoded(values))
    columns = [tidy(pa.chunked_array(parts, TEXT)) for parts in chunks]
    begin = at + 1
    note |= {"header_line": begin}
    lines = np.arange(begin + 1, begin + 1 + rows, dtype=np.int32)
    table = build(names, columns, lines, _problems(faults, begin, left, names), note, left)
    return replace(table, choices=tuple(rows_above(_titles(first[:at]))))


def _titles(rows: list[list[object]]) -> list[tuple[int, str]]:
    """Line and first text of each row that holds anything."""
    texts = [next(filter(str.strip, map(text_of, row)), "") for row in rows]
    return [(line, text) for line, text in enumerate(texts, start=1) if text]


def _batches(opened: python_calamine.CalamineSheet) -> Iterator[list[list[Any]]]:
    rows = opened.iter_rows()
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _problems(faults: list[Fault], begin: int, left: int, names: list[str]) -> list[Problem]:
    """The faults in the table or its header; what stands above or beside it does not matter."""
    inside = [fault for fault in faults if fault.row + 1 >= begin and 0 <= fault.column - left < len(names)]
    problems = []
    for fault in inside[: limits.LISTED]:
        name = header.name_of(names[fault.column - left]) or header.letter(fault.column)
        code = "cell_error" if fault.error else "cell_formula"
        problems.append(Problem(code, fault.row + 1, name, fault.error))
    if len(inside) > limits.LISTED:
        problems.append(Problem("cell_more", got=str(len(inside) - limits.LISTED)))
    return problems
