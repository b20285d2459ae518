"""Decimal commas: told column by column, and never guessed where a number can be read in two ways."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.problems.problem import Problem
from data.read.choices import Choice
from data.read.header import name_of
from data.read.words import recoded

_SIGN = r"^[<>]?\s?[+-]?"
_ANY = _SIGN + r"(?:\d{1,3}(?:\.\d{3})+|\d+),\d+(?:[eE][+-]?\d+)?$"
# 3,14 and 1.234,5 and 0,125; but not 1,234, which may be a thousand.
_CLEAR = _SIGN + r"(?:\d+,(?:\d{1,2}|\d{4,})|0+,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)$"
_POINT = _SIGN + r"\d+\.\d+$"
_THOUSANDS = _SIGN + r"\d{1,3}(?:\.\d{3})+$"
_LISTED = _SIGN + r"\d+(?:,\d+){2,}$"


def read(
    columns: list[pa.DictionaryArray], header: list[str], lines: np.ndarray
) -> tuple[list[pa.DictionaryArray], list[Problem], list[Choice]]:
    """The columns with 3,14 as 3.14, what can be read in two ways, and the columns that have decimal commas.

    A column has them if some number can be nothing else, and none is written with a point or as a list (1,2,3).
    """
    clear = [_first(column, _CLEAR) for column in columns]
    comma = next((text for text in clear if text is not None), None)
    if comma is None:
        return columns, [], []
    problems, choices, done = [], [], []
    for name, column, sure in zip(header, columns, clear, strict=True):
        other = _first(column, _POINT if sure is not None else _THOUSANDS)
        if other is not None:
            line = int(lines[pc.index(column.dictionary.take(column.indices), other).as_py()])
            problems.append(Problem("decimal_mixed", line, name_of(name), other, {"comma": comma}))
        elif sure is not None and _first(column, _LISTED) is None:
            which = np.flatnonzero(pc.match_substring_regex(column.dictionary, _ANY).to_numpy(zero_copy_only=False))
            column = recoded(column, which, _pointed)
            choices.append(Choice("decimal_comma", name_of(name), got=sure, rule={"read": _pointed(sure)}))
        done.append(column)
    return done, problems, choices


def _pointed(text: str) -> str:
    return text.replace(".", "").replace(",", ".")


def _first(column: pa.DictionaryArray, pattern: str) -> str | None:
    """The first distinct text of a column that matches."""
    at = pc.index(pc.match_substring_regex(column.dictionary, pattern), True).as_py()
    return column.dictionary[at].as_py() if at >= 0 else None
