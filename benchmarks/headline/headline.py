"""Headline figures of the whole and its sectors, by both bases, beside the official ones and never mixed with them."""

from collections.abc import Callable, Iterator, Mapping
from math import nan

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import HEADLINE
from benchmarks.estimates import intervals
from benchmarks.headline import lots as drawn
from benchmarks.headline.aligned import aligned_of, lag_of
from benchmarks.headline.published import published
from benchmarks.infrastructure.standards import standards
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, may_tell
from benchmarks.scope.selection import EVERYTHING
from data.check.contract import WHOLE
from data.wave import in_order

AREA = "all"  # whom our files cover: never called national
SATISFACTION = ("service_satisfaction", "satisfaction")  # the first of these that a sector asks
_NUMBERS = ("value", "low", "high", "n", "n_eff", "makers", "random_share")
Tells = Callable[[set[Member]], bool]


def headline(reading: Reading) -> pd.DataFrame:
    """HEADLINE rows by sector (and `all`), series and period; shares in percent, satisfaction in points, lag in days.

    basis: random (Horvitz-Thompson over lots with a chance of being drawn), all (every lot, by output) and published.
    A figure that may not be printed has its reason in place of its numbers: fewer than 20 lots, fewer than 6 makers,
    too wide, or too few others whom the viewer does not see. A reason beside a number is what has to be known of it.
    """
    whole = reading.of(reading.selection.everyone())

    def tells(makers: set[Member]) -> bool:
        return may_tell(reading.viewer, makers, whole.output_shares)

    parts = [
        *headline_of(whole.checks, whole.register, tells),
        *satisfaction_of(whole.estimates, whole.output_shares, tells),
        *(_of_standards(reading, whole) if reading.selection.wave is None else ()),
        *(official_of(published(reading))),
    ]
    frame = pd.DataFrame(parts, columns=list(HEADLINE))
    if reading.selection.wave is not None:
        frame = frame[frame["period"] == reading.selection.wave]
    if reading.selection.sector is not None:
        frame = frame[frame["sector"].isin([reading.selection.sector, WHOLE])]
    return _ordered(frame)


def _of_standards(reading: Reading, whole: Reading) -> Iterator[dict]:
    """What is aligned, of all sectors whatever is selected, and how long adoption took."""
    measured = whole.of(EVERYTHING).estimates[["sector", "enterprise", "category"]].drop_duplicates()
    makes: dict[Member, set[str]] = {}
    for sector, enterprise, category in measured.itertuples(index=False, name=None):
        makes.setdefault((sector, enterprise), set()).add(category)
    yield from aligned_of(reading.specs, makes, whole.output_shares, AREA)
    yield from lag_of(standards(reading.of(EVERYTHING)), AREA)


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    place = {period: at for at, period in enumerate(in_order([each for each in frame["period"] if each]))}
    keys = ["sector", "indicator", "area", "basis", "at"]
    return frame.assign(at=frame["period"].map(place)).sort_values(keys, ignore_index=True)[list(HEADLINE)]


def headline_of(checks: pd.DataFrame, register: pd.DataFrame, tells: Tells = lambda _: True) -> Iterator[dict]:
    """HEADLINE rows of lots: pass rate and fail rate by both bases. register as in `lots.basis_of`."""
    for period, of_period in checks.groupby("wave"):
        for sector, rows in drawn.parts_of(of_period):
            for basis in drawn.BASES:
                yield from _of_lots(str(period), sector, basis, rows, register, tells)


def _of_lots(
    period: str, sector: str, basis: str, rows: pd.DataFrame, register: pd.DataFrame, tells: Tells
) -> Iterator[dict]:
    made = drawn.basis_of(rows, register, basis)
    method = "hajek_taylor" if basis == "random" else "stratified_taylor"
    common = {"area": AREA, "sector": sector, "period": period, "basis": basis, "weighting": made.weighting}
    common |= {"method": method, "source": drawn.sources(rows)}
    found = made.share
    members = set(made.lots[["sector", "enterprise"]].itertuples(index=False, name=None))
    counts = {"n": found.n, "n_eff": found.n_eff, "makers": found.makers}
    counts["random_share"] = float((made.lots["why_drawn"] == "random").mean()) if found.n else nan
    why = drawn.withheld(found) if found.n else "no_chances"
    if not tells(members or {(str(each.sector), str(each.enterprise)) for each in rows.itertuples()}):
        why, counts = "few_others", dict.fromkeys(counts, nan)
    for indicator in drawn.OF_LOTS:
        ends = (nan, nan, nan) if why else drawn.of_indicator(found.value, found.low, found.high, indicator)
        numbers = dict(zip(("value", "low", "high"), ends, strict=True)) | counts
        reason = why or drawn.note(made.lots, basis, made.missing)
        yield {**common, "indicator": indicator, **numbers, "publishable": not why, "reason": reason}


def satisfaction_of(
    estimates: pd.DataFrame, shares: Mapping[Member, float], tells: Tells = lambda _: True
) -> Iterator[dict]:
    """HEADLINE rows of satisfaction: the mean of a sector's makers by output, from ESTIMATE rows with their errors."""
    rows = estimates[estimates["indicator"].isin(SATISFACTION)].dropna(subset=["estimate", "se"])
    for (sector, period), each in rows.groupby(["sector", "wave"]):
        first = next(name for name in SATISFACTION if name in set(each["indicator"]))
        own = each[each["indicator"] == first]
        members = set(own[["sector", "enterprise"]].itertuples(index=False, name=None))
        products = own.groupby("enterprise")["category"].transform("size").to_numpy(dtype=float)
        output = np.array([shares.get((str(sector), maker), nan) for maker in own["enterprise"]], dtype=float)
        amount = output / products
        by_output = bool(np.isfinite(amount).all() and amount.sum() > 0)
        w = (amount if by_output else 1 / products) / (amount if by_output else 1 / products).sum()
        value = float(w @ own["estimate"].to_numpy(dtype=float))
        se = float(np.sqrt(w**2 @ own["se"].to_numpy(dtype=float) ** 2))
        n, reach = int(own["n"].sum()), float(intervals.critical()) * se
        why = (
            "few_answers" if n < policy.MIN_RESPONSES else "too_few_makers" if len(members) < policy.MIN_MAKERS else ""
        )
        numbers = {"value": value, "low": value - reach, "high": value + reach, "n": n, "makers": len(members)}
        numbers |= {"n_eff": float(own["n_eff"].sum()), "random_share": nan}
        if why or not tells(members):
            why = why or "few_others"
            numbers |= dict.fromkeys(("value", "low", "high") if why != "few_others" else _NUMBERS, nan)
        yield {
            **{"area": AREA, "sector": str(sector), "period": str(period), "indicator": "service_satisfaction"},
            **{"basis": "all", **numbers, "weighting": "output" if by_output else "equal", "method": "output_mean"},
            **{"publishable": not why, "reason": why, "source": f"survey, {first}"},
        }


def official_of(figures: pd.DataFrame) -> Iterator[dict]:
    """HEADLINE rows of PUBLISHED figures as they were printed; an interval where their n is known."""
    for row in figures.to_dict("records"):
        low = high = nan
        n = row["denominator"]
        if row["unit"] == "%" and n == n:
            low, high = (100 * float(end) for end in intervals.wilson(row["value"] / 100, n))
        yield {
            **{name: row[name] for name in ("area", "sector", "period", "indicator", "value", "source")},
            **{"basis": "published", "low": low, "high": high, "n": n, "n_eff": nan, "makers": nan},
            **{"weighting": "none", "random_share": nan, "method": "published", "publishable": True},
            "reason": "break" if row["break_before"] else "" if n == n else "no_n",
        }
