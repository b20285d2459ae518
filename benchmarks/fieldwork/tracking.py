"""How far a running round is: planned, in, and what will be in at its end at this pace, by maker and stratum."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil, floor, inf, nan, sqrt
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.columns import LOOK, MARGINS, RATES, TRACK
from benchmarks.fieldwork.rates import OUTCOMES, margins_of, partial_r, r_indicator, raking_of, rates_of
from benchmarks.reading import Reading
from data.kept.fieldwork import COUNTED, PLANNED, Told, newest

STATES = ("done", "on_pace", "cannot_tell", "behind", "over_short")
_ALL = ("administrator", "regulator", "association")


class Forecast(NamedTuple):
    """Interviews at the end: expected and its prediction interval, and how many a day come in."""

    value: float
    low: float
    high: float
    pace: float


def forecast(daily: Sequence[int], days_left: int) -> Forecast:
    """What days_left more days bring at the pace of the days so far, with a prediction interval at the usual level.

    A day's variance is that of the days, and its mean at least (counts are no more even than chance): the rest has
    left x variance, and the pace itself left2 x variance / days; t with days - 1 degrees of freedom.
    """
    days, total = len(daily), float(sum(daily))
    if days_left <= 0 or not days:
        return Forecast(total, total, total, total / days if days else 0.0)
    pace = total / days
    variance = max(float(np.var(daily, ddof=1)) if days > 1 else 0.0, pace)
    se = sqrt(days_left * variance + days_left**2 * variance / days)
    times = float(special.stdtrit(days - 1 if days > 1 else inf, (1 + policy.CONFIDENCE) / 2))
    value = total + days_left * pace
    return Forecast(value, max(total, value - times * se), value + times * se, pace)


def state_of(planned: int, counted: int, found: Forecast, days_left: int) -> str:
    """done: all are in; behind: the whole interval is short of the plan; on_pace: none of it; over_short: too late."""
    if counted >= planned:
        return "done"
    if days_left <= 0:
        return "over_short"
    if ceil(found.high) < planned:
        return "behind"
    return "on_pace" if floor(found.low) >= planned else "cannot_tell"


def track(reading: Reading) -> pd.DataFrame:
    """TRACK rows of the running rounds: by maker those the viewer is told of, by stratum for who sees a whole sector.

    Interim files are counted, never estimated: no row says what was answered.
    """
    found = [_rows(plan, counts) for plan, counts in _rounds(reading)]
    rows = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=list(TRACK))
    makers = reading.told(rows[rows["by"] == "maker"])
    if reading.viewer.role not in _ALL:
        return makers
    return pd.concat([makers, reading.selection.only(rows[rows["by"] == "stratum"])], ignore_index=True)


def look(reading: Reading) -> pd.DataFrame:
    """LOOK rows: interviews to look at, by interviewer's code and reason, the most unusual first; nothing is dropped.

    share: of the interviewer's own interviews; usual: of all interviewers' together. Who sees a whole sector is told.
    """
    rows = [row for _, counts in _rounds(reading) if counts is not None for row in _looked(counts)]
    made = pd.DataFrame(rows, columns=list(LOOK))
    if reading.viewer.role not in _ALL:
        return made.iloc[:0]
    return made.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def rates(reading: Reading) -> pd.DataFrame:
    """RATES rows, one a stratum and one (stratum "") for the round, of rounds whose files had disposition codes."""
    rows = [row for _, counts in _rounds(reading) if counts is not None for row in _rated(counts)]
    made = pd.DataFrame(rows, columns=list(RATES))
    return made if reading.viewer.role in _ALL else made.iloc[:0]


def margins(reading: Reading) -> pd.DataFrame:
    """MARGINS rows of the rounds in which raking to the contacts helps: what `load --margins` takes for one of them.

    share: of a stratum in the contacts that are, or may be, eligible; weighting_deff: what the weights will cost. Who
    sees a whole sector is told.
    """
    held = [(counts, _strata(counts)) for _, counts in _rounds(reading) if counts is not None]
    rows = [
        (*counts[:3], "stratum", stratum, share, r_indicator(strata)[1])
        for counts, strata in held
        if raking_of(strata)[1] == "helps"
        for stratum, share in sorted(margins_of(strata).items())
    ]
    made = pd.DataFrame(rows, columns=list(MARGINS))
    return made if reading.viewer.role in _ALL else made.iloc[:0]


def _rounds(reading: Reading) -> Iterator[tuple[Told, Told | None]]:
    """Each planned round of the selection that still runs: its plan, and its last counts."""
    told = newest(reading.store, reading.viewer)
    counts = {each[:3]: each for each in told if each.kind == COUNTED}
    chosen = reading.selection
    for plan in told:
        asked = (chosen.sector in (None, plan.sector), chosen.wave in (None, plan.wave))
        if plan.kind == PLANNED and all(asked):
            yield plan, counts.get(plan[:3])


def _rows(plan: Told, counts: Told | None) -> pd.DataFrame:
    """TRACK rows of one round."""
    wanted = pd.DataFrame(plan.content["rows"], columns=["enterprise", "category", "stratum", "n"])
    held = [] if counts is None else counts.content["counts"]
    got = pd.DataFrame(held, columns=["enterprise", "category", "stratum", "day", "n"])
    starts, ends = (date.fromisoformat(plan.content[name]) for name in ("starts", "ends"))
    as_of = starts - timedelta(days=1) if counts is None else counts.as_of
    days = [str(starts + timedelta(days=k)) for k in range(max((as_of - starts).days + 1, 0))]
    left = (ends - max(as_of, starts - timedelta(days=1))).days
    rows: list[dict[str, Any]] = []
    for by, keys in (("maker", ["category", "enterprise"]), ("stratum", ["stratum"])):
        asked = wanted.groupby(keys)["n"].sum()
        if by == "stratum" and set(asked.index) == {""}:
            continue
        for place, planned in asked.items():
            named = dict(zip(keys, place if isinstance(place, tuple) else (place,), strict=True))
            mine = got[np.all([got[name] == value for name, value in named.items()], axis=0)] if len(got) else got
            daily, counted = _daily(mine, days), int(mine["n"].sum())
            found = forecast(daily, left)
            rows.append(
                {
                    **{"sector": plan.sector, "survey": plan.survey, "wave": plan.wave, "by": by},
                    **{"category": "", "enterprise": "", "stratum": ""},
                    **named,
                    **{"planned": int(planned), "in": counted, "share": counted / planned if planned else nan},
                    **{"pace": found.pace, "days_left": max(left, 0), "forecast": found.value},
                    **{"low": found.low, "high": found.high, "state": state_of(int(planned), counted, found, left)},
                    **{"as_of": None if counts is None else as_of, "ends": ends},
                }
            )
    return pd.DataFrame(rows, columns=list(TRACK))


def _daily(mine: pd.DataFrame, days: Sequence[str]) -> list[int]:
    """Interviews of each day so far; what has no day, or one outside, is spread evenly over them."""
    by_day = mine.groupby("day")["n"].sum().to_dict()
    placed = [int(by_day.get(day, 0)) for day in days]
    rest = int(mine["n"].sum()) - sum(placed)
    if not days or not rest:
        return placed
    base, more = divmod(rest, len(days))
    return [n + base + (place < more) for place, n in enumerate(placed)]


def _looked(counts: Told) -> Iterator[tuple]:
    held, listed = counts.content["interviewers"], counts.content["look"]
    every = sum(held.values())
    usual: dict[str, int] = {}
    for _, reason, n, _ in listed:
        usual[reason] = usual.get(reason, 0) + n
    for who, reason, n, examples in listed:
        yield (*counts[:3], who, held[who], reason, n, n / held[who], usual[reason] / every, ";".join(examples))


def _rated(counts: Told) -> Iterator[tuple]:
    strata = _strata(counts)
    if not strata:
        return
    every = {name: sum(each.get(name, 0) for each in strata.values()) for name in OUTCOMES}
    whole, by, (p, helps) = r_indicator(strata), partial_r(strata), raking_of(strata)
    parts = [("", every, (*whole, nan, p, helps))]
    parts += [(each, n, (nan, nan, by.get(each, nan), nan, "")) for each, n in sorted(strata.items()) if each]
    for stratum, n, rest in parts:
        found = rates_of(n)
        told = [n.get(name, 0) for name in OUTCOMES]
        yield (
            *(*counts[:3], stratum, sum(told), *told, found["e"]),
            *(*(found[f"rr{k}"] for k in range(1, 7)), *rest),
        )


def _strata(counts: Told) -> dict[str, dict[str, int]]:
    """The outcomes of contacts by stratum."""
    strata: dict[str, dict[str, int]] = {}
    for stratum, name, n in counts.content["contacts"]:
        strata.setdefault(stratum, {})[name] = n
    return strata
