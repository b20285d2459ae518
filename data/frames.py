"""Result frames row by row."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """Each row as a named tuple; which type a column has is the contract's to say."""
    return frame.itertuples(index=False)
