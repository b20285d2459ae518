"""A table on the screen, and as a file to take away: CSV for programs, XLSX for people, safe to open in a spreadsheet.

Its numbers are as they are read: shares in %, with at most SCREEN significant digits on a screen and FILE in a file,
whole numbers without a decimal point, what is missing empty.
"""

from io import BytesIO
from typing import Literal

import pandas as pd
import streamlit as st
import xlsxwriter

from benchmarks.formats import cells
from benchmarks.reports.written.cell import FILE, SCREEN, Writer, width
from data.give.neutralise import neutralise
from data.refusal import Refused

ROWS, COLUMNS = 1_048_576, 16_384  # of an Excel sheet


def show(table: pd.DataFrame, key: str, columns: dict | None = None, height: int | Literal["auto"] = "auto") -> None:
    """Draws a table that can be sorted; columns: what st.dataframe is told of some, by name."""
    plain = table.select_dtypes("float").columns
    # A share says what it is in its name; a hundredth of a percent is no news on a screen.
    forms = {name: "%.1f" if "%" in str(name) else f"%.{SCREEN}g" for name in plain}
    config = {name: st.column_config.NumberColumn(format=form) for name, form in forms.items()}
    st.dataframe(
        table, hide_index=True, key=key, height=height, placeholder="", column_config=config | dict(columns or {})
    )


def csv(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read Chinese; text that starts like a formula is made text."""
    return (
        neutralise(cells(table))
        .to_csv(index=False, lineterminator="\r\n", float_format=f"%.{FILE}g")
        .encode("utf-8-sig")
    )


def xlsx(table: pd.DataFrame, about: dict[str, str], sheets: tuple[str, str]) -> bytes:
    """A sheet of rows with its header kept in sight, and a second that says what they are; text is never a formula.

    Refuses what a sheet cannot hold whole: it would be cut without a word.
    """
    if len(table) >= ROWS or table.shape[1] > COLUMNS:
        raise Refused("excel_sheet", rows=ROWS - 1, columns=COLUMNS, n=len(table), m=table.shape[1])
    file = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, safe) as book:
        head = book.add_format({"bold": True, "bg_color": "#F4F6F7", "bottom": 1, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        cell = Writer(book)
        rows, notes = book.add_worksheet(sheets[0]), book.add_worksheet(sheets[1])
        for j, name in enumerate(table.columns):
            column = table.iloc[:, j]
            rows.write_string(0, j, str(name), head)
            for i, value in enumerate(column, start=1):
                cell.write(rows, i, j, value)
            rows.set_column(j, j, width(column, name))
        rows.freeze_panes(1, 0)
        if len(table):
            rows.autofilter(0, 0, len(table), len(table.columns) - 1)
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, 90)
        for i, (name, text) in enumerate(about.items()):
            notes.write_string(i, 0, name, head)
            notes.write_string(i, 1, text, wrap)
    return file.getvalue()
