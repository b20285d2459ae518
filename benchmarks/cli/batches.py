"""batches, withdraw, reread: what was loaded, taken out again, and read a second time."""

from pathlib import Path
from typing import Any

import click

from benchmarks.cli.context import Context, refuse, say
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.cli.results import tell
from benchmarks.intake.reread import reread
from benchmarks.intake.telling import records
from data.check.contract import STORED
from data.kept import batches
from data.problems.problem import sentence
from data.viewer import LOCAL


@click.command("batches")
@click.option("--kind", type=click.Choice(STORED))
@coded("sector")
@click.option("--survey")
@click.option("--wave")
@click.option("--live/--withdrawn", default=None, help="Only those that count, or only those taken back.")
@encoded
@anywhere
@click.pass_obj
def batches_command(context: Context, form: str, output: Path | None, **chosen: Any) -> None:
    """List the batches, newest first, withdrawn ones with their reason."""
    place = {name: chosen.pop(name) for name in ("sector", "wave")}
    tell("batches", context, form, output, place, **chosen)


@click.command("reread")
@click.argument("batch", type=int)
@anywhere
@click.pass_obj
def reread_command(context: Context, batch: int) -> None:
    """Read BATCH again from the bytes it came as; exit code 1 if anything stored differs."""
    found = reread(context.store, context.specs, LOCAL, batch)
    if found.differing:
        lines = [f"Batch {batch} read again: {found.rows} rows, {found.differing} stored facts differ."]
        refuse(records(found.problems), "\n".join([*lines, *map(sentence, found.problems)]))
    say(f"Batch {batch} read again: {found.rows} rows, all as stored.\n")


@click.command("withdraw")
@click.argument("batch", type=int)
@click.option("--why", required=True, help="The reason; it is kept with the batch.")
@anywhere
@click.pass_obj
def withdraw(context: Context, batch: int, why: str) -> None:
    """Take BATCH out of every result; the batch, the reason and the author are kept."""
    batches.withdraw(context.store, LOCAL, batch, why)
    say(f"Batch {batch} is withdrawn: results are as if it had never come.\n")
