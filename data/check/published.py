"""Published series: official figures by area and period, with what they mean and where they stand."""

import re
from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import check_numbers, check_texts, choose
from data.check.findings import Found
from data.check.known import Known, among
from data.check.sheet import Sheet
from data.check.written.suggest import key
from data.check.written.texts import first_rows, together
from data.check.written.values import yes_no
from data.wave import Wave

CHECKED = {"source": "查证原文", "secondary": "二手来源", "memory": "未核实"}
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_WHEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TEXTS = ("area", "indicator", "unit", "definition", "source")
ROUNDED = 0.5  # of a percentage printed with few digits: further off than this it is no rounding


def check_published(sheet: Sheet, known: Known, today: date) -> pa.Table:
    """The typed table of a published file; what is wrong is noted in the sheet's findings.

    line, area, period (as a wave), indicator, value, unit, numerator?, denominator?, definition, break_before (bool),
    revised_from?, published_on (text: a year, month or day as far as it is known), source, checked.
    """
    check_texts(sheet)
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    columns |= {name: sheet.texts(name).column() for name in _TEXTS if name in sheet}
    if "period" in sheet:
        columns["period"] = sheet.texts("period").column()
        _each(sheet, "period", _period)
    if "indicator" in sheet:
        _each(sheet, "indicator", lambda text: None if _CODE.fullmatch(text) else ("series_code", {}))
    if "published_on" in sheet:
        columns["published_on"] = sheet.texts("published_on").column()
        _each(sheet, "published_on", lambda text: _published(text, today))
    numbers = {name: _numbers(sheet, name) for name in ("value", "numerator", "denominator", "revised_from")}
    columns |= {name: pa.array(each, from_pandas=True) for name, each in numbers.items()}
    columns["break_before"] = pa.array(_breaks(sheet))
    spelled = {key(name): word for word, zh in CHECKED.items() for name in (word, zh)}
    listed = {"choices": [f"{word} ({zh})" for word, zh in CHECKED.items()]}
    columns["checked"] = choose(sheet, "checked", spelled, list(CHECKED), "not_in_list", listed).column
    _shares(sheet, numbers)
    _twice(sheet, known)
    return pa.table(columns)


def _each(sheet: Sheet, name: str, wrong: Callable[[str], Found | None]) -> None:
    texts = sheet.texts(name)
    found: dict[int, Found] = {}
    for place, text in enumerate(texts.listed):
        problem = wrong(text)
        if problem is not None:
            found[place] = problem
    sheet.findings.texts(sheet.headers[name], texts, found)


def _period(text: str) -> Found | None:
    try:
        Wave.parse(text)
    except ValueError:
        return ("period_unreadable", {})
    return None


def _published(text: str, today: date) -> Found | None:
    match = _WHEN.fullmatch(text)
    try:
        first = match and date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        first = None
    if not first:
        return ("published_unreadable", {})
    return ("date_future", {"today": today.isoformat()}) if first > today else None


def _numbers(sheet: Sheet, name: str) -> np.ndarray:
    if name not in sheet:
        return np.full(sheet.rows, np.nan)
    texts, values = check_numbers(sheet, name)
    return texts.by_row(values, np.nan)


def _breaks(sheet: Sheet) -> np.ndarray:
    """Whether each row begins a series anew; empty means no."""
    if "break_before" not in sheet:
        return np.zeros(sheet.rows, dtype=bool)
    texts = sheet.texts("break_before")
    values, found = yes_no(texts.listed)
    sheet.findings.texts(sheet.headers["break_before"], texts, found)
    return texts.by_row(values, 0.0) == 1.0


def _shares(sheet: Sheet, numbers: dict[str, np.ndarray]) -> None:
    """Note parts above their whole, and percentages that are not what their own numerator and denominator give."""
    if "value" not in sheet or "numerator" not in sheet or "denominator" not in sheet:
        return
    part, whole, value = numbers["numerator"], numbers["denominator"], numbers["value"]
    above = np.flatnonzero((part > whole) | (whole <= 0))
    sheet.findings.rows("part_above_whole", sheet.headers["numerator"], above, sheet.texts("numerator"))
    if "unit" in sheet:
        percent = np.array([text == "%" for text in sheet.texts("unit").at(np.arange(sheet.rows))], dtype=bool)
        with np.errstate(divide="ignore", invalid="ignore"):
            right = 100 * part / whole
        off = np.flatnonzero(percent & (whole > 0) & (part <= whole) & (np.abs(value - right) > ROUNDED))
        sheet.findings.rows(
            *("share_differs", sheet.headers["value"], off, sheet.texts("value")),
            lambda row: {"right": round(float(right[row]), 2)},
        )


def _twice(sheet: Sheet, known: Known) -> None:
    """A figure of an area, indicator and period is published once on a day; later it is a revision."""
    names = ("area", "indicator", "period", "published_on")
    if any(name not in sheet for name in names):
        return
    texts = [sheet.texts(name) for name in names]
    whose = together(*(each.index for each in texts))
    first = first_rows(whose)
    again = np.flatnonzero((whose >= 0) & (first != np.arange(sheet.rows)))
    header = sheet.headers["period"]
    sheet.findings.rows(
        "figure_twice", header, again, sheet.texts("period"), lambda row: {"first": int(sheet.lines[first[row]])}
    )
    if known.figures:
        rows = np.flatnonzero(whose >= 0)
        keys: Sequence[tuple] = list(zip(*(each.at(rows) for each in texts), strict=True))
        held = among(list(dict.fromkeys(keys)), known.figures)
        there = np.array([each in held for each in keys], dtype=bool)
        sheet.findings.rows("figure_known", header, rows[there], sheet.texts("period"))
