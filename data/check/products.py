"""A list of products: what is wrong with it, or the typed table."""

from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import check_categories, check_enterprises, check_texts, choose, spellings
from data.check.contract import Contract
from data.check.known import Known
from data.check.laboratory import days
from data.check.sheet import Sheet
from data.check.written.texts import first_rows, together

SHOWN = 5  # products that a warning names


def check_products(sheet: Sheet, known: Known) -> pa.Table:
    """The typed table of a products file; what is wrong is noted in the sheet's findings.

    line, product, enterprise, category, name_en?, name_zh?, sold_from?, sold_to? (dates), and a text column for each
    facet of products in the contract: the id of a value, or the text where the spec names no values.
    """
    check_texts(sheet)
    check_enterprises(sheet, known)
    category = check_categories(sheet)
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    for name in ("product", "enterprise", "name_en", "name_zh"):
        if name in sheet:
            columns[name] = sheet.texts(name).column()
    if "category" in sheet:
        columns["category"] = category.column
    columns |= facet_columns(sheet)
    columns |= _sold(sheet)
    _twice(sheet)
    _not_listed(sheet, known)
    return pa.table(columns)


def facet_columns(sheet: Sheet) -> dict[str, pa.Array]:
    """For each facet column that the file has, the part each row belongs to; a value that is none is noted."""
    return {name: _parts(sheet, name, sheet.contract) for name in sheet.contract.parts if name in sheet}


def _parts(sheet: Sheet, name: str, contract: Contract) -> pa.Array:
    parts = contract.parts[name]
    if not parts:
        return sheet.texts(name).column()
    spelled = spellings((part, label.en, label.zh) for part, label in parts.items())
    rule = {"choices": [f"{part} ({label.zh})" for part, label in parts.items()]}
    return choose(sheet, name, spelled, list(parts), "part_unknown", rule).column


def _sold(sheet: Sheet) -> dict[str, pa.Array]:
    """From when to when each product is sold; an end before the start is noted."""
    found: dict[str, pa.Array] = {name: days(sheet, name)[1] for name in ("sold_from", "sold_to") if name in sheet}
    if len(found) < 2:
        return found
    first, last = (each.to_numpy(zero_copy_only=False).astype("datetime64[D]") for each in found.values())
    late = np.flatnonzero(last < first)  # a day that is missing is neither
    since: list[date | None] = found["sold_from"].to_pylist()
    rule = {int(row): {"since": str(since[row])} for row in late}
    sheet.findings.rows("sold_order", sheet.headers["sold_to"], late, sheet.texts("sold_to"), rule.__getitem__)
    return found


def _twice(sheet: Sheet) -> None:
    """A product of an enterprise has one row; two enterprises may use the same code for two products."""
    if "product" not in sheet or "enterprise" not in sheet:
        return
    texts = sheet.texts("product")
    both = together(texts.index, sheet.texts("enterprise").index)
    first = first_rows(both)
    again = np.flatnonzero((both >= 0) & (first != np.arange(sheet.rows)))
    rule = {int(row): {"first": int(sheet.lines[first[row]])} for row in again}
    sheet.findings.rows("product_twice", sheet.headers["product"], again, texts, rule.__getitem__)


def _not_listed(sheet: Sheet, known: Known) -> None:
    """Products that surveys and tests name and no list holds: their results have no part."""
    if "product" not in sheet or "enterprise" not in sheet or not known.products:
        return
    rows = np.arange(sheet.rows)
    here = set(zip(sheet.texts("enterprise").at(rows), sheet.texts("product").at(rows), strict=True))
    missing = sorted(pair for pair in known.products if pair not in here)
    if missing:
        named = [f"{enterprise} {product}" for enterprise, product in missing[:SHOWN]]
        rule = {"count": len(missing), "named": named}
        sheet.findings.note("products_not_listed", column=sheet.headers["product"], rule=rule)
