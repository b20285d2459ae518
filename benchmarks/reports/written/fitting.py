"""How much of a text a slide holds: nothing runs over its edge."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Paragraph = tuple[str, str, float]  # text, colour, points
ROOM, LINE = 22, 130  # lines of 12 points on a slide, and letters in one
_HIGH = 5.2  # inches for a table under the title
_LETTERS = 12.5  # of 10 points in an inch


def pieces(text: str, most: int = 1000) -> Iterator[str]:
    """A text in parts that a slide holds, cut between words; a Chinese character counts as two letters."""
    part, width = "", 0
    for word in re.findall(r"\s*[^\s\u2e80-\uffff]+|\s*[\u2e80-\uffff]|\s+", text):
        if part and width + wide(word) > most:
            yield part.strip()
            part, width = "", 0
        part, width = part + word, width + wide(word)
    yield part.strip()


def wide(text: str) -> int:
    """How many letters wide a text is."""
    return sum(2 if each > "\u2e80" else 1 for each in text)


def paged(groups: Sequence[Sequence[Paragraph]], room: int) -> Iterator[list[Paragraph]]:
    """Paragraphs slide by slide: a group stays together where it fits on one; room: lines of the first slide."""
    lines: list[Paragraph] = []
    for group in groups:
        if lines and sum(map(high, group)) > room:
            yield lines
            lines, room = [], ROOM
        for each in group:
            if lines and high(each) > room:
                yield lines
                lines, room = [], ROOM
            lines.append(each)
            room -= high(each)
    if lines:
        yield lines


def high(line: Paragraph) -> int:
    """How many lines a paragraph takes with the space after it, at most."""
    return (1 if line[2] > 12 else 0) + sum(1 + wide(each) // LINE for each in line[0].split("\n"))


def cut(text: str, most: int = 260) -> str:
    """As much of a text as a slide holds; the whole stands in the other formats."""
    return text if len(text) <= most else text[: most - 1] + "…"


def runs(rows: Sequence[Sequence[str]], inches: Sequence[float]) -> list[tuple[int, int]]:
    """Where the rows of a table are cut into slides, as few as can be and each about as full.

    inches: the widths of its columns.
    """
    heights = [row_high(row, inches) for row in rows]
    fewest = len(_greedy(heights, _HIGH))
    share = sum(heights) / max(fewest, 1)
    tried = (share + step * (_HIGH - share) / 20 for step in range(20))
    return next((made for most in tried if len(made := _greedy(heights, most)) == fewest), _greedy(heights, _HIGH))


def _greedy(heights: Sequence[float], most: float) -> list[tuple[int, int]]:
    cuts, used = [0], 0.0
    for at, height in enumerate(heights):
        if used and used + height > most:
            cuts.append(at)
            used = 0.0
        used += height
    return list(pairwise([*cuts, len(heights)])) if heights else []


def row_high(row: Sequence[str], inches: Sequence[float]) -> float:
    """How high a row is, in inches."""
    lines = (math.ceil(wide(text) / (_LETTERS * max(at - 0.2, 0.2))) for text, at in zip(row, inches, strict=True))
    return 0.14 + 0.17 * max(1, *lines)
