"""estimates, gaps, index, progress: result frames by selection, in any of the formats."""

from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.estimates import estimate
from benchmarks.formats import encode
from benchmarks.gaps import gap
from benchmarks.index import advice
from benchmarks.progress import results
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer
from data.wave import Wave

Compute = Callable[[Store, Specs, Viewer, Selection], pd.DataFrame]


def _command(name: str, compute: Compute) -> click.Command:
    @click.command(name, help=COMMANDS[name][1])
    @selecting
    @encoded
    @anywhere
    @click.pass_obj
    def command(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
        if form == "parquet" and output is None:
            raise click.UsageError("Parquet needs a file: add -o FILE.")
        selection = Selection(**chosen)
        refuse_unknown(context, selection)
        say(encode(compute(context.store, context.specs, LOCAL, selection), form), output)

    return command


def refuse_unknown(context: Context, selection: Selection) -> None:
    """A code that no spec knows would answer with silence: say so instead."""
    specs = context.specs
    sectors = [spec for sector, spec in specs.items() if selection.sector in (None, sector)] or list(specs.values())
    known = {
        "sector": set(specs),
        "category": {category.id for spec in sectors for category in spec.categories},
        "indicator": {indicator.id for spec in sectors for indicator in spec.indicators},
    }
    for name, codes in known.items():
        asked_for = getattr(selection, name)
        if asked_for is not None and asked_for not in codes:
            raise Refused(f"There is no {name} {asked_for!r}. Known: {', '.join(sorted(codes))}.")
    if selection.wave is not None:
        try:
            Wave.parse(selection.wave)
        except ValueError as error:
            raise Refused(f"The wave cannot be read: {error}.") from None


estimates = _command("estimates", estimate.estimates)
gaps = _command("gaps", gap.gaps)
index = _command("index", results.index)
progress = _command("progress", results.progress)
priorities = _command("priorities", advice.priorities)
contradictions = _command("contradictions", advice.contradictions)
robustness = _command("robustness", advice.robustness)
