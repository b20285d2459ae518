"""The actions of many: where they stand, which partners were followed by measured improvement, which gaps have none."""

import pandas as pd

from benchmarks.actions.verdicts import MEASURED, SERIES, STATES
from benchmarks.columns import LEVELS
from benchmarks.gaps import floors
from benchmarks.specs.spec import Specs
from data.kept.action_rules import PARTNERS
from data.wave import in_order

PENDING = ("open", "reported_done", "not_measured")  # a plan that still stands
NO_PARTNER = "none"
PARTNER = ("partner", "name", "actions", "measured", "improved", "delivered")


def by_dimension(acts: pd.DataFrame, specs: Specs) -> pd.DataFrame:
    """sector, dimension, one count for each of STATES, and `actions`; acts: rows of action_verdicts.verdicts."""
    rows = acts.assign(dimension=[specs[sector].indicator(name).dimension for sector, name in _pairs(acts)])
    counts = rows.groupby(["sector", "dimension", "state"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(STATES), fill_value=0).astype(int)
    return counts.assign(actions=counts.sum(axis=1)).reset_index().rename_axis(columns=None)


def by_partner(acts: pd.DataFrame) -> pd.DataFrame:
    """PARTNER rows: kinds of partner with an empty name, then each partner; none for actions without a partner.

    measured: the due wave gave a verdict; improved: better than at the baseline beyond chance; delivered: at the aim
    too. An action with two partners counts for both: what follows a partner is not proven to come from it.
    """
    told = acts.assign(
        measured=acts["state"].isin(MEASURED), improved=acts["change_low"] > 0, delivered=acts["state"] == "delivered"
    )
    pairs = [[(kind, name) for kind, name in partners] or [(NO_PARTNER, "")] for partners in told["partners"]]
    each = told.assign(pair=pd.Series(pairs, index=told.index, dtype=object)).explode("pair").dropna(subset="pair")
    each["partner"], each["name"] = [kind for kind, _ in each["pair"]], [name for _, name in each["pair"]]
    kinds = each.drop_duplicates(["action", "partner"]).assign(name="")
    named = each[each["name"] != ""]
    sums = {"actions": ("action", "size")} | {name: (name, "sum") for name in ("measured", "improved", "delivered")}
    parts = [part.groupby(["partner", "name"], as_index=False).agg(**sums) for part in (kinds, named)]
    out = pd.concat(parts, ignore_index=True)
    order = {kind: at for at, kind in enumerate((*PARTNERS, NO_PARTNER))}
    out = out.assign(place=out["partner"].map(order)).sort_values(["place", "name"], ignore_index=True)
    return out[list(PARTNER)]


def red(gaps: pd.DataFrame) -> pd.DataFrame:
    """GAP rows that are red in the newest wave of their series: a broken floor, else short of the benchmark.

    gaps: GAP rows of all waves. One row a series, the floor before the benchmark.
    """
    place = {code: at for at, code in enumerate(in_order(list(gaps["wave"])))}
    at = gaps.assign(at=gaps["wave"].map(place).astype(int))
    newest = gaps[at["at"] == at.groupby(SERIES)["at"].transform("max")]
    short = newest["verdict"] == "not_met"
    rows = newest[short & (floors.binding(newest) | (newest["level"] == "benchmark"))]
    rows = rows.assign(place=rows["level"].map({level: at for at, level in enumerate(LEVELS)}))
    return rows.sort_values("place", kind="stable").drop_duplicates(SERIES).drop(columns="place")


def without_plan(gaps: pd.DataFrame, acts: pd.DataFrame) -> pd.DataFrame:
    """The red rows of `red` that no pending action speaks of, broken floors first, then the lowest score."""
    rows = red(gaps)
    planned = set(acts.loc[acts["state"].isin(PENDING), SERIES].itertuples(index=False, name=None))
    free = [place not in planned for place in rows[SERIES].itertuples(index=False, name=None)]
    rows = rows[pd.Series(free, index=rows.index, dtype=bool)]
    return rows.sort_values(["level", "score"], ascending=[False, True], ignore_index=True)


def _pairs(acts: pd.DataFrame) -> zip:
    return zip(acts["sector"], acts["indicator"], strict=True)
