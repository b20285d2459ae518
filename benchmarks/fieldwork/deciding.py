"""What to ask or test next: how many more answers or samples decide an open verdict, and which are worth their money.

The chance that m more decide: the estimate there will be lies around the one there is, g, with variance
v/n - v/(n + m) (what the new ones can still move), and decides where it is z standard errors of its own from the level:
P = Phi((|g| - z s1) / t) + Phi((-|g| - z s1) / t), s1 = sqrt(v / (n + m)), t2 = v/n - v/(n + m). Where nothing but the
estimate is known of the truth (a flat prior), that many are decided: Spiegelhalter, Abrams and Myles 2004, 6.5.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from benchmarks import policy
from benchmarks.columns import LEVELS, NEXT, OPEN
from benchmarks.estimates import convolution
from benchmarks.gaps.floors import binding
from benchmarks.index.bottom_lines import bottom_lines
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.wave import in_order

WHY = ("cannot_tell", "too_few", "overdue")
_PLACE = ["sector", "category", "enterprise", "indicator"]
_GROUP = ["sector", "category", "enterprise", "source", "what"]
_Z = float(special.ndtri((1 + policy.CONFIDENCE) / 2))
_MOST = 100_000  # answers beyond which a verdict is called one that no survey decides
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Prices:
    """What there is to spend, and what one response and one sample cost; in one currency."""

    budget: float
    response: float = 1.0
    sample: float = 1.0


def chance(gap: ArrayLike, own: ArrayLike, common: ArrayLike, n: ArrayLike, more: ArrayLike) -> Vector:
    """The chance that `more` beside n decide a verdict.

    gap: of the estimate to the level; own: the part of its standard error that more of them make smaller; common: the
    part they do not, such as a laboratory's.
    """
    far, s0, n, more = (np.asarray(each, dtype=float) for each in (np.abs(gap), own, n, more))
    left = s0**2 * n / (n + more)
    end, move = np.sqrt(left + np.asarray(common, float) ** 2), np.sqrt(np.maximum(s0**2 - left, 1e-300))
    return special.ndtr((far - _Z * end) / move) + special.ndtr((-far - _Z * end) / move)


def needed(rows: pd.DataFrame, power: float = policy.POWER) -> pd.DataFrame:
    """`more` and `chance` for rows with gap, own, common, n and least: the fewest that decide with this chance.

    At least so many that n reaches `least`; none (NaN) where 100,000 would not do.
    """
    short = (rows["least"] - rows["n"]).clip(lower=1).to_numpy(float)
    gap, own, common, n = (rows[name].to_numpy(float) for name in ("gap", "own", "common", "n"))
    low, high = short - 1, np.full(len(rows), float(_MOST))
    beyond = chance(gap, own, common, n, high) < power
    for _ in range(18):  # halves 100,000 to one
        middle = np.floor((low + high) / 2)
        enough = (chance(gap, own, common, n, np.maximum(middle, 1)) >= power) & (middle > low)
        low, high = np.where(enough, low, np.where(middle > low, middle, low)), np.where(enough, middle, high)
    more = np.where(beyond, np.nan, np.maximum(high, short))
    return rows.assign(
        more=more, chance=np.where(beyond, np.nan, chance(gap, own, common, n, np.nan_to_num(more, nan=1.0)))
    )


def open_verdicts(reading: Reading) -> pd.DataFrame:
    """OPEN rows of the viewer's scope: each verdict of the newest wave that is cannot_tell or too_few, and each bottom
    line whose last test is of an earlier wave, with how many more answers or samples decide it.

    weight: of the indicator in the index, a third for each level. A mandatory level is judged sample by sample: more
    samples do not clear one that lies in its guard band, so it has no `more` there.
    """
    every = reading.all_waves()
    gaps, estimates = every.told(every.gaps), every.told(every.estimates)
    if gaps.empty:
        return pd.DataFrame(columns=list(OPEN))
    keys = _PLACE
    place = {wave: at for at, wave in enumerate(in_order(list(gaps["wave"])))}
    gaps = gaps.assign(place=gaps["wave"].map(place))
    gaps = gaps[gaps["place"] == gaps.groupby(keys)["place"].transform("max")]
    rows = gaps.merge(estimates[[*keys, "wave", "source", "n", "se", "df"]], on=[*keys, "wave"])
    late = _overdue(reading, rows)
    rows = rows.assign(why=rows["verdict"].where(~late, "overdue"))
    rows = rows[rows["why"].isin(WHY)]
    return _weighed(open_of(rows.assign(floor=binding(rows))), reading)


def open_of(rows: pd.DataFrame) -> pd.DataFrame:
    """OPEN rows but for their weight, from rows with GAP's columns, source, n, se, df, why and floor."""
    tested = (rows["source"] == "test").to_numpy()
    # A lopsided interval is read by the half on the level's side, as the verdict does.
    half = np.where(rows["gap"] >= 0, rows["gap"] - rows["gap_low"], rows["gap_high"] - rows["gap"])
    whole = np.nan_to_num(half / _Z)
    se = rows["se"].fillna(0).to_numpy(float)
    spread = np.nan_to_num(convolution.spread_of(rows["se"], rows["df"], rows["n"]))
    part = np.where(tested & (se > 0), spread / np.where(se > 0, se, 1.0), 1.0).clip(0, 1)
    own, common = whole * part, whole * np.sqrt(1 - part**2)
    least = np.where(tested, policy.MIN_SAMPLES, policy.MIN_RESPONSES)
    found = needed(rows.assign(own=np.maximum(own, 1e-12), common=common, least=least))
    # No number of samples decides where laboratories differ and somebody has to.
    found.loc[(rows["reason"] == "labs_differ").to_numpy(), ["more", "chance"]] = np.nan
    single = tested & (rows["floor"] | (rows["level_kind"] == "mandatory")).to_numpy()
    few = rows["why"].isin(["too_few", "overdue"]).to_numpy()
    # Judged sample by sample: what was too few, or is old, is decided by the least number; a band by no number.
    again = np.where(rows["why"] == "overdue", policy.MIN_SAMPLES, np.maximum(policy.MIN_SAMPLES - rows["n"], 1))
    found["more"] = np.where(single, np.where(few, again, np.nan), found["more"])
    found["chance"] = np.where(single, np.where(few, policy.POWER, np.nan), found["chance"])
    return found.reindex(columns=list(OPEN)).reset_index(drop=True)


def _overdue(reading: Reading, rows: pd.DataFrame) -> pd.Series:
    """Whether a row is a bottom line that the newest wave with tests of its sector did not test."""
    tested = rows[rows["source"] == "test"]
    late: set[tuple] = set()
    for sector, waves in tested.groupby("sector")["wave"]:
        lines = bottom_lines(reading.of(Selection(str(sector), wave=in_order(list(waves))[-1])))
        old = lines[(lines["tested_wave"] != "") & (lines["tested_wave"] != lines["wave"])]
        late |= set(old[_PLACE].itertuples(index=False, name=None))
    keys = rows[_PLACE].itertuples(index=False, name=None)
    return pd.Series([key in late for key in keys], index=rows.index, dtype=bool) & (rows["level"] == "floor")


def _weighed(rows: pd.DataFrame, reading: Reading) -> pd.DataFrame:
    """With the indicator's weight in its category, a third for each level, times the maker's share of output.

    A maker whose share nobody has told counts as the mean of the others.
    """
    weights = {
        (spec.sector, category.id): spec.weights(category.id)
        for spec in reading.specs.values()
        for category in spec.categories
    }
    shares = reading.output_shares
    own = [weights[row.sector, row.category].get(row.indicator, 0.0) / len(LEVELS) for row in each_row(rows)]
    output = pd.Series([shares.get((row.sector, row.enterprise), np.nan) for row in each_row(rows)], dtype=float)
    output = output.fillna(output.mean()).fillna(1.0)
    return rows.assign(weight=np.array(own) * output.to_numpy())


def next_of(rows: pd.DataFrame, prices: Prices) -> pd.DataFrame:
    """NEXT rows: what to buy in which order, floors first, then what decides most of the board for the money.

    One response answers every question about its maker, so that a step that buys m of them decides all that m decide.
    decides: verdicts expected to be decided by the step; decided: by all so far; board: the share of the open weight.
    Greedy: within a factor 1 - 1/e of the best list (Nemhauser, Wolsey and Fisher 1978). Refuses a budget or a price
    that is not above 0 with a ValueError.
    """
    if min(prices.budget, prices.response, prices.sample) <= 0:
        raise ValueError("a budget and the price of a response and of a sample are above 0")
    open_rows = rows.dropna(subset="more")
    steps: list[dict[str, object]] = []
    whole, spent = float(rows["weight"].sum()), 0.0
    what = open_rows["indicator"].where(open_rows["source"] == "test", "")
    groups = dict(iter(open_rows.assign(what=what).groupby(_GROUP, sort=True)))
    bought = dict.fromkeys(groups, 0)
    decided, told = 0.0, 0.0
    while (best := _best(groups, bought, prices, prices.budget - spent)) is not None:
        key, more, cost, part = best
        spent, decided = spent + cost, decided + float(part["chance"].sum())
        told += float((part["chance"] * part["weight"]).sum())
        steps.append(
            {
                **{"place": len(steps) + 1, **dict(zip(_GROUP[:4], key[:4], strict=True))},
                **{"indicators": ";".join(dict.fromkeys(part["indicator"]))},
                **{"why": ";".join(dict.fromkeys(part["why"])), "floors": int(part["floor"].sum())},
                **{"more": more - bought[key], "cost": cost, "spent": spent, "decides": float(part["chance"].sum())},
                **{"decided": decided, "board": told / whole if whole else np.nan},
            }
        )
        bought[key] = more
    return pd.DataFrame(steps, columns=list(NEXT))


def _best(groups: dict, bought: dict, prices: Prices, left: float) -> tuple | None:
    """The step that decides a floor, else most, for its money among those that can be paid."""
    found = None
    for key, part in groups.items():
        price = prices.sample if key[3] == "test" else prices.response
        rest = part[part["more"] > bought[key]]
        for more in sorted(set(rest["more"])):
            cost = (more - bought[key]) * price
            if cost > left:
                break
            new = rest[rest["more"] <= more]
            value = float((new["chance"] * new["weight"]).sum()) / cost
            rank = (bool(new["floor"].any()), value)
            if found is None or rank > found[0]:
                found = (rank, (key, ceil(more), cost, new))
    return None if found is None else found[1]


def next_tests(reading: Reading, budget: float = 1000.0, response: float = 1.0, sample: float = 1.0) -> pd.DataFrame:
    """NEXT rows of the viewer's scope for a budget and the price of a response and of a sample."""
    return next_of(open_verdicts(reading), Prices(budget, response, sample))
