"""The sums of whole.sql over answers that are at hand in vectors, the same to the last bit.

A sum is of whole numbers of 62 bits. Each is parted into two of 31, whose sums over 5,000,000 answers stay within 54
bits, and both are put together in SQL, in 128.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from data.kept.rows.counted import Given

_ONE = 4611686018427387904.0  # 2^62
_BITS = 31
_SUMS = ("sw", "swy", "swyy", "sww", "swwy", "swwyy", "swyyy")
_KEYS = ("enterprise", "category", "indicator", "stratum", "psu")
# What follows scaled.sql: the different answers as they are summed, and the powers of two that weights and answers are
# divided by. `psu` has carried their order.
SCALED_ANSWERS = (
    "SELECT g.y, u.w AS unit_w, u.y AS unit_y FROM given g JOIN unit u ON u.indicator = g.indicator ORDER BY g.psu"
)
UNIT = "unit AS (SELECT DISTINCT indicator, unit_w AS w, unit_y AS y FROM summed)"
JOINED = f"SELECT {', '.join(_KEYS)}, n, " + ", ".join(
    f"CAST({name}_high AS HUGEINT) * {2**_BITS} + {name}_low AS {name}" for name in _SUMS
)
JOINED += " FROM summed"


def different(number: int, given: Given) -> pa.Table:
    """The answers that differ, as scaled.sql reads answers, with the largest weight; `psu` is their order."""
    many = len(given.values)
    columns = {name: pa.array(np.zeros(many, np.int32)) for name in ("enterprise", "category", "stratum")}
    columns |= {
        "indicator": pa.array(np.full(many, number, np.int32)),
        "psu": pa.array(np.arange(many, dtype=np.int32)),
    }
    return pa.table(columns | {"weight": np.full(many, given.weight.max()), "y": given.values})


def whole(number: int, given: Given, scaled: pd.DataFrame, cells: pa.Table) -> pa.Table:
    """One row a cell with answers: its keys, n, the halves of each sum, and the units; scaled: of SCALED_ANSWERS."""
    unit_w, unit_y = float(scaled["unit_w"].iloc[0]), float(scaled["unit_y"].iloc[0])
    w, y = given.weight / unit_w, (scaled["y"].to_numpy() / unit_y)[given.place]
    # In the order in which SQL multiplies: a product of floating-point numbers hangs on it.
    one = _ONE * w
    both, square = one * y, one * w
    again, crossed = both * y, square * y
    terms = dict(zip(_SUMS, (one, both, again, square, crossed, crossed * y, again * y), strict=True))
    begins = np.flatnonzero(np.diff(given.cell, prepend=-1))
    here = given.cell[begins]
    columns = {name: cells[name].take(pa.array(here)) for name in _KEYS if name != "indicator"}
    columns["indicator"] = pa.array(np.full(len(here), number, np.int32))
    columns["n"] = pa.array(np.add.reduceat(given.times, begins))
    for name, term in terms.items():
        integer = np.rint(term).astype(np.int64)
        columns[f"{name}_high"] = pa.array(np.add.reduceat((integer >> _BITS) * given.times, begins))
        columns[f"{name}_low"] = pa.array(np.add.reduceat((integer & (2**_BITS - 1)) * given.times, begins))
    return pa.table(columns | {"unit_w": np.full(len(here), unit_w), "unit_y": np.full(len(here), unit_y)})
