"""The ladder: floor, benchmark and frontier stand at 60, 80 and 100 points, for every indicator of every sector.

Where levels coincide, the highest level reached counts, and the ladder climbs to the lowest of those that coincide:

    floor < benchmark < frontier     60 to 80 to 100, no jump
    floor = benchmark < frontier     below: 60 less the slope of benchmark-to-frontier; at it 80, then on to 100
    floor < benchmark = frontier     60 towards 80 on the way up; at it 100
    all three the same (pass, fail)  100 when met; below 60 x share conforming, that is 60 x (1 - distance / |level|),
                                     the distance counted in units where the level is 0

Source: goalposts of the OECD/JRC handbook (COINr `n_goalposts`), with three posts instead of two.
"""

from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from benchmarks.specs.spec import Indicator

FLOOR_POINTS, BENCHMARK_POINTS, FRONTIER_POINTS = 60.0, 80.0, 100.0
STEP = 20.0  # points from one level to the next


def score(
    value: ArrayLike, floor: ArrayLike, benchmark: ArrayLike, frontier: ArrayLike, lower: ArrayLike = False
) -> NDArray:
    """Points 0 to 100 of values on their ladders; arrays of any shapes that broadcast, all in the reported unit.

    The direction follows from the order of the levels; `lower` (lower is better) decides only where all three coincide.
    A missing value or level gives NaN. Levels that neither rise nor fall are refused with a ValueError.
    """
    x, a, b, c = _upwards(value, floor, benchmark, frontier, lower)
    first, second = b - a, c - b
    slope = STEP / np.where(first > 0, first, np.where(second > 0, second, 1))
    below = np.where((first > 0) | (second > 0), FLOOR_POINTS + slope * (x - a), _share_of_floor(x, a))
    upper = BENCHMARK_POINTS + STEP / np.where(second > 0, second, 1) * (x - b)
    points = np.where(x >= c, FRONTIER_POINTS, np.where(x >= b, upper, below))
    return np.where(np.isnan(x + a + b + c), np.nan, np.clip(points, 0, FRONTIER_POINTS))


def _sign(floor: ArrayLike, benchmark: ArrayLike, frontier: ArrayLike, lower: ArrayLike) -> NDArray:
    """-1 where lower is better, else 1."""
    a, b, c = np.asarray(floor, float), np.asarray(benchmark, float), np.asarray(frontier, float)
    if np.any(np.sign(b - a) * np.sign(c - b) < 0):
        raise ValueError("levels must tighten from floor to frontier in one direction")
    falls = (c < a) | ((c == a) & np.asarray(lower, dtype=bool))
    return np.where(falls, -1.0, 1.0)


def _upwards(
    value: ArrayLike, floor: ArrayLike, benchmark: ArrayLike, frontier: ArrayLike, lower: ArrayLike
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Value and levels turned so that higher is better, in the precision of the value."""
    x = np.asarray(value)
    kind = x.dtype if x.dtype.kind == "f" else np.dtype(float)
    sign = _sign(floor, benchmark, frontier, lower)
    a, b, c = (np.asarray(sign * np.asarray(level, float)).astype(kind) for level in (floor, benchmark, frontier))
    return x.astype(kind) * sign.astype(kind), a, b, c


def _share_of_floor(x: NDArray, level: NDArray) -> NDArray:
    """60 x share conforming below a pass/fail level: a level of 1 counts conforming, one of 0 counts failing."""
    return FLOOR_POINTS * (1 - (level - x) / np.where(level == 0, 1, np.abs(level)))


def points_of_one(indicator: Indicator) -> float:
    """Ladder points of one reported unit, by the newest levels; NaN where they do not say."""
    floor, benchmark = (indicator.level_at(level, date.max) for level in ("floor", "benchmark"))
    if floor is None or benchmark is None or floor.value == benchmark.value:
        return np.nan
    return STEP / abs(benchmark.value - floor.value)
