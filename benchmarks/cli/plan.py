"""plan: before a wave, how many responses show a change; allocate: whom to ask where within a budget."""

from pathlib import Path

import click

from benchmarks import policy
from benchmarks.cli.context import Context, refuse, say
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.cli.results import refuse_unknown, tell
from benchmarks.fieldwork import allocation, spread
from benchmarks.fieldwork.frame import check_frame
from benchmarks.formats import FORMATS, encode
from benchmarks.intake.telling import records
from benchmarks.reading import Reading
from benchmarks.reports import plans
from benchmarks.scope.selection import Selection
from data.problems.problem import merged, sentence
from data.read import read
from data.refusal import Refused
from data.viewer import LOCAL


@click.group("plan", invoke_without_command=True)
@coded("sector")
@coded("category")
@click.option("--enterprise")
@coded("indicator", help="The surveyed indicator whose change is to show.")
@click.option("--change", type=float, help="In its reported unit; of a share, 0.05 is 5 points.")
@click.option("--power", type=float, default=policy.POWER, show_default=True, help="Chance that it shows.")
@encoded
@anywhere
@click.pass_context
def plan(
    ctx: click.Context, form: str, output: Path | None, change: float | None, power: float, **chosen: str | None
) -> None:
    """Responses each enterprise needs so that a change shows between two waves.

    `plan allocate` divides a budget over a sampling frame.
    """
    if ctx.invoked_subcommand is not None:
        return
    if chosen["indicator"] is None or change is None:
        raise click.UsageError("A plan needs --indicator and --change, or the name of a part: allocate.")
    tell("plan", ctx.obj, form, output, {**chosen, "wave": None}, change=change, power=power)


@plan.command("allocate")
@click.option(
    "--frame",
    "frame_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="stratum, psu, size and, where known, cost: a row for each sampling point, CSV or XLSX.",
)
@click.option("--budget", type=float, required=True, help="Interviews; money where the frame has a cost.")
@coded("sector", help="Needed where the store holds surveys of several.")
@coded("category")
@coded("indicator", help="Whose change counts; without it, each maker's most uncertain one, in points of the ladder.")
@click.option("--change", type=float, help="Refuse a plan in which a worse change is not shown.")
@click.option("--power", type=click.FloatRange(0.5, 1, True, True), default=policy.POWER, show_default=True)
@click.option("--per-psu", type=click.IntRange(1), default=policy.PSU_TAKE, show_default=True, help="Interviews each.")
@click.option("--seed", default="", help="Words; the same words and frame draw the same points.")
@click.option("--format", "form", type=click.Choice([each for each in FORMATS if each != "table"]), default="csv")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@anywhere
@click.pass_obj
def allocate(
    context: Context,
    frame_file: Path,
    budget: float,
    change: float | None,
    power: float,
    per_psu: int,
    seed: str,
    form: str,
    output: Path,
    **chosen: str | None,
) -> None:
    """Divide a budget over sampling points and makers, so that each maker's worst detectable change is the same.

    Says for each maker what its last wave showed, and what this one will.
    """
    selection = Selection(**chosen)
    refuse_unknown(context, selection)
    problems, frame = check_frame(read(frame_file.read_bytes(), frame_file.name))
    if problems:
        lines = [f"{frame_file.name} is no frame to draw from. Nothing was written."]
        lines += [sentence(each.problem, lines=each.lines) for each in merged(problems)]
        refuse(records(problems), "\n".join(lines))
    reading = Reading(context.store, context.specs, LOCAL, _of_one_sector(context, selection))
    wish = allocation.Wish(budget, seed, power, per_psu, change)
    made = plans.plan_allocate(frame, wish, reading)
    say(encode(made.rows, form), output)
    unit = "points of the ladder" if selection.indicator is None else "the indicator's unit"
    points = len(made.rows[["stratum", "psu"]].drop_duplicates())
    asked = f"{int(made.rows['take'].sum())} interviews at {points} points, cost {made.cost:g}"
    say(f"{asked}. Change that shows, in {unit}:\n")
    say(encode(made.makers, "table"))


@plan.command("next")
@coded("sector")
@coded("category")
@click.option("--enterprise")
@click.option("--budget", type=float, required=True, help="In the currency of the prices.")
@click.option("--response-price", type=float, default=1.0, show_default=True, help="What one response costs.")
@click.option("--sample-price", type=float, default=1.0, show_default=True, help="What one tested sample costs.")
@encoded
@anywhere
@click.pass_obj
def next_command(
    context: Context,
    budget: float,
    response_price: float,
    sample_price: float,
    form: str,
    output: Path | None,
    **chosen: str | None,
) -> None:
    """What to ask or test next: the answers and samples that decide most open verdicts for the money, floors first.

    Each row is a step of the curve: what is spent by then, verdicts expected to be decided, share of the open board.
    """
    prices = {"response_price": response_price, "sample_price": sample_price}
    tell("plan-next", context, form, output, {**chosen, "wave": None}, budget=budget, **prices)


def _of_one_sector(context: Context, selection: Selection) -> Selection:
    """The selection with its sector, which is the one that was surveyed where none is named."""
    if selection.sector is not None:
        return selection
    found = spread.surveyed_sectors(context.store)
    if len(found) != 1:
        said = "no sector was surveyed before" if not found else f"several sectors were surveyed: {', '.join(found)}"
        raise Refused(f"Name the --sector to plan for: {said}.")
    return Selection(found[0], selection.category, selection.enterprise, selection.indicator)
