"""How far one enterprise stands from the median of its peers, when neither is known exactly."""

from collections.abc import Mapping
from dataclasses import replace
from math import floor, log10

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import KEYS, LEVELS
from benchmarks.estimates import intervals
from benchmarks.gaps.ladder import STEP
from benchmarks.index.draws import normals, student
from benchmarks.index.peers import PLACE, others_of
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, disclosure_reason
from benchmarks.specs import lookup
from benchmarks.specs.spec import Specs
from data.viewer import Viewer

PEER_GAP = (
    *(*KEYS, "peers", "peer_median", "gap", "gap_low", "gap_high", "confidence", "p_better", "verdict", "reason"),
    *("draws", "seed"),
)
VERDICTS = ("better", "worse", "cannot_tell", "not_shown")
_RANGE = ("estimate", "low", "high", "df")
_LADDER = ["sector", "indicator", "wave"]


def peer_gaps(reading: Reading, *, draws: int = policy.DRAWS, seed: int = policy.SEED) -> pd.DataFrame:
    """Gap of the selected enterprise to the median of the others, one row a result of its own; columns PEER_GAP.

    None where the viewer may not see that enterprise by name.
    """
    asked, own = replace(reading.selection, enterprise=None), reading.selection.maker()
    frame, shares = asked.only(reading.of_others().estimates), reading.output_shares
    return reading.told(peer_gaps_of(frame, reading.specs, own, reading.viewer, shares, draws=draws, seed=seed))


def peer_gaps_of(
    estimates: pd.DataFrame,
    specs: Specs,
    enterprise: str,
    viewer: Viewer,
    shares: Mapping[Member, float],
    *,
    draws: int = policy.DRAWS,
    seed: int = policy.SEED,
) -> pd.DataFrame:
    """PEER_GAP rows from ESTIMATE rows of everyone and the output share of each (sector, enterprise).

    In the reported unit, positive is better. Own value and every peer are drawn around their estimates (two half t
    distributions that reach the published limits), so that the peers' uncertainty widens the interval: with a median
    taken as exact, two makers that are alike are told apart 16.6 % of the time. Errors are independent.
    `reason` where nothing is shown: too_few and dominated as in `peers`; too_few_answers and
    no_interval of the enterprise itself. Values are rounded to a point of the ladder, as in `peers`: the exact median
    of five is the exact value of one of them. Verdicts are from the values before rounding.
    """
    least = np.where(estimates["source"] == "survey", policy.MIN_RESPONSES, policy.MIN_SAMPLES)
    frame = estimates.assign(few=estimates["n"] < least)
    ladders = _ladders(specs, frame)
    rows = []
    for place, group in frame.groupby(PLACE, sort=False):
        sector, category, wave, indicator = key = tuple(map(str, place))
        own = group[group["enterprise"] == enterprise]
        if own.empty:
            continue
        others = others_of(group[~group["few"] & group["low"].notna()], viewer, enterprise)
        told = _reason(own.iloc[0], others, shares)
        numbers = (
            _nothing(len(others))
            if told
            else _gap(key, own.iloc[0], others, ladders.loc[[(sector, indicator, wave)]].iloc[0], draws, seed)
        )
        rows.append((sector, category, enterprise, wave, indicator, *numbers, told, draws, seed))
    return pd.DataFrame(rows, columns=list(PEER_GAP))


def _reason(own: pd.Series, others: pd.DataFrame, shares: Mapping[Member, float]) -> str:
    if own["few"]:
        return "too_few_answers"
    if np.isnan(own["low"]):
        return "no_interval"
    return disclosure_reason([shares.get((own["sector"], code)) for code in others["enterprise"]])


def _nothing(peers: int) -> tuple:
    return (peers, *[np.nan] * 4, policy.CONFIDENCE, np.nan, "not_shown")


def _gap(key: tuple, own: pd.Series, others: pd.DataFrame, ladder: pd.Series, draws: int, seed: int) -> tuple:
    """peers, peer_median, gap, gap_low, gap_high, confidence, p_better and verdict of one result."""
    sign = 1 if ladder["direction"] == "higher" else -1
    everyone = pd.concat([own.to_frame().T, others])
    names = [(*key, code, "peer_gap") for code in everyone["enterprise"]]
    drawn = _drawn(everyone[list(_RANGE)].to_numpy(float), normals(names, draws, seed).astype(float))
    moved = sign * (drawn[0] - np.median(drawn[1:], axis=0))
    median = float(others["estimate"].median())
    tail = (1 - policy.CONFIDENCE) / 2
    low, high = np.quantile(moved, [tail, 1 - tail])
    verdict = "better" if low > 0 else "worse" if high < 0 else "cannot_tell"
    step = ladder["step"] if ladder["step"] > 0 else 10.0 ** floor(log10(own["high"] - own["low"])) / 10
    shown = [float(step * np.round(x / step)) for x in (median, sign * (own["estimate"] - median), low, high)]
    return len(others), *shown, policy.CONFIDENCE, float((moved > 0).mean()), verdict


def _ladders(specs: Specs, frame: pd.DataFrame) -> pd.DataFrame:
    """Direction of each (sector, indicator, wave) and what one point of its ladder is worth; 0 without two levels."""
    levels = lookup.levels(specs, frame)
    wide = levels.pivot(index=_LADDER, columns="level", values="level_value").reindex(columns=list(LEVELS))
    ends = (wide["benchmark"] - wide["floor"]).abs(), (wide["frontier"] - wide["benchmark"]).abs()
    step = ends[0].where(ends[0] > 0, ends[1]).fillna(0) / STEP
    known = lookup.found(specs, frame)
    out = frame[_LADDER].drop_duplicates().merge(step.rename("step").reset_index(), on=_LADDER, how="left")
    directions = [known[pair].direction for pair in zip(out["sector"], out["indicator"], strict=True)]
    return out.assign(direction=directions, step=out["step"].fillna(0.0)).set_index(_LADDER)


def _drawn(rows: NDArray, z: NDArray) -> NDArray:
    """Values around estimates, each side a half t that reaches the published limit at the interval's confidence."""
    estimate, low, high, df = rows.T[:, :, None]
    df = np.where(df > 0, df, np.nan)
    t = student(z, df[:, 0])
    reach = intervals.critical(df)
    return estimate + np.maximum(t, 0) * (high - estimate) / reach + np.minimum(t, 0) * (estimate - low) / reach
