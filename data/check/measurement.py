"""A test file, one row a measurement: what is wrong with it, or the typed table."""

from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import Choice, applies, check_categories, check_enterprises, check_texts, choose, spellings
from data.check.findings import Found
from data.check.known import Known
from data.check.laboratory import days
from data.check.naming import measured
from data.check.result import check_results
from data.check.sample import check_laboratories, check_samples
from data.check.sheet import Sheet
from data.check.written.suggest import key
from data.wave import Wave


def check_measurements(sheet: Sheet, known: Known, wave: Wave | None, today: date) -> pa.Table:
    """The typed table of a test file; what is wrong is noted in the sheet's findings.

    line, sample, enterprise, category, lab, tested_on (date), indicator, value (float, the spec's unit; pass/fail as
    1/0), censored (value is then the limit of detection), uncertainty (expanded U, the spec's unit, or null), lab_flag
    ("", not_registered, outside_scope or expired), product?. Codes and labels are dictionaries of text.
    """
    check_texts(sheet)
    check_enterprises(sheet, known)
    category, indicator = check_categories(sheet), _indicators(sheet)
    _not_for_category(sheet, category, indicator)
    tested_on = _dates(sheet, wave, today)
    check_samples(sheet, known, category, indicator)
    flags = check_laboratories(sheet, known, indicator, tested_on)
    value, censored, uncertainty = check_results(sheet, indicator)
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    for name in ("sample", "enterprise", "category", "lab"):
        if name in sheet:
            columns[name] = category.column if name == "category" else sheet.texts(name).column()
    columns |= {"tested_on": tested_on, "indicator": indicator.column}
    columns |= {"value": pa.array(value, from_pandas=True), "censored": pa.array(censored)}
    columns |= {"uncertainty": pa.array(uncertainty, from_pandas=True), "lab_flag": flags}
    if "product" in sheet:
        columns["product"] = sheet.texts("product").column()
    return pa.table(columns)


def _indicators(sheet: Sheet) -> Choice:
    """Which test indicator each row names; survey indicators and unknown ones are noted."""
    rules = sheet.contract.indicators.values()
    spelled = measured(sheet.contract)
    asked = spellings((rule.id, rule.en, rule.zh) for rule in rules if rule.source == "survey")
    if "indicator" in sheet:
        texts = sheet.texts("indicator")
        strayed = [i for i, text in enumerate(texts.listed) if key(text) in asked and key(text) not in spelled]
        found: dict[int, Found] = {place: ("indicator_of_surveys", {}) for place in strayed}
        sheet.findings.texts(sheet.headers["indicator"], texts, found)
    return choose(
        sheet, "indicator", spelled, [rule.id for rule in rules if rule.source == "test"], "indicator_unknown"
    )


def _not_for_category(sheet: Sheet, category: Choice, indicator: Choice) -> None:
    """Note rows whose indicator does not apply to their category."""
    if "indicator" not in sheet or "category" not in sheet or not indicator.names:
        return
    allowed = np.array([applies(sheet.contract, name, category.names) for name in indicator.names])
    strayed = np.flatnonzero((indicator.by_row >= 0) & ~allowed[indicator.by_row, category.by_row])
    texts, places = sheet.texts("indicator"), strayed.tolist()
    categories = dict(zip(places, sheet.texts("category").at(strayed), strict=True))
    names = dict(zip(places, texts.at(strayed), strict=True))
    sheet.findings.rows(
        "not_for_category",
        sheet.headers["indicator"],
        strayed,
        texts,
        lambda row: {"name": names[row], "category": categories[row]},
    )


def _dates(sheet: Sheet, wave: Wave | None, today: date) -> pa.Array:
    """The day of each measurement; days in the future or outside the wave are noted."""
    if "tested_on" not in sheet:
        return pa.nulls(sheet.rows, pa.date32())
    read, by_row = days(sheet, "tested_on")
    found: dict[int, Found] = {}
    for place, day in enumerate(read):
        if day is not None and day > today:
            found[place] = ("date_future", {"today": today.isoformat()})
        elif day is not None and wave is not None and not wave.start <= day <= wave.end:
            span = {"start": wave.start.isoformat(), "end": wave.end.isoformat()}
            found[place] = ("date_outside_wave", {"wave": wave.code, **span})
    sheet.findings.texts(sheet.headers["tested_on"], sheet.texts("tested_on"), found)
    return by_row
