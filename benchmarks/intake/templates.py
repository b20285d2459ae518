"""A file to start from: the header and one plausible row that passes the check, as CSV or as a workbook."""

import csv
from datetime import date
from io import BytesIO, StringIO
from math import floor

import xlsxwriter

from benchmarks.specs.contracts import contract
from benchmarks.specs.models import Indicator, SectorSpec
from data.check.contract import Column, Contract, IndicatorRule
from data.give.neutralise import neutralised

EXPLAINED = "Columns 列说明"
_HEAD = (
    "column",
    "English",
    "中文",
    "required 必填",
    "holds 内容",
    "unit 单位",
    "from 最小",
    "to 最大",
    "categories 品类",
)
_HOLDS = {"text": "text 文本", "number": "number 数字", "date": "date 日期"}
_ANSWERS = {
    "mean": "number 数字",
    "top_box": "number 数字",
    "nps": "number 数字",
    "per_100": "count 计数",
    "share": "yes or no 是/否",
    "conformity": "pass or fail 合格/不合格",
}
_WIDE = 24  # characters; wide enough for the ids
_EXAMPLES = {
    "response": "R0001",
    "enterprise": "E01",
    "stratum": "north",
    "psu": "P01",
    "weight": "1",
    "sample": "S001",
    "lab": "L01",
    "tested_on": "2026-01-15",
    "name_en": "Example Works",
    "name_zh": "示例企业",
    "output_share": "0.1",
    "name": "Example Laboratory",
    "accreditation": "CNAS L00000",
    "scope": "*",
    "valid_until": "2030-12-31",
}


def template(spec: SectorSpec, kind: str, language: str = "en") -> bytes:
    """A CSV file (UTF-8 with BOM, so that spreadsheets read the Chinese) with a header and one example row.

    As template_rows.
    """
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(template_rows(spec, kind, language))
    return text.getvalue().encode("utf-8-sig")


def template_rows(spec: SectorSpec, kind: str, language: str = "en") -> list[list[str]]:
    """The header and one example row of a file.

    kind is register, survey, test or labs; language en gives ids as header, zh the Chinese names, and intake reads
    both. No example stands where the sector has no indicator of that kind. ValueError for another kind or language.
    """
    if language not in ("en", "zh"):
        raise ValueError(f"a template is written in en or zh; got {language!r}")
    agreed = contract(spec, kind)
    own = [each for each in agreed.indicators.values() if each.source == kind]
    headed = [*agreed.columns, *(own if kind == "survey" else ())]
    rows = [[each.id if language == "en" else each.zh for each in headed]]
    if own or kind in ("register", "labs"):
        example = {**_EXAMPLES, "sector": spec.sector, **_measured(spec, kind, language)}
        rows.append([example.get(each.id, "") for each in headed])
    return rows


def _measured(spec: SectorSpec, kind: str, language: str) -> dict[str, str]:
    """The cells of the example that depend on the indicators: answers in one category, or one measurement."""
    if kind == "survey":
        category = next(each.categories[0] for each in spec.indicators if each.source == "survey")
        asked = [each for each in spec.indicators if each.source == "survey" and each.applies_to(category)]
        return {"category": category, **{each.id: _answer(each) for each in asked}}
    if kind == "test":
        tests = [each for each in spec.indicators if each.source == "test"]
        chosen = next((each for each in tests if each.statistic == "mean"), tests[0])
        value = _measurement(chosen) if chosen.statistic == "mean" else {"en": "pass", "zh": "合格"}[language]
        return {"category": chosen.categories[0], "indicator": chosen.id, "value": value, "unit": chosen.unit}
    return {}


def _answer(indicator: Indicator) -> str:
    """The middle of the range, as a whole number where one lies inside; a count is 1, for its range ends far out."""
    low, high = indicator.range.min, indicator.range.max
    whole = 1 if indicator.statistic == "per_100" else floor((low + high) / 2 + 0.5)
    return str(whole) if low <= whole <= high else f"{(low + high) / 2:g}"


def _measurement(indicator: Indicator) -> str:
    """The newest benchmark in the file's unit, or the middle of the range where there is none."""
    newest = indicator.level_at("benchmark", date.max)
    low, high = indicator.range.min, indicator.range.max
    value = (low + high) / 2 if newest is None else (newest.value - indicator.offset) / indicator.slope
    return f"{min(max(value, low), high):.10g}"


def workbook(spec: SectorSpec, kind: str, language: str = "en") -> bytes:
    """An XLSX file: on its first sheet the rows of template_rows, on its second one line a column or indicator.

    The cells to fill are text, so that a spreadsheet leaves codes such as 0071 and dates as they are typed.
    ValueError for another kind or language.
    """
    rows, agreed, content = template_rows(spec, kind, language), contract(spec, kind), BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        first, second = book.add_worksheet(kind), book.add_worksheet(EXPLAINED)
        first.set_column(0, len(rows[0]) - 1, _WIDE, text)
        first.freeze_panes(1, 0)
        second.set_column(0, len(_HEAD) - 1, _WIDE)
        second.freeze_panes(1, 0)
        for sheet, table in ((first, rows), (second, [list(_HEAD), *_explained(agreed)])):
            for line, cells in enumerate(table):
                for place, cell in enumerate(cells):
                    look = bold if line == 0 else (text if sheet is first else None)
                    sheet.write_string(line, place, neutralised(cell), look)
    return content.getvalue()


def _explained(agreed: Contract) -> list[list[str]]:
    own = [each for each in agreed.indicators.values() if each.source == agreed.kind]
    return [*map(_column, agreed.columns), *(_indicator(each) for each in own)]


def _column(column: Column) -> list[str]:
    required = "yes 是" if column.required else "no 否"
    return [column.id, column.en, column.zh, required, _HOLDS[column.type], "", "", "", ""]


def _indicator(rule: IndicatorRule) -> list[str]:
    categories = "; ".join(sorted(rule.categories))
    ends = ("", "") if rule.statistic in ("share", "conformity") else (f"{rule.low:g}", f"{rule.high:g}")
    return [rule.id, rule.en, rule.zh, "no 否", _ANSWERS[rule.statistic], rule.unit, *ends, categories]
