"""The uncertainty of each measurement as the expanded one (k = 2) in the spec's unit, however it was written."""

import re

import numpy as np

from data.check.rows import Results, Rows
from data.check.written.said import Said
from data.check.written.texts import Texts
from data.check.written.units import Conversion, conversion, is_unit, same_unit
from data.check.written.values import Found, number

K = 2.0  # the coverage factor of an expanded uncertainty, where nobody says another
NAME = "uncertainty"
# What a mapping may say where % has two meanings: of the value, or in points of a value that is itself in percent.
RELATIVE, POINTS = ("relative", "相对"), ("points", "百分点")
_SIGN = re.compile(r"^\s*(?:±|\+/-|\+-)\s*")
_SIDES = re.compile(r"\s*\+\s*[0-9.]+\s*%?\s*(?:[/,;]?\s*[-−]\s*[0-9.]+\s*%?)?\s*")
_AT_THE_END = re.compile(r"(?P<number>.*?[0-9.])\s*(?P<unit>[^\W\d_].*|[%‰].*)")


def uncertainties(rows: Rows, results: Results, value: np.ndarray, factor: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Expanded uncertainty of each row in the spec's unit, NaN where none is stated or the result is pass or fail.

    value: of each row in the spec's unit; factor: from the row's unit into that; exact: rows with a measured value.
    """
    cells = _beside(rows, results, value, factor)
    if NAME not in rows.sheet:
        _note_beside(rows, results, cells)
        return cells
    sheet, header = rows.sheet, rows.sheet.headers[NAME]
    said, texts = sheet.said(NAME), sheet.texts(NAME)
    k = _factor(rows, said)
    if k is None:  # nothing can be said of its numbers before it is known what they are
        return cells
    unit_said = sheet.unit_mapped(NAME) or said.unit
    numbers, units, found = _read(texts, unit_said)
    sheet.findings.texts(header, texts, found)
    sheet.findings.texts(header, texts, {p: ("uncertainty_negative", {}) for p in np.flatnonzero(numbers < 0).tolist()})
    stated = texts.by_row(np.where(numbers < 0, np.nan, numbers), np.nan)
    _note_unused(rows, texts, stated)
    stated = np.where(rows.pass_fail(), np.nan, stated)
    given = stated * _into_spec(rows, texts, units, value, factor) * (K / k)
    width = rows.each([rule.high - rule.low for rule in rows.rules], np.inf)
    sheet.findings.rows("uncertainty_too_large", header, np.flatnonzero(given > width), texts, rows.range)
    explicit = texts.by_row(np.array([bool(unit) for unit in units], dtype=bool), False)
    _note_implausible(rows, texts, value, np.where(exact & ~explicit, given, np.nan))
    _note_chosen(rows, texts, units, k, stated, given)
    return _with_cells(rows, texts, given, cells, results)


def _factor(rows: Rows, said: Said) -> float | None:
    """The coverage factor of the column; None where it cannot be an uncertainty, or may be a standard one (noted)."""
    findings, header = rows.sheet.findings, rows.sheet.headers[NAME]
    told = rows.sheet.k_mapped(NAME)
    k = said.k if told is None else told
    code = ""
    if said.spread:
        code = "uncertainty_of_spread"
    elif k is None and said.small:
        code = "uncertainty_small_u"
    elif said.relative and not said.unit and not rows.sheet.unit_mapped(NAME):
        code = "uncertainty_relative"
    if code:
        findings.note(code, column=header)
        return None
    return k or (1.0 if said.standard else K)


def _read(texts: Texts, said: str) -> tuple[np.ndarray, list[str], dict[int, Found]]:
    """Number and unit of each distinct text ("" for the value's own unit), and the problem of those that are none."""
    values, units = np.full(len(texts.listed), np.nan), [said] * len(texts.listed)
    found: dict[int, Found] = {}
    for place, text in enumerate(texts.listed):
        plain = _SIGN.sub("", text)
        value = number(plain)
        match = _AT_THE_END.fullmatch(plain)
        if not isinstance(value, float) and match and is_unit(match["unit"].strip()):
            value, units[place] = number(match["number"]), match["unit"].strip()
        if plain == text and _SIDES.fullmatch(text):
            found[place] = ("uncertainty_one_side", {})
        elif isinstance(value, float):
            values[place] = value
        else:
            found[place] = value
    return values, units, found


def _into_spec(rows: Rows, texts: Texts, units: list[str], value: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """What one of each row's uncertainty is worth in the spec's unit."""
    worth = factor.copy()
    by_row = texts.by_row(np.arange(len(units)), -1)
    for place, unit in enumerate(units):
        if unit:
            for number_of, rule in enumerate(rows.rules):
                here = np.flatnonzero((by_row == place) & (rows.indicator.by_row == number_of))
                if len(here):
                    worth[here] = _step(rows, texts, unit, rule.unit, here, value)
    return worth


def _step(rows: Rows, texts: Texts, unit: str, wanted: str, here: np.ndarray, value: np.ndarray) -> np.ndarray | float:
    told = rows.sheet.unit_mapped(NAME)
    if unit == "%" and told and told != "%" and same_unit(wanted, "%"):
        unit = told  # what the sign means of what is itself in percent
    if unit in RELATIVE or (unit == "%" and (not same_unit(wanted, "%") or rows.sheet.said(NAME).relative)):
        return np.abs(value[here]) / 100
    if unit == "%":
        # Of what is itself in percent, 8 % may be eight points, or eight percent of the value.
        rows.sheet.findings.rows("uncertainty_of_percent", rows.sheet.headers[NAME], here, texts)
        return np.nan
    if unit in POINTS:
        return 1.0
    step = conversion(unit, wanted)
    if isinstance(step, Conversion):
        return step.factor
    rows.sheet.findings.rows(
        "unit_incompatible_header", rows.sheet.headers[NAME], here, texts, {"name": NAME, "unit": wanted, "said": unit}
    )
    return np.nan


def _beside(rows: Rows, results: Results, value: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """What stands after ± in the cell of the result, as the expanded uncertainty in the spec's unit."""
    around = results.texts.by_row(results.around, np.nan)
    percent = results.texts.by_row(results.percent, False)
    k = results.texts.by_row(np.where(np.isnan(results.k), K, results.k), K)
    return np.where(percent, np.abs(value) / 100, factor) * around * (K / k)


def _with_cells(rows: Rows, texts: Texts, given: np.ndarray, cells: np.ndarray, results: Results) -> np.ndarray:
    """The column's uncertainty, or the cell's where the column is empty; rows in which the two differ are noted."""
    both = ~np.isnan(given) & ~np.isnan(cells)
    apart = np.flatnonzero(both & ~np.isclose(given, cells, rtol=1e-6, atol=0.0))
    beside = results.texts
    names = dict(zip(apart.tolist(), beside.at(apart), strict=True))
    rows.sheet.findings.rows(
        "uncertainty_twice", rows.sheet.headers[NAME], apart, texts, lambda row: {"cell": names[row]}
    )
    used = np.where(np.isnan(given), cells, np.nan)
    _note_beside(rows, results, used)
    return np.where(np.isnan(given), cells, given)


def _note_beside(rows: Rows, results: Results, cells: np.ndarray) -> None:
    used = np.flatnonzero(~np.isnan(cells))
    if len(used):
        rows.sheet.findings.chose(
            "uncertainty_in_cells", rows.sheet.headers["value"], used, results.texts.at(used[:1])[0]
        )


def _note_unused(rows: Rows, texts: Texts, stated: np.ndarray) -> None:
    unused = np.flatnonzero(rows.pass_fail() & (stated > 0))
    _, first = np.unique(rows.indicator.by_row[unused], return_index=True)
    counts = np.bincount(rows.indicator.by_row[unused], minlength=1)
    rows.sheet.findings.rows(
        "uncertainty_unused",
        rows.sheet.headers[NAME],
        np.sort(unused[first]),
        texts,
        lambda row: {"name": rows.name(row), "count": int(counts[rows.indicator.by_row[row]])},
    )


def _note_implausible(rows: Rows, texts: Texts, value: np.ndarray, given: np.ndarray) -> None:
    """Note uncertainties larger than the value itself, where a value cannot lie below zero: are they in percent?"""
    low = rows.each([rule.low for rule in rows.rules], -np.inf)
    doubtful = np.flatnonzero((low >= 0) & (value > 0) & (given > value))

    def said(row: int) -> dict:
        return {"name": rows.word(row), "unit": rows.rule(row).unit, "value": float(value[row])}

    rows.sheet.findings.rows("uncertainty_implausible", rows.sheet.headers[NAME], doubtful, texts, said)


def _note_chosen(rows: Rows, texts: Texts, units: list[str], k: float, stated: np.ndarray, given: np.ndarray) -> None:
    findings, header = rows.sheet.findings, rows.sheet.headers[NAME]
    percent = texts.by_row(np.array([unit == "%" or unit in RELATIVE for unit in units], dtype=bool), False)
    for code, which in (("uncertainty_percent", percent), ("uncertainty_k", np.full(len(given), k != K) & ~percent)):
        used = np.flatnonzero(which & ~np.isnan(given))
        if len(used):
            first = int(used[0])
            read = f"{given[first]:.4g} {rows.rule(first).unit}".strip()
            findings.chose(code, header, None, f"{stated[first]:g}", read=read, k=k)
