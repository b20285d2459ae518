"""Did it get better? The method depends on how many comparable waves there are, and its reason is stored.

1 wave: nothing is said. 2: difference test. 3 and 4: weighted slope, marked early. 5 to 11: the Fingertips rule on the
last five waves. 12 and more: XmR chart with the NHS rules. Changes are signed so that positive is better.

Deviations from Fingertips (FingertipsNext TrendMarkerCalculator, PHEindicatormethods assign_trend_markers):
- shares enter with the Cochran-Armitage test (the score test of the same logistic model, with the effective n) instead
  of the Wald test of a logistic regression: the two agree closely, and the score test still works at 0 % and 100 %;
- waves may be half-years, quarters or months, and a missing wave stretches the time axis instead of ending the matter;
- standard errors are those of the design, not the width of the interval over 3.92; shared PSUs enter as covariances.
"""

from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np

from benchmarks import policy
from benchmarks.columns import SHARES
from benchmarks.estimates import intervals
from benchmarks.progress import control_chart
from benchmarks.progress.series import SCORES, Series, critical

VERDICTS = ("improved", "worsened", "no_clear_change", "too_few_waves")
METHODS = ("none", "difference", "early_slope", "trend", "control_chart")
REASONS = (
    "not_enough_waves",  # none
    *("beyond_chance", "within_chance"),  # difference and early slope: the interval excludes 0, or not
    *("chi_square_above_limit", "chi_square_not_above_limit", "outlier_found"),  # trend
    "last_wave_apart",  # trend, after outlier_found: it hangs on the last wave, so the next one will tell
    *(*control_chart.SPECIAL_CAUSES, control_chart.COMMON),  # control chart: what the last wave is part of
    "constant_series",  # any method: the estimates are equal to the last digit
    *("missing_waves", "series_break", "too_few_answers", "no_standard_error", "overlapping_waves"),  # notes, after ";"
)
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Difference:
    """Second estimate minus the first, in their unit, with the interval at the policy's confidence."""

    change: float
    se: float
    df: float
    low: float
    high: float


@dataclass(frozen=True)
class Change:
    """What happened from one wave to another, positive for better; `reason`: codes of REASONS joined with ";"."""

    from_wave: str
    to_wave: str
    change: float
    low: float
    high: float
    verdict: str
    method: str
    reason: str


def difference(
    first: float,
    second: float,
    first_se: float,
    second_se: float,
    *,
    first_df: float = inf,
    second_df: float = inf,
    covariance: float = 0.0,
) -> Difference:
    """Difference of two estimates in one unit; covariance where two waves share PSUs.

    Independent: df by Welch-Satterthwaite (JCGM 100:2008, G.4). With a covariance: the smaller df of the two, because
    the difference rests on the PSUs they share. Infinite df gives the z test.
    """
    se = sqrt(max(first_se**2 + second_se**2 - 2 * covariance, 0.0))
    parts = first_se**4 / first_df + second_se**4 / second_df
    df = (first_se**2 + second_se**2) ** 2 / parts if parts > 0 else inf
    df = min(first_df, second_df) if covariance else df
    half = float(critical(df)) * se
    return Difference(second - first, se, df, second - first - half, second - first + half)


@dataclass(frozen=True)
class Since:
    """What happened since the wave before the last, positive for better; verdict: one of VERDICTS."""

    wave: str | None
    change: float
    low: float
    high: float
    verdict: str


def since(series: Series) -> Since:
    """The last wave against the one before it, by the difference test, whatever the trend over all of them says.

    The same numbers and the same verdict as `benchmarks.actions.changes` has of these two waves.
    """
    if len(series) < 2:
        return Since(None, nan, nan, nan, "too_few_waves")
    pair = series.part(slice(-2, None))
    moved, low, high = _ends(pair)
    return Since(pair.waves[0].code, moved, low, high, _by_interval(low, high)[0])


def change(series: Series) -> Change:
    """The change over a series by the method for its length, with verdict, method and reason.

    `from_wave` is the first wave the method looks at (for the trend the fifth from the end). `change` is the raw
    difference between the two waves with the interval of the difference test; for the control chart it is the last wave
    against the chart's mean, with the natural process limits as interval (without limits, as where no two waves follow
    each other, the raw difference).
    """
    if len(series) < 2:
        code = series.waves[0].code
        return Change(code, code, nan, nan, nan, "too_few_waves", "none", "not_enough_waves")
    if len(series) >= policy.CHART_WAVES:
        return _charted(series)
    seen = series.recent
    moved, low, high = _ends(seen)
    if np.ptp(seen.estimate) == 0:
        verdict, reason = "no_clear_change", "constant_series"
    elif len(seen) == 2:
        verdict, reason = _by_interval(low, high)
    elif len(seen) < policy.TREND_WAVES:
        slope = seen.combine(seen.sign * seen.line[1])
        verdict, reason = _by_interval(slope.low[0], slope.high[0])
    else:
        verdict, reason = _recent_trend(seen)
    method = METHODS[1 + (len(seen) > 2) + (len(seen) >= policy.TREND_WAVES)]
    return Change(seen.waves[0].code, seen.waves[-1].code, moved, low, high, verdict, method, _noted(reason, seen))


def _ends(series: Series) -> tuple[float, float, float]:
    """Last minus first with its interval, positive for better, as `between` has it."""
    last, sign = len(series) - 1, series.sign
    shared = 0.0 if series.covariance is None else float(series.covariance[0, last])
    product = series.se[0] * series.se[last]
    together = float(np.clip(shared / product, -1, 1)) if product else 0.0
    x = series.estimate
    now, then = ((series.low[at], series.high[at]) for at in (last, 0))
    if series.statistic in SHARES:
        low, high = intervals.difference_of_shares(x[last], x[0], now, then, together)
    else:
        se, own = np.sqrt(series.variances), [inf if series.statistic in SCORES else series.df[at] for at in (last, 0)]
        df = {"first_df": series.df[0], "second_df": series.df[last]}
        whole = difference(x[0], x[last], se[0], se[last], covariance=shared, **df)
        low, high = intervals.difference(
            x[last], x[0], now, then, (se[last], se[0], whole.se), (own[0], own[1], whole.df)
        )
    ends = sorted([sign * float(low), sign * float(high)])
    return sign * float(x[last] - x[0]), ends[0], ends[1]


def _by_interval(low: float, high: float) -> tuple[str, str]:
    if low > 0:
        return "improved", "beyond_chance"
    return ("worsened", "beyond_chance") if high < 0 else ("no_clear_change", "within_chance")


def chi_square(series: Series) -> float:
    """(slope / its standard error)2 of the line through the waves, 1 df; for shares the Cochran-Armitage statistic."""
    slope = series.combine(series.line[1])
    return float((slope.value[0] / slope.se[0]) ** 2)


def _recent_trend(series: Series) -> tuple[str, str]:
    """Fingertips: chi2 above its 99.8 % limit, and the slope keeps its sign when any one wave is left out."""
    if chi_square(series) <= policy.TREND_CHI_SQUARE:
        return "no_clear_change", "chi_square_not_above_limit"
    slope = series.line[1] @ series.estimate
    every = np.arange(len(series))
    rests = np.array([rest.line[1] @ rest.estimate for rest in (series.part(every != left) for left in every)])
    # A slope of 0 without one wave is a changed sign too, and rounding must not give it one.
    changed = rests / slope < _ROUNDING
    if changed.any():
        return "no_clear_change", "outlier_found;last_wave_apart" if changed[-1] else "outlier_found"
    return ("improved" if np.sign(slope) == series.sign else "worsened"), "chi_square_above_limit"


def _charted(series: Series) -> Change:
    chart = control_chart.xmr(on_grid(series), direction=series.direction)
    limits = chart.segments[-1]
    moved, half = series.sign * float(series.estimate[-1] - limits.mean), limits.upper - limits.mean
    ends = _ends(series) if np.isnan(half) else (moved, moved - half, moved + half)
    verdict = {control_chart.IMPROVEMENT: "improved", control_chart.CONCERN: "worsened"}
    reason = "constant_series" if np.ptp(series.estimate) == 0 else chart.special_cause[-1] or control_chart.COMMON
    return Change(
        series.waves[0].code,
        series.waves[-1].code,
        *ends,
        verdict.get(chart.variation or "", "no_clear_change"),
        "control_chart",
        _noted(reason, series),
    )


def on_grid(series: Series) -> list[float | None]:
    """The estimates wave by wave with None where one is missing; as they come where the rhythm is irregular."""
    place = series.time - series.time[0]
    if np.any(np.abs(place - np.round(place)) > 1e-9):
        return list(series.estimate)
    found = dict(zip(np.round(place).astype(int).tolist(), series.estimate.tolist(), strict=True))
    return [found.get(at) for at in range(max(found) + 1)]


def _noted(reason: str, series: Series) -> str:
    return f"{reason};missing_waves" if np.any(np.diff(series.time) > 1) else reason
