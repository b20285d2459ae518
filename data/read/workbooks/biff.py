"""How the cells of an old Excel workbook look, told from its records ([MS-XLS])."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from data.read.workbooks.formats import plain
from data.read.workbooks.marks import Marks
from data.read.workbooks.sheet_xml import Fault
from data.read.workbooks.styles import BUILT_IN, Style

LOCKED, _SHEET, _FONT, _FORMAT, _XF, _ROW, _COLUMNS, _MERGED = 0x2F, 0x85, 0x31, 0x41E, 0xE0, 0x208, 0x7D, 0xE5
_NUMBER, _SMALL, _SMALLS, _FORMULA, _TEXT, _ERROR = 0x203, 0x27E, 0xBD, 0x06, 0xFD, 0x205
_ONE = (_NUMBER, _SMALL, _FORMULA)
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_END = 0x0A


class Font(NamedTuple):
    """Whether its letters are crossed out, and whether they are raised."""

    struck: bool
    raised: bool


@dataclass
class Globals:
    """What stands above all sheets: where each begins, and the fonts and formats that their cells name."""

    begins: dict[str, int] = field(default_factory=dict)
    fonts: list[Font] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    cells: list[tuple[int, int]] = field(default_factory=list)  # font and format of each style
    locked: bool = False

    @property
    def styles(self) -> dict[int, Style]:
        """Styles by the number that cells name them by; only those that matter."""
        found = {}
        for place, (font, code) in enumerate(self.cells):
            text = self.codes.get(code, "General")
            style = Style("" if plain(text) else text, self._font(font).struck)
            if style != Style("", False):
                found[place] = style
        return found

    @property
    def mixed(self) -> bool:
        """Whether letters inside a cell are raised or crossed out: a font that looks so and that no whole cell has."""
        whole = {font for font, _ in self.cells}
        numbers = [place if place < 4 else place + 1 for place in range(len(self.fonts))]  # no font is number 4
        return any(any(self._font(number)) and number not in whole for number in numbers)

    def _font(self, number: int) -> Font:
        place = number if number < 4 else number - 1
        return self.fonts[place] if place < len(self.fonts) else Font(False, False)


def records(data: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind of each record from a place on, where it begins and its length, up to the one that ends the part."""
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind == _END or at + 4 + size > len(data):
            return
        yield kind, at + 4, size
        at += 4 + size


def book(data: bytes) -> Globals:
    """What the first part of a workbook's stream says. Raises struct.error where a record is too short."""
    found = Globals()
    for kind, at, size in records(data, 0):
        if kind == LOCKED:
            found.locked = True
            return found
        if kind == _SHEET:
            found.begins[_text(data, at + 6, at + size, wide=1)] = struct.unpack_from("<I", data, at)[0]
        elif kind == _FONT:
            flags, _, _, raised = struct.unpack_from("<4H", data, at + 2)
            found.fonts.append(Font(bool(flags & 8), raised == 1))
        elif kind == _FORMAT:
            found.codes[struct.unpack_from("<H", data, at)[0]] = _text(data, at + 2, at + size, wide=2)
        elif kind == _XF:
            found.cells.append(struct.unpack_from("<HH", data, at))
    return found


def looks(data: bytes, begin: int, styles: dict[int, Style]) -> tuple[Marks, list[Fault]]:
    """The marks of one sheet and its cells that hold an error. Raises struct.error where a record is too short."""
    marks, faults, styled = Marks(), [], []
    for kind, at, size in records(data, begin):
        if kind in _ONE or (kind == _TEXT and styles):
            row, column, style = struct.unpack_from("<3H", data, at)
            if style in styles and (kind != _TEXT or styles[style].struck):
                styled.append((row, column, style))
            if kind == _FORMULA and data[at + 6] == 2 and data[at + 12 : at + 14] == b"\xff\xff":
                faults.append(Fault(row, column, _ERRORS.get(data[at + 8], "#?")))
        elif kind == _SMALLS and styles:
            row, column = struct.unpack_from("<HH", data, at)
            for place in range((size - 6) // 6):
                style = struct.unpack_from("<H", data, at + 4 + 6 * place)[0]
                if style in styles:
                    styled.append((row, column + place, style))
        elif kind == _ERROR and data[at + 7]:
            row, column = struct.unpack_from("<HH", data, at)
            faults.append(Fault(row, column, _ERRORS.get(data[at + 6], "#?")))
        elif kind == _ROW and struct.unpack_from("<I", data, at + 12)[0] & 0x20:
            marks.hidden_rows.append(struct.unpack_from("<H", data, at)[0])
        elif kind == _COLUMNS and data[at + 8] & 1:
            marks.hidden_columns.append(struct.unpack_from("<HH", data, at))
        elif kind == _MERGED:
            count = struct.unpack_from("<H", data, at)[0]
            corners = [struct.unpack_from("<4H", data, at + 2 + 8 * place) for place in range(min(count, size // 8))]
            marks.merged += [(top, left, bottom, right) for top, bottom, left, right in corners]
    marks.styled.append(np.array(styled, np.int32).reshape(-1, 3))
    return marks, faults


def _text(data: bytes, at: int, end: int, wide: int) -> str:
    """A text with its length in so many bytes, then a byte that says whether its letters have one byte or two."""
    length = int.from_bytes(data[at : at + wide], "little")
    at += wide
    if data[at] & 1:
        return data[at + 1 : min(at + 1 + 2 * length, end)].decode("utf-16-le", "replace")
    return data[at + 1 : min(at + 1 + length, end)].decode("latin-1")
