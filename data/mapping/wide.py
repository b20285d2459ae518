"""Laboratory sheets with several results in a row: a column for each indicator, or for each repeated measurement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

import numpy as np
import pyarrow as pa

from data.check.contract import Contract
from data.check.naming import inside, units
from data.check.written.said import said
from data.check.written.suggest import key
from data.check.written.values import number
from data.mapping.file import Mapping, written
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice
from data.read.manner import Manner
from data.read.words import TEXT

# rep1, Replicate 2, R3, 平行样1, 第2次, 测定值3, value_1, 结果①, 1#, and numbers alone.
_REPEATED = re.compile(
    r"(?P<stem>rep(?:licate|etition|eat)?|run|trial|r|n|x|平行样?|重复|第|测定值?|检测值|测量值|结果|试样|样品?|value|result|measurement)?"
    r"\s*[-_#.]?\s*(?P<number>\d{1,2})\s*(?P<after>次|号|#)?\s*(?:测定|测量|检测|结果|值)?",
    re.IGNORECASE,
)
_SHOWN = 3  # rows of the long table that a preview shows
_VALUE, _INDICATOR, _UNIT = "value", "indicator", "unit"


@dataclass(frozen=True)
class Wide:
    """The columns that hold results: header -> what it stands for, an indicator's id or the number of a repetition.

    kind: indicators or replicates.
    """

    kind: str
    columns: dict[str, str]


def wide(table: TextTable, contract: Contract, targets: dict[str, str], mapping: Mapping) -> Wide | None:
    """The columns of results of a laboratory file that has no column of values; None where it is no such sheet."""
    if contract.kind != "test" or _VALUE in targets.values():
        return None
    left = [header for header in table.columns if header not in targets and header not in mapping.ignored]
    if _INDICATOR in targets.values():
        found = {header: match for header in left if (match := _repetition(header, units(contract)))}
        numbers = [match["number"] for match in found.values()]
        alike = len({(match["stem"] or "").casefold() for match in found.values()}) == 1
        if len(found) < 2 or not alike or len(set(numbers)) < len(numbers):
            return None
        return Wide("replicates", {header: match["number"] for header, match in found.items()})
    named = {header: name for header in left if (name := _indicator(mapping.columns.get(header, header), contract))}
    if not named or len(set(named.values())) < len(named):
        return None
    return Wide("indicators", named)


def long(table: TextTable, found: Wide, targets: dict[str, str], row_units: dict[str, str]) -> tuple[TextTable, str]:
    """One row a result, blank cells left out, on the line of its row; and its first rows, as a preview shows them.

    row_units: units by header, as a row of their own or the mapping gives them; they go before those of the header.
    """
    parts, names, lines = [], [], []
    for header, name in found.columns.items():
        column = table.cells.column(header)
        keep = column.is_valid().to_numpy(zero_copy_only=False)
        parts.append((np.flatnonzero(keep), header, name, column.filter(pa.array(keep))))
    order = np.argsort(np.concatenate([rows for rows, *_ in parts]), kind="stable")
    rows = np.concatenate([rows for rows, *_ in parts])[order]
    names = _ordered([np.repeat(name, len(rows)) for rows, _, name, _ in parts], order)
    stated = [row_units.get(header) or said(header, ()).unit for _, header, _, _ in parts]
    given = _ordered([np.repeat(unit, len(part[0])) for unit, part in zip(stated, parts, strict=True)], order)
    values = _ordered([np.array(part[3].cast(pa.string()).to_pylist(), object) for part in parts], order)
    kept = [header for header in table.columns if header not in found.columns]
    columns = {header: table.cells.column(header).take(pa.array(rows)) for header in kept}
    sample = next((header for header, target in targets.items() if target == "sample"), None)
    if found.kind == "indicators":
        columns[_INDICATOR] = _text(names)
    elif sample is not None:
        texts = columns[sample].cast(pa.string()).to_pylist()
        columns[sample] = _text([text and f"{text}-{name}" for text, name in zip(texts, names, strict=True)])
    columns[_VALUE] = _text(values)
    if any(stated) and _UNIT not in targets.values():
        columns[_UNIT] = _text([unit or None for unit in given])
    lines = table.lines[rows]
    melted = replace(table, columns=list(columns), cells=pa.table(columns), lines=lines)
    return melted, _preview(melted, sample)


def means(table: TextTable, found: Wide, row_units: dict[str, str]) -> tuple[TextTable, list[Problem]]:
    """The mean of the repetitions of each row as its value; rows in which some are no numbers are refused."""
    cells = [table.cells.column(header).cast(pa.string()).to_pylist() for header in found.columns]
    values: list[str | None] = []
    problems = []
    for line, row in zip(table.lines.tolist(), zip(*cells, strict=True), strict=True):
        held = [text for text in row if text]
        read = [number(text) for text in held]
        if len(set(held)) <= 1:
            values.append(held[0] if held else None)
        elif all(isinstance(value, float) for value in read):
            values.append(written(fsum(value for value in read if isinstance(value, float)) / len(read)))
        else:
            values.append(None)
            problems.append(Problem("replicates_mixed", line, "", ", ".join(held)))
    kept = [header for header in table.columns if header not in found.columns]
    columns = {header: table.cells.column(header) for header in kept} | {_VALUE: _text(values)}
    stated = {row_units.get(header) or said(header, ()).unit for header in found.columns} - {""}
    if len(stated) == 1:
        columns[_UNIT] = _text(list(stated) * len(values))
    return replace(table, columns=list(columns), cells=pa.table(columns)), problems


def settled(
    table: TextTable, found: Wide, targets: dict[str, str], row_units: dict[str, str], manner: Manner
) -> tuple[TextTable, list[Choice]]:
    """The table with one row a result as the sender has said; where nobody has, the question is its problem."""
    line = int(table.note.get("header_line") or 1)
    headers = ", ".join(found.columns)
    melted, preview = long(table, found, targets, row_units)
    told = {"count": len(found.columns), "rows": len(melted.lines), "preview": preview}
    if found.kind == "replicates" and manner.long == "means":
        meant, wrong = means(table, found, row_units)
        told |= {"rows": len(meant.lines), "preview": _preview(meant, _sample(targets))}
        return replace(meant, problems=[*table.problems, *wrong]), [
            Choice("wide_means", count=len(found.columns), got=headers, rule=told)
        ]
    if manner.long == ("indicators" if found.kind == "indicators" else "samples"):
        return melted, [Choice(f"wide_{manner.long}", count=len(found.columns), got=headers, rule=told)]
    if found.kind == "replicates":
        told["mean"] = _preview(means(table, found, row_units)[0], _sample(targets))
    question = Problem(f"wide_{found.kind}", line, "", headers, told)
    return replace(melted, problems=[*table.problems, question]), []


def _sample(targets: dict[str, str]) -> str | None:
    return next((header for header, target in targets.items() if target == "sample"), None)


def _preview(table: TextTable, sample: str | None) -> str:
    """The first rows in signs that need no translation: S1 · formaldehyde · 0.03 mg/m3."""
    first = table.cells.slice(0, _SHOWN).to_pylist()
    shown = [
        " · ".join(
            str(part)
            for part in (
                row.get(sample or ""),
                row.get(_INDICATOR),
                " ".join(filter(None, (row[_VALUE], row.get(_UNIT)))),
            )
            if part
        )
        for row in first
    ]
    return "; ".join(shown)


def _ordered(parts: list[np.ndarray], order: np.ndarray) -> list:
    return np.concatenate([part.astype(object) for part in parts])[order].tolist()


def _text(values: Sequence[str | None]) -> pa.DictionaryArray:
    return pa.array(values, pa.string()).dictionary_encode().cast(TEXT)


def _repetition(header: str, own: tuple[str, ...]) -> re.Match[str] | None:
    return _REPEATED.fullmatch(said(header, own).name.strip())


def _indicator(header: str, contract: Contract) -> str:
    """The test indicator a header names, by id or label, beside its unit or its number; "" for none."""
    rules = [rule for rule in contract.indicators.values() if rule.source == "test"]
    said_by = [(key(text), rule.id) for rule in rules for text in (rule.id, rule.en, rule.zh, *rule.also)]
    spelled = {text: name for text, name in said_by if {of for each, of in said_by if each == text} == {name}}
    own = units(contract)
    alone = said(header, own).name
    return next((spelled[key(text)] for text in (header, alone, *inside(alone, own)) if key(text) in spelled), "")
