"""The command line: where the store and the specs are, and one module a subject of commands."""

from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS, Lazy
from benchmarks.cli.context import Context, refusals

_ROOT = Path(__file__).resolve().parents[2]


class _Group(click.Group):
    """A group whose commands turn a user's mistake into one sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        with refusals():
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
@click.option(
    "--server",
    envvar="QUALITY_SERVER",
    metavar="URL",
    help="A running server that holds the store: check, load, batches, results and report work through it.",
)
@click.option("--token", envvar="QUALITY_TOKEN", help="Whose rights count there; none is needed on the same machine.")
@click.pass_context
def main(ctx: click.Context, store: Path, specs: Path, server: str | None, token: str | None) -> None:
    """Duibiao: survey and test results against benchmark specs.

    A short name with completion by the Tab key, in bash (or zsh): eval "$(python -m benchmarks completion bash)" here
    or in ~/.bashrc; then `duibiao COMMAND` works in every folder.
    """
    ctx.obj = Context(store, specs, server, token)


for name, (module, sentence) in COMMANDS.items():
    main.add_command(Lazy(name, module, sentence))
