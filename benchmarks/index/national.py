"""The board of all sectors: aggregates that everyone may see, made from everyone's numbers."""

import pandas as pd

from benchmarks import policy
from benchmarks.estimates.estimate import unscoped
from benchmarks.gaps.gap import unscoped_gaps
from benchmarks.index.priorities import priorities
from benchmarks.index.rollup import rollup
from benchmarks.index.weights import weights_table
from benchmarks.scope import disclosure
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs
from data.kept.register import enterprises
from data.store import Store
from data.viewer import LOCAL, Viewer

HOLDBACK = ("sector", "indicator", "gain", "low", "high", "enterprises")
STANDING = ("sector", "wave", "met", "cannot_tell", "judged", "enterprises")


def board(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """ROLLUP rows: categories, sectors and all of them, by wave; national aggregates, the same for every viewer.

    But for administrators, whose scores count small cells too. What would give away fewer than 6 enterprises is left
    out for viewers who do not see them all by name.
    """
    found, gaps, weights = _inputs(store, specs, viewer, selection)
    register = enterprises(store, LOCAL)
    frame = rollup(found, gaps, weights, register)
    shares = register.set_index(["sector", "enterprise"])["output_share"].to_dict()
    return disclosure.aggregates(frame, viewer, _members(found), shares)


def _members(found: pd.DataFrame) -> dict[tuple[str, str, str], set[tuple[str, str]]]:
    """Who was measured in each sector, category and wave, and in all categories (category "")."""
    members: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    keys = found[["sector", "category", "wave", "enterprise"]].drop_duplicates()
    for sector, category, wave, enterprise in keys.itertuples(index=False):
        for part in (category, ""):
            members.setdefault((sector, part, wave), set()).add((sector, enterprise))
    return members


def holdbacks(store: Store, specs: Specs, viewer: Viewer, selection: Selection, first: int = 5) -> pd.DataFrame:
    """HOLDBACK rows of one wave, the largest first: what the board would gain if everyone closed one gap by one level.

    gain: points of the index, averaged over a sector's products and over the sectors, equally weighted; low and high
    average the interval ends of the products (an upper limit on the width: their errors partly cancel).
    Indicators with a gain at fewer than 6 enterprises are left out, for every viewer.
    """
    found, gaps, weights = _inputs(store, specs, viewer, selection)
    each = priorities(found, gaps, weights).dropna(subset="gain") if len(found) else found
    if each.empty:
        return pd.DataFrame(columns=list(HOLDBACK))
    products = found.groupby("sector").apply(lambda rows: len(rows[["enterprise", "category"]].drop_duplicates()))
    makers = each.groupby(["sector", "indicator"])["enterprise"].nunique()
    sums = each.groupby(["sector", "indicator"])[["gain", "gain_low", "gain_high"]].sum()
    sums = sums.div(sums.index.get_level_values("sector").map(products) * len(products), axis=0)
    out = sums.reset_index().rename(columns={"gain_low": "low", "gain_high": "high"})
    out["enterprises"] = [int(makers.loc[pair]) for pair in zip(out["sector"], out["indicator"], strict=True)]
    out = out[out["enterprises"] > policy.MIN_PEERS].sort_values("gain", ascending=False)
    return out.head(first)[list(HOLDBACK)].reset_index(drop=True)


def standing(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """STANDING rows by sector and wave: of all results (product by indicator) judged, how many are at the benchmark.

    too_few are not judged. Sectors of fewer than 6 enterprises are left out for who does not see them all by name.
    """
    gaps = unscoped_gaps(store, specs, selection)
    rows = gaps[gaps["level"] == "benchmark"]
    judged = rows[rows["verdict"] != "too_few"]
    counts = judged.groupby(["sector", "wave"])["verdict"].agg(
        met=lambda codes: int((codes == "met").sum()),
        cannot_tell=lambda codes: int((codes == "cannot_tell").sum()),
        judged="size",
    )
    makers = rows.groupby(["sector", "wave"])["enterprise"].nunique().rename("enterprises")
    frame = counts.join(makers).reset_index()[list(STANDING)]
    named = frame["sector"].map(lambda sector: disclosure.names_all(viewer, sector)).astype(bool)
    return frame[(frame["enterprises"] > policy.MIN_PEERS) | named].reset_index(drop=True)


def _inputs(
    store: Store, specs: Specs, viewer: Viewer, selection: Selection
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    found, gaps = (step(store, specs, selection) for step in (unscoped, unscoped_gaps))
    return *disclosure.counted(found, gaps, viewer), weights_table(specs, selection.sector)
