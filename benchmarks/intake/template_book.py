"""A template as a workbook: the rows to fill, and a sheet that says in both languages what each column holds."""

from io import BytesIO

import xlsxwriter

from benchmarks.intake.templates import template_rows
from benchmarks.specs.contracts import contract
from benchmarks.specs.models import SectorSpec
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
