"""mixes, decide: where laboratories that differ measured the same makers, and whether their values count together."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded, encoded, selecting
from benchmarks.cli.results import refuse_unknown, tell
from benchmarks.laboratories.mixes import decide
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.kept.mixes import WORDS
from data.viewer import LOCAL


@click.command("mixes")
@selecting
@encoded
@anywhere
@click.pass_obj
def mixes_command(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """List where laboratories that differ measured the same makers, with what was decided, why and by whom."""
    tell("mixes", context, form, output, chosen)


@click.command("decide")
@coded("sector", required=True)
@coded("category", required=True)
@coded("indicator", required=True)
@click.option("--wave", required=True)
@click.option(
    "--verdict",
    type=click.Choice(WORDS),
    required=True,
    help="together: give a verdict; apart: give none; without: leave --laboratory out.",
)
@click.option("--laboratory", default="", help="The code of the laboratory that is left out.")
@click.option("--why", required=True, help="The reason; it is kept and shown beside the result.")
@anywhere
@click.pass_obj
def decide_command(
    context: Context, sector: str, category: str, indicator: str, wave: str, verdict: str, laboratory: str, why: str
) -> None:
    """Decide on values of laboratories that differ: together, apart or without one; with reason, author, moment."""
    selection = Selection(sector, category, indicator=indicator, wave=wave)
    refuse_unknown(context, selection)
    decide(Reading(context.store, context.specs, LOCAL, selection), verdict, why, laboratory)
    say(f"Decided for {indicator} in {category}, {wave}: {verdict}{f' {laboratory}' if laboratory else ''}.\n")
