"""estimates, gaps, index, progress: result frames by selection, in any of the formats."""

from collections.abc import Callable
from pathlib import Path

import click
import pandas as pd

from benchmarks.cli.context import Asked, anywhere, say
from benchmarks.estimates import estimate
from benchmarks.formats import FORMATS, encode
from benchmarks.gaps import gap
from benchmarks.index import advice
from benchmarks.progress import results
from benchmarks.scope.selection import Selection
from data.kept.batches import Refused
from data.viewer import LOCAL
from data.wave import Wave

_RESULTS: dict[str, tuple[Callable[..., pd.DataFrame], str]] = {
    "estimates": (estimate.estimates, "Estimates with n, interval, design effect and flags."),
    "gaps": (gap.gaps, "Gaps to floor, benchmark and frontier: positive is better than the level."),
    "index": (results.index, "The quality index with interval, rank range, coverage and caps."),
    "progress": (results.progress, "Change over the waves: moved by us, moved by the bar, forecast."),
    "priorities": (advice.priorities, "Which gap to close first: what each adds to the index at its next level."),
    "contradictions": (advice.contradictions, "Where consumers and the laboratory disagree, with the probability."),
    "robustness": (advice.robustness, "How far each index moves if it were made another way."),
}


def _command(name: str, compute: Callable[..., pd.DataFrame], help_text: str) -> click.Command:
    @click.command(name, help=help_text)
    @click.option("--sector")
    @click.option("--category")
    @click.option("--enterprise")
    @click.option("--indicator")
    @click.option("--wave")
    @click.option("--format", "form", type=click.Choice(FORMATS), default="table")
    @click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
    @anywhere
    @click.pass_obj
    def command(asked: Asked, form: str, output: Path | None, **chosen: str | None) -> None:
        if form == "parquet" and output is None:
            raise click.UsageError("Parquet needs a file: add -o FILE.")
        selection = Selection(**chosen)
        refuse_unknown(asked, selection)
        say(encode(compute(asked.store, asked.specs, LOCAL, selection), form), output)

    return command


def refuse_unknown(asked: Asked, selection: Selection) -> None:
    """A code that no spec knows would answer with silence: say so instead."""
    specs = asked.specs
    sectors = [specs[selection.sector]] if selection.sector in specs else list(specs.values())
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


RESULT_COMMANDS = tuple(_command(name, compute, text) for name, (compute, text) in _RESULTS.items())
