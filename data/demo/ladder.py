"""From points to values: the ladder that was in force when the demo begins, read upside down."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.demo.seeds import WAVES
from data.wave import Wave

STEP = 20.0  # points from floor to benchmark, and from benchmark to frontier
ONWARD = 0.25  # of the step from floor to benchmark, for the 20 points beyond a benchmark that is the frontier too


@dataclass(frozen=True)
class Ladder:
    """Three levels of one indicator and the range of its statistic, all in the reported unit; up is 1 or -1."""

    floor: float
    benchmark: float
    frontier: float
    low: float
    high: float
    up: float

    @property
    def rung(self) -> float:
        """The middling distance between two neighbouring levels: the measure of scatter and uncertainty."""
        steps = [abs(self.benchmark - self.floor), abs(self.frontier - self.benchmark)]
        apart = [step for step in steps if step > 0] or [0.05 * abs(self.floor) or 0.05]
        return float(np.prod(apart) ** (1 / len(apart)))

    def value(self, points: NDArray) -> NDArray:
        """Values that stand at these points; both ends go on with their own slope, inside the range."""
        first, second = self.benchmark - self.floor, self.frontier - self.benchmark
        if first == second == 0:  # one value for all three: a rung for each step around it
            return np.clip(self.floor + (points - 80) / STEP * self.up * self.rung, self.low, self.high)
        onward = second or ONWARD * first  # where benchmark and frontier are one, makers still differ beyond them
        inner = np.interp(points, [60, 80, 100], [self.floor, self.benchmark, self.benchmark + onward])
        below = np.minimum(points - 60, 0) / STEP * (first or second)
        above = np.maximum(points - 100, 0) / STEP * onward
        return np.clip(inner + below + above, self.low, self.high)


def ladder(indicator: Any, day: date) -> Ladder:
    """The ladder of an indicator as it stands on a day; a level not yet in force counts with its first value."""
    up = 1.0 if indicator.direction == "higher" else -1.0
    low, high = _possible(indicator)
    entries = (getattr(indicator.levels, name) for name in ("floor", "benchmark", "frontier"))
    floor, benchmark, frontier = (_in_force(each, day) for each in entries)
    known = [value for value in (floor, benchmark, frontier) if value is not None]
    gap = (max(known) - min(known)) / (2 if benchmark is None else 1) or 0.1 * abs(known[0]) or 0.1
    # A level the spec does not have is set where a ladder of even steps would have it.
    if benchmark is None:
        benchmark = floor + up * gap if floor is not None else known[-1] - up * gap
    floor = benchmark - up * gap if floor is None else floor
    frontier = benchmark + up * gap if frontier is None else frontier
    return Ladder(floor, benchmark, frontier, low, high, up)


def kept_floor(indicator: Any, wave: int) -> float | None:
    """The floor that makers keep clear of in wave number `wave`; None where no floor is mandatory in the demo's time.

    Where a mandatory floor comes or tightens on the way, makers go towards it from the first wave on and are there one
    wave before it counts: nobody jumps on the day.
    """
    starts = [Wave.parse(code).start for code in WAVES]
    binding = [each for each in indicator.levels.floor if each.binding and each.valid_from <= starts[-1]]
    if not binding:
        return None
    target = (max if indicator.direction == "higher" else min)(binding, key=lambda entry: entry.value)
    first = next(w for w, start in enumerate(starts) if target.valid_from <= start)
    begin = ladder(indicator, starts[0]).floor
    way = 1.0 if first <= 1 else min(1.0, wave / (first - 1))
    return begin + way * (target.value - begin)


def _in_force(entries: Any, day: date) -> float | None:
    past = [entry for entry in entries if entry.valid_from <= day]
    chosen = past[-1:] or entries[:1]
    return float(chosen[0].value) if chosen else None


def _possible(indicator: Any) -> tuple[float, float]:
    """The range of the statistic in the reported unit."""
    if indicator.statistic in ("share", "top_box", "conformity"):
        return 0.02, 0.98
    if indicator.statistic == "nps":
        return -95.0, 95.0
    if indicator.statistic == "per_100":
        return 100.0 * indicator.range.min, 100.0 * indicator.range.max
    ends = indicator.to_reported(np.array([indicator.range.min, indicator.range.max], dtype=float))
    return float(min(ends)), float(max(ends))
