"""The command line: where the store and the specs are, and one module a subject of commands."""

from pathlib import Path

import click

from benchmarks.cli.context import Asked, refusals
from benchmarks.cli.intake import batches_command, check, load, reread_command, withdraw
from benchmarks.cli.plan import plan
from benchmarks.cli.receipt import receipt_command
from benchmarks.cli.results import RESULT_COMMANDS
from benchmarks.cli.upkeep import demo, rebuild, specs_command, template, withdraw_demo

_ROOT = Path(__file__).resolve().parents[2]


class _Group(click.Group):
    """A group whose commands turn a user's mistake into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        with refusals(ctx):
            return super().invoke(ctx)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--store",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="QUALITY_STORE",
    default=_ROOT / "data" / "quality.duckdb",
    show_default="data/quality.duckdb",
    help="The DuckDB file.",
)
@click.option(
    "--specs",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    envvar="QUALITY_SPECS",
    default=_ROOT / "benchmarks" / "specs",
    show_default="benchmarks/specs",
    help="The folder of the benchmark specs.",
)
@click.pass_context
def main(ctx: click.Context, store: Path, specs: Path) -> None:
    """Duibiao: survey and test results against benchmark specs."""
    ctx.obj = Asked(store, specs)


for command in (
    demo,
    withdraw_demo,
    template,
    check,
    load,
    batches_command,
    withdraw,
    reread_command,
    specs_command,
    rebuild,
    *RESULT_COMMANDS,
    receipt_command,
    plan,
):
    main.add_command(command)
