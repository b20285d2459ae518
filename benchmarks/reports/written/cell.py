"""A value in a cell of a workbook, in the type it has: tables taken away and reports write it alike."""

from datetime import date, datetime, time
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from benchmarks.formats import flat
from data.refusal import Refused

WIDEST = 60  # characters of a column
SCREEN, FILE = 6, 12  # significant digits
CELL = 32_767  # characters an Excel cell holds
EXACT = 10**15  # Excel keeps 15 digits of a number
_DAYS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}


class Writer:
    """Writes cells of one workbook, with a format for each kind of value."""

    def __init__(self, book: Workbook) -> None:
        """The workbook to write in."""
        self.days = {kind: book.add_format({"num_format": form}) for kind, form in _DAYS.items()}
        self.numbers = [book.add_format({"num_format": "#,##0" + ("." + "0" * n if n else "")}) for n in range(FILE)]

    def write(self, sheet: Worksheet, row: int, column: int, raw: Any, number: Format | None = None) -> None:
        """One cell in its type; `number` is how a number is shown, else with the decimals it has.

        What a sheet has no type for is text: old days, huge whole numbers, time zones, lists. Refuses (Refused) a text
        that no cell holds.
        """
        value = flat(raw)
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, date) and value.year > 1900:
            timed = isinstance(value, datetime) and value.time() != time()
            sheet.write_datetime(row, column, value, self.days[datetime if timed else date])
        elif isinstance(value, int | float) and abs(value) < EXACT:
            told = float(f"{value:.{FILE}g}") if isinstance(value, float) else value
            sheet.write_number(row, column, told, number or self.numbers[decimals(told)])
        else:
            text = str(value)
            if len(text) > CELL:
                raise Refused("excel_cell", most=CELL, row=row, n=len(text))
            sheet.write_string(row, column, text)


def decimals(number: float) -> int:
    """How many decimals a number is shown with: those of SCREEN significant digits, without zeros at the end."""
    shown = f"{float(f'{number:.{SCREEN}g}'):.{FILE - 1}f}".rstrip("0")
    return len(shown.split(".")[1])


def width(column: pd.Series, name: object) -> float:
    """How wide a column stands so that its head and its first values can be read, in characters."""
    shown = [_shown(value) for value in column.head(200)]
    longest = max([len(str(name)), *(len(text) for text in shown)])
    chinese = any(ord(sign) > 0x2E80 for text in shown[:50] for sign in text)
    return min(WIDEST, longest * (1.9 if chinese else 1.0) + 3)


def _shown(raw: Any) -> str:
    value = flat(raw)
    if isinstance(value, float):
        return f"{value:.{SCREEN}g}"
    return "" if value is None else str(value).removesuffix(" 00:00:00")
