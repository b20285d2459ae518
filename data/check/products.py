"""Lists of products, and of projects: what is wrong with one, or the typed table."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import check_categories, check_enterprises, check_texts, check_unique, choose, spellings
from data.check.contract import Contract
from data.check.findings import Found
from data.check.known import Known
from data.check.laboratory import days
from data.check.sheet import Sheet
from data.check.written.suggest import Suggester, key, narrow
from data.check.written.texts import Texts, first_rows, together
from data.check.written.values import number

SHOWN = 5  # products that a warning names
# Kind of partner -> how else it may be written.
PARTNERS = {
    "industry": ("Industry", "企业", "产业"),
    "research": ("University or institute", "高校院所", "科研"),
    "laboratory": ("Laboratory", "实验室", "检测机构"),
    "capital": ("Capital", "资本", "金融"),
    "talent": ("Talent", "人才", "培训"),
}
LEVELS = {"floor": "底线", "benchmark": "标杆", "frontier": "前沿"}


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


def check_projects(sheet: Sheet, known: Known) -> pa.Table:
    """The typed table of a projects file; what is wrong is noted in the sheet's findings.

    line, project, title, problem (indicator), categories (ids, ;), lead, members (codes, ;), partners? (kind: name, ;),
    budget? (number), start, end (dates), target (a level, or a number in the reported unit as text).
    """
    check_texts(sheet)
    check_unique(sheet, "project", "project_twice")
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    columns |= {name: sheet.texts(name).column() for name in ("project", "title", "lead") if name in sheet}
    rules = sheet.contract.indicators
    spelled = spellings((rule.id, rule.en, rule.zh) for rule in rules.values())
    columns["problem"] = choose(sheet, "problem", spelled, list(rules), "indicator_unknown").column
    labels = sheet.contract.categories
    kinds = spellings((name, label.en, label.zh) for name, label in labels.items())
    columns["categories"] = _list(sheet, "categories", kinds, list(labels))
    members = known.members(sheet.contract.sector) if known.enterprises is not None else None
    columns["members"] = _members(sheet, members)
    columns["partners"] = _each(sheet, "partners", _partners)
    columns["target"] = _each(sheet, "target", _target)
    columns["budget"] = _budget(sheet)
    return pa.table(columns | _span(sheet))


def _listed(text: str) -> list[str]:
    """What a cell lists, separated by ; or 、."""
    return [part.strip() for part in narrow(text).replace("、", ";").split(";") if part.strip()]


def _list(sheet: Sheet, name: str, spelled: dict[str, str], listed: list[str]) -> pa.Array:
    """The ids that each cell lists; what is none of them is noted."""
    suggester = Suggester(listed)

    def read(text: str) -> str | Found:
        unknown = [part for part in _listed(text) if key(part) not in spelled]
        if unknown or not _listed(text):
            return "list_unknown", {
                "unknown": unknown or [text],
                "suggestion": suggester.nearest((unknown or [text])[0]),
            }
        return ";".join(dict.fromkeys(spelled[key(part)] for part in _listed(text)))

    return _each(sheet, name, read)


def _members(sheet: Sheet, members: frozenset[str] | None) -> pa.Array:
    if members is None:
        return _each(sheet, "members", lambda text: ";".join(dict.fromkeys(_listed(text))))
    return _list(sheet, "members", {key(code): code for code in members}, sorted(members))


def _partners(text: str) -> str | Found:
    """Partners as kind:name; a kind that is none is noted."""
    spelled = spellings((kind, *others[:2]) for kind, others in PARTNERS.items())
    spelled |= {key(other): kind for kind, others in PARTNERS.items() for other in others}
    told = []
    for part in _listed(text):
        kind, _, name = part.partition(":")
        if key(kind) not in spelled or not name.strip():
            return "partner_unknown", {"unknown": [part], "choices": list(PARTNERS), "suggestion": ""}
        told.append(f"{spelled[key(kind)]}:{name.strip()}")
    return ";".join(told)


def _target(text: str) -> str | Found:
    spelled = {key(name): level for level, zh in LEVELS.items() for name in (level, zh)}
    if key(text) in spelled:
        return spelled[key(text)]
    value = number(text)
    return f"{value:.12g}" if isinstance(value, float) else ("target_unknown", {"choices": list(LEVELS)})


def _budget(sheet: Sheet) -> pa.Array:
    if "budget" not in sheet:
        return pa.nulls(sheet.rows, pa.float64())
    texts, found = sheet.texts("budget"), {}
    read = [number(text) for text in texts.listed]
    for place, each in enumerate(read):
        if not isinstance(each, float):
            found[place] = each
        elif each <= 0:
            found[place] = ("budget_not_positive", {})
    sheet.findings.texts(sheet.headers["budget"], texts, found)
    values = np.array([each if isinstance(each, float) else np.nan for each in read], dtype=np.float64)
    return pa.array(texts.by_row(values, np.nan), from_pandas=True)


def _span(sheet: Sheet) -> dict[str, pa.Array]:
    """Start and end; an end that is not after the start is noted."""
    arrays = {name: days(sheet, name)[1] for name in ("start", "end") if name in sheet}
    if len(arrays) == 2:
        pairs: list[tuple[date | None, date | None]] = list(
            zip(arrays["start"].to_pylist(), arrays["end"].to_pylist(), strict=True)
        )
        wrong = [row for row, (start, end) in enumerate(pairs) if start and end and end <= start]
        sheet.findings.rows("end_not_after_start", sheet.headers["end"], np.array(wrong, dtype=int), sheet.texts("end"))
    return arrays


def _each(sheet: Sheet, name: str, read: Callable[[str], str | Found]) -> pa.Array:
    """What each cell of a column is read as; what cannot be is noted."""
    if name not in sheet:
        return pa.nulls(sheet.rows, pa.string())
    texts: Texts = sheet.texts(name)
    told = [read(text) for text in texts.listed]
    found = {place: each for place, each in enumerate(told) if not isinstance(each, str)}
    sheet.findings.texts(sheet.headers[name], texts, found)
    return texts.column([each if isinstance(each, str) else "" for each in told])
