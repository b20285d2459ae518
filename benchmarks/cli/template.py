"""template: a file to fill in, of a kind and a sector."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded
from benchmarks.intake.template_book import workbook
from benchmarks.intake.templates import template as template_of
from data.check.contract import KINDS
from data.refusal import Refused
from data.viewer import LOCAL


@click.command("template")
@click.argument("kind", type=click.Choice(KINDS))
@coded("sector", required=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the column names.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def template(context: Context, kind: str, sector: str, language: str, output: Path | None) -> None:
    """Write a file with the columns a KIND file of the sector may hold, and one example row.

    To a FILE that ends in .xlsx a workbook is written: drop-downs (of makers, those registered in the store), an
    example, the question and scale of each column, and all codes.
    """
    if sector not in context.specs:
        raise Refused(f"There is no sector {sector!r}. Sectors with a spec: {', '.join(sorted(context.specs))}.")
    spec = context.specs[sector]
    if output is None or output.suffix.lower() != ".xlsx":
        say(template_of(spec, kind, language), output)
        return
    say(workbook(spec, kind, language, makers_of(context, sector)), output)


def makers_of(context: Context, sector: str) -> dict[str, tuple[str, str]]:
    """Code -> names of the makers registered in a sector; none where there is no store yet."""
    if not context.store_path.exists():
        return {}
    from data.kept.register import makers

    return makers(context.store, LOCAL, sector)
