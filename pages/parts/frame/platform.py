"""The one store and the specs of this server, and what a viewer is told, cached by who asks and by data version."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.actions import changes, verdicts
from benchmarks.cuts import cut
from benchmarks.fieldwork import deciding, tracking
from benchmarks.governance import axes, clock, feedback, records, supposed, tiers
from benchmarks.headline import change, headline, leverage, published, regions
from benchmarks.index import (
    answers,
    bottom_lines,
    contradictions,
    coverage,
    importance,
    index,
    national,
    peer_gap,
    peers,
    priorities,
    robustness,
    waves,
    whatif,
)
from benchmarks.infrastructure import certificates, hanging, impact, receipt, scopes, standards
from benchmarks.infrastructure import coverage as instruments
from benchmarks.innovation import library, one_stop, problems, projects
from benchmarks.laboratories import mixes
from benchmarks.laboratories.capability import capability
from benchmarks.laboratories.performance import performance
from benchmarks.progress import planner, progress, targets
from benchmarks.reading import Reading
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs, load_specs
from data.kept import actions, audit, fieldwork, publishing, register, replies, synthetic
from data.kept import tiers as decided
from data.kept.promised import help as asking
from data.store import Store, open_store
from data.viewer import Viewer

_ROOT = Path(__file__).resolve().parents[3]
_READING = Lock()  # two first sessions read the specs once
_SECONDS = 60 * 60  # a result nobody asked for in an hour is forgotten

Options = dict[str, float | str | date | tuple[float, ...]]  # of a step, beside the selection
Step = Callable[..., Any]  # a result of benchmarks: its first argument is a Reading
AGGREGATES: tuple[Step, ...] = (  # of all sectors, for everyone
    *(national.board, national.standing, coverage.coverage, bottom_lines.counts, leverage.leverage, regions.regions),
    *(headline.headline, change.changes, change.bias, published.published),
)
ACTED: tuple[Step, ...] = (  # they change with the actions too, and with what was decided and replied
    *(verdicts.verdicts, changes.changes, clock.clock, records.records, tiers.tiers, axes.axes, axes.fairness),
    *(problems.problems, projects.projects, library.library, feedback.feedback, tiers.moved),
    supposed.steps_moved,
    *(one_stop.helpers, one_stop.help_requests),
)
TRACKED: tuple[Step, ...] = (
    tracking.track,
    tracking.look,
    tracking.rates,
    tracking.margins,
)  # and these with the interviews counted
STEPS: tuple[Step, ...] = (  # what pages may read, and nothing else
    *(*AGGREGATES, *ACTED, reading.estimates, reading.gaps, reading.breaks, reading.sample_states),
    *(*index.RANKS.values(), progress.progress, planner.plan, priorities.priorities, contradictions.contradictions),
    *(robustness.robustness, robustness.sensitivity, importance.importance, receipt.receipt),
    *(cut.cuts, cut.cut_changes, peers.peers, peers.index_peers, peer_gap.peer_gaps, capability, performance),
    *(*TRACKED, mixes.mixes, mixes.values, waves.waves, waves.round_cells, waves.replies, bottom_lines.bottom_lines),
    targets.targets,
    *(scopes.scopes, scopes.resting, instruments.coverage, instruments.laboratories_for, standards.standards),
    *(impact.standard_impact, impact.impact_others, certificates.certificates, certificates.certified),
    *(hanging.hanging, hanging.subjects, deciding.open_verdicts, deciding.next_tests),
    *(answers.answers, whatif.whatif, whatif.whatif_levels, whatif.whatif_board),
)
_BY_NAME = {f"{step.__module__}.{step.__qualname__}": step for step in STEPS}


# Not among Streamlit's caches, which a browser's message would empty: data/store.py and this module hold them.
def store() -> Store:
    """The store of this server: QUALITY_STORE, or data/quality.duckdb."""
    return open_store(os.environ.get("QUALITY_STORE") or _ROOT / "data" / "quality.duckdb")


def specs() -> Specs:
    """The specs of this server, read once: QUALITY_SPECS, or benchmarks/specs."""
    with _READING:
        return _specs_of(os.environ.get("QUALITY_SPECS") or "")  # asked a hundred times a screen: no path is made


@cache
def _specs_of(folder: str) -> Specs:
    return load_specs(Path(folder) if folder else _ROOT / "benchmarks" / "specs")


def asked(viewer: Viewer, selection: Selection = EVERYTHING) -> Reading:
    """What documents and programs read by: a viewer's Reading of this server's store, made nowhere else in pages."""
    return Reading(store(), specs(), viewer, selection)


def read(
    step: Step, viewer: Viewer, selection: Selection = EVERYTHING, **options: float | str | date | tuple[float, ...]
) -> Any:
    """What one of STEPS tells this viewer; colleagues of one scope share it, and so do all their sessions.

    It is made anew when a file of a sector it is about comes or goes. Refuses any other step with a LookupError.
    """
    name = f"{step.__module__}.{step.__qualname__}"
    if name not in _BY_NAME:
        raise LookupError(f"{name} is not among the results that pages may read")
    return _read(name, viewer.scope, selection, options, _version(_BY_NAME[name], viewer, selection), specs().digest)


def _version(step: Step, viewer: Viewer, selection: Selection) -> tuple[int, ...]:
    """The version of the data a step is made from: of the sectors it tells of, of the actions, of what is shown."""
    sectors = None if step in AGGREGATES else viewer.sectors
    if selection.sector is not None:
        sectors = frozenset({selection.sector})
    shown: tuple[int, ...] = publishing.version(store(), date.today())
    own = 0
    if step in ACTED:
        own = actions.version(store()) + decided.version(store()) + asking.version(store())
        shown = (*shown, datetime.now(UTC).toordinal())  # terms end with the day: nothing kept outlives it
    elif step in TRACKED:
        own = fieldwork.version(store())
    elif step is hanging.hanging:
        own = audit.made_so_far(store())
    elif step is waves.replies:
        own = replies.version(store())
    return store().version(sectors), own, *shown


# The scope, the data version and the specs are hashed arguments: the cache is shared by all sessions of the server.
@st.cache_data(ttl=_SECONDS, show_spinner=False)
def _read(
    name: str, viewer: Viewer, selection: Selection, options: Options, version: tuple[int, ...], digest: str
) -> Any:
    return _BY_NAME[name](asked(viewer, selection), **options)


def enterprises(viewer: Viewer) -> pd.DataFrame:
    """The registered enterprises the viewer sees by name."""
    return _enterprises(viewer.scope, store().version(kind="register"))


def laboratories(viewer: Viewer) -> pd.DataFrame:
    """The registered laboratories of the viewer's scope."""
    return _laboratories(viewer.scope, store().version(kind="labs"))


def any_synthetic() -> bool:
    """Whether any live batch was made by the demo."""
    return _any_synthetic(store().version())


@st.cache_data(ttl=_SECONDS, show_spinner=False)
def _enterprises(viewer: Viewer, version: int) -> pd.DataFrame:
    return register.enterprises(store(), viewer)


@st.cache_data(ttl=_SECONDS, show_spinner=False)
def _laboratories(viewer: Viewer, version: int) -> pd.DataFrame:
    return register.laboratories(store(), viewer)


@st.cache_data(ttl=_SECONDS, show_spinner=False)
def _any_synthetic(version: int) -> bool:
    return synthetic.any_synthetic(store())
