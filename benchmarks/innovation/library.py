"""What worked: the effects of closed actions and projects, pooled by indicator and kind, failures counted, unnamed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks import policy
from benchmarks.actions.verdicts import verdicts_for
from benchmarks.estimates.intervals import critical
from benchmarks.gaps.ladder import points_of_one
from benchmarks.innovation.pooling import pooled
from benchmarks.innovation.projects import projects
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, may_tell
from benchmarks.scope.selection import EVERYTHING
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Specs
from data.frames import each_row
from data.kept import projects as kept
from data.viewer import LOCAL, Viewer

LIBRARY = (
    *("by", "part", "actions", "projects", "makers", "worked", "failed", "cannot_tell"),
    *("mean", "low", "high", "next_low", "next_high", "tau2", "i2", "small_studies", "reason"),
)
BY = ("all", "indicator", "approach", "partner", "cost")
CLOSED = ("delivered", "not_delivered", "cannot_tell")
# A project's verdict in the words of an action's.
_STATES = {"worked": "delivered", "fell_short": "not_delivered", "worse": "not_delivered", "cannot_tell": "cannot_tell"}
_DEED = ("sector", "enterprise", "indicator", "state", "effect", "variance", "approach", "cost_class", "partners")
_NUMBERS = ("worked", "failed", "cannot_tell", "mean", "low", "high", "next_low", "next_high", "tau2", "i2")


def library(reading: Reading) -> pd.DataFrame:
    """LIBRARY rows: what closed actions and projects brought, in ladder points (floor to benchmark is 20).

    Positive is better. Of all sectors, whatever is selected of enterprise and wave. Groups of too few others are told
    as too_few.
    """
    every = reading.all_waves()
    known = effects_of(verdicts_for(LOCAL, every), reading.specs)
    run = projects(replace(every.of(EVERYTHING), viewer=LOCAL))
    known = pd.concat([known, of_projects(run, kept.projects(every.store, LOCAL), reading.specs)], ignore_index=True)
    rows = library_of(known, reading.output_shares, reading.viewer)
    if not reading.viewer.sees_names:
        rows = rows.iloc[:0]
    return rows


def effects_of(acts: pd.DataFrame, specs: Specs) -> pd.DataFrame:
    """Closed actions with `effect` and `variance` in ladder points; one that was not measured has neither.

    effect: the change from the baseline freed of chance, over the distance from floor to benchmark, times 20; the half
    of its interval over the critical value is its standard error.
    """
    rows = acts[acts["state"].isin(CLOSED)].copy()
    scale = [_scale(specs, row) for row in each_row(rows)]
    half = (rows["change_high"] - rows["change_low"]).to_numpy(float) / 2
    return rows.assign(
        effect=rows["change"].to_numpy(float) * scale,
        variance=(half * scale / float(critical())) ** 2,
    )


def of_projects(found: pd.DataFrame, run: pd.DataFrame, specs: Specs) -> pd.DataFrame:
    """PROJECT_EFFECT rows of projects that are over as closed deeds of all their members, effect in ladder points."""
    rows = found[found["verdict"].isin(list(_STATES)) & (found["measured_wave"] != "")].copy()
    members = run.set_index(["sector", "project"])["members"].to_dict()
    scale = np.array([_scale(specs, row) for row in each_row(rows)], dtype=float)
    return rows.assign(
        state=rows["verdict"].map(_STATES),
        effect=rows["beyond"].to_numpy(float) * scale,
        variance=(rows["se"].to_numpy(float) * scale) ** 2,
        enterprise=[members.get((row.sector, row.project), "") for row in each_row(rows)],
        approach="",
        cost_class="",
        partners=pd.Series([[]] * len(rows), rows.index, dtype=object),
        joint=True,
    )[[*_DEED, "joint"]]


def _scale(specs: Specs, row: Any) -> float:
    found = find(specs, row.sector, row.indicator)
    return np.nan if found is None else points_of_one(found)


def library_of(known: pd.DataFrame, shares: Mapping[Member, float], viewer: Viewer) -> pd.DataFrame:
    """LIBRARY rows of closed actions with effect and variance; groups that are not told have only their size."""
    groups = [("all", "", known)]
    groups += [("indicator", str(part), own) for part, own in known.groupby("indicator")]
    groups += [("approach", str(part), own) for part, own in known.groupby("approach") if part]
    alone = known[~_joint(known)]
    named = [sorted({kind for kind, _ in each}) or [""] for each in alone["partners"]]
    kinds = alone.assign(kind=pd.Series(named, index=alone.index, dtype=object)).explode("kind")
    groups += [("partner", str(part) or "none", own) for part, own in kinds.groupby("kind")]
    groups += [("cost", str(part), own) for part, own in alone.groupby("cost_class")]
    return pd.DataFrame(
        [_group(by, part, own, shares, viewer) for by, part, own in groups if len(own)], columns=list(LIBRARY)
    )


def _group(by: str, part: str, own: pd.DataFrame, shares: Mapping[Member, float], viewer: Viewer) -> dict[str, Any]:
    pairs = zip(own["sector"], own["enterprise"], strict=True)
    members = {(sector, code) for sector, codes in pairs for code in codes.split(";")}
    joint = int(_joint(own).sum())
    row: dict[str, Any] = {"by": by, "part": part, "actions": len(own) - joint, "projects": joint}
    row |= {"makers": len(members), "small_studies": False}
    row |= dict.fromkeys(_NUMBERS, np.nan)
    if not may_tell(viewer, members, shares):
        return row | {"reason": "too_few"}
    states = own["state"].value_counts()
    row |= {"worked": int(states.get("delivered", 0)), "failed": int(states.get("not_delivered", 0))}
    row["cannot_tell"] = int(states.get("cannot_tell", 0))
    measured = own[own["effect"].notna() & (own["variance"] > 0)]
    if len(measured) < policy.POOLED_ACTIONS:
        return row | {"reason": "too_few_effects"}
    found = pooled(measured["effect"], measured["variance"])
    row |= {name: getattr(found, name) for name in ("mean", "low", "high", "next_low", "next_high", "tau2", "i2")}
    return row | {"reason": "", "small_studies": _small(measured)}


def _joint(known: pd.DataFrame) -> pd.Series:
    """Which of the deeds are projects."""
    marked = known["joint"] if "joint" in known else pd.Series(False, known.index)
    return marked.eq(True)


def _small(measured: pd.DataFrame) -> bool:
    """Whether the less exact effects are the larger: rank correlation of effect and variance, p < 0.1.

    Source: Begg and Mazumdar (1994), Biometrics 50, with its usual level of 0.1.
    """
    if len(measured) < policy.SMALL_STUDY_ACTIONS:
        return False
    effect, variance = (measured[name].to_numpy(float) for name in ("effect", "variance"))
    weight = 1 / variance
    mean = float(weight @ effect / weight.sum())
    tau, p = stats.kendalltau((effect - mean) / np.sqrt(variance - 1 / weight.sum()), variance)
    return bool(tau > 0 and p < policy.SMALL_STUDY_P)
