"""demo, template, specs, rebuild: making a store, what files look like, and looking after both."""

from pathlib import Path

import click
import pandas as pd

from benchmarks.cli.context import Asked, anywhere, say, steps
from benchmarks.estimates import cells
from benchmarks.formats import FORMATS, encode
from benchmarks.intake.demo import demo_files, fill
from benchmarks.intake.template_book import workbook
from benchmarks.intake.templates import template as template_of
from data.kept.batches import Refused
from data.kept.synthetic import withdraw_synthetic
from data.viewer import LOCAL


@click.command("demo")
@anywhere
@click.pass_obj
def demo(asked: Asked) -> None:
    """Fill an empty store with the synthetic demo, through the same intake as any file."""
    files = demo_files(asked.specs)
    with steps(len(files), "Making the demo") as progress:
        loaded = fill(asked.store, asked.specs, files, progress)
    say(f"{loaded} synthetic files loaded into {asked.store_path.name}. Every screen says that they are synthetic.\n")


@click.command("withdraw-demo")
@anywhere
@click.pass_obj
def withdraw_demo(asked: Asked) -> None:
    """Withdraw every synthetic batch, so that the store can hold real data and be opened to people who sign in."""
    n = withdraw_synthetic(asked.store, LOCAL)
    say(f"{n} synthetic batches withdrawn from {asked.store_path.name}.\n")


@click.command("template")
@click.argument("kind", type=click.Choice(["register", "survey", "test", "labs"]))
@click.option("--sector", required=True)
@click.option("--language", type=click.Choice(["en", "zh"]), default="en", help="Of the column names.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def template(asked: Asked, kind: str, sector: str, language: str, output: Path | None) -> None:
    """Write a file with the columns a KIND file of the sector may hold, and one example row.

    To a FILE that ends in .xlsx a workbook is written, with a sheet that explains each column in both languages.
    """
    if sector not in asked.specs:
        raise Refused(f"There is no sector {sector!r}. Sectors with a spec: {', '.join(sorted(asked.specs))}.")
    made = workbook if output is not None and output.suffix.lower() == ".xlsx" else template_of
    say(made(asked.specs[sector], kind, language), output)


@click.command("specs")
@click.option("--sector")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def specs_command(asked: Asked, sector: str | None, form: str, output: Path | None) -> None:
    """List the indicators of all specs; exit code 1 with every problem if a spec is wrong."""
    if sector is not None and sector not in asked.specs:
        raise Refused(f"There is no sector {sector!r}. Sectors with a spec: {', '.join(sorted(asked.specs))}.")
    rows = [
        {
            **{"sector": spec.sector, "version": spec.version, "indicator": each.id, "source": each.source},
            **{"statistic": each.statistic, "unit": each.unit, "direction": each.direction},
            **{"dimension": each.dimension, "categories": ";".join(each.categories), "label_en": each.label.en},
            "label_zh": each.label.zh,
        }
        for spec in asked.specs.values()
        for each in spec.indicators
        if sector in (None, spec.sector)
    ]
    say(encode(pd.DataFrame(rows), form), output)


@click.command("rebuild")
@anywhere
@click.pass_obj
def rebuild(asked: Asked) -> None:
    """Sum all cells again from the answers; says whether anything differed."""
    counts = cells.rebuild(asked.store, asked.specs)
    say(
        f"{counts['cells']} cells of {counts['batches']} survey batches summed again: "
        + (f"{counts['differed']} differed.\n" if counts["differed"] else "no difference.\n")
    )
