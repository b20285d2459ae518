"""demo, withdraw-demo, rebuild, cells: making a store, looking after it, and sharing the sums of its answers."""

import sys
from functools import partial
from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.estimates import cells
from benchmarks.intake.demo import demo_files, fill
from benchmarks.intake.giving import give
from benchmarks.intake.taking import take
from benchmarks.scope.selection import Selection
from data.kept.synthetic import withdraw_synthetic
from data.store import on_lake
from data.viewer import LOCAL


@click.command("demo")
@anywhere
@click.pass_obj
def demo(context: Context) -> None:
    """Fill an empty store with the synthetic demo, through the same intake as any file."""
    files = demo_files(context.specs)
    with steps(len(files), "Making the demo") as progress:
        loaded = fill(context.store, context.specs, files, progress)
    say(f"{loaded} synthetic files loaded into {context.store_path.name}. Every screen says that they are synthetic.\n")


@click.command("withdraw-demo")
@anywhere
@click.pass_obj
def withdraw_demo(context: Context) -> None:
    """Withdraw every synthetic batch, so that the store can hold real data.

    Only then can it be opened to people who sign in.
    """
    n = withdraw_synthetic(context.store, LOCAL)
    say(f"{n} synthetic batches withdrawn from {context.store_path.name}.\n")


@click.command("rebuild")
@anywhere
@click.pass_obj
def rebuild(context: Context) -> None:
    """Sum all cells again from the answers; says whether anything differed."""
    otherwise = [f"{sector}/{name}" for sector, name in cells.stale(context.store, context.specs)]
    counts = cells.rebuild(context.store, context.specs)
    say(
        f"{counts['cells']} cells of {counts['batches']} survey batches summed again: "
        + (f"{counts['differed']} differed.\n" if counts["differed"] else "no difference.\n")
    )
    if otherwise:
        say(f"Summed as the specs now ask, and not as they did: {', '.join(otherwise)}.\n")


@click.group("cells", invoke_without_command=True)
@click.option("--engine", metavar="spark://HOST:PORT", help="Sum a lake's answers again on Spark, or local[N] here.")
@coded("sector")
@click.option("--wave")
@anywhere
@click.pass_context
def cells_command(ctx: click.Context, engine: str | None, sector: str | None, wave: str | None) -> None:
    """Give another association the sums of a wave's answers, or take those it gives: no respondent.

    With --engine: sum the answers of a lake again on Spark and say whether these are the sums that are kept.
    """
    if ctx.invoked_subcommand is None and engine is None:
        click.echo(ctx.get_help())
    if ctx.invoked_subcommand is None and engine is not None:
        _on_spark(ctx.obj, engine, Selection(sector=sector, wave=wave))


def _on_spark(context: Context, engine: str, selection: Selection) -> None:
    from benchmarks.spark.engine import connected  # with what it needs, for Spark alone
    from benchmarks.spark.summed import EQUAL, summed

    if not on_lake(context.store_path):
        refuse(
            [{"code": "no_lake", "message": str(context.store_path)}], "Spark reads the files of a lake, not a file."
        )
    show = sys.stderr.isatty()  # silence in a pipe
    summing = {"batches": (0, 0), "tasks": (0, 0)}

    def told(what: str, done: int, of: int) -> None:
        summing[what] = (done, of)
        line = ", ".join(f"{done} of {of} {what}" for what, (done, of) in summing.items())
        if show:
            click.echo(f"\r{'Summing on Spark: ' + line:78}", nl=False, err=True)

    with connected(engine, partial(told, "tasks")) as spark:
        click.echo(f"{spark.name}, at {engine}", err=True)
        found = summed(context.store, context.specs, spark, selection, partial(told, "batches"))
    if show:
        click.echo(err=True)
    made = f"{found.cells} sums of {found.batches} batches were made again on Spark"
    said = f"{made}, and {found.results} estimates of them; "
    if found.differed or found.apart > EQUAL:
        said += f"{found.differed} sums differ, numbers of the estimates by up to {found.apart:.1e} of their size."
        refuse([{"code": "not_equal", "message": said, "differed": found.differed, "apart": found.apart}], said)
    say(f"{said}they are those of the store (numbers apart by {found.apart:.0e} of their size at most).\n")


@cells_command.command("export")
@coded("sector", required=True)
@click.option("--wave", required=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@anywhere
@click.pass_obj
def export(context: Context, sector: str, wave: str, output: Path) -> None:
    """Write the sums of a wave's answers as JSON; results of fewer than 5 answers are named and blank."""
    given = give(context.store, context.specs, LOCAL, sector, wave)
    say(given.content, output)
    say(
        f"{output} holds the sums of {given.results} results; {given.left_out} are blank, because of too few answers.\n"
    )


@cells_command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@coded("sector", required=True)
@click.option("--wave", required=True)
@click.option("--apart", is_flag=True, help="Surveys of one name were drawn apart: they bear the same name by chance.")
@anywhere
@click.pass_obj
def import_sums(context: Context, file: Path, sector: str, wave: str, apart: bool) -> None:
    """Check the sums in FILE and keep them as a batch; with anything wrong nothing is kept."""
    found = take(context.store, context.specs, LOCAL, file.read_bytes(), file.name, (sector, wave), apart=apart)
    if found.batch is None:
        said = [str(each) for each in found.problems]
        refuse([{"code": each.code, "message": str(each)} for each in found.problems], "\n".join(said))
    say(f"Batch {found.batch}: sums of {found.results} results are counted with the answers here; ")
    say(f"{found.left_out} came blank, because of too few answers.\n")
