"""Did a project work? Members against others, from a wave by which nobody was chosen; "cannot tell" counts."""

from collections.abc import Mapping
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.estimates.intervals import two_means
from benchmarks.gaps.ladder import points_of_one
from benchmarks.progress.between import judged
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, may_tell
from benchmarks.scope.selection import Selection
from benchmarks.specs.asked import Breaks, broken
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Indicator, Specs
from data.frames import each_row
from data.kept import actions
from data.kept import projects as kept
from data.viewer import LOCAL, Viewer
from data.wave import Wave

PROJECT_EFFECT = (
    *("project", "indicator", "members", "others", "change", "beyond", "low", "high", "verdict", "cost_per_point"),
    *("sector", "title", "reason", "baseline_wave", "measured_wave", "others_change", "promised", "detectable"),
    *("points", "cost_low", "cost_high", "budget", "start", "end", "partners", "se"),
)
VERDICTS = ("worked", "fell_short", "worse", "cannot_tell", "running")
REASONS = (
    *("", "not_measured", "no_baseline", "series_break", "too_few_members", "too_few_others"),
    *("interval_on_both_sides", "not_told"),
)
_NUMBERS = ("change", "beyond", "low", "high", "others_change", "promised", "detectable", "points", "se")


def projects(reading: Reading) -> pd.DataFrame:
    """PROJECT_EFFECT rows of the viewer's projects, whatever wave: positive is better, in the reported unit.

    Its numbers are means over members and over others: they are told where enough of both are not the viewer's own
    (reason not_told), so that no maker sees another's figures through a project.
    """
    viewer = reading.viewer
    mine = reading.selection.only(kept.projects(reading.store, viewer))
    if mine.empty or not viewer.sees_names:
        return pd.DataFrame(columns=list(PROJECT_EFFECT))
    whole, acts = kept.projects(reading.store, LOCAL), actions.actions(reading.store, LOCAL)
    keys = set(zip(mine["sector"], mine["project"], strict=True))
    asked = whole[[pair in keys for pair in zip(whole["sector"], whole["project"], strict=True)]]
    every = reading.of(Selection(sector=reading.selection.sector))
    known = (every.estimates, reading.specs, reading.output_shares)
    return effects_of(asked, whole, acts, *known, viewer, reading.breaks)


def effects_of(
    asked: pd.DataFrame,
    whole: pd.DataFrame,
    acts: pd.DataFrame,
    found: pd.DataFrame,
    specs: Specs,
    shares: Mapping[Member, float],
    viewer: Viewer,
    breaks: Breaks | None = None,
) -> pd.DataFrame:
    """PROJECT_EFFECT rows. whole: every project, acts: every action: who is in one on the problem is no comparison.

    baseline_wave: the last but one that ended before the start, as the last one is what the members were chosen by;
    measured_wave: the first that begins after the end, else the newest begun after the start (verdict running). beyond:
    mean change of members less that of others, t interval of Welch (1947), Biometrika 34, from the spread between
    makers; none where the series breaks in between. worked: the interval is above 0; worse: under 0;
    fell_short: under what was promised, and not above 0; detectable: the least difference found with POWER.
    cost_per_point: budget over ladder points gained by all members.
    """
    rows = [_one(row, whole, acts, found, specs, shares, viewer, breaks or {}) for row in each_row(asked)]
    return pd.DataFrame(rows, columns=list(PROJECT_EFFECT))


def _one(
    row: Any,
    whole: pd.DataFrame,
    acts: pd.DataFrame,
    found: pd.DataFrame,
    specs: Specs,
    shares: Mapping[Member, float],
    viewer: Viewer,
    breaks: Breaks,
) -> dict[str, Any]:
    told: dict[str, Any] = {
        **{"project": row.project, "indicator": row.problem, "sector": row.sector, "title": row.title},
        **{"members": len(row.members.split(";")), "others": 0, "verdict": "cannot_tell", "cost_per_point": nan},
        **{"budget": row.budget, "start": row.start, "end": row.end, "partners": row.partners},
        **dict.fromkeys((*_NUMBERS, "cost_low", "cost_high"), nan),
        **{"baseline_wave": "", "measured_wave": "", "reason": ""},
    }
    indicator = find(specs, row.sector, row.problem)
    here = found[(found["sector"] == row.sector) & (found["indicator"] == row.problem)]
    here = here[here["category"].isin(row.categories.split(";")) & judged(here)]
    base, last, over = _waves(row, list(here["wave"].unique()))
    if indicator is None or last is None:
        return told | {"reason": "not_measured", "verdict": "cannot_tell" if over else "running"}
    told["measured_wave"] = last
    if base is None:
        return told | {"reason": "no_baseline"}
    told["baseline_wave"] = base
    if broken(breaks.get((row.sector, row.problem), ()), Wave.parse(base).start, Wave.parse(last).start):
        return told | {"reason": "series_break"}
    changes, first = _changes(here, base, last, indicator)
    members = set(row.members.split(";"))
    busy = _busy(row, whole, acts)
    mine = changes[changes.index.isin(members)]
    others = changes[~changes.index.isin(members | busy)]
    told["others"] = len(others)
    groups = ([(row.sector, code) for code in group.index] for group in (mine, others))
    if not all(may_tell(viewer, group, shares) for group in groups):
        return told | {"reason": "not_told", "others": len(others)}
    if len(mine) < 2 or len(others) < 2:
        return told | {"reason": "too_few_members" if len(mine) < 2 else "too_few_others"}
    told |= _difference(mine.to_numpy(), others.to_numpy())
    told["promised"] = _promised(row.target, indicator, first.loc[list(mine.index)].mean(), last)
    told["points"] = told["beyond"] * points_of_one(indicator)
    told |= _verdict(told, over) | _cost(row.budget, told, len(mine), points_of_one(indicator))
    return told


def _waves(row: Any, codes: list[str]) -> tuple[str | None, str | None, bool]:
    """Baseline and measured wave, None where there is none, and whether the project is over in the latter."""
    start, end = (pd.Timestamp(day).date() for day in (row.start, row.end))
    ordered = sorted(codes, key=Wave.parse)
    before = [code for code in ordered if Wave.parse(code).end < start]
    after = [code for code in ordered if Wave.parse(code).start > start]
    done = [code for code in after if Wave.parse(code).start > end]
    last = done[0] if done else after[-1] if after else None
    return (before[-2] if len(before) > 1 else None), last, bool(done)


def _changes(here: pd.DataFrame, base: str, last: str, indicator: Indicator) -> tuple[pd.Series, pd.Series]:
    """The change of each maker from wave to wave, positive for better, mean over its categories; and where it was."""
    sign = 1 if indicator.direction == "higher" else -1
    wide = here.pivot_table(index=["enterprise", "category"], columns="wave", values="estimate")
    pair = wide[[base, last]].dropna()
    return (sign * (pair[last] - pair[base])).groupby("enterprise").mean(), pair[base].groupby("enterprise").mean()


def _busy(row: Any, whole: pd.DataFrame, acts: pd.DataFrame) -> set[str]:
    """Makers of the sector that do something about the same problem, in whatever way."""
    same = whole[(whole["sector"] == row.sector) & (whole["problem"] == row.problem)]
    acting = acts[(acts["sector"] == row.sector) & (acts["indicator"] == row.problem)]
    return {code for members in same["members"] for code in members.split(";")} | set(acting["enterprise"])


def _difference(mine: np.ndarray, others: np.ndarray) -> dict[str, float]:
    told, beyond = two_means(mine, others), float(mine.mean() - others.mean())
    return {
        **{"change": float(mine.mean()), "others_change": float(others.mean()), "beyond": beyond},
        **{"low": beyond - told.half, "high": beyond + told.half, "se": told.se, "detectable": told.detectable},
    }


def _promised(target: str, indicator: Indicator, first: float, wave: str) -> float:
    """The improvement that the target asked of the members' mean, 0 where it was met before."""
    level = indicator.level_at(target, Wave.parse(wave).start) if target in ("floor", "benchmark", "frontier") else None
    aim = level.value if level is not None else float(target) if target.replace(".", "").isdigit() else nan
    return max(0.0, (aim - first) * (1 if indicator.direction == "higher" else -1)) if aim == aim else nan


def _verdict(told: Mapping[str, Any], over: bool) -> dict[str, str]:
    if not over:
        return {"verdict": "running"}
    if told["low"] > 0:
        return {"verdict": "worked"}
    if told["high"] < 0:
        return {"verdict": "worse"}
    if told["high"] < told["promised"]:
        return {"verdict": "fell_short"}
    return {"verdict": "cannot_tell", "reason": "interval_on_both_sides"}


def _cost(budget: float, told: Mapping[str, Any], members: int, scale: float) -> dict[str, float]:
    """What a ladder point of one member cost, with its ends; empty where nothing was gained."""
    cost = {
        name: budget / (told[end] * scale * members) if told[end] > 0 else nan
        for name, end in (("cost_per_point", "beyond"), ("cost_low", "high"), ("cost_high", "low"))
    }
    return cost if told["low"] > 0 else dict.fromkeys(cost, nan)
