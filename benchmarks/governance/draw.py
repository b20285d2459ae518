"""A drawn list: who is visited next, with what chance, so that anybody can draw it again and every lot has its weight.

First a reserve, alike for everyone: systematic with equal probability. Then the rest, by tier: systematic with
probability proportional to size among those the reserve left. Both starts come from the seed and the list's hash.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.governance.terms import months_after, terms
from benchmarks.governance.tiers import in_force
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.kept import tiers as kept
from data.refusal import Refused
from data.viewer import LOCAL
from data.wave import Wave

DRAW = ("enterprise", "category", "pi_tier", "pi_reserve", "draw_prob", "chosen", "excluded_why")
LISTED = ("enterprise", "category", "tier", "excluded_why", "products")  # what a list says before anything is drawn
AUTHORITY = "SAMR"  # which draws, where none is named
CHOSEN = ("tier", "reserve", "")


def draw_list(reading: Reading, authority: str = AUTHORITY) -> pd.DataFrame:
    """LISTED rows: who can be drawn in a sector's categories at the start of a wave (today where none is selected).

    Every registered maker of which something was measured in a category, or a lot drawn there. products: those that may
    be drawn, where the same authority drew some in the six months before; excluded_why:
    "recent" where none is left. The tier is the one in force; "" is as the middle.
    Told to who draws, the authority and the sector's association, and to nobody who may be drawn.
    """
    chosen, viewer = reading.selection, reading.viewer
    if viewer.role not in ("administrator", "regulator", "association"):
        return pd.DataFrame(columns=list(LISTED))
    day = Wave.parse(chosen.wave).start if chosen.wave else datetime.now(UTC).date()
    every = reading.of(Selection(sector=chosen.sector, category=chosen.category))
    pairs = ["sector", "category", "enterprise"]
    makers = pd.concat([every.estimates[pairs], every.checks[pairs]]).drop_duplicates()
    makers = makers.merge(every.register[["sector", "enterprise"]], on=["sector", "enterprise"])
    decided = in_force(kept.decisions(reading.store, LOCAL), terms())
    counts = [
        begun is not None and begun <= day <= until
        for begun, until in zip(decided["from"], decided["until"], strict=True)
    ]
    tier = decided[np.array(counts, dtype=bool)].set_index(["sector", "enterprise"])["decided"].to_dict()
    days = pd.to_datetime(every.checks["sampled_on"])
    since, until = pd.Timestamp(months_after(day, -policy.DRAW_MONTHS)), pd.Timestamp(day)
    own = (every.checks["authority"] == authority) & (days > since) & (days < until)
    left = _left_to_draw(every.checks.assign(recent=own))
    held = [left.get(pair) for pair in makers[pairs].itertuples(index=False, name=None)]
    rows = makers.assign(
        tier=[tier.get(pair, "") for pair in makers[["sector", "enterprise"]].itertuples(index=False, name=None)],
        excluded_why=["recent" if products == "" else "" for products in held],
        products=[products or "" for products in held],
    )
    told = reading.of(Selection(chosen.sector, chosen.category)).told(rows)
    return told.sort_values(["category", "enterprise"], ignore_index=True)[list(LISTED)]


def _left_to_draw(lots: pd.DataFrame) -> dict[tuple, str]:
    """(sector, category, enterprise) -> products that may be drawn, joined by ;, "" for none; absent: any.

    A product of a recent lot is not drawn again; a lot without its product stands for all of them. Known are the
    products of all lots.
    """
    left = {}
    for key, own in lots.groupby(["sector", "category", "enterprise"]):
        recent = set(own.loc[own["recent"], "product"])
        if recent:
            known = set() if "" in recent else set(own["product"]) - recent
            left[key] = ";".join(sorted(known - {""}))
    return left


def draw_of(listed: pd.DataFrame, budget: int, reserve: float, seed: str) -> pd.DataFrame:
    """DRAW rows with `tier` and `products` for a list: LISTED rows, one an enterprise, in any order.

    budget: lots; reserve: their share drawn from all alike. pi_reserve and pi_tier are the chances over all starts to
    be drawn by either part: nobody is drawn by both, so draw_prob is their sum, and that of all is the budget. Refuses
    (Refused) a reserve under policy's, a budget under 2, and a list of nobody; a budget for all takes all.
    """
    if not policy.DRAW_RESERVE <= reserve <= 1:
        raise Refused("draw_reserve", least=round(100 * policy.DRAW_RESERVE), got=f"{100 * reserve:g}")
    if budget < 2 or not seed.strip():
        raise Refused("draw_budget", got=budget)
    listed = listed.assign(tier=listed["tier"].astype(object).where(listed["tier"].notna(), "")).fillna("")
    free = listed.loc[listed["excluded_why"] == "", ["enterprise", "tier"]]
    if free.empty:
        raise Refused("draw_nobody")
    code = list_hash(listed)
    order = sorted(range(len(free)), key=lambda i: sha256(f"{code}\n{free['enterprise'].iloc[i]}".encode()).hexdigest())
    free = free.iloc[order].reset_index(drop=True)
    pi_reserve, pi_tier = probabilities(free["tier"].tolist(), budget, reserve)
    parts = drawn(free["tier"].tolist(), budget, reserve, seed, code)
    told = free.assign(pi_reserve=pi_reserve, pi_tier=pi_tier, chosen=parts).drop(columns="tier")
    rows = listed.merge(told, on="enterprise", how="left").sort_values("enterprise", ignore_index=True)
    rows = rows.fillna({"pi_reserve": 0.0, "pi_tier": 0.0, "chosen": ""})
    return rows.assign(draw_prob=rows["pi_reserve"] + rows["pi_tier"])[[*DRAW, "tier", "products"]]


def probabilities(tiers: Sequence[str], budget: int, reserve: float) -> tuple[NDArray, NDArray]:
    """Each maker's chance to be drawn by the reserve, and by its tier: exact, over all starts, in the list's order.

    A systematic reserve of R of M can come out in at most M ways, each with its known chance: the chance by tier is the
    mean over them of what the makers left then have.
    """
    makers, lots, first = len(tiers), *_lots(len(tiers), budget, reserve)
    if lots >= makers:
        return np.full(makers, first / makers), np.full(makers, 1 - first / makers)
    by_tier, weights = np.zeros(makers), _weights(tiers)
    for share, taken in _reserves(makers, first):
        by_tier += float(share) * _left(weights, taken, lots - first)
    return np.full(makers, first / makers), by_tier


def drawn(tiers: Sequence[str], budget: int, reserve: float, seed: str, code: str) -> list[str]:
    """For each maker of the list by which part it is drawn, "" for not; one draw of this seed and list hash."""
    makers, lots, first = len(tiers), *_lots(len(tiers), budget, reserve)
    start = _uniform(seed, code, "reserve") * makers / first
    taken = [int(start + each * makers / first) for each in range(first)]
    parts = ["reserve" if each in set(taken) else "" for each in range(makers)]
    if lots >= makers:
        return [each or "tier" for each in parts]
    edges = np.cumsum(_left(_weights(tiers), taken, lots - first))
    points = _uniform(seed, code, "tier") + np.arange(lots - first)
    for place in np.searchsorted(edges * (1 + 1e-12), points, side="right"):
        parts[int(place)] = "tier"
    return parts


def list_hash(listed: pd.DataFrame) -> str:
    """The sha256 of a list, whatever its order: whoever has the same list has the same hash."""
    rows = sorted("\x1f".join(map(str, row)) for row in listed[list(LISTED)].itertuples(index=False))
    return sha256("\n".join(rows).encode()).hexdigest()


def _lots(makers: int, budget: int, reserve: float) -> tuple[int, int]:
    """How many are drawn, and how many of them by the reserve: rounded up, so that it is never less than asked."""
    lots = min(budget, makers)
    return lots, min(lots, -int(-lots * Fraction(str(reserve)) // 1))


def _weights(tiers: Sequence[str]) -> NDArray:
    times = {"T1": policy.DRAW_T1, "T2": policy.DRAW_T2, "T3": policy.DRAW_T3, "T4": policy.DRAW_T4}
    return np.array([times.get(tier, policy.DRAW_T2) for tier in tiers])  # who has no tier is as the middle


def _reserves(makers: int, first: int) -> list[tuple[Fraction, list[int]]]:
    """Every way a systematic draw of `first` of `makers` can come out, with its chance."""
    step = Fraction(makers, first)
    turns = {Fraction(0), step} | {place - each * step for each in range(first) for place in range(makers + 1)}
    inside = sorted(turn for turn in turns if 0 <= turn <= step)
    return [
        ((high - low) / step, [int((low + high) / 2 + each * step) for each in range(first)])
        for low, high in pairwise(inside)
    ]


def _left(weights: NDArray, taken: Sequence[int], lots: int) -> NDArray:
    """Chances of the makers the reserve left: by weight, between floor and ceiling, summing to the lots."""
    chances = np.zeros(len(weights))
    free = np.ones(len(weights), dtype=bool)
    free[list(taken)] = False
    if lots == 0:
        return chances
    even = lots / free.sum()
    low, high = policy.DRAW_FLOOR * even, max(policy.DRAW_CEILING, (1 + even) / 2)
    own, least, most = weights[free], 0.0, 2 * high / weights[free].min()
    for _ in range(80):  # the sum grows with the scale: halved until nothing moves
        scale = (least + most) / 2
        short = np.clip(scale * own, low, high).sum() < lots
        least, most = (scale, most) if short else (least, scale)
    found = np.clip(most * own, low, high)
    chances[free] = found * lots / found.sum()
    return chances


def _uniform(seed: str, code: str, part: str) -> float:
    """A number from 0 to below 1 that nobody chooses: the sha256 of seed, list hash and part."""
    return int(sha256(f"{seed}\n{code}\n{part}".encode()).hexdigest()[:13], 16) / 16**13
