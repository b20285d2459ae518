"""Whether a laboratory can decide what it is asked: how much it leaves open, how wide its U is, how it agrees."""

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import CAPABILITY
from benchmarks.estimates.agreement import scores_of
from benchmarks.estimates.samples import states_of
from benchmarks.reading import Reading
from benchmarks.specs import lookup

STATES = ("differs", "not_capable", "capable", "cannot_tell")
REASONS = (  # of a state, the most telling first
    *("en", "z", "conditional", "wide_uncertainty", "no_uncertainty", "no_level", "z_warning"),
    *("one_laboratory", "nothing_shared", "too_few_laboratories"),
)
_PLACE = ["sector", "lab", "indicator", "wave"]
_LEVEL = ["sector", "indicator", "wave"]


def capability(reading: Reading) -> pd.DataFrame:
    """Whether each laboratory can decide on each indicator of a wave; columns CAPABILITY, a selected maker is ignored.

    A laboratory is told of itself; who sees a sector, of all in it. Manufacturers and visitors are told of none,
    because a deviation from the others can give a rival's value away.
    """
    viewer, rows = reading.viewer, reading.measurements
    found = reading.selection.only(capability_of(rows, lookup.levels(reading.specs, rows)))
    if viewer.role in ("manufacturer", "visitor"):
        return found.iloc[:0]
    seen = found["sector"].map(viewer.sees_sector).astype(bool)
    if viewer.role == "laboratory":
        seen &= found["lab"].isin(viewer.laboratories or ())
    return found[seen].reset_index(drop=True)


def capability_of(rows: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """CAPABILITY rows from readings of everyone and the levels in force; pass/fail indicators have none.

    conditional_share: of its samples with a known uncertainty that end in a conditional state at the floor (at the
    benchmark where there is no floor). u_ratio: mean U over |floor - benchmark|. deviation (reported unit) and en_worst
    of the category with the largest |En|, z that with the largest |z|: ISO 13528 as in agreement.scores_of.
    state: differs (|En| > 1 or |z| >= 3), else not_capable (more than a third conditional, or U above a third of the
    distance), else capable, with the reason. Source of the four states of a sample: ILAC-G8:09/2019, 4.2.3.
    """
    rows = rows[rows["statistic"] == "mean"] if len(rows) else rows
    if rows.empty:
        return pd.DataFrame(columns=list(CAPABILITY))
    out = rows.groupby(_PLACE, sort=True).agg(samples=("sample", "nunique"), u=("U", "mean")).reset_index()
    out = out.merge(_undecided(rows, levels), on=_PLACE, how="left").merge(_apart(levels), on=_LEVEL, how="left")
    out = out.merge(_agreement(rows), on=_PLACE, how="left")
    out["u_ratio"] = out["u"] / out["apart"].where(out["apart"] > 0)
    return _judged(out)[list(CAPABILITY)]


def _undecided(rows: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """conditional_share of each laboratory, from its own measurement of each sample."""
    asked = levels[levels["level"].isin(("floor", "benchmark"))].sort_values("level", ascending=False)
    asked = asked.drop_duplicates(_LEVEL)  # floor, else benchmark
    own = rows.assign(sample=rows["lab"] + "\n" + rows["sample"]).drop(columns="direction")
    states = states_of(own.merge(asked, on=_LEVEL))
    states = states[states["rule"] != "simple_acceptance"]
    open_ = states["state"].isin(("conditional_pass", "conditional_fail"))
    return (
        states.assign(conditional_share=open_.astype(float)).groupby(_PLACE)["conditional_share"].mean().reset_index()
    )


def _apart(levels: pd.DataFrame) -> pd.DataFrame:
    """Distance between floor and benchmark of each indicator and wave."""
    wide = levels.pivot(index=_LEVEL, columns="level", values="level_value").reindex(columns=["floor", "benchmark"])
    return (wide["floor"] - wide["benchmark"]).abs().rename("apart").reset_index()


def _agreement(rows: pd.DataFrame) -> pd.DataFrame:
    """The worst En with its deviation, the worst z and why there is neither, over the categories."""
    scores = scores_of(rows)
    by_en = scores.assign(far=scores["en"].abs()).sort_values("far", ascending=False, kind="stable")
    by_z = scores.assign(far=scores["z"].abs()).sort_values("far", ascending=False, kind="stable")
    one = by_en.drop_duplicates(_PLACE)[[*_PLACE, "deviation", "en", "reason"]]
    one = one.rename(columns={"en": "en_worst", "reason": "alone"})
    return one.merge(by_z.drop_duplicates(_PLACE)[[*_PLACE, "z"]], on=_PLACE)


def _judged(out: pd.DataFrame) -> pd.DataFrame:
    en, z = out["en_worst"].abs(), out["z"].abs()
    too_open, too_wide = out["conditional_share"] > policy.MOST_CONDITIONAL, out["u_ratio"] > policy.WIDEST_U
    unknown = out["conditional_share"].isna() & out["u_ratio"].isna()
    state = np.select(
        [(en > policy.EN_LIMIT) | (z >= policy.Z_ACTION), too_open | too_wide, ~unknown], STATES[:3], STATES[3]
    )
    cases = [
        *(en > policy.EN_LIMIT, z >= policy.Z_ACTION, too_open, too_wide, unknown & out["u"].isna(), unknown),
        *(z > policy.Z_WARNING, en.notna() | z.notna(), out["alone"] == "no_uncertainty"),
    ]
    reason = np.select(cases, [*REASONS[:7], "", "no_uncertainty"], out["alone"].fillna(""))
    return out.assign(state=state, reason=reason)
