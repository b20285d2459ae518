"""package, digest, token: results for those who have no account here, a mail for those who have, and for programs."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from benchmarks.cli.context import Context, say, steps
from benchmarks.cli.options import anywhere, coded, encoded
from benchmarks.cli.results import refuse_unknown
from benchmarks.formats import encode
from benchmarks.reading import Reading
from benchmarks.reports.content.source import Source, wave_of
from benchmarks.reports.facts import Ledger
from benchmarks.reports.made import calendar, digest, package
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import tokens
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, manufacturer


@click.command("package")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
@coded("sector")
@click.option("--named", is_flag=True, help="With makers by name, as an administrator sees them: not for the public.")
@click.option("--licence", help=f"Name of the licence of the data; {package.LICENCE}, with --named none is given.")
@anywhere
@click.pass_obj
def package_command(context: Context, output: Path, sector: str | None, named: bool, licence: str | None) -> None:
    """Write a data package for everybody: a CSV for each result of published waves, the columns' meaning."""
    chosen = Selection(sector)
    refuse_unknown(context, chosen)
    viewer, names = (LOCAL, package.NAMED) if named else (Viewer("visitor"), package.OPEN)
    licence = licence or (None if named else package.LICENCE)
    with steps(len(names), "package") as step:
        package.package(Reading(context.store, context.specs, viewer, chosen), output, names, licence, step)


@click.command("digest")
@coded("sector", help="Needed with --enterprise.")
@click.option("--enterprise", help="The maker whose own lines the mail tells; without it the sectors'.")
@click.option("--wave", help="By default the newest wave that is covered well enough.")
@click.option("--language", "code", type=click.Choice(list(LANGUAGES)), default="en")
@click.option("--site", default="http://localhost:8501", show_default=True, help="Where the program is reached.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@anywhere
@click.pass_obj
def digest_command(
    context: Context, sector: str | None, enterprise: str | None, wave: str | None, code: str, site: str, output: Path
) -> None:
    """Write what changed as a mail ready to send (.eml), ten lines at most; nothing is sent."""
    asked = _for_its_reader(context, "digest", Selection(sector, enterprise=enterprise, wave=wave))
    about = asked.of(replace(asked.selection, wave=wave_of(asked, wave)))
    src = Source(about, LANGUAGES[code], Ledger("digest"))
    if enterprise is not None and enterprise not in src.makers:
        raise Refused("no_maker", enterprise=enterprise, sector=str(sector))
    say(digest.mail(src, site, date.today()), output)


def _for_its_reader(context: Context, kind: str, chosen: Selection) -> Reading:
    """What a maker is told where one is named, else all; refused where its sector is not named with it."""
    refuse_unknown(context, chosen)
    if chosen.enterprise is not None and chosen.sector is None:
        raise Refused("report_needs_sector", kind=kind)
    viewer = LOCAL if chosen.enterprise is None else manufacturer(chosen.one_sector(), chosen.enterprise)
    return Reading(context.store, context.specs, viewer, chosen)


@click.command("calendar")
@coded("sector", help="Needed with --enterprise.")
@click.option("--enterprise", help="The maker as whom it is written; without it everything that is due.")
@click.option("--language", "code", type=click.Choice(list(LANGUAGES)), default="en")
@click.option("--site", default="http://localhost:8501", show_default=True, help="Where the program is reached.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@anywhere
@click.pass_obj
def calendar_command(
    context: Context, sector: str | None, enterprise: str | None, code: str, site: str, output: Path
) -> None:
    """Write what is due as a calendar (.ics): actions, replies, waves to publish, what ends."""
    about = _for_its_reader(context, "calendar", Selection(sector, enterprise=enterprise))
    say(calendar.calendar(about, LANGUAGES[code], site, date.today()), output)


@click.group("token")
def token() -> None:
    """Make, list and end the tokens by which programs read under /api/v1."""


@token.command("new")
@click.argument("name")
@click.option("--days", type=click.IntRange(1, tokens.LONGEST_DAYS), default=90, show_default=True)
@coded("sector", help="The one sector the token is cut to.")
@anywhere
@click.pass_obj
def new(context: Context, name: str, days: int, sector: str | None) -> None:
    """Make a token called NAME and print it, this once; only its hash is kept."""
    click.echo(tokens.issue(context.store, LOCAL, name, days, sector or ""))


@token.command("list")
@encoded
@anywhere
@click.pass_obj
def listed(context: Context, form: str, output: Path | None) -> None:
    """List all tokens with their person, sector, end, and whether they were ended."""
    say(encode(tokens.tokens(context.store, LOCAL), form), output)


@token.command("end")
@click.argument("number", type=int)
@anywhere
@click.pass_obj
def end(context: Context, number: int) -> None:
    """End the token of this NUMBER now."""
    tokens.revoke(context.store, LOCAL, number)
    click.echo(f"token {number} is ended")
