"""Spot checks, one row a drawn lot: what is wrong with the file, or the typed table."""

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from data.check.cells import (
    Choice,
    applies,
    check_categories,
    check_enterprises,
    check_texts,
    check_unique,
    choose,
    spellings,
)
from data.check.findings import Found
from data.check.known import Known, among
from data.check.laboratory import days
from data.check.register import region_column
from data.check.sheet import Sheet
from data.check.written.suggest import Suggester, key, narrow
from data.check.written.values import share
from data.wave import Wave

_RESULTS: dict[str, tuple[str, ...]] = {
    "pass": ("Pass", "合格", "passed", "通过", "符合"),
    "fail": ("Fail", "不合格", "failed", "不通过", "不符合"),
}
# Column -> word -> how else it may be written: English, Chinese, and further names.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "place": {
        "production": ("At the producer", "生产环节", "生产", "生产企业", "factory", "工厂"),
        "shop": ("In a shop", "流通环节", "流通", "销售", "实体店", "门店"),
        "online": ("Online", "电商平台", "电商", "网络", "线上", "网售"),
    },
    "why_drawn": {
        "random": ("At random", "随机抽取", "随机", "双随机"),
        "risk": ("By risk", "风险导向", "风险", "重点抽查"),
        "complaint": ("After a complaint", "投诉举报", "投诉"),
        "follow_up": ("As a follow-up", "跟踪抽查", "跟踪", "复查"),
        "special": ("In a campaign", "专项抽查", "专项"),
    },
    "result": _RESULTS,
    "severity": {
        "safety": ("Safety", "安全", "安全项目"),
        "label": ("Label", "标识", "标签"),
        "performance": ("Performance", "性能", "质量"),
    },
    "retest": _RESULTS,
    "recheck": _RESULTS,
}
# A day and those that come before it, the nearest first.
_AFTER = {
    "tested_on": ("sampled_on",),
    "notified_on": ("tested_on", "sampled_on"),
    "objection_on": ("notified_on", "tested_on", "sampled_on"),
    "correct_by": ("notified_on", "tested_on", "sampled_on"),
    "rechecked_on": ("notified_on", "tested_on", "sampled_on"),
}
DAYS = ("sampled_on", *_AFTER)
_AHEAD = ("correct_by",)  # the one day that may lie in the future
_TEXTS = ("check", "authority", "enterprise", "product", "lot", "lab", "source")


def check_spot_checks(sheet: Sheet, known: Known, wave: Wave | None, today: date) -> pa.Table:
    """The typed table of a checks file; what is wrong is noted in the sheet's findings.

    line, check, authority, enterprise, category, product?, lot?, sampled_on (date), place, region? (six digits of GB/T
    2260), why_drawn, draw_prob? (above 0, at most 1), lab?, tested_on?, result (pass or fail), failed? (ids of
    indicators, ;), severity?, notified_on?, objection_on?, retest?, correct_by?, rechecked_on?, recheck?, source.
    """
    check_texts(sheet)
    check_unique(sheet, "check", "check_twice")
    _known(sheet, known)
    check_enterprises(sheet, known)
    category = check_categories(sheet)
    words = {name: _words(sheet, name) for name in WORDS}
    dates = _days(sheet, wave, today)
    columns: dict[str, pa.Array] = {"line": pa.array(sheet.lines, pa.int64())}
    columns |= {name: sheet.texts(name).column() for name in _TEXTS if name in sheet}
    columns |= {"category": category.column} | {name: each.column for name, each in words.items()} | dates
    columns["draw_prob"] = _chances(sheet, words["why_drawn"])
    columns["failed"] = _failed(sheet, words["result"], category)
    if "region" in sheet:
        columns["region"] = region_column(sheet)
    _rechecked(sheet)
    return pa.table(columns)


def _known(sheet: Sheet, known: Known) -> None:
    if "check" in sheet and known.checks:
        texts = sheet.texts("check")
        held = among(texts.listed, known.checks)
        again = [place for place, text in enumerate(texts.listed) if text in held]
        sheet.findings.texts(sheet.headers["check"], texts, dict.fromkeys(again, ("check_known", {})))


def _words(sheet: Sheet, name: str) -> Choice:
    """The word each row writes in a column that has a list of them."""
    listed = WORDS[name]
    spelled = spellings((word, *others) for word, others in listed.items())
    rule = {"choices": [f"{word} ({others[1]})" for word, others in listed.items()]}
    return choose(sheet, name, spelled, list(listed), "not_in_list", rule)


def _days(sheet: Sheet, wave: Wave | None, today: date) -> dict[str, pa.Array]:
    """The days of each row; those in the future, outside the wave or before what they follow are noted."""
    arrays = {}
    for name in DAYS:
        if name not in sheet:
            continue
        read, arrays[name] = days(sheet, name)
        found: dict[int, Found] = {}
        for place, day in enumerate(read):
            if day is not None and day > today and name not in _AHEAD:
                found[place] = ("date_future", {"today": today.isoformat()})
            elif day is not None and name == "sampled_on" and wave and not wave.start <= day <= wave.end:
                span = {"start": wave.start.isoformat(), "end": wave.end.isoformat()}
                found[place] = ("date_outside_wave", {"wave": wave.code, **span})
        sheet.findings.texts(sheet.headers[name], sheet.texts(name), found)
    _in_order(sheet, {name: array.to_pylist() for name, array in arrays.items()})
    return arrays


def _in_order(sheet: Sheet, dates: Mapping[str, list[date | None]]) -> None:
    for name, before in _AFTER.items():
        for other in (each for each in before if name in dates and each in dates):
            _two_in_order(sheet, dates, name, other)


def _two_in_order(sheet: Sheet, dates: Mapping[str, list[date | None]], later: str, earlier: str) -> None:
    pairs = zip(dates[later], dates[earlier], strict=True)
    wrong = [row for row, (day, first) in enumerate(pairs) if day and first and day < first]
    header, held = sheet.headers[earlier], dates[earlier]
    sheet.findings.rows(
        *("dates_out_of_order", sheet.headers[later], np.array(wrong, dtype=int), sheet.texts(later)),
        lambda row: {"earlier": header, "day": str(held[row])},
    )


def _chances(sheet: Sheet, why: Choice) -> pa.Array:
    """The chance with which each lot was drawn; lots drawn at random without one are noted."""
    name = "draw_prob"
    values = np.full(sheet.rows, np.nan)
    if name in sheet:
        texts = sheet.texts(name)
        read = [share(text) for text in texts.listed]
        outside: Found = ("draw_prob_out_of_range", {})
        found: dict[int, Found] = {}
        for place, each in enumerate(read):
            if not isinstance(each, float):
                found[place] = outside if each[0] == "share_out_of_range" else each
            elif not each > 0:
                found[place] = outside
        sheet.findings.texts(sheet.headers[name], texts, found)
        values = texts.by_row(np.array([each if isinstance(each, float) else np.nan for each in read]), np.nan)
    if "why_drawn" in sheet and "check" in sheet:
        empty = sheet.texts(name).empty if name in sheet else np.ones(sheet.rows, dtype=bool)
        at_random = why.by_row == why.names.index("random")
        sheet.findings.rows(
            "draw_prob_missing", sheet.headers["check"], np.flatnonzero(at_random & empty), sheet.texts("check")
        )
    return pa.array(values, from_pandas=True)


def _failed(sheet: Sheet, result: Choice, category: Choice) -> pa.Array:
    """The ids of the indicators at which each lot failed; none where it failed, and some where it did not, is noted."""
    failed = result.by_row == result.names.index("fail")
    passed = result.by_row == result.names.index("pass")
    for name in ("failed", "severity"):
        if name in sheet:
            said = np.flatnonzero(passed & ~sheet.texts(name).empty)
            sheet.findings.rows("failed_on_pass", sheet.headers[name], said, sheet.texts(name))
    empty = sheet.texts("failed").empty if "failed" in sheet else np.ones(sheet.rows, dtype=bool)
    if "result" in sheet:
        sheet.findings.rows("failed_missing", sheet.headers["result"], np.flatnonzero(failed & empty))
    if "failed" not in sheet:
        return pa.nulls(sheet.rows, pa.string())
    texts = sheet.texts("failed")
    named = _named(sheet)
    _of_category(sheet, named, category)
    return texts.column([";".join(each) for each in named])


def _named(sheet: Sheet) -> list[list[str]]:
    """The ids that each distinct text of `failed` names; what is no test of the sector is noted."""
    rules = [each for each in sheet.contract.indicators.values() if each.source == "test"]
    spelled = spellings((rule.id, rule.en, rule.zh) for rule in rules)
    suggester, texts = Suggester([rule.id for rule in rules]), sheet.texts("failed")
    named, found = [], {}
    for place, text in enumerate(texts.listed):
        parts = _parts(text)
        unknown = [part for part in parts if key(part) not in spelled]
        if unknown or not parts:
            near = suggester.nearest(unknown[0]) if unknown else ""
            found[place] = ("failed_unknown", {"unknown": unknown or [text], "suggestion": near})
        named.append(list(dict.fromkeys(spelled[key(part)] for part in parts if key(part) in spelled)))
    sheet.findings.texts(sheet.headers["failed"], texts, found)
    return named


def _parts(text: str) -> Iterable[str]:
    return [part.strip() for part in narrow(text).replace("、", ";").split(";") if part.strip()]


def _of_category(sheet: Sheet, named: list[list[str]], category: Choice) -> None:
    """Note lots that failed at an indicator which does not apply to their category."""
    texts, wrong = sheet.texts("failed"), {}
    allowed = {name: applies(sheet.contract, name, category.names) for names in named for name in names}
    for row in np.flatnonzero(~texts.empty).tolist():
        place = category.by_row[row]
        strayed = [name for name in named[texts.index[row]] if not allowed[name][place]]
        if strayed:
            wrong[row] = {"name": strayed[0], "category": category.names[place]}
    sheet.findings.rows(
        "not_for_category", sheet.headers["failed"], np.array(list(wrong), dtype=int), texts, lambda row: wrong[row]
    )


def _rechecked(sheet: Sheet) -> None:
    """Note a re-check without its day, and a day without its result."""
    pair = [name for name in ("rechecked_on", "recheck") if name in sheet]
    if not pair:
        return
    given = [
        ~sheet.texts(name).empty if name in sheet else np.zeros(sheet.rows, bool)
        for name in ("rechecked_on", "recheck")
    ]
    sheet.findings.rows("half_recheck", sheet.headers[pair[0]], np.flatnonzero(given[0] != given[1]))
