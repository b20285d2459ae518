"""The sender's own rows with their problems beside them, as a workbook to correct and send again."""

from collections.abc import Callable, Sequence
from io import BytesIO

import numpy as np
import pyarrow as pa
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from data.check.sheet import PROBLEMS
from data.give.neutralise import neutralised
from data.problems.problem import Problem
from data.read import TextTable

MOST_CELLS = 1_500_000  # written in some seconds; of a larger table only the rows with problems are copied
CELL_LENGTH = 32_767  # characters a cell of a workbook holds

ROWS = "Rows"
FILE = "Whole file"
ONLY = "This copy holds only the {rows} rows with problems, of {all} rows."
CUT = "This copy holds the first {rows} rows with problems, of {all}."
WORDS = (PROBLEMS[0], ROWS, FILE, ONLY, CUT)  # msgids the translation has to hold


def annotated(
    table: TextTable,
    problems: Sequence[Problem],
    sentences: Sequence[str],
    translate: Callable[[str], str] = str,
    most_cells: int = MOST_CELLS,
) -> bytes:
    """An XLSX copy of the table: the problems of each row in the first column, those of the file on a second sheet.

    sentences: one for each problem. Cells with a problem are coloured. All cells are text, none is a formula.
    Of a table above most_cells only rows with problems are copied, as many as fit, and the second sheet says so.
    """
    rows_of = {line: row for row, line in enumerate(table.lines.tolist())}
    said: dict[int, list[str]] = {}
    marked: set[tuple[int, str]] = set()
    whole: list[str] = []
    for problem, text in zip(problems, sentences, strict=True):
        row = rows_of.get(problem.line)
        if row is None:
            whole.append(text)
        else:
            said.setdefault(row, []).append(text)
            marked.add((row, problem.column))
    rows, remark = _chosen(table, sorted(said), most_cells, translate)
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        _write_rows(book, book.add_worksheet(translate(ROWS)), table, rows, said, marked, translate(PROBLEMS[0]))
        second = book.add_worksheet(translate(FILE))
        second.set_column(0, 0, 120)
        for line, text in enumerate([*remark, *whole]):
            _write(second, line, 0, text)
    return content.getvalue()


def _chosen(
    table: TextTable, wrong: list[int], most_cells: int, translate: Callable[[str], str]
) -> tuple[list[int], list[str]]:
    """The rows to copy, and a remark where they are not all."""
    fit, total = max(1, most_cells // (len(table.columns) + 1)), len(table.lines)
    if total <= fit:
        return list(range(total)), []
    if len(wrong) <= fit:
        return wrong, [translate(ONLY).format(rows=len(wrong), all=total)]
    return wrong[:fit], [translate(CUT).format(rows=fit, all=len(wrong))]


def _write_rows(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    table: TextTable,
    rows: list[int],
    said: dict[int, list[str]],
    marked: set[tuple[int, str]],
    title: str,
) -> None:
    bold, red = book.add_format({"bold": True}), book.add_format({"bg_color": "#FFD9D0"})
    sheet.set_column(0, 0, 60)
    sheet.freeze_panes(1, 1)
    for place, name in enumerate([title, *table.columns]):
        _write(sheet, 0, place, name, bold)
    taken = pa.array(np.array(rows, dtype=np.int64))
    columns = [table.cells.column(place).take(taken).to_pylist() for place in range(len(table.columns))]
    for line, row in enumerate(rows, start=1):
        _write(sheet, line, 0, "\n".join(said.get(row, ())))
        for place, name in enumerate(table.columns):
            _write(sheet, line, place + 1, columns[place][line - 1], red if (row, name) in marked else None)


def _write(sheet: Worksheet, line: int, place: int, text: str | None, look: object = None) -> None:
    if text:
        sheet.write_string(line, place, neutralised(text)[:CELL_LENGTH], look)
    elif look is not None:
        sheet.write_blank(line, place, None, look)
