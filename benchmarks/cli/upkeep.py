"""demo, withdraw-demo, rebuild, cells: making a store, looking after it, and sharing the sums of its answers."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.estimates import cells
from benchmarks.intake.demo import demo_files, fill
from benchmarks.intake.giving import give
from benchmarks.intake.taking import take
from data.kept.synthetic import withdraw_synthetic
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


@click.group("cells")
def cells_command() -> None:
    """Give another association the sums of a wave's answers, or take those it gives: no respondent."""


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
