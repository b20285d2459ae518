"""Overlapping groups of a league: who cannot be told apart, as letters that those share whose intervals overlap."""

from string import ascii_lowercase

import numpy as np
from numpy.typing import ArrayLike


def overlapping(low: ArrayLike, high: ArrayLike) -> list[str]:
    """Letters of each interval, `a` for the best group: two share one exactly if their intervals overlap (or touch).

    A group is as large as it can be: all of it overlap with one another, and nobody else with all of it. Without an
    interval there are no letters. Groups after z are aa, ab, ... with a comma between the letters of one row.
    Source: the letters of Piepho (2004), J. Comput. Graph. Stat. 13, for intervals instead of tests.
    """
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    known = np.flatnonzero(~np.isnan(low) & ~np.isnan(high))
    # A largest group of intervals has a point that all of them hold, and the lowest such point is somebody's low end.
    held = {frozenset(known[(low[known] <= at) & (at <= high[known])].tolist()) for at in low[known]}
    groups = [group for group in held if not any(group < other for other in held)]
    groups.sort(key=lambda group: -max(low[list(group)]))
    comma = "," if len(groups) > len(ascii_lowercase) else ""
    return [comma.join(_letter(i) for i, group in enumerate(groups) if row in group) for row in range(len(low))]


def _letter(number: int) -> str:
    count = len(ascii_lowercase)
    return ascii_lowercase[number] if number < count else _letter(number // count - 1) + ascii_lowercase[number % count]
