"""report: documents for their recipients, one or all of them, with the facts of every number beside."""

from dataclasses import replace
from pathlib import Path

import click

from benchmarks.cli.context import Context, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.cli.results import refuse_unknown
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.made import report as reports
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.refusal import Refused
from data.viewer import LOCAL


@click.group("report")
def report() -> None:
    """Write a report in PDF, Word, slides or XLSX, or ask one whether its numbers still hold."""


def _kind(kind: str, sentence: str) -> None:
    @report.command(kind, help=sentence)
    @coded("sector")
    @coded("category")
    @click.option("--enterprise", help="The maker the report is for.")
    @click.option("--all", "everyone", is_flag=True, help="One file for every member measured; -o is a folder.")
    @click.option("--wave", help="By default the newest wave that is covered well enough.")
    @click.option("--format", "form", type=click.Choice(list(reports.FORMATS)), default="pdf")
    @click.option("--language", "code", type=click.Choice(list(LANGUAGES)), default="en")
    @click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
    @anywhere
    @click.pass_obj
    def command(context: Context, everyone: bool, form: str, code: str, output: Path, **chosen: str | None) -> None:
        selection = Selection(**chosen)
        refuse_unknown(context, selection)
        asked = Reading(context.store, context.specs, LOCAL, selection)
        if not everyone:
            _write(kind, asked, form, code, output)
            return
        if kind != "enterprise":
            raise click.UsageError("--all is for enterprise reports.")
        _write_all(asked, form, code, output)


for _name, _sentence in (
    ("enterprise", "What a maker gets: its ladder, the gaps to close first, what moved, unnamed others, method."),
    ("sector", "What an association gets: league as ranges, red list, contradictions, leverage, laboratories."),
    ("board", "Two pages on all sectors: where they stand, what breaks a bottom line, what holds them back."),
    ("ranking", "One page a category: makers that cannot be told apart share a rank."),
):
    _kind(_name, _sentence)


def _write(kind: str, asked: Reading, form: str, code: str, output: Path) -> None:
    made = reports.document(kind, asked, LANGUAGES[code])
    say(reports.FORMATS[form](made), output)
    say(facts.encoded(made.facts), output.with_suffix(".facts.json"))


def _write_all(asked: Reading, form: str, code: str, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {folder} cannot be made: {error.strerror}. Choose another place with -o.") from None
    makers = reports.members(asked)
    with steps(len(makers), "reports") as step:
        for maker in makers:
            one = asked.of(replace(asked.selection, enterprise=maker))
            wave = reports.wave_of(one, asked.selection.wave)
            name = reports.name_of("enterprise", one.of(replace(one.selection, wave=wave)))
            _write("enterprise", one, form, code, folder / f"{name}.{form}")
            step(maker)
