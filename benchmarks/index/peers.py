"""Peers: others only as a distribution, and only where nobody can be recognised in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.index.index import standings
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import Member, disclosure_reason
from data.viewer import Viewer

PLACE = ["sector", "category", "wave", "indicator"]


@dataclass(frozen=True)
class Peers:
    """The others of one enterprise on one indicator: rounded scores in order, or why they are not shown."""

    scores: tuple[int, ...]
    reason: str  # "" | too_few | dominated | no_permission


def peers(reading: Reading) -> dict[tuple[str, str, str, str], Peers]:
    """Blinded scores of the others of the selected enterprise by (sector, category, wave, indicator)."""
    asked = replace(reading.selection, enterprise=None)
    frame = asked.only(reading.of_others().gaps).drop_duplicates([*PLACE, "enterprise"]).dropna(subset="score")
    own = reading.selection.maker()
    found = {}
    for key, rows in frame.groupby(PLACE, sort=False):
        if own in set(rows["enterprise"]):
            sector, category, wave, indicator = map(str, key)
            found[sector, category, wave, indicator] = peers_of(rows, own, reading.viewer, reading.output_shares)
    return found


def index_peers(reading: Reading) -> Peers:
    """Blinded indices of the others of the selected enterprise in its sector, category and wave.

    Without intervals; those that are not rated are no part of it.
    """
    frame = reading.of_others().everyone(standings)
    rows = frame[frame["dimension"] == OVERALL].dropna(subset="score")
    return peers_of(rows, reading.selection.maker(), reading.viewer, reading.output_shares)


def peers_of(rows: pd.DataFrame, enterprise: str, viewer: Viewer, shares: Mapping[Member, float]) -> Peers:
    """The others of one enterprise among rows of one sector, with `score`: whole points, sorted, without codes.

    Shown only with at least 5 others of whom no two make over 85 % of the others' output: with fewer, or with the
    exact values, an enterprise could take its own value off and recognise a rival (anchors: APQC, OECD (n, k) rule).
    Refuses by reason: a viewer who may not see `enterprise` by name gets `no_permission`.
    """
    others = others_of(rows, viewer, enterprise)
    may = all(viewer.sees_enterprise(sector, enterprise) for sector in rows["sector"].unique())
    reason = "" if may else "no_permission"
    reason = reason or disclosure_reason([shares.get(pair) for pair in _pairs(others)])
    return Peers(() if reason else tuple(int(score) for score in np.sort(others["score"].round())), reason)


def others_of(frame: pd.DataFrame, viewer: Viewer, enterprise: str) -> pd.DataFrame:
    """Rows of everyone but the enterprise and whatever else the viewer knows as its own: they blind nobody."""
    own = viewer.enterprises or frozenset()
    kept = [code != enterprise and (sector, code) not in own for sector, code in _pairs(frame)]
    return frame[np.array(kept, dtype=bool)]


def _pairs(frame: pd.DataFrame) -> Iterator[Member]:
    return zip(frame["sector"], frame["enterprise"], strict=True)
