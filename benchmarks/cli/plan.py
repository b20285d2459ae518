"""plan: before a wave, how many responses show a change."""

from pathlib import Path

import click

from benchmarks import policy
from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.cli.results import refuse_unknown
from benchmarks.formats import encode
from benchmarks.progress import planner
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import LOCAL


@click.command("plan")
@coded("sector")
@coded("category")
@click.option("--enterprise")
@coded("indicator", required=True, help="The surveyed indicator whose change is to show.")
@click.option("--change", type=float, required=True, help="In its reported unit; of a share, 0.05 is 5 points.")
@click.option("--power", type=float, default=policy.POWER, show_default=True, help="Chance that it shows.")
@encoded
@anywhere
@click.pass_obj
def plan(context: Context, form: str, output: Path | None, change: float, power: float, **chosen: str | None) -> None:
    """Responses each enterprise needs so that a change shows between two waves."""
    if form == "parquet" and output is None:
        raise click.UsageError("Parquet needs a file: add -o FILE.")
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    known = [each for spec in context.specs.values() for each in spec.indicators if each.id == selection.indicator]
    if all(each.source == "test" for each in known):
        raise Refused(f"{selection.indicator!r} is measured by tests; responses are planned for surveys.")
    try:
        frame = planner.plan(Reading(context.store, context.specs, LOCAL, selection), change, power)
    except ValueError as error:
        raise Refused(f"Nothing can be planned: {error}.") from None
    say(encode(frame, form), output)
