"""What changed with a wave: floors newly broken, benchmarks newly met, movers beyond chance, actions that came due."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.actions.verdicts import verdicts
from benchmarks.columns import KEYS
from benchmarks.gaps import floors
from benchmarks.gaps.false_alarms import q_values
from benchmarks.progress.between import between, judged, p_value, with_covariance
from benchmarks.reading import Reading
from benchmarks.specs.asked import broken
from data.wave import Wave, in_order

KINDS = ("broken_floor", "met_benchmark", "lost_benchmark", "improved", "worsened", "due_action")
CHANGED = (
    *("kind", *KEYS, "before_wave", "before", "after"),
    *("change", "change_low", "change_high", "q", "level_value", "cite", "action", "state"),
)
_SERIES = ["sector", "category", "enterprise", "indicator"]
_TAKEN = ["source", "n", "estimate", "se", "df", "low", "high"]


@dataclass(frozen=True)
class Changes:
    """rows: CHANGED, by kind; compared: series with a wave before; by_chance: movers that chance alone would make.

    anew: how many series begin with this wave, as their question, scale, order or method was changed.
    """

    wave: str | None
    rows: pd.DataFrame
    compared: int
    by_chance: float
    anew: int = 0

    def of(self, kind: str) -> pd.DataFrame:
        """The rows of one kind."""
        return self.rows[self.rows["kind"] == kind]


def changes(reading: Reading) -> Changes:
    """What the selected wave, or the newest, brought in the viewer's scope, each series against its own wave before."""
    every, wave = reading.all_waves(), reading.selection.wave
    found = every.told(every.estimates)
    wave = wave or next(iter(in_order(list(found["wave"]))[::-1]), None)
    if wave is None or wave not in set(found["wave"]):
        return Changes(wave, pd.DataFrame(columns=list(CHANGED)), 0, 0.0)
    pairs = with_covariance(_pairs(found, reading, wave), every.told(every.covariance), "before_wave", "wave")
    return changes_of(pairs, every.told(every.gaps), verdicts(every), wave)


def changes_of(pairs: pd.DataFrame, gaps: pd.DataFrame, acts: pd.DataFrame, wave: str) -> Changes:
    """What the wave brought, from each estimate beside the one before it, GAP rows of all waves, and the actions.

    `change` is positive for better, in the reported unit. A mover's interval of the difference excludes 0; `q` is its
    share of false alarms if the list is cut there (Benjamini-Hochberg over all compared). Series that break between the
    two waves, or have too few answers in either, are not compared: no benchmark of them is newly met or lost, and a
    bottom line that is not met is told without what stood before.
    """
    moved = _moved(pairs)
    parts = [_floors(gaps, pairs), *_benchmarks(gaps, pairs), _movers(moved), _due(acts, wave)]
    rows = pd.concat([part.reindex(columns=list(CHANGED)).astype(object) for part in parts], ignore_index=True)
    compared = int(moved["q"].notna().sum())
    return Changes(wave, rows, compared, compared * (1 - policy.CONFIDENCE), int(pairs["broken"].sum()))


def _pairs(found: pd.DataFrame, reading: Reading, wave: str) -> pd.DataFrame:
    """Estimates of the wave beside those of the last wave before it in the same series, empty where there is none."""
    starts = {code: Wave.parse(code).start for code in found["wave"].unique()}
    found = found.assign(start=found["wave"].map(starts), judged=judged(found))
    before = found[found["start"] < starts[wave]].sort_values("start").drop_duplicates(_SERIES, keep="last")
    names = {name: f"first_{name}" for name in [*_TAKEN, "judged", "start"]} | {"wave": "before_wave"}
    pairs = found[found["wave"] == wave].merge(before[[*_SERIES, *names]].rename(columns=names), on=_SERIES, how="left")
    keys = list(zip(pairs["sector"], pairs["indicator"], strict=True))
    known, breaks = [reading.specs[sector].indicator(name) for sector, name in keys], reading.breaks
    first = pd.to_datetime(pairs["first_start"])
    apart = [
        start == start and broken(breaks[key], start.date(), starts[wave])
        for key, start in zip(keys, first, strict=True)
    ]
    return pairs.assign(direction=[each.direction for each in known], broken=apart)


def _moved(pairs: pd.DataFrame) -> pd.DataFrame:
    moved = between(pairs)
    comparable = moved["judged"] & moved["first_judged"].eq(True) & ~moved["broken"]
    moved["p"] = np.where(comparable, p_value(moved), np.nan)
    return moved.assign(q=q_values(moved["p"]), before=moved["first_estimate"], after=moved["estimate"])


def _movers(moved: pd.DataFrame) -> pd.DataFrame:
    some = moved[moved["p"].notna() & ((moved["change_low"] > 0) | (moved["change_high"] < 0))]
    some = some.assign(kind=np.where(some["change"] > 0, "improved", "worsened"))
    return some.sort_values(["kind", "q"], kind="stable")


def _judged_against(levels: pd.DataFrame, pairs: pd.DataFrame, level: str) -> pd.DataFrame:
    """The verdicts against a level in the wave and, as verdict_before, in the wave before; `seen`: there was one."""
    at = levels.loc[
        levels["level"] == level, [*KEYS, "level", "level_value", "level_kind", "cite", "checked", "verdict"]
    ]
    rows = pairs[[*KEYS, "before_wave", "first_estimate", "estimate", "broken"]].merge(at, on=list(KEYS))
    old = at[[*KEYS, "verdict"]].rename(columns={"wave": "before_wave", "verdict": "verdict_before"})
    rows = rows.merge(old, on=[*_SERIES, "before_wave"], how="left")
    # A question that was changed says nothing of what stood before it: the verdict is new, not a change.
    rows = rows.assign(first_estimate=rows["first_estimate"].mask(rows["broken"].astype(bool)))
    return rows.rename(columns={"first_estimate": "before", "estimate": "after"})


def _floors(levels: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    rows = _judged_against(levels, pairs, "floor")
    new = floors.binding(rows) & (rows["verdict"] == "not_met")
    new &= (rows["verdict_before"] != "not_met") | rows["broken"].astype(bool)
    return rows[new & rows["before_wave"].notna()].assign(kind="broken_floor")


def _benchmarks(levels: pd.DataFrame, pairs: pd.DataFrame) -> list[pd.DataFrame]:
    rows = _judged_against(levels, pairs, "benchmark")
    rows = rows[rows["verdict_before"].notna() & ~rows["broken"].astype(bool)]
    met, was = rows["verdict"] == "met", rows["verdict_before"] == "met"
    lost = (rows["verdict"] == "not_met") & (rows["verdict_before"] != "not_met")
    return [rows[met & ~was].assign(kind="met_benchmark"), rows[lost].assign(kind="lost_benchmark")]


def _due(acts: pd.DataFrame, wave: str) -> pd.DataFrame:
    """Actions that are due in this wave, and those due earlier that were first measured in it."""
    acts = acts[(acts["due_wave"] == wave) | (acts["measured_wave"] == wave)]
    taken = {"baseline_wave": "before_wave", "first": "before", "last": "after", "target": "level_value"}
    return acts.rename(columns=taken).assign(kind="due_action", wave=wave)
