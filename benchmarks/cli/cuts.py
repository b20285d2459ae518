"""cuts: where a gap sits, by the parts of a facet."""

from functools import partial
from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import tell
from benchmarks.cuts.cut import cut_changes
from benchmarks.cuts.cut import cuts as cuts_of


@click.command("cuts", help=COMMANDS["cuts"][1])
@click.option("--facet", required=True, help="What results are cut by: the id of a facet of the spec.")
@click.option("--by", default="", help="A second facet that the first is crossed with.")
@click.option("--change", is_flag=True, help="The change of each whole since the wave before, split over the parts.")
@selecting
@encoded
@anywhere
@click.pass_obj
def cuts(
    context: Context, facet: str, by: str, change: bool, form: str, output: Path | None, **chosen: str | None
) -> None:
    """Estimates by the parts of a facet, each held against the rest."""
    tell(partial(cut_changes if change else cuts_of, facet=facet, by=by), context, form, output, chosen)
