"""receipt: one score with everything that went into it, as JSON that computes it again."""

import json
from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded
from benchmarks.index.receipt import NoReceipt
from benchmarks.infrastructure.receipt import receipt
from benchmarks.reading import Reading
from benchmarks.reports.made.kept import keep_receipt
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.refusal import Refused
from data.viewer import LOCAL
from data.wave import Wave


@click.command("receipt")
@click.option("--enterprise", required=True)
@coded("category", required=True)
@click.option("--wave", required=True)
@coded("sector", help="Needed only where two sectors have a category of that name.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def receipt_command(
    context: Context, enterprise: str, category: str, wave: str, sector: str | None, output: Path | None
) -> None:
    """Write the receipt of one index as JSON: inputs, batches, weights, caps, spec and seed."""
    try:
        Wave.parse(wave)
    except ValueError as error:
        raise Refused(f"The wave cannot be read: {error}.") from None
    chosen = Selection(sector or _sector_of(context.specs, category), category, enterprise, wave=wave)
    asked = Reading(context.store, context.specs, LOCAL, chosen)
    try:
        slip = receipt(asked)
    except NoReceipt as nothing:
        raise Refused(f"There is no receipt: {nothing.args[0]}.") from None
    say(json.dumps(slip, ensure_ascii=False, indent=1) + "\n", output)
    keep_receipt(asked, slip)


def _sector_of(specs: Specs, category: str) -> str:
    found = [name for name, spec in specs.items() if category in {each.id for each in spec.categories}]
    if not found:
        known = sorted({each.id for spec in specs.values() for each in spec.categories})
        raise Refused(f"There is no category {category!r}. Known: {', '.join(known)}.")
    if len(found) > 1:
        raise Refused(f"Category {category!r} is in {', '.join(found)}: name one with --sector.")
    return found[0]
