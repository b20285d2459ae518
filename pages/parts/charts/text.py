"""What Vega does not do for texts: over how many lines they go, and where they cross no line and no other text."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pages.parts.words.look import SMALL

Points = Sequence[tuple[float, float]]  # a line from left to right, in px


@dataclass(frozen=True)
class Place:
    """The room a text takes, in px from the top left of the plot, and how it is set from its point."""

    left: float
    right: float
    top: float
    bottom: float
    align: str
    dx: int
    dy: int


def places(x: float, y: float, width: float, prefer_left: bool) -> list[Place]:
    """Above and below a point, on the preferred side and then the other, near it and then farther; text of 11 px."""
    sides = [("right", -4, x - 4 - width, x - 4), ("left", 4, x + 4, x + 4 + width)]
    heights = [[(-6, y - 15, y - 2), (11, y + 2, y + 15)], [(-19, y - 28, y - 15), (24, y + 15, y + 28)]]
    ordered = sides if prefer_left else sides[::-1]
    return [
        Place(left, right, top, bottom, align, dx, dy)
        for near in heights
        for align, dx, left, right in ordered
        for dy, top, bottom in near
    ]


def crosses(line: Points, place: Place) -> bool:
    """Whether a line runs through the room of a text: its range there, ends interpolated, meets the text's."""
    left, right = max(place.left, line[0][0]), min(place.right, line[-1][0])
    if left > right:
        return False
    reached = [y for x, y in line if left <= x <= right]
    for (x0, y0), (x1, y1) in pairwise(line):
        reached += [y0 + (y1 - y0) * (end - x0) / (x1 - x0) for end in (left, right) if x0 < end < x1]
    return min(reached) <= place.bottom and max(reached) >= place.top


def clearest(
    found: Iterable[Place], lines: Iterable[Points], taken: Iterable[Place], room: tuple[float, float]
) -> Place:
    """The place that crosses the fewest lines and texts and leaves the plot (room: width, height) least; the first."""
    lines, taken, (width, height) = list(lines), list(taken), room

    def cost(place: Place) -> float:
        out = max(0.0, -place.left, place.right - width) + max(0.0, -place.top, place.bottom - height)
        met = sum(crosses(line, place) for line in lines) + 2 * sum(_meet(place, other) for other in taken)
        return met + out / 10

    return min(found, key=cost)


def _meet(one: Place, other: Place) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def apart(places: list[float], gap: float, room: float) -> list[float]:
    """Places (px, ascending) moved so that neighbours are at least `gap` apart inside 0..room, as little as need be."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else max(place, 0.0))
    for i in range(len(moved) - 1, -1, -1):
        moved[i] = min(moved[i], (moved[i + 1] if i + 1 < len(moved) else room + gap) - gap)
    return moved


def width(text: str, size: int = SMALL) -> float:
    """About how many px a text takes: a full-width character its size, any other half of it."""
    return sum(size if unicodedata.east_asian_width(sign) in "WF" else 0.5 * size for sign in text)


@cache
def lines(text: str, room: float, size: int = SMALL) -> tuple[str, ...]:
    """A text broken over lines of so many px: between words, and anywhere between full-width characters."""
    broken = [""]
    for piece in re.findall(r"[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+", text):
        if broken[-1] and width((broken[-1] + piece).rstrip(), size) > room:
            broken.append("")
        broken[-1] += piece
    return tuple(line.rstrip() for line in broken)
