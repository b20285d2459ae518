"""store: a backup while the program runs, and whether one is whole."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say
from benchmarks.cli.options import anywhere
from benchmarks.intake.backup import Verified
from benchmarks.intake.backup import backup as copied
from benchmarks.intake.backup import verify as checked


@click.group("store")
def store() -> None:
    """Back the store up while it is in use, and verify a backup by computing it again."""


@store.command("backup")
@click.argument("to", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def backup(context: Context, to: Path) -> None:
    """Copy the store into the file TO while people go on loading, and verify the copy before it gets its name."""
    found = copied(context.store_path, context.specs, to)
    say(f"{to} is whole: {_said(found)}.\n")


@store.command("verify")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def verify(context: Context, file: Path) -> None:
    """Read every batch of FILE again from its bytes and sum all cells again; exit code 1 if anything differs."""
    found = checked(file, context.specs)
    if found.wrong:
        lines = [f"{file} is not whole.", *(f"{each[0].upper()}{each[1:]}." for each in found.wrong)]
        refuse([{"code": "not_whole", "message": each} for each in found.wrong], "\n".join(lines))
    say(f"{file} is whole: {_said(found)}.\n")


def _said(found: Verified) -> str:
    return (
        f"{found.batches} batches have their originals, {found.read} were read again from them, "
        f"{found.cells} sums were made again, and nothing differs"
    )
