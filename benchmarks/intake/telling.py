"""What became of a file, as programs are told it and as the command line says it: one account of both."""

from collections.abc import Mapping
from typing import Any

from benchmarks.formats import plain
from benchmarks.intake.sending import Outcome
from benchmarks.specs.spec import SectorSpec
from data.check.contract import ROUNDS, TIMED
from data.kept.batches import Upload
from data.mapping.answering import Question, said
from data.problems.problem import Problem, merged, sentence
from data.read.choices import told


def upload_of(
    specs: Mapping[str, SectorSpec], content: bytes, file: str, kind: str, sector: str, **about: str
) -> Upload:
    """A file with what its sender said about it: survey, wave and title, as far as its kind has them."""
    version = specs[sector].version if sector in specs else ""
    survey = about.get("survey", "") if kind in ROUNDS else ""
    wave = about.get("wave", "") if kind in TIMED else ""
    return Upload(kind, sector, content, file, survey, wave, about.get("title", ""), spec_version=version)


def checked(outcome: Outcome) -> dict[str, Any]:
    """What a check found, JSON-ready: rows, how many errors, all problems, how the file was read, what was weighed."""
    about = {"file": outcome.upload.file_name, "rows": outcome.rows, "errors": len(merged(outcome.errors))}
    told_of = {
        "problems": records(outcome.problems, outcome.named()),
        "choices": choices(outcome),
        "raking": outcome.raking,
    }
    return about | told_of


def loaded(outcome: Outcome) -> dict[str, Any]:
    """The receipt of a batch, JSON-ready; of a refused file `batch` is None and `errors` says why."""
    upload = outcome.upload
    names = ("kind", "sector", "survey", "wave", "title", "file_name")
    receipt: dict[str, Any] = {"batch": outcome.batch, **{name: getattr(upload, name) for name in names}}
    receipt |= {"rows": outcome.rows, "sha256": upload.sha256, "warnings": records(outcome.warnings, outcome.named())}
    receipt |= {"choices": choices(outcome), "record": upload.record}
    return receipt | ({"errors": records(outcome.errors, outcome.named())} if outcome.errors else {})


def choices(outcome: Outcome) -> list[dict[str, Any]]:
    """How the file was read where it could have been read otherwise."""
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
