"""The results that need everyone's numbers, computed unscoped and handed out in the viewer's scope."""

import numpy as np
import pandas as pd

from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.estimate import unscoped
from benchmarks.estimates.samples import tally, unscoped_states
from benchmarks.gaps.gap import gaps_of, unscoped_gaps
from benchmarks.index.index import Options, index_of
from benchmarks.index.weights import weights_table
from benchmarks.progress.progress import progress_of
from benchmarks.scope.disclosure import counted
from benchmarks.scope.selection import EVERYTHING, Selection, in_scope
from benchmarks.specs.spec import Specs
from data.store import Store
from data.viewer import Viewer
from data.wave import Wave


def index(
    store: Store,
    specs: Specs,
    viewer: Viewer,
    selection: Selection = EVERYTHING,
    options: Options | None = None,
) -> pd.DataFrame:
    """INDEX rows of the viewer's scope; ranks are among everyone measured in the category and wave.

    A selected indicator is ignored: an index is of all indicators.
    """
    frame = unscoped_index(store, specs, selection, options, viewer=viewer)
    return in_scope(_without_indicator(selection).only(frame), viewer).reset_index(drop=True)


def unscoped_index(
    store: Store, specs: Specs, selection: Selection = EVERYTHING, options: Options | None = None, *, viewer: Viewer
) -> pd.DataFrame:
    """INDEX rows of everyone, small cells left out for this viewer: only for results that blind or aggregate them."""
    everyone = Selection(sector=selection.sector, category=selection.category, wave=selection.wave)
    found, gaps = (step(store, specs, everyone) for step in (unscoped, unscoped_gaps))
    return index_of(*counted(found, gaps, viewer), weights_table(specs, selection.sector), options)


def progress(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """PROGRESS rows of the viewer's scope, one a series; a selected wave is the one to look back from.

    Waves of one survey that share PSUs are compared with their covariance.
    """
    everyone = Selection(**(vars(selection) | {"wave": None}))
    found = in_scope(unscoped(store, specs, everyone), viewer).dropna(subset="estimate")
    gaps = gaps_of(found, specs, tally(unscoped_states(store, specs, everyone)))
    if selection.wave is not None:
        found, gaps = (_up_to(frame, selection.wave) for frame in (found, gaps))
    indicators = {(spec.sector, each.id): each for spec in specs.values() for each in spec.indicators}
    return progress_of(
        found,
        gaps,
        {pair: each.breaks for pair, each in indicators.items()},
        covariances(store, specs, viewer, everyone),
        directions={pair: each.direction for pair, each in indicators.items()},
        level_at=lambda sector, name, day: getattr(indicators[sector, name].level_at("benchmark", day), "value", None),
    )


def _up_to(frame: pd.DataFrame, wave: str) -> pd.DataFrame:
    last = Wave.parse(wave)
    return frame[np.array([Wave.parse(code) <= last for code in frame["wave"]], dtype=bool)]


def _without_indicator(selection: Selection) -> Selection:
    return Selection(**(vars(selection) | {"indicator": None}))
