"""states, scopes, coverage, certificates, standards: what verdicts rest on, on a day."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import tell
from benchmarks.infrastructure.scopes import STATES as SCOPE_STATES
from benchmarks.reports.questions import STATE_KINDS


def _day(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date:
    return datetime.now(UTC).date() if value is None else value.date()


on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), callback=_day, help="The day asked for; today (UTC).")


@click.command("states", help=COMMANDS["states"][1])
@click.option("--kind", type=click.Choice(STATE_KINDS), help="Certificates or scopes only; for records see records.")
@on
@encoded
@anywhere
@click.pass_obj
def states(context: Context, kind: str | None, on: date, form: str, output: Path | None) -> None:
    """The state of each subject on a day."""
    tell("states", context, form, output, {}, kind=kind, on=on)


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
    tell("scopes", context, form, output, chosen, state=state, impact=impact)


def on_a_day(name: str) -> click.Command:
    """A command of COMMANDS that gives a result by selection on a day."""

    @click.command(name, help=COMMANDS[name][1])
    @selecting
    @on
    @encoded
    @anywhere
    @click.pass_obj
    def command(context: Context, on: date, form: str, output: Path | None, **chosen: str | None) -> None:
        tell(name, context, form, output, chosen, on=on)

    return command


coverage = on_a_day("coverage")
certificates = on_a_day("certificates")


@click.command("standards", help=COMMANDS["standards"][1])
@selecting
@click.option("--coming", is_flag=True, help="Stored measurements against the limits that do not bind yet.")
@click.option(
    "--draft",
    multiple=True,
    metavar="INDICATOR=VALUE[@STANDARD]",
    help="The same for a number that is proposed, or not seen yet.",
)
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
    tell("standards", context, form, output, chosen, coming=coming, draft=draft, on=on)
