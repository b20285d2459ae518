"""checks, published, leverage: the headline board, and what stands behind it."""

from functools import partial
from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import command_of, tell
from benchmarks.headline import leverage as key_links
from benchmarks.headline.checks import checks as lots
from benchmarks.headline.published import published as official

checks = command_of("checks", lots)
published = command_of("published", official)


@click.command("leverage", help=COMMANDS["leverage"][1])
@selecting
@click.option("--together", default="", help="Up to three indicators, separated by ;, raised at once.")
@encoded
@anywhere
@click.pass_obj
def leverage(context: Context, together: str, form: str, output: Path | None, **chosen: str | None) -> None:
    """The key links."""
    tell(partial(key_links.leverage, together=together), context, form, output, chosen)
