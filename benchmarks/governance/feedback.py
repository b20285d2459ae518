"""What followed a notice, a penalty, help or a project: those it was about before and after, against the untouched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import nan
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.estimates.intervals import two_means
from benchmarks.gaps.false_alarms import q_values
from benchmarks.gaps.ladder import points_of_one
from benchmarks.governance.records import records_of
from benchmarks.governance.terms import terms
from benchmarks.progress.between import judged
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, may_tell
from benchmarks.scope.selection import Selection
from benchmarks.specs.asked import Breaks, broken
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Specs
from data.check.contract import WHOLE
from data.frames import each_row
from data.kept import actions
from data.kept import projects as joint
from data.kept.states import state_events
from data.viewer import LOCAL
from data.wave import Wave

FEEDBACK = (
    *("sector", "kind", "makers", "others", "change", "others_change", "beyond", "low", "high", "verdict"),
    *("naive", "regression", "detectable", "reason", "deeds", "p_value", "q_value"),
)
DEED = ("sector", "enterprise", "indicator", "kind", "day")
KINDS = ("notice", "penalty", "help", "project")
VERDICTS = ("better", "worse", "cannot_tell")
REASONS = (
    "",
    "no_deed",
    "not_measured",
    "too_few_makers",
    "too_few_others",
    "not_told",
    "interval_on_both_sides",
    "one_of_many",
)
_CELL = ["sector", "category", "indicator"]
Tells = Callable[[set[Member]], bool]


def feedback(reading: Reading) -> pd.DataFrame:
    """FEEDBACK rows of the viewer's sectors, whatever wave, and of all of them; in ladder points, positive is better.

    Means over makers: told where enough of both groups are not the viewer's own (reason not_told).
    """
    viewer, sector = reading.viewer, reading.selection.sector
    if not viewer.sees_names:
        return pd.DataFrame(columns=list(FEEDBACK))
    every = reading.of(Selection(sector=sector)).of_others()
    today = datetime.now(UTC).date()
    live = records_of(state_events(every.store, LOCAL, "record"), {}, terms(), today, today)
    deeds = deeds_of(every.checks, live, actions.actions(every.store, LOCAL), joint.projects(every.store, LOCAL))
    own = [code for code in reading.specs if viewer.sees_sector(code) and sector in (None, code)]
    shares = every.output_shares
    return feedback_of(
        deeds[deeds["sector"].isin(own)],
        every.estimates[every.estimates["sector"].isin(own)],
        reading.specs,
        lambda members: may_tell(viewer, members, shares),
        every.breaks,
    )


def deeds_of(checks: pd.DataFrame, records: pd.DataFrame, acts: pd.DataFrame, run: pd.DataFrame) -> pd.DataFrame:
    """DEED rows: about whom something was done, on which indicator ("" for all of its own), on which day.

    notice: a failed lot its maker was told of; penalty: a record in force, so that none is told past its term; help: an
    action with a partner; project: its members, from its start.
    """
    rows: list[tuple] = []
    for row in each_row(checks[checks["fails"].astype(bool) & checks["notified_on"].notna()]):
        rows += [(row.sector, row.enterprise, one, "notice", _day(row.notified_on)) for one in row.failed.split(";")]
    for row in each_row(records.rename(columns={"from": "start"})):
        rows.append((row.sector, row.enterprise, "", "penalty", _day(row.start)))
    for row in each_row(acts[acts["partners"].map(bool).astype(bool)]):
        rows.append((row.sector, row.enterprise, row.indicator, "help", _day(row.registered_at)))
    for row in each_row(run):
        rows += [(row.sector, code, row.problem, "project", _day(row.start)) for code in row.members.split(";")]
    return pd.DataFrame(rows, columns=list(DEED)).drop_duplicates(ignore_index=True)


@dataclass
class _Group:
    """What was measured of the makers of one kind of deed, and of the untouched, by maker: changes in ladder points."""

    touched: dict[Member, list[tuple[float, float, float]]] = field(default_factory=dict)
    others: dict[Member, list[float]] = field(default_factory=dict)
    deeds: int = 0


def feedback_of(
    deeds: pd.DataFrame,
    found: pd.DataFrame,
    specs: Specs,
    tells: Tells = lambda _: True,
    breaks: Breaks | None = None,
) -> pd.DataFrame:
    """FEEDBACK rows of DEED rows and ESTIMATE rows of everyone.

    before: the last but one wave that ended before the deed. Who is told of a failed lot stood badly in the last one
    partly by chance, and comes back by itself: by the last but one wave nobody was chosen. naive: the difference that
    the last wave would have shown; regression: what of it is that return to the mean. after: the first wave that begins
    after the deed. Others: makers of the same category and indicator about whom nothing was done from before to after.
    beyond: mean over makers of own change less that of others; t interval of Welch (1947), Biometrika 34, from the
    spread between makers. better, worse: so far beyond 0 that of all rows FALSE_DISCOVERY at most are chance;
    detectable: the least difference found with POWER. Waves before a break of the series (`breaks`) that lies before
    `after` are not looked at.
    """
    groups: dict[tuple[str, str], _Group] = {}
    judgeable = found[judged(found)]
    for (sector, _, indicator), own in judgeable.groupby(_CELL, sort=True):
        about = deeds[(deeds["sector"] == sector) & deeds["indicator"].isin([indicator, ""])]
        measure = find(specs, str(sector), str(indicator))
        if about.empty or measure is None:
            continue
        scale = points_of_one(measure) * (1 if measure.direction == "higher" else -1)
        if scale == scale:
            wide = own.pivot(index="enterprise", columns="wave", values="estimate") * scale
            _of_cell(str(sector), wide, about, groups, (breaks or {}).get((str(sector), str(indicator)), ()))
    rows = []
    for sector in (*([WHOLE] if deeds["sector"].nunique() > 1 else []), *sorted(deeds["sector"].unique())):
        for kind in KINDS:
            parts = [group for (at, of), group in groups.items() if of == kind and sector in (WHOLE, at)]
            done = int(((deeds["kind"] == kind) & ((sector == WHOLE) | (deeds["sector"] == sector))).sum())
            rows.append(_told(str(sector), kind, done, parts, tells))
    return _judged_together(pd.DataFrame(rows, columns=list(FEEDBACK)))


def _of_cell(
    sector: str,
    wide: pd.DataFrame,
    about: pd.DataFrame,
    groups: dict[tuple[str, str], _Group],
    breaks: Sequence[date],
) -> None:
    """Adds what one category and indicator of a sector say; wide: makers by waves, in ladder points."""
    waves = sorted((Wave.parse(str(code)) for code in wide.columns), key=lambda each: each.start)
    seen = set()
    for row in each_row(about.sort_values("day")):
        if row.enterprise not in wide.index:
            continue
        after = [w for w in waves if w.start > row.day]
        before = [w for w in waves if w.end < row.day and not (after and broken(breaks, w.start, after[0].start))]
        key = (row.enterprise, row.kind, before[-2].code, after[0].code) if len(before) > 1 and after else None
        if key is None or key in seen:
            continue
        seen.add(key)
        first, last, end = before[-2], before[-1], after[0]
        busy = about[[first.start <= day <= end.end for day in about["day"]]]["enterprise"]
        change = wide[end.code] - wide[first.code]
        short = wide[end.code] - wide[last.code]
        rest = change[~change.index.isin(set(busy))].dropna()
        if len(rest) < 2 or not np.isfinite(change[row.enterprise]):
            continue
        group = groups.setdefault((sector, row.kind), _Group())
        fast = short[row.enterprise] - short[rest.index].mean()
        own = float(change[row.enterprise]), float(rest.mean()), float(fast)
        group.touched.setdefault((sector, row.enterprise), []).append(own)
        for code, value in rest.items():
            group.others.setdefault((sector, str(code)), []).append(float(value - rest.mean()))


def _told(sector: str, kind: str, done: int, parts: list[_Group], tells: Tells) -> dict[str, Any]:
    touched = {maker: np.mean(rows, axis=0) for part in parts for maker, rows in part.touched.items()}
    others = {maker: float(np.mean(rows)) for part in parts for maker, rows in part.others.items()}
    row: dict[str, Any] = {"sector": sector, "kind": kind, "deeds": done, "makers": len(touched), "others": len(others)}
    row |= dict.fromkeys(("change", "others_change", "beyond", "low", "high", "naive", "regression"), nan)
    row |= dict.fromkeys(("detectable", "p_value", "q_value"), nan)
    row |= {"verdict": "cannot_tell"}
    if not done or not touched:
        return row | {"reason": "no_deed" if not done else "not_measured"}
    if not tells(set(touched)) or not tells(set(others)):
        return row | {"reason": "not_told", "deeds": nan, "makers": nan, "others": nan}
    if len(touched) < 2 or len(others) < 2:
        return row | {"reason": "too_few_makers" if len(touched) < 2 else "too_few_others"}
    table = np.array(list(touched.values()))
    row |= _difference(table[:, 0] - table[:, 1], np.array(list(others.values())))
    row |= {"change": float(table[:, 0].mean()), "others_change": float(table[:, 1].mean())}
    row["naive"] = float(np.nanmean(table[:, 2])) if np.isfinite(table[:, 2]).any() else nan
    row["regression"] = row["naive"] - row["beyond"]
    return row | {"reason": ""}


def _judged_together(rows: pd.DataFrame) -> pd.DataFrame:
    """Verdicts of all rows at once: of many intervals some leave 0 out by chance."""
    told = rows["p_value"].notna()
    rows.loc[told, "q_value"] = q_values(rows.loc[told, "p_value"].to_numpy(float))
    sure = told & (rows["q_value"] < policy.FALSE_DISCOVERY)
    rows.loc[sure, "verdict"] = np.where(rows.loc[sure, "beyond"] > 0, "better", "worse")
    aside = (rows["low"] > 0) | (rows["high"] < 0)
    rows.loc[told & ~sure, "reason"] = np.where(aside[told & ~sure], "one_of_many", "interval_on_both_sides")
    return rows


def _difference(own: np.ndarray, others: np.ndarray) -> dict[str, float]:
    told, beyond = two_means(own, others), float(own.mean())
    return {
        **{"beyond": beyond, "low": beyond - told.half, "high": beyond + told.half, "detectable": told.detectable},
        "p_value": 2 * float(special.stdtr(told.df, -abs(beyond) / told.se)) if told.se > 0 else nan,
    }


def _day(value: Any) -> date:
    return pd.Timestamp(value).date()
