"""demo, withdraw-demo, rebuild: making a store, and looking after it."""

import click

from benchmarks.cli.context import Context, say, steps
from benchmarks.cli.options import anywhere
from benchmarks.estimates import cells
from benchmarks.intake.demo import demo_files, fill
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
