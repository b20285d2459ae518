"""A table of text matched to its contract: which column of the file holds which column of the contract."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from data.check.contract import Column, Contract, IndicatorRule
from data.check.findings import Findings
from data.check.naming import asked, named, units
from data.check.written.said import Said, said
from data.check.written.suggest import Suggester, key
from data.check.written.texts import Texts
from data.read import Meant, TextTable

HEADER = 1  # the line of problems with a header, where the reader does not say
# The column that data.give.annotate puts before the sender's own: a corrected copy may come back with it.
PROBLEMS = ("To correct", "待更正")

DESIGN = frozenset({"stratum", "psu"})


@dataclass
class Sheet:
    """The file's rows under the contract's columns; `headers`: id of the contract -> name in the file."""

    table: TextTable
    contract: Contract
    findings: Findings
    headers: dict[str, str] = field(default_factory=dict)
    _read: dict[str, Texts] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of the file."""
        return len(self.table.lines)

    @property
    def lines(self) -> np.ndarray:
        """Line of each row in the sender's file."""
        return self.table.lines

    def __contains__(self, name: str) -> bool:
        return name in self.headers

    def texts(self, name: str) -> Texts:
        """The texts of a column of the contract that the file has."""
        if name not in self._read:
            place = self.table.columns.index(self.headers[name])
            self._read[name] = Texts.of(self.table.cells.column(place))
        return self._read[name]

    def replaced(self, name: str, column: pa.DictionaryArray) -> Texts:
        """The texts of a column of the contract from here on, in place of those in the file."""
        self._read[name] = Texts.of(pa.chunked_array([column]))
        return self._read[name]

    def said(self, name: str) -> Said:
        """What the sender's own header of a column of the contract says beside its name."""
        header = self.headers[name]
        return said(self.table.meant.get(header, Meant()).header or header, units(self.contract))

    def unit_mapped(self, name: str) -> str:
        """The unit that the sender's mapping gives a column of the contract, "" for none."""
        return self.table.meant.get(self.headers[name], Meant()).unit

    def blank_mapped(self, name: str) -> str | None:
        """What an empty cell of a column of the contract stands for, if the sender's mapping says so."""
        return self.table.meant.get(self.headers[name], Meant()).blank

    def mapped_scale(self, name: str) -> bool:
        """Whether the sender's mapping says on which scale a column of the contract was answered."""
        return self.table.meant.get(self.headers[name], Meant()).scaled

    def turned(self, name: str) -> bool | None:
        """Whether the sender's mapping says that a column of the contract is reversed, or that it is not."""
        return self.table.meant.get(self.headers[name], Meant()).reversed

    def original(self, name: str) -> str:
        """The sender's own header of a column of the contract."""
        header = self.headers[name]
        return self.table.meant.get(header, Meant()).header or header

    def k_mapped(self, name: str) -> float | None:
        """The coverage factor that the sender's mapping gives a column of the contract."""
        return self.table.meant.get(self.headers[name], Meant()).k

    @property
    def answered(self) -> dict[str, IndicatorRule]:
        """The survey indicators that have a column in this file, in the contract's order."""
        return {name: rule for name, rule in asked(self.contract).items() if name in self.headers}


def match(table: TextTable, contract: Contract, findings: Findings) -> Sheet:
    """Match the header to ids and to labels in either language; what does not fit is noted."""
    sheet = Sheet(table, contract, findings)
    known = named(table.columns, contract)
    line = int(table.note.get("header_line") or HEADER)
    # Left empty, such a column is not there; of a design that is told.
    idle = {column.id for column in contract.columns if not column.required} - DESIGN
    unknown, twice = [], {problem.column for problem in table.problems if problem.code == "column_twice"}
    for header in table.columns:
        if header in twice:
            continue
        name = known.get(header)
        if name is None and key(header) in map(key, PROBLEMS):
            continue
        if name is None:
            unknown.append(header)
        elif name in sheet.headers:
            rule = {"name": name, "first": sheet.headers[name]}
            findings.note("column_twice", line, header, header, rule)
        elif name not in idle or table.cells.column(header).null_count < sheet.rows:
            sheet.headers[name] = header
    meant = _unknown(sheet, unknown, line)
    for column in contract.columns:
        if column.required and column.id not in sheet.headers and column.id not in meant:
            findings.note("column_missing", line, column.id, "", {"label": column.zh})
    if contract.kind == "survey" and not sheet.answered and not meant & set(asked(contract)):
        findings.note("no_indicator", line)
    return sheet


def _unknown(sheet: Sheet, headers: list[str], line: int) -> set[str]:
    """Note headers that are none of the contract's; returns the columns they may have been meant for."""
    measured = [rule for rule in sheet.contract.indicators.values() if rule.source == "test"]
    tests = {key(name) for rule in measured for name in (rule.id, rule.en, rule.zh)}
    tests = tests if sheet.contract.kind == "survey" else set()
    columns: list[Column | IndicatorRule] = [*sheet.contract.columns, *asked(sheet.contract).values()]
    free = [column for column in columns if column.id not in sheet.headers]
    spelled = {text: column.id for column in free for text in (column.zh, column.en, column.id)}
    suggester, meant = Suggester(spelled), set()
    for header in headers:
        if key(header) in tests:
            sheet.findings.note("column_of_tests", line, header, header)
            continue
        near = suggester.nearest(header)
        sheet.findings.note("column_unknown", line, header, header, {"suggestion": near})
        meant |= {spelled[near]} if near else set()
    return meant
