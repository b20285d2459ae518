"""Is the move real, and is it improvement or another mix? And what it costs a figure to be made of suspects."""

from collections.abc import Iterator
from itertools import pairwise
from math import isnan, nan, sqrt

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.columns import HEADLINE_CHANGE, SELECTION_BIAS
from benchmarks.estimates import intervals
from benchmarks.headline import lots as drawn
from benchmarks.headline.headline import AREA, Tells
from benchmarks.headline.published import published
from benchmarks.headline.shares import contrast, needed_n, share
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, may_tell
from data.check.contract import WHOLE
from data.wave import in_order

PARTS = ("place", "region", "sector")
VERDICTS = ("improved", "worsened", "no_clear_change", "not_comparable", "no_interval", "withheld")
BIASES = ("targeted_worse", "targeted_better", "no_clear_difference", "withheld")
_SIDES = {"product_pass": 1, "fail_rate": -1}  # which way is better


def changes(reading: Reading, by: str = "") -> pd.DataFrame:
    """HEADLINE_CHANGE rows between each period and the one before it; changes in the unit of the figure.

    by: place, region or sector: the change of ours is split into what changed within parts, what another mix of parts
    did, and what both did together. n_needed: lots in each period with which a change of this size would show in four
    cases of five. Official series are never compared over a break.
    """
    whole = reading.of(reading.selection.everyone()).all_waves()
    rows = list(
        changes_of(whole.checks, whole.register, by, lambda who: may_tell(reading.viewer, who, whole.output_shares))
    )
    frame = pd.DataFrame([*rows, *official_changes(published(reading))], columns=list(HEADLINE_CHANGE))
    if reading.selection.wave is not None:
        frame = frame[frame["to_period"] == reading.selection.wave]
    if reading.selection.sector is not None:
        frame = frame[frame["sector"].isin([reading.selection.sector, WHOLE])]
    return frame.reset_index(drop=True)


def changes_of(
    checks: pd.DataFrame, register: pd.DataFrame, by: str = "", tells: Tells = lambda _: True
) -> Iterator[dict]:
    """HEADLINE_CHANGE rows of lots. Lots of one maker in both periods enter with their covariance."""
    for before, after in pairwise(in_order(list(checks["wave"].unique()))):
        both = checks[checks["wave"].isin([before, after])]
        for sector, rows in drawn.parts_of(both):
            for basis in drawn.BASES:
                pair = [drawn.basis_of(rows[rows["wave"] == wave], register, basis).lots for wave in (before, after)]
                yield from _of_pair((sector, basis, before, after), pair, by, tells)


def _of_pair(key: tuple[str, str, str, str], pair: list[pd.DataFrame], by: str, tells: Tells) -> Iterator[dict]:
    sector, basis, before, after = key
    found = [share(each["fails"], each["weight"], each["stratum"], each["maker"]) for each in pair]
    if not all(each.n for each in found):
        return
    members = [set(each[["sector", "enterprise"]].itertuples(index=False, name=None)) for each in pair]
    withheld = any(map(drawn.withheld, found)) or not all(map(tells, members))
    moved = _moved(pair)
    of_first, of_second = (each.se**2 * each.n / max(each.value * (1 - each.value), 1e-12) for each in found)
    z = float(intervals.critical()), float(special.ndtri(policy.POWER))
    n = needed_n(found[0].value, found[1].value, of_first, of_second, *z)
    within, mix, together = split_of(*(_parts(each, by) for each in pair)) if by else (nan, nan, nan)
    for indicator, side in _SIDES.items():
        sign = -100 * side
        ends = sorted((sign * moved.low, sign * moved.high))
        numbers = {"change": sign * moved.change, "low": ends[0], "high": ends[1], "n_needed": n}
        numbers |= {"within": sign * within, "mix": sign * mix, "both": sign * together}
        verdict = "withheld" if withheld else _verdict(side * ends[0], side * ends[1])
        if withheld:
            numbers = dict.fromkeys(numbers, nan)
        yield {
            **{"area": AREA, "sector": sector, "indicator": indicator, "basis": basis, "from_period": before},
            **{"to_period": after, **numbers, "verdict": verdict, "by": by},
        }


def _moved(pair: list[pd.DataFrame]):
    both = pd.concat(pair, ignore_index=True)
    first = np.concatenate([pair[0]["weight"], np.zeros(len(pair[1]))])
    second = np.concatenate([np.zeros(len(pair[0])), pair[1]["weight"]])
    return contrast(both["fails"], first, second, both["stratum"], both["maker"])


def _verdict(one: float, other: float) -> str:
    low, high = min(one, other), max(one, other)
    if isnan(low):
        return "no_interval"
    return "improved" if low > 0 else "worsened" if high < 0 else "no_clear_change"


def _parts(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """part, weight (share of the whole), value (share that fails)."""
    each = rows.assign(failing=rows["weight"] * rows["fails"]).groupby(rows[by].fillna(""))[["weight", "failing"]].sum()
    return pd.DataFrame({"weight": each["weight"] / each["weight"].sum(), "value": each["failing"] / each["weight"]})


def split_of(before: pd.DataFrame, after: pd.DataFrame) -> tuple[float, float, float]:
    """within = sum w0 (x1 - x0), mix = sum x0 (w1 - w0), both = sum (w1 - w0) (x1 - x0): they add up to the change.

    Frames by part with weight (shares of a whole) and value. A part that is new has no earlier value, one that is gone
    no later one: it is taken as unchanged, so that its coming or going is mix. Source: Kitagawa (1955), JASA 50.
    """
    parts = before.index.union(after.index)
    w0, w1 = (each["weight"].reindex(parts).fillna(0.0).astype(float) for each in (before, after))
    x0, x1 = (each["value"].reindex(parts).astype(float) for each in (before, after))
    x0, x1 = x0.fillna(x1), x1.fillna(x0)
    weighed, moved, shifted = w0.to_numpy(), (x1 - x0).to_numpy(), (w1 - w0).to_numpy()
    return float(weighed @ moved), float(x0.to_numpy() @ shifted), float(shifted @ moved)


def official_changes(figures: pd.DataFrame) -> Iterator[dict]:
    """HEADLINE_CHANGE rows of PUBLISHED series, as if of simple random samples where their n is known."""
    for (area, sector, indicator), rows in figures.groupby(["area", "sector", "indicator"], sort=True):
        for old, new in pairwise(rows.to_dict("records")):
            change, low, high, n = new["value"] - old["value"], nan, nan, nan
            percent = new["unit"] == "%"
            if percent:
                z = float(intervals.critical()), float(special.ndtri(policy.POWER))
                n = needed_n(old["value"] / 100, new["value"] / 100, 1.0, 1.0, *z)
                p, sizes = (old["value"] / 100, new["value"] / 100), (old["denominator"], new["denominator"])
                half = 100 * z[0] * sqrt(sum(each * (1 - each) / size for each, size in zip(p, sizes, strict=True)))
                low, high = change - half, change + half
            side = _SIDES.get(str(indicator).split("_goal")[0], -1 if new["unit"] == "per 100" else 1)
            verdict = "not_comparable" if new["break_before"] else _verdict(side * low, side * high)
            if new["break_before"]:
                change = low = high = n = nan
            yield {
                **{"area": area, "sector": sector, "indicator": indicator, "basis": "published"},
                **{"from_period": old["period"], "to_period": new["period"], "change": change, "low": low},
                **{"high": high, "verdict": verdict, "n_needed": n, "by": "", "within": nan, "mix": nan, "both": nan},
            }


def bias(reading: Reading) -> pd.DataFrame:
    """SELECTION_BIAS rows by period and sector: what picking suspects does to a rate, in points of the fail rate.

    random_value: share failing of lots with a chance of being drawn, each by 1 / draw_prob; targeted_value: of lots
    picked otherwise, as they are. Both come from the same makers, whose covariance the interval knows.
    """
    whole = reading.of(reading.selection.everyone())

    def tells(who: set[Member]) -> bool:
        return may_tell(reading.viewer, who, whole.output_shares)

    frame = pd.DataFrame(list(bias_of(whole.checks, tells)), columns=list(SELECTION_BIAS))
    return frame.reset_index(drop=True)


def bias_of(checks: pd.DataFrame, tells: Tells = lambda _: True) -> Iterator[dict]:
    """SELECTION_BIAS rows of lots; without numbers where a side has fewer than 20 lots or 6 makers."""
    for period, of_period in checks.groupby("wave"):
        for sector, rows in drawn.parts_of(of_period):
            chance = rows["draw_prob"].astype(float)
            first = np.where(chance.notna(), 1 / chance.fillna(1.0), 0.0)
            second = (rows["why_drawn"] != "random").to_numpy(dtype=float)
            sides = [rows[each > 0] for each in (first, second)]
            keys = {"area": AREA, "sector": sector, "period": str(period), "indicator": "fail_rate"}
            counts: dict[str, float] = {
                "n_random": len(sides[0]),
                "n_targeted": len(sides[1]),
                "makers": rows["enterprise"].nunique(),
            }
            why = _thin(sides)
            members = [set(each[["sector", "enterprise"]].itertuples(index=False, name=None)) for each in sides]
            if not all(map(tells, members)):
                why, counts = "few_others", dict.fromkeys(counts, nan)
            numbers = dict.fromkeys(("random_value", "targeted_value", "bias", "low", "high"), nan)
            verdict = "withheld"
            if not why:
                makers = rows["sector"] + "/" + rows["enterprise"]
                found = contrast(rows["fails"], first, second, rows["sector"], makers)
                values = [100 * float(each @ rows["fails"] / each.sum()) for each in (first, second)]
                numbers = dict(
                    zip(numbers, (*values, *(100 * x for x in (found.change, found.low, found.high))), strict=True)
                )
                clear = "targeted_worse" if found.low > 0 else "targeted_better" if found.high < 0 else ""
                verdict = clear or "no_clear_difference"
            yield {**keys, **numbers, "verdict": verdict, **counts, "reason": why}


def _thin(sides: list[pd.DataFrame]) -> str:
    if min(map(len, sides)) < policy.MIN_LOTS:
        return "too_few_lots"
    return "too_few_makers" if min(each["enterprise"].nunique() for each in sides) < policy.MIN_MAKERS else ""
