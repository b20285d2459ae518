"""A register of enterprises: what is wrong with it, or the typed table."""

import math
import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum.cn import uscc

from data.check.cells import check_texts, check_unique, choose
from data.check.findings import Found
from data.check.known import Known
from data.check.sheet import Sheet
from data.check.written.dates import day
from data.check.written.suggest import key
from data.check.written.texts import first_rows
from data.check.written.values import share
from data.regions import PROVINCES

WHOLE = 1.0001  # shares are written with a few digits: their sum may pass 1 by their rounding
COLUMN = "output_share"
SIZES = {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"}  # NBS 2017, four classes
_SIZES = {key(name): size for size, zh in SIZES.items() for name in (size, zh, f"{zh}企业", zh[0])}
_REGIONS = {
    key(name): code for code, names in PROVINCES.items() for name in (code, code[:2], *names, f"{names.en} Province")
} | {key("Tibet"): "540000", key("Macau"): "820000"}
_YEAR = re.compile(r"(\d{4})\s*年?")
EARLIEST = 1000  # before it nothing was founded that a register holds: the digits have slipped


def check_register(sheet: Sheet, known: Known, today: date) -> pa.Table:
    """The typed table of a register file: line, enterprise, name_en, name_zh, sector, output_share? (0 to 1 or null),
    and region? (six digits), size?, uscc? (capitals), founded? (year).

    What is wrong is noted in the sheet's findings.
    """
    check_texts(sheet)
    check_unique(sheet, "enterprise", "enterprise_twice")
    _sectors(sheet)
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    for name in ("enterprise", "name_en", "name_zh"):
        if name in sheet:
            columns[name] = sheet.texts(name).column()
    if "sector" in sheet:
        columns["sector"] = sheet.texts("sector").column([sheet.contract.sector] * len(sheet.texts("sector").listed))
    if COLUMN in sheet:
        columns[COLUMN] = pa.array(_shares(sheet, known), mask=sheet.texts(COLUMN).empty)
    _registered_again(sheet, known)
    return pa.table(columns | _attributes(sheet, today))


def _sectors(sheet: Sheet) -> None:
    if "sector" not in sheet:
        return
    texts, sector = sheet.texts("sector"), sheet.contract.sector
    others = [place for place, text in enumerate(texts.listed) if key(text) != key(sector)]
    sheet.findings.texts(
        sheet.headers["sector"], texts, {place: ("sector_differs", {"sector": sector}) for place in others}
    )


def _shares(sheet: Sheet, known: Known) -> np.ndarray:
    """The share of each row; wrong ones are noted, and a sum above the whole."""
    texts, header = sheet.texts(COLUMN), sheet.headers[COLUMN]
    read = [share(text) for text in texts.listed]
    found: dict[int, Found] = {place: each for place, each in enumerate(read) if not isinstance(each, float)}
    sheet.findings.texts(header, texts, found)
    values = np.array([each if isinstance(each, float) else np.nan for each in read], dtype=np.float64)
    by_row = texts.by_row(values, np.nan)
    if "enterprise" in sheet:
        codes = sheet.texts("enterprise")
        newest = dict(zip(codes.at(np.arange(sheet.rows)), by_row.tolist(), strict=True))
        shares = {**known.output_shares, **newest}
        total = math.fsum(each for each in shares.values() if each is not None and not math.isnan(each))
        if total > WHOLE:
            sheet.findings.note("shares_above_one", column=header, rule={"total": round(total, 6)})
    return by_row


def _registered_again(sheet: Sheet, known: Known) -> None:
    if "enterprise" not in sheet or not known.enterprises:
        return
    texts, members = sheet.texts("enterprise"), known.members(sheet.contract.sector)
    again = [place for place, code in enumerate(texts.listed) if code in members]
    sheet.findings.texts(sheet.headers["enterprise"], texts, dict.fromkeys(again, ("registered_again", {})))


def _attributes(sheet: Sheet, today: date) -> dict[str, pa.Array]:
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
