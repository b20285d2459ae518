"""cuts: where a gap sits, by the parts of a facet."""

from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import tell


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
    tell("cuts", context, form, output, chosen, facet=facet, by=by, change=change)
