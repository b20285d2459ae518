"""A document as data: pages of headings, sentences, figures and tables. What it says and how it looks stand apart.

Figures are drawn by each format in its own way: a table may have one column of bars on the ladder of 0 to 100 points.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

TONES = ("plain", "met", "not_met", "cannot_tell", "too_few", "accent")


@dataclass(frozen=True)
class Say:
    """A paragraph; style: lead (the answer), body, small or warning."""

    text: str
    style: str = "body"
    what: str = "say"


@dataclass(frozen=True)
class Tile:
    """One large figure with its label above and what it rests on below."""

    label: str
    value: str
    note: str = ""
    tone: str = "plain"


@dataclass(frozen=True)
class Tiles:
    """Figures side by side."""

    tiles: Sequence[Tile]
    what: str = "tiles"


@dataclass(frozen=True)
class Bar:
    """A mark on the ladder of 0 to 100 points with its interval; None where nothing was measured.

    alt: the same in figures, 74.3 (65.7–79.3), for who does not see it and for formats that do not draw it.
    """

    score: float | None
    low: float | None
    high: float | None
    tone: str = "plain"
    alt: str = field(init=False, default="–")

    def __post_init__(self) -> None:
        if self.score is not None:
            ends = "" if self.low is None else f" ({self.low:.1f}–{self.high:.1f})"
            object.__setattr__(self, "alt", f"{self.score:.1f}{ends}")


@dataclass(frozen=True)
class Table:
    """Rows of texts and at most one Bar each; widths are shares of the page's.

    alt: what a picture of the bars shows, for those who do not see it. posts: names of the marks at 60, 80 and 100.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str | Bar]]
    widths: Sequence[float]
    caption: str = ""
    alt: str = ""
    posts: Sequence[str] = ()
    numbers: Sequence[int] = ()  # columns that are aligned to the right
    what: str = "table"

    @property
    def bars(self) -> int | None:
        """The place of the column with bars."""
        return next((i for row in self.rows for i, cell in enumerate(row) if isinstance(cell, Bar)), None)


@dataclass(frozen=True)
class Card:
    """One thing to do: its title, and pairs of a label and what is said."""

    title: str
    lines: Sequence[tuple[str, str]]
    badge: str = ""
    tone: str = "plain"


@dataclass(frozen=True)
class Cards:
    """What comes first, second and third."""

    cards: Sequence[Card]
    what: str = "cards"


@dataclass(frozen=True)
class Strip:
    """One's own points among those of unnamed others, on a line of 0 to 100."""

    own: float
    others: Sequence[int]
    label: str
    alt: str
    posts: Sequence[str]
    legend: tuple[str, str] = ("", "")  # one's own, the others
    what: str = "strip"


@dataclass(frozen=True)
class Point:
    """One wave of a series."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Series:
    """Points over the waves with their intervals."""

    points: Sequence[Point]
    label: str
    alt: str
    posts: Sequence[str]
    what: str = "series"


Block = Say | Tiles | Table | Cards | Strip | Series


@dataclass(frozen=True)
class Page:
    """One page, or as many as it needs: a heading and what stands under it.

    joined: it stands under the page before, on the same sheet, because little is said.
    """

    title: str
    blocks: Sequence[Block]
    joined: bool = False


@dataclass(frozen=True)
class Document:
    """Everything a format needs; sheets: the results behind it, by name, as its recipient is told them.

    badges: what has to be known on every page (synthetic, draft). foot: source and day, on every page.
    """

    kind: str
    language: str
    title: str
    subtitle: str
    pages: Sequence[Page]
    badges: Sequence[str]
    foot: str
    about: Mapping[str, str]
    sheets: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    logo: bytes = b""  # PNG of whoever gives it out

    def plain(self) -> dict[str, Any]:
        """What the template of a page is filled with, JSON-ready."""
        told = asdict(self.__class__(**{**vars(self), "sheets": {}, "facts": {}}))
        kept = {name: value for name, value in told.items() if name not in ("sheets", "facts")}
        return {**kept, "logo": list(self.logo)}
