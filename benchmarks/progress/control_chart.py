"""XmR control chart (individuals and moving ranges) by the NHS "Making Data Count" rules.

Source: NHSRplotthedots 0.2.2, rule by rule, its quirks included: moving ranges are screened once, a constant series has
no limits, a tie breaks a run, a point outside the limits does not count towards two in three, a point that two trends
share takes the direction on its right, a target on a limit is `inconsistent`.

Missing values, which the reference does not treat: a missing point keeps its place and gets no word; it enters neither
the mean nor a moving range, and no run, trend or "two in three" reaches across it, because the wave nobody measured may
have been the one that broke the pattern. `variation` is then the word of the last measured point of the last segment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, nan

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

LIMIT = 2.66  # three sigma in mean moving ranges: 3 / d2 with d2 = 1.128 for ranges of two (Wheeler)
NEAR = 2 * (LIMIT / 3)  # two sigma
SCREEN = 3.267  # D4 for ranges of two: a moving range beyond it is itself a special cause and would widen the limits
RUN = 7  # points on one side, and points of a trend
TRIAL = 13  # with fewer points the limits are trial limits (the reference warns "n < 12" and tests n < 13)
# Chance that the last point of a series that never changes is called special at one of its points at least, where the
# chart is read anew at each from the 12th on: (points, chance), of 1,500 series of normal values, standard errors at
# most 0.012. No rule corrects for it; who reads a chart every time has to know it.
OVER_A_RUN = ((12, 0.01), (16, 0.05), (20, 0.09), (24, 0.13), (30, 0.20), (40, 0.28))
SHORTEST_BASELINE = 12  # the reference refuses to lock limits on fewer points

DIRECTIONS = {"higher": 1, "lower": -1, "neutral": 0}
SPECIAL_CAUSES = (
    *("Above UCL", "Below LCL"),
    *("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    *("2 in 3 Above CL", "2 in 3 Below CL"),
    *("7 Points Above CL", "7 Points Below CL"),
)
COMMON, IMPROVEMENT, CONCERN = "common_cause", "special_cause_improvement", "special_cause_concern"
NEUTRAL_HIGH, NEUTRAL_LOW = "special_cause_neutral_high", "special_cause_neutral_low"
PASS, FAIL, HIT_OR_MISS = "consistent_pass", "consistent_fail", "inconsistent"


@dataclass(frozen=True)
class Segment:
    """Limits from one rebase to the next: `start` counts from 0, `n` measured points; `trial` limits may still move."""

    start: int
    n: int
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    trial: bool


@dataclass(frozen=True)
class Chart:
    """What the chart says, point by point, of the last point (`variation`) and of the target (`assurance`)."""

    segments: tuple[Segment, ...]
    special_cause: tuple[str | None, ...]
    point_type: tuple[str | None, ...]
    variation: str | None
    assurance: str | None


def xmr(
    values: Sequence[float | None],
    *,
    target: float | None = None,
    direction: str = "higher",
    screen: bool = True,
    rebase: Sequence[int] = (),
    baseline: int | None = None,
) -> Chart:
    """Limits, special causes, variation and assurance of a series in order of time, in the series' own unit.

    `special_cause` holds one of SPECIAL_CAUSES per point, or None (common cause, or missing). `rebase`: positions, from
    0, at which a new segment starts; those past the end have not come yet. `baseline`: limits of each segment from its
    first so many measured points. One point has a mean but no limits (NaN), two have trial limits, none has no segment.
    Refuses an unknown direction and a baseline under 12 with a ValueError. Source: NHSRplotthedots 0.2.2.
    """
    if direction not in DIRECTIONS:
        raise ValueError(f"a direction is one of {', '.join(DIRECTIONS)}; got {direction!r}")
    if baseline is not None and baseline < SHORTEST_BASELINE:
        raise ValueError(f"a baseline needs {SHORTEST_BASELINE} points or more; got {baseline}")
    y = np.asarray(values, dtype=float)
    if y.size == 0:
        return Chart((), (), (), None, None)
    starts = [0, *sorted({at for at in rebase if 0 < at < y.size})]
    parts = list(zip(starts, [*starts[1:], y.size], strict=True))
    segments = tuple(_segment(y[begin:end], begin, screen, baseline) for begin, end in parts)
    words = [
        word for segment, (begin, end) in zip(segments, parts, strict=True) for word in _words(y[begin:end], segment)
    ]
    types = [None if np.isnan(at) else _point_type(word, direction) for at, word in zip(y, words, strict=True)]
    measured = [kind for kind in types[starts[-1] :] if kind is not None]
    return Chart(
        segments,
        tuple(words),
        tuple(types),
        measured[-1] if measured else None,
        _assurance(target, segments[-1], direction),
    )


def error_over_run(points: int) -> float:
    """Chance (0 to 1) of a special cause by mistake at one reading at least, of one at each point from the 12th on.

    Linear between the points of OVER_A_RUN; the nearest of them outside of it, so that it is at least that from 40 on.
    """
    return float(np.interp(points, [run for run, _ in OVER_A_RUN], [chance for _, chance in OVER_A_RUN]))


def _segment(y: np.ndarray, start: int, screen: bool, baseline: int | None) -> Segment:
    measured = ~np.isnan(y)
    held = np.where(np.cumsum(measured) <= (baseline or y.size), y, nan)
    ranges = np.abs(np.diff(held))
    ranges = ranges[~np.isnan(ranges)]
    if screen:
        ranges = ranges[ranges < SCREEN * _mean(ranges)]
    mean, mean_range = _mean(held[~np.isnan(held)]), _mean(ranges)
    n = int(measured.sum())
    return Segment(
        start,
        n,
        mean,
        mean - LIMIT * mean_range,
        mean + LIMIT * mean_range,
        mean - NEAR * mean_range,
        mean + NEAR * mean_range,
        n < TRIAL,
    )


def _mean(values: np.ndarray) -> float:
    # A point equal to the mean breaks a run, so the last bit of the mean decides words: a second, exact pass gives the
    # correctly rounded mean, as R's extended precision does.
    if values.size == 0:
        return nan
    first = fsum(values) / values.size
    return first + fsum((*values, *[-first] * values.size)) / values.size


def _words(y: np.ndarray, limits: Segment) -> list[str | None]:
    side = np.sign(y - limits.mean)
    outside = (y > limits.upper) | (y < limits.lower)
    close = ~outside & ((y > limits.near_upper) | (y < limits.near_lower))
    steps = np.sign(np.diff(y))
    trend = _covered(np.abs(_windows(steps, RUN - 1).sum(axis=1)) == RUN - 1, RUN, y.size)
    shared = trend & np.append(trend[1:], False)
    rising = np.where(shared, np.append(steps, 0), np.append(0, steps)) > 0
    same_side = np.abs(_windows(side, 3).sum(axis=1)) == 3
    two_in_three = close & _covered(same_side & (_windows(close, 3).sum(axis=1) >= 2), 3, y.size)
    run = _covered(np.abs(_windows(side, RUN).sum(axis=1)) == RUN, RUN, y.size)
    above = side > 0
    rules = ((outside, above), (trend, rising), (two_in_three, above), (run, above))
    words: list[str | None] = [None] * y.size
    for number, (fires, upward) in reversed(list(enumerate(rules))):
        for at in np.flatnonzero(fires):
            words[at] = SPECIAL_CAUSES[2 * number + (not upward[at])]
    return words


def _windows(values: np.ndarray, width: int) -> np.ndarray:
    return sliding_window_view(values, width) if values.size >= width else np.empty((0, width))


def _covered(hits: np.ndarray, width: int, size: int) -> np.ndarray:
    covered = np.zeros(size, dtype=bool)
    for start in np.flatnonzero(hits):
        covered[start : start + width] = True
    return covered


def _point_type(word: str | None, direction: str) -> str:
    if word is None:
        return COMMON
    upward = "Above" in word or "Increasing" in word
    if direction == "neutral":
        return NEUTRAL_HIGH if upward else NEUTRAL_LOW
    return IMPROVEMENT if upward == (direction == "higher") else CONCERN


def _assurance(target: float | None, last: Segment, direction: str) -> str | None:
    if target is None or direction == "neutral":
        return None
    if target > last.upper:
        return FAIL if direction == "higher" else PASS
    if target < last.lower:
        return PASS if direction == "higher" else FAIL
    return HIT_OR_MISS
