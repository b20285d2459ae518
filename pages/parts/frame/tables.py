"""A table on the screen, and as a file to take away: CSV for programs, XLSX for people, safe to open in a spreadsheet.

Its numbers are as they are read: shares in %, with at most SCREEN significant digits on a screen and FILE in a file,
whole numbers without a decimal point, what is missing empty.
"""

from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal

import pandas as pd
import streamlit as st
import xlsxwriter

from benchmarks.formats import cells, flat
from data.give.neutralise import neutralise
from data.refusal import Refused

WIDEST = 60  # characters of a column
SCREEN, FILE = 6, 12  # significant digits
ROWS, COLUMNS, CELL = 1_048_576, 16_384, 32_767  # of an Excel sheet, and characters of its cells
EXACT = 10**15  # Excel keeps 15 digits of a number
_DAYS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}


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
        days = {kind: book.add_format({"num_format": form}) for kind, form in _DAYS.items()}
        formats = [book.add_format({"num_format": "#,##0" + ("." + "0" * n if n else "")}) for n in range(FILE)]
        rows, notes = book.add_worksheet(sheets[0]), book.add_worksheet(sheets[1])
        for j, name in enumerate(table.columns):
            column = table.iloc[:, j]
            rows.write_string(0, j, str(name), head)
            for i, value in enumerate(column, start=1):
                _write(rows, i, j, value, days, formats)
            rows.set_column(j, j, _width(column, name))
        rows.freeze_panes(1, 0)
        if len(table):
            rows.autofilter(0, 0, len(table), len(table.columns) - 1)
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, 90)
        for i, (name, text) in enumerate(about.items()):
            notes.write_string(i, 0, name, head)
            notes.write_string(i, 1, text, wrap)
    return file.getvalue()


def _write(sheet: Any, row: int, column: int, raw: Any, days: dict[Any, Any], formats: list[Any]) -> None:
    """One cell in its type; what a sheet has no type for is text: old days, huge whole numbers, time zones, lists."""
    value = flat(raw)
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date) and value.year > 1900:
        sheet.write_datetime(row, column, value, days[datetime if isinstance(value, datetime) else date])
    elif isinstance(value, int | float) and abs(value) < EXACT:
        number = float(f"{value:.{FILE}g}") if isinstance(value, float) else value
        sheet.write_number(row, column, number, formats[decimals(number)])
    else:
        text = str(value)
        if len(text) > CELL:
            raise Refused("excel_cell", most=CELL, row=row, n=len(text))
        sheet.write_string(row, column, text)


def decimals(number: float) -> int:
    """How many decimals a number is shown with: those of SCREEN significant digits, without zeros at the end."""
    shown = f"{float(f'{number:.{SCREEN}g}'):.{FILE - 1}f}".rstrip("0")
    return len(shown.split(".")[1])


def _width(column: pd.Series, name: object) -> float:
    longest = max([len(str(name)), *(len(str(value)) for value in column.head(200))])
    chinese = any(ord(sign) > 0x2E80 for value in column.head(50) for sign in str(value))
    return min(WIDEST, longest * (1.9 if chinese else 1.0) + 3)
