"""states, scopes, coverage, certificates, standards: what verdicts rest on, on a day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click
import pandas as pd

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import refuse_unknown
from benchmarks.formats import encode
from benchmarks.infrastructure.certificates import certificates as certificates_of
from benchmarks.infrastructure.coverage import coverage as coverage_of
from benchmarks.infrastructure.hanging import hanging
from benchmarks.infrastructure.impact import standard_impact
from benchmarks.infrastructure.scopes import STATES as SCOPE_STATES
from benchmarks.infrastructure.scopes import scopes as scopes_of
from benchmarks.infrastructure.standards import standards as standards_of
from benchmarks.infrastructure.states import states_on
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.check.dated import STATES
from data.check.written.values import number
from data.refusal import Refused
from data.viewer import LOCAL

KINDS = [kind for kind in STATES if kind != "record"]


def _day(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date:
    return datetime.now(UTC).date() if value is None else value.date()


on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=_day, help="The day asked for; today (UTC).")


@click.command("states", help=COMMANDS["states"][1])
@click.option("--kind", type=click.Choice(KINDS), help="Certificates or scopes only; for records see records.")
@on
@encoded
@anywhere
@click.pass_obj
def states(context: Context, kind: str | None, on: date, form: str, output: Path | None) -> None:
    """The state of each subject on a day."""
    say(encode(states_on(Reading(context.store, context.specs, LOCAL), on, kind), form), output)


@click.command("scopes", help=COMMANDS["scopes"][1])
@selecting
@click.option("--state", type=click.Choice(SCOPE_STATES), help="Only measurements that are in, out, lapsed and so on.")
@click.option("--impact", metavar="SUBJECT", help="What hangs on this certificate or accreditation instead.")
@encoded
@anywhere
@click.pass_obj
def scopes(
    context: Context, state: str | None, impact: str | None, form: str, output: Path | None, **chosen: str | None
) -> None:
    """Each measurement with whether its laboratory was accredited for it."""
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    reading = Reading(context.store, context.specs, LOCAL, selection)
    if impact is not None:
        hangs = hanging(reading, impact)
        if hangs.empty:
            raise Refused(f"No certificate or scope is on file as {impact!r}; `states` lists them.")
        say(encode(hangs, form), output)
        return
    found = scopes_of(reading)
    say(encode(found if state is None else found[found["state"] == state], form), output)


def _on_a_day(name: str, compute: Callable[[Reading, date], pd.DataFrame]) -> click.Command:
    @click.command(name, help=COMMANDS[name][1])
    @selecting
    @on
    @encoded
    @anywhere
    @click.pass_obj
    def command(context: Context, on: date, form: str, output: Path | None, **chosen: str | None) -> None:
        selection = Selection(**chosen)
        refuse_unknown(context, selection)
        say(encode(compute(Reading(context.store, context.specs, LOCAL, selection), on), form), output)

    return command


coverage = _on_a_day("coverage", coverage_of)
certificates = _on_a_day("certificates", certificates_of)


@click.command("standards", help=COMMANDS["standards"][1])
@selecting
@click.option("--coming", is_flag=True, help="Stored measurements against the limits that do not bind yet.")
@click.option("--draft", multiple=True, metavar="INDICATOR=VALUE", help="The same for a limit that is only proposed.")
@on
@encoded
@anywhere
@click.pass_obj
def standards(
    context: Context,
    coming: bool,
    draft: tuple[str, ...],
    on: date,
    form: str,
    output: Path | None,
    **chosen: str | None,
) -> None:
    """Standards, or their impact."""
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    reading = Reading(context.store, context.specs, LOCAL, selection)
    if not coming and not draft:
        say(encode(standards_of(reading, on), form), output)
        return
    found = [standard_impact(reading, on)] if coming else []
    found += [standard_impact(reading.of(each), on, value) for each, value in _drafts(context, selection, draft)]
    full = [frame for frame in found if len(frame)] or found[:1]
    say(encode(pd.concat(full, ignore_index=True), form), output)


def _drafts(context: Context, selection: Selection, typed: tuple[str, ...]) -> Iterator[tuple[Selection, float]]:
    """Each draft limit with the indicator it is held against, in every sector that measures one of that name."""
    for text in typed:
        name, _, written = text.partition("=")
        value = number(written.strip())
        if not isinstance(value, float):
            raise Refused(f"A draft limit is written INDICATOR=VALUE, such as formaldehyde=0.05; got {text!r}.")
        sectors = [spec for code, spec in context.specs.items() if selection.sector in (None, code)]
        pairs = [(spec.sector, each) for spec in sectors for each in spec.indicators]
        tested = {sector for sector, each in pairs if (each.id, each.source) == (name, "test")}
        if not tested:
            raise Refused(f"There is no tested indicator {name!r}: a draft limit is held against measurements.")
        yield from ((replace(selection, sector=sector, indicator=name), value) for sector in sorted(tested))
