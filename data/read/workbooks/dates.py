"""Dates where numbers are: spreadsheets make a date of 5-6 and of 3/4 as they are typed, and the number is gone."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data import limits
from data.problems.problem import Problem
from data.read.cells import codes_of
from data.read.header import letter, name_of

_DATE = r"^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?$"
_NUMBER = r"^-?\d+(?:\.\d+)?%?$"
# Small numbers under the format of a date: 7 is shown as 7 January 1900.
_SMALL = r"^(?:1899-12|1900-0[1-4])-"


def strayed(columns: Sequence[pa.DictionaryArray], names: Sequence[str], lines: np.ndarray, left: int) -> list[Problem]:
    """The dates in columns that hold more numbers than dates, and those that are small numbers shown as dates."""
    problems: list[Problem] = []
    for place, column in enumerate(columns):
        dates = _matches(column, _DATE)
        if not dates.any():
            continue
        codes = codes_of(column)
        held = np.bincount(codes[codes >= 0], minlength=len(column.dictionary))
        wrong = dates if held[_matches(column, _NUMBER)].sum() > held[dates].sum() else _matches(column, _SMALL)
        rows = np.flatnonzero((codes >= 0) & np.append(wrong, False)[codes])[: limits.LISTED - len(problems)]
        name, texts = name_of(names[place]) or letter(place + left), column.dictionary.to_pylist()
        problems += [Problem("cell_date", int(lines[row]), name, texts[codes[row]]) for row in rows]
    return problems


def _matches(column: pa.DictionaryArray, pattern: str) -> np.ndarray:
    return pc.match_substring_regex(column.dictionary, pattern).to_numpy(zero_copy_only=False).astype(bool)
