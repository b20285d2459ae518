"""Did an action work? The verdict is measured: the due wave against the aim, and against the wave it started from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.actions.baseline import BASELINE, freed, held
from benchmarks.actions.others import COMPARED, compared
from benchmarks.actions.register import level_in
from benchmarks.columns import KEYS
from benchmarks.progress.between import CHANGE, between, judged, with_covariance
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member
from benchmarks.scope.selection import Selection
from benchmarks.specs.asked import Breaks, broken
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Indicator, Specs
from data.frames import each_row
from data.kept import actions
from data.viewer import LOCAL, Viewer
from data.wave import Wave

MEASURED = ("delivered", "not_delivered", "cannot_tell")
STATES = (*MEASURED, "reported_done", "not_measured", "open", "stopped")
REASONS = (
    *("at_the_aim", "short_of_the_aim", "worse_than_before"),  # delivered, not delivered
    *("interval_on_both_sides", "no_clear_change", "series_break", "no_baseline", "too_few_answers"),  # cannot tell
)
VERDICT = (
    *("state", "reason", "measured_wave", "target", "first", "last", "last_low", "last_high"),
    *("change", "change_low", "change_high", *BASELINE, *COMPARED),
)
SERIES = ["sector", "category", "enterprise", "indicator"]


def verdicts(reading: Reading) -> pd.DataFrame:
    """The viewer's actions as they stand with VERDICT columns, in the reported unit, changes positive for better.

    A selected wave is ignored: the newest counts. Computed anew from live batches each time.
    """
    return verdicts_for(reading.viewer, reading)


def verdicts_for(viewer: Viewer, reading: Reading) -> pd.DataFrame:
    """As `verdicts`, of the actions that this viewer sees: what is made of everyone's is blinded by who asks for it."""
    acts = _named(viewer, reading.all_waves())
    if acts.empty:
        return acts.reindex(columns=[*acts.columns, *VERDICT])
    state, parts = actions.version(reading.store), []
    for sector in sorted(set(acts["sector"])):
        one = reading.of(Selection(sector=sector))
        name = "verdicts", viewer.scope, reading.own
        parts.append(one.shared(name, partial(_of_sector, viewer, one), state))
    told = pd.concat(parts).set_index("action", drop=False)
    return told.loc[acts["action"]].reset_index(drop=True)


def _named(viewer: Viewer, reading: Reading) -> pd.DataFrame:
    """The actions that this viewer sees. What no spec names any more is shown nowhere; it stays in the store."""
    acts = actions.actions(reading.store, viewer)
    acts = reading.selection.only(acts) if viewer == LOCAL else reading.told(acts)
    named = [find(reading.specs, *pair) is not None for pair in zip(acts["sector"], acts["indicator"], strict=True)]
    return acts[np.array(named, dtype=bool)]


def _of_sector(viewer: Viewer, reading: Reading) -> pd.DataFrame:
    """The verdicts of one sector: an action is judged by its own sector alone, so a file of another leaves them."""
    acts, every_act = _named(viewer, reading), actions.actions(reading.store, LOCAL)
    return verdicts_of(acts, _known(reading), reading.specs, every_act, reading.output_shares, viewer)


@dataclass(frozen=True)
class Known:
    """What was measured in the sector of the actions, of everyone: estimates with `start`, gaps, covariances.

    breaks: the days on which series break, by sector and indicator.
    """

    found: pd.DataFrame
    gaps: pd.DataFrame
    covariance: pd.DataFrame
    breaks: Breaks = field(default_factory=dict)


def _known(reading: Reading) -> Known:
    found = reading.estimates
    return Known(found.assign(start=_starts(found["wave"])), reading.gaps, reading.covariance, reading.breaks)


def verdicts_of(
    acts: pd.DataFrame,
    known: Known,
    specs: Specs,
    all_acts: pd.DataFrame,
    shares: Mapping[Member, float],
    viewer: Viewer,
) -> pd.DataFrame:
    """The actions with VERDICT columns; all_acts: everyone's, and shares: of output, for what is told of others.

    measured_wave: the first comparable wave that starts at or after the due wave's start. target: the aimed value, or
    the aimed level in force in the measured (else the due) wave. delivered: at the aim with the whole interval (a
    mandatory level: every sample) and better than at the baseline beyond chance; not_delivered: short of the aim with
    the whole interval, or worse than at the baseline; else cannot_tell. `first` is the baseline as measured, `baseline`
    what `change` is from: benchmarks.actions.baseline.
    """
    rows = _changes(acts, known, specs, shares, viewer)
    latest = known.found.groupby("sector")["wave"].agg(lambda codes: max(codes, key=Wave.parse)).to_dict()
    told = [_judge(row, _aim_verdict(row, known.gaps), latest.get(row.sector)) for row in each_row(rows)]
    rows["state"], rows["reason"] = [state for state, _ in told], [reason for _, reason in told]
    rows = rows.rename(columns={"estimate": "last", "low": "last_low", "high": "last_high"})
    return compared(rows, known.found, all_acts, shares, viewer)[[*actions.STATE, *VERDICT]]


def _changes(
    acts: pd.DataFrame, known: Known, specs: Specs, shares: Mapping[Member, float], viewer: Viewer
) -> pd.DataFrame:
    """Each action with what was measured at its baseline and its measured wave, and the change where comparable."""
    rows = acts.assign(due_start=_starts(acts["due_wave"]), base_start=_starts(acts["baseline_wave"]))
    after = _after(rows, known.found)
    rows = rows.merge(after, on="action", how="left").merge(_before(rows, known.found), on="action", how="left")
    indicators = [specs[sector].indicator(name) for sector, name in zip(rows["sector"], rows["indicator"], strict=True)]
    each = list(zip(indicators, each_row(rows), strict=True))
    rows = rows.assign(
        statistic=[indicator.statistic for indicator in indicators],
        direction=[indicator.direction for indicator in indicators],
        target=[_target(indicator, row) for indicator, row in each],
        broken=[_broken(known.breaks.get((row.sector, row.indicator), one.breaks), row) for one, row in each],
    )
    rows = with_covariance(
        rows.assign(first=rows["first_estimate"]), known.covariance, "baseline_wave", "measured_wave"
    )
    rows = held(between(freed(rows, known.found, shares, viewer)))
    comparable = rows["judged"].eq(True) & rows["first_judged"].eq(True) & ~rows["broken"]
    rows.loc[~comparable, list(CHANGE)] = np.nan
    return rows


def _starts(codes: pd.Series) -> list:
    known = {code: Wave.parse(code).start for code in codes.unique()}
    return [known[code] for code in codes]


_TAKEN = ["source", "n", "estimate", "se", "df", "low", "high"]


def _after(acts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The measured wave of each action with its estimate: the first that can be judged, else the first."""
    rows = acts[["action", *SERIES, "due_start"]].merge(found[[*SERIES, "wave", "start", *_TAKEN]], on=SERIES)
    late = [start >= due for start, due in zip(rows["start"], rows["due_start"], strict=True)]
    rows = rows[np.array(late, dtype=bool)]
    rows = rows.assign(judged=judged(rows)).sort_values(["judged", "start"], ascending=[False, True], kind="stable")
    rows = rows.drop_duplicates("action").rename(columns={"wave": "measured_wave", "start": "measured_start"})
    return rows[["action", "measured_wave", "measured_start", *_TAKEN, "judged"]]


def _before(acts: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The estimate of each action's baseline wave, as first_... columns."""
    named = found[[*SERIES, "wave", *_TAKEN]].assign(judged=judged(found))
    rows = acts[["action", *SERIES, "baseline_wave"]].merge(
        named, left_on=[*SERIES, "baseline_wave"], right_on=[*SERIES, "wave"]
    )
    return rows[["action", *_TAKEN, "judged"]].rename(columns={name: f"first_{name}" for name in [*_TAKEN, "judged"]})


def _target(indicator: Indicator, row: Any) -> float:
    if row.aimed_level is None:
        return row.aimed_value
    value = level_in(indicator, row.aimed_level, row.due_wave if _empty(row.measured_wave) else row.measured_wave)
    return np.nan if value is None else value


def _broken(breaks: Sequence[date], row: Any) -> bool:
    """Whether the series breaks between baseline and measured wave."""
    return not _empty(row.measured_wave) and broken(breaks, row.base_start, row.measured_start)


def _aim_verdict(row: Any, gaps: pd.DataFrame) -> str:
    """met, not_met, cannot_tell or too_few against the aim in the measured wave; empty where nothing is measured."""
    if _empty(row.measured_wave):
        return ""
    if row.aimed_level is not None:
        place = dict(
            zip(KEYS, (row.sector, row.category, row.enterprise, row.measured_wave, row.indicator), strict=True)
        )
        at = gaps[(gaps[list(KEYS)] == pd.Series(place)).all(axis=1) & (gaps["level"] == row.aimed_level)]
        return "cannot_tell" if at.empty else str(at["verdict"].iloc[0])
    if not row.judged:
        return "too_few"
    worse, better = (row.low, row.high) if row.direction == "higher" else (-row.high, -row.low)
    aim = row.aimed_value if row.direction == "higher" else -row.aimed_value
    return "met" if worse >= aim else "not_met" if better < aim else "cannot_tell"


def _judge(row: Any, aim: str, latest: str | None) -> tuple[str, str]:
    """State and reason of one action."""
    if not aim:
        due = latest is not None and Wave.parse(latest).start >= row.due_start
        kept = {"done": "reported_done", "stopped": "stopped"}
        return kept.get(row.status, "not_measured" if due else "open"), ""
    if aim == "not_met":
        return "not_delivered", "short_of_the_aim"
    if row.change_high < 0:
        return "not_delivered", "worse_than_before"
    if aim == "met" and row.change_low > 0:
        return "delivered", "at_the_aim"
    checks = {
        "too_few_answers": aim == "too_few" or not row.judged,
        "series_break": row.broken,
        "no_baseline": np.isnan(row.change),
        "interval_on_both_sides": aim == "cannot_tell",
    }
    return "cannot_tell", next((reason for reason, holds in checks.items() if holds), "no_clear_change")


def _empty(value: object) -> bool:
    return value is None or value != value
