"""A manufacturer's home: index and range, what broke, the first gap with its aim, what moved, actions due, peers."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from benchmarks.actions.portfolio import PENDING
from benchmarks.actions.verdicts import verdicts
from benchmarks.columns import OVERALL
from benchmarks.index import index as indices
from benchmarks.index import peers, waves
from benchmarks.scope.selection import Selection
from benchmarks.words import progress as progress_words
from data.frames import each_row, row_of
from data.viewer import Viewer
from data.wave import Wave
from pages.parts.frame import platform, scope
from pages.parts.views.changes import MOVERS, ChangesView
from pages.parts.views.gaps import GapView
from pages.parts.views.home.steps import MOST, Line, Step
from pages.parts.views.priorities import PriorityView
from pages.parts.views.progress import ProgressView
from pages.parts.words import sentences
from pages.parts.words.language import Language
from pages.parts.words.look import POSTS

SHOWN = 3  # lines of a card


@dataclass(frozen=True)
class MakerHome:
    """What the home shows of one enterprise's product in one wave."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def gaps(self) -> GapView:
        """Its gaps."""
        return GapView(self.viewer, self.selection, self.language)

    @cached_property
    def advice(self) -> PriorityView:
        """Which gap first."""
        return PriorityView(self.gaps)

    @cached_property
    def progress(self) -> ProgressView:
        """What moved."""
        return ProgressView(self.viewer, self.selection, self.language)

    @cached_property
    def overall(self) -> pd.DataFrame:
        """INDEX rows, overall, of all its categories in the wave."""
        place = replace(self.selection, category=None)
        rows = platform.read(indices.index, self.viewer, place)
        return rows[rows["dimension"] == OVERALL].set_index("category")

    @property
    def category(self) -> str:
        """The category's name."""
        sector, category, _ = self.selection.product()
        return scope.Names(self.language).category(sector, category)

    @cached_property
    def row(self) -> pd.Series | None:
        """The INDEX row of the product, where it is rated."""
        code = str(self.selection.category)
        row = row_of(self.overall, code) if code in self.overall.index else None
        return None if row is None or pd.isna(row["score"]) else row

    @cached_property
    def title(self) -> str:
        """Where the product stands, and what is broken."""
        say, number = self.language.gettext, self.language.number
        if self.row is None:
            first = say("{category} is not rated: too little is measured").format(category=self.category)
        else:
            said = say("{category}: {score} points, rank {rank}")
            first = said.format(category=self.category, score=number(self.row["score"], 1), rank=self.rank(self.row))
        rests = self.gaps.rests.clause
        return sentences.clauses([first, self.broken, rests] if rests else [first, self.broken], self.language)

    @property
    def broken(self) -> str:
        """How its bottom lines stand, as a clause."""
        lines, view = self.gaps.lines, self.gaps
        earlier = int((~lines["tested_wave"].isin(("", self.selection.wave))).sum())
        count = len(view.broken) + len(view.carried)
        return sentences.bottom_lines(count, len(lines), len(view.untested), earlier, self.language)

    def rank(self, row: pd.Series) -> str:
        """A rank as a range."""
        return sentences.rank(int(row["rank_low"]), int(row["rank_high"]), int(row["of"]), self.language)

    @cached_property
    def steps(self) -> list[Step]:
        """At most three next steps."""
        say, place, wave = self.language.gettext, self.selection.chosen(), self.language.wave_name
        found = []
        for row in each_row(platform.read(waves.waves, self.viewer, Selection(sector=self.selection.sector))):
            if row.state == "preview" and pd.notna(row.enterprises):
                said = say("Check your results of {wave} and reply until {day}")
                told = said.format(wave=wave(row.wave), day=self.language.date(row.until))
                found.append(Step(told, "gaps", place | {"wave": row.wave}))
        if self.advice.first and len(self.advice.short):
            said = say("Close first: {name}").format(name=self.progress.name(self.advice.first))
            found.append(Step(said, "gaps", place | {"indicator": self.advice.first}))
        if self.due.empty and self.advice.first:
            gap = place | {"indicator": self.advice.first}
            found.append(Step(say("Plan an action on it"), "gaps", gap | {"plan": "new"}))
        elif len(self.due):
            first = self.due.iloc[0]
            said = say("See to your action on {name}, due {wave}")
            told = said.format(name=self._name(first["indicator"]), wave=wave(first["due_wave"]))
            found.append(Step(told, "actions", {"sector": str(place["sector"])}))
        found.append(Step(say("See what moved since the wave before"), "changes", {"wave": str(place["wave"])}))
        return found[:MOST]

    @cached_property
    def products(self) -> list[Line]:
        """Its other categories with index and range, each a way to this screen about it."""
        names, found = scope.Names(self.language), []
        for code, row in self.overall.iterrows():
            if code == self.selection.category:
                continue
            told = self.language.gettext("not rated: too little measured")
            if pd.notna(row["score"]):
                said = self.language.gettext("{score} points, rank {rank}")
                told = said.format(score=self.language.number(row["score"], 1), rank=self.rank(row))
            if row["capped_by"]:
                told = sentences.clauses([told, self.language.gettext("bottom line broken")], self.language)
            name = names.category(str(self.selection.sector), str(code))
            found.append(Line(name, told, "home", {"category": str(code)}))
        return found

    @cached_property
    def moved(self) -> list[Line]:
        """What moved since the wave before and stays when false alarms are held down, the worst first."""
        found = []
        for code, row in self.movers.head(SHOWN).iterrows():
            change = float(row["change"])
            ends = change, float(row["change_low"]), float(row["change_high"])
            said = progress_words.change_text(*ends, self.gaps.spec.indicator(str(code)), self.language)
            place = self.selection.chosen() | {"indicator": str(code)}
            name = ("▲ " if change > 0 else "▼ ") + self.progress.name(str(code))
            found.append(Line(name, said, "progress", place))
        return found

    @cached_property
    def movers(self) -> pd.DataFrame:
        """CHANGED rows of the product by indicator, the worst first: those that the screen of changes lists too."""
        every = ChangesView(self.viewer, Selection(self.selection.sector, wave=self.selection.wave), self.language)
        rows = self.selection.only(pd.concat([every.listed(kind) for kind in MOVERS]))
        return rows.sort_values("change", kind="stable").set_index("indicator")

    @cached_property
    def bars(self) -> list[str]:
        """Names of indicators whose benchmark moved with this wave: the bar, not us."""
        found = []
        now = Wave.parse(str(self.selection.wave)).start
        for code, row in self.progress.rows.iterrows():
            if not isinstance(row["since_wave"], str):
                continue
            indicator = self.gaps.spec.indicator(str(code))
            then = indicator.level_at("benchmark", Wave.parse(row["since_wave"]).start)
            today = indicator.level_at("benchmark", now)
            if then is not None and today is not None and then.value != today.value:
                found.append(self.progress.name(str(code)))
        return found

    @cached_property
    def due(self) -> pd.DataFrame:
        """Its actions that still stand, the earliest due first."""
        own = Selection(self.selection.sector, enterprise=self.selection.enterprise)
        rows = own.only(platform.read(verdicts, self.viewer))
        rows = rows[rows["state"].isin(PENDING)]
        return rows.assign(start=[Wave.parse(code).start for code in rows["due_wave"]]).sort_values("start")

    @cached_property
    def actions(self) -> list[Line]:
        """The first of them in words."""
        said = self.language.gettext("due {wave}")
        return [
            Line(
                self._name(row.indicator),
                said.format(wave=self.language.wave_name(row.due_wave)),
                "actions",
                {"sector": str(self.selection.sector), "action": str(row.action)},
            )
            for row in each_row(self.due.head(SHOWN))
        ]

    def _name(self, indicator: str) -> str:
        return scope.Names(self.language).indicator(str(self.selection.sector), indicator)

    @cached_property
    def peers(self) -> peers.Peers:
        """The indices of the others, blinded."""
        return platform.read(peers.index_peers, self.viewer, self.selection)

    @property
    def own(self) -> pd.DataFrame:
        """The product's own index with what its interval says of the benchmark."""
        if self.row is None:
            return pd.DataFrame(columns=["score", "verdict"])
        low, high = self.row["low"], self.row["high"]
        verdict = "met" if low >= POSTS["benchmark"] else "not_met" if high < POSTS["benchmark"] else "cannot_tell"
        return pd.DataFrame({"score": [self.row["score"]], "verdict": [verdict]})
