"""Files of a round that still runs: a plan as it was allocated, an export so far. Counted and kept, never estimated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.fieldwork import counting
from benchmarks.intake.asking import with_unlike
from benchmarks.intake.load import allowed
from benchmarks.intake.sending import Sending
from benchmarks.specs.contracts import contract
from benchmarks.specs.spec import Specs
from data.check.known import Known
from data.kept.earlier import enterprises_known
from data.kept.fieldwork import COUNTED, PLANNED, Told, keep
from data.kept.mappings import remembered
from data.mapping.checked import checked
from data.mapping.mapping import Mapping, touches
from data.mapping.personal import without_free_text, without_personal
from data.problems.problem import Problem
from data.read import TextTable, read
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer

_PLAN = ("enterprise", "category", "take")


@dataclass(frozen=True)
class Counted:
    """What became of an interim file: every problem, and how many interviews and contacts were counted."""

    problems: tuple[Problem, ...]
    interviews: int = 0
    contacts: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that refuse the file."""
        return tuple(each for each in self.problems if each.severity == "error")


def count(
    store: Store, specs: Specs, viewer: Viewer, sending: Sending, as_of: date, *, synthetic: bool = False
) -> Counted:
    """Check an export so far as a survey file is checked, and keep its counts; with any error nothing is kept.

    The file replaces what was counted of the round before: an export holds everything that is in. Rows whose
    disposition says that they are no interview count for the response rate only.
    """
    allowed(specs, viewer, sending, for_good=True)
    spec, upload = specs[sending.upload.sector], sending.upload
    asked = contract(spec, "survey")
    mapping = sending.mapping
    table = read(upload.content, upload.file_name, sending.sheet, (mapping or Mapping()).reading)
    if mapping is None:
        held = remembered(store, viewer, "survey", upload.sector, upload.survey)
        mapping = held[1] if held is not None and touches(held[1], table) else Mapping()
    beside = counting.about(table) if table.columns else pd.DataFrame()
    table = without_personal(table, mapping, asked)
    table = _left_out(without_free_text(table, mapping, asked), mapping)
    interviews = table
    if table.columns:
        done = np.array([counting.is_interview(code) for code in beside["disposition"]], dtype=bool)
        interviews = replace(table, cells=table.cells.filter(pa.array(done)), lines=table.lines[done])
    with store.cursor() as cursor:
        known = Known(enterprises=enterprises_known(cursor))
    found = checked(interviews, mapping, asked, known, today=sending.today)
    problems = with_unlike(spec, mapping, found.problems)
    result = Counted(problems)
    if result.errors or found.typed is None:
        return result
    typed = found.typed.to_pandas().merge(beside, on="line", how="left")
    content = counting.counted(typed, _contacts(table, beside), spec, as_of)
    told = Told(upload.sector, upload.survey, upload.wave, COUNTED, as_of, content)
    keep(store, viewer, told, synthetic=synthetic)
    contacts = sum(int(n) for *_, n in content["contacts"])
    return Counted(problems, len(typed), contacts)


def _left_out(table: TextTable, mapping: Mapping) -> TextTable:
    """The table without what belongs to the interview and not to the answers: it has been read."""
    own = set(counting.headers_of(table)) - set(mapping.columns)
    names = [name for name in table.columns if name not in own]
    return replace(table, columns=names, cells=table.cells.select(names))


def _contacts(table: TextTable, beside: pd.DataFrame) -> pd.DataFrame:
    """stratum and disposition of every row of a file that has dispositions."""
    stratum = next((name for name in table.columns if name in ("stratum", "层", "Stratum")), None)
    texts = table.cells.column(stratum).to_pylist() if stratum else [None] * len(beside)
    made = beside[["disposition"]].assign(stratum=[str(each or "") for each in texts])
    return made[made["disposition"] != ""]


def plan(
    store: Store,
    specs: Specs,
    viewer: Viewer,
    sending: Sending,
    starts: date,
    ends: date,
    *,
    synthetic: bool = False,
) -> tuple[tuple[Problem, ...], int]:
    """Keep a plan - ALLOCATION, or enterprise, category, take and where known stratum - with its first and last day.

    Returns every problem, by line, and the interviews planned; with a problem nothing is kept. Refuses days that are
    out of order.
    """
    allowed(specs, viewer, sending, for_good=True)
    if ends < starts:
        raise Refused("plan_days", starts=starts.isoformat(), ends=ends.isoformat())
    upload = sending.upload
    table = read(upload.content, upload.file_name, sending.sheet)
    with store.cursor() as cursor:
        members = Known(enterprises=enterprises_known(cursor)).members(upload.sector)
    categories = {each.id for each in specs[upload.sector].categories}
    problems, rows = _planned(table, members, categories)
    if problems:
        return problems, 0
    content = {"starts": starts.isoformat(), "ends": ends.isoformat(), "rows": rows}
    keep(store, viewer, Told(upload.sector, upload.survey, upload.wave, PLANNED, ends, content), synthetic=synthetic)
    return (), sum(int(row[3]) for row in rows)


def _planned(
    table: TextTable, members: frozenset[str], categories: set[str]
) -> tuple[tuple[Problem, ...], list[list[Any]]]:
    """Every problem of a plan, and where there is none its rows: enterprise, category, stratum, interviews."""
    line = int(table.note.get("header_line") or 1)
    problems = list(table.problems)
    missing = [name for name in _PLAN if name not in table.columns] if table.columns else []
    problems += [Problem("plan_column", line, name, rule={"name": name}) for name in missing]
    if table.columns and not len(table.lines):
        problems.append(Problem("no_rows"))
    if problems:
        return tuple(problems), []
    names = [*_PLAN, *(["stratum"] if "stratum" in table.columns else [])]
    held = pd.DataFrame({name: [str(each or "") for each in table.cells.column(name).to_pylist()] for name in names})
    problems = [*_unlisted(held, table.lines.tolist(), members, categories)]
    if problems:
        return tuple(problems), []
    held["n"] = held["take"].astype(float).astype(int)
    held["stratum"] = held.get("stratum", "")
    summed = held.groupby(["enterprise", "category", "stratum"])["n"].sum().reset_index()
    return (), summed.values.tolist()


def _unlisted(held: pd.DataFrame, lines: Sequence[int], members: frozenset[str], categories: set[str]) -> list[Problem]:
    found = []
    for line, row in zip(lines, held.to_dict("records"), strict=True):
        if row["enterprise"] not in members:
            found.append(Problem("plan_unknown", int(line), "enterprise", row["enterprise"], {"name": "enterprise"}))
        if row["category"] not in categories:
            found.append(Problem("plan_unknown", int(line), "category", row["category"], {"name": "category"}))
        if not row["take"].isdigit():
            found.append(Problem("plan_take", int(line), "take", row["take"]))
    return found
