"""check, load: files on their way in."""

import json
from pathlib import Path

import click

from benchmarks.cli.context import Context, refuse, say, steps
from benchmarks.cli.options import anywhere, coded
from benchmarks.formats import plain
from benchmarks.intake import load as intake
from benchmarks.intake.sending import Outcome, Sending
from data.check.contract import KINDS, ROUNDS, TIMED
from data.kept.batches import Upload
from data.mapping.answering import Question, said
from data.mapping.mapping import Mapping, MappingError, parse
from data.problems.problem import Problem, merged, sentence
from data.read.choices import told
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
    upload = _upload(context, file, kind, sector, survey, wave or "", "")
    sending = Sending(upload, mapping_in(mapping), sheet, None if margins is None else _bytes(margins))
    with steps(2, "Checking") as progress:
        outcome = intake.check(context.store, context.spec_of(sector), LOCAL, sending, progress)
    if form == "json":
        report = {"file": file.name, "rows": outcome.rows, "errors": len(merged(outcome.errors))}
        report |= {"problems": records(outcome.problems, outcome.named()), "choices": _choices(outcome)}
        say(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    _refuse_errors(outcome, file)
    if form == "table":
        say(f"{file.name}: {outcome.rows} rows, no error, {len(merged(outcome.warnings))} warnings.\n")
        _say_choices(outcome)
        _say_raking(outcome.raking)
        _warn(outcome)


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
    upload = _upload(context, file, kind, sector, survey, wave, title)
    sending = Sending(upload, mapping_in(mapping), sheet, None if margins is None else _bytes(margins))
    with steps(3, "Loading") as progress:
        outcome = intake.load(context.store, context.spec_of(sector), LOCAL, sending, progress)
    _refuse_errors(outcome, file)
    receipt = {
        "batch": outcome.batch,
        **{name: getattr(upload, name) for name in ("kind", "sector", "survey", "wave", "title", "file_name")},
        **{"rows": outcome.rows, "sha256": upload.sha256, "warnings": records(outcome.warnings, outcome.named())},
        **{"choices": _choices(outcome), "record": outcome.upload.record},
    }
    if form == "json":
        say(json.dumps(receipt, ensure_ascii=False, indent=1) + "\n")
        return
    say(f"Batch {outcome.batch}: {kind} {survey} {wave}".rstrip() + f", {outcome.rows} rows of {file.name}.\n")
    _say_choices(outcome)
    _say_raking(outcome.raking)
    _warn(outcome)


def _upload(context: Context, file: Path, kind: str, sector: str, survey: str, wave: str, title: str) -> Upload:
    spec = context.spec_of(sector).get(sector)
    version = "" if spec is None else spec.version
    content = _bytes(file)
    survey, wave = survey if kind in ROUNDS else "", wave if kind in TIMED else ""
    return Upload(kind, sector, content, file.name, survey, wave, title, spec_version=version)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"{file} cannot be read: {error.strerror}.") from None


def mapping_in(file: Path | None) -> Mapping | None:
    """The mapping in a file; refused with everything that is wrong with it."""
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
        lines = [f"{file.name} is no mapping that can be used. Nothing was written.", *error.problems]
        refuse([{"code": "mapping", "message": each} for each in error.problems], "\n".join(lines))


def _refuse_errors(outcome: Outcome, file: Path) -> None:
    if outcome.errors:
        found = merged(outcome.errors)
        lines = [f"{file.name} is refused: {len(found)} errors. Nothing was written."]
        lines += [sentence(each.problem, lines=each.lines, names=outcome.named()) for each in found]
        refuse(records(outcome.errors, outcome.named()), "\n".join(lines))


def _say_raking(raking: dict | None) -> None:
    if raking is not None:
        settled = "settled" if raking["settled"] else f"NOT settled, {raking['trimmed']} weights stand at a limit"
        n_eff = f"{raking['n_eff_before']:.1f} to {raking['n_eff']:.1f}"
        say(f"Weights raked in {raking['rounds']} rounds: {settled}; effective sample size from {n_eff}.\n")


def _warn(outcome: Outcome) -> None:
    for each in merged(outcome.warnings):
        click.echo(f"Warning. {sentence(each.problem, lines=each.lines, names=outcome.named())}", err=True)


def _say_choices(outcome: Outcome) -> None:
    for each in outcome.choices:
        say(f"Read so: {told(each)}\n")


def _choices(outcome: Outcome) -> list[dict]:
    return [each.as_dict() | {"message": told(each)} for each in outcome.choices]


def records(problems: tuple[Problem, ...], names: dict[str, str] | None = None) -> list[dict]:
    """Problems as JSON can hold them: code, severity, line, column, what stood there, the rule, the sentence.

    A question has the answers to choose from, each with its part of a mapping.
    """
    return [
        {
            **{"code": each.code, "severity": each.severity, "line": each.line, "lines": list(lines)},
            **{"column": each.column, "got": each.got, "rule": {k: plain(v) for k, v in each.rule.items()}},
            "message": sentence(each, lines=lines, names=names or {}),
            **({"answers": answers} if (answers := said(Question(each))) else {}),
        }
        for each, lines in merged(problems)
    ]
