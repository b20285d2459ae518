"""mixes, decide: where laboratories that differ measured the same makers, and whether their values count together."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded, encoded, selecting
from benchmarks.cli.results import refuse_unknown
from benchmarks.formats import encode
from benchmarks.laboratories.mixes import mixes
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.kept.mixes import WORDS, decide
from data.refusal import Refused
from data.viewer import LOCAL


@click.command("mixes")
@selecting
@encoded
@anywhere
@click.pass_obj
def mixes_command(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """List where laboratories that differ measured the same makers, with what was decided, why and by whom."""
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    say(encode(mixes(Reading(context.store, context.specs, LOCAL, selection)), form), output)


@click.command("decide")
@coded("sector", required=True)
@coded("category", required=True)
@coded("indicator", required=True)
@click.option("--wave", required=True)
@click.option("--verdict", type=click.Choice(WORDS), required=True, help="together: give a verdict; apart: give none.")
@click.option("--why", required=True, help="The reason; it is kept and shown beside the result.")
@anywhere
@click.pass_obj
def decide_command(
    context: Context, sector: str, category: str, indicator: str, wave: str, verdict: str, why: str
) -> None:
    """Decide whether the values of laboratories that differ count together; reason, author and moment are kept."""
    selection = Selection(sector, category, indicator=indicator, wave=wave)
    refuse_unknown(context, selection)
    if mixes(Reading(context.store, context.specs, LOCAL, selection)).empty:
        raise Refused("There is nothing to decide: no maker's values come from laboratories that differ there.")
    decide(context.store, LOCAL, sector, category, indicator, wave, verdict, why)
    say(f"Decided for {indicator} in {category}, {wave}: {verdict}.\n")
