"""A register of laboratories: what is wrong with it, or the typed table."""

from datetime import date

import pyarrow as pa

from data.check.cells import check_texts, check_unique, spellings
from data.check.findings import Found
from data.check.sheet import Sheet
from data.check.written.dates import day
from data.check.written.suggest import Suggester, key, narrow


def check_labs(sheet: Sheet) -> pa.Table:
    """The typed table of a labs file: line, lab, name, accreditation, scope (ids with ; or *), valid_until (date).

    What is wrong is noted in the sheet's findings.
    """
    check_texts(sheet)
    check_unique(sheet, "lab", "lab_twice")
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    for name in ("lab", "name", "accreditation"):
        if name in sheet:
            columns[name] = sheet.texts(name).column()
    if "scope" in sheet:
        columns["scope"] = _scopes(sheet)
    if "valid_until" in sheet:
        columns["valid_until"] = days(sheet, "valid_until")[1]
    return pa.table(columns)


def days(sheet: Sheet, name: str) -> tuple[list[date | None], pa.Array]:
    """The day of each distinct text of a column (None where it is none, and noted), and of each row."""
    texts = sheet.texts(name)
    read = [day(text) for text in texts.listed]
    found: dict[int, Found] = {place: each for place, each in enumerate(read) if not isinstance(each, date)}
    sheet.findings.texts(sheet.headers[name], texts, found)
    each_day = [each if isinstance(each, date) else None for each in read]
    return each_day, pa.array(each_day, pa.date32()).take(pa.array(texts.index, mask=texts.empty))


def _scopes(sheet: Sheet) -> pa.Array:
    """Scopes with the ids of their indicators; unknown ones are noted."""
    rules = sheet.contract.indicators
    spelled = spellings((rule.id, rule.en, rule.zh) for rule in rules.values())
    suggester, texts = Suggester(rules), sheet.texts("scope")
    named: list[str] = []
    found: dict[int, Found] = {}
    for place, text in enumerate(texts.listed):
        parts = [part.strip() for part in narrow(text).split(";") if part.strip()]
        unknown = [part for part in parts if part != "*" and key(part) not in spelled]
        if unknown or not parts:
            found[place] = (
                "scope_unknown",
                {"unknown": unknown or [text], "suggestion": suggester.nearest(unknown[0]) if unknown else ""},
            )
        named.append(";".join("*" if part == "*" else spelled.get(key(part), part) for part in parts))
    sheet.findings.texts(sheet.headers["scope"], texts, found)
    return texts.column(named)
