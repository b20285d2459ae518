"""Registers of laboratories and lists of standards: what is wrong with one, or the typed table."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import check_numbers, check_texts, choose, spellings
from data.check.contract import IndicatorRule
from data.check.findings import Found
from data.check.sheet import Sheet
from data.check.written.dates import day
from data.check.written.suggest import Suggester, key, narrow

_RANGE = ("low", "high", "cmc")
ADOPTIONS = ("IDT", "MOD", "NEQ", "none")
_ADOPTED = {
    **{"等同采用": "IDT", "等同": "IDT", "修改采用": "MOD", "修改": "MOD"},
    **{"非等效": "NEQ", "无": "none", "未采用": "none"},
}
_STANDARD_DAYS = ("issued_on", "in_force", "withdrawn_on", "international_on")
_ORDER = (("in_force", "issued_on"), ("withdrawn_on", "in_force"))
_STANDARD_TEXTS = ("standard", "title_zh", "title_en", "replaces", "international", "unit", "source")


def check_labs(sheet: Sheet) -> pa.Table:
    """The typed table of a labs file: line, lab, name, accreditation, scope (ids with ; or *), valid_until (date),
    accreditor, valid_from (date), low, high and cmc (in the spec's unit); what the file has not is null.

    A row is a line of scope. What is wrong is noted in the sheet's findings.
    """
    check_texts(sheet)
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    for name in ("lab", "name", "accreditation"):
        if name in sheet:
            columns[name] = sheet.texts(name).column()
    if "indicator" in sheet:
        columns["scope"] = scopes(sheet, "indicator")
    ends = {name: days(sheet, name)[1] for name in ("valid_from", "valid_until") if name in sheet}
    numbers = {name: _numbers(sheet, name) for name in _RANGE}
    _in_order(sheet, ends, numbers)
    if "indicator" in sheet:
        lines = columns["scope"].to_pylist()
        _single(sheet, lines, numbers)
        _twice(sheet, lines, ends, numbers)
    columns["valid_until"] = ends.get("valid_until", pa.nulls(sheet.rows, pa.date32()))
    nothing = pa.nulls(sheet.rows, pa.string())
    columns["accreditor"] = sheet.texts("accreditor").column() if "accreditor" in sheet else nothing
    columns["valid_from"] = ends.get("valid_from", pa.nulls(sheet.rows, pa.date32()))
    columns |= {name: pa.array(each, pa.float64(), from_pandas=True) for name, each in numbers.items()}
    return pa.table(columns)


def _numbers(sheet: Sheet, name: str) -> np.ndarray:
    """The number of each row, NaN where there is none."""
    if name not in sheet:
        return np.full(sheet.rows, np.nan)
    texts, values = check_numbers(sheet, name)
    return texts.by_row(values, np.nan)


def _in_order(sheet: Sheet, ends: Mapping[str, pa.Array], numbers: Mapping[str, np.ndarray]) -> None:
    """Days and ranges end after they begin, and an uncertainty is above zero."""
    if len(ends) == 2:
        first, last = (each.to_pylist() for each in ends.values())
        early = [row for row in range(sheet.rows) if first[row] and last[row] and last[row] < first[row]]
        sheet.findings.rows(
            *("until_before_from", sheet.headers["valid_until"], np.array(early, dtype=int)),
            *(sheet.texts("valid_until"), lambda row: {"from": f"{first[row]}"}),
        )
    for name, wrong in (("high", numbers["high"] < numbers["low"]), ("cmc", numbers["cmc"] <= 0)):
        if wrong.any():
            sheet.findings.rows(
                *(f"scope_{name}", sheet.headers[name], np.flatnonzero(wrong), sheet.texts(name)),
                lambda row: {"low": float(numbers["low"][row])},
            )


def _single(sheet: Sheet, lines: Sequence[str | None], numbers: Mapping[str, np.ndarray]) -> None:
    """A range is that of one measured indicator: what would it be of several, or of pass and fail?"""
    rules = sheet.contract.indicators
    ranged = np.flatnonzero(~np.all([np.isnan(each) for each in numbers.values()], axis=0)).tolist()
    unfit = [row for row in ranged if lines[row] and _pass_fail(rules.get(lines[row] or ""))]
    if unfit:
        sheet.findings.rows("range_unfit", sheet.headers["indicator"], np.array(unfit), sheet.texts("indicator"))


def _pass_fail(rule: IndicatorRule | None) -> bool:
    return rule is None or rule.statistic in ("share", "conformity")


def _twice(
    sheet: Sheet, lines: Sequence[str | None], ends: Mapping[str, pa.Array], numbers: Mapping[str, np.ndarray]
) -> None:
    """A line of scope stands once."""
    if "lab" not in sheet:
        return
    labs, first = sheet.texts("lab").at(np.arange(sheet.rows)), [each.to_pylist() for each in ends.values()]
    seen: dict[tuple, int] = {}
    again: dict[int, int] = {}
    for row in range(sheet.rows):
        ranged = tuple(str(each[row]) for each in numbers.values())
        line = labs[row], lines[row], ranged, tuple(each[row] for each in first)
        if labs[row] and seen.setdefault(line, row) != row:
            again[row] = seen[line]
    sheet.findings.rows(
        *("lab_twice", sheet.headers["lab"], np.array(list(again), dtype=int), sheet.texts("lab")),
        lambda row: {"first": int(sheet.lines[again[row]])},
    )


def days(sheet: Sheet, name: str) -> tuple[list[date | None], pa.Array]:
    """The day of each distinct text of a column (None where it is none, and noted), and of each row."""
    texts = sheet.texts(name)
    read = [day(text) for text in texts.listed]
    found: dict[int, Found] = {place: each for place, each in enumerate(read) if not isinstance(each, date)}
    sheet.findings.texts(sheet.headers[name], texts, found)
    each_day = [each if isinstance(each, date) else None for each in read]
    return each_day, pa.array(each_day, pa.date32()).take(pa.array(texts.index, mask=texts.empty))


def scopes(sheet: Sheet, name: str) -> pa.Array:
    """Lists of indicators with their ids, * for all; unknown ones are noted."""
    rules = sheet.contract.indicators
    spelled = spellings((rule.id, rule.en, rule.zh) for rule in rules.values())
    suggester, texts = Suggester(rules), sheet.texts(name)
    named: list[str] = []
    found: dict[int, Found] = {}
    for place, text in enumerate(texts.listed):
        parts = [part.strip() for part in narrow(text).split(";") if part.strip()]
        unknown = [part for part in parts if part != "*" and key(part) not in spelled]
        if unknown or not parts:
            found[place] = (
                "scope_unknown",
                {"unknown": unknown or [text], "suggestion": suggester.nearest(unknown[0]) if unknown else ""},
            )
        named.append(";".join("*" if part == "*" else spelled.get(key(part), part) for part in parts))
    sheet.findings.texts(sheet.headers[name], texts, found)
    return texts.column(named)


def check_standards(sheet: Sheet) -> pa.Table:
    """The typed table of a standards file: line, standard, title_zh, title_en, issued_on, in_force, withdrawn_on,
    replaces, international, international_on, adoption, indicators (ids with ;), value (spec's unit), source.

    What the file has not is null; what is wrong is noted in the sheet's findings.
    """
    check_texts(sheet)
    nothing = pa.nulls(sheet.rows, pa.string())
    texts = {name: sheet.texts(name).column() if name in sheet else nothing for name in _STANDARD_TEXTS}
    spelled = {key(each): each for each in ADOPTIONS} | {key(text): each for text, each in _ADOPTED.items()}
    rule = {"choices": list(ADOPTIONS), "name": "adoption"}
    adoption = choose(sheet, "adoption", spelled, list(ADOPTIONS), "word_unknown", rule).column
    blank = pa.nulls(sheet.rows, pa.date32())
    read = {name: days(sheet, name)[1] if name in sheet else blank for name in _STANDARD_DAYS}
    named = scopes(sheet, "indicators") if "indicators" in sheet else nothing
    value = np.full(sheet.rows, np.nan)
    if "value" in sheet:
        column, numbers = check_numbers(sheet, "value")
        value = column.by_row(numbers, np.nan)
    _days_in_order(sheet, {name: each.to_pylist() for name, each in read.items()})
    _adopted(sheet, adoption.to_pylist(), texts["international"].to_pylist())
    _of_one(sheet, value, named.to_pylist(), texts["unit"].to_pylist())
    _standard_twice(sheet, texts["standard"].to_pylist(), named.to_pylist())
    columns = {"line": pa.array(sheet.lines, pa.int64())} | {name: texts[name] for name in _STANDARD_TEXTS[:3]}
    columns |= {name: read[name] for name in _STANDARD_DAYS[:3]}
    columns |= {name: texts[name] for name in ("replaces", "international")}
    columns |= {"international_on": read["international_on"], "adoption": adoption, "indicators": named}
    return pa.table(columns | {"value": pa.array(value, from_pandas=True), "source": texts["source"]})


def _days_in_order(sheet: Sheet, read: dict[str, list[date | None]]) -> None:
    for later, earlier in _ORDER:
        _two_in_order(sheet, read, later, earlier)


def _two_in_order(sheet: Sheet, read: dict[str, list[date | None]], later: str, earlier: str) -> None:
    pairs = zip(read[earlier], read[later], strict=True)
    wrong = [row for row, (one, other) in enumerate(pairs) if one and other and other < one]
    if wrong:
        sheet.findings.rows(
            *("days_out_of_order", sheet.headers[later], np.array(wrong), sheet.texts(later)),
            lambda row: {"earlier": earlier, "day": f"{read[earlier][row]}"},
        )


def _adopted(sheet: Sheet, adoption: list[str | None], international: list[str | None]) -> None:
    """How it adopts an international standard says nothing without that standard."""
    pairs = enumerate(zip(adoption, international, strict=True))
    bare = [row for row, (how, what) in pairs if how in ADOPTIONS[:3] and not what]
    if bare:
        sheet.findings.rows("adopts_nothing", sheet.headers["adoption"], np.array(bare), sheet.texts("adoption"))


def _of_one(sheet: Sheet, value: np.ndarray, named: list[str | None], unit: list[str | None]) -> None:
    """A limit is that of one indicator, in its unit."""
    rules, several, other = sheet.contract.indicators, [], {}
    for row in np.flatnonzero(~np.isnan(value)).tolist():
        rule = rules.get(named[row] or "")
        if rule is None:
            several.append(row)
        elif unit[row] and key(unit[row] or "") != key(rule.unit):
            other[row] = rule.unit
    if several:
        sheet.findings.rows("limit_of_several", sheet.headers["value"], np.array(several), sheet.texts("value"))
    if other:
        sheet.findings.rows(
            *("limit_unit", sheet.headers["unit"], np.array(list(other)), sheet.texts("unit")),
            lambda row: {"unit": other[row]},
        )


def _standard_twice(sheet: Sheet, standards: list[str | None], named: list[str | None]) -> None:
    seen: dict[tuple, int] = {}
    again: dict[int, int] = {}
    for row, line in enumerate(zip(standards, named, strict=True)):
        if line[0] and seen.setdefault(line, row) != row:
            again[row] = seen[line]
    if again:
        sheet.findings.rows(
            *("standard_twice", sheet.headers["standard"], np.array(list(again)), sheet.texts("standard")),
            lambda row: {"first": int(sheet.lines[again[row]])},
        )
