"""A quick look at the XML of a sheet: its bytes are searched, and nothing is claimed where only a parser can tell.

It finds what `sheet_xml.Exact` finds, about ten times faster, except which cells hold no value: only whether any may.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from data.read.workbooks.marks import Marks, numbers_of, styled_cells
from data.read.workbooks.package import whole_cells
from data.read.workbooks.strings import Seen
from data.read.workbooks.styles import Style

_OPEN, _COLON, _QUOTE, _A, _ZERO, _SPACE = b'<:"A0 '
_START = b'<c r="'
_ENDS = b" />\t\r\n"  # what ends the name of a tag
_LONGEST = 11  # XFD1048576 and its quotation mark
_STYLE = b' s="'
_DIGITS = 5  # of the number of a style, and its quotation mark; no program writes 10,000 styles
# The name space of sheets under a prefix: cells may then be called x:c.
_PREFIXED = re.compile(rb"xmlns:\w+\s*=\s*.http://[^\"']*/spreadsheetml/(?:2006/)?main\b")
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")


class Reach(NamedTuple):
    """How many rows and columns a sheet spans from its first cell, and whether it has formulas or errors."""

    rows: int
    columns: int
    faulty: bool


class Cells(NamedTuple):
    """Where the cells of a piece of XML begin and their references end; their rows and columns, counted from 1."""

    begin: np.ndarray
    end: np.ndarray
    rows: np.ndarray
    columns: np.ndarray


def quick(
    chunks: Iterable[bytes], styles: Mapping[int, Style], shared: Mapping[int, Seen]
) -> tuple[Reach, Marks] | None:
    """How far a sheet reaches and how its cells look; None unless every cell begins as in <c r="A1"."""
    rows = columns = 0
    faulty, marks, wanted = False, Marks(), [b' s="%d"' % style for style in styles]
    for number, piece in enumerate(whole_cells(chunks)):
        text = _DECLARATION.sub(b"", piece) if number == 0 else piece
        data = np.frombuffer(text + bytes(_LONGEST + _DIGITS + len(_STYLE) + 8), np.uint8)
        tags = _Tags(data)
        if tags.unsure() or b"\0" in text or (number == 0 and _PREFIXED.search(text)):
            return None
        found = _cells(data, tags.named("c"))
        if found is None or not marks.around(text):
            return None
        rows, columns = max(rows, found.rows.max(initial=0)), max(columns, found.columns.max(initial=0))
        faulty = faulty or len(tags.named("f")) > 0 or tags.errors()
        if any(sign in text for sign in wanted):
            marks.styled.append(_styled(text, data, found, styles))
        if shared:
            marks.worded(text, shared)
    return Reach(int(rows), int(columns), faulty), marks


class _Tags:
    """The tags in a piece of XML by the first letters of their names."""

    def __init__(self, data: np.ndarray) -> None:
        self.data, self.opens, self.second = data, data[:-2] == _OPEN, data[1:-1]

    def named(self, letter: str) -> np.ndarray:
        """Where the tags begin whose name is this letter."""
        places = np.flatnonzero(self.opens & (self.second == ord(letter)))
        return places[np.isin(self.data[places + 2], list(_ENDS))]

    def unsure(self) -> bool:
        """Whether there are comments, quotations, names with prefix, marked letters, or attributes in single marks."""
        for first, third in (("!", ""), ("v", "e"), ("s", "t")):
            places = self.opens & (self.second == ord(first))
            if (places & (self.data[2:] == ord(third))).any() if third else places.any():
                return True
        prefixed = (self.data[:-2] == _COLON) & (self.second == ord("c"))
        single = (self.data[:-2] == ord("=")) & (self.second == ord("'"))
        return bool(prefixed.any() or single.any())

    def errors(self) -> bool:
        """Whether any cell may be of the type of errors."""
        quoted = (self.data[:-2] == _QUOTE) & (self.second == ord("e"))
        return bool((quoted & (self.data[2:] == _QUOTE)).any())


def _cells(data: np.ndarray, begin: np.ndarray) -> Cells | None:
    """The cells that begin at these places, with references such as AD17; None if one begins otherwise."""
    if any((data[begin + offset] != _START[offset]).any() for offset in range(2, len(_START))):
        return None
    first = begin + len(_START)
    row, column, length = (np.zeros(len(begin), np.int32) for _ in range(3))
    open_ = np.ones(len(begin), bool)
    for offset in range(_LONGEST):
        sign = data[first + offset].astype(np.int32)
        open_ &= sign != _QUOTE
        if not open_.any():
            return Cells(begin, first + length, row, column)
        letter = sign >= _A
        column = np.where(open_ & letter, column * 26 + (sign - _A + 1), column)
        row = np.where(open_ & ~letter, row * 10 + (sign - _ZERO), row)
        length += open_
    return None if open_.any() else Cells(begin, first + length, row, column)


def _styled(text: bytes, data: np.ndarray, found: Cells, styles: Mapping[int, Style]) -> np.ndarray:
    """Row, column and style of the cells that are numbers or struck through, of the styles that matter."""
    after = found.end + 1
    direct = np.ones(len(after), bool)
    for offset, sign in enumerate(_STYLE):
        direct &= data[after + offset] == sign
    # Styles that do not follow the reference at once, as some programs write them, are looked for one by one.
    if text.count(_STYLE) > direct.sum():
        return styled_cells(text, styles)
    rows, columns, after = found.rows[direct], found.columns[direct], after[direct] + len(_STYLE)
    number, ended = numbers_of(data, after, _DIGITS)
    struck = [style for style, each in styles.items() if each.struck]
    typed = (data[ended + 2] == ord("t")) & (data[ended + 5] != ord("n")) & (data[ended + 1] == _SPACE)
    keep = np.isin(number, list(styles)) & (~typed | np.isin(number, struck))
    return np.stack([rows[keep] - 1, columns[keep] - 1, number[keep]], axis=1).astype(np.int32)
