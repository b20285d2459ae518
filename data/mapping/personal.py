"""Personal data and free text leave a table before anything of it is checked, shown, copied or kept."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
from stdnum.cn import uscc

from data.check.contract import Contract
from data.check.naming import asked
from data.check.sheet import PROBLEMS
from data.check.written import personal
from data.check.written.suggest import key
from data.check.written.texts import Texts
from data.mapping.called import is_summary
from data.mapping.checked import columns_read
from data.mapping.mapping import Mapping
from data.mapping.marked import NOTED, noted
from data.problems.problem import Problem
from data.read import TextTable
from data.read.cells import column_of
from data.read.choices import Choice

CODES = (
    "response",
    "sample",
    "product",
    "stratum",
    "psu",
    "lab",
    "enterprise",
    "check",
    "lot",
)  # texts that are kept as they stand
MEASURED = ("value", "uncertainty", "weight", "output_share")
LARGE = 1e10  # from here on a number that is asked for may have eleven digits
LEFT = "left_out"  # of the note: columns that left, which a mapping may go on naming


def without_personal(table: TextTable, mapping: Mapping, contract: Contract, spare: Collection[str] = ()) -> TextTable:
    """The table without columns and cells that look like personal data; what left is a choice, or a problem.

    A column that is not read leaves whole. In one that is read the cell is blanked and named in a problem, which never
    repeats it: the sender has to put something else there. `spare` columns are those that margins name.
    """
    if not table.columns:
        return table
    read = columns_read(table, mapping, contract)
    held = {header: Texts.of(table.cells.column(place)) for place, header in enumerate(table.columns)}
    out = {header: what for header, texts in held.items() if (what := _unread(header, texts, read, spare))}
    choices = [Choice(f"personal_{what}", header) for header, what in out.items()]
    table = _dropped(table, out, contract.kind)
    problems: list[Problem] = []
    cells = list(table.cells.columns)
    alone = _alone(held)
    for place, header in enumerate(table.columns):
        marks = _marked(header, held[header], read.get(header, ""), contract)
        if marks:
            single = alone(header) if header in read else np.ones(len(table.lines), dtype=bool)
            cells[place], wrong = _blanked(table, place, held[header], marks, single)
            problems += wrong
    mended = [replace(each, **_masked(each)) for each in table.problems]
    note = {**table.note, LEFT: [*table.note.get(LEFT, ()), *out]} if out else table.note
    told = tuple(replace(each, **_masked(each)) for each in table.choices)
    cells = pa.Table.from_arrays(cells, names=table.columns)
    return replace(table, cells=cells, problems=[*mended, *problems], note=note, choices=(*told, *choices))


def without_free_text(table: TextTable, mapping: Mapping, contract: Contract, spare: Collection[str] = ()) -> TextTable:
    """The table without columns of sentences: as the mapping asks, or else with a problem that names them."""
    read = columns_read(table, mapping, contract)
    ours = set(map(key, PROBLEMS))
    out: dict[str, str] = {}
    for place, header in enumerate(table.columns):
        texts = Texts.of(table.cells.column(place))
        if header not in read and header not in spare and key(header) not in ours and personal.free(header, texts):
            out[header] = header
    if not out:
        return table
    line = int(table.note.get("header_line") or 1)
    titles = dict(table.note.get("titles") or {})
    chosen = [header for header in out if header in mapping.ignored or titles.get(header) in mapping.ignored]
    problems = [Problem("free_text", line, header) for header in out if header not in chosen]
    choices = [Choice("free_text_left", header) for header in chosen]
    table = _dropped(table, out, contract.kind)
    note = {**table.note, LEFT: [*table.note.get(LEFT, ()), *out]}
    return replace(table, problems=[*table.problems, *problems], note=note, choices=(*table.choices, *choices))


def forgotten(mapping: Mapping) -> Mapping:
    """The mapping without words that are personal data: the cells that hold them are never read."""
    recode = {
        header: replace(each, words={word: worth for word, worth in each.words.items() if _plain(word)})
        for header, each in mapping.recode.items()
    }
    return replace(mapping, recode=recode, missing=tuple(filter(_plain, mapping.missing)))


def _plain(text: str) -> bool:
    return personal.masked(text) == text


def _unread(header: str, texts: Texts, read: dict[str, str], spare: Collection[str]) -> str:
    if header in read or header in spare:
        return ""
    return personal.by_header(header) or personal.by_cells(texts)


def _dropped(table: TextTable, out: Collection[str], kind: str) -> TextTable:
    """The table without these columns; of rows that they call averages and the like the note keeps the lines."""
    if not out:
        return table
    if held := noted(table, out, kind):
        table = replace(table, note={**table.note, NOTED: held})
    keep = [header for header in table.columns if header not in out]
    problems = [each for each in table.problems if each.column not in out]
    return replace(table, columns=keep, cells=table.cells.select(keep), problems=problems)


def _marked(header: str, texts: Texts, target: str, contract: Contract) -> dict[int, str]:
    """Place among the distinct texts -> what it looks like."""
    if target in CODES:
        what = personal.by_header(header)
        if what and (what != "name" or target in ("response", "sample")):
            return dict.fromkeys(range(len(texts.distinct)), what)
        if target == "response" and personal.persons(texts):
            return dict.fromkeys(range(len(texts.distinct)), "name")
        free = {place: "free" for place in personal.remarks(texts) if not is_summary(texts.listed[place])}
    else:
        free = {}
    rule = asked(contract).get(target)
    small = target not in MEASURED and (rule is None or rule.high < LARGE)
    found = personal.found(texts, numbers=small)
    if target == "uscc":  # eighteen digits that pass the check of GB 32100 name an enterprise, not a person
        found = {place: what for place, what in found.items() if not uscc.is_valid(texts.listed[place])}
    return free | found


def _alone(held: dict[str, Texts]) -> Callable[[str], np.ndarray]:
    """For each row whether a column's cell is the only one that is filled: a note, and no sample or response."""
    filled: list[np.ndarray] = []

    def alone(header: str) -> np.ndarray:
        if not filled:
            filled.append(np.asarray(np.sum([~texts.empty for texts in held.values()], axis=0, dtype=np.int32)))
        return (filled[0] == 1) & ~held[header].empty

    return alone


def _blanked(
    table: TextTable, place: int, texts: Texts, marks: dict[int, str], single: np.ndarray
) -> tuple[pa.DictionaryArray, Iterator[Problem]]:
    """The column with these texts blanked and a problem for each of its rows; in `single` rows they are masked."""
    where = np.array(sorted(marks))
    index, header = texts.index.copy(), table.columns[place]
    count = len(texts.distinct)
    named = np.full(count, "", dtype=object)
    named[list(marks)] = list(marks.values())
    rows = np.flatnonzero(np.isin(index, where))
    loud, quiet = rows[~single[rows]], rows[single[rows]]
    whats, lines = named[index[loud]], table.lines[loud].tolist()
    index[loud] = -1
    masks = np.zeros(count, dtype=np.int32)
    masks[where] = count + np.arange(len(where))
    index[quiet] = masks[index[quiet]]
    mended = [personal.masked(text) for text in texts.distinct.take(pa.array(where)).to_pylist()]
    every = pa.concat_arrays([texts.distinct.cast(pa.string()), pa.array(mended, pa.string())])
    problems = (Problem(f"personal_cell_{what}", line, header) for line, what in zip(lines, whats, strict=True))
    return column_of(index, every), problems


def _masked(said: Problem | Choice) -> dict[str, Any]:
    """What a problem or a choice has seen, without personal data."""
    rule = {name: personal.masked(each) if isinstance(each, str) else each for name, each in said.rule.items()}
    return {"got": personal.masked(said.got), "rule": rule}
