"""Units that stand beside the results they hold for: in a title, in a note, or with the name of an indicator."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.check.contract import Contract
from data.check.naming import measured, units
from data.check.written.said import said
from data.check.written.suggest import key, narrow
from data.check.written.texts import Texts
from data.check.written.units import Conversion, conversion, same_unit
from data.mapping.file import Mapping
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice, touched

# 单位 alone, or as the unit of results: 委托单位 and 检测单位 are organisations.
_SAID = re.compile(
    r"(?:(?:^|(?<=[^\u3400-\u9fff])|计量|数值|结果|检测值|测定值|含量|浓度)单位\s*(?:[:=]|均?为|是)?|"
    r"\bunits?\s*(?:[:=]|is|are|of measure(?:ment)?\s*:?)?|"
    r"\b(?:results?|values?|concentrations?)\s+(?:are\s+)?(?:(?:given|reported|expressed|stated)\s+)?in)"
    r"\s*(?P<unit>[^\s,;。、()]+)",
    re.IGNORECASE,
)
_WORTH = r"(?i)单位|\bunits?\b|(?:results?|values?|concentrations?)\s.*\bin\b"
# A power of ten or a factor: whether the numbers have been multiplied by it, or are to be, nobody can tell.
_FACTOR = re.compile(
    r"[x×*]\s*10+(?:\s*\^?\s*[-−]?\s*\d{1,2})?\b|\b10\s*(?:\^\s*[-−]?|[-−])\s*\d{1,2}\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\d\s*$")


def beside(
    table: TextTable,
    sent: TextTable,
    contract: Contract,
    targets: dict[str, str],
    mapping: Mapping,
    given: dict[str, str],
) -> tuple[TextTable, dict[str, str], list[Choice]]:
    """Units by header of results whose header says none, from above or below the table; and what was chosen.

    sent: the table before rows left it; given: units by header that are known already. Two units for one column and
    factors in headers are problems.
    """
    if contract.kind != "test":
        return table, {}, []
    results = [header for header, target in targets.items() if target == "value" and not mapping.of(header).unit]
    line = int(table.note.get("header_line") or 1)
    factors = [Problem("header_factor", line, header, header) for header in results if _FACTOR.search(narrow(header))]
    table = replace(table, problems=[*table.problems, *factors]) if factors else table
    found = {} if "unit" in targets.values() else _found(sent, units(contract))
    if not found or not results:
        return table, {}, []
    if len(found) > 1:
        told = Problem("units_beside", line, results[0], rule={"places": list(found.values())})
        return replace(table, problems=[*table.problems, told]), {}, []
    ((unit, text),) = found.items()
    own = {header: given.get(header) or said(header, units(contract)).unit for header in results}
    apart = [header for header, each in own.items() if each and not same_unit(each, unit)]
    problems = [Problem("units_beside", line, header, rule={"places": [header, text]}) for header in apart]
    bare = [header for header, each in own.items() if not each]
    choices = [Choice("unit_beside", bare[0] if len(bare) == 1 else "", got=unit, rule={"text": text})] if bare else []
    return replace(table, problems=[*table.problems, *problems]), dict.fromkeys(bare, unit), choices


def with_names(
    table: TextTable, contract: Contract, targets: dict[str, str], mapping: Mapping
) -> tuple[TextTable, list[Choice]]:
    """The table with the units that stand with the names of indicators, 甲醛释放量(μg/m³), in the column of units.

    A name that is known without its unit loses it; rows whose own unit is another one become problems.
    """
    header = next((header for header, target in targets.items() if target == "indicator"), None)
    column = next((header for header, target in targets.items() if target == "unit"), None)
    if contract.kind != "test" or header is None or (column is None and "unit" in table.columns):
        return table, []
    texts, known, own = Texts.of(table.cells.column(header)), measured(contract), units(contract)
    apart = {
        text: each
        for text in texts.listed
        if key(text) not in known and (each := said(text, own)).unit and not _NUMBERED.search(each.name)
    }
    if not apart:
        return table, []
    words = mapping.of(header).words
    short = {text: each.name for text, each in apart.items() if text not in words and key(each.name) in known}
    names = [short.get(text, text) for text in texts.listed]
    stated = texts.by_row(np.array([apart[text].unit if text in apart else "" for text in texts.listed], object), "")
    before = np.array(_cells(table, column, len(stated)), object)
    columns = {name: table.cells.column(name) for name in table.columns}
    columns[header] = pa.chunked_array([texts.column(names)])
    both = [each or None for each in np.where(before == "", stated, before).tolist()]
    filled = pa.array(both, pa.string()).dictionary_encode()
    columns[column or "unit"] = pa.chunked_array([filled])
    odd = [
        row
        for row in np.flatnonzero((before != "") & (stated != "")).tolist()
        if not same_unit(before[row], stated[row])
    ]
    place = column or "unit"
    problems = [
        Problem("units_column_header", int(table.lines[row]), place, before[row], _told(before, row, stated, text))
        for row, text in zip(odd, texts.at(np.array(odd, dtype=np.int64)), strict=True)
    ]
    used = np.flatnonzero((stated != "") & (before == ""))
    choices = [touched("unit_of_names", header, table.lines[used].tolist(), texts.at(used[:1])[0])] if len(used) else []
    cells = pa.table(columns)
    return replace(table, columns=list(columns), cells=cells, problems=[*table.problems, *problems]), choices


def _told(before: np.ndarray, row: int, stated: np.ndarray, text: str) -> dict[str, object]:
    return {"one": before[row], "other": stated[row], "where": text}


def _cells(table: TextTable, header: str | None, rows: int) -> list[str]:
    if header is None:
        return [""] * rows
    return pc.fill_null(table.cells.column(header).cast(pa.string()), "").to_pylist()


def _found(table: TextTable, own: Iterable[str]) -> dict[str, str]:
    """Unit -> the words that say so, for each unit named in a title or a note that a result could have."""
    found: dict[str, str] = {}
    for text in _texts(table):
        for match in _SAID.finditer(narrow(text)):
            unit = match["unit"]
            fits = any(isinstance(conversion(unit, each), Conversion) for each in own)
            if fits and not any(same_unit(unit, other) for other in found):
                found[unit] = match[0].strip()
    return found


def _texts(table: TextTable) -> Iterator[str]:
    """The texts above the header, and the cells below it that speak of a unit."""
    yield from table.note.get("above", ())
    for place in range(len(table.columns)):
        distinct = Texts.of(table.cells.column(place)).distinct
        likely = pc.match_substring_regex(distinct, _WORTH)
        yield from distinct.filter(likely).to_pylist()
