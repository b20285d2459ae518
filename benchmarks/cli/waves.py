"""waves, publish, unpublish, replies: which waves are open, in preview or published, and the deeds that change it."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.cli.results import command_of, refuse_unknown, tell
from benchmarks.index.coverage import enough
from benchmarks.index.waves import waves
from benchmarks.publishing.deeds import LONGEST_PREVIEW, publish, unpublish
from benchmarks.publishing.states import PREVIEW
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL


@click.command("waves")
@coded("sector")
@click.option("--wave")
@encoded
@anywhere
@click.pass_obj
def waves_command(context: Context, form: str, output: Path | None, **chosen: str | None) -> None:
    """List the waves of each sector: open, in preview or published, with how much of what was expected is in."""
    tell("waves", context, form, output, chosen)


@click.command("publish")
@coded("sector", required=True)
@click.option("--wave", required=True)
@click.option(
    "--preview-days",
    type=click.IntRange(0, LONGEST_PREVIEW),
    default=0,
    help="Days in which makers see their own results, and may reply, before all are shown.",
)
@anywhere
@click.pass_obj
def publish_command(context: Context, sector: str, wave: str, preview_days: int) -> None:
    """Show the results of a wave to everybody, at once or after a preview in which makers see their own."""
    selection = Selection(sector, wave=wave)
    refuse_unknown(context, selection)
    now = publish(context.store, LOCAL, sector, wave, preview_days)
    row = waves(Reading(context.store, context.specs, LOCAL, selection)).iloc[0]
    said = f"in preview until {now.until}, published from the day after" if now.state == PREVIEW else "published"
    say(f"{wave} of sector {sector} is {said}. {row['coverage']:.0%} of what was expected is in.\n")
    if not enough(row["coverage"]):
        say("That is too little for screens to start with it: they go on with the last whole wave.\n")


@click.command("unpublish")
@coded("sector", required=True)
@click.option("--wave", required=True)
@click.option("--why", required=True, help="The reason; it is kept and shown beside the wave.")
@anywhere
@click.pass_obj
def unpublish_command(context: Context, sector: str, wave: str, why: str) -> None:
    """Take a wave back: its results are shown to the association and administrators alone; the reason is kept."""
    refuse_unknown(context, Selection(sector, wave=wave))
    unpublish(context.store, LOCAL, sector, wave, why)
    say(f"{wave} of sector {sector} is open: only its association and administrators see it.\n")


replies_command = command_of("replies")
