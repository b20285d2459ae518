"""package, digest: results for those who have no account here, and a mail for those who have."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from benchmarks.cli.context import Context, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.cli.results import refuse_unknown
from benchmarks.reading import Reading
from benchmarks.reports.content.source import Source, wave_of
from benchmarks.reports.facts import Ledger
from benchmarks.reports.made import digest, package
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, manufacturer


@click.command("package")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
@coded("sector")
@click.option("--named", is_flag=True, help="With makers by name, as an administrator sees them: not for the public.")
@click.option("--licence", default="CC-BY-4.0", show_default=True, help="Name of the licence the data are given under.")
@anywhere
@click.pass_obj
def package_command(context: Context, output: Path, sector: str | None, named: bool, licence: str) -> None:
    """Write a data package for everybody: a CSV for each result of published waves, the columns' meaning."""
    chosen = Selection(sector)
    refuse_unknown(context, chosen)
    viewer, names = (LOCAL, package.NAMED) if named else (Viewer("visitor"), package.OPEN)
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
    chosen = Selection(sector, enterprise=enterprise, wave=wave)
    refuse_unknown(context, chosen)
    if enterprise is not None and sector is None:
        raise Refused("report_needs_sector", kind="digest")
    viewer = LOCAL if enterprise is None else manufacturer(str(sector), enterprise)
    asked = Reading(context.store, context.specs, viewer, chosen)
    about = asked.of(replace(chosen, wave=wave_of(asked, wave)))
    src = Source(about, LANGUAGES[code], Ledger("digest"))
    if enterprise is not None and enterprise not in src.makers:
        raise Refused("no_maker", enterprise=enterprise, sector=str(sector))
    say(digest.mail(src, site, date.today()), output)
