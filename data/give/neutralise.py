"""Downloads that a spreadsheet cannot take for formulas (OWASP, CSV Injection)."""

import pandas as pd

from data.check.written.values import NUMBER

# OWASP names = + - @ tab, CR and LF, and their full-width forms, which some spreadsheets read alike.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralised(text: str) -> str:
    """A text that no spreadsheet computes: with an apostrophe before it where it begins like a formula.

    A plain number such as -0.5 is none and stays as it is.
    """
    return f"'{text}" if text.startswith(STARTS) and not NUMBER.fullmatch(text) else text


def neutralise(frame: pd.DataFrame) -> pd.DataFrame:
    """A copy of the frame whose texts and column names begin no formula; numbers, dates and gaps stay as they are."""
    copy = frame.copy()
    copy.columns = [_cell(name) for name in frame.columns]
    for place, kind in enumerate(frame.dtypes):
        if not (pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_datetime64_any_dtype(kind)):
            copy.isetitem(place, frame.iloc[:, place].map(_cell, na_action="ignore").array)
    return copy


def _cell(value: object) -> object:
    return neutralised(value) if isinstance(value, str) else value
