"""estimates, gaps, index, progress and the others: result frames by selection, in any of the formats."""

from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd

from benchmarks import reading
from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.formats import encode
from benchmarks.index import contradictions as clashes
from benchmarks.index import index as indices
from benchmarks.index import peer_gap as others
from benchmarks.index import priorities as advice
from benchmarks.index import robustness as variants
from benchmarks.laboratories import capability as laboratories
from benchmarks.laboratories import performance as process
from benchmarks.progress import progress as series
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import LOCAL
from data.wave import Wave

Result = Callable[[Reading], pd.DataFrame]


def command_of(name: str, compute: Result) -> click.Command:
    """A command of COMMANDS that gives a result by selection, in any of the formats."""

    @click.command(name, help=COMMANDS[name][1])
    @selecting
    @encoded
    @anywhere
    @click.pass_obj
    def command(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
        tell(compute, context, form, output, chosen)

    return command


def tell(compute: Result, context: Context, form: str, output: Path | None, chosen: dict[str, str | None]) -> None:
    """Write a result of the selection in the format asked for."""
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet needs a file: add -o FILE.")
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    say(encode(compute(Reading(context.store, context.specs, LOCAL, selection)), form), output)


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


estimates = command_of("estimates", reading.estimates)
gaps = command_of("gaps", reading.gaps)


@click.command("index", help=COMMANDS["index"][1])
@selecting
@click.option(
    "--ranks",
    type=click.Choice(list(indices.RANKS)),
    default="sampling",
    help="What ranges of rank and intervals are made from: sampling, or sampling and weights moved by up to a quarter.",
)
@encoded
@anywhere
@click.pass_obj
def index(context: Context, ranks: str, form: str, output: Path | None, **chosen: str | None) -> None:
    """The quality index, with the ranks asked for."""
    tell(indices.RANKS[ranks], context, form, output, chosen)


progress = command_of("progress", series.progress)
priorities = command_of("priorities", advice.priorities)
contradictions = command_of("contradictions", clashes.contradictions)
robustness = command_of("robustness", variants.robustness)
samples = command_of("samples", reading.sample_states)
capability = command_of("capability", laboratories.capability)
performance = command_of("performance", process.performance)


def _of_one(about: Reading) -> pd.DataFrame:
    if about.selection.enterprise is None:
        raise Refused("A gap to the peers is that of one enterprise: name it with --enterprise.")
    return others.peer_gaps(about)


peer_gaps = command_of("peer-gaps", _of_one)
