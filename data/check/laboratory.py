"""A register of laboratories: what is wrong with it, or the typed table."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import check_numbers, check_texts, spellings
from data.check.contract import IndicatorRule
from data.check.findings import Found
from data.check.sheet import Sheet
from data.check.written.dates import day
from data.check.written.suggest import Suggester, key, narrow

_RANGE = ("low", "high", "cmc")


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
        columns["scope"] = _scopes(sheet)
    ends = {name: days(sheet, name)[1] for name in ("valid_from", "valid_until") if name in sheet}
    numbers = {name: _numbers(sheet, name) for name in _RANGE}
    _in_order(sheet, ends, numbers)
    if "indicator" in sheet:
        scopes = columns["scope"].to_pylist()
        _single(sheet, scopes, numbers)
        _twice(sheet, scopes, ends, numbers)
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


def _single(sheet: Sheet, scopes: Sequence[str | None], numbers: Mapping[str, np.ndarray]) -> None:
    """A range is that of one measured indicator: what would it be of several, or of pass and fail?"""
    rules = sheet.contract.indicators
    ranged = np.flatnonzero(~np.all([np.isnan(each) for each in numbers.values()], axis=0))
    unfit = [row for row in ranged if scopes[row] and _pass_fail(rules.get(scopes[row] or ""))]
    if unfit:
        sheet.findings.rows("range_unfit", sheet.headers["indicator"], np.array(unfit), sheet.texts("indicator"))


def _pass_fail(rule: IndicatorRule | None) -> bool:
    return rule is None or rule.statistic in ("share", "conformity")


def _twice(
    sheet: Sheet, scopes: Sequence[str | None], ends: Mapping[str, pa.Array], numbers: Mapping[str, np.ndarray]
) -> None:
    """A line of scope stands once."""
    if "lab" not in sheet:
        return
    labs, first = sheet.texts("lab").at(np.arange(sheet.rows)), [each.to_pylist() for each in ends.values()]
    seen: dict[tuple, int] = {}
    again: dict[int, int] = {}
    for row in range(sheet.rows):
        ranged = tuple(str(each[row]) for each in numbers.values())
        line = labs[row], scopes[row], ranged, tuple(each[row] for each in first)
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


def _scopes(sheet: Sheet) -> pa.Array:
    """Scopes with the ids of their indicators; unknown ones are noted."""
    rules = sheet.contract.indicators
    spelled = spellings((rule.id, rule.en, rule.zh) for rule in rules.values())
    suggester, texts = Suggester(rules), sheet.texts("indicator")
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
    sheet.findings.texts(sheet.headers["indicator"], texts, found)
    return texts.column(named)
