"""headline, checks, published, regions, leverage, whatif: the headline board, and what stands behind it."""

from functools import partial
from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context
from benchmarks.cli.options import anywhere, coded, encoded, selecting
from benchmarks.cli.results import command_of, tell
from benchmarks.headline import change as moves
from benchmarks.headline import headline as figures
from benchmarks.headline import leverage as key_links
from benchmarks.headline.change import PARTS
from benchmarks.headline.checks import checks as lots
from benchmarks.headline.published import published as official
from benchmarks.headline.regions import regions as places
from benchmarks.index import whatif as supposing

checks = command_of("checks", lots)
published = command_of("published", official)
regions = command_of("regions", places)


@click.command("leverage", help=COMMANDS["leverage"][1])
@selecting
@click.option("--together", default="", help="Up to three indicators, separated by ;, raised at once.")
@encoded
@anywhere
@click.pass_obj
def leverage(context: Context, together: str, form: str, output: Path | None, **chosen: str | None) -> None:
    """The key links."""
    tell(partial(key_links.leverage, together=together), context, form, output, chosen)


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
    if levels and chosen["sector"] is None:
        raise click.UsageError("A level is one of a sector: name it with --sector.")
    if show != "index" and values:
        raise click.UsageError("--show verdicts and --show board tell of levels: leave --set out.")
    result = {
        "index": partial(supposing.whatif, values=values, levels=levels),
        "verdicts": partial(supposing.whatif_levels, levels=levels),
        "board": partial(supposing.whatif_board, levels=levels),
    }[show]
    tell(result, context, form, output, chosen)


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
    result = partial(moves.changes, by=by or "") if change else moves.bias if bias else figures.headline
    tell(result, context, form, output, {"sector": sector, "wave": period})
