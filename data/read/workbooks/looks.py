"""Cells as a person sees them: with the signs of their formats, without notes and crossed-out words, merged ones whole.

What is shown is read, and told as a choice; what is shown and cannot be meant is refused by its cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read.cells import pairs, put
from data.read.choices import Choice, touched
from data.read.header import letter, name_of
from data.read.values import is_number
from data.read.workbooks.formats import Shown, shown
from data.read.workbooks.marks import Marks
from data.read.workbooks.strings import Seen
from data.read.workbooks.styles import Style

_SHOWN = {"shown": "cell_shown", "bare": "cell_counted", "unseen": "cell_unseen", "odd": "cell_odd"}
_LEFT = {"raised": "note_raised", "struck": "text_struck", "": "letters_raised"}


@dataclass
class Looks:
    """The looks of one sheet, applied to its table; `begin` is the first row below the header, counted from 0.

    left: the sheet's column of the table's first. Problems and choices are collected as the columns are read.
    """

    marks: Marks
    styles: Mapping[int, Style]
    names: Sequence[str]
    begin: int
    left: int
    problems: list[Problem] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)

    def read(self, columns: list[pa.DictionaryArray]) -> list[pa.DictionaryArray]:
        """The columns below the header as a person sees them."""
        styled = np.concatenate([*self.marks.styled, np.empty((0, 3), np.int32)])
        styled = styled[styled[:, 0] >= self.begin]
        self._refuse_struck(columns, styled)
        texts = self._texts(columns)
        done = []
        for place, column in enumerate(columns):
            mine = styled[styled[:, 1] == place + self.left]
            column = self._formatted(place, column, mine[:, 0] - self.begin, mine[:, 2]) if len(mine) else column
            mine = texts.get(place, {})
            done.append(self._worded(place, column, mine) if mine else column)
        return done

    def _texts(self, columns: list[pa.DictionaryArray]) -> dict[int, dict[int, Seen]]:
        """The marked texts by the place of their column and their row, in the order of the rows."""
        found: dict[int, dict[int, Seen]] = {}
        for (row, column), seen in sorted(self.marks.texts.items(), key=lambda item: item[0]):
            if 0 <= row - self.begin < len(columns[0]):
                found.setdefault(column - self.left, {})[row - self.begin] = seen
        return found

    def _name(self, place: int) -> str:
        return name_of(self.names[place]) or letter(place + self.left)

    def _formatted(
        self, place: int, column: pa.DictionaryArray, rows: np.ndarray, styles: np.ndarray
    ) -> pa.DictionaryArray:
        """The column with its numbers as their formats show them."""
        found = pairs(column, rows, styles)
        codes = [self.styles[style].code for style in found.classes]
        seen = [
            shown(text, code) if code and is_number(text) else Shown("same", text)
            for text, code in zip(found.texts, codes, strict=True)
        ]
        for kind, code in (
            ("shown", "cell_shown"),
            ("bare", "cell_counted"),
            ("unseen", "cell_unseen"),
            ("odd", "cell_odd"),
        ):
            which = np.array([each.kind == kind for each in seen], bool)[found.which]
            lines = found.rows[which] + self.begin + 1
            if not len(lines):
                continue
            at = int(found.which[which][0])
            if kind in ("shown", "bare"):
                one, other = found.texts[at], seen[at].text
                held, read = (one, other) if kind == "shown" else (other, one)
                self.choices.append(touched(code, self._name(place), lines, held, read=read))
            else:
                got = [found.texts[each] for each in found.which[which][: limits.LISTED]]
                self._refuse(code, place, lines.tolist(), got)
        return put(column, found, [each.text if each.kind == "shown" else None for each in seen])

    def _refuse(self, code: str, place: int, lines: Iterable[int], got: Sequence[str]) -> None:
        for line, text in zip(lines, got, strict=False):
            self.problems.append(Problem(code, int(line), self._name(place), text))

    def _worded(self, place: int, column: pa.DictionaryArray, mine: dict[int, Seen]) -> pa.DictionaryArray:
        """The column with its texts of several kinds of letters as they are read; mine: by row."""
        for left, code in _LEFT.items():
            rows = [row for row, seen in mine.items() if seen.left == left]
            if rows:
                first, lines = mine[rows[0]], [row + self.begin + 1 for row in rows]
                self.choices.append(touched(code, self._name(place), lines, first.stored.strip(), read=first.text))
        gone = [row for row, seen in mine.items() if seen.left == "gone"]
        self._refuse("cell_struck", place, [row + self.begin + 1 for row in gone], [mine[row].text for row in gone])
        places = np.array(list(mine), np.int64)
        found = pairs(column, places, np.arange(len(places)))
        return put(column, found, [mine[int(places[each])].text for each in found.classes])

    def _refuse_struck(self, columns: list[pa.DictionaryArray], styled: np.ndarray) -> None:
        """A line through cells takes them back, but they are still there: one problem a row where it is all struck."""
        through = np.isin(styled[:, 2], [number for number, style in self.styles.items() if style.struck])
        if not through.any():
            return
        filled = np.array([column.is_valid().to_numpy(zero_copy_only=False) for column in columns])
        struck = np.zeros_like(filled)
        rows, places = styled[through, 0] - self.begin, styled[through, 1] - self.left
        inside = (rows < filled.shape[1]) & (places >= 0) & (places < len(columns))
        struck[places[inside], rows[inside]] = True
        struck &= filled
        whole = struck.any(axis=0) & (struck.sum(axis=0) == filled.sum(axis=0))
        for row in np.flatnonzero(whole)[: limits.LISTED]:
            self.problems.append(Problem("row_struck", int(row) + self.begin + 1))
        for place, column in enumerate(columns):
            rows = np.flatnonzero(struck[place] & ~whole)[: limits.LISTED]
            got = column.take(pa.array(rows)).cast(pa.string()).to_pylist()
            self._refuse("cell_struck", place, (rows + self.begin + 1).tolist(), got)
