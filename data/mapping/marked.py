"""Rows that a column nobody reads calls an average, a blank or a test: asked about, as the column may mean else."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from data.check.contract import ROUNDS, Contract
from data.check.scales import rated
from data.check.written.suggest import key
from data.check.written.texts import FEW, Texts
from data.check.written.values import number
from data.mapping.called import is_again, is_control, is_limit, is_parallel, is_summary, is_trial
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice, touched
from data.read.manner import Manner

NOTED = "marked"  # of the note: header -> (lines, word) of columns that left before the rows were looked at
_FREE = ("product", "stratum", "psu")  # columns that are read as they stand, whatever they hold
_SURVEY, _TEST = (is_summary, is_trial), (is_summary, is_limit, is_control, is_parallel, is_again)
_SOME = 0.2  # of a survey's rows, up to which words like "average" are marks, and beyond which they are answers
_LEAST = 2  # letters of a mark: n is also no

_OF_MANY = {
    *("人数", "频数", "频次", "份数", "样本量", "样本数", "有效样本量", "有效样本数", "答卷数", "样本数量", "n"),
    *("count", "freq", "frequency", "responses", "numberofresponses", "respondents", "samplesize", "nobs", "cases"),
}


def marks(texts: Texts, kind: str, stay: Collection[str] = ()) -> np.ndarray:
    """For each row whether its cell calls it an average, a limit, quality control or a test; none where all do.

    stay: names, as `key` writes them, that are none. Columns with very many texts hold codes or what people write.
    """
    nothing = np.zeros(len(texts.index), dtype=bool)
    if kind not in ROUNDS or not len(texts.distinct) or len(texts.distinct) > FEW:
        return nothing
    forms = _SURVEY if kind == "survey" else _TEST
    named = [_LEAST <= len(text) <= 40 and any(form(text) for form in forms) for text in texts.listed]
    held = [one and key(text) not in stay for one, text in zip(named, texts.listed, strict=True)]
    if not any(held):
        return nothing
    found = texts.by_row(np.array(held, dtype=bool), False)
    if kind == "survey":
        grades = any(rated(text) for text, one in zip(texts.listed, named, strict=True) if not one)
        return nothing if grades or found.sum() > max(1, _SOME * len(found)) else found
    return nothing if found.all() else found


def noted(table: TextTable, out: Collection[str], kind: str) -> dict[str, tuple[tuple[int, ...], str]]:
    """Lines and word of the rows that columns on their way out call so, by header."""
    found = dict(table.note.get(NOTED) or {})
    for header in out:
        texts = Texts.of(table.cells.column(header))
        rows = np.flatnonzero(marks(texts, kind))
        if len(rows):
            found[header] = (tuple(table.lines[rows].tolist()), texts.at(rows[:1])[0])
    return found


def without_marked(
    table: TextTable, contract: Contract, targets: dict[str, str], names: Collection[str], manner: Manner
) -> tuple[TextTable, list[Choice]]:
    """The table without rows that a column nobody reads calls no samples, or with the question whether they are.

    targets: header -> id of the contract; names: makers and samples that may be called so.
    """
    table = _of_many(table, contract.kind, targets)
    found = dict(_marked(table, contract.kind, targets, set(map(key, names))))
    lines = sorted({line for each, _ in found.values() for line in each})
    if not lines:
        return table, []
    header, (_, got) = next(iter(found.items()))
    if manner.marked == "read":
        return table, [touched("marked_read", header, lines, got)]
    if manner.marked == "left out":
        keep = ~np.isin(table.lines, lines)
        problems = [each for each in table.problems if each.line not in set(lines)]
        left = replace(table, cells=table.cells.filter(keep), lines=table.lines[keep], problems=problems)
        return left, [touched("marked_left", header, lines, got)]
    asked = Problem("rows_marked", lines[0], "", got, {"count": len(lines), "where": header})
    return replace(table, problems=[*table.problems, asked]), []


def _of_many(table: TextTable, kind: str, targets: dict[str, str]) -> TextTable:
    """The table with a warning where a column nobody reads says that a row stands for several responses."""
    told = []
    for header in table.columns if kind == "survey" else ():
        if key(header) in _OF_MANY and header not in targets:
            values = [number(text) for text in Texts.of(table.cells.column(header)).distinct[:FEW].to_pylist()]
            counts = [value for value in values if isinstance(value, float) and value >= 1 and value == int(value)]
            if values and len(counts) == len(values) and max(counts) > 1:
                line = int(table.note.get("header_line") or 1)
                told.append(Problem("rows_of_many", line, "", header, {"most": max(counts)}))
    return replace(table, problems=[*table.problems, *told]) if told else table


def _marked(
    table: TextTable, kind: str, targets: dict[str, str], stay: set[str]
) -> Iterator[tuple[str, tuple[list[int], str]]]:
    here = set(table.lines.tolist()) if table.note.get(NOTED) else set()
    for header, (lines, got) in dict(table.note.get(NOTED) or {}).items():
        left = [line for line in lines if line in here]
        if left:
            yield header, (left, got)
    for place, header in enumerate(table.columns):
        if targets.get(header, _FREE[0]) in _FREE:
            texts = Texts.of(table.cells.column(place))
            rows = np.flatnonzero(marks(texts, kind, stay))
            if len(rows):
                yield header, (table.lines[rows].tolist(), texts.at(rows[:1])[0])
