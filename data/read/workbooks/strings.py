"""Texts whose letters are not all written alike: raised digits, and words that are crossed out."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from xml.parsers import expat

import numpy as np

from data import limits
from data.read.workbooks.package import Package, broken, whole_cells
from data.read.workbooks.xml import parse

PART = "xl/sharedStrings.xml"
_NUMBER = re.compile(r"\s*[<>≤≥＜＞]?\s*[+\-−]?\d[\d.,]*\s*%?\s*")
_RAISED = str.maketrans("0123456789+-−()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ")
# What a raised digit is a power of; behind any other word it is a note.
_POWER = re.compile(r"(?:^|[^A-Za-zµμ])(?:[cdkmnµμ]?m|s|h|min|ft|in|10|L|kg|g|mol|Pa)\s*$")
_TEXT, _HELD = re.compile(rb"<(?:\w+:)?si\b"), re.compile(rb"""t=["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*<""")
_MARKED = re.compile(rb"<(?:\w+:)?(?:vertAlign|strike)\b")


class Run(NamedTuple):
    """Letters of one kind: raised above the line, or crossed out."""

    text: str
    raised: bool
    struck: bool


class Seen(NamedTuple):
    """A text as a person reads it: its letters as they are stored, without notes and crossed-out ones, and which left.

    left: raised (a note), struck (part of the text) or gone (all of it is crossed out); "" where none did.
    """

    stored: str
    text: str
    left: str


def marked(chunks: Iterable[bytes]) -> bool:
    """Whether any text in these bytes may be raised or crossed out; a tag may be divided between two of them."""
    rest = b""
    for chunk in chunks:
        if _MARKED.search(rest + chunk):
            return True
        rest = chunk[-40:]
    return False


def seen(runs: list[Run]) -> Seen | None:
    """How a text of several runs is read; None where it is just what is stored."""
    stored, kept, left = "".join(run.text for run in runs), "", ""
    for run in runs:
        if run.struck and run.text.strip():
            left = "struck"
        elif not run.raised:
            kept += run.text
        elif _note(kept, run.text):
            left = left or "raised"
        else:
            kept += run.text.translate(_RAISED)
    if left == "struck" and not kept.strip():
        return Seen(stored, stored, "gone")
    return None if kept == stored else Seen(stored, kept.strip() if left else kept, left)


def _note(before: str, raised: str) -> bool:
    """Whether a raised text is a note to what stands before it; else a power, as of 10³ and m²."""
    if not before.strip() or not raised.strip():
        return False
    if _NUMBER.fullmatch(before):
        return before.strip() != "10"
    return not _POWER.search(before) and before.rstrip()[-1:].isalnum()


def shared(package: Package) -> dict[int, Seen]:
    """The shared texts that are read otherwise than they are stored, by their place in the table of texts."""
    if not package.has(PART) or not marked(package.chunks(PART)):
        return {}
    reader = Reader()
    found, place = {}, 0

    def kept(text: Seen | None) -> None:
        nonlocal place
        if text is not None:
            found[place] = text
        place += 1

    reader.done = kept
    try:
        parse(
            package.chunks(PART),
            lambda tag, attributes: reader.start(tag.rpartition("\n")[2], attributes),
            lambda tag: reader.end(tag.rpartition("\n")[2]),
            reader.letters,
        )
    except expat.ExpatError as error:
        raise broken() from error
    return found


def shared_bytes(package: Package, sheet: str, cells: int) -> int:
    """About how many bytes the shared texts take once each of a sheet's cells holds its own copy.

    A long text stands in memory as the workbook's, as ours with up to four bytes a letter, and while it is tidied: it
    counts LONG_TEXT_COPIES-fold. cells: how many there may be. They are only counted text by text where the longest
    text in all would be too much.
    """
    if not package.has(PART):
        return 0
    content = package.whole(PART)
    begins = np.array([match.start() for match in _TEXT.finditer(content)] + [len(content)])
    lengths = np.diff(begins)
    lengths = np.where(lengths > limits.LONG_TEXT, lengths * limits.LONG_TEXT_COPIES, lengths)
    most = int(lengths.max(initial=0)) * cells
    if most <= limits.XLSX_TEXT_BYTES:
        return most
    total = 0
    for chunk in whole_cells(package.chunks(sheet)):
        places = np.array(_HELD.findall(chunk), object).astype(np.int64)
        total += int(lengths[places[places < len(lengths)]].sum())
    return total


class Reader:
    """Follows the tags of rich text, and hands each text (an si or is element) to `done` as it ends."""

    def __init__(self, done: Callable[[Seen | None], Any] = bool) -> None:
        self.done = done
        self._runs: list[Run] = []
        self._raised = self._struck = self._inside = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag by its local name."""
        if name in ("si", "is"):
            self._runs = []
        elif name == "r":
            self._raised = self._struck = False
        elif name == "vertAlign":
            self._raised = attributes.get("val") == "superscript"
        elif name == "strike":
            self._struck = attributes.get("val", "1") not in ("0", "false")
        elif name == "rPh":
            self._phonetic = True
        self._inside = name == "t" and not self._phonetic

    def letters(self, text: str) -> None:
        """Text between tags."""
        if self._inside:
            self._runs.append(Run(text, self._raised, self._struck))

    def end(self, name: str) -> None:
        """The end of a tag."""
        self._inside = False
        if name == "rPh":
            self._phonetic = False
        elif name == "r":
            self._raised = self._struck = False
        elif name in ("si", "is"):
            self.done(seen(self._runs))
