"""What to do next, from the store: priorities, importance, contradictions and robustness in the viewer's scope.

Each is made from everyone's numbers, because ranks and shared worlds need the rivals, and handed out in scope.
"""

from collections.abc import Callable

import pandas as pd

from benchmarks.columns import CONTRADICTION, PRIORITY, ROBUSTNESS, SENSITIVITY
from benchmarks.estimates.estimate import unscoped
from benchmarks.gaps.gap import unscoped_gaps
from benchmarks.index import contradictions as told
from benchmarks.index import importance as regressed
from benchmarks.index import priorities as ordered
from benchmarks.index import robustness as varied
from benchmarks.index.importance import Importance
from benchmarks.index.weights import weights_table
from benchmarks.scope.disclosure import counted
from benchmarks.scope.selection import EVERYTHING, Selection, in_scope
from benchmarks.specs.spec import Specs
from data.kept.responses import responses
from data.store import Store
from data.viewer import Viewer

OUTCOME = "satisfaction"  # the overall question; what goes with it is looked for among the other answers


def priorities(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """PRIORITY rows of the viewer's scope: what closing each gap to its next level adds to the index."""

    def make(*frames: pd.DataFrame) -> pd.DataFrame:
        return ordered.priorities(*frames, enterprise=selection.enterprise)

    return _scoped(make, PRIORITY, store, specs, viewer, selection)


def contradictions(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """CONTRADICTION rows of the viewer's scope: where consumers and the laboratory disagree."""
    return _scoped(told.contradictions, CONTRADICTION, store, specs, viewer, selection)


def robustness(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """ROBUSTNESS rows of the viewer's scope: how far each enterprise moves if the index were made another way."""
    return _scoped(varied.robustness, ROBUSTNESS, store, specs, viewer, selection)


def sensitivity(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """SENSITIVITY rows of the viewer's scope: which choice moves the ranks; the rows of all have no enterprise."""
    frame = _made(varied.sensitivity, SENSITIVITY, store, specs, viewer, selection)
    of_all = frame[frame["enterprise"] == ""]
    return pd.concat([_of(frame.drop(of_all.index), viewer, selection), of_all], ignore_index=True)


def importance(store: Store, specs: Specs, viewer: Viewer, selection: Selection) -> Importance:
    """What goes with overall satisfaction, from the responses the viewer may see; association, not cause.

    The selection names sector, category and wave; with an enterprise only its own respondents. Items are the survey's
    indicators of the category but for the outcome and nps, which asks for another outcome.
    """
    items = [
        each.id
        for each in specs[selection.sector].indicators
        if each.source == "survey"
        and each.statistic != "nps"
        and each.id != OUTCOME
        and each.applies_to(selection.category)
    ]
    asked = selection.sector, selection.category, selection.wave, selection.enterprise
    answers = responses(store, viewer, *asked)
    return regressed.importance(answers, [name for name in items if name in answers], OUTCOME)


def _scoped(
    make: Callable[..., pd.DataFrame],
    columns: tuple[str, ...],
    store: Store,
    specs: Specs,
    viewer: Viewer,
    selection: Selection,
) -> pd.DataFrame:
    return _of(_made(make, columns, store, specs, viewer, selection), viewer, selection)


def _of(frame: pd.DataFrame, viewer: Viewer, selection: Selection) -> pd.DataFrame:
    if selection.enterprise is not None:
        frame = frame[frame["enterprise"] == selection.enterprise]
    if selection.indicator is not None and "indicator" in frame:
        frame = frame[frame["indicator"] == selection.indicator]
    return in_scope(frame, viewer).reset_index(drop=True)


def _made(
    make: Callable[..., pd.DataFrame],
    columns: tuple[str, ...],
    store: Store,
    specs: Specs,
    viewer: Viewer,
    selection: Selection,
) -> pd.DataFrame:
    everyone = Selection(sector=selection.sector, category=selection.category, wave=selection.wave)
    found = unscoped(store, specs, everyone)
    if found.empty:
        return pd.DataFrame(columns=list(columns))
    found, gaps = counted(found, unscoped_gaps(store, specs, everyone), viewer)
    return make(found, gaps, weights_table(specs, selection.sector))
