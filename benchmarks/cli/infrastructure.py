"""states: certificates, laboratories and what they rest on, on a day."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import refuse_unknown
from benchmarks.formats import encode
from benchmarks.infrastructure.scopes import STATES as SCOPE_STATES
from benchmarks.infrastructure.scopes import scopes as scopes_of
from benchmarks.infrastructure.states import states_on
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.check.dated import STATES
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
@encoded
@anywhere
@click.pass_obj
def scopes(context: Context, state: str | None, form: str, output: Path | None, **chosen: str | None) -> None:
    """Each measurement with whether its laboratory was accredited for it."""
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    found = scopes_of(Reading(context.store, context.specs, LOCAL, selection))
    say(encode(found if state is None else found[found["state"] == state], form), output)
