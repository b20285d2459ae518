"""Where the header stands, and how its names are read."""

import re
import unicodedata
from collections.abc import Sequence
from statistics import median_low

_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060\u00ad"))
_ANSWERED = ("Response", "Open-Ended Response", "回答", "答案", "开放式回答")  # below a question with one answer
_CIRCLED = re.compile(r"^\s*([①-⑳])")
_QUOTES = ('""', "''", "\u201c\u201d", "\u2018\u2019", "\u300c\u300d", "\u00ab\u00bb")
_NUMBER = re.compile(r"[<>]?[+-]?[\d.,:/ %-]+")


def find(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of a file's first rows holds the column names; None if all are blank.

    The first row that is about as wide as the rows at the end of the sample; titles and notes above are narrower.
    """
    filled = [(index, cells) for index, row in enumerate(rows) if (cells := [cell for cell in row if cell.strip()])]
    if not filled:
        return None
    deep = filled[len(filled) // 2 :]
    wide = max(2.0, median_low(len(cells) for _, cells in deep) / 2)
    if len(filled[0][1]) >= wide:
        return filled[0][0]
    below = [index for index, cells in filled if len(cells) >= wide and _wordy(cells)]
    several = [index for index, cells in filled if len(cells) > 1]
    return next(iter(below or several), filled[0][0])


def _wordy(cells: Sequence[str]) -> bool:
    """More words than numbers."""
    return sum(_NUMBER.fullmatch(cell.strip()) is None for cell in cells) * 2 > len(cells)


def below(rows: Sequence[Sequence[str]], at: int) -> int:
    """How many rows below the header are no answers: Qualtrics puts the wording and an ImportId of each question so.

    SurveyMonkey puts what is answered there: Response, or the rows and options of the question.
    """
    for place in (at + 1, at + 2):
        filled = [cell for cell in rows[place] if cell.strip()] if place < len(rows) else []
        if filled and all(cell.strip().startswith("{") and "ImportId" in cell for cell in filled):
            return place - at
    return int(_answers(rows[at + 1 : at + 2], rows[at]))


def named(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    """The header, each name with what the row below says of it where that belongs to it: question/option."""
    if below(rows, at) != 1 or not _answers(rows[at + 1 : at + 2], rows[at]):
        return list(rows[at])
    names, question = [], ""
    for place, name in enumerate(rows[at]):
        question = name if name.strip() else question
        option = rows[at + 1][place].strip() if place < len(rows[at + 1]) else ""
        names.append(question if option in ("", *_ANSWERED) else f"{question}/{option}")
    return names


def _answers(next_rows: Sequence[Sequence[str]], names: Sequence[str]) -> bool:
    """Whether the row below says what is answered: it does of some, and is blank below the first, which is no question.

    Blank names are questions that go on: each has something below it.
    """
    row = [cell.strip() for cell in next_rows[0]] if next_rows else []
    if not row or row[0] or not any(cell in _ANSWERED for cell in row):
        return False
    return all(name.strip() or (place < len(row) and row[place]) for place, name in enumerate(names[: len(row)]))


def name_of(raw: str) -> str:
    """A header as it is compared: NFKC, line breaks and runs of space as one space, no spaces or quotes around it."""
    raw = _CIRCLED.sub(lambda number: f"{unicodedata.normalize('NFKC', number[1])}.", raw)
    text = " ".join(unicodedata.normalize("NFKC", raw).translate(_UNSEEN).split())
    while len(text) > 2 and text[0] + text[-1] in _QUOTES and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def letter(place: int) -> str:
    """The letters a spreadsheet gives a column: 0 is A, 26 is AA."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters
