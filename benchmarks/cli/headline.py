"""headline, checks, published, regions, leverage: the headline board, and what stands behind it."""

from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, coded, encoded, selecting
from benchmarks.cli.results import command_of, tell
from benchmarks.headline.change import PARTS

checks = command_of("checks")
published = command_of("published")
regions = command_of("regions")


@click.command("leverage", help=COMMANDS["leverage"][1])
@selecting
@click.option("--together", default="", help="Up to three indicators, separated by ;, raised at once.")
@encoded
@anywhere
@click.pass_obj
def leverage(context: Context, together: str, form: str, output: Path | None, **chosen: str | None) -> None:
    """The key links."""
    tell("leverage", context, form, output, chosen, together=together)


@click.command("whatif", help=COMMANDS["whatif"][1])
@selecting
@click.option("--set", "values", default="", help="indicator=value,... of the --enterprise in the --category.")
@click.option("--level", "levels", default="", help="indicator:floor=value,... (or benchmark, frontier), for everyone.")
@click.option(
    "--show",
    type=click.Choice(("index", "verdicts", "board")),
    default="index",
    help="With --level also who would be below (verdicts), and the means of categories, sector and board (board).",
)
@encoded
@anywhere
@click.pass_obj
def whatif(
    context: Context, values: str, levels: str, show: str, form: str, output: Path | None, **chosen: str | None
) -> None:
    """What would be."""
    said = {"set": values or None, "level": levels or None, "show": show}
    tell("whatif", context, form, output, chosen, **said)


@click.command("headline", help=COMMANDS["headline"][1])
@coded("sector")
@click.option("--period", help="Of one period only, written as a wave.")
@click.option("--change", is_flag=True, help="Between each period and the one before, with what would settle it.")
@click.option("--by", type=click.Choice(PARTS), help="With --change: split it by place, region or sector of the lots.")
@click.option("--bias", is_flag=True, help="What picking suspects does to the fail rate, against the random draw.")
@encoded
@anywhere
@click.pass_obj
def headline(
    context: Context,
    sector: str | None,
    period: str | None,
    change: bool,
    by: str | None,
    bias: bool,
    form: str,
    output: Path | None,
) -> None:
    """The headline figures, their changes, or their bias."""
    if (change and bias) or (by and not change):
        raise click.UsageError("--by goes with --change; --change and --bias are asked for one at a time.")
    said = {"period": period, "change": change, "by": by, "bias": bias}
    tell("headline", context, form, output, {"sector": sector}, **said)
