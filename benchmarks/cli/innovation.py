"""problems, projects, library, helpers: what is worth a project, what worked, and who can help."""

from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import command_of, tell

problems = command_of("problems")
projects = command_of("projects")
library = command_of("library")


@click.command("helpers", help=COMMANDS["helpers"][1])
@selecting
@click.option("--requests", is_flag=True, help="What was asked of partners, with promised and actual days, instead.")
@encoded
@anywhere
@click.pass_obj
def helpers(context: Context, requests: bool, form: str, output: Path | None, **chosen: str | None) -> None:
    """Partners, or what was asked of them."""
    tell("helpers", context, form, output, chosen, requests=requests)
