"""The results of a test file: values, units and uncertainties, held against each row's indicator."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from data.check.cells import Choice, check_numbers
from data.check.contract import IndicatorRule
from data.check.findings import Found
from data.check.measured import BELOW, NUMERIC, UNDETECTED, VERDICT, WRONG, result
from data.check.sheet import Sheet
from data.check.texts import Texts
from data.check.units import SAME, Conversion, conversion
from data.check.values import numbers

EMPTY = -1
PASS_FAIL = ("conformity", "share")
OWN = ("detection_unclear", "detection_limit_not_positive")  # what is wrong with a result whatever is measured


@dataclass(frozen=True)
class Rows:
    """What each row's indicator asks for; a row without a known indicator asks for nothing."""

    sheet: Sheet
    indicator: Choice
    rules: list[IndicatorRule]

    def each(self, asked: list, missing: object) -> np.ndarray:
        """A value for each indicator as a value for each row."""
        return np.array([*asked, missing])[self.indicator.by_row]

    @property
    def known(self) -> np.ndarray:
        """Whether the row's indicator is known."""
        return self.indicator.by_row >= 0

    def pass_fail(self) -> np.ndarray:
        """Whether the result is pass or fail."""
        return self.each([rule.statistic in PASS_FAIL for rule in self.rules], False)

    def rule(self, row: int) -> IndicatorRule:
        """The rule of one row."""
        return self.rules[self.indicator.by_row[row]]

    def name(self, row: int) -> str:
        """The indicator in the file's own words, with the spec's unit."""
        texts, unit = self.sheet.texts("indicator"), self.rule(row).unit
        word = texts.listed[texts.index[row]]
        return f"{word} ({unit})" if unit and self.rule(row).statistic not in PASS_FAIL else word


def check_results(sheet: Sheet, indicator: Choice) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value, whether it is a limit of detection, and expanded uncertainty of each row, in the spec's unit.

    Missing ones are NaN; what is wrong is noted in the sheet's findings.
    """
    rows = Rows(sheet, indicator, [sheet.contract.indicators[name] for name in indicator.names])
    factor, offset = _units(rows)
    value, below = np.full(sheet.rows, np.nan), np.zeros(sheet.rows, dtype=bool)
    if "value" in sheet:
        value, below = _values(rows, factor, offset)
    uncertainty = _uncertainties(rows, factor) if "uncertainty" in sheet else np.full(sheet.rows, np.nan)
    return value, below, uncertainty


def read_results(texts: Texts) -> tuple[np.ndarray, np.ndarray, dict[int, Found]]:
    """Kind and number of each distinct text (data.check.measured), and the problem of those that are WRONG."""
    values, unread = numbers(texts.distinct)
    kinds, wrong = np.full(len(values), NUMERIC, dtype=np.int8), {}
    for place in unread:
        read = result(texts.listed[place])
        kinds[place], values[place] = read.kind, read.value
        if read.kind == WRONG:
            wrong[place] = read.wrong
    return kinds, values, wrong


def _values(rows: Rows, factor: np.ndarray, offset: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    texts, pass_fail = rows.sheet.texts("value"), rows.pass_fail()
    kinds, numbered, wrong = read_results(texts)
    kind, value = texts.by_row(kinds, EMPTY), texts.by_row(numbered, np.nan)
    measured = rows.known & ~pass_fail
    _note_kinds(rows, texts, kind, value, wrong)
    value = np.where(measured, value * factor + offset, np.where(kind == UNDETECTED, 1.0, value))
    value = np.where(pass_fail & (kind == BELOW), 1.0, value)
    below = measured & (kind == BELOW)
    _note_range(rows, texts, measured & (kind == NUMERIC), below, value)
    return value, below


def _note_kinds(rows: Rows, texts: Texts, kind: np.ndarray, value: np.ndarray, wrong: dict[int, Found]) -> None:
    """Note results that are none, or none of the kind the indicator asks for."""
    findings, header, pass_fail = rows.sheet.findings, rows.sheet.headers["value"], rows.pass_fail()
    findings.texts(header, texts, {place: found for place, found in wrong.items() if found[0] in OWN})
    count = (kind == NUMERIC) & (value != 0) & (value != 1)
    unsaid = np.flatnonzero(pass_fail & (count | (kind == WRONG)))
    findings.rows("not_pass_fail", header, unsaid, texts, lambda row: {"name": rows.name(row)})
    findings.texts(header, texts, wrong)
    measured = rows.known & ~pass_fail
    findings.rows("not_a_number", header, np.flatnonzero(measured & (kind == VERDICT)), texts)
    findings.rows("detection_limit_needed", header, np.flatnonzero(measured & (kind == UNDETECTED)), texts)
    whole = rows.each([rule.whole for rule in rows.rules], False) & measured & (kind == NUMERIC)
    if whole.any():
        powers = pc.match_substring_regex(texts.distinct, "[eE]").to_numpy(zero_copy_only=False)
        broken = whole & ((value != np.floor(value)) | texts.by_row(powers, False))
        findings.rows("not_whole", header, np.flatnonzero(broken), texts)


def _note_range(rows: Rows, texts: Texts, exact: np.ndarray, below: np.ndarray, value: np.ndarray) -> None:
    """Note values outside the indicator's range; values of an unknown unit are NaN and never are."""
    low, high = (
        rows.each([rule.low for rule in rows.rules], -np.inf),
        rows.each([rule.high for rule in rows.rules], np.inf),
    )
    outside = np.flatnonzero((exact & ((value < low) | (value > high))) | (below & (value > high)))
    rows.sheet.findings.rows("out_of_range", rows.sheet.headers["value"], outside, texts, lambda row: _range(rows, row))


def _range(rows: Rows, row: int) -> dict:
    rule = rows.rule(row)
    return {"name": rows.name(row), "low": rule.low, "high": rule.high, "unit": rule.unit}


def _units(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Factor and offset of each row into the spec's unit; NaN where the unit is wrong, which is noted."""
    sheet = rows.sheet
    factor, offset = np.ones(sheet.rows), np.zeros(sheet.rows)
    if "unit" not in sheet or not rows.rules:
        return factor, offset
    texts = sheet.texts("unit")
    used = np.flatnonzero(rows.known & ~rows.pass_fail() & ~texts.empty)
    pair = rows.indicator.by_row[used].astype(np.int64) * len(texts.listed) + texts.index[used]
    pairs, place = np.unique(pair, return_inverse=True)
    made = [
        conversion(texts.listed[each % len(texts.listed)], rows.rules[each // len(texts.listed)].unit)
        for each in pairs.tolist()
    ]
    steps = [each if isinstance(each, Conversion) else Conversion(np.nan, np.nan) for each in made]
    table = np.array(steps or [SAME], dtype=np.float64)
    factor[used], offset[used] = table[place, 0], table[place, 1]
    for code in ("unit_unknown", "unit_incompatible"):
        refused = np.array([each == code for each in made], dtype=bool)
        wrong = used[refused[place]] if len(made) else used
        sheet.findings.rows(
            code,
            sheet.headers["unit"],
            wrong,
            texts,
            lambda row: {"name": _word(rows, row), "unit": rows.rule(row).unit},
        )
    return factor, offset


def _word(rows: Rows, row: int) -> str:
    texts = rows.sheet.texts("indicator")
    return texts.listed[texts.index[row]]


def _uncertainties(rows: Rows, factor: np.ndarray) -> np.ndarray:
    """Expanded uncertainty of each row in the spec's unit, NaN where none is stated or the result is pass or fail."""
    sheet, header, pass_fail = rows.sheet, rows.sheet.headers["uncertainty"], rows.pass_fail()
    texts, values = check_numbers(sheet, "uncertainty")
    sheet.findings.texts(
        header, texts, {place: ("uncertainty_negative", {}) for place in np.flatnonzero(values < 0).tolist()}
    )
    stated = texts.by_row(values, np.nan)
    unused = np.flatnonzero(pass_fail & (stated > 0))
    _, first = np.unique(rows.indicator.by_row[unused], return_index=True)
    counts = np.bincount(rows.indicator.by_row[unused], minlength=1)
    sheet.findings.rows(
        "uncertainty_unused",
        header,
        np.sort(unused[first]),
        texts,
        lambda row: {"name": rows.name(row), "count": int(counts[rows.indicator.by_row[row]])},
    )
    stated = np.where(pass_fail | (stated < 0), np.nan, stated * factor)
    width = rows.each([rule.high - rule.low for rule in rows.rules], np.inf)
    wide = np.flatnonzero(stated > width)
    sheet.findings.rows("uncertainty_too_large", header, wide, texts, lambda row: _range(rows, row))
    return stated
