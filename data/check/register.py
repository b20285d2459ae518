"""A register of enterprises: what is wrong with it, or the typed table."""

import math
from datetime import date

import numpy as np
import pyarrow as pa

from data.check.attributes import check_attributes
from data.check.cells import check_texts, check_unique
from data.check.findings import Found
from data.check.known import Known
from data.check.sheet import Sheet
from data.check.written.suggest import key
from data.check.written.values import share

WHOLE = 1.0001  # shares are written with a few digits: their sum may pass 1 by their rounding
COLUMN = "output_share"


def check_register(sheet: Sheet, known: Known, today: date) -> pa.Table:
    """The typed table of a register file: line, enterprise, name_en, name_zh, sector, output_share? (0 to 1 or null),
    and those of check_attributes.

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
    return pa.table(columns | check_attributes(sheet, today))


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
