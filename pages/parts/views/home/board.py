"""The home of who reads the whole board: sectors, and exceptions by certainty: breaks, worst movers, no plan."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from benchmarks.scope.selection import Selection
from benchmarks.words import breaks, quantities
from benchmarks.words import progress as progress_words
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.views.board import BoardView
from pages.parts.views.changes import ChangesView
from pages.parts.views.home.steps import MOST, Line, Step
from pages.parts.views.infrastructure.standing import Standing
from pages.parts.views.portfolio import PortfolioView
from pages.parts.words import sentences
from pages.parts.words.language import Language

SHOWN = 4  # lines of a card


@dataclass(frozen=True)
class BoardHome:
    """What the home shows a regulator, an administrator or a visitor of one wave; with a sector, its association."""

    viewer: Viewer
    wave: str
    language: Language
    sector: str | None = None

    @cached_property
    def board(self) -> BoardView:
        """The board of the wave."""
        return BoardView(self.viewer, self.wave, self.language)

    @cached_property
    def changes(self) -> ChangesView:
        """What the wave changed, in the viewer's scope."""
        return ChangesView(self.viewer, Selection(sector=self.sector, wave=self.wave), self.language)

    @cached_property
    def portfolio(self) -> PortfolioView:
        """What is planned."""
        return PortfolioView(self.viewer, self.sector, self.language)

    @cached_property
    def steps(self) -> list[Step]:
        """At most three next steps of who sees makers by name."""
        found = []
        n = self.changes.counts["broken_floor"]
        if n:
            said = self.language.ngettext(
                "Look at {n} bottom line newly broken", "Look at {n} bottom lines newly broken", n
            )
            found.append(Step(said.format(n=self.language.number(n)), "changes", {"wave": self.wave}))
        worst = max(self.board.counted, key=self.board.broken, default=None)
        if worst is not None and self.board.broken(worst):
            name = scope.Names(self.language).sector(worst)
            said = self.language.gettext("Open {sector}, which breaks most")
            found.append(Step(said.format(sector=name), "sector", {"sector": worst, "wave": self.wave}))
        found += self.unplanned
        return found[:MOST]

    @property
    def unplanned(self) -> list[Step]:
        """The way to what has no plan, where there is any."""
        n = len(self.portfolio.unplanned)
        if not n:
            return []
        said = self.language.ngettext("Ask who plans {n} red gap", "Ask who plans {n} red gaps", n)
        shown = {} if self.sector is None else {"sectors": self.sector}
        return [Step(said.format(n=self.language.number(n)), "portfolio", shown)]

    def changed(self, kind: str) -> list[Line]:
        """The first results of a kind of change, each a way to its gap."""
        rows = self.changes.changes.of(kind)
        if kind == "worsened":
            rows = rows.sort_values("q", kind="stable")
        return [self._line(row) for row in each_row(rows.head(SHOWN))]

    @cached_property
    def open(self) -> list[Line]:
        """The first red gaps that nobody plans to close: broken bottom lines first, then the lowest."""
        return [self._line(row) for row in each_row(self.portfolio.unplanned.head(SHOWN))]

    def _line(self, row: Any) -> Line:
        place = {name: str(getattr(row, name)) for name in ("sector", "category", "enterprise", "indicator", "wave")}
        measure = platform.specs()[place["sector"]].indicator(place["indicator"])
        maker = self._makers.get((place["sector"], place["enterprise"]), place["enterprise"])
        name = self.language.label(measure.label)
        change = getattr(row, "change", None)
        if row.level == "floor" if hasattr(row, "level") else row.kind == "broken_floor":
            value = quantities.value(row.level_value, measure, self.language)
            more = self.language.gettext("{name}: bottom line {value} broken").format(name=name, value=value)
        elif change is not None and change == change:
            ends = float(change), float(row.change_low), float(row.change_high)
            text = progress_words.change_text(*ends, measure, self.language)
            more = self.language.gettext("{name}: {text}").format(name=name, text=text)
        else:
            more = name
        beside = Standing(self.viewer, Selection(place["sector"], wave=place["wave"]), self.language).beside(**place)
        return Line(maker, self.language.gettext("; ").join(filter(None, (more, beside))), "gaps", place)

    @cached_property
    def _makers(self) -> dict[tuple[str, str], str]:
        register = platform.enterprises(self.viewer)
        names = register["name_zh" if self.language.code == "zh" else "name_en"].fillna(register["enterprise"])
        return dict(zip(zip(register["sector"], register["enterprise"], strict=True), names, strict=True))

    @cached_property
    def public(self) -> list[Step]:
        """The steps of who sees no maker by name."""
        say = self.language.gettext
        return [
            Step(say("Read the board of all sectors"), "overview", {"wave": self.wave}),
            Step(say("See each level and its standard"), "benchmarks"),
            Step(say("See how it is computed"), "method"),
        ]

    def sector_lines(self, sector: str) -> list[str]:
        """How a sector's bottom lines stand and how much is at the benchmark, in words."""
        lines = (
            self.board.bottom_lines(sector),
            self.board.reached(sector),
            breaks.beside(self.board.anew(sector), self.language),
        )
        return [sentences.clauses([line], self.language) for line in lines if line]

    def score(self, sector: str) -> tuple[float, tuple[float, float, float] | None]:
        """A sector's score (NaN where it is not rated) and its change since the wave before with the interval."""
        found = self.board.overall["score"]
        key = (sector, self.wave)
        return (float(found[key]) if key in found.index else float("nan")), self.board.change(sector)
