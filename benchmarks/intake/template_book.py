"""A template as a workbook: cells to fill with drop-downs, an example, what each column means, and all codes."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from benchmarks.intake.templates import template_rows
from benchmarks.specs.contracts import contract
from benchmarks.specs.file_columns import COLUMNS
from benchmarks.specs.models import Indicator, SectorSpec
from data.check.contract import Column
from data.check.published import CHECKED
from data.check.register import SIZES
from data.check.spot_checks import WORDS
from data.give.neutralise import neutralised
from data.regions import PROVINCES

EXAMPLE, EXPLAINED, CODES = "Example 示例", "Columns 列说明", "Codes 代码"
_HEAD = (
    *("column", "列名", "English", "中文", "required 必填", "holds 内容", "unit 单位", "from 最小", "to 最大"),
    *("question", "问题", "asked if", "前提", "answers", "回答", "categories 品类"),
)
_CODE_HEAD = ("of 类别", "code 代码", "English", "中文")
_HOLDS = {"text": "text 文本", "number": "number 数字", "date": "date 日期"}
_ANSWERS = {
    "mean": "number 数字",
    "top_box": "number 数字",
    "nps": "number 数字",
    "per_100": "count 计数",
    "share": "yes or no 是/否",
    "conformity": "pass or fail 合格/不合格",
}
_YES = {"en": ("yes", "no"), "zh": ("是", "否")}
_WIDE = 24  # characters; wide enough for the ids
_ROWS = 5_000  # rows below the header that get drop-downs and formats
_NOTE = {"x_scale": 2, "y_scale": 1.5}
_DAYS = {each.id for columns in COLUMNS.values() for each in columns if each.type == "date"}
# The fixed columns that hold numbers.
_TYPED = ("weight", "output_share", "uncertainty", "draw_prob", "low", "high", "cmc")


def workbook(
    spec: SectorSpec, kind: str, language: str = "en", makers: Mapping[str, tuple[str, str]] | None = None
) -> bytes:
    """An XLSX file whose first sheet is to be filled in; the others hold an example, the columns and the codes.

    makers: code -> names in English and Chinese, of those registered; the drop-down of makers and the example are of
    these. Codes are text, so that a spreadsheet leaves 0071 as it is typed. ValueError for another kind or language.
    """
    header, *example = template_rows(spec, kind, language)
    ids = [each.id for each in contract(spec, kind).columns]
    own = [each for each in spec.indicators if each.source == kind]
    ids += [each.id for each in own] if kind == "survey" else []
    codes = _codes(spec, kind, makers or {})
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        looks = {name: book.add_format(said) for name, said in _LOOKS.items()}
        first = book.add_worksheet(kind)
        _write(first, [header], looks)
        for place, name in enumerate(ids):
            asked = next((each for each in own if each.id == name and kind == "survey"), None)
            look = _look(name, asked)
            first.set_column(place, place, _WIDE, looks[look])
            allowed = _allowed(name, asked, codes, language)
            if allowed:
                first.data_validation(1, place, _ROWS, place, allowed)
            if asked is not None:
                first.write_comment(0, place, neutralised(_question(asked, language)), _NOTE)
        if makers and example and "enterprise" in ids and kind != "register":
            example[0][ids.index("enterprise")] = next(iter(makers))
        _write(book.add_worksheet(EXAMPLE), [header, *example], looks)
        _write(book.add_worksheet(EXPLAINED), [_HEAD, *_explained(spec, kind)], looks)
        _write(book.add_worksheet(CODES), [_CODE_HEAD, *codes], looks)
    return content.getvalue()


_LOOKS: dict[str, dict[str, Any]] = {
    "head": {"bold": True, "text_wrap": False},
    "text": {"num_format": "@"},
    "number": {"num_format": "General"},
    "date": {"num_format": "yyyy-mm-dd"},
}


def _write(sheet: Worksheet, rows: Sequence[Sequence[str]], looks: Mapping[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(rows[0]) - 1, _WIDE)
    for line, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            sheet.write_string(line, place, neutralised(cell), looks["head" if line == 0 else "text"])


def _look(name: str, asked: Indicator | None) -> str:
    """A cell that is text keeps a code such as 0071; a number typed into one would not be held against its range."""
    if name in _DAYS:
        return "date"
    return "number" if name in _TYPED or (asked is not None and asked.statistic != "share") else "text"


def _allowed(name: str, asked: Indicator | None, codes: Sequence[Sequence[str]], language: str) -> dict[str, Any]:
    """What a cell may hold, as a spreadsheet holds it against: a list to choose from, or two ends."""
    places = [line for line, (of, *_) in enumerate(codes, start=2) if of == name]
    if places:
        column = "$B" if name == "enterprise" or language == "en" else "$D"
        listed = f"='{CODES}'!{column}${places[0]}:{column}${places[-1]}"
        return {"validate": "list", "source": listed, "error_type": "warning", "error_message": CODES}
    if asked is None:
        return {}
    if asked.statistic == "share":
        return {"validate": "list", "source": list(_YES[language])}
    whole = "integer" if asked.only_whole else "decimal"
    low, high = f"{asked.range.min:g}", f"{asked.range.max:g}"
    ends, said = {"minimum": f"={low}", "maximum": f"={high}"}, f"{low} - {high}"
    return {"validate": whole, "criteria": "between", **ends, "error_message": said}


def _codes(spec: SectorSpec, kind: str, makers: Mapping[str, tuple[str, str]]) -> list[list[str]]:
    """Column, code and both names of everything a cell is chosen from."""
    rows = [["category", each.id, each.label.en, each.label.zh] for each in spec.categories]
    tests = [each for each in spec.indicators if each.source == "test"]
    measured = [["indicator", each.id, each.label.en, each.label.zh] for each in tests]
    known = [["enterprise", code, *names] for code, names in makers.items()]
    sector = [["sector", spec.sector, spec.label.en, spec.label.zh]]
    sizes = [["size", size, size.capitalize(), zh] for size, zh in SIZES.items()]
    regions = [["region", code, each.en, each.full] for code, each in PROVINCES.items()]
    words = [[name, word, *said[:2]] for name, listed in WORDS.items() for word, said in listed.items()]
    held = {"survey": rows + known, "test": rows + measured + known, "labs": measured}
    held |= {"register": sector + regions + sizes, "states": known}
    held["published"] = [["checked", word, word.capitalize(), zh] for word, zh in CHECKED.items()]
    held["standards"] = [["indicators", *each[1:]] for each in measured]
    held["checks"] = rows + measured + known + words + regions
    parts = contract(spec, kind).parts.items()
    held["products"] = rows + known
    held["projects"] = [["problem", each.id, each.label.en, each.label.zh] for each in spec.indicators]
    held["products"] += [[name, part, said.en, said.zh] for name, values in parts for part, said in values.items()]
    return held[kind]


def _question(asked: Indicator, language: str) -> str:
    """When it is asked, the question, the words of its answers and their range."""
    lines = [getattr(part, language) for part in (asked.asked_if, asked.ask or asked.label) if part is not None]
    words = asked.answers or asked.ends
    lines += [" / ".join(getattr(words, language))] if words is not None else []
    lines += [] if asked.statistic == "share" else [f"{asked.range.min:g} - {asked.range.max:g}"]
    return "\n".join(lines)


def _explained(spec: SectorSpec, kind: str) -> list[list[str]]:
    own = [each for each in spec.indicators if each.source == kind]
    return [*map(_column, contract(spec, kind).columns), *map(_indicator, own)]


def _column(column: Column) -> list[str]:
    required = "yes 是" if column.required else "no 否"
    return [column.id, column.zh, column.en, column.zh, required, _HOLDS[column.type], *[""] * 10]


def _indicator(each: Indicator) -> list[str]:
    ends = ("", "") if each.statistic in ("share", "conformity") else (f"{each.range.min:g}", f"{each.range.max:g}")
    unit = "" if each.source == "survey" else each.unit
    name = each.asked_as if each.source == "survey" else None
    words = each.answers or each.ends
    said = [(part.en, part.zh) if part is not None else ("", "") for part in (each.ask, each.asked_if)]
    said += [(" / ".join(words.en), " / ".join(words.zh)) if words is not None else ("", "")]
    return [
        *((name.en, name.zh) if name is not None else (each.id, each.label.zh)),
        *(each.label.en, each.label.zh, "no 否", _ANSWERS[each.statistic], unit, *ends),
        *(text for pair in said for text in pair),
        "; ".join(sorted(each.categories)),
    ]
