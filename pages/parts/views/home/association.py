"""An association's home: its round, the members to look at, what to publish, what has no plan."""

from dataclasses import dataclass
from functools import cached_property

from benchmarks.index import bottom_lines
from benchmarks.scope.selection import Selection
from data.frames import each_row
from pages.parts.frame import platform, scope
from pages.parts.views.home.board import BoardHome
from pages.parts.views.home.steps import MOST, Line, Step
from pages.parts.views.infrastructure.standing import Standing
from pages.parts.views.rounds import RoundView
from pages.parts.words import sentences

SHOWN = 5  # members


@dataclass(frozen=True)
class AssociationHome:
    """What the home shows of one sector: its newest round, and the wave that screens start with."""

    home: BoardHome
    round: RoundView

    @property
    def sector(self) -> str:
        """The sector's code."""
        return self.round.sector

    @cached_property
    def title(self) -> str:
        """Where the sector stands, what is broken, and how the newest round is."""
        language, (score, _) = self.home.language, self.home.score(self.sector)
        say, name = language.gettext, scope.Names(language).sector(self.sector)
        first = say("{category} is not rated: too little is measured").format(category=name)
        if score == score:
            first = say("{sector} stands at {score} points").format(sector=name, score=language.number(score, 1))
        due = self.round.count("in", "thin", "missing")
        said = say("{wave}: {n} of {all} expected results are in, {state}")
        newest = said.format(
            wave=language.wave_name(self.round.wave),
            n=language.number(due - self.round.count("missing")),
            all=language.number(due),
            state=self.round.standing,
        )
        return sentences.clauses([first, self.home.board.bottom_lines(self.sector), newest], language)

    @cached_property
    def steps(self) -> list[Step]:
        """At most three next steps."""
        say, wave = self.home.language.gettext, self.home.language.wave_name(self.round.wave)
        place = {"sector": self.sector, "wave": self.round.wave}
        found = []
        if self.round.row["state"] == "preview":
            found.append(Step(say("Read what makers reply to {wave}").format(wave=wave), "waves", place))
        elif self.round.row["state"] == "open" and self.round.whole:
            found.append(Step(say("Publish {wave}").format(wave=wave), "waves", place))
        elif not self.round.whole:
            found.append(Step(say("Load what {wave} lacks").format(wave=wave), "upload"))
        if self.members:
            said = say("Look at {name}").format(name=self.members[0].said)
            found.append(Step(said, "gaps", self.members[0].shown))
        return [*found, *self.home.unplanned][:MOST]

    @cached_property
    def members(self) -> list[Line]:
        """The members that break most bottom lines, at their last tests, each a way to its gaps."""
        language, wave = self.home.language, self.home.wave
        rows = platform.read(bottom_lines.bottom_lines, self.home.viewer, Selection(sector=self.sector, wave=wave))
        rows = rows[rows["verdict"] == "not_met"]
        counts = rows.groupby("enterprise").agg(n=("indicator", "size"), category=("category", "first"))
        counts = counts.sort_values("n", ascending=False, kind="stable").head(SHOWN).reset_index()
        found, rests = [], Standing(self.home.viewer, Selection(self.sector, wave=wave), language)
        for row in each_row(counts):
            name = self.round.names.get(str(row.enterprise), str(row.enterprise))
            place = {"sector": self.sector, "category": str(row.category), "enterprise": str(row.enterprise)}
            said = [sentences.broken_lines(int(row.n), language), rests.beside(enterprise=str(row.enterprise))]
            told = language.gettext("; ").join(filter(None, said))
            found.append(Line(name, told, "gaps", place | {"wave": wave}))
        return found
