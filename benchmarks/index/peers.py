"""Peers: others only as a distribution, and only where nobody can be recognised in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.estimates.estimate import unscoped
from benchmarks.estimates.samples import tally, unscoped_states
from benchmarks.gaps.gap import gaps_of
from benchmarks.index.index import Options
from benchmarks.progress.results import unscoped_index
from benchmarks.scope.disclosure import disclosure_reason, small_cells
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.kept.register import enterprises
from data.store import Store
from data.viewer import LOCAL, Viewer

PLACE = ["sector", "category", "wave", "indicator"]


@dataclass(frozen=True)
class Peers:
    """The others of one enterprise on one indicator: rounded scores in order, or why they are not shown."""

    scores: tuple[int, ...]
    reason: str  # "" | too_few | dominated | no_permission


def peers(
    store: Store, specs: Specs, viewer: Viewer, enterprise: str, selection: Selection
) -> dict[tuple[str, str, str, str], Peers]:
    """Blinded scores of the others by (sector, category, wave, indicator); whole points, sorted, without codes.

    Shown only with at least 5 others of whom no two make over 85 % of the others' output: with fewer, or with the
    exact values, an enterprise could take its own value off and recognise a rival (anchors: APQC, OECD (n, k) rule).
    Refuses by reason: a viewer who may not see `enterprise` by name gets `no_permission` everywhere.
    """
    everyone = Selection(**(vars(selection) | {"enterprise": None}))
    frame = gaps_of(
        small_cells(unscoped(store, specs, everyone)), specs, tally(unscoped_states(store, specs, everyone))
    )
    frame = frame.drop_duplicates([*PLACE, "enterprise"]).dropna(subset="score")
    register = enterprises(store, LOCAL)
    shares = dict(
        zip(zip(register["sector"], register["enterprise"], strict=True), register["output_share"], strict=True)
    )
    found = {}
    for key, rows in frame.groupby(PLACE, sort=False):
        if enterprise not in set(rows["enterprise"]):
            continue
        others = others_of(rows, viewer, enterprise)
        reason = "" if viewer.sees_enterprise(key[0], enterprise) else "no_permission"
        reason = reason or disclosure_reason([shares.get((key[0], code)) for code in others["enterprise"]])
        scores = () if reason else tuple(int(score) for score in np.sort(others["score"].round()))
        found[key] = Peers(scores, reason)
    return found


def index_peers(store: Store, specs: Specs, viewer: Viewer, enterprise: str, selection: Selection) -> Peers:
    """Blinded indices of the others of one enterprise in a sector, category and wave; the rule is that of `peers`.

    Whole points, sorted, without codes or intervals; those that are not rated are no part of it.
    """
    board = Selection(selection.sector, selection.category, wave=selection.wave)
    frame = unscoped_index(store, specs, board, Options(draws=0), viewer=viewer)
    others = others_of(frame[frame["dimension"] == OVERALL], viewer, enterprise).dropna(subset="score")
    register = enterprises(store, LOCAL)
    register = register[register["sector"] == selection.sector]
    shares = dict(zip(register["enterprise"], register["output_share"], strict=True))
    reason = "" if viewer.sees_enterprise(selection.sector, enterprise) else "no_permission"
    reason = reason or disclosure_reason([shares.get(code) for code in others["enterprise"]])
    return Peers(() if reason else tuple(int(score) for score in np.sort(others["score"].round())), reason)


def others_of(frame: pd.DataFrame, viewer: Viewer, enterprise: str) -> pd.DataFrame:
    """Rows of everyone but the enterprise and whatever else the viewer knows as its own: they blind nobody."""
    pairs = zip(frame["sector"], frame["enterprise"], strict=True)
    own = viewer.enterprises or frozenset()
    return frame[[code != enterprise and (sector, code) not in own for sector, code in pairs]]
