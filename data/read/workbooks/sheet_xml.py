"""What a sheet's XML says that its values do not: how far it reaches, cells without a value, how cells look."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from data.read.workbooks.marks import Marks, corners, place_of
from data.read.workbooks.strings import Reader, Seen
from data.read.workbooks.styles import Style
from data.read.workbooks.xml import parse

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class Fault(NamedTuple):
    """A cell that holds no value: its row and column (the first is 0), and the error, or "" for a formula."""

    row: int
    column: int
    error: str


class Exact:
    """Reads a sheet's XML cell by cell. No entity is expanded; a document type is refused with RefusedError.

    stale: the workbook says that all results are to be computed anew, so none that is stored can be trusted; styles
    and shared: the styles and shared texts that matter, by the numbers that cells name them by.
    """

    def __init__(
        self, stale: bool, styles: Mapping[int, Style] | None = None, shared: Mapping[int, Seen] | None = None
    ) -> None:
        self.stale, self.styles, self.shared = stale, styles or {}, shared or {}
        self.faults: list[Fault] = []
        self.marks = Marks()
        self.rows = self.columns = 0
        self._styled: list[tuple[int, int, int]] = []
        self._row = self._column = self._style = -1
        self._type = self._value = ""
        self._formula = self._inside = self._filled = False
        self._rich = Reader(self._inline)

    def read(self, chunks: Iterable[bytes]) -> None:
        """Fill faults, marks, rows and columns. Raises expat.ExpatError where the XML is not well formed."""
        parse(chunks, self._start, self._end, self._text)
        self.marks.styled.append(np.array(self._styled, np.int32).reshape(-1, 3))

    def _inline(self, text: Seen | None) -> None:
        self._filled = True
        if text is not None:
            self.marks.texts[self._row, self._column] = text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("\n")[2]
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
            self.marks.row(self._row, attributes)
        elif name == "c":
            self._cell(attributes)
        elif name == "f":
            self._formula = True
        elif name == "col":
            self.marks.column(attributes)
        elif name == "mergeCell" and (found := corners(attributes.get("ref", ""))):
            self.marks.merged.append(found)
        else:
            self._rich.start(name, attributes)
        self._inside = name == "v"

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        self._column = place_of(place[1]) if place else self._column + 1
        self._row = int(place[2]) - 1 if place else self._row
        self._type, self._value, self._formula = attributes.get("t", "n"), "", False
        self._style = int(attributes["s"]) if attributes.get("s", "").isdecimal() else 0
        self._filled = False

    def _text(self, text: str) -> None:
        if self._inside:
            self._value += text
        else:
            self._rich.letters(text)

    def _end(self, tag: str) -> None:
        self._inside = False
        name = tag.rpartition("\n")[2]
        if name == "c":
            self._cell_ended()
        else:
            self._rich.end(name)

    def _cell_ended(self) -> None:
        if self._formula or self._filled or self._value:
            self.rows, self.columns = max(self.rows, self._row + 1), max(self.columns, self._column + 1)
        if self._type == "e" and self._value:
            self.faults.append(Fault(self._row, self._column, self._value))
        elif self._formula and (self.stale or not (self._value or self._type == "str")):
            self.faults.append(Fault(self._row, self._column, ""))
        style = self.styles.get(self._style)
        if style is not None and (self._type == "n" or style.struck):
            self._styled.append((self._row, self._column, self._style))
        if self._type == "s" and self.shared and self._value.strip().isdecimal():
            text = self.shared.get(int(self._value))
            if text is not None:
                self.marks.texts[self._row, self._column] = text
