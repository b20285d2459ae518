"""The change of a whole that is made of parts: what moved inside them, and what their mix moved."""

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from benchmarks.columns import CUT_CHANGE
from benchmarks.cuts.gap import differences
from benchmarks.specs.asked import Breaks, broken
from data.frames import row_of
from data.wave import Wave, in_order

_SERIES = ["sector", "category", "enterprise", "indicator"]
_OF_WHOLE = ("statistic", "direction", "estimate", "se", "df", "low", "high")


def split(w0: ArrayLike, x0: ArrayLike, w1: ArrayLike, x1: ArrayLike) -> tuple[float, float, float]:
    """within, mix and both of the change from sum w0 x0 to sum w1 x1; they add up to it.

    w: share of each part in the whole, 0 to 1, before and after; x: its value. A part that is missing in one of the two
    has share 0 there, and the value it has in the other: what it brings is mix alone.
    Formula: sum w0 (x1 - x0) + sum x0 (w1 - w0) + sum (w1 - w0)(x1 - x0), after Kitagawa (1955), JASA 50.
    """
    a, b = (np.nan_to_num(np.asarray(each, dtype=float)) for each in (w0, w1))
    before, after = (np.asarray(each, dtype=float) for each in (x0, x1))
    x, y = np.where(np.isnan(before), after, before), np.where(np.isnan(after), before, after)
    moved: NDArray[np.float64] = y - x
    return float(np.sum(a * moved)), float(np.sum(x * (b - a))), float(np.sum((b - a) * moved))


def changes_of(
    parts: pd.DataFrame, wholes: pd.DataFrame, covariance: pd.DataFrame, breaks: Breaks | None = None
) -> pd.DataFrame:
    """CUT_CHANGE rows of each whole and the wave before; parts: rows of gap.with_rest, covariance: COVARIANCE rows.

    Where a series breaks between the two waves (`breaks`) there is no change, and its reason is series_break.
    """
    pairs = _pairs(parts, wholes)
    if pairs.empty:
        return pd.DataFrame(columns=list(CUT_CHANGE))
    known = covariance.rename(columns={"wave": "from_wave", "other_wave": "to_wave"})
    shared = pairs[[*_SERIES, "from_wave", "to_wave"]].merge(known, how="left")["covariance"]
    pairs = pairs.assign(covariance=shared.astype(float).fillna(0.0).to_numpy())
    moved = differences(pairs)
    out = pairs.assign(change=moved["gap_to_rest"], low=moved["gap_low"], high=moved["gap_high"])
    keys = zip(*(out[name] for name in ("sector", "indicator", "from_wave", "to_wave")), strict=True)
    apart = np.array([_apart(breaks or {}, *key) for key in keys], dtype=bool)
    out.loc[apart, ["change", "low", "high", "within", "mix", "both"]] = np.nan
    out["reason"] = np.where(apart, "series_break", "")
    return out[list(CUT_CHANGE)].reset_index(drop=True)


def _pairs(parts: pd.DataFrame, wholes: pd.DataFrame) -> pd.DataFrame:
    """Two waves of each whole side by side, the earlier as `rest_`, with the split over their parts."""
    rows = []
    of_wave = dict(iter(parts.groupby([*_SERIES, "facet", "wave"], sort=False)))
    held = wholes.set_index([*_SERIES, "wave"]) if len(wholes) else wholes
    for series, group in parts.groupby([*_SERIES, "facet"], sort=False):
        *key, facet = series
        for before, after in pairwise(in_order(sorted(set(group["wave"])))):
            first, last = of_wave[*series, before], of_wave[*series, after]
            if first["estimate"].isna().any() or last["estimate"].isna().any() or not _complete(first, last):
                continue
            one, other = row_of(held, (*key, after)), row_of(held, (*key, before))
            numbers = {name: one[name] for name in _OF_WHOLE} | {f"rest_{name}": other[name] for name in _OF_WHOLE}
            sides = pd.merge(first, last, on="part", how="outer", suffixes=("_0", "_1"))
            sign = 1.0 if one["direction"] == "higher" else -1.0
            each = split(*(sides[name] for name in ("share_0", "estimate_0", "share_1", "estimate_1")))
            moved = dict(zip(("within", "mix", "both"), (sign * value for value in each), strict=True))
            named = dict(zip(_SERIES, key, strict=True)) | {"facet": facet, "from_wave": before, "to_wave": after}
            rows.append(named | numbers | moved | {"parts": len(sides)})
    return pd.DataFrame(rows)


def _apart(breaks: Breaks, sector: str, indicator: str, before: str, after: str) -> bool:
    return broken(breaks.get((sector, indicator), ()), Wave.parse(before).start, Wave.parse(after).start)


def _complete(*waves: pd.DataFrame) -> bool:
    """Whether all parts of each wave are told."""
    return all(abs(float(each["share"].sum()) - 1) < 1e-9 for each in waves)
