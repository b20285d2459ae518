"""records, clock, draw, tiers, axes: what was decided, who must do what by when, who is next, what is proposed."""

from datetime import date
from pathlib import Path

import click

from benchmarks.cli.commands import COMMANDS
from benchmarks.cli.context import Context, refuse, say
from benchmarks.cli.infrastructure import on, on_a_day
from benchmarks.cli.options import anywhere, coded, encoded, selecting
from benchmarks.cli.results import command_of, refuse_unknown, tell
from benchmarks.formats import encode
from benchmarks.governance import draw_file
from benchmarks.governance.draw import AUTHORITY, draw_list
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL


def _asked(context: Context, chosen: dict[str, str | None]) -> Reading:
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    return Reading(context.store, context.specs, LOCAL, selection)


records_command = on_a_day("records")
axes_command = on_a_day("axes")
fairness_command = on_a_day("fairness")
feedback_command = command_of("feedback")


@click.command("clock", help=COMMANDS["clock"][1])
@selecting
@on
@click.option(
    "--suppose", metavar="STEP=LENGTH", help="Which open steps would move if the term of a step were so long."
)
@encoded
@anywhere
@click.pass_obj
def clock_command(
    context: Context, on: date, suppose: str | None, form: str, output: Path | None, **chosen: str | None
) -> None:
    """Who must do what by when on a day; or what another term would do, before it takes effect."""
    tell("clock", context, form, output, chosen, on=on, suppose=suppose)


@click.command("tiers", help=COMMANDS["tiers"][1])
@selecting
@on
@click.option(
    "--edges", nargs=3, type=click.FloatRange(0, 1), help="Who would move if the edges were these and no fact changed."
)
@encoded
@anywhere
@click.pass_obj
def tiers_command(
    context: Context,
    on: date,
    edges: tuple[float, float, float] | None,
    form: str,
    output: Path | None,
    **chosen: str | None,
) -> None:
    """Proposals and decisions; or what other edges would do, before they take effect."""
    tell("tiers", context, form, output, chosen, on=on, edges=edges)


@click.group("draw", invoke_without_command=True, help=COMMANDS["draw"][1])
@coded("sector")
@coded("category")
@click.option("--wave", help="Whose lots are drawn; nobody drawn in the six months before its start is drawn again.")
@click.option("--budget", type=int, help="How many lots.")
@click.option("--reserve", type=float, default=0.2, show_default=True, help="The share of them that is random.")
@click.option(
    "--authority", default=AUTHORITY, show_default=True, help="Who draws: its own lots of six months exclude."
)
@click.option("--seed", help="Any text, said before the list is known.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file of the draw.")
@anywhere
@click.pass_context
def draw(
    ctx: click.Context, budget: int, reserve: float, seed: str, authority: str, output: Path, **chosen: str | None
) -> None:
    """Draw, and write the list with its chances, and beside it the form of its lots."""
    if ctx.invoked_subcommand is not None:
        return
    given = {**chosen, "budget": budget, "seed": seed, "output": output}
    if missing := [f"--{name}" if name != "output" else "-o" for name, value in given.items() if value is None]:
        raise click.UsageError(f"A draw needs {', '.join(missing)}.")
    listed = draw_list(_asked(ctx.obj, chosen), authority)
    rows = draw_file.written(listed, str(chosen["sector"]), str(chosen["wave"]), budget, reserve, seed)
    lots = output.with_name(f"{output.stem}.checks.csv")
    say(encode(rows, "csv"), output)
    say(encode(draw_file.form(rows), "csv"), lots)
    drawn = rows[rows["chosen"] != ""]
    at_random = int((drawn["chosen"] == "reserve").sum())
    said = f"{len(drawn)} of {len(rows)} makers are drawn, {at_random} of them at random"
    say(f"{said}: {output}, and the form of their lots {lots}.\n")


@draw.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Draw FILE again from its own list and seed; exit code 1 naming every row that differs."""
    if found := draw_file.changed(file.read_bytes()):
        refuse([{"code": "draw_differs", "message": each} for each in found], "\n".join(found))
    say(f"{file} is drawn as it says: every chance and every choice comes out again.\n")
