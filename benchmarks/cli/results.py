"""estimates, gaps, index, progress and the others: result frames by selection, in any of the formats."""

from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.formats import encode
from benchmarks.index.index import RANKS
from benchmarks.reading import Reading
from benchmarks.reports.questions import answer
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import LOCAL
from data.wave import Wave


def command_of(name: str) -> click.Command:
    """A command of COMMANDS that gives a result by selection, in any of the formats."""

    @click.command(name, help=COMMANDS[name][1])
    @selecting
    @encoded
    @anywhere
    @click.pass_obj
    def command(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
        tell(name, context, form, output, chosen)

    return command


def tell(
    name: str, context: Context, form: str, output: Path | None, chosen: dict[str, str | None], **said: object
) -> None:
    """Write a result of the selection in the format asked for, from this store or from that of a running server."""
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet needs a file: add -o FILE.")
    if context.server is not None:
        say(context.server.result(name, form, {**chosen, **said}), output)
        return
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    say(encode(answer(name, Reading(context.store, context.specs, LOCAL, selection), said), form), output)


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


estimates = command_of("estimates")
gaps = command_of("gaps")


@click.command("index", help=COMMANDS["index"][1])
@selecting
@click.option(
    "--ranks",
    type=click.Choice(list(RANKS)),
    default="sampling",
    help="What ranges of rank and intervals are made from: sampling, or sampling and weights moved by up to a quarter.",
)
@encoded
@anywhere
@click.pass_obj
def index(context: Context, ranks: str, form: str, output: Path | None, **chosen: str | None) -> None:
    """The quality index, with the ranks asked for."""
    tell("index", context, form, output, chosen, ranks=ranks)


progress = command_of("progress")
breaks = command_of("breaks")
targets = command_of("targets")
priorities = command_of("priorities")
contradictions = command_of("contradictions")
robustness = command_of("robustness")
samples = command_of("samples")
capability = command_of("capability")
performance = command_of("performance")


peer_gaps = command_of("peer-gaps")
