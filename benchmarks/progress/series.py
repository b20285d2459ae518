"""One indicator of one enterprise over its waves: the time axis, the variances, and the line through them.

Everything that is said about change is a linear combination of the waves' estimates (a difference, a slope, a value
projected ahead), so there is one place that gives such a combination its standard error and degrees of freedom.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import inf, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from benchmarks import policy
from benchmarks.columns import SHARES
from data.wave import Wave

SCORES = (*SHARES, "nps")  # statistics whose interval is a score interval, made with the normal quantile
Vector = NDArray[np.float64]
Z = float(special.ndtri((1 + policy.CONFIDENCE) / 2))


def critical(df: ArrayLike) -> Vector:
    """Two-sided critical value of Student's t at the policy's confidence; df may be infinite (normal)."""
    return np.asarray(special.stdtrit(np.asarray(df, dtype=float), (1 + policy.CONFIDENCE) / 2), dtype=float)


@dataclass(frozen=True)
class Combined:
    """Linear combinations of estimates with their standard errors, degrees of freedom, and deviations to each side.

    down, up: the standard error where answers are symmetric; of lopsided ones what makes the interval as lopsided.
    """

    value: Vector
    se: Vector
    df: Vector
    down: Vector
    up: Vector

    @property
    def low(self) -> Vector:
        """Lower limit at the policy's confidence."""
        return self.value - critical(self.df) * self.down

    @property
    def high(self) -> Vector:
        """Upper limit at the policy's confidence."""
        return self.value + critical(self.df) * self.up

    def scaled(self, factor: float) -> "Combined":
        """The same with all errors so many times as large."""
        return replace(self, se=factor * self.se, down=factor * self.down, up=factor * self.up)

    def chance_above(self, level: ArrayLike) -> Vector:
        """Probability that the true value is above the level; 0.975 where the lower limit touches it."""
        over = self.value - np.asarray(level, dtype=float)
        return special.stdtr(self.df, over / np.where(over > 0, self.down, self.up))


@dataclass(frozen=True, eq=False)
class Series:
    """Estimates in order of waves without missing ones, in the indicator's reported unit (shares 0..1).

    `df` is infinite for a normal interval. `unit`: months from one wave to the next in the round's rhythm.
    `covariance`: symmetric matrix, only what stands off its diagonal is read; None where no two waves share PSUs.
    """

    waves: tuple[Wave, ...]
    estimate: Vector
    se: Vector
    df: Vector
    low: Vector
    high: Vector
    unit: int
    direction: str = "higher"
    statistic: str = "mean"
    covariance: Vector | None = None

    @classmethod
    def of(cls, codes: Sequence[str], estimate: ArrayLike, se: ArrayLike, **more: object) -> "Series":
        """A series from wave codes, estimates and standard errors; t intervals unless `low`, `high` are given."""
        waves = tuple(Wave.parse(code) for code in codes)
        x, s = np.asarray(estimate, dtype=float), np.broadcast_to(np.asarray(se, dtype=float), len(waves))
        half = critical(np.asarray(more.get("df", inf), dtype=float)) * s
        given = {"df": inf, "low": x - half, "high": x + half, "unit": spacing(waves)} | more
        for name in ("df", "low", "high"):
            given[name] = np.broadcast_to(np.asarray(given[name], dtype=float), len(waves))
        return cls(waves, x, s, **given)

    def __len__(self) -> int:
        return len(self.waves)

    @property
    def sign(self) -> int:
        """+1 where higher is better, -1 where lower is: times a raw change gives one with positive for better."""
        return 1 if self.direction == "higher" else -1

    @cached_property
    def time(self) -> Vector:
        """The waves' starts in waves before the last one: ..., -2, -1, 0, with real gaps where waves are missing."""
        return np.array([-months(wave.start, self.waves[-1].start) / self.unit for wave in self.waves])

    @cached_property
    def recent(self) -> "Series":
        """The waves that a trend and a pace look at: the last five, or all of fewer."""
        return self.part(slice(-policy.TREND_WAVES, None)) if len(self) > policy.TREND_WAVES else self

    def part(self, chosen: slice | Vector) -> "Series":
        """The series of the chosen waves only, on the same unit of time."""
        waves = tuple(np.array(self.waves, dtype=object)[chosen])
        arrays = {name: getattr(self, name)[chosen] for name in ("estimate", "se", "df", "low", "high")}
        inner = None if self.covariance is None else self.covariance[chosen][:, chosen]
        inner = inner if np.any(inner) else None
        return replace(self, waves=waves, covariance=inner, **arrays)

    @cached_property
    def variances(self) -> Vector:
        """Variance of each estimate.

        A share takes the share pooled over its waves and the n behind its Wilson interval, so that the slope's chi2 is
        the Cochran-Armitage test. An estimate whose answers all agree (se 0) takes the width of its interval.
        """
        from_width = ((self.high - self.low) / (2 * Z)) ** 2
        if self.statistic not in SHARES:
            return np.where(self.se > 0, self.se**2, from_width)
        n = behind_wilson(self.estimate, self.low, self.high)
        pooled = float(n @ self.estimate / n.sum())
        return pooled * (1 - pooled) / n if 0 < pooled < 1 else from_width

    @cached_property
    def matrix(self) -> Vector:
        """Variances and covariances of the estimates; a covariance keeps its correlation where a variance is pooled."""
        ratio = np.sqrt(np.divide(self.variances, self.se**2, out=np.zeros(len(self)), where=self.se > 0))
        out = self.covariance * np.outer(ratio, ratio)
        np.fill_diagonal(out, self.variances)
        return out

    def combine(self, weights: Vector) -> Combined:
        """weights @ estimates, a row each; df by Welch-Satterthwaite, or the fewest of a wave where PSUs are shared."""
        weights = np.atleast_2d(weights)
        down, up = self.sides
        sides = np.where(weights > 0, down, up), np.where(weights > 0, up, down)
        ends = [self._deviation(weights, side) for side in (np.sqrt(self.variances), *sides)]
        if self.covariance is not None:
            df = np.full(len(weights), self.df.min())
            return Combined(weights @ self.estimate, ends[0], df, *ends[1:])
        parts = weights**2 * self.variances
        total = (parts**2 / self.df).sum(axis=1)
        df = np.divide(ends[0] ** 4, total, out=np.full(len(weights), inf), where=total > 0)
        return Combined(weights @ self.estimate, ends[0], df, *ends[1:])

    @cached_property
    def sides(self) -> tuple[Vector, Vector]:
        """Deviation of each estimate downwards and upwards, read from its interval; of a pooled share its own."""
        if self.statistic in SHARES:
            return np.sqrt(self.variances), np.sqrt(self.variances)
        reach = critical(np.where(self.statistic in SCORES, inf, self.df))
        return (self.estimate - self.low) / reach, (self.high - self.estimate) / reach

    def _deviation(self, weights: Vector, deviations: Vector) -> Vector:
        """Standard deviation of each combination of independent or correlated estimates with these deviations."""
        parts = weights * deviations
        if self.covariance is None:
            return np.sqrt((parts**2).sum(axis=1))
        unit = np.sqrt(self.variances)
        together = np.divide(self.matrix, np.outer(unit, unit), out=np.eye(len(self)), where=np.outer(unit, unit) > 0)
        return np.sqrt(np.clip(np.einsum("ki,ij,kj->k", parts, together, parts), 0, None))

    @cached_property
    def line(self) -> Vector:
        """Weights for the level at the last wave (row 0) and the slope per wave (row 1): generalised least squares.

        Without covariances this is the weighted regression with 1 / variance that Fingertips uses.
        """
        design = np.column_stack([np.ones(len(self)), self.time])
        precise = self._divided(design).T
        return np.asarray(np.linalg.solve(precise @ design, precise), dtype=float)

    def _divided(self, columns: Vector) -> Vector:
        """The inverse of the covariance matrix times columns."""
        if self.covariance is None:
            return (columns.T / self.variances).T
        return np.asarray(np.linalg.solve(self.matrix, columns), dtype=float)

    @cached_property
    def misfit(self) -> float:
        """Factor by which the waves scatter about their line more than their standard errors say, at least 1.

        Source: Birge ratio, as the Particle Data Group scales the error of inconsistent measurements.
        """
        if len(self) < 3:
            return 1.0
        level, slope = self.line @ self.estimate
        off = self.estimate - level - slope * self.time
        return max(1.0, sqrt(float(off @ self._divided(off)) / (len(self) - 2)))


def behind_wilson(share: ArrayLike, low: ArrayLike, high: ArrayLike) -> Vector:
    """The n behind a Wilson interval: at the limit L that lies nearer to one half, (p - L)2 = z2 L (1 - L) / n."""
    p, bottom, top = (np.asarray(x, dtype=float) for x in (share, low, high))
    limit = np.where(p > 0.5, bottom, top)
    return Z**2 * limit * (1 - limit) / (p - limit) ** 2


def months(earlier: date, later: date) -> int:
    """Months from the month of one date to that of another."""
    return 12 * (later.year - earlier.year) + later.month - earlier.month


def length(wave: Wave) -> int:
    """Months that a wave lasts: 1, 3, 6 or 12."""
    return wave.end.month - wave.start.month + 1


def spacing(waves: Sequence[Wave]) -> int:
    """Months from wave to wave: the smallest gap between starts, or a lone wave's own length."""
    starts = sorted(set(waves))
    gaps = [gap for one, after in pairwise(starts) if (gap := months(one.start, after.start)) > 0]
    return min(gaps, default=length(starts[-1]))


def ahead(wave: Wave, by: int) -> Wave:
    """The wave that starts so many months later, named like this one, or as a month where no such wave starts then."""
    total = 12 * wave.start.year + wave.start.month - 1 + by
    year, month, lasts = total // 12, total % 12 + 1, length(wave)
    if lasts == 1 or (month - 1) % lasts:
        return Wave.parse(f"{year}-{month:02d}")
    return Wave.parse({12: f"{year}", 6: f"{year}H{month // 6 + 1}", 3: f"{year}Q{month // 3 + 1}"}[lasts])
