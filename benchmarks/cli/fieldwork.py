"""questionnaire: from the spec to the form that is asked, and the mapping that reads its answers."""

from pathlib import Path

import click

from benchmarks.cli.context import Context, say
from benchmarks.cli.options import anywhere, coded
from benchmarks.cli.template import makers_of
from benchmarks.fieldwork import writing
from benchmarks.fieldwork.form import form_of
from benchmarks.fieldwork.reading import FORMATS, mapping_of
from data.refusal import Refused


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
    say(f"{len(form.questions)} questions in {output.name}; {beside.name} reads its answers.\n")
