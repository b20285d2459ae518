"""Result frames row by row, and group by group."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def row_of(frame: pd.DataFrame, label: Any) -> pd.Series:
    """The one row that is indexed so; refused with a KeyError where none is, or more than one."""
    row = frame.loc[label]
    if isinstance(row, pd.DataFrame):
        raise KeyError(label)
    return row


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple; which type a column has is the contract's to say."""
    return frame.itertuples(index=False)


def numbered(frame: pd.DataFrame, keys: Sequence[str]) -> NDArray[np.int64]:
    """The number of each row's group: rows alike in all keys share one, counted from 0 in the order of first rows.

    Told once for all that is asked of the groups: pandas finds groups of several keys anew for every question.
    """
    numbers = np.zeros(len(frame), dtype=np.int64)
    for name in keys:
        codes, found = pd.factorize(frame[name], use_na_sentinel=False)
        numbers = pd.factorize(numbers * len(found) + codes)[0].astype(np.int64)
    return numbers


def first_rows(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Place of the first row of each group, in the order of `numbered`."""
    return np.unique(numbers, return_index=True)[1]


class Engine(Protocol):
    """What answers SQL with a frame: a store, or Spark beside it."""

    def query(self, sql: str, parameters: Any = None, **relations: Any) -> pd.DataFrame:
        """As Store.query."""
        ...
