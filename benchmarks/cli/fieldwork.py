"""questionnaire, form: from the spec to the form that is asked, and what reads its answers."""

from collections.abc import Callable
from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.cli.template import makers_of
from benchmarks.fieldwork import spoken, writing
from benchmarks.fieldwork.form import form_of
from benchmarks.fieldwork.reading import FORMATS, mapping_of
from benchmarks.formats import encode
from benchmarks.intake import answers
from benchmarks.intake.telling import records
from data.kept.forms import links
from data.problems.problem import merged, sentence
from data.refusal import Refused
from data.viewer import LOCAL


@click.command("questionnaire")
@coded("sector", required=True)
@coded("category")
@click.option("--format", "form_format", type=click.Choice(FORMATS), required=True, help="xlsform: KoboToolbox, ODK.")
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", help="Of docx and html; the others have both."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@anywhere
@click.pass_obj
def questionnaire(
    context: Context, sector: str, category: str | None, form_format: str, language: str, output: Path
) -> None:
    """Write the questions of a sector as a form, and beside it FILE.mapping.json, which reads its answers.

    `load EXPORT --kind survey --mapping FILE.mapping.json` takes what the tool exports without another question.
    Makers to choose from are those registered in the store.
    """
    if sector not in context.specs:
        raise Refused(f"There is no sector {sector!r}. Sectors with a spec: {', '.join(sorted(context.specs))}.")
    try:
        form = form_of(context.specs[sector], category, makers_of(context, sector))
    except ValueError as error:
        raise Refused(f"No questionnaire can be written: {error}.") from None
    say(writing.written(form, form_format, language), output)
    beside = output.with_name(f"{output.name}.mapping.json")
    say(mapping_of(form, form_format).json(), beside)
    say(f"{len(spoken.numbers(form))} questions in {output.name}; {beside.name} reads its answers.\n")


def _of_round(command: Callable) -> Callable:
    """--sector, --survey and --wave of the round that is asked."""
    command = click.option("--wave", required=True, help="2026, 2026H1, 2026Q3 or 2026-07.")(command)
    return coded("sector", required=True)(click.option("--survey", required=True, help="Code of the round.")(command))


@click.group("form")
def form() -> None:
    """Links by which a questionnaire is answered in a browser, and their answers as a batch.

    Off unless QUALITY_WEB_FORM=1. No name and no address is kept, and not which link gave which answers.
    """


@form.command("links")
@_of_round
@coded("category")
@click.option("--count", type=click.IntRange(1, links.MOST_LINKS), required=True, help="How many links.")
@click.option("--days", type=click.IntRange(1, links.LONGEST_DAYS), default=30, show_default=True)
@click.option("--site", default="http://localhost:8501", show_default=True, help="Where the program is reached.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@anywhere
@click.pass_obj
def issued(
    context: Context,
    sector: str,
    survey: str,
    wave: str,
    category: str | None,
    count: int,
    days: int,
    site: str,
    output: Path | None,
) -> None:
    """Make links that take one answer each and write them, this once; only their hashes are kept."""
    asks = links.Round(sector, survey, wave)
    tokens = answers.make(context.store, context.specs, LOCAL, asks, count, days, category)
    say("".join(f"{site.rstrip('/')}/answer/{token}\n" for token in tokens), output)


@form.command("list")
@encoded
@anywhere
@click.pass_obj
def listed(context: Context, form: str, output: Path | None) -> None:
    """List the rounds that are asked by links: how many links, how many answers, their end."""
    say(encode(links.rounds(context.store, LOCAL), form), output)


@form.command("close")
@_of_round
@click.option("--title", default="", help="What the round is called.")
@anywhere
@click.pass_obj
def closed(context: Context, sector: str, survey: str, wave: str, title: str) -> None:
    """Write the answers of a round as one batch and end its links; with any error nothing is written."""
    asks = links.Round(sector, survey, wave)
    outcome = answers.close(context.store, context.specs, LOCAL, asks, title)
    if outcome.errors:
        lines = ["The answers are refused. Nothing was written."]
        lines += [sentence(each.problem, lines=each.lines, names=outcome.named()) for each in merged(outcome.errors)]
        refuse(records(outcome.errors, outcome.named()), "\n".join(lines))
    say(f"Batch {outcome.batch}: survey {survey} {wave}, {outcome.rows} answers; its links are ended.\n")
