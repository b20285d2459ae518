"""The unit of each measurement: beside the number, in a column of its own, in the header, or the spec's."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from data.check.contract import IndicatorRule
from data.check.rows import Results, Rows
from data.check.written.units import SAME, Conversion, conversion, same_unit

_NONE = -1
PLACES = ("cell", "column", "header")  # where a unit may stand, the nearest to the number first


@dataclass(frozen=True)
class Units:
    """Factor and offset of each row into the spec's unit; NaN where the unit is wrong, which is noted."""

    factor: np.ndarray
    offset: np.ndarray


class _Said:
    """The units of each row by place, as numbers into one list of names."""

    def __init__(self, rows: Rows, results: Results) -> None:
        sheet = rows.sheet
        self.names: list[str] = []
        texts = sheet.texts("unit") if "unit" in sheet else None
        cell = results.texts.by_row(self._numbered(results.units), _NONE) if any(results.units) else self._nowhere(rows)
        column = self._nowhere(rows) if texts is None else texts.by_row(self._numbered(texts.listed), _NONE)
        self.mapped = sheet.unit_mapped("value")
        header = self.mapped or sheet.said("value").unit
        self.used = rows.known & ~rows.pass_fail()
        self.by_place = {
            "cell": np.where(self.used, cell, _NONE),
            "column": np.where(self.used, column, _NONE),
            "header": np.where(self.used, self._numbered([header])[0], _NONE),
        }
        self.columns = {"cell": sheet.headers["value"], "header": sheet.headers["value"]}
        self.columns["column"] = sheet.headers.get("unit", sheet.headers["value"])

    def nearest(self) -> np.ndarray:
        """The unit of each row that stands nearest to its number, -1 for none."""
        cell, column, header = (self.by_place[place] for place in PLACES)
        return np.where(cell != _NONE, cell, np.where(column != _NONE, column, header))

    def _nowhere(self, rows: Rows) -> np.ndarray:
        return np.full(rows.sheet.rows, _NONE)

    def _numbered(self, units: list[str]) -> np.ndarray:
        places = {name: place for place, name in enumerate(self.names)}
        for unit in units:
            if unit and unit not in places:
                places[unit] = len(self.names)
                self.names.append(unit)
        return np.array([places[unit] if unit else _NONE for unit in units], dtype=np.int64)


def row_units(rows: Rows, results: Results) -> Units:
    """The way of each row's number into the spec's unit; what is wrong, doubtful or chosen is noted."""
    said = _Said(rows, results)
    wrong = np.zeros(rows.sheet.rows, dtype=bool)
    for one, other in combinations(PLACES, 2):
        wrong |= _note_contradiction(rows, said, one, other)
    unit = said.nearest()
    factor, offset = np.ones(rows.sheet.rows), np.zeros(rows.sheet.rows)
    for place, rule, which in _pairs(rows, unit):
        step = conversion(said.names[place], rule.unit)
        factor[which], offset[which] = step if isinstance(step, Conversion) else (np.nan, np.nan)
        if isinstance(step, str):
            _note_refused(rows, said, step, which[~wrong[which]])
        elif step != SAME:
            _note_unsaid(rows, said, unit, rule, place)
    _note_percent(rows, said, results, unit)
    _note_parts(rows, said, results, unit)
    _note_chosen(rows, said, results)
    return Units(factor, offset)


def _pairs(rows: Rows, unit: np.ndarray) -> Iterator[tuple[int, IndicatorRule, np.ndarray]]:
    """Each unit and indicator that stand in one row, with their rows."""
    used = np.flatnonzero(unit != _NONE)
    pair = rows.indicator.by_row[used].astype(np.int64) * (int(unit.max(initial=0)) + 1) + unit[used]
    pairs, place = np.unique(pair, return_inverse=True)
    for number in range(len(pairs)):
        which = used[place == number]
        yield int(unit[which[0]]), rows.rule(int(which[0])), which


def _note_contradiction(rows: Rows, said: _Said, one: str, other: str) -> np.ndarray:
    """Note rows in which two places name two units; returns which they are."""
    first, second = said.by_place[one], said.by_place[other]
    differs = (first != _NONE) & (second != _NONE) & (first != second)
    for pair in set(zip(first[differs].tolist(), second[differs].tolist(), strict=True)):
        if same_unit(said.names[pair[0]], said.names[pair[1]]):
            differs &= ~((first == pair[0]) & (second == pair[1]))
    found = np.flatnonzero(differs)
    rows.sheet.findings.rows(
        f"units_{one}_{other}",
        said.columns[one],
        found,
        None,
        lambda row: {"one": said.names[first[row]], "other": said.names[second[row]], "where": said.columns[other]},
    )
    return differs


def _note_refused(rows: Rows, said: _Said, code: str, which: np.ndarray) -> None:
    for place in PLACES:
        # The nearest place that names a unit is the one that was used.
        here = which[said.by_place[place][which] != _NONE]
        if len(here):
            texts = rows.sheet.texts("unit") if place == "column" else rows.sheet.texts("value")
            code_here = code if place == "column" else f"unit_incompatible_{place}"
            unit = said.by_place[place]

            def told(row: int, unit: np.ndarray = unit) -> dict[str, str]:
                return {"name": rows.word(row), "unit": rows.rule(row).unit, "said": said.names[unit[row]]}

            rows.sheet.findings.rows(code_here, said.columns[place], here, texts, told)
        which = which[said.by_place[place][which] == _NONE]


def _note_unsaid(rows: Rows, said: _Said, unit: np.ndarray, rule: IndicatorRule, place: int) -> None:
    """Note rows without a unit beside others of the same indicator that have one which is not the spec's."""
    number = rows.rules.index(rule)
    mine = said.used & (rows.indicator.by_row == number)
    empty = np.flatnonzero(mine & (unit == _NONE))
    first = int(np.flatnonzero(mine & (unit == place))[0])
    where = "column" if said.by_place["column"][first] != _NONE else "cell"
    told = {"name": rows.word(first), "unit": rule.unit, "said": said.names[place]}
    line = {"first": int(rows.sheet.lines[first])}
    rows.sheet.findings.rows("unit_partly", said.columns[where], empty, None, told | line)


def _note_percent(rows: Rows, said: _Said, results: Results, unit: np.ndarray) -> None:
    """Note numbers of 0 to 1 without a sign beside percentages of the same indicator: 0.8 among 85 % may be 80 %."""
    cell, value = said.by_place["cell"], results.texts.by_row(results.values, np.nan)
    for number, rule in enumerate(rows.rules):
        mine = said.used & (rows.indicator.by_row == number)
        signed = np.flatnonzero(mine & (cell != _NONE))
        if len(signed) and same_unit(rule.unit, "%"):
            bare = np.flatnonzero(mine & (unit == _NONE) & (value > 0) & (value <= 1))
            first = int(rows.sheet.lines[signed[0]])

            def told(row: int, first: int = first) -> dict[str, float]:
                return {"first": first, "percent": float(f"{value[row] * 100:.12g}")}

            rows.sheet.findings.rows("percent_partly", said.columns["cell"], bare, results.texts, told)


def _note_parts(rows: Rows, said: _Said, results: Results, unit: np.ndarray) -> None:
    """Note an indicator kept in % whose results all lie between 0 and 1, where nothing says in which unit they are."""
    value = results.texts.by_row(results.values, np.nan)
    for number, rule in enumerate(rows.rules):
        mine = said.used & (rows.indicator.by_row == number) & ~np.isnan(value)
        given = value[mine]
        if rule.unit != "%" or (unit[mine] != _NONE).any() or not (given > 0).any():
            continue
        if given.min() >= 0 and given.max() <= 1 < rule.high:
            most, word = float(given.max()), rows.word(int(np.flatnonzero(mine)[0]))
            told = {"name": word, "count": len(given), "most": most, "percent": float(f"{most * 100:.12g}")}
            rows.sheet.findings.note("percent_or_part", column=said.columns["header"], rule=told)


def _note_chosen(rows: Rows, said: _Said, results: Results) -> None:
    findings, header = rows.sheet.findings, rows.sheet.headers["value"]
    cell, column, whole = (said.by_place[place] for place in PLACES)
    used = np.flatnonzero((cell == _NONE) & (column == _NONE) & (whole != _NONE))
    if len(used):
        findings.chose("unit_mapped" if said.mapped else "unit_said", header, None, said.names[whole[used[0]]])
    beside = np.flatnonzero(cell != _NONE)
    if len(beside):
        findings.chose("unit_in_cells", header, beside, results.texts.at(beside[:1])[0])
