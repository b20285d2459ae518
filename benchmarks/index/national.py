"""The board of all sectors: aggregates that everyone may see, made from everyone's numbers."""

import pandas as pd

from benchmarks import policy
from benchmarks.index.index import worlds
from benchmarks.index.priorities import priorities_of
from benchmarks.index.rollup import rollup
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope import disclosure

HOLDBACK = ("sector", "indicator", "gain", "low", "high", "enterprises")
STANDING = ("sector", "wave", "met", "cannot_tell", "judged", "enterprises")


def board(reading: Reading) -> pd.DataFrame:
    """ROLLUP rows: categories, sectors and all of them, by wave; national aggregates, the same for every viewer.

    But for administrators, whose scores count small cells too. What would give away fewer than 6 enterprises is left
    out for viewers who do not see them all by name.
    """
    frame = rollup([result for one in reading.rounds for result in one.once(worlds)], reading.register)
    return disclosure.aggregates(frame, reading.viewer, _members(reading.estimates), reading.output_shares)


def _members(found: pd.DataFrame) -> dict[tuple[str, str, str], set[tuple[str, str]]]:
    """Who was measured in each sector, category and wave, and in all categories (category "")."""
    members: dict[tuple[str, str, str], set[tuple[str, str]]] = {}
    keys = found[["sector", "category", "wave", "enterprise"]].drop_duplicates()
    for sector, category, wave, enterprise in keys.itertuples(index=False):
        for part in (category, ""):
            members.setdefault((sector, part, wave), set()).add((sector, enterprise))
    return members


def holdbacks(reading: Reading, first: int = 5) -> pd.DataFrame:
    """HOLDBACK rows of one wave, the largest first: what the board would gain if everyone closed one gap by one level.

    Indicators with a gain at fewer than 6 enterprises are left out, for every viewer.
    """
    frame = holdbacks_of(reading.estimates, reading.everyone(_priorities))
    return frame[frame["enterprises"] > policy.MIN_PEERS].head(first).reset_index(drop=True)


def _priorities(one: Round) -> pd.DataFrame:
    return priorities_of(one.estimates, one.gaps, one.weights)


def holdbacks_of(estimates: pd.DataFrame, priorities: pd.DataFrame) -> pd.DataFrame:
    """HOLDBACK rows from PRIORITY rows of everyone, the largest gain first.

    gain: points of the index, averaged over a sector's products and over the sectors, equally weighted; low and high
    average the interval ends of the products (an upper limit on the width: their errors partly cancel).
    """
    each = priorities.dropna(subset="gain")
    if each.empty:
        return pd.DataFrame(columns=list(HOLDBACK))
    products = estimates.groupby("sector").apply(lambda rows: len(rows[["enterprise", "category"]].drop_duplicates()))
    makers = each.groupby(["sector", "indicator"])["enterprise"].nunique()
    sums = each.groupby(["sector", "indicator"])[["gain", "gain_low", "gain_high"]].sum()
    sums = sums.div(sums.index.get_level_values("sector").map(products.to_dict()) * len(products), axis=0)
    out = sums.reset_index().rename(columns={"gain_low": "low", "gain_high": "high"})
    out["enterprises"] = [int(makers.loc[pair]) for pair in zip(out["sector"], out["indicator"], strict=True)]
    return out.sort_values("gain", ascending=False)[list(HOLDBACK)]


def standing(reading: Reading) -> pd.DataFrame:
    """STANDING rows by sector and wave; sectors of fewer than 6 enterprises are left out.

    But for who sees them all by name.
    """
    frame = standing_of(reading.gaps)
    named = frame["sector"].map(lambda sector: disclosure.names_all(reading.viewer, sector)).astype(bool)
    return frame[(frame["enterprises"] > policy.MIN_PEERS) | named].reset_index(drop=True)


def standing_of(gaps: pd.DataFrame) -> pd.DataFrame:
    """STANDING rows from GAP rows of everyone: of all results (product by indicator) judged, how many are at the bar.

    too_few are not judged.
    """
    rows = gaps[gaps["level"] == "benchmark"]
    judged = rows[rows["verdict"] != "too_few"]
    counts = judged.groupby(["sector", "wave"])["verdict"].agg(
        met=lambda codes: int((codes == "met").sum()),
        cannot_tell=lambda codes: int((codes == "cannot_tell").sum()),
        judged="size",
    )
    makers = rows.groupby(["sector", "wave"])["enterprise"].nunique().rename("enterprises")
    return counts.join(makers).reset_index()[list(STANDING)]
