"""Checks that files of several kinds share: filled cells, codes, enterprises, categories, numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from data.check.contract import Column, Contract
from data.check.findings import Found
from data.check.known import Known
from data.check.sheet import DESIGN, Sheet
from data.check.written.suggest import Suggester, key
from data.check.written.texts import Texts, first_rows, invisible, longer
from data.check.written.values import numbers

CODE_LENGTH = 80  # characters; longer ones are sentences that slipped into a column of codes
NAME_LENGTH = 400
NAMES = frozenset(
    {
        *("definition", "name_en", "name_zh", "name", "accreditation", "product"),
        *("title_zh", "title_en", "replaces", "international"),
        *("accreditor", "basis", "authority", "document", "source", "reason"),
    }
)
# Lists, as long as they need to be.
LONG = frozenset(
    {
        *(("labs", "indicator"), ("standards", "indicators")),
        *(("projects", name) for name in ("categories", "members", "partners")),
    }
)


@dataclass(frozen=True)
class Choice:
    """A column whose texts are chosen from a list: `names` of the list, and for each row which one, -1 for none."""

    names: list[str]
    by_row: np.ndarray
    column: pa.DictionaryArray


def check_texts(sheet: Sheet) -> None:
    """Note empty required cells, empty columns, invisible characters and over-long texts of the fixed columns."""
    for column in sheet.contract.columns:
        if column.id in sheet:
            texts = sheet.texts(column.id)
            _check_filled(sheet, column, texts)
            if column.type != "number":
                _check_form(sheet, column, texts)


def _check_filled(sheet: Sheet, column: Column, texts: Texts) -> None:
    header = sheet.headers[column.id]
    if column.required or column.id == "weight":
        if texts.any_empty:
            sheet.findings.rows("empty", header, np.flatnonzero(texts.empty))
    elif column.id in DESIGN and sheet.rows and texts.empty.all():
        sheet.findings.note("column_empty", column=header)
    elif column.id in DESIGN and texts.any_empty:
        # A response without stratum or unit beside others with one would silently become a stratum of its own.
        sheet.findings.rows("partly_empty", header, np.flatnonzero(texts.empty))


def _check_form(sheet: Sheet, column: Column, texts: Texts) -> None:
    header = sheet.headers[column.id]
    hidden = invisible(texts.distinct)
    if hidden.any():
        sheet.findings.rows("control_character", header, texts.rows_with(hidden), texts)
    most = NAME_LENGTH if column.id in NAMES else CODE_LENGTH
    long = longer(texts.distinct, most)
    if (sheet.contract.kind, column.id) not in LONG and long.any():
        found = {
            place: ("too_long", {"most": most, "length": len(texts.listed[place])})
            for place in np.flatnonzero(long).tolist()
        }
        sheet.findings.texts(header, texts, found)


def check_enterprises(sheet: Sheet, known: Known) -> None:
    """Note enterprises that are not registered in the contract's sector."""
    if "enterprise" not in sheet:
        return
    if known.enterprises is None:
        _by_name(sheet, sheet.texts("enterprise"), frozenset(), known.names)
        return
    sector = sheet.contract.sector
    members = known.members(sector)
    texts = _by_name(sheet, sheet.texts("enterprise"), members, known.names)
    suggester = Suggester(sorted(members))
    found: dict[int, Found] = {}
    for place, code in enumerate(texts.listed):
        if code in members:
            continue
        if code in known.enterprises:
            elsewhere = known.enterprises[code]
            places = elsewhere if isinstance(elsewhere, str) else sorted(elsewhere)
            found[place] = ("enterprise_elsewhere", {"registered": places, "sector": sector})
        else:
            found[place] = ("enterprise_unknown", {"suggestion": suggester.nearest(code)})
    sheet.findings.texts(sheet.headers["enterprise"], texts, found)


def _by_name(sheet: Sheet, texts: Texts, members: frozenset[str], names: Mapping[str, str]) -> Texts:
    """The codes of the column, registered names replaced by the code of the one enterprise that bears them."""
    spelled = {key(name): code for name, code in names.items()}
    codes = [text if text in members else spelled.get(key(text), text) for text in texts.listed]
    renamed = [place for place, code in enumerate(codes) if code != texts.listed[place]]
    if not renamed:
        return texts
    header = sheet.headers["enterprise"]
    said = ", ".join(f"{texts.listed[place]} = {codes[place]}" for place in renamed[:5])
    sheet.findings.chose("names_read", header, got=said)
    return sheet.replaced("enterprise", texts.column(codes))


def check_categories(sheet: Sheet) -> Choice:
    """Which category each row names, by id or label; those that are none are noted."""
    labels = sheet.contract.categories
    spelled = spellings((name, label.en, label.zh) for name, label in labels.items())
    rule = {"choices": [f"{name} ({label.zh})" for name, label in labels.items()]}
    return choose(sheet, "category", spelled, list(labels), "category_unknown", rule)


def spellings(names: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """What an id may be written as: itself, or one of its labels that no other id shares."""
    names = list(names)
    owners: dict[str, set[str]] = {}
    for name, *labels in names:
        for label in labels:
            owners.setdefault(key(label), set()).add(name)
    shared = {label: next(iter(owner)) for label, owner in owners.items() if label and len(owner) == 1}
    return shared | {key(name): name for name, *_ in names}


def choose(
    sheet: Sheet, name: str, spelled: Mapping[str, str], names: list[str], code: str, rule: dict | None = None
) -> Choice:
    """The choice each row makes from `names`; a text that `spelled` does not hold is noted under `code`."""
    if name not in sheet:
        return Choice(names, np.full(sheet.rows, -1), pa.nulls(sheet.rows, pa.dictionary(pa.int32(), pa.string())))
    texts = sheet.texts(name)
    suggester = Suggester([*names, *(label for label in spelled if label not in names)])
    chosen: list[str | None] = []
    found: dict[int, Found] = {}
    for place, text in enumerate(texts.listed):
        chosen.append(spelled.get(key(text)))
        if chosen[-1] is None:
            near = suggester.nearest(text)
            found[place] = (code, {**(rule or {}), "suggestion": spelled.get(key(near), near)})
    sheet.findings.texts(sheet.headers[name], texts, found)
    places = {each: place for place, each in enumerate(names)}
    numbered = np.array([-1 if each is None else places.get(each, -1) for each in chosen], dtype=np.int32)
    return Choice(names, texts.by_row(numbered, -1), texts.column(chosen))


def check_numbers(sheet: Sheet, name: str) -> tuple[Texts, np.ndarray]:
    """A column's texts and a number for each distinct one, NaN for those that were noted as none."""
    texts = sheet.texts(name)
    values, found = numbers(texts.distinct)
    sheet.findings.texts(sheet.headers[name], texts, found)
    return texts, values


def check_unique(sheet: Sheet, name: str, code: str, earlier_code: str = "", earlier: set[str] | None = None) -> None:
    """Note the second and later rows of a code that each row should have for itself, and codes sent before."""
    if name not in sheet:
        return
    texts, header = sheet.texts(name), sheet.headers[name]
    first = first_rows(texts.index)
    repeated = np.flatnonzero((first != np.arange(sheet.rows)) & ~texts.empty)
    sheet.findings.rows(code, header, repeated, texts, lambda row: {"first": int(sheet.lines[first[row]])})
    if earlier:
        held = [place for place, text in enumerate(texts.listed) if text in earlier]
        sheet.findings.texts(header, texts, dict.fromkeys(held, (earlier_code, {})))


def applies(contract: Contract, name: str, names: list[str]) -> np.ndarray:
    """For each category in `names` whether the indicator applies to it, and True at the end for a category unknown."""
    categories = contract.indicators[name].categories
    return np.array([not categories or each in categories for each in names] + [True])
