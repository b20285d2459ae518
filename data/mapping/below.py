"""A second table below the first: told by a blank line, and by words or nothing where the first has numbers."""

import re

import numpy as np

from data.check.written.texts import Texts
from data.problems.problem import Problem

_NUMBER = re.compile(r"\s*[<>≤≥~≈±+\-−]?\s*[\d.,]")
_LEAST, _LOOKED_AT = 2, 50  # cells that make a header; blank lines, and rows above one, that are looked at


def another(columns: dict[str, Texts], lines: np.ndarray, filled: np.ndarray, out: np.ndarray) -> Problem | None:
    """Where another table begins among the rows that are not `out`; None where none does."""
    for row in np.flatnonzero(np.diff(lines) > 1)[:_LOOKED_AT].tolist():
        header = row + 1
        if out[header] or filled[header] < _LEAST or header + 1 == len(lines):
            continue
        held = {name: text for name, texts in columns.items() if (text := texts.at(np.array([header]))[0])}
        if any(map(_NUMBER.match, held.values())):
            continue
        above = np.arange(max(0, header - _LOOKED_AT), header)
        numbers = [name for name, texts in columns.items() if _numbers(texts.at(above[~out[above]]))]
        rest = np.arange(header, len(lines))
        if numbers and (set(numbers) & set(held) or not any(any(columns[name].at(rest)) for name in numbers)):
            return Problem("table_below", int(lines[header]), got=", ".join(held.values()))
    return None


def _numbers(texts: list[str]) -> bool:
    """Whether most of the cells that hold anything hold a number."""
    held = [bool(_NUMBER.match(text)) for text in texts if text]
    return sum(held) * 2 > len(held)
