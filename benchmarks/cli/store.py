"""store, audit: a backup while the program runs, a move to a lake and back, and whether all is as it was written."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say, steps
from benchmarks.cli.options import anywhere
from benchmarks.intake.backup import Verified
from benchmarks.intake.backup import backup as copied
from benchmarks.intake.backup import verify as checked
from benchmarks.reading import Reading
from benchmarks.reports.questions import QUESTIONS, answer
from data.kept.audit import chained
from data.moving import move
from data.store import on_lake, open_store
from data.viewer import LOCAL


@click.group("store")
def store() -> None:
    """Back the store up while it is in use, verify a backup by computing it again, move it to a lake or back."""


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


@store.command("copy")
@click.argument("source", metavar="FROM", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("target", metavar="TO", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def copy(context: Context, source: Path, target: Path) -> None:
    """Move a store from a file to a lake or back, and compare every row and every result; TO has to hold nothing."""
    if not on_lake(source) and not source.is_file():
        refuse([{"code": "no_store", "message": str(source)}], f"There is no store {source}.")
    opened = []
    try:
        for path in (source, target):
            opened.append(open_store(path))
        rows = move(*opened)
        asked = [
            name for name, each in QUESTIONS.items() if not each.needed and not any(p.required for p in each.parameters)
        ]
        with steps(len(asked), "Comparing every result") as step:
            for name in asked:
                here, there = (answer(name, Reading(each, context.specs, LOCAL), {}) for each in opened)
                step(name)
                if not here.equals(there):
                    refuse(
                        [{"code": "not_equal", "message": name}],
                        f"The result {name} of the copy is not that of {source}.",
                    )
    finally:
        for each in opened:
            each.close()
    say(f"{sum(rows.values())} rows of {len(rows)} tables and {len(asked)} results are equal in both.\n")


@store.command("tidy")
@click.option("--days", type=click.IntRange(0), default=7, show_default=True, help="Keep earlier moments so long.")
@anywhere
@click.pass_obj
def tidy(context: Context, days: int) -> None:
    """Join the small files of a lake and delete those nothing points to any more; no row of any batch is lost."""
    if not on_lake(context.store_path):
        refuse([{"code": "no_lake", "message": str(context.store_path)}], "Only a lake is tidied: a file is one file.")
    from data.lake import Lake  # with what it needs, for a lake alone

    lake = context.store
    assert isinstance(lake, Lake)
    found = lake.tidy(days)
    say(f"{found['before']} files of rows are {found['after']} now.\n")


@click.group("audit")
def audit() -> None:
    """Say whether the entries of the audit are as they were written."""


@audit.command("verify")
@click.option("--head", default="", help="A head that was noted earlier: whether the chain still runs through it.")
@anywhere
@click.pass_obj
def verify_audit(context: Context, head: str) -> None:
    """Compute the chain of the audit again from its rows; exit code 1 if an entry was changed, taken out or put in."""
    found = chained(context.store, LOCAL)
    if found is None:
        refuse([], "Only administrators verify the audit.")
    if found.broken is not None:
        told = (
            f"The audit was altered: entry {found.broken.entry} of {found.entries}, row {found.broken.place} of "
            f"{found.broken.source}, is not what was written, or a row before it was put in or taken out. Compare with "
            "a backup of an earlier day."
        )
        refuse([{"code": "audit_altered", "message": told, "entry": found.broken.entry}], told)
    if head and head not in found.heads:
        told = f"The audit was written anew: its chain of {found.entries} entries does not run through the head {head}."
        refuse([{"code": "audit_other", "message": told, "entry": None}], told)
    click.echo(found.head)
    say(f"{found.entries} entries are as they were written; {found.unlinked} newer ones are not chained yet. ")
    say("Note the head above where nobody who can write this store can change it.\n")


def _said(found: Verified) -> str:
    return (
        f"{found.batches} batches have their originals, {found.read} were read again from them, "
        f"{found.cells} sums were made again, and nothing differs"
    )
