"""check, load: files on their way in."""

import json
from pathlib import Path
from typing import Any

import click

from benchmarks.cli.context import Context, refuse, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.intake import load as intake
from benchmarks.intake.sending import Sending
from benchmarks.intake.telling import checked, loaded, upload_of
from data.check.contract import KINDS, ROUNDS, TIMED
from data.mapping.mapping import Mapping, MappingError, parse
from data.refusal import Refused
from data.viewer import LOCAL

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_KIND = click.option("--kind", type=click.Choice(KINDS), required=True, help="What the file holds.")
_SECTOR = coded("sector", required=True, help="The sector it belongs to.")
_SHEET = click.option("--sheet", help="XLSX: the sheet to read; the first by default.")
_MAPPING = click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON: which column is which, and how answers are recoded; without it, that of the survey's last batch.",
)
_MARGINS = click.option(
    "--margins",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV of variable, value, share: the population margins a survey's weights are raked to.",
)
_FORM = click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")


@click.command("check")
@_FILE
@_KIND
@_SECTOR
@click.option("--survey", default="", help="Code of the survey or test round.")
@click.option("--wave", help="2026, 2026H1, 2026Q3 or 2026-07; without it, dates and the wave before are not compared.")
@_SHEET
@_MAPPING
@_MARGINS
@_FORM
@anywhere
@click.pass_obj
def check(
    context: Context,
    file: Path,
    kind: str,
    sector: str,
    survey: str,
    wave: str | None,
    sheet: str | None,
    mapping: Path | None,
    margins: Path | None,
    form: str,
) -> None:
    """Name all problems of FILE; nothing is written. Exit code 1 if any of them is an error."""
    said = {"survey": survey, "wave": wave or ""}
    told = _send(context, "check", _sending(context, file, (kind, sector), said, (sheet, mapping, margins)))
    if form == "json":
        say(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    _refuse_errors([each for each in told["problems"] if each["severity"] == "error"], file)
    if form == "table":
        warnings = told["problems"]
        say(f"{file.name}: {told['rows']} rows, no error, {len(warnings)} warnings.\n")
        _say_rest(told, told["raking"], warnings)


@click.command("load")
@_FILE
@_KIND
@_SECTOR
@click.option("--survey", default="", help="Code of the survey or test round, for example S1.")
@click.option("--wave", default="", help="2026, 2026H1, 2026Q3 or 2026-07.")
@click.option("--title", default="", help="What the round is called.")
@_SHEET
@_MAPPING
@_MARGINS
@_FORM
@anywhere
@click.pass_obj
def load(
    context: Context,
    file: Path,
    kind: str,
    sector: str,
    survey: str,
    wave: str,
    title: str,
    sheet: str | None,
    mapping: Path | None,
    margins: Path | None,
    form: str,
) -> None:
    """Check FILE, then write it as one batch; with any error nothing is written."""
    if kind in ROUNDS and not (survey and wave):
        raise click.UsageError(f"A {kind} file needs --survey CODE and --wave WAVE.")
    if kind in TIMED and not wave:
        raise click.UsageError(f"A {kind} file needs --wave WAVE.")
    said = {"survey": survey, "wave": wave, "title": title}
    told = _send(context, "load", _sending(context, file, (kind, sector), said, (sheet, mapping, margins)))
    _refuse_errors(told.get("errors", []), file)
    if form == "json":
        say(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    say(f"Batch {told['batch']}: {kind} {survey} {wave}".rstrip() + f", {told['rows']} rows of {file.name}.\n")
    _say_rest(told, told["record"].get("raking"), told["warnings"])


def _sending(
    context: Context,
    file: Path,
    kind_of: tuple[str, str],
    said: dict[str, str],
    how: tuple[str | None, Path | None, Path | None],
) -> Sending:
    """A file as it is sent: kind and sector, what was said about it, and how it is read (sheet, mapping, margins)."""
    sheet, mapping, margins = how
    specs = context.spec_of(kind_of[1]) if context.server is None else {}  # a server knows its own
    upload = upload_of(specs, _bytes(file), file.name, *kind_of, **said)
    return Sending(upload, mapping_in(mapping), sheet, None if margins is None else _bytes(margins))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def mapping_in(file: Path | None) -> Mapping | None:
    """The mapping in a file; refused with everything that is wrong with it."""
    if file is None:
        return None
    try:
        return parse(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refused(f"{file} is no mapping: a mapping is a JSON text in UTF-8.") from None
    except MappingError as error:
        lines = [f"{file.name} is no mapping that can be used. Nothing was written.", *map(str, error.parts)]
        refuse([{"code": each.code, "message": str(each)} for each in error.parts], "\n".join(lines))


def _send(context: Context, verb: str, sending: Sending) -> dict[str, Any]:
    """What became of a file, in this store or in that of a running server."""
    if context.server is not None:
        return context.server.send(verb, sending)
    compute, tell, steps_of = (intake.check, checked, 2) if verb == "check" else (intake.load, loaded, 3)
    with steps(steps_of, f"{verb.capitalize()}ing") as progress:
        return tell(compute(context.store, context.spec_of(sending.upload.sector), LOCAL, sending, progress))


def _refuse_errors(errors: list[dict], file: Path) -> None:
    if errors:
        lines = [f"{file.name} is refused: {len(errors)} errors. Nothing was written."]
        refuse(errors, "\n".join([*lines, *(each["message"] for each in errors)]))


def _say_rest(told: dict[str, Any], raking: dict | None, warnings: list[dict]) -> None:
    """How the file was read, what its weights became, and what was warned of."""
    for each in told["choices"]:
        say(f"Read so: {each['message']}\n")
    if raking is not None:
        settled = "settled" if raking["settled"] else f"NOT settled, {raking['trimmed']} weights stand at a limit"
        n_eff = f"{raking['n_eff_before']:.1f} to {raking['n_eff']:.1f}"
        say(f"Weights raked in {raking['rounds']} rounds: {settled}; effective sample size from {n_eff}.\n")
    for each in warnings:
        click.echo(f"Warning. {each['message']}", err=True)
