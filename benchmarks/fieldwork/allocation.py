"""Where how many are asked about whom: the same worst detectable change for every maker, within a budget.

Neyman's allocation inside a maker (Cochran 1977, Sampling Techniques, 5.5: n_h proportional to W_h S_h / sqrt(c_h)),
sampling units by systematic selection with probability proportional to size (Madow 1949; Cochran 9A.10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import ALLOCATION
from benchmarks.fieldwork import spread as spreads
from benchmarks.progress.planner import detectable_change
from benchmarks.reading import Reading
from data.refusal import Refused

Vector = NDArray[np.float64]
_MOST = 1e12  # of a budget: beyond it there are more interviews than can be counted


class Unreachable(Refused, ValueError):  # noqa: N818 - as Refused
    """What no sample of the frame gives for the budget; worded as every refusal."""


@dataclass(frozen=True)
class Wish:
    """budget: interviews, or money where the frame has costs; per_psu: interviews a sampling unit is asked for;

    change: the worst change that has to show, None where the budget decides; seed: whoever has it draws the same.
    """

    budget: float
    seed: str = ""
    power: float = policy.POWER
    per_psu: int = policy.PSU_TAKE
    change: float | None = None


@dataclass(frozen=True)
class Plan:
    """rows: ALLOCATION; makers: category, enterprise, n, before, after (detectable changes); cost of it all."""

    rows: pd.DataFrame
    makers: pd.DataFrame
    cost: float


def allocate(frame: pd.DataFrame, wish: Wish, reading: Reading) -> Plan:
    """The plan of the selected sector from what its makers' last waves showed; refused as `allocation_of` does."""
    return allocation_of(frame, spreads.needs(reading, wish.power), spreads.stratum_spread(reading), wish)


def allocation_of(frame: pd.DataFrame, needs: pd.DataFrame, spread: Mapping[str, float], wish: Wish) -> Plan:
    """The plan. frame: stratum, psu, size, cost?; needs: NEED rows; spread: stratum -> relative standard deviation.

    Every maker gets the policy's minimum and two interviews a stratum at least. `weight` is that of one response: the
    units of size it stands for. Refuses with a ValueError a budget below the least possible, and one with which the
    change asked for would not show, naming what would.
    """
    if needs.empty:
        raise Unreachable("allocate_nobody")
    if wish.budget > _MOST:
        raise Unreachable("allocate_most", budget=f"{wish.budget:,.10g}", most=f"{_MOST:,.10g}")
    strata = _strata(frame, spread)
    budget, each = wish.budget, max(policy.MIN_RESPONSES, 2 * len(strata))
    bottom, lowest = each * len(needs), _cost(_drawn(frame, strata, _counts(needs, strata, each * len(needs)), wish))
    if budget < lowest:
        told = {"budget": f"{budget:,.10g}", "least": f"{np.ceil(lowest):,.10g}", "results": len(needs), "each": each}
        raise Unreachable("allocate_least", **told)
    for _ in range(50):  # what the drawn units cost differs from the mean; a little less is asked until it fits
        counts = _counts(needs, strata, max(budget / strata["cost_mean"].iloc[0], bottom))
        rows = _drawn(frame, strata, counts, wish)
        cost = _cost(rows)
        if cost <= wish.budget:
            break
        budget -= max(cost - wish.budget, 1e-9)
    else:
        raise Unreachable("allocate_costs", budget=f"{wish.budget:,.10g}", cost=f"{cost:,.10g}")
    made = _told(needs, strata, counts, wish)
    named = made.rename(columns={"after": "detectable_change"})[["enterprise", "category", "detectable_change"]]
    rows = rows.join(named, on="maker").sort_values(["stratum", "psu", "category", "enterprise"], ignore_index=True)
    return Plan(rows[list(ALLOCATION)], made, cost)


def _strata(frame: pd.DataFrame, spread: Mapping[str, float]) -> pd.DataFrame:
    """One row a stratum: share of size, relative sd, cost an interview, Neyman's share, cost of one mean interview."""
    cost = frame["cost"] if "cost" in frame else pd.Series(1.0, index=frame.index)
    sizes = frame.assign(paid=frame["size"] * cost).groupby("stratum", sort=True)[["size", "paid"]].sum()
    made = pd.DataFrame({"share": sizes["size"] / sizes["size"].sum(), "cost": sizes["paid"] / sizes["size"]})
    made["sd"] = [spread.get(str(name), 1.0) for name in made.index]
    part = made["share"] * made["sd"] / np.sqrt(made["cost"])
    made["part"] = part / part.sum()
    made["cost_mean"] = float((made["part"] * made["cost"]).sum())
    return made


def _cost(rows: pd.DataFrame) -> float:
    return float((rows["take"] * rows["cost"]).sum())


def _counts(needs: pd.DataFrame, strata: pd.DataFrame, interviews: float) -> NDArray[np.int64]:
    """Whole interviews by maker (rows of needs) and stratum; so many of each at least as any maker gets."""
    least = max(policy.MIN_RESPONSES, 2 * len(strata))
    variance = needs["variance"].to_numpy(dtype=float)
    n = _filled(variance, interviews, least)
    rows = [2 + _whole(strata["part"].to_numpy(dtype=float), total - 2 * len(strata)) for total in n]
    return np.array(rows, dtype=np.int64)


def _filled(need: Vector, total: float, least: int) -> NDArray[np.int64]:
    """Whole numbers proportional to need that sum to the total, none below the least."""
    low = np.zeros(len(need), dtype=bool)
    while True:
        free = total - least * low.sum()
        n = np.where(low, least, free * need / need[~low].sum() if (~low).any() else least)
        more = ~low & (n < least)
        if not more.any():
            break
        low |= more
    whole = np.floor(n + 1e-9).astype(np.int64)
    spare = int(np.floor(total + 1e-9)) - int(whole.sum())
    order = np.argsort(-(n - whole) - (~low) * 1e-12, kind="stable")
    whole[order[: max(spare, 0)]] += 1
    return whole


def _whole(part: Vector, total: int) -> NDArray[np.int64]:
    """A whole number divided by parts, the largest remainders rounded up."""
    exact = part / part.sum() * total
    found = np.floor(exact + 1e-9).astype(np.int64)
    found[np.argsort(found - exact, kind="stable")[: total - int(found.sum())]] += 1
    return found


def _drawn(frame: pd.DataFrame, strata: pd.DataFrame, counts: NDArray[np.int64], wish: Wish) -> pd.DataFrame:
    """Units drawn in each stratum and each maker's interviews spread over them: plan rows without the change."""
    parts = []
    for place, stratum in enumerate(strata.index):
        units = frame[frame["stratum"] == stratum].sort_values("psu", ignore_index=True)
        asked = counts[:, place]
        m = min(len(units), max(2, int(np.ceil(asked.sum() / wish.per_psu))))
        generator = np.random.default_rng(_seed(wish.seed, str(stratum), units))
        chosen, probability = systematic(units["size"].to_numpy(dtype=float), m, float(generator.random()))
        takes, shares = _spread_over(asked, len(chosen), int(generator.integers(len(chosen))))
        makers, at = np.nonzero(takes)
        picked = units.iloc[chosen[at]].reset_index(drop=True)
        draw = probability[chosen[at]] * shares[makers]
        parts.append(
            pd.DataFrame(
                {
                    **{"stratum": stratum, "psu": picked["psu"], "maker": makers, "take": takes[makers, at]},
                    **{"draw_prob": draw, "weight": picked["size"] / draw / takes[makers, at]},
                    "cost": picked.get("cost", 1.0),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def systematic(size: Vector, m: int, start: float) -> tuple[NDArray[np.int64], Vector]:
    """Places of m units drawn with probability proportional to size, and the probability of each unit.

    Units as big as a step are taken for certain, and the rest is drawn among the others. start: in [0, 1).
    """
    probability, certain = np.zeros(len(size)), np.zeros(len(size), dtype=bool)
    while True:
        left = m - int(certain.sum())
        probability = np.where(certain, 1.0, left * size / max(size[~certain].sum(), 1e-300))
        more = ~certain & (probability >= 1 - 1e-12)
        if left <= 0 or not more.any():
            break
        certain |= more
    rest = np.flatnonzero(~certain)
    ends = np.cumsum(probability[rest])
    steps = np.searchsorted(ends, start + np.arange(max(left, 0)), side="right").clip(max=max(len(rest) - 1, 0))
    return np.sort(np.concatenate([np.flatnonzero(certain), rest[steps]]).astype(np.int64)), probability


def _spread_over(asked: NDArray[np.int64], units: int, start: int) -> tuple[NDArray[np.int64], Vector]:
    """Interviews by maker and drawn unit, as even as can be, and the share of the drawn units each maker has some in.

    Who is left over goes on where the maker before ended, so that no unit carries all remainders.
    """
    takes = np.zeros((len(asked), units), dtype=np.int64)
    for maker, total in enumerate(asked):
        base, rest = divmod(int(total), units)
        takes[maker] = base
        takes[maker, (start + np.arange(rest)) % units] += 1
        start = (start + rest) % units
    return takes, np.minimum(asked / units, 1.0)


def _seed(seed: str, stratum: str, units: pd.DataFrame) -> int:
    sizes = zip(units["psu"], units["size"], strict=True)
    text = f"{seed}|{stratum}|" + ";".join(f"{psu}={size:g}" for psu, size in sizes)
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def _told(needs: pd.DataFrame, strata: pd.DataFrame, counts: NDArray[np.int64], wish: Wish) -> pd.DataFrame:
    """What each maker's change was and will be; refused where the worst is above the one asked for."""
    n = counts.sum(axis=1)
    after = _after(needs["variance"].to_numpy(dtype=float), strata, counts, wish.power)
    made = needs.reindex(columns=["category", "enterprise", "indicator"])
    made = made.assign(n=n, before=needs["detectable_change"].to_numpy(), after=after)
    if wish.change is not None and after.max() > wish.change:
        times = (after.max() / wish.change) ** 2
        told = {"n": n.sum(), "worst": f"{after.max():.3g}", "change": f"{wish.change:g}", "times": f"{times:.2f}"}
        raise Unreachable("allocate_change", **told, needed=int(np.ceil(n.sum() * times)))
    return made


def _after(variance: Vector, strata: pd.DataFrame, counts: NDArray[np.int64], power: float) -> Vector:
    """The change each maker's interviews show: the planner's, with the variance that this allocation leaves.

    sum(W2 S2 / n_h) against sum(W S2) / n of a sample spread as the sizes are, which the variance was measured under.
    """
    share, sd = strata["share"].to_numpy(dtype=float), strata["sd"].to_numpy(dtype=float)
    gain = (share**2 * sd**2 / counts).sum(axis=1) * counts.sum(axis=1) / (share * sd**2).sum()
    return detectable_change(variance * gain, counts.sum(axis=1), power)
