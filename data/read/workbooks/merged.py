"""Merged cells: what stands in the first of them holds for all, as a person sees it."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from data.problems.problem import Problem
from data.read.cells import codes_of, column_of
from data.read.choices import Choice, touched
from data.read.header import letter, name_of
from data.read.values import is_number

Area = tuple[int, int, int, int]  # first row and column, last row and column


def filled(
    columns: list[pa.DictionaryArray], names: Sequence[str], merged: Sequence[Area], begin: int, left: int
) -> tuple[list[pa.DictionaryArray], list[Problem], list[Choice]]:
    """The columns below the header with merged texts in each of their rows, what cannot be told, and the choices.

    A number merged over several rows may be one result of all or that of each: it is refused, as is any cell that is
    merged across columns, unless nothing else stands in its row. Rows that hold nothing else stay as they are.
    """
    height, problems, choices, done = len(columns[0]) if columns else 0, [], [], list(columns)
    shifted = [(top - begin, one - left, bottom - begin, last - left) for top, one, bottom, last in merged]
    areas = [each for each in shifted if 0 <= each[0] < height and each[3] >= 0 and each[1] < len(columns)]
    if not areas:
        return columns, [], []
    count = np.sum([column.is_valid().to_numpy(zero_copy_only=False) for column in columns], axis=0)
    for place in sorted({max(area[1], 0) for area in areas}):
        codes, texts, filled_in = codes_of(columns[place]), columns[place].dictionary, []
        name = name_of(names[place]) or letter(place + left)
        for top, one, bottom, last in (area for area in areas if max(area[1], 0) == place):
            if codes[top] < 0 or (last > one and count[top] == 1):
                continue
            got, line = texts[int(codes[top])].as_py(), top + begin + 1
            if last > one:
                problems.append(Problem("cell_across", line, name, got))
            elif is_number(got):
                problems.append(Problem("cell_merged", line, name, got, {"first": line, "last": bottom + begin + 1}))
            else:
                below = np.arange(top + 1, min(bottom + 1, height))
                below = below[count[below] > 0]
                codes[below] = codes[top]
                filled_in += [(row + begin + 1, got) for row in below.tolist()]
        if filled_in:
            lines = [line for line, _ in sorted(filled_in)]
            choices.append(touched("merged_filled", name, lines, min(filled_in)[1]))
            done[place] = column_of(codes, texts)
    return done, problems, choices
