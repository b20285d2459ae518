"""problems, projects, library, helpers: what is worth a project, what worked, and who can help."""

from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, encoded, selecting
from benchmarks.cli.results import command_of, tell
from benchmarks.innovation import library as worked
from benchmarks.innovation import one_stop
from benchmarks.innovation import problems as listed
from benchmarks.innovation import projects as joint

problems = command_of("problems", listed.problems)
projects = command_of("projects", joint.projects)
library = command_of("library", worked.library)


@click.command("helpers", help=COMMANDS["helpers"][1])
@selecting
@click.option("--requests", is_flag=True, help="What was asked of partners, with promised and actual days, instead.")
@encoded
@anywhere
@click.pass_obj
def helpers(context: Context, requests: bool, form: str, output: Path | None, **chosen: str | None) -> None:
    """Partners, or what was asked of them."""
    tell(one_stop.help_requests if requests else one_stop.helpers, context, form, output, chosen)
