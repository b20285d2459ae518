"""How the cells of an OpenDocument sheet look, told from content.xml (ODF 1.3, part 3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from data.read.workbooks.formats import plain
from data.read.workbooks.marks import Marks
from data.read.workbooks.sheet_xml import Fault
from data.read.workbooks.strings import Run, seen
from data.read.workbooks.styles import Style
from data.read.workbooks.xml import parse

_COLUMNS, _ROWS = "number-columns-repeated", "number-rows-repeated"
_FORMATS = ("number-style", "percentage-style", "currency-style")
_CELLS = ("table-cell", "covered-table-cell")


@dataclass
class Sheet:
    """The looks of one sheet; reach: rows and columns up to the last cell that holds anything."""

    marks: Marks = field(default_factory=Marks)
    faults: list[Fault] = field(default_factory=list)
    reach: tuple[int, int] = (0, 0)


class Looks:
    """Reads content.xml cell by cell. `sheets` and `styles` are what it has found."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self.styles: dict[int, Style] = {}
        self._codes: dict[str, str] = {}  # format code by the name of a number's style
        self._own: dict[str, tuple[str, bool, bool]] = {}  # format, struck and raised by the name of a style
        self._numbers: dict[Style, int] = {}
        self._styled: list[tuple[int, int, int]] = []
        self._sheet: Sheet | None = None
        self._row = self._column = self._place = 0
        self._format = self._style = ""
        self._cell: dict[str, str] | None = None
        self._repeat = 1
        self._runs: list[Run] = []
        self._spans: list[str] = []
        self._literal = False

    def read(self, chunks: Iterable[bytes]) -> None:
        """Fill sheets and styles. Raises expat.ExpatError for damaged XML, RefusedError for a document type."""
        parse(chunks, self._start, self._end, self._text)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name, item = tag.rpartition("\n")[2], {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._sheet = self.sheets.setdefault(item.get("name", ""), Sheet())
            self._row, self._place, self._styled = 0, 0, []
        elif self._sheet is not None:
            self._in_sheet(name, item, self._sheet.marks)
        else:
            self._in_styles(name, item)

    def _in_styles(self, name: str, item: dict[str, str]) -> None:
        if name in _FORMATS:
            self._format = item.get("name", "")
            self._codes[self._format] = ""
        elif name == "number" and self._format:
            places = int(item.get("decimal-places", "0") or 0)
            zeros = "0" * max(1, int(item.get("min-integer-digits", "1") or 1))
            self._codes[self._format] += zeros + ("." + "0" * places if 0 < places <= 30 else "")
            if float(item.get("display-factor", "1") or 1) != 1:
                self._codes[self._format] += ","
        elif name in ("text", "currency-symbol") and self._format:
            self._literal = True
        elif name == "style":
            self._style = item.get("name", "")
            self._own[self._style] = (item.get("data-style-name", ""), False, False)
        elif name == "text-properties" and self._style:
            code, _, _ = self._own[self._style]
            struck = item.get("text-line-through-style", "none") != "none"
            self._own[self._style] = (code, struck, _raised(item.get("text-position", "")))

    def _in_sheet(self, name: str, item: dict[str, str], marks: Marks) -> None:
        hidden = item.get("visibility") in ("collapse", "filter")
        if name == "table-column":
            count = int(item.get(_COLUMNS, "1"))
            if hidden:
                marks.hidden_columns.append((self._place, self._place + count - 1))
            self._place += count
        elif name == "table-row":
            self._repeat, self._column = int(item.get(_ROWS, "1")), 0
            if hidden and self._repeat < 100_000:
                marks.hidden_rows += range(self._row, self._row + self._repeat)
        elif name in _CELLS:
            self._cell, self._runs = item, []
        elif name == "span":
            self._spans.append(item.get("style-name", ""))

    def _text(self, text: str) -> None:
        if self._literal:
            self._codes[self._format] += text if text == "%" else f'"{text}"'
        elif self._cell is not None:
            _, struck, raised = self._own.get(self._spans[-1] if self._spans else "", ("", False, False))
            self._runs.append(Run(text, raised, struck))

    def _end(self, tag: str) -> None:
        name = tag.rpartition("\n")[2]
        if name == "table" and self._sheet is not None:
            self._sheet.marks.styled.append(np.array(self._styled, np.int32).reshape(-1, 3))
            self._sheet = None
        elif name in _FORMATS:
            self._format = ""
        elif name in ("text", "currency-symbol"):
            self._literal = False
        elif name == "style":
            self._style = ""
        elif name == "span" and self._spans:
            self._spans.pop()
        elif name == "table-row":
            self._row += self._repeat
        elif name in _CELLS and self._cell is not None and self._sheet is not None:
            self._cell_read(self._cell, self._sheet)
            self._cell = None

    def _cell_read(self, item: dict[str, str], sheet: Sheet) -> None:
        count, kind = int(item.get(_COLUMNS, "1")), item.get("value-type", "")
        row, column = self._row, self._column
        self._column += count
        if not kind and not self._runs and "formula" not in item:
            return
        sheet.reach = max(sheet.reach[0], row + self._repeat), max(sheet.reach[1], column + count)
        code, struck, _ = self._own.get(item.get("style-name", ""), ("", False, False))
        code = self._codes.get(code, "") or ("0%" if kind == "percentage" else "")
        style = Style("" if kind not in ("float", "percentage", "currency") or plain(code or "0") else code, struck)
        text = "".join(run.text for run in self._runs)
        if style != Style("", False) and count * self._repeat < 100_000:
            number = self._numbers.setdefault(style, len(self._numbers))
            self.styles[number] = style
            self._styled += [(row + r, column + c, number) for r in range(self._repeat) for c in range(count)]
        if "formula" in item and (not kind or (kind == "string" and text.startswith(("#", "Err:")))):
            sheet.faults.append(Fault(row, column, text))
        if any(run.raised or run.struck for run in self._runs) and (marked := seen(self._runs)) is not None:
            sheet.marks.texts[row, column] = marked
        tall, wide = int(item.get("number-rows-spanned", "1")), int(item.get("number-columns-spanned", "1"))
        if tall > 1 or wide > 1:
            sheet.marks.merged.append((row, column, row + tall - 1, column + wide - 1))


def _raised(position: str) -> bool:
    """Whether letters stand above the line: "super 58%", or some per cent of their height above it."""
    return position.startswith("super") or (position[:1].isdecimal() and not position.startswith("0"))
