"""The results of a test file: values, units and uncertainties, held against each row's indicator."""

import numpy as np
import pyarrow.compute as pc

from data.check.cells import Choice
from data.check.row_units import Units, row_units
from data.check.rows import Results, Rows, read_results
from data.check.sheet import Sheet
from data.check.uncertainty import uncertainties
from data.check.written.measured import BELOW, NUMERIC, UNDETECTED, VERDICT, WRONG

EMPTY = -1
OWN = ("detection_unclear", "detection_limit_not_positive")  # what is wrong with a result whatever is measured


def check_results(sheet: Sheet, indicator: Choice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value, whether it is a limit of detection, and expanded uncertainty of each row, in the spec's unit.

    Missing ones are NaN; what is wrong is noted in the sheet's findings.
    """
    rows = Rows(sheet, indicator, [sheet.contract.indicators[name] for name in indicator.names])
    nothing = np.full(sheet.rows, np.nan)
    if "value" not in sheet or not rows.rules:
        return nothing, np.zeros(sheet.rows, dtype=bool), nothing
    results = read_results(sheet, "value")
    units = row_units(rows, results)
    value, exact, below = _values(rows, results, units)
    return value, below, uncertainties(rows, results, value, units.factor, exact)


def _values(rows: Rows, results: Results, units: Units) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The value of each row in the spec's unit, and which are measured numbers and which limits of detection."""
    texts, pass_fail = results.texts, rows.pass_fail()
    kind, value = texts.by_row(results.kinds, EMPTY), texts.by_row(results.values, np.nan)
    measured = rows.known & ~pass_fail
    _note_kinds(rows, results, kind, value)
    value = np.where(measured, value * units.factor + units.offset, np.where(kind == UNDETECTED, 1.0, value))
    value = np.where(pass_fail & (kind == BELOW), 1.0, value)
    exact, below = measured & (kind == NUMERIC), measured & (kind == BELOW)
    _note_range(rows, results, exact, below, value)
    return value, exact, below


def _note_kinds(rows: Rows, results: Results, kind: np.ndarray, value: np.ndarray) -> None:
    """Note results that are none, or none of the kind the indicator asks for."""
    findings, header, pass_fail = rows.sheet.findings, rows.sheet.headers["value"], rows.pass_fail()
    texts, wrong = results.texts, results.wrong
    findings.texts(header, texts, {place: found for place, found in wrong.items() if found[0] in OWN})
    united = texts.by_row(np.array([bool(unit) for unit in results.units], dtype=bool), False)
    count = (kind == NUMERIC) & ((value != 0) & (value != 1) | united)
    unsaid = np.flatnonzero(pass_fail & (count | (kind == WRONG)))
    findings.rows("not_pass_fail", header, unsaid, texts, lambda row: {"name": rows.name(row)})
    findings.texts(header, texts, wrong)
    measured = rows.known & ~pass_fail
    findings.rows("not_a_number", header, np.flatnonzero(measured & (kind == VERDICT)), texts)
    findings.rows("detection_limit_needed", header, np.flatnonzero(measured & (kind == UNDETECTED)), texts)
    whole = rows.each([rule.whole for rule in rows.rules], False) & measured & (kind == NUMERIC)
    if whole.any():
        powers = pc.match_substring_regex(texts.distinct, r"[0-9.][eE][+-]?[0-9]").to_numpy(zero_copy_only=False)
        broken = whole & ((value != np.floor(value)) | texts.by_row(powers, False))
        findings.rows("not_whole", header, np.flatnonzero(broken), texts)


def _note_range(rows: Rows, results: Results, exact: np.ndarray, below: np.ndarray, value: np.ndarray) -> None:
    """Note values outside the indicator's range; values of an unknown unit are NaN and never are."""
    low = rows.each([rule.low for rule in rows.rules], -np.inf)
    high = rows.each([rule.high for rule in rows.rules], np.inf)
    outside = np.flatnonzero((exact & ((value < low) | (value > high))) | (below & (value > high)))
    rows.sheet.findings.rows("out_of_range", rows.sheet.headers["value"], outside, results.texts, rows.range)
