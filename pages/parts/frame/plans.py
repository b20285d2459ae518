"""Actions, what changed with a wave and how much to ask in the next, cached by who asks and by versions of the data."""

import pandas as pd
import streamlit as st

from benchmarks.actions import verdicts as action_verdicts
from benchmarks.actions.changes import Changes, changes
from benchmarks.progress import planner
from benchmarks.reading import Reading
from benchmarks.scope.selection import EVERYTHING, Selection
from data.kept import actions
from data.viewer import Viewer
from pages.parts.frame import platform

_MINUTES = 60 * 60


def verdicts(viewer: Viewer) -> pd.DataFrame:
    """The viewer's actions as they stand, with their measured verdicts."""
    store = platform.store()
    return _verdicts(viewer, store.version(), actions.version(store), platform.specs().digest)


def of_series(viewer: Viewer, selection: Selection) -> pd.DataFrame:
    """The actions of one enterprise and category."""
    return Selection(selection.sector, selection.category, selection.enterprise).only(verdicts(viewer))


def changed(viewer: Viewer, selection: Selection = EVERYTHING) -> Changes:
    """What the selected wave, or the newest, brought in the viewer's scope."""
    store = platform.store()
    return _changed(viewer, selection, store.version(), actions.version(store), platform.specs().digest)


def plan(viewer: Viewer, selection: Selection, change: float, power: float) -> pd.DataFrame:
    """PLAN rows of an indicator: answers that show a change, in the reported unit, with this power."""
    return _plan(viewer, selection, change, power, platform.store().version(), platform.specs().digest)


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _verdicts(viewer: Viewer, version: int, written: int, digest: str) -> pd.DataFrame:
    return action_verdicts.verdicts(Reading(platform.store(), platform.specs(), viewer))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _changed(viewer: Viewer, selection: Selection, version: int, written: int, digest: str) -> Changes:
    return changes(Reading(platform.store(), platform.specs(), viewer, selection))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _plan(viewer: Viewer, selection: Selection, change: float, power: float, version: int, digest: str) -> pd.DataFrame:
    return planner.plan(Reading(platform.store(), platform.specs(), viewer, selection), change, power)
