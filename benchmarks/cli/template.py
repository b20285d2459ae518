"""template: a file to fill in, of a kind and a sector."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded
from benchmarks.intake.templates import template as template_of
from benchmarks.intake.templates import workbook
from data.refusal import Refused


@click.command("template")
@click.argument("kind", type=click.Choice(["register", "survey", "test", "labs"]))
@coded("sector", required=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the column names.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def template(context: Context, kind: str, sector: str, language: str, output: Path | None) -> None:
    """Write a file with the columns a KIND file of the sector may hold, and one example row.

    To a FILE that ends in .xlsx a workbook is written, with a sheet that explains each column in both languages.
    """
    if sector not in context.specs:
        raise Refused(f"There is no sector {sector!r}. Sectors with a spec: {', '.join(sorted(context.specs))}.")
    made = workbook if output is not None and output.suffix.lower() == ".xlsx" else template_of
    say(made(context.specs[sector], kind, language), output)
