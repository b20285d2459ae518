"""Tier proposals: with what chance a maker lies beyond an edge. A person decides, another confirms.

Own names, T1 to T4, and nothing official. Size, age and region are no inputs.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from benchmarks import policy
from benchmarks.governance.counting import TALLY, priors, tally
from benchmarks.governance.terms import Terms, months_after, terms
from benchmarks.reading import Reading
from data.kept import tiers as kept
from data.viewer import LOCAL

TIER = (
    *("enterprise", "sector", "n", "k", "p_t1", "p_t2", "p_t3", "p_t4", "proposed", "decided", "by"),
    *("reason", "from", "until", "spec_version", "share", "low", "high", "confirmed_by", "state"),
)
MOVED = ("sector", "enterprise", "n", "k", "proposed", "would_be")
NAMES = ("T1", "T2", "T3", "T4")
UNDECIDED = "not_enough_evidence"  # handled as the middle
MIDDLE = "T2"
EDGES = (policy.TIER_EDGE_1, policy.TIER_EDGE_2, policy.TIER_EDGE_3)


def tiers(reading: Reading, on: date | None = None) -> pd.DataFrame:
    """TIER rows on a day (today, UTC), whatever wave: of a maker to itself, all to the authority, none to others."""
    every, day = reading.all_waves(), on or datetime.now(UTC).date()
    found = tiers_of(
        proposed_for(every.checks, day),
        in_force(kept.decisions(reading.store, LOCAL), terms()),
        _versions(reading),
        day,
    )
    return every.told(found if reading.viewer.role in kept.READERS else found.iloc[:0])


def moved(reading: Reading, edges: tuple[float, ...] | None = None) -> pd.DataFrame:
    """MOVED rows for the authority: who would move with other edges (default: none moves), facts unchanged."""
    every = reading.all_waves()
    parts = [moved_of(own, edges or EDGES) for own in _counted(every.checks, datetime.now(UTC).date())]
    found = pd.concat([pd.DataFrame(columns=list(MOVED)), *parts], ignore_index=True)
    return every.told(found if reading.viewer.role in kept.AUTHORITY else found.iloc[:0])


def _counted(lots: pd.DataFrame, day: date) -> list[pd.DataFrame]:
    """TALLY rows of each sector."""
    return [own.reset_index(drop=True) for _, own in tally(lots, day).groupby("sector")]


def proposed_for(lots: pd.DataFrame, day: date) -> pd.DataFrame:
    """Proposals for every maker in CHECK rows, each sector by itself."""
    counted = [pd.DataFrame(columns=list(TALLY)), *_counted(lots, day)]
    return pd.concat([proposals_of(own) for own in counted], ignore_index=True)


def _versions(reading: Reading) -> dict[str, str]:
    return {sector: spec.version for sector, spec in reading.specs.items()}


def in_force(decided: pd.DataFrame, rules: Terms) -> pd.DataFrame:
    """Decisions with the days from and until which they count: after the notice, for TIER_VALID_MONTHS at most."""
    days = [None if pd.isna(each) else pd.Timestamp(each).date() for each in decided["confirmed_at"]]
    begun = [None if day is None else rules.due("notice", day) for day in days]
    ended = [None if day is None else months_after(day, policy.TIER_VALID_MONTHS) for day in begun]
    dates = {"from": pd.Series(begun, index=decided.index, dtype=object)}
    dates["until"] = pd.Series(ended, index=decided.index, dtype=object)
    return decided.assign(**dates).drop(columns=["spec_version", "happened_at", "confirmed_at"])


def proposals_of(counted: pd.DataFrame, edges: tuple[float, ...] = EDGES) -> pd.DataFrame:
    """TALLY rows of one sector with p_t1 to p_t4, share, low, high (95 %) and `proposed`.

    theta, the share of lots that fail, is Beta(a0 + k, b0 + n - k), a0 and b0 from the other makers. Worse than the
    middle only where P(theta beyond that tier's edge) >= TIER_P and n >= TIER_LOTS; the best where P(theta within its
    edge) >= TIER_P; the middle where it is the likeliest; else UNDECIDED.
    """
    k, n = counted["k"].to_numpy(float), counted["n"].to_numpy(float)
    beta: NDArray[np.float64] = np.array(priors(k.tolist(), n.tolist())).reshape(-1, 2)
    a, b = beta[:, 0] + k, beta[:, 1] + n - k
    below = np.vstack([np.zeros(len(n)), *(stats.beta.cdf(edge, a, b) for edge in edges), np.ones(len(n))])
    parts = np.diff(below, axis=0)
    told = {f"p_t{tier + 1}": parts[tier] for tier in range(4)}
    low, high = (stats.beta.ppf(0.5 + side * policy.CONFIDENCE / 2, a, b) for side in (-1, 1))
    beyond = 1 - below[1:4]  # beyond the edges of the first three tiers
    proposed = [_proposed(int(n[i]), beyond[:, i], parts[:, i]) for i in range(len(n))]
    return counted.assign(**told, share=a / (a + b), low=low, high=high, proposed=proposed)


def _proposed(n: int, beyond: np.ndarray, parts: np.ndarray) -> str:
    if n < policy.TIER_LOTS:
        return UNDECIDED
    for tier in (3, 2):
        if beyond[tier - 1] >= policy.TIER_P:
            return NAMES[tier]
    if 1 - beyond[0] >= policy.TIER_P:
        return NAMES[0]
    return MIDDLE if parts.argmax() == 1 else UNDECIDED


def tiers_of(proposed: pd.DataFrame, decided: pd.DataFrame, versions: Mapping[str, str], on: date) -> pd.DataFrame:
    """TIER rows: proposals beside what people decided, as it stands on a day.

    decided: as in_force gives them; versions: of the spec of each sector. state: proposed, decided (waits for a second
    person), notice (the maker was told; it does not count yet), in_force, over.
    """
    rows = proposed.merge(decided, on=["sector", "enterprise"], how="left")
    names = ("decided", "by", "reason", "confirmed_by")
    rows = rows.assign(**{name: rows[name].astype(object).where(rows[name].notna(), "") for name in names})
    rows["state"] = [_state(row, on) for row in rows.to_dict("records")]
    rows["spec_version"] = [versions.get(sector, "") for sector in rows["sector"]]
    order = rows["proposed"].map({name: place for place, name in enumerate((*NAMES[::-1], UNDECIDED))})
    return rows.assign(order=order).sort_values(
        ["sector", "order", "share"], ascending=[True, True, False], ignore_index=True
    )[list(TIER)]


def _state(row: dict, on: date) -> str:
    if not row["decided"]:
        return "proposed"
    if not row["confirmed_by"]:
        return "decided"
    if on < row["from"]:
        return "notice"
    return "in_force" if on <= row["until"] else "over"


def moved_of(counted: pd.DataFrame, edges: tuple[float, ...]) -> pd.DataFrame:
    """MOVED rows: who would move if the edges were others and no fact changed; counted: TALLY rows of one sector.

    Said before a rule takes effect: a changed rule is no changed maker.
    """
    now, then = proposals_of(counted), proposals_of(counted, edges)
    rows = now[list(MOVED[:-1])].assign(would_be=then["proposed"])
    return rows[rows["proposed"] != rows["would_be"]].reset_index(drop=True)
