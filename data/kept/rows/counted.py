"""Answers in vectors, ready to be summed: equal ones counted, those of one cell beside each other."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from data.check.written.texts import first_rows, together

_DESIGN = ("enterprise", "category", "stratum", "psu")
_SPAN = 1000  # whole numbers up to which an answer is its own place; beyond it they are looked up


@dataclass(frozen=True)
class Given:
    """The answers to one indicator, of which `times` are alike, by cell from 0 on: equal weights and answers are one.

    values: the answers that differ, in the file's unit; place: of each answer among them.
    """

    values: np.ndarray
    place: np.ndarray
    weight: np.ndarray
    cell: np.ndarray
    times: np.ndarray


@dataclass(frozen=True)
class Counted:
    """The answers of a survey file. cells: enterprise, category, stratum, psu of each cell, by the store's ids."""

    table: pa.Table
    numbers: list[int]
    cells: pa.Table
    cell: np.ndarray

    @classmethod
    def of(cls, table: pa.Table, numbers: list[int]) -> "Counted":
        """The answers in a table of checked rows (data.kept.rows.survey); numbers: the ids of its indicators."""
        design = table.select(_DESIGN).combine_chunks()
        cell = together(*(design[name].to_numpy() for name in _DESIGN))
        return cls(table, numbers, design.take(pa.array(np.unique(first_rows(cell)))), cell)

    @property
    def answered(self) -> str:
        """SQL of the ids of the indicators that have an answer."""
        each = [number for number in self.numbers if self.table[str(number)].null_count < len(self.table)]
        return " UNION ALL ".join(f"SELECT {number} AS indicator" for number in each) or "SELECT 0 AS indicator LIMIT 0"

    def given(self, number: int) -> Given:
        """The answers to the indicator of this number: counted, or one by one where few are alike."""
        y = self.table[str(number)].to_numpy()
        here = ~np.isnan(y)
        if (alike := self._alike) is not None:
            place, weight, cell = alike
            place, held = (place, y) if here.all() else (place[here], y[here])
            codes, values = _different(held)
            if len(weight) * len(values) <= len(held):
                times = np.bincount(place * len(values) + codes, minlength=len(weight) * len(values))
                some = np.flatnonzero(times)
                who, what = np.divmod(some, len(values))
                return Given(values, what, weight[who], cell[who], times[some])
        order = self._by_cell if here.all() else self._by_cell[here[self._by_cell]]
        codes, values = _different(y[order])
        return Given(values, codes, self._weight[order], self.cell[order], np.ones(len(order), dtype=np.int64))

    @cached_property
    def _weight(self) -> np.ndarray:
        return self.table["weight"].to_numpy()

    @cached_property
    def _by_cell(self) -> np.ndarray:
        return np.argsort(self.cell, kind="stable")

    @cached_property
    def _alike(self) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
        """Which class each response is of, and the weight and cell of each, by cell; None where few are alike."""
        weight = self.table["weight"].combine_chunks().dictionary_encode()
        most = len(weight.dictionary)
        if most * self.cells.num_rows > 4 * len(self.cell):
            return None
        pair = self.cell * most + weight.indices.to_numpy()
        there = np.zeros(most * self.cells.num_rows, dtype=bool)
        there[pair] = True
        cell, code = np.divmod(np.flatnonzero(there), most)
        return (np.cumsum(there) - 1)[pair], weight.dictionary.to_numpy()[code], cell


def _different(y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each answer its place among those that differ, and these."""
    low, high = (y.min(), y.max()) if len(y) else (0.0, 0.0)
    if high - low <= _SPAN:
        codes = (y - low).astype(np.int64)
        if (codes + low == y).all():
            used = np.bincount(codes) > 0
            values = low + np.flatnonzero(used)
            return (codes if used.all() else (np.cumsum(used) - 1)[codes]), values
    encoded = pa.array(y).dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_numpy()
