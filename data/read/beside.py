"""Several tables side by side in one sheet: told by the blank column between them, and asked about."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from data.problems.problem import Problem
from data.read.choices import Choice
from data.read.header import name_of
from data.read.words import TEXT

_NAMES = 4  # columns of each table that the question names


def one(
    names: Sequence[str], columns: Sequence[pa.DictionaryArray], asked: int | None, line: int
) -> tuple[list[str], list[pa.DictionaryArray], list[Problem], list[Choice]]:
    """Names and columns with only one of the tables left, the others blank; the question where nobody has said which.

    asked: the number of the table, from 1; line: that of the header. A blank column within one table is none between
    two: they share a name, or one ends above the other.
    """
    names, columns = list(names), list(columns)
    parts = _parts(names, columns)
    if len(parts) < 2 or not _apart(names, columns, parts):
        return names, columns, [], []
    told = {"count": len(parts), "tables": [_said(place, names, columns, part) for place, part in enumerate(parts, 1)]}
    if asked is not None and asked > len(parts):
        return names, columns, [Problem("table_unknown", line, "", str(asked), told)], []
    kept = parts[(asked or 1) - 1]
    for place in set(range(len(names))) - set(kept):
        names[place], columns[place] = "", pa.nulls(len(columns[place]), TEXT)
    if asked is None:
        return names, columns, [Problem("tables_beside", line, "", "", told)], []
    got = ", ".join(name_of(names[place]) for place in kept[:_NAMES])
    return names, columns, [], [Choice("table_chosen", count=len(parts), got=got)]


def _parts(names: list[str], columns: list[pa.DictionaryArray]) -> list[list[int]]:
    """The places between columns that have neither a name nor a value, where two or more have a name."""
    parts: list[list[int]] = [[]]
    for place, (name, column) in enumerate(zip(names, columns, strict=True)):
        if not name_of(name) and column.null_count == len(column):
            parts.append([])
        else:
            parts[-1].append(place)
    return [part for part in parts if sum(bool(name_of(names[place])) for place in part) > 1]


def _apart(names: list[str], columns: list[pa.DictionaryArray], parts: list[list[int]]) -> bool:
    held = [{name_of(names[place]) for place in part} - {""} for part in parts]
    if any(one & other for place, one in enumerate(held) for other in held[place + 1 :]):
        return True
    ends = [_rows(columns, part) for part in parts]
    return any(count is not None and count < max(len(rows) for rows, _ in ends) for rows, count in ends)


def _rows(columns: list[pa.DictionaryArray], part: list[int]) -> tuple[np.ndarray, int | None]:
    """The rows up to the last of a table, and how many they are if all of them are filled."""
    filled = np.any([columns[place].is_valid().to_numpy(zero_copy_only=False) for place in part], axis=0)
    last = int(np.flatnonzero(filled)[-1]) + 1 if filled.any() else 0
    return filled[:last], last if filled[:last].all() and last else None


def _said(place: int, names: list[str], columns: list[pa.DictionaryArray], part: list[int]) -> str:
    named = [name_of(names[each]) for each in part if name_of(names[each])]
    shown = ", ".join(named[:_NAMES]) + (" …" if len(named) > _NAMES else "")
    return f"{place} ({shown}; {int(_rows(columns, part)[0].sum())})"
