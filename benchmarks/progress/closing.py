"""Was it us or the bar, how much of the gap is closed, and when will the level be met?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, nan, sqrt

import numpy as np
from numpy.typing import ArrayLike

from benchmarks import policy
from benchmarks.progress.series import Combined, Series, ahead, critical, months

BEYOND = "beyond"  # instead of a wave: not within policy.FORECAST_WAVES waves at this pace
_ROUNDING = 1e-12
CLOSED_REASONS = ("closing", "first_gap_met", "first_gap_not_clear", "first_gap_small", "far_from_closing")


@dataclass(frozen=True)
class Split:
    """What moved a gap, both positive for better; their sum is the change of the gap."""

    moved_by_us: float
    moved_by_bar: float


@dataclass(frozen=True)
class ClosedShare:
    """Share of the first gap that was closed (1 is all of it, negative is moved away), or why there is none."""

    share: float
    low: float
    high: float
    reason: str


@dataclass(frozen=True)
class Forecast:
    """Wave codes or BEYOND: the first wave that meets the level at this pace, and the first by either limit."""

    wave: str
    low: str
    high: str


@dataclass(frozen=True)
class NeededPace:
    """Improvement per wave, positive for better: needed for a dated target, and the present one with its interval.

    `p_met`: probability that the present pace meets the target in its last wave.
    """

    waves_left: int
    needed: float
    present: float
    low: float
    high: float
    p_met: float


def split(first: float, first_level: float, last: float, last_level: float, direction: str) -> Split:
    """(x1 - b1) - (x0 - b0) = (x1 - x0) - (b1 - b0): the change of a gap, exactly, as ours and the bar's; one unit."""
    sign = 1 if direction == "higher" else -1
    return Split(sign * (last - first), sign * (first_level - last_level))


def closed_share(
    first: float,
    last: float,
    first_se: float,
    last_se: float,
    level: float,
    direction: str,
    *,
    df: float = inf,
    covariance: float = 0.0,
) -> ClosedShare:
    """(last - first) / (level - first) with Fieller's interval; `level` is the one in force at the first wave.

    A level that moved later is not counted here: it is `moved_by_bar`. No share is given where the first estimate met
    the level, nor where the first gap is not clearly a gap: a small denominator would make any share of it.
    Source: Fieller (1954), JRSS B 16; chosen over the delta method, whose interval stays finite and symmetric, and
    therefore wrong, as the first gap nears 0.
    """
    moved, gap = last - first, level - first
    if (gap if direction == "higher" else -gap) <= 0:
        return ClosedShare(nan, nan, nan, "first_gap_met")
    t2 = float(critical(df)) ** 2
    leading = gap**2 - t2 * first_se**2
    if leading <= 0:
        return ClosedShare(nan, nan, nan, "first_gap_not_clear")
    middle = moved * gap - t2 * (first_se**2 - covariance)
    constant = moved**2 - t2 * (first_se**2 + last_se**2 - 2 * covariance)
    root = sqrt(max(middle**2 - leading * constant, 0.0))
    return ClosedShare(moved / gap, (middle - root) / leading, (middle + root) / leading, "closing")


def first_gap_closed(series: Series, level: float) -> ClosedShare | None:
    """closed_share from the first wave of a series to its last; `level`: at the first wave. None for a single wave.

    A share says something of a gap of CLOSED_FROM_SE standard errors or more that was not left behind: else, and where
    the share is under -1 or over 2, it is empty with its reason, and the gaps are told in their unit.
    """
    if len(series) < 2:
        return None
    shared = 0.0 if series.covariance is None else float(series.covariance[0, -1])
    (first, last), (first_se, last_se) = series.estimate[[0, -1]], np.sqrt(series.variances[[0, -1]])
    df = float(min(series.df[0], series.df[-1]))
    found = closed_share(first, last, first_se, last_se, level, series.direction, df=df, covariance=shared)
    if found.reason != "closing":
        return found
    if abs(level - first) < policy.CLOSED_FROM_SE * first_se:
        return ClosedShare(nan, nan, nan, "first_gap_small")
    return found if -1 <= found.share <= 2 else ClosedShare(nan, nan, nan, "far_from_closing")


def project(series: Series, steps: ArrayLike = tuple(range(1, policy.FORECAST_WAVES + 1))) -> Combined | None:
    """The true value so many waves after the last, by the line through the last five waves (through two: their line).

    Waves that scatter more than their standard errors say widen it (`Series.misfit`). None for a single wave.
    """
    if len(series) < 2:
        return None
    seen = series.recent
    at = np.asarray(steps, dtype=float)
    return seen.combine(np.column_stack([np.ones_like(at), at]) @ seen.line).scaled(seen.misfit)


def next_wave_p_met(projected: Combined | None, level: float, direction: str) -> float:
    """Probability that the true value at the first projected wave is at the level or better; NaN without a pace."""
    if projected is None:
        return nan
    return _p_met(projected, 0, level, direction)


def _p_met(projected: Combined, step: int, level: float, direction: str) -> float:
    above = float(projected.chance_above(level)[step])
    return above if direction == "higher" else 1 - above


def forecast(series: Series, projected: Combined | None, levels: Sequence[float]) -> Forecast | None:
    """When the level is met: the last wave if it already is, else the first projected wave that does.

    `levels`: the level in force at the last wave and at each projected one, so that a dated tightening counts.
    `low` and `high` do the same with the better and the worse limit of each wave's interval. None without a pace.
    """
    if projected is None:
        return None
    sign, bars = series.sign, series.sign * np.asarray(levels, dtype=float)
    worst, best = sorted((sign * series.low[-1], sign * series.high[-1]))
    value = np.append(sign * series.estimate[-1], sign * projected.value)
    ends = np.sort([sign * projected.low, sign * projected.high], axis=0)
    worse, better = np.append(worst, ends[0]), np.append(best, ends[1])
    # A line that ends on the level to the last digit meets it, whichever way the last bit was rounded.
    bars -= _ROUNDING * np.maximum(np.abs(bars), np.abs(value[0]))
    return Forecast(*(_first(series, track >= bars) for track in (value, better, worse)))


def _first(series: Series, reached: np.ndarray) -> str:
    if not reached.any():
        return BEYOND
    return ahead(series.waves[-1], int(np.argmax(reached)) * series.unit).code


def needed_pace(series: Series, target: float, due: date) -> NeededPace | None:
    """Improvement per wave that meets `target` in the last wave that starts by `due`, beside the present pace.

    0 is needed where the last estimate is already there; NaN where no wave is left. None without a pace.
    """
    if len(series) < 2:
        return None
    left = max(0, months(series.waves[-1].start, due) // series.unit)
    short = max(0.0, series.sign * (target - float(series.estimate[-1])))
    needed = short / left if left else (nan if short else 0.0)
    seen = series.recent
    pace = seen.combine(seen.sign * seen.line[1]).scaled(seen.misfit)
    met = next_wave_p_met(project(series, [left]), target, series.direction)
    return NeededPace(left, needed, float(pace.value[0]), float(pace.low[0]), float(pace.high[0]), met)
