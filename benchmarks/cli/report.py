"""report: documents for their recipients, one or all of them, with the facts of every number beside."""

from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pandas as pd

from benchmarks.cli.context import Context, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.cli.results import refuse_unknown
from benchmarks.formats import FORMATS, encode
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.made import kept, shared, verify
from benchmarks.reports.made import report as reports
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.refusal import Refused
from data.viewer import LOCAL

if TYPE_CHECKING:
    from benchmarks.reports.remote import Server


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
    @click.option("--letterhead", type=click.Path(dir_okay=False, exists=True, path_type=Path), help="A Word file.")
    @click.option("--logo", type=click.Path(dir_okay=False, exists=True, path_type=Path), help="A PNG or JPEG.")
    @click.option("-o", "--output", type=click.Path(path_type=Path), required=True)
    @anywhere
    @click.pass_obj
    def command(
        context: Context,
        everyone: bool,
        form: str,
        code: str,
        letterhead: Path | None,
        logo: Path | None,
        output: Path,
        **chosen: str | None,
    ) -> None:
        paper, picture = (None if each is None else each.read_bytes() for each in (letterhead, logo))
        if paper is not None and form != "docx":
            raise click.UsageError("--letterhead is for --format docx.")
        if everyone and kind != "enterprise":
            raise click.UsageError("--all is for enterprise reports.")
        how = partial(reports.written, form=form, letterhead=paper, picture=picture)
        if context.server is not None:
            _through(context.server, (kind, form, code), chosen, everyone, paper or picture, output)
            return
        selection = Selection(**chosen)
        refuse_unknown(context, selection)
        asked = Reading(context.store, context.specs, LOCAL, selection)
        if not everyone:
            _write(kind, asked, how, code, output)
            return
        _write_all(asked, how, code, output)


for _name, _sentence in (
    ("enterprise", "What a maker gets: its ladder, the gaps to close first, what moved, unnamed others, method."),
    ("sector", "What an association gets: league as ranges, red list, contradictions, leverage, laboratories."),
    ("board", "Two pages on all sectors: where they stand, what breaks a bottom line, what holds them back."),
    ("ranking", "One page a category: makers that cannot be told apart share a rank."),
):
    _kind(_name, _sentence)


@report.command("verify", help="Make every number of a report again: same, superseded, withdrawn or altered.")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), help="Every number, instead of a count and what differs.")
@anywhere
@click.pass_obj
def verify_command(context: Context, file: Path, form: str | None) -> None:
    """Exit code 1 where any number is not the same."""
    content = file.read_bytes()
    if context.server is not None:
        rows = pd.DataFrame(context.server.verified(content))
    else:
        rows = verify.verified(verify.facts_of(content), context.store, context.specs, LOCAL)
    if form is not None:
        say(encode(rows, form))
    else:
        click.echo(", ".join(f"{n} {verdict}" for verdict, n in verify.counted(rows)))
        differing = rows[rows["verdict"] != verify.SAME]
        for why, each in differing.groupby("why"):
            click.echo(f"{len(each)} {each['verdict'].iloc[0]}: {why}")
        shown = ["page", "place", "result", "keys", "column", "shown", "shown_now", "verdict"]
        if len(differing):
            say(encode(differing[shown].head(20), "table"))
    if (rows["verdict"] != verify.SAME).any():
        click.get_current_context().exit(1)


def _write(kind: str, asked: Reading, how: partial[bytes], code: str, output: Path) -> None:
    made = reports.document(kind, asked, LANGUAGES[code])
    say(how(made), output)
    kept.keep_report(asked, made)
    say(facts.encoded(made.facts), output.with_suffix(".facts.json"))


def _through(
    server: "Server",
    how: tuple[str, str, str],
    chosen: dict[str, str | None],
    everyone: bool,
    paper: bytes | None,
    output: Path,
) -> None:
    """The same from a running server; how: kind, format and language."""
    if paper is not None:
        raise Refused("server_letterhead")
    if not everyone:
        made = server.report(*how, chosen)
        for name, content in made.items():
            say(content, output.with_suffix(".facts.json") if name.endswith(".facts.json") else output)
        return
    _folder(output)
    makers = server.members(chosen)
    with steps(len(makers), "reports") as step:
        for maker in makers:
            for name, content in server.report(*how, {**chosen, "enterprise": maker}).items():
                say(content, output / name)
            step(maker)


def _folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {folder} cannot be made: {error.strerror}. Choose another place with -o.") from None


def _write_all(asked: Reading, how: partial[bytes], code: str, folder: Path) -> None:
    _folder(folder)
    documents = closing(shared.of_members(asked, LANGUAGES[code], how))
    with steps(len(reports.members(asked)), "reports") as step, documents as each:
        for name, made, content in each:
            say(content, folder / f"{name}.{how.keywords['form']}")
            say(facts.encoded(made.facts), folder / f"{name}.facts.json")
            kept.keep_report(asked, made)
            step(made.facts["about"]["enterprise"])
