"""The one store and the specs of this server, and results cached by who asks and by data version."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.index import contradictions as clashes
from benchmarks.index import importance as drivers
from benchmarks.index import index as indices
from benchmarks.index import national, peers
from benchmarks.index import priorities as advice
from benchmarks.index import receipt as receipts
from benchmarks.index import robustness as variants
from benchmarks.index.importance import Importance
from benchmarks.progress import progress as series
from benchmarks.reading import Reading
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs, load_specs
from data.kept import register, synthetic
from data.store import Store, open_store
from data.viewer import Viewer

_ROOT = Path(__file__).resolve().parents[3]
_MINUTES = 60 * 60  # a result nobody asked for in an hour is forgotten


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The store of this server: QUALITY_STORE, or data/quality.duckdb."""
    return open_store(os.environ.get("QUALITY_STORE") or _ROOT / "data" / "quality.duckdb")


@st.cache_resource(show_spinner=False)
def specs() -> Specs:
    """The specs of this server: QUALITY_SPECS, or benchmarks/specs."""
    return load_specs(Path(os.environ.get("QUALITY_SPECS") or _ROOT / "benchmarks" / "specs"))


def estimates(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """ESTIMATE rows in the viewer's scope."""
    return _result("estimates", viewer.scope, selection, store().version(), specs().digest)


def gaps(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """GAP rows in the viewer's scope."""
    return _result("gaps", viewer.scope, selection, store().version(), specs().digest)


def index(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """INDEX rows in the viewer's scope."""
    return _result("index", viewer.scope, selection, store().version(), specs().digest)


def progress(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """PROGRESS rows in the viewer's scope."""
    return _result("progress", viewer.scope, selection, store().version(), specs().digest)


def board(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """ROLLUP rows: national aggregates."""
    return _result("board", viewer.scope, selection, store().version(), specs().digest)


def holdbacks(viewer: Viewer, selection: Selection) -> pd.DataFrame:
    """HOLDBACK rows of a wave."""
    return _result("holdbacks", viewer.scope, selection, store().version(), specs().digest)


def standing(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """STANDING rows: how many results of each sector are at the benchmark."""
    return _result("standing", viewer.scope, selection, store().version(), specs().digest)


def priorities(viewer: Viewer, selection: Selection) -> pd.DataFrame:
    """PRIORITY rows in the viewer's scope."""
    return _result("priorities", viewer.scope, selection, store().version(), specs().digest)


def contradictions(viewer: Viewer, selection: Selection) -> pd.DataFrame:
    """CONTRADICTION rows in the viewer's scope."""
    return _result("contradictions", viewer.scope, selection, store().version(), specs().digest)


def robustness(viewer: Viewer, selection: Selection) -> pd.DataFrame:
    """ROBUSTNESS rows in the viewer's scope."""
    return _result("robustness", viewer.scope, selection, store().version(), specs().digest)


def sensitivity(viewer: Viewer, selection: Selection) -> pd.DataFrame:
    """SENSITIVITY rows in the viewer's scope."""
    return _result("sensitivity", viewer.scope, selection, store().version(), specs().digest)


def importance(viewer: Viewer, selection: Selection) -> Importance:
    """What goes with overall satisfaction, from the responses in the viewer's scope."""
    return _importance(viewer.scope, selection, store().version(), specs().digest)


def receipt(viewer: Viewer, selection: Selection) -> dict:
    """The receipt of one overall score; NoReceipt where the viewer may not see it."""
    return _receipt(viewer.scope, selection, store().version(), specs().digest)


def index_peers(viewer: Viewer, enterprise: str, selection: Selection) -> peers.Peers:
    """Blinded indices of the others of one enterprise, or why they are not shown."""
    return _index_peers(viewer.scope, enterprise, selection, store().version(), specs().digest)


def sample_states(viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Sample states in the viewer's scope."""
    return _result("sample_states", viewer.scope, selection, store().version(), specs().digest)


def peer_scores(viewer: Viewer, enterprise: str, selection: Selection) -> dict[tuple[str, ...], peers.Peers]:
    """Blinded scores of the others of one enterprise, or why they are not shown."""
    return _peers(viewer.scope, enterprise, selection, store().version(), specs().digest)


def enterprises(viewer: Viewer) -> pd.DataFrame:
    """The registered enterprises the viewer sees by name."""
    return _enterprises(viewer.scope, store().version())


def laboratories(viewer: Viewer) -> pd.DataFrame:
    """The registered laboratories of the viewer's scope."""
    return _laboratories(viewer.scope, store().version())


def any_synthetic() -> bool:
    """Whether any live batch was made by the demo."""
    return _any_synthetic(store().version())


# The scope, the data version and the specs are hashed arguments: caches are shared by all sessions of the server.
_READS: dict[str, Callable[..., pd.DataFrame]] = {
    "estimates": reading.estimates,
    "gaps": reading.gaps,
    "board": national.board,
    "holdbacks": national.holdbacks,
    "index": indices.index,
    "progress": series.progress,
    "sample_states": reading.sample_states,
    "standing": national.standing,
    "priorities": advice.priorities,
    "contradictions": clashes.contradictions,
    "robustness": variants.robustness,
    "sensitivity": variants.sensitivity,
}


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _result(name: str, viewer: Viewer, selection: Selection, version: int, digest: str) -> pd.DataFrame:
    return _READS[name](Reading(store(), specs(), viewer, selection))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _importance(viewer: Viewer, selection: Selection, version: int, digest: str) -> Importance:
    return drivers.importance(Reading(store(), specs(), viewer, selection))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _receipt(viewer: Viewer, selection: Selection, version: int, digest: str) -> dict:
    return receipts.receipt(Reading(store(), specs(), viewer, selection))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _index_peers(viewer: Viewer, enterprise: str, selection: Selection, version: int, digest: str) -> peers.Peers:
    return peers.index_peers(Reading(store(), specs(), viewer, replace(selection, enterprise=enterprise)))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _peers(
    viewer: Viewer, enterprise: str, selection: Selection, version: int, digest: str
) -> dict[tuple[str, ...], peers.Peers]:
    return peers.peers(Reading(store(), specs(), viewer, replace(selection, enterprise=enterprise)))


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _enterprises(viewer: Viewer, version: int) -> pd.DataFrame:
    return register.enterprises(store(), viewer)


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _laboratories(viewer: Viewer, version: int) -> pd.DataFrame:
    return register.laboratories(store(), viewer)


@st.cache_data(ttl=_MINUTES, show_spinner=False)
def _any_synthetic(version: int) -> bool:
    return synthetic.any_synthetic(store())
