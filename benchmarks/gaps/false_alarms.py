"""Many cells, few alarms: which red cells stay red when many were looked at, and how many chance would make.

Source: Benjamini and Hochberg (1995), JRSS B 57, 289-300.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import special

from benchmarks import policy


@dataclass(frozen=True)
class Alarms:
    """cells looked at, red ones, red ones that stay at the tolerated share of false alarms, and what chance makes.

    by_chance: red cells to expect if every cell that cannot be told stood exactly at its level: such a cell is red in
    one tail of the interval and met in the other, so for 38 that cannot be told one is red by chance. Cells far from
    their level cannot be red by chance and are not counted. at_most: if every cell looked at stood at its level.
    false: the most false alarms to expect among those that stay.
    """

    cells: int
    red: int
    stay: int
    by_chance: float
    at_most: float
    false: float


def q_values(p_met: ArrayLike) -> NDArray[np.float64]:
    """The share of false alarms if the list is cut at each cell; p_met is the evidence against a cell being red.

    p_met: probability, 0 to 1, that the true value is at the level or better; missing ones are not counted as looked
    at and have no q. Values outside 0 to 1 are refused with a ValueError.
    """
    p = np.asarray(p_met, dtype=float)
    known = ~np.isnan(p)
    if (p[known] < 0).any() or (p[known] > 1).any():
        raise ValueError("a probability is between 0 and 1")
    out = np.full(p.shape, np.nan)
    if known.any():
        out[known] = _stepped_up(p[known])
    return out


def _stepped_up(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """The smallest p times cells over rank at or above each: Benjamini and Hochberg (1995), JRSS B 57."""
    order = np.argsort(p)
    over_rank = p[order] * (len(p) / np.arange(1, len(p) + 1))
    out = np.empty_like(p)
    out[order] = np.minimum.accumulate(over_rank[::-1])[::-1]
    return np.clip(out, 0, 1)


def with_q(gaps: pd.DataFrame, tolerated: float = policy.FALSE_DISCOVERY) -> pd.DataFrame:
    """GAP rows of one view and one level, with `q` and `alarm`: red (not_met), and q at most the tolerated share.

    The rows given are the cells looked at: choose the view first. too_few cells were not judged and do not count.
    """
    judged = gaps["verdict"].isin(["met", "not_met", "cannot_tell"]).to_numpy(dtype=bool)
    p_met = gaps["p_met"].to_numpy(dtype=float, na_value=np.nan)
    q = q_values(np.where(judged, p_met, np.nan))
    red = (gaps["verdict"] == "not_met").to_numpy(dtype=bool)
    return gaps.assign(q=q, alarm=red & (np.nan_to_num(q, nan=1.0) <= tolerated))


def alarms(gaps: pd.DataFrame, tolerated: float = policy.FALSE_DISCOVERY) -> Alarms:
    """The line under a list of red cells: "n red, m expected by chance"."""
    told = with_q(gaps, tolerated)
    cells, stay = int(told["q"].notna().sum()), int(told["alarm"].sum())
    tail = (1 - policy.CONFIDENCE) / 2
    open_cells = int((told["verdict"] == "cannot_tell").sum())
    red = int((told["verdict"] == "not_met").sum())
    return Alarms(cells, red, stay, open_cells * tail / policy.CONFIDENCE, cells * tail, stay * tolerated)


def false_changes(methods: ArrayLike) -> float:
    """How many of these series would be called a change if nothing had changed, by the level of each one's method.

    methods: codes of trend.METHODS. Control charts do not count: their rules have no one level.
    """
    test, trend = 1 - policy.CONFIDENCE, float(special.chdtrc(1, policy.TREND_CHI_SQUARE))
    levels = {"difference": test, "early_slope": test, "trend": trend}
    return float(sum(levels.get(str(method), 0.0) for method in np.asarray(methods, dtype=object)))
