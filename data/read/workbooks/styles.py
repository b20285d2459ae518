"""The styles of a workbook that change what a number says: its format, and a line through the cell."""

from typing import NamedTuple

from data.read.workbooks.formats import plain
from data.read.workbooks.package import Package
from data.read.workbooks.workbook import elements

PART = "xl/styles.xml"
# Formats that Excel knows by number alone and that are not plain (ECMA-376-1, 18.8.30).
BUILT_IN = {9: "0%", 10: "0.00%"}


class Style(NamedTuple):
    """The format code of the cell's number, "" where it shows the number itself; whether a line goes through it."""

    code: str
    struck: bool


def styles(package: Package) -> dict[int, Style]:
    """Styles by the number that cells name them by; only those that matter."""
    if not package.has(PART):
        return {}
    codes, fonts, found = dict(BUILT_IN), [], {}
    place, inside = -1, ""
    for tag, item in elements(package, PART):
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs", "fills", "cellStyles"):
            inside = tag
        elif tag == "numFmt" and inside != "dxfs":
            codes[_number(item.get("numFmtId"))] = item.get("formatCode", "General")
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1] = item.get("val", "1") not in ("0", "false")
        elif tag == "xf" and inside == "cellXfs":
            place += 1
            code, font = codes.get(_number(item.get("numFmtId")), "General"), _number(item.get("fontId"))
            style = Style("" if plain(code) else code, 0 <= font < len(fonts) and fonts[font])
            if style != Style("", False):
                found[place] = style
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1
