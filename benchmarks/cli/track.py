"""track: how far a running round is; plan, count, look, rates and margins are its parts."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say
from benchmarks.cli.intake import mapping_in
from benchmarks.cli.options import anywhere, coded, encoded, selecting
from benchmarks.cli.results import tell
from benchmarks.intake import interim
from benchmarks.intake.sending import Sending
from benchmarks.intake.telling import records
from data.kept.batches import Upload
from data.problems.problem import Problem, merged, sentence
from data.viewer import LOCAL

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


def _of_round(command: Callable) -> Callable:
    """--sector, --survey and --wave of the round that runs."""
    command = click.option("--wave", required=True, help="2026, 2026H1, 2026Q3 or 2026-07.")(command)
    return coded("sector", required=True)(click.option("--survey", required=True, help="Code of the round.")(command))


@click.group("track", invoke_without_command=True)
@selecting
@encoded
@anywhere
@click.pass_context
def track(ctx: click.Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """How far each running round is: planned, in, share, and what will be in at its end at this pace.

    `track plan` keeps a plan, `track count` an export so far; `track look`, `track rates` and `track margins` tell of
    the interviews.
    """
    if ctx.invoked_subcommand is None:
        tell("track", ctx.obj, form, output, chosen)


@track.command("plan")
@_FILE
@_of_round
@click.option("--starts", type=_DAY, required=True, help="First day of the round.")
@click.option("--ends", type=_DAY, required=True, help="Last day of the round.")
@anywhere
@click.pass_obj
def plan(context: Context, file: Path, sector: str, survey: str, wave: str, starts: datetime, ends: datetime) -> None:
    """Keep FILE, as `plan allocate` wrote it, as the plan of a round."""
    sending = _sending(file, sector, survey, wave)
    problems, n = interim.plan(context.store, context.specs, LOCAL, sending, starts.date(), ends.date())
    _refuse(problems, file)
    say(f"{n} interviews are planned for {survey} {wave}, {starts:%Y-%m-%d} to {ends:%Y-%m-%d}.\n")


@track.command("count")
@_FILE
@_of_round
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="As of `load`.")
@click.option("--on", type=_DAY, help="The day of the export; today without it.")
@anywhere
@click.pass_obj
def count(
    context: Context, file: Path, sector: str, survey: str, wave: str, mapping: Path | None, on: datetime | None
) -> None:
    """Count the interviews of FILE, an export so far; no answer is kept and nothing is estimated."""
    sending = _sending(file, sector, survey, wave, mapping)
    day = (on or datetime.now(UTC)).date()
    found = interim.count(context.store, context.specs, LOCAL, sending, day)
    _refuse(found.errors, file)
    contacts = f", {found.contacts} contacts with an outcome" if found.contacts else ""
    say(f"{found.interviews} interviews{contacts} counted in {survey} {wave} as of {day}.\n")


@track.command("look")
@selecting
@encoded
@anywhere
@click.pass_obj
def look(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """Interviews to look at, by interviewer's code: too fast, in one straight line, doubled, at odd hours."""
    tell("track-look", context, form, output, chosen)


@track.command("rates")
@selecting
@encoded
@anywhere
@click.pass_obj
def rates(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """Response rates by AAPOR's definitions and the R-indicator, where files had disposition codes.

    partial_r: under 0 where a stratum responds less than others. raking: helps, alike (it would cost and mend nothing)
    or cannot; weighting_deff is what it costs: n interviews then tell as much as n / weighting_deff.
    """
    tell("track-rates", context, form, output, chosen)


@track.command("margins")
@selecting
@encoded
@anywhere
@click.pass_obj
def margins(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """Margins for `load --margins`, of rounds whose strata respond unlike beyond chance: weighting_deff says the cost.

    Shares are those of the contacts. Where shares of the population are known, take these instead.
    """
    tell("track-margins", context, form, output, chosen)


def _sending(file: Path, sector: str, survey: str, wave: str, mapping: Path | None = None) -> Sending:
    return Sending(Upload("survey", sector, file.read_bytes(), file.name, survey, wave), mapping_in(mapping))


def _refuse(problems: tuple[Problem, ...], file: Path) -> None:
    if problems:
        lines = [f"{file.name} is refused: {len(merged(problems))} errors. Nothing was kept."]
        lines += [sentence(each.problem, lines=each.lines) for each in merged(problems)]
        refuse(records(problems), "\n".join(lines))
