"""Progress of every result over its waves: one row a series, from estimates, gaps and what the specs say of time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from math import inf, isnan, nan
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import ESTIMATE, PROGRESS, SHARES
from benchmarks.progress import closing, trend
from benchmarks.progress.series import Series, ahead, spacing
from benchmarks.reading import Reading
from data.wave import Wave

Pair = tuple[str, str]  # sector and indicator
LevelAt = Callable[[str, str, date], float | None]
_SERIES = ["sector", "category", "enterprise", "indicator"]
_BEFORE_ANY = (None, nan, nan, nan, "too_few_waves")
_NUMBERS = ["estimate", "se", "df", "low", "high"]


def progress(reading: Reading) -> pd.DataFrame:
    """PROGRESS rows of the viewer's scope, one a series; a selected wave is the one to look back from.

    Waves of one survey that share PSUs are compared with their covariance.
    """
    every, last = reading.all_waves(), reading.selection.wave
    found, gaps = every.told(every.estimates).dropna(subset="estimate"), every.told(every.gaps)
    if last is not None:
        found, gaps = (_up_to(frame, Wave.parse(last)) for frame in (found, gaps))
    indicators = {(spec.sector, each.id): each for spec in reading.specs.values() for each in spec.indicators}
    return progress_of(
        found,
        gaps,
        reading.breaks,
        every.told(every.covariance),
        directions={pair: each.direction for pair, each in indicators.items()},
        level_at=lambda sector, name, day: getattr(indicators[sector, name].level_at("benchmark", day), "value", None),
    )


def _up_to(frame: pd.DataFrame, last: Wave) -> pd.DataFrame:
    return frame[np.array([Wave.parse(code) <= last for code in frame["wave"]], dtype=bool)]


def progress_of(
    estimates: pd.DataFrame,
    gaps: pd.DataFrame,
    breaks: Mapping[Pair, Sequence[date]],
    covariance: pd.DataFrame | None = None,
    *,
    directions: Mapping[Pair, str] | None = None,
    level_at: LevelAt | None = None,
) -> pd.DataFrame:
    """PROGRESS rows, one a series, as of its last wave in `estimates` (pass fewer waves to look back).

    `estimates` and `gaps`: ESTIMATE and GAP rows of all waves. `breaks`: dates of changed questions or methods; only
    waves that start on or after the last of them count. `covariance`: sector, category, enterprise, indicator, wave,
    other_wave, covariance of two estimates that share PSUs; pairs that are absent are independent. `directions`: higher
    or lower, read from the sign of the gaps where not given. `level_at(sector, indicator, date)`: the benchmark in
    force then, so that a tightening already decided counts in the forecast; else the last level stays.
    `moved_by_us` and `moved_by_bar` are from from_wave to to_wave and sum to the change of the gap; `closed_share` is
    of the gap at from_wave. Waves with too few answers for a verdict, or without an interval, are left out and noted.
    `since_...` is from the wave before the last, whatever the trend says: the two statements of a series.
    `next_wave_p_met` is empty where a share has to be all or nothing: that is judged sample by sample, not by a line.
    Refuses with a ValueError indicators whose direction neither `directions` nor any gap gives.
    """
    rows, codes = _prepared(estimates, gaps)
    if rows.empty:
        return pd.DataFrame(columns=list(PROGRESS))
    known, asked = dict(directions or {}), {*zip(rows["sector"], rows["indicator"], strict=True)}
    if not asked <= set(known):
        known = _directions(estimates, gaps) | known
    if unknown := sorted(asked - set(known)):
        raise ValueError(f"no direction is given for {', '.join('/'.join(pair) for pair in unknown)}")
    rhythm = {pair: spacing([codes[wave] for wave in set(waves)]) for pair, waves in _by_pair(rows)}
    shared = _shared(covariance)
    ahead_of = _levels_ahead(level_at)
    out = []
    for key, seen in _each(rows):
        pair = (key[0], key[3])
        series, bars, notes = _series(seen, codes, rhythm[pair], known[pair], breaks.get(pair, ()), shared.get(key))
        out.append(_row(key, seen["wave"][-1], series, bars, notes, ahead_of))
    return pd.DataFrame(out, columns=list(PROGRESS))


def series_of(
    estimates: pd.DataFrame,
    gaps: pd.DataFrame,
    breaks: Sequence[date],
    direction: str,
    covariance: pd.DataFrame | None = None,
) -> tuple[Series | None, np.ndarray]:
    """The comparable waves of one series as progress_of takes them, and the benchmark in force at each of them.

    `estimates` and `gaps`: the rows of one sector, category, enterprise and indicator; None where no wave counts.
    """
    rows, codes = _prepared(estimates, gaps)
    if rows.empty:
        return None, np.array([])
    key, seen = next(_each(rows))
    unit = spacing(list(codes.values()))
    return _series(seen, codes, unit, direction, breaks, _shared(covariance).get(key))[:2]


def _prepared(estimates: pd.DataFrame, gaps: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Wave]]:
    """Estimates with the benchmark in force beside them, sorted by series and start; and the waves by code."""
    keys = [*_SERIES, "wave"]
    bars = gaps.loc[gaps["level"] == "benchmark", [*keys, "level_value"]]
    rows = estimates[list(ESTIMATE)].merge(bars, on=keys, how="left")
    codes = {code: Wave.parse(code) for code in rows["wave"].unique()}
    place = {wave.code: at for at, wave in enumerate(sorted(codes.values()))}
    rows["place"] = rows["wave"].map(place)
    least = np.where(rows["source"] == "survey", policy.MIN_RESPONSES, policy.MIN_SAMPLES)
    rows["few"] = rows["n"] < least
    rows["wide"] = rows["estimate"].notna() & (rows["high"] > rows["low"])
    return rows.sort_values([*_SERIES, "place"]).reset_index(drop=True), codes


def _directions(estimates: pd.DataFrame, gaps: pd.DataFrame) -> dict[Pair, str]:
    """higher or lower by indicator: a gap is estimate minus level, turned over where lower is better.

    An indicator on which nobody was ever off the level (all pass) has no side to tell, and no change to give a sign.
    """
    both = gaps.merge(estimates[[*_SERIES, "wave", "estimate"]], on=[*_SERIES, "wave"])
    side = (np.sign(both["gap"]) * np.sign(both["estimate"] - both["level_value"])).groupby(
        [both["sector"], both["indicator"]]
    )
    return {pair: "lower" if total < 0 else "higher" for pair, total in side.sum().items()}


def _by_pair(rows: pd.DataFrame) -> Iterator[tuple[Pair, list[str]]]:
    for (sector, indicator), waves in rows.groupby(["sector", "indicator"], sort=False)["wave"]:
        yield (str(sector), str(indicator)), list(waves)


def _each(rows: pd.DataFrame) -> Iterator[tuple[tuple[str, ...], dict[str, np.ndarray]]]:
    """Key and columns of each series, in order of waves, cut from whole columns: pandas groups too slowly for this."""
    starts = np.flatnonzero((rows[_SERIES] != rows[_SERIES].shift()).any(axis=1).to_numpy())
    names = [*_NUMBERS, "level_value", "wave", "statistic", "few", "wide"]
    columns = {name: rows[name].to_numpy() for name in names}
    keys = list(rows[_SERIES].itertuples(index=False, name=None))
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield keys[start], {name: column[start:end] for name, column in columns.items()}


def _shared(covariance: pd.DataFrame | None) -> dict[tuple[str, ...], dict[frozenset[str], float]]:
    found: dict[tuple[str, ...], dict[frozenset[str], float]] = {}
    if covariance is not None:
        columns = [covariance[name] for name in [*_SERIES, "wave", "other_wave", "covariance"]]
        for *key, wave, other, value in zip(*columns, strict=True):
            found.setdefault(tuple(key), {})[frozenset((wave, other))] = value
    return found


def _levels_ahead(level_at: LevelAt | None) -> Callable[[Pair, Series, float], list[float]]:
    """The benchmark at the last wave and at each wave of the forecast, asked of the specs once per indicator."""
    asked: dict[tuple, list[float]] = {}

    def ahead_of(pair: Pair, series: Series, now: float) -> list[float]:
        if level_at is None:
            return [now] * (policy.FORECAST_WAVES + 1)
        last = series.waves[-1]
        if (at := (*pair, last, series.unit)) not in asked:
            starts = [ahead(last, step * series.unit).start for step in range(1, policy.FORECAST_WAVES + 1)]
            asked[at] = [nan if (value := level_at(*pair, start)) is None else value for start in starts]
        return [now, *asked[at]]

    return ahead_of


def _series(
    seen: dict[str, np.ndarray],
    codes: dict[str, Wave],
    unit: int,
    direction: str,
    breaks: Sequence[date],
    shared: dict[frozenset[str], float] | None,
) -> tuple[Series | None, np.ndarray, list[str]]:
    """The comparable waves as a series, the levels in force at them, and notes on what was left out."""
    waves = np.array([codes[code] for code in seen["wave"]], dtype=object)
    use, notes = _comparable(waves, seen, breaks)
    if not use.any():
        return None, np.array([]), notes
    x = {name: seen[name][use].astype(float) for name in _NUMBERS}
    x["df"] = np.where(np.isnan(x["df"]), inf, x["df"])
    x["se"] = np.nan_to_num(x["se"])
    kept = tuple(waves[use])
    told: dict[str, Any] = {"unit": unit, "direction": direction, "statistic": str(seen["statistic"][-1])}
    series = Series(kept, **x, **told, covariance=_matrix(kept, shared) if shared else None)
    return series, seen["level_value"][use].astype(float), notes


def _comparable(waves: np.ndarray, seen: dict[str, np.ndarray], breaks: Sequence[date]) -> tuple[np.ndarray, list[str]]:
    """Which waves count: since the last break, with enough answers and an interval, one for each start."""
    starts = np.array([wave.start for wave in waves])
    since = max((day for day in breaks if day <= starts[-1]), default=date.min)
    after = starts >= since
    use = after & ~seen["few"] & seen["wide"]
    twice = np.zeros(len(waves), dtype=bool)
    twice[np.flatnonzero(use)[1:]] = starts[use][1:] == starts[use][:-1]
    notes = {
        "series_break": ~after,
        "too_few_answers": after & seen["few"],
        "no_standard_error": after & ~seen["few"] & ~seen["wide"],
        "overlapping_waves": twice,
    }
    return use & ~twice, [note for note, rows in notes.items() if rows.any()]


def _matrix(waves: Sequence[Wave], shared: dict[frozenset[str], float]) -> np.ndarray | None:
    """Covariances of the waves that are left, or None where none of them share PSUs."""
    pairs = [[shared.get(frozenset((one.code, other.code)), 0.0) for other in waves] for one in waves]
    off = np.array(pairs) * (1 - np.eye(len(waves)))
    return off if off.any() else None


def _row(
    key: tuple[str, ...],
    wave: str,
    series: Series | None,
    bars: np.ndarray,
    notes: list[str],
    ahead_of: Callable[[Pair, Series, float], list[float]],
) -> tuple:
    keys = (*key[:3], wave, key[3])
    if series is None:
        reason = ";".join(["not_enough_waves", *notes])
        said = (None, None, nan, nan, nan, "too_few_waves", "none", reason)
        return (*keys, *said, *[nan] * 4, None, None, None, *_BEFORE_ANY)
    found = trend.change(series)
    first = [at.code for at in series.waves].index(found.from_wave)
    x = series.estimate
    moved = closing.Split(nan, nan)
    if len(series) > 1:
        moved = closing.split(x[first], bars[first], x[-1], bars[-1], series.direction)
    said = (*astuple(found)[:-1], ";".join([found.reason, *notes]))
    levels = ahead_of((key[0], key[3]), series, float(bars[-1]))
    closed = None if isnan(bars[first]) else closing.first_gap_closed(series.part(slice(first, None)), bars[first])
    return (
        *keys,
        *said,
        *astuple(moved),
        closed.share if closed else nan,
        *_outlook(series, levels),
        *astuple(trend.since(series)),
    )


def _outlook(series: Series, levels: list[float]) -> tuple:
    """next_wave_p_met and the forecast's wave, low and high."""
    projected = closing.project(series)
    all_or_nothing = series.statistic in SHARES and levels[1] in (0, 1)
    p_met = nan if all_or_nothing else closing.next_wave_p_met(projected, levels[1], series.direction)
    outlook = None if np.isnan(levels).any() else closing.forecast(series, projected, levels)
    return (p_met, *(astuple(outlook) if outlook else (None, None, None)))
