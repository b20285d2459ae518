"""Hidden rows and columns: asked about where they hold data, then read or left out."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from data.problems.problem import Problem
from data.read.cells import kept
from data.read.choices import Choice, touched
from data.read.header import letter, name_of
from data.read.workbooks.marks import Marks


def settled(
    columns: list[pa.DictionaryArray], names: Sequence[str], lines: np.ndarray, marks: Marks, left: int, hidden: str
) -> tuple[list[pa.DictionaryArray], np.ndarray, list[Problem], list[Choice]]:
    """The columns and lines that are read, the questions, and the choices.

    hidden: "read", "left out", or "" where nobody has said, which is asked. A column that is left out is blank.
    """
    columns = list(columns)
    rows = np.isin(lines - 1, marks.hidden_rows)
    if rows.any():
        rows &= np.any([column.is_valid().to_numpy(zero_copy_only=False) for column in columns], axis=0)
    places = [
        place
        for place, column in enumerate(columns)
        if any(first <= place + left <= last for first, last in marks.hidden_columns)
        and column.null_count < len(column)
    ]
    if not rows.any() and not places:
        return columns, lines, [], []
    titles = [name_of(names[place]) or letter(place + left) for place in places]
    if not hidden:
        problems = [Problem("column_hidden", None, title) for title in titles]
        if rows.any():
            problems.append(Problem("rows_hidden", int(lines[rows][0]), got=str(int(rows.sum()))))
        return columns, lines, problems, []
    code = "hidden_read" if hidden == "read" else "hidden_left"
    choices = [Choice(f"{code}_column", title) for title in titles]
    choices += [touched(f"{code}_rows", "", lines[rows])] if rows.any() else []
    if hidden == "read":
        return columns, lines, [], choices
    columns = [
        pa.nulls(len(column), column.type) if place in places else column for place, column in enumerate(columns)
    ]
    if rows.any():
        columns, lines = [kept(column, ~rows) for column in columns], lines[~rows]
    return columns, lines, [], choices
