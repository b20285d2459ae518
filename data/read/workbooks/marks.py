"""How the cells of a sheet look, told from its XML: hidden, merged, in a style of their own, with marked letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from data.read.workbooks.strings import Seen
from data.read.workbooks.styles import Style

_CELL = rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*?) s="(%b)"([^>]*)>'
_SHARED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*? t="s"[^>]*><v>\s*(\d+)\s*</v>')
_ATTRIBUTE = re.compile(rb"""\s([a-z]+)\s*=\s*["']([^"']*)["']""")
_ROW, _COL = re.compile(rb"<row\b([^>]*)>"), re.compile(rb"<col\b([^>]*)>")
_MERGED = re.compile(rb"""<mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
_TRUE = ("1", "true")
_PLAIN_TYPE = re.compile(rb'\st="(?!n")')

_UNSEEN = (b"hidden", b' width="0"', b' ht="0"')


@dataclass
class Marks:
    """Rows and columns are counted from 0, both ends of a range belong to it.

    styled: arrays of (row, column, style); texts: what stands at (row, column) and how it is read.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    styled: list[np.ndarray] = field(default_factory=list)
    texts: dict[tuple[int, int], Seen] = field(default_factory=dict)

    def row(self, place: int, attributes: Mapping[str, str]) -> None:
        """Note a row that is hidden, or has no height."""
        if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
            self.hidden_rows.append(place)

    def column(self, attributes: Mapping[str, str]) -> None:
        """Note columns that are hidden, or have no width."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        unseen = attributes.get("hidden") in _TRUE or attributes.get("width") == "0"
        if unseen and first.isdecimal() and last.isdecimal():
            self.hidden_columns.append((int(first) - 1, int(last) - 1))

    def around(self, text: bytes) -> bool:
        """Note what a piece of XML says is hidden or merged; False where a hidden row does not say where it is."""
        if b"<mergeCell" in text:
            self.merged += [_corners(*match.groups()) for match in _MERGED.finditer(text)]
        if not any(word in text for word in _UNSEEN):
            return True
        for match in _COL.finditer(text):
            self.column(_attributes(match[1]))
        for match in _ROW.finditer(text):
            if any(word in match[1] for word in _UNSEEN):
                attributes = _attributes(match[1])
                if not attributes.get("r", "").isdecimal():
                    return False
                self.row(int(attributes["r"]) - 1, attributes)
        return True

    def worded(self, text: bytes, shared: Mapping[int, Seen]) -> None:
        """Note the cells of a piece of XML that hold one of these shared texts."""
        for letters, row, place in (match.groups() for match in _SHARED.finditer(text)):
            if int(place) in shared:
                self.texts[int(row) - 1, place_of(letters.decode())] = shared[int(place)]


def styled_cells(text: bytes, styles: Mapping[int, Style]) -> np.ndarray:
    """Row, column and style of the cells that are numbers or struck through, of the styles that matter."""
    struck = {b"%d" % style for style, each in styles.items() if each.struck}
    cell = re.compile(_CELL % b"|".join(b"%d" % style for style in styles))
    rows = [
        (int(row) - 1, place_of(letters.decode()), int(style))
        for letters, row, before, style, after in (match.groups() for match in cell.finditer(text))
        if style in struck or not (_PLAIN_TYPE.search(before) or _PLAIN_TYPE.search(after))
    ]
    return np.array(rows, np.int32).reshape(-1, 3)


def numbers_of(data: np.ndarray, places: np.ndarray, longest: int) -> tuple[np.ndarray, np.ndarray]:
    """The whole numbers that begin at these places, and where each ends; -1 for what is no number, or is too long."""
    number, ended = np.zeros(len(places), np.int32), np.zeros(len(places), bool)
    ends = places.copy()
    for offset in range(longest):
        sign = data[places + offset].astype(np.int32) - ord("0")
        ended |= (sign < 0) | (sign > 9)
        number = np.where(ended, number, number * 10 + sign)
        ends += ~ended
    return np.where(ended & (ends > places), number, -1), ends


def place_of(letters: str) -> int:
    """The place of a column by its letters: A is 0."""
    place = 0
    for char in letters:
        place = place * 26 + ord(char) - ord("A") + 1
    return place - 1


def corners(reference: str) -> tuple[int, int, int, int] | None:
    """The first row and column and the last row and column of A1:B2."""
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", reference)
    return None if match is None else _corners(*(part.encode() for part in match.groups()))


def _corners(left: bytes, top: bytes, right: bytes, bottom: bytes) -> tuple[int, int, int, int]:
    return int(top) - 1, place_of(left.decode()), int(bottom) - 1, place_of(right.decode())


def _attributes(text: bytes) -> dict[str, str]:
    return {name.decode(): value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(text)}
