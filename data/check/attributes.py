"""What an enterprise is: region, size, credit code and year of founding, as a register writes them."""

import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum.cn import uscc

from data.check.cells import choose
from data.check.findings import Found
from data.check.sheet import Sheet
from data.check.written.dates import day
from data.check.written.suggest import key
from data.check.written.texts import first_rows
from data.regions import PROVINCES

SIZES = {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"}  # NBS 2017, four classes
_SIZES = {key(name): size for size, zh in SIZES.items() for name in (size, zh, f"{zh}企业", zh[0])}
_REGIONS = {
    key(name): code for code, names in PROVINCES.items() for name in (code, code[:2], *names, f"{names.en} Province")
} | {key("Tibet"): "540000", key("Macau"): "820000"}
_YEAR = re.compile(r"(\d{4})\s*年?")
EARLIEST = 1000  # before it nothing was founded that a register holds: the digits have slipped


def check_attributes(sheet: Sheet, today: date) -> dict[str, pa.Array]:
    """The typed columns that the file has of region (six digits), size, uscc (capitals) and founded (year).

    What is wrong is noted in the sheet's findings.
    """
    columns: dict[str, pa.Array] = {}
    if "region" in sheet:
        columns["region"] = region_column(sheet)
    if "size" in sheet:
        choices = {"choices": [f"{size} ({zh})" for size, zh in SIZES.items()]}
        columns["size"] = choose(sheet, "size", _SIZES, list(SIZES), "size_unknown", choices).column
    if "uscc" in sheet:
        columns["uscc"] = _by_text(sheet, "uscc", _credit_code, pa.string())
        _shared_code(sheet, columns["uscc"])
    if "founded" in sheet:
        columns["founded"] = _by_text(sheet, "founded", lambda text: _year(text, today), pa.int32())
    return columns


def region_column(sheet: Sheet) -> pa.DictionaryArray:
    """The province of each row as its six digits, by code or by name; what is none is noted."""
    return choose(sheet, "region", _REGIONS, list(PROVINCES), "region_unknown").column


def _by_text(sheet: Sheet, name: str, read: Callable[[str], object], kind: pa.DataType) -> pa.Array:
    """What each text of a column says; a problem (a pair) is noted, and its rows are empty."""
    texts = sheet.texts(name)
    said = [read(text) for text in texts.listed]
    found: dict[int, Found] = {place: each for place, each in enumerate(said) if isinstance(each, tuple)}
    sheet.findings.texts(sheet.headers[name], texts, found)
    known = pa.array([None if isinstance(each, tuple) else each for each in said], kind)
    return known.take(pa.array(texts.index, mask=texts.empty))


def _credit_code(text: str) -> str | Found:
    """The unified social credit code of 18 signs. Source: GB 32100-2015, check digit included."""
    code = uscc.compact(text)
    if len(code) != 18:
        return ("uscc_length", {"length": len(code)})
    try:
        right = uscc.calc_check_digit(code[:17])
    except ValueError:
        return ("uscc_form", {})
    if code[17] == right and uscc.is_valid(code):
        return code
    return ("uscc_form", {}) if not code[:8].isdecimal() else ("uscc_check_digit", {"right": right})


def _shared_code(sheet: Sheet, codes: pa.Array) -> None:
    """Note codes of two rows, however they are spelled: one enterprise would count as two."""
    index = pc.fill_null(codes.dictionary_encode().indices, -1).to_numpy(zero_copy_only=False)
    first, texts = first_rows(index), sheet.texts("uscc")
    again = np.flatnonzero((first != np.arange(sheet.rows)) & (index >= 0))
    rule = {int(row): {"first": int(sheet.lines[first[row]])} for row in again}
    sheet.findings.rows("uscc_twice", sheet.headers["uscc"], again, texts, rule.__getitem__)


def _year(text: str, today: date) -> int | Found:
    """The year of a text that writes a year or a day."""
    match = _YEAR.fullmatch(text)
    said = day(text) if match is None else None
    year = int(match[1]) if match else said.year if isinstance(said, date) else 0
    return year if EARLIEST <= year <= today.year else ("founded_unreadable", {"latest": today.year})
