"""Problems as they are found, cell by cell: one a cell at most, put into the order of the file at the end."""

from collections.abc import Callable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

import numpy as np

from data.check.written.texts import Texts
from data.problems.problem import TEMPLATES, Problem
from data.read.choices import Choice, touched

Found = tuple[str, dict[str, Any]]
_NONE: dict[str, Any] = {}
LISTED = 1_000_000  # problems named singly, some 300 MB; a file of five million wrong rows would need all memory
AFTER = 1 << 40  # sorts behind every line and column of a file


class Findings:
    """Collects problems; `columns` are the names in the file's header, `lines` the line of each row.

    earlier are the reader's own problems: a cell it has named is not named a second time.
    """

    def __init__(self, columns: Sequence[str], lines: np.ndarray, earlier: Sequence[Problem] = ()) -> None:
        self._lines = lines
        self._columns = list(columns)
        self._places = {name: place for place, name in enumerate(columns)}
        self._kept: list[tuple[int, int, Problem]] = [self._ordered(problem) for problem in earlier]
        self._blamed: dict[str, np.ndarray] = {}
        self.choices: list[Choice] = []
        named: dict[str, list[int]] = {}
        for problem in earlier:
            if problem.line is not None and problem.column:
                named.setdefault(problem.column, []).append(problem.line)
        for column, wrong in named.items():
            self._blame(column, np.flatnonzero(np.isin(lines, wrong)))

    def note(
        self, code: str, line: int | None = None, column: str = "", got: str = "", rule: dict | None = None
    ) -> None:
        """A problem of a header or of the whole file (line None)."""
        self._kept.append(self._ordered(Problem(code, line, column, got, rule or _NONE)))

    def rows(
        self,
        code: str,
        column: str,
        rows: np.ndarray,
        got: Texts | None = None,
        rule: dict[str, Any] | Callable[[int], dict[str, Any]] = _NONE,
    ) -> None:
        """A problem in this column ("" for the row as a whole) for each row; rule is common or made from the row."""
        fresh = self._listed(code, column, rows)
        texts = repeat("") if got is None else got.at(fresh)
        rules = map(rule, fresh.tolist()) if callable(rule) else repeat(rule)
        place = self._places.get(column, -1)
        for line, text, said in zip(self._lines[fresh].tolist(), texts, rules, strict=False):
            self._kept.append((line, place, Problem(code, line, column, text, said)))

    def texts(self, column: str, texts: Texts, found: dict[int, Found]) -> None:
        """A problem for each row whose text is one of those found wrong (by place among the distinct ones)."""
        if not found:
            return
        marks = np.zeros(len(texts.distinct), dtype=bool)
        marks[list(found)] = True
        fresh = self._listed(next(iter(found.values()))[0], column, texts.rows_with(marks))
        where = self._places[column]
        places = texts.index[fresh].tolist()
        for line, place, text in zip(self._lines[fresh].tolist(), places, texts.at(fresh), strict=True):
            code, rule = found[place]
            self._kept.append((line, where, Problem(code, line, column, text, rule)))

    def chose(self, code: str, column: str = "", rows: np.ndarray | None = None, got: str = "", **rule: object) -> None:
        """A choice that was made: of the whole column, or of these rows where they are given and there are any."""
        if rows is None:
            self.choices.append(Choice(code, column, got=got, rule=rule))
        elif len(rows):
            self.choices.append(touched(code, column, self._lines[rows].tolist(), got, **rule))

    def blamed(self, column: str) -> np.ndarray:
        """For each row whether its cell in this column was named in a problem."""
        return self._blamed.get(column, np.zeros(len(self._lines), dtype=bool))

    def any_of(self, *codes: str) -> bool:
        """Whether any problem of these codes was found."""
        return any(problem.code in codes for _, _, problem in self._kept)

    def problems(self) -> tuple[Problem, ...]:
        """All of them, by line and then by column; those of the whole file at the end."""
        return tuple(problem for _, _, problem in sorted(self._kept, key=itemgetter(0, 1)))

    def _listed(self, code: str, column: str, rows: np.ndarray) -> np.ndarray:
        """Those of the rows to be named singly; all of them are remembered as named."""
        if column:
            blamed = self._blamed.get(column)
            rows = rows if blamed is None else rows[~blamed[rows]]
            self._blame(column, rows)
        room = max(0, LISTED - len(self._kept))
        if len(rows) > room:
            more = f"more_{TEMPLATES[code].severity}s"
            self.note(more, None, column, str(len(rows) - room), {"listed": LISTED})
        return rows[:room]

    def _blame(self, column: str, rows: np.ndarray) -> None:
        if len(rows):
            self._blamed.setdefault(column, np.zeros(len(self._lines), dtype=bool))[rows] = True

    def _ordered(self, problem: Problem) -> tuple[int, int, Problem]:
        line = AFTER if problem.line is None else problem.line
        return line, self._places.get(problem.column, AFTER), problem
