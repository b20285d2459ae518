"""What a sheet's XML says that its values do not: how far it reaches, cells with errors, formulas without a result.

Two passes give the same: `quick` searches the bytes and only says whether there is anything to look at; `Exact` is a
real parser, about ten times slower.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

import numpy as np

_TAG, _C, _F, _QUOTE, _A, _ZERO = b'<cf"A0'
_START = b'<c r="'
_ENDS = np.isin(np.arange(256), list(b" />\t\r\n"))  # by byte: does it end the name of a tag
_LONGEST = 11  # XFD1048576 and its quotation mark
# The name space of sheets under a prefix: cells may then be called x:c.
_PREFIXED = re.compile(rb"xmlns:\w+\s*=\s*.http://[^\"']*/spreadsheetml/(?:2006/)?main\b")
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Fault(NamedTuple):
    """A cell that holds no value: its row and column (the first is 0), and the error, or "" for a formula."""

    row: int
    column: int
    error: str


class Reach(NamedTuple):
    """How many rows and columns a sheet spans from its first cell, and whether it has formulas or errors."""

    rows: int
    columns: int
    faulty: bool


class DeclaredError(ValueError):
    """The sheet declares a document type, which no workbook has a use for."""


def quick(chunks: Iterable[bytes]) -> Reach | None:
    """How far the sheet reaches, or None where only a parser can tell: every cell must begin as in <c r="A1"."""
    rows = columns = 0
    faulty = False
    for number, text in enumerate(_whole_tags(chunks)):
        if b"\0" in text or b":c " in text or (number == 0 and _PREFIXED.search(text)):
            return None
        data = np.frombuffer(text + bytes(len(_START) + _LONGEST), np.uint8)
        tags = np.flatnonzero(data == _TAG)
        initial = data[tags + 1]
        cells, formulas = tags[initial == _C], tags[initial == _F]
        cells = cells[_ENDS[data[cells + 2]]]
        if any((data[cells + offset] != char).any() for offset, char in enumerate(_START)):
            return None
        furthest = _furthest(data, cells + len(_START))
        if furthest is None:
            return None
        rows, columns = max(rows, furthest[0]), max(columns, furthest[1])
        faulty = faulty or bool(_ENDS[data[formulas + 2]].any()) or b't="e"' in text or b"t='e'" in text
    return Reach(rows, columns, faulty)


def _whole_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, no tag divided."""
    rest: list[bytes] = []
    for chunk in chunks:
        cut = chunk.rfind(b"<")
        if cut < 0:
            rest.append(chunk)
            continue
        yield b"".join((*rest, chunk[:cut]))
        rest = [chunk[cut:]]
    yield b"".join(rest)


def _furthest(data: np.ndarray, places: np.ndarray) -> tuple[int, int] | None:
    """The largest row and column of the references (AD17) that begin at these places; None if one is too long."""
    most_rows = most_columns = 0
    row = column = np.zeros(len(places), np.int32)
    for offset in range(_LONGEST):
        char = data[places + offset].astype(np.int32)
        ended = char == _QUOTE
        if ended.any():
            most_rows, most_columns = max(most_rows, row[ended].max()), max(most_columns, column[ended].max())
            places, row, column, char = (held[~ended] for held in (places, row, column, char))
        letter = char >= _A
        column = np.where(letter, column * 26 + (char - _A + 1), column)
        row = np.where(letter, row, row * 10 + (char - _ZERO))
    return None if len(places) else (int(most_rows), int(most_columns))


class Exact:
    """Reads a sheet's XML cell by cell. No entity is expanded; a document type is refused with DeclaredError.

    stale: the workbook says that all results are to be computed anew, so none that is stored can be trusted.
    """

    def __init__(self, stale: bool) -> None:
        self.stale = stale
        self.faults: list[Fault] = []
        self.rows = self.columns = 0
        self._row = self._column = -1
        self._type = self._value = ""
        self._formula = self._inside = False

    def read(self, chunks: Iterable[bytes]) -> None:
        """Fill faults, rows and columns. Raises expat.ExpatError where the XML is not well formed."""
        parser = expat.ParserCreate(namespace_separator="\n")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._declared
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _declared(self, *_: object) -> None:
        raise DeclaredError

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("\n")[2]
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif name == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._row = int(place[2]) - 1 if place else self._row
            self.rows, self.columns = max(self.rows, self._row + 1), max(self.columns, self._column + 1)
            self._type, self._value, self._formula = attributes.get("t", "n"), "", False
        elif name == "f":
            self._formula = True
        self._inside = name == "v"

    def _text(self, text: str) -> None:
        if self._inside:
            self._value += text

    def _end(self, tag: str) -> None:
        self._inside = False
        if tag.rpartition("\n")[2] != "c":
            return
        if self._type == "e" and self._value:
            self.faults.append(Fault(self._row, self._column, self._value))
        elif self._formula and (self.stale or not (self._value or self._type == "str")):
            self.faults.append(Fault(self._row, self._column, ""))


def _column(letters: str) -> int:
    """The place of a column by its letters: A is 0."""
    place = 0
    for char in letters:
        place = place * 26 + ord(char) - ord("A") + 1
    return place - 1
