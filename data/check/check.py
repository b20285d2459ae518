"""The check: a table of text, a contract and what is known before -> a typed table, or every problem at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow as pa

from data.check.contract import Contract
from data.check.dated import check_states
from data.check.findings import Findings
from data.check.known import Known
from data.check.laboratory import check_labs, check_standards
from data.check.products import check_products, check_projects
from data.check.published import check_published
from data.check.register import check_register
from data.check.response import check_survey
from data.check.sheet import Sheet, match
from data.check.spot_checks import check_spot_checks
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice
from data.wave import Wave


@dataclass(frozen=True)
class Checked:
    """What a check found: `typed` is None when any problem is an error; rows are those of the file.

    choices: what was made of the file where it could have been read otherwise.
    """

    typed: pa.Table | None
    problems: tuple[Problem, ...]
    rows: int
    choices: tuple[Choice, ...] = ()


def check(
    table: TextTable,
    contract: Contract,
    known: Known | None = None,
    *,
    wave: Wave | None = None,
    today: date | None = None,
) -> Checked:
    """Check a file against its contract: all problems by line and column, and a typed table when none is an error.

    The typed columns are those of check_survey, check_measurements, check_register and so on, with `line` first.
    Without `known` every enterprise and laboratory is taken; without `wave` dates are held against `today` (UTC) only.
    """
    known, today = known or Known(), today or datetime.now(UTC).date()
    findings = Findings(table.columns, table.lines, table.problems)
    typed = None
    if table.columns or not table.problems:
        sheet = match(table, contract, findings)
        if not sheet.rows:
            findings.note("no_rows")
        typed = _CHECKS[contract.kind](sheet, known, wave, today)
    problems = findings.problems()
    refused = any(problem.severity == "error" for problem in problems)
    return Checked(None if refused else typed, problems, len(table.lines), tuple(findings.choices))


def _measurements(sheet: Sheet, known: Known, wave: Wave | None, today: date) -> pa.Table:
    from data.check.measurement import check_measurements  # with the registry of units, for which only these files wait

    return check_measurements(sheet, known, wave, today)


_CHECKS: dict[str, Callable[[Sheet, Known, Wave | None, date], pa.Table]] = {
    "survey": lambda sheet, known, wave, today: check_survey(sheet, known),
    "test": _measurements,
    "register": lambda sheet, known, wave, today: check_register(sheet, known, today),
    "checks": check_spot_checks,
    "published": lambda sheet, known, wave, today: check_published(sheet, known, today),
    "labs": lambda sheet, known, wave, today: check_labs(sheet),
    "standards": lambda sheet, known, wave, today: check_standards(sheet),
    "states": lambda sheet, known, wave, today: check_states(sheet, known),
    "projects": lambda sheet, known, wave, today: check_projects(sheet, known),
    "products": lambda sheet, known, wave, today: check_products(sheet, known),
}
