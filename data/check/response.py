"""A survey file, one row a response: what is wrong with it, or the typed table."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from data.check.cells import (
    Choice,
    applies,
    check_categories,
    check_enterprises,
    check_numbers,
    check_texts,
    check_unique,
)
from data.check.contract import IndicatorRule
from data.check.findings import Found
from data.check.known import Known, among
from data.check.odd import RATINGS, Answers, warn
from data.check.products import facet_columns
from data.check.rows import PASS_FAIL
from data.check.scales import check_longer, check_rates, check_scale
from data.check.sheet import Sheet
from data.check.worded import check_counts, read_beside, unanswered, yes_no_codes
from data.check.written.texts import Texts
from data.check.written.values import ANSWERS, numbers, yes_no

NO_CODES: Mapping[str, float] = MappingProxyType({})
FEW_COUNTS = 3  # counts from which none of them being 0 is odd
PLAIN = ("response", "enterprise", "category", "stratum", "psu", "product")


def check_survey(sheet: Sheet, known: Known) -> pa.Table:
    """The typed table of a survey file; what is wrong is noted in the sheet's findings.

    line, response, enterprise, category, stratum?, psu?, weight, product?, a text column for each facet that
    respondents say themselves, and a float column for each indicator (null: no answer): yes and no as 1 and 0, all
    else in the file's unit. Codes and labels are dictionaries of text.
    """
    check_texts(sheet)
    if "response" in sheet:
        earlier = among(sheet.texts("response").listed, known.responses) if known.responses else set()
        check_unique(sheet, "response", "response_twice", "response_known", earlier)
    check_enterprises(sheet, known)
    category = check_categories(sheet)
    weight = _weights(sheet)
    answers = {name: _answers(sheet, rule, category) for name, rule in sheet.answered.items()}
    warn(sheet, known, category, weight, answers)
    return _typed(sheet, category, weight, answers)


def _weights(sheet: Sheet) -> np.ndarray:
    """The weight of each row: 1 where the file has no such column, NaN where it is wrong."""
    if "weight" not in sheet:
        return np.ones(sheet.rows)
    texts, values = check_numbers(sheet, "weight")
    found: dict[int, Found] = dict.fromkeys(np.flatnonzero(values <= 0).tolist(), ("weight_not_positive", {}))
    sheet.findings.texts(sheet.headers["weight"], texts, found)
    return texts.by_row(np.where(values > 0, values, np.nan), np.nan)


def _answers(sheet: Sheet, rule: IndicatorRule, category: Choice) -> Answers:
    """The answers to one indicator; those that cannot be are noted and left out."""
    header, texts = sheet.headers[rule.id], sheet.texts(rule.id)
    named = yes_no_codes(sheet, rule.id) if rule.statistic in PASS_FAIL else {}
    codes = {code: ANSWERS[word.casefold()] for code, word in named.items()}
    values, found = read_answers(texts, rule, header, codes)
    if any(code in texts.listed and ANSWERS.get(code) != worth for code, worth in codes.items()):
        sheet.findings.chose("yes_no_coded", header, got=", ".join(f"{code} = {word}" for code, word in named.items()))
    beside = read_beside(sheet, rule, texts, values, found) if rule.statistic in RATINGS else {}
    if any(code == "out_of_range" for code, _ in found.values()) and check_longer(sheet, rule, texts):
        found = {place: each for place, each in found.items() if each[0] != "out_of_range"}
    if check_rates(sheet, rule, texts):
        found = {place: each for place, each in found.items() if each[0] not in ("out_of_range", "not_whole")}
    none = unanswered(sheet, rule.id, texts, found)
    if none:
        values[none] = np.nan
        found = {place: each for place, each in found.items() if place not in none}
        marks = np.zeros(len(values), dtype=bool)
        marks[none] = True
        words = sorted({texts.listed[place] for place in none})
        sheet.findings.chose("answers_none", header, texts.rows_with(marks), ", ".join(words[:5]))
    sheet.findings.texts(header, texts, found)
    allowed = applies(sheet.contract, rule.id, category.names)
    strayed = np.array([], dtype=np.int64)
    if not allowed.all():
        strayed = np.flatnonzero(~allowed[category.by_row] & ~texts.empty)
        _note_strayed(sheet, header, strayed, texts)
    by_row = texts.by_row(values, np.nan)
    by_row[strayed] = np.nan
    check_scale(sheet, rule, by_row, beside)
    if rule.statistic == "per_100":
        check_counts(sheet, rule, texts)
        _ask_of_counts(sheet, rule, by_row, texts.empty & allowed[category.by_row])
    if rule.statistic in PASS_FAIL and sheet.blank_mapped(rule.id) is None:
        _ask_of_blanks(sheet, rule, by_row, texts.empty & allowed[category.by_row])
    return Answers(rule, header, texts, values, by_row, sound=not found)


def _ask_of_blanks(sheet: Sheet, rule: IndicatorRule, by_row: np.ndarray, empty: np.ndarray) -> None:
    """Where every answer is yes and other cells are empty, empty may mean that a box was not ticked: 100 % or not?"""
    yes, blank = int((by_row == 1).sum()), int(empty.sum())
    if yes and blank and not (by_row == 0).any():
        sheet.findings.note("ticked_or_blank", column=sheet.headers[rule.id], rule={"yes": yes, "empty": blank})


def _ask_of_counts(sheet: Sheet, rule: IndicatorRule, by_row: np.ndarray, empty: np.ndarray) -> None:
    """Where no count is 0 and as many cells are empty as filled, empty may mean 0: 100 problems in 100, or few?"""
    given, blank = int((~np.isnan(by_row)).sum()), int(empty.sum())
    if given >= FEW_COUNTS and blank >= given and not (by_row == 0).any() and sheet.blank_mapped(rule.id) is None:
        sheet.findings.note("blank_or_zero", column=sheet.headers[rule.id], rule={"given": given, "empty": blank})


def _note_strayed(sheet: Sheet, header: str, rows: np.ndarray, texts: Texts) -> None:
    categories = dict(zip(rows.tolist(), sheet.texts("category").at(rows), strict=True)) if len(rows) else {}
    sheet.findings.rows(
        "not_for_category", header, rows, texts, lambda row: {"name": header, "category": categories[row]}
    )


def read_answers(
    texts: Texts, rule: IndicatorRule, name: str, codes: Mapping[str, float] = NO_CODES
) -> tuple[np.ndarray, dict[int, Found]]:
    """A number for each distinct text of a column, and the problem of each text that cannot be an answer.

    codes: what stands for yes and no beside the words for them.
    """
    if rule.statistic in ("share", "conformity"):
        return yes_no(texts.listed, {**ANSWERS, **codes})
    values, found = numbers(texts.distinct, rule.whole)
    outside = np.flatnonzero((values < rule.low) | (values > rule.high))
    said = {"name": name, "low": rule.low, "high": rule.high}
    found |= dict.fromkeys(outside.tolist(), ("out_of_range", said))
    values[outside] = np.nan
    return values, found


def _typed(sheet: Sheet, category: Choice, weight: np.ndarray, answers: dict[str, Answers]) -> pa.Table:
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    for name in PLAIN:
        if name in sheet:
            columns[name] = category.column if name == "category" else sheet.texts(name).column()
        if name == "psu":
            columns["weight"] = pa.array(weight)
    columns |= facet_columns(sheet)
    for name, each in answers.items():
        whole = len(each.by_row) > 0 and not np.isnan(each.by_row.min())  # the least of them is NaN where any is
        columns[name] = pa.array(each.by_row) if whole else pa.array(each.by_row, mask=np.isnan(each.by_row))
    return pa.table(columns)
