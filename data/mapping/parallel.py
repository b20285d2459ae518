"""Parallel samples in rows of their own, P3 and P3平行样: one sample measured twice is never taken as two unasked."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import fsum

import numpy as np
import pyarrow as pa

from data.check.contract import Contract
from data.check.written.suggest import key, narrow
from data.check.written.texts import Texts
from data.check.written.values import number
from data.mapping.called import PARALLEL
from data.mapping.file import written
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice, touched
from data.read.manner import Manner
from data.read.words import TEXT

_GAP = r"[\s_\-#.·/~]*"
_AFTER = re.compile(
    rf"(?P<base>.+?){_GAP}[(\[]?\s*(?:的)?(?:{PARALLEL}){_GAP}(?:no\.?\s*)?(?:[\d①-⑨]{{0,2}}|[a-dA-D])\s*[)\]]?",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"[(\[]?(?:{PARALLEL})[)\]]?(?:\s+of|\s*[:：])?{_GAP}(?P<base>.+)", re.IGNORECASE)
# What laboratories put behind the number of a parallel sample; it says so only beside the sample itself.
_MARKED = re.compile(r"(?P<base>.+?)(?:['′’*]|[\s_-]*(?:PX|DUP|P|D|R)\d?)", re.IGNORECASE)
_SHOWN = 3


@dataclass(frozen=True)
class _Pairs:
    """For each row the first row of its sample; which rows are not the first; name -> the name of the sample."""

    first: np.ndarray
    again: np.ndarray
    names: dict[str, str]


def parallels(
    table: TextTable, contract: Contract, targets: dict[str, str], manner: Manner
) -> tuple[TextTable, list[Choice]]:
    """The table with one row for samples that were measured in parallel, or with the question whether they were.

    targets: header -> id of the contract. The mean takes the place of the first row, with the largest uncertainty.
    """
    held = {target: header for header, target in targets.items()}
    if contract.kind != "test" or "sample" not in held or not len(table.lines):
        return table, []
    texts = Texts.of(table.cells.column(held["sample"]))
    names = _bases(texts.listed)
    pairs = _paired(table, held, texts, names) if names else None
    if pairs is None or not len(pairs.again):
        return table, []
    lines = table.lines[pairs.again].tolist()
    shown = ", ".join(dict.fromkeys(f"{one} ({names[one]})" for one in texts.at(pairs.again)[:_SHOWN]))
    if manner.parallel == "samples":
        return table, [touched("parallel_samples", held["sample"], lines, shown)]
    merged, wrong = _means(table, held, pairs)
    if manner.parallel == "means":
        merged = replace(merged, problems=[*merged.problems, *wrong])
        return merged, [touched("parallel_means", held["sample"], lines, shown)]
    rule = {"count": len(lines), "rows": len(table.lines), "left": len(merged.lines)}
    asked = Problem("samples_parallel", lines[0], held["sample"], shown, rule)
    return replace(table, problems=[*table.problems, asked]), []


def _bases(samples: Iterable[str]) -> dict[str, str]:
    """Name of a parallel sample -> name of its sample, as far as that or another parallel of it is there."""
    every = {key(text): text for text in samples}
    sure: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for text in every.values():
        plain = narrow(text)
        match = _AFTER.fullmatch(plain) or _BEFORE.fullmatch(plain)
        if match and re.search(r"\w", match["base"]):
            sure.setdefault(key(match["base"]), []).append(text)
        elif (match := _MARKED.fullmatch(plain)) and (base := every.get(key(match["base"]))) not in (None, text):
            found[text] = str(base)
    for base, texts in sure.items():
        if base in every or len(texts) > 1:
            found |= dict.fromkeys(texts, every.get(base, texts[0]))
    times = Counter(found.values())
    return {text: base for text, base in found.items() if text != base or times[base] > 1}


def _paired(table: TextTable, held: dict[str, str], texts: Texts, names: dict[str, str]) -> _Pairs:
    """Rows of one sample, indicator, maker, category and laboratory, whose names are not all the same."""
    same = ("enterprise", "category", "indicator", "lab")
    others = [Texts.of(table.cells.column(held[name])).index for name in same if name in held]
    listed = [names.get(text, text) for text in texts.listed]
    numbered = {text: place for place, text in enumerate(dict.fromkeys(listed))}
    sample = texts.by_row(np.array([numbered[text] for text in listed], dtype=np.int64), -1)
    rows = np.stack([sample, *others], axis=1)
    _, first, group = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    whose = first[group.reshape(-1)]
    given = Texts.of(table.cells.column(held["value"])).index >= 0 if "value" in held else sample >= 0
    again = np.flatnonzero((whose != np.arange(len(whose))) & (sample >= 0) & given & given[whose])
    # What stands twice under one and the same name is a mistake that the check names.
    again = again[texts.index[again] != texts.index[whose[again]]]
    return _Pairs(whose, again, names)


def _means(table: TextTable, held: dict[str, str], pairs: _Pairs) -> tuple[TextTable, list[Problem]]:
    """One row for each sample; those whose results have no mean are named."""
    columns = {name: table.cells.column(name) for name in table.columns}
    problems: list[Problem] = []
    groups: dict[int, list[int]] = {}
    for row in pairs.again.tolist():
        groups.setdefault(int(pairs.first[row]), [int(pairs.first[row])]).append(row)
    for name in ("value", "uncertainty", "unit"):
        if name not in held:
            continue
        cells = columns[held[name]].cast(pa.string()).to_pylist()
        for first, rows in groups.items():
            texts = [cells[row] for row in rows if cells[row]]
            cells[first] = _one(texts, name)
            if texts and cells[first] is None:
                said = ", ".join(texts)
                problems.append(Problem("replicates_mixed", int(table.lines[first]), held[name], said))
        columns[held[name]] = pa.chunked_array([pa.array(cells, pa.string()).dictionary_encode().cast(TEXT)])
    keep = np.ones(len(table.lines), dtype=bool)
    keep[pairs.again] = False
    return replace(table, cells=pa.table(columns).filter(pa.array(keep)), lines=table.lines[keep]), problems


def _one(texts: list[str], name: str) -> str | None:
    """What all of them say, or the mean of values, or the largest uncertainty; None where there is none of it."""
    if len(set(texts)) <= 1:
        return texts[0] if texts else None
    if name == "unit":
        return None
    read = [value for text in texts if isinstance(value := number(text), float)]
    if len(read) < len(texts):
        return None
    return written(fsum(read) / len(read) if name == "value" else max(read))
