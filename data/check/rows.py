"""The rows of a test file as its results are read: what each row's indicator asks for."""

from dataclasses import dataclass

import numpy as np

from data.check.cells import Choice
from data.check.contract import IndicatorRule
from data.check.naming import units
from data.check.sheet import Sheet
from data.check.written.measured import BELOW, NUMERIC, WRONG, result
from data.check.written.texts import Texts
from data.check.written.values import Found, numbers

PASS_FAIL = ("conformity", "share")


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

    def word(self, row: int) -> str:
        """The indicator in the file's own words."""
        texts = self.sheet.texts("indicator")
        return texts.listed[texts.index[row]]

    def name(self, row: int) -> str:
        """The indicator in the file's own words, with the spec's unit."""
        unit = self.rule(row).unit
        return f"{self.word(row)} ({unit})" if unit and self.rule(row).statistic not in PASS_FAIL else self.word(row)

    def range(self, row: int) -> dict:
        """Name, ends and unit of the row's indicator, as a sentence names them."""
        rule = self.rule(row)
        return {"name": self.name(row), "low": rule.low, "high": rule.high, "unit": rule.unit}


@dataclass(frozen=True)
class Results:
    """The distinct texts of a column of results as they are read, by place; see data.check.written.measured.Result.

    kinds, values and around (NaN where nothing stands after ±) are numbers; units "" where none stands there;
    around_unit: "%" or "" for that of the value; k: NaN where it is not said; wrong: the problem of those that are.
    """

    texts: Texts
    kinds: np.ndarray
    values: np.ndarray
    units: list[str]
    around: np.ndarray
    percent: np.ndarray
    k: np.ndarray
    wrong: dict[int, Found]


def read_results(sheet: Sheet, name: str) -> Results:
    """The results in a column of the contract; most are plain numbers, and only the rest is looked at one by one."""
    texts, own = sheet.texts(name), units(sheet.contract)
    values, unread = numbers(texts.distinct)
    count = len(values)
    kinds, percent = np.full(count, NUMERIC, dtype=np.int8), np.zeros(count, dtype=bool)
    around, k = np.full(count, np.nan), np.full(count, np.nan)
    beside, wrong, limits = [""] * count, {}, []
    for place in unread:
        read = result(texts.listed[place], own)
        kinds[place], values[place], beside[place], percent[place] = read.kind, read.value, read.unit, read.percent
        around[place] = np.nan if read.around is None else read.around
        k[place] = np.nan if read.k is None else read.k
        if read.kind == BELOW and texts.listed[place].endswith(("L", "Ｌ")):
            limits.append(place)
        if read.kind == WRONG:
            wrong[place] = read.wrong
    if limits:
        marks = np.zeros(count, dtype=bool)
        marks[limits] = True
        said = ", ".join(texts.listed[place] for place in limits[:3])
        sheet.findings.chose("limit_with_l", sheet.headers[name], texts.rows_with(marks), said)
    return Results(texts, kinds, values, beside, around, percent, k, wrong)
