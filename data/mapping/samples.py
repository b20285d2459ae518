"""Rows that are no samples or responses: averages and sums, quality control, notes, repeated headers, previews."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.check.contract import Contract
from data.check.naming import names
from data.check.written.suggest import key
from data.check.written.texts import FEW, Texts, ends_in_digit
from data.check.written.units import is_unit
from data.mapping.below import another
from data.mapping.called import WORDED, is_control, is_limit, is_summary, is_trial
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice, touched

KEYS = ("sample", "response", "enterprise")  # what names the thing a row is about
_NOTE = re.compile(r"(?:注|备注|说明|附注|来源|note|remark|source|\*)\s*\d*\s*[:：.*、]?.*", re.IGNORECASE | re.DOTALL)
_SIGNED = re.compile(
    r"(?:检测|检验|主检|审核|校核|批准|编制|制表|填表|签发|复核|日期|tested|checked|approved|prepared|signed|date)"
    r"(?:人|员|者|日期| by| on)?\s*[:：].*",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCE = 12  # characters from which a text under the table is a remark and no code
_BEHIND = ("header_other", "table_below")  # what is behind it is not read, and that is all that is said of it
# Columns of survey tools that say of a response that it is none, with what they then hold.
_TRIALS = {
    "status": {"surveypreview", "surveytest", "spam"},
    "distributionchannel": {"preview"},
    "validationstatus": {"notapproved", "validationstatusnotapproved"},
}


def samples(
    table: TextTable, contract: Contract, targets: dict[str, str], registered: Collection[str], kept: Collection[str]
) -> tuple[TextTable, list[Choice], dict[str, str]]:
    """The table without rows that are none, the choices made, and units by header where a row of its own holds them.

    targets: header -> id of the contract; registered: enterprises, which may be called Total; kept: samples that stay
    whatever they are called.
    """
    if not len(table.lines) or not table.columns:
        return table, [], {}
    columns = {header: Texts.of(table.cells.column(place)) for place, header in enumerate(table.columns)}
    filled = np.asarray(np.sum([~texts.empty for texts in columns.values()], axis=0, dtype=np.int32))
    out = np.zeros(len(table.lines), dtype=bool)
    choices, units = [], _units(columns, targets) if contract.kind == "test" else {}
    if units:
        out[0] = True
        choices.append(touched("rows_unit", "", table.lines[:1].tolist(), ", ".join(units.values())))
    # Most files repeat no header at all, and every column is looked through once only.
    repeated = _repeating(columns, filled, lambda _: list(columns))
    headers = _repeating(columns, filled, lambda header: [header]) if repeated.any() else repeated
    glued = np.flatnonzero(repeated & ~headers)
    headers = headers | _other_language(columns, filled, targets, contract)
    if len(glued):
        table = replace(table, problems=[*table.problems, Problem("header_other", int(table.lines[glued[0]]))])
        out[glued[0] :] = True
    choices += _unfinished(columns, table.lines) if contract.kind == "survey" else []
    stay = {key(text) for text in kept}
    for code, rows in [("rows_header", headers), *_none(columns, filled, targets, contract.kind, stay, registered)]:
        fresh = np.flatnonzero(rows & ~out)
        if len(fresh):
            # Who signed is nobody's business here: names are not repeated.
            got = "" if code == "rows_signed" else _first(columns, int(fresh[0]))
            choices.append(touched(code, "", table.lines[fresh].tolist(), got))
            out[fresh] = True
    if (below := another(columns, table.lines, filled, out)) is not None:
        table = replace(table, problems=[*table.problems, below])
        out[table.lines >= below.line] = True
    return (_without(table, out), choices, units) if out.any() else (table, choices, units)


def _none(
    columns: dict[str, Texts],
    filled: np.ndarray,
    targets: dict[str, str],
    kind: str,
    stay: set[str],
    registered: Collection[str],
) -> list[tuple[str, np.ndarray]]:
    """Code of a choice, and the rows that are no samples or responses for this reason."""
    makers = stay | set(map(key, registered))
    found = [
        ("rows_trial", _trials(columns)),
        ("rows_summary", _named(columns, targets, is_summary, makers)),
        ("rows_limit", _named(columns, targets, is_limit, makers)),
    ]
    if kind == "survey":
        found.append(("rows_test", _tests(columns, targets, stay)))
    if kind == "test":
        found.append(("rows_control", _named(columns, targets, is_control, stay)))
    return [
        *found,
        ("rows_signed", _all_like(columns, filled, _SIGNED)),
        ("rows_note", _notes(columns, filled, targets)),
    ]


def _named(columns: dict[str, Texts], targets: dict[str, str], is_one, stay: set[str]) -> np.ndarray:
    """Rows whose sample, response or maker, or whose first cell, is called so."""
    first = next(iter(columns))
    found = np.zeros(len(columns[first].index), dtype=bool)
    named = [texts.empty for header, texts in columns.items() if targets.get(header) in KEYS]
    nameless = np.all(named, axis=0) if named else found
    for header, texts in columns.items():
        key_of = targets.get(header) in KEYS or header == first
        if key_of or nameless.any():
            marks = np.zeros(len(texts.distinct), dtype=bool)
            for place in _worded(texts.distinct).tolist():
                text = texts.distinct[place].as_py()
                marks[place] = is_one(text) and key(text) not in stay
            found |= texts.by_row(marks, False) & (nameless | key_of)
    return found


def _worded(distinct: pa.StringArray) -> np.ndarray:
    """Places of the short texts that hold one of the words; of very many codes those that end in a digit are none."""
    places = np.arange(len(distinct)) if len(distinct) <= FEW else np.flatnonzero(~ends_in_digit(distinct))
    some = distinct.take(pa.array(places))
    likely = pc.and_(pc.less_equal(pc.utf8_length(some), 40), pc.match_substring_regex(some, WORDED))
    return places[likely.to_numpy(zero_copy_only=False).astype(bool)]


def _repeating(columns: dict[str, Texts], filled: np.ndarray, words: Callable[[str], list[str]]) -> np.ndarray:
    """Rows in which most cells are one of the words for their column: its header, or those of a file glued behind."""
    same = np.zeros(len(filled), dtype=np.int32)
    for header, texts in columns.items():
        held = pc.is_in(texts.distinct, pa.array(words(header), texts.distinct.type))
        places = np.flatnonzero(held.to_numpy(zero_copy_only=False))
        if len(places):
            same += np.isin(texts.index, places)
    return (same >= 2) & (same * 2 > filled)


def _other_language(
    columns: dict[str, Texts], filled: np.ndarray, targets: dict[str, str], contract: Contract
) -> np.ndarray:
    """The first row, where most of its cells name the columns they stand in: the header in another language."""
    found = np.zeros(len(filled), dtype=bool)
    known = names(contract)
    first = {header: texts.at(np.array([0]))[0] for header, texts in columns.items() if header in targets}
    same = sum(known.get(key(text)) == targets[header] for header, text in first.items() if text)
    found[0] = same >= 2 and same * 2 > filled[0]
    return found


def _tests(columns: dict[str, Texts], targets: dict[str, str], stay: set[str]) -> np.ndarray:
    """Responses that are called a test, where they are the fewer."""
    numbered = {header: texts for header, texts in columns.items() if targets.get(header) == "response"}
    if not numbered:
        return np.zeros(len(next(iter(columns.values())).index), dtype=bool)
    found = _named(numbered, targets, is_trial, stay)
    return found if found.sum() * 2 < len(found) else found & False


def _unfinished(columns: dict[str, Texts], lines: np.ndarray) -> list[Choice]:
    """That a survey tool marks responses as not finished: they count, and it is said."""
    choices = []
    for header, texts in columns.items():
        name = key(header)
        if name in ("finished", "progress") and 1 < len(texts.distinct) < 200:
            done = {"true", "1", "yes", "是"} if name == "finished" else {"100"}
            open_still = ~texts.by_row(np.array([key(text) in done for text in texts.listed], dtype=bool), False)
        elif name in ("submitdate", "datesubmitted") and texts.any_empty and not texts.empty.all():
            open_still = texts.empty
        else:
            continue
        choices.append(touched("rows_unfinished", header, lines[open_still].tolist()))
        break  # each tool says it twice
    return choices


def _trials(columns: dict[str, Texts]) -> np.ndarray:
    found = np.zeros(len(next(iter(columns.values())).index), dtype=bool)
    for header, texts in columns.items():
        words = _TRIALS.get(key(header))
        if words and len(texts.distinct) < 50:
            found |= texts.by_row(np.array([key(text) in words for text in texts.listed], dtype=bool), False)
    return found


def _all_like(columns: dict[str, Texts], filled: np.ndarray, pattern: re.Pattern) -> np.ndarray:
    """Rows all of whose cells are of this form."""
    few = np.flatnonzero((filled > 0) & (filled <= 4))
    if not len(few):
        return np.zeros(len(filled), dtype=bool)
    like = np.zeros(len(filled), dtype=np.int32)
    for texts in columns.values():
        used = np.unique(texts.index[few])
        for place in used[used >= 0].tolist():
            if pattern.fullmatch(texts.distinct[place].as_py()):
                like += texts.index == place
    return (filled > 0) & (like == filled)


def _notes(columns: dict[str, Texts], filled: np.ndarray, targets: dict[str, str]) -> np.ndarray:
    """Rows with a single cell: a remark wherever it stands, and any sentence under the last whole row."""
    alone = np.flatnonzero(filled == 1)
    found = np.zeros(len(filled), dtype=bool)
    if not len(alone) or len(columns) < 3 or len(targets) < 3:
        return found
    whole = np.flatnonzero(filled > 1)
    last = int(whole[-1]) if len(whole) else -1
    for texts in columns.values():
        for row in alone[texts.index[alone] >= 0].tolist():
            text = texts.at(np.array([row]))[0]
            sentence = row > last and len(text) >= _SENTENCE
            found[row] = sentence or _NOTE.fullmatch(text) is not None
    return found


def _units(columns: dict[str, Texts], targets: dict[str, str]) -> dict[str, str]:
    """Units by header, where the first row holds them and names no sample."""
    first = np.array([0])
    held = {header: texts.at(first)[0] for header, texts in columns.items()}
    sample = next((held[header] for header, target in targets.items() if target == "sample"), None)
    if sample is None or key(sample) not in ("", "unit", "units", "单位", "/"):
        return {}
    measured = [header for header, target in targets.items() if target in ("value", "uncertainty")]
    found = {header: held[header].strip("()（）[]") for header in measured if held[header]}
    return found if found and all(is_unit(unit) for unit in found.values()) else {}


def _first(columns: dict[str, Texts], row: int) -> str:
    return next((text for texts in columns.values() if (text := texts.at(np.array([row]))[0])), "")


def _without(table: TextTable, out: np.ndarray) -> TextTable:
    gone = set(table.lines[out].tolist())
    problems = [
        each for each in table.problems if each.line not in gone or each.code in ("header_other", "table_below")
    ]
    keep = ~out
    return replace(table, cells=table.cells.filter(pa.array(keep)), lines=table.lines[keep], problems=problems)
