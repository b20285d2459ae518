"""Every result with what may be asked of it beside the selection: commands and addresses ask by it alone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from benchmarks import reading as results
from benchmarks.cuts.cut import cut_changes, cuts
from benchmarks.fieldwork import tracking
from benchmarks.governance.axes import axes, fairness
from benchmarks.governance.clock import clock
from benchmarks.governance.feedback import feedback
from benchmarks.governance.records import records
from benchmarks.governance.supposed import steps_moved, term_of
from benchmarks.governance.tiers import EDGES, moved, tiers
from benchmarks.headline import change as moves
from benchmarks.headline.checks import checks
from benchmarks.headline.headline import headline
from benchmarks.headline.leverage import leverage
from benchmarks.headline.published import published
from benchmarks.headline.regions import regions
from benchmarks.index import whatif
from benchmarks.index.index import RANKS
from benchmarks.index.peer_gap import peer_gaps
from benchmarks.index.robustness import robustness
from benchmarks.index.waves import replies
from benchmarks.infrastructure import scopes as scope
from benchmarks.infrastructure.certificates import certificates
from benchmarks.infrastructure.coverage import coverage
from benchmarks.infrastructure.hanging import hanging
from benchmarks.infrastructure.impact import standard_impact
from benchmarks.infrastructure.standards import standards
from benchmarks.infrastructure.states import states_on
from benchmarks.innovation import one_stop
from benchmarks.innovation.library import library
from benchmarks.innovation.problems import problems
from benchmarks.innovation.projects import projects
from benchmarks.laboratories.capability import capability
from benchmarks.laboratories.mixes import mixes
from benchmarks.laboratories.performance import performance
from benchmarks.progress.targets import targets
from benchmarks.reading import Reading
from benchmarks.reports import plans
from benchmarks.reports.tables import TABLES
from benchmarks.scope.selection import Selection
from data.check.contract import STORED
from data.check.dated import STATES
from data.check.written.values import number
from data.kept import batches
from data.refusal import Refused

STATE_KINDS = tuple(kind for kind in STATES if kind != "record")
Compute = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Parameter:
    """One thing that may be said beside the selection.

    kind: text, flag (true or false), number, day (YYYY-MM-DD), texts (several), edges (three rising shares). known: the
    only values there are, if these are few.
    """

    name: str
    kind: str = "text"
    known: Sequence[str] = ()
    required: bool = False


@dataclass(frozen=True)
class Question:
    """A result, what may be said beside the selection, and what of the selection has to be said."""

    compute: Compute
    parameters: tuple[Parameter, ...] = ()
    needed: tuple[str, ...] = ()


def _index(asked: Reading, ranks: str = "sampling") -> pd.DataFrame:
    return RANKS[ranks](asked)


def _cuts(asked: Reading, facet: str, by: str = "", change: bool = False) -> pd.DataFrame:
    return (cut_changes if change else cuts)(asked, facet=facet, by=by)


def _headline(
    asked: Reading, period: str | None = None, change: bool = False, by: str = "", bias: bool = False
) -> pd.DataFrame:
    if (change and bias) or (by and not change):
        raise Refused("headline_one")
    held = asked if period is None else asked.of(replace(asked.selection, wave=period))
    return moves.changes(held, by=by) if change else moves.bias(held) if bias else headline(held)


def _states(asked: Reading, on: date, kind: str | None = None) -> pd.DataFrame:
    return states_on(asked, on, kind)


def _scopes(asked: Reading, state: str | None = None, impact: str | None = None) -> pd.DataFrame:
    if impact is not None:
        hangs = hanging(asked, impact)
        if hangs.empty:
            raise Refused("no_subject", got=impact)
        return hangs
    found = scope.scopes(asked)
    return found if state is None else found[found["state"] == state]


def _standards(asked: Reading, on: date, coming: bool = False, draft: Sequence[str] = ()) -> pd.DataFrame:
    if not coming and not draft:
        return standards(asked, on)
    found = [standard_impact(asked, on)] if coming else []
    found += [standard_impact(asked.of(each), on, value, of) for each, value, of in _drafts(asked, draft)]
    full = [frame for frame in found if len(frame)] or found[:1]
    return pd.concat(full, ignore_index=True)


def _drafts(asked: Reading, typed: Sequence[str]) -> Iterator[tuple[Selection, float, str]]:
    """Each draft limit with the indicator it is held against, in every sector that measures one of that name."""
    for text in typed:
        name, _, said = text.partition("=")
        written, _, standard = said.partition("@")
        value = number(written.strip())
        if not isinstance(value, float):
            raise Refused("draft_written", got=text)
        specs = [spec for code, spec in asked.specs.items() if asked.selection.sector in (None, code)]
        pairs = [(spec.sector, each) for spec in specs for each in spec.indicators]
        tested = {sector for sector, each in pairs if (each.id, each.source) == (name, "test")}
        if not tested:
            raise Refused("draft_untested", got=name)
        chosen = asked.selection
        for sector in sorted(tested):
            yield replace(chosen, sector=sector, indicator=name), value, standard.strip()


def _tiers(asked: Reading, on: date, edges: tuple[float, ...] | None = None) -> pd.DataFrame:
    if edges is None:
        return tiers(asked, on)
    if sorted(set(edges)) != list(edges):
        raise Refused("edges_rise", example=" ".join(map(str, EDGES)), got=" ".join(map(str, edges)))
    return moved(asked, edges)


def _clock(asked: Reading, on: date, suppose: str | None = None) -> pd.DataFrame:
    if suppose is None:
        return clock(asked, on)
    return steps_moved(asked, *term_of(suppose), on)


def _whatif(asked: Reading, show: str = "index", level: str = "", **said: str) -> pd.DataFrame:
    values, levels = said.get("set", ""), level
    if levels and asked.selection.sector is None:
        raise Refused("supposed_sector")
    if show != "index" and values:
        raise Refused("supposed_shown")
    if show == "index":
        return whatif.whatif(asked, values=values, levels=levels)
    return (whatif.whatif_levels if show == "verdicts" else whatif.whatif_board)(asked, levels=levels)


def _helpers(asked: Reading, requests: bool = False) -> pd.DataFrame:
    return (one_stop.help_requests if requests else one_stop.helpers)(asked)


def _peer_gaps(asked: Reading) -> pd.DataFrame:
    if asked.selection.enterprise is None:
        raise Refused("peer_gap_of_one")
    return peer_gaps(asked)


def _batches(
    asked: Reading, kind: str | None = None, survey: str | None = None, live: bool | None = None
) -> pd.DataFrame:
    chosen = asked.selection
    about = {"sector": chosen.sector, "wave": chosen.wave}
    return batches.batches(asked.store, asked.viewer, kind=kind, survey=survey, live=live, **about).drop(
        columns="record"
    )


def _of_a_day(compute: Callable[[Reading, date], pd.DataFrame]) -> Compute:
    return lambda asked, on: compute(asked, on)


_ON = Parameter("on", "day")
QUESTIONS: Mapping[str, Question] = {
    **{name: Question(table) for name, table in TABLES.items() if name != "actions"},
    **{name: Question(TABLES[name], needed=("wave",)) for name in ("bottom_lines", "counts")},
    "index": Question(_index, (Parameter("ranks", known=tuple(RANKS)),)),
    "robustness": Question(robustness),
    "samples": Question(results.sample_states),
    "capability": Question(capability),
    "performance": Question(performance),
    "peer-gaps": Question(_peer_gaps, needed=("enterprise",)),
    "cuts": Question(_cuts, (Parameter("facet", required=True), Parameter("by"), Parameter("change", "flag"))),
    "checks": Question(checks),
    "headline": Question(
        _headline,
        (
            *(Parameter("period"), Parameter("change", "flag")),
            *(Parameter("by", known=moves.PARTS), Parameter("bias", "flag")),
        ),
    ),
    "leverage": Question(leverage, (Parameter("together"),)),
    "regions": Question(regions),
    "targets": Question(targets),
    "published": Question(published),
    "mixes": Question(mixes),
    "replies": Question(replies),
    "states": Question(_states, (Parameter("kind", known=STATE_KINDS), _ON)),
    "scopes": Question(_scopes, (Parameter("state", known=scope.STATES), Parameter("impact"))),
    "coverage": Question(_of_a_day(coverage), (_ON,)),
    "certificates": Question(_of_a_day(certificates), (_ON,)),
    "standards": Question(_standards, (Parameter("coming", "flag"), Parameter("draft", "texts"), _ON)),
    "records": Question(_of_a_day(records), (_ON,)),
    "clock": Question(_clock, (Parameter("suppose"), _ON)),
    "axes": Question(_of_a_day(axes), (_ON,)),
    "fairness": Question(_of_a_day(fairness), (_ON,)),
    "tiers": Question(_tiers, (Parameter("edges", "edges"), _ON)),
    "feedback": Question(feedback),
    "whatif": Question(
        _whatif,
        (Parameter("set"), Parameter("level"), Parameter("show", known=("index", "verdicts", "board"))),
    ),
    "helpers": Question(_helpers, (Parameter("requests", "flag"),)),
    "problems": Question(problems),
    "projects": Question(projects),
    "library": Question(library),
    "plan": Question(
        plans.plan, (Parameter("change", "number", required=True), Parameter("power", "number")), ("indicator",)
    ),
    "plan-next": Question(
        plans.plan_next,
        (
            Parameter("budget", "number", required=True),
            *(Parameter(each, "number") for each in ("response_price", "sample_price")),
        ),
    ),
    "track": Question(tracking.track),
    "track-look": Question(tracking.look),
    "track-rates": Question(tracking.rates),
    "track-margins": Question(tracking.margins),
    "batches": Question(_batches, (Parameter("kind", known=STORED), Parameter("survey"), Parameter("live", "flag"))),
}


def answer(name: str, reading: Reading, said: Mapping[str, Any]) -> pd.DataFrame:
    """The rows of a result for a selection and what was said beside it, as the reading's viewer is told them.

    said: by the name of each parameter; None counts as not said, and no day as today's (UTC).
    """
    question = QUESTIONS[name]
    given = {key: value for key, value in said.items() if value is not None}
    if any(each.kind == "day" for each in question.parameters):
        given.setdefault("on", datetime.now(UTC).date())
    return question.compute(reading, **given)
