"""Lots as a basis of a headline figure: which count, what each of them weighs, and whether a figure may be printed."""

from dataclasses import dataclass
from math import isnan

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.headline.shares import Share, share
from data.check.contract import WHOLE

BASES = ("random", "all")
OF_LOTS = ("product_pass", "fail_rate")
REASONS = (
    *("too_few_lots", "too_few_makers", "one_maker_a_stratum", "too_wide", "no_chances", "few_others"),
    *("mixed_draws", "chances_missing", "census", "by_count", "no_n", "break", "few_answers", ""),
)


@dataclass(frozen=True)
class Basis:
    """Lots of one sector, or of all, in one period with their weights; `weighting` is output, equal or none."""

    lots: pd.DataFrame
    weighting: str
    missing: int = 0

    @property
    def share(self) -> Share:
        """Share of lots that fail, 0..1."""
        return share(self.lots["fails"], self.lots["weight"], self.lots["stratum"], self.lots["maker"])


def basis_of(lots: pd.DataFrame, register: pd.DataFrame, basis: str) -> Basis:
    """Lots with `weight`, `stratum` and `maker`.

    lots: CHECK rows of one period, of one sector or of several, which weigh equally; register: sector, enterprise,
    output_share, region. random: lots with a draw_prob, weight 1 / draw_prob, strata the sectors (Horvitz-Thompson);
    all: every lot, each stratum (sector x region of the maker) by its output, and equally where a share is unknown.
    """
    lots = lots.assign(maker=lots["sector"] + "/" + lots["enterprise"])
    if basis == "random":
        drawn = lots[lots["draw_prob"].notna()]
        missing = int((lots["draw_prob"].isna() & (lots["why_drawn"] == "random")).sum())
        return Basis(
            drawn.assign(weight=1 / drawn["draw_prob"].astype(float), stratum=drawn["sector"]), "none", missing
        )
    known = register[["sector", "enterprise", "output_share", "region"]]
    where = known.set_index(["sector", "enterprise"])["region"].fillna("")
    pairs = pd.MultiIndex.from_frame(lots[["sector", "enterprise"]])
    lots = lots.assign(stratum=lots["sector"] + "/" + where.reindex(pairs).fillna("").to_numpy())
    amounts, weighting = _amounts(known, lots)
    return Basis(
        lots.assign(weight=lots["stratum"].map(amounts) / lots.groupby("stratum")["stratum"].transform("size")),
        weighting,
    )


def _amounts(register: pd.DataFrame, lots: pd.DataFrame) -> tuple[dict[str, float], str]:
    """What each stratum with lots weighs: its part of its sector's output; the sectors weigh equally."""
    strata = lots[["sector", "stratum"]].drop_duplicates()
    named = register["sector"] + "/" + register["region"].fillna("")
    # A missing share makes a stratum's output missing: then strata weigh equally.
    output = register["output_share"].astype(float).groupby(named).apply(lambda each: each.sum(skipna=False))
    amount = strata["stratum"].map(output)
    weighting = "equal" if amount.isna().any() or (amount <= 0).any() else "output"
    amount = amount if weighting == "output" else pd.Series(1.0, index=strata.index)
    part = amount / amount.groupby(strata["sector"]).transform("sum")
    return dict(zip(strata["stratum"], part, strict=True)), weighting


def withheld(found: Share) -> str:
    """Why a figure may not be printed; "" where it may. Both a share and its rest are asked: they say the same."""
    if found.n < policy.MIN_LOTS:
        return "too_few_lots"
    if found.makers < policy.MIN_MAKERS:
        return "too_few_makers"
    if isnan(found.low):
        return "one_maker_a_stratum"
    smaller = min(found.value, 1 - found.value)
    if smaller <= 0:  # no lot fails: the interval says how little that tells
        return ""
    return "too_wide" if found.se / smaller > policy.MAX_CV else ""


def parts_of(lots: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Sector -> its lots, and WHOLE -> all of them where there are several sectors."""
    sectors = [(str(sector), rows) for sector, rows in lots.groupby("sector")]
    return [*([(WHOLE, lots)] if len(sectors) > 1 else []), *sectors]


def note(lots: pd.DataFrame, basis: str, missing: int) -> str:
    """What a reader has to know of a figure that is printed."""
    if basis == "random":
        return "chances_missing" if missing else ""
    return "mixed_draws" if (lots["why_drawn"] != "random").any() else ""


def of_indicator(value: float, low: float, high: float, indicator: str) -> tuple[float, float, float]:
    """A fail share with its ends in percent, as the indicator counts it: passes where it is a pass rate."""
    if indicator == "fail_rate":
        return 100 * value, 100 * low, 100 * high
    return 100 * (1 - value), 100 * (1 - high), 100 * (1 - low)


def sources(lots: pd.DataFrame) -> str:
    """The batches the lots came with."""
    return "batches " + ", ".join(map(str, np.unique(lots["batch"].astype(int))))
