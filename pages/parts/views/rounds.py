"""A round as its association sees it, made ready to read: what is in, missing, thin, who fell silent, who decided."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.index import waves
from benchmarks.index.coverage import enough
from benchmarks.scope.selection import Selection
from benchmarks.words import waves as words
from benchmarks.words.language import Language, word
from benchmarks.words.terms import N, P
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import sentences, vocabulary

# How a cell of a round stands.
CELL = {
    "in": P("round", "in"),
    "thin": P("round", "thin"),
    "missing": P("round", "missing"),
    "new": P("round", "new"),
}
ROLES = {"in": "met", "thin": "cannot_tell", "missing": "not_met", "new": "soft"}

# Why a wave is shown or not, where nobody decided on it.
RULE = {
    "waiting": N("waits for a decision"),
    "before": N("older than the first decision in this sector: shown as before"),
    "as_loaded": N("nobody has decided in this sector: everything is shown as it is loaded"),
}


@dataclass(frozen=True)
class RoundView:
    """What the screen shows of one sector and wave."""

    viewer: Viewer
    sector: str
    wave: str
    language: Language

    @cached_property
    def waves(self) -> pd.DataFrame:
        """WAVE rows of the sector, newest first."""
        return platform.read(waves.waves, self.viewer, Selection(sector=self.sector))

    @cached_property
    def row(self) -> pd.Series:
        """The WAVE row of the wave."""
        return self.waves[self.waves["wave"] == self.wave].iloc[0]

    @cached_property
    def cells(self) -> pd.DataFrame:
        """ROUND_CELL rows of the wave."""
        return platform.read(waves.round_cells, self.viewer, Selection(sector=self.sector, wave=self.wave))

    @cached_property
    def names(self) -> dict[str, str]:
        """Name of each enterprise."""
        register = platform.enterprises(self.viewer)
        return scope.Names(self.language).enterprises(register[register["sector"] == self.sector])

    @cached_property
    def silent(self) -> list[str]:
        """Enterprises that were expected and of which nothing came, by name."""
        heard = set(self.cells.loc[self.cells["state"] != "missing", "enterprise"])
        codes = [code for code in dict.fromkeys(self.cells["enterprise"]) if code not in heard]
        return [self.names.get(code, code) for code in codes]

    def count(self, *states: str) -> int:
        """How many cells stand so."""
        return int(self.cells["state"].isin(states).sum())

    @property
    def whole(self) -> bool:
        """Whether enough is in for screens to start with the wave."""
        return enough(float(self.row["coverage"]))

    @cached_property
    def title(self) -> str:
        """How much is in, who is silent, and whether it is shown."""
        say, number = self.language.gettext, self.language.number
        due = self.count("in", "thin", "missing")
        parts = [
            say("{n} of {all} expected results are in").format(n=number(due - self.count("missing")), all=number(due))
        ]
        if n := len(self.silent):
            parts.append(
                self.language.ngettext("{n} enterprise is silent", "{n} enterprises are silent", n).format(n=n)
            )
        parts.append(self.standing)
        return sentences.clauses(parts, self.language)

    @property
    def standing(self) -> str:
        """The wave's state, as a clause."""
        say, until = self.language.gettext, self.row["until"]
        if self.row["state"] == "preview":
            return say("in preview until {day}, published after it").format(day=self.language.date(until))
        shown = word(words.STATE, "published", self.language)
        return say("not published") if self.row["state"] == "open" else shown

    @cached_property
    def paragraph(self) -> str:
        """What a result is here, who is silent, and what comes next."""
        say = self.language.gettext
        parts = [
            say(
                "A result is one enterprise, category and source (survey or test); expected is what the last whole "
                "wave measured of enterprises that are still registered."
            )
        ]
        if self.silent:
            parts.append(say("Nothing came from {names}.").format(names=self.language.both(self.silent)))
        parts.append(self.next)
        return sentences.joined(parts, self.language)

    @property
    def next(self) -> str:
        """What to do next, in a sentence."""
        say = self.language.gettext
        if self.row["state"] == "published" and self.row["rule"] == "as_loaded":
            return say(
                "Next: nobody has decided in this sector yet, so all results are shown as they are loaded. With your "
                "first decision newer waves wait until you publish them."
            )
        if self.row["state"] == "published":
            return say("Next: nothing; this wave is shown to everybody.")
        if self.row["state"] == "preview":
            return say("Next: read what makers reply; the wave publishes itself unless you take it back.")
        if not self.whole:
            return say("Next: load what is missing; screens start with a wave from two thirds on.")
        return say("Next: open a preview so that makers can check their own results, or publish.")

    @cached_property
    def bars(self) -> pd.DataFrame:
        """How many results of each enterprise stand how, in the columns of `charts.stacked`."""
        counts = self.cells.groupby(["enterprise", "state"], sort=False).size().reset_index(name="count")
        codes = counts["enterprise"]
        return counts.assign(
            key=codes,
            label=codes.map(lambda code: self.names.get(code, code)),
            word=counts["state"].map(lambda code: word(CELL, code, self.language)),
        )

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every result of the round as it is read and taken away, the missing ones first."""
        say, names = self.language.gettext, scope.Names(self.language)
        order = ["missing", "thin", "new", "in"]
        rows = self.cells.assign(place=self.cells["state"].map(order.index))
        rows = rows.sort_values(["place", "enterprise", "category", "source"], kind="stable")
        return pd.DataFrame(
            {
                say("Enterprise"): rows["enterprise"].map(lambda code: self.names.get(code, code)),
                say("Category"): rows["category"].map(lambda code: names.category(self.sector, code)),
                say("Source"): rows["source"].map(lambda code: word(vocabulary.SOURCE, code, self.language)),
                say("State"): rows["state"].map(lambda code: word(CELL, code, self.language)),
                say("Answers or samples"): rows["n"],
            }
        )

    @cached_property
    def replies(self) -> pd.DataFrame:
        """What makers replied to their results of the wave."""
        say, names = self.language.gettext, scope.Names(self.language)
        rows = platform.read(waves.replies, self.viewer, Selection(sector=self.sector, wave=self.wave))
        return pd.DataFrame(
            {
                say("Enterprise"): rows["enterprise"].map(lambda code: self.names.get(code, code)),
                say("Category"): rows["category"].map(lambda code: names.category(self.sector, code)),
                say("Indicator"): rows["indicator"].map(lambda code: names.indicator(self.sector, code)),
                say("Reply of the maker"): rows["reply"].map(self.language.told, na_action="ignore"),
                say("Day"): rows["replied_at"].map(self.language.date),
            }
        )

    @cached_property
    def history(self) -> pd.DataFrame:
        """The waves of the sector with state, coverage and decision, newest first."""
        say, language = self.language.gettext, self.language
        return pd.DataFrame(
            [
                {
                    say("Wave"): language.wave_name(row.wave),
                    say("State"): word(words.STATE, row.state, language),
                    say("Until"): language.date(row.until) if row.until else "",
                    say("Coverage"): language.percent(row.coverage),
                    say("Enterprises"): "" if pd.isna(row.enterprises) else language.number(row.enterprises),
                    say("Decided"): self._decided(row),
                    say("Why"): row.why,
                }
                for row in each_row(self.waves)
            ]
        )

    def _decided(self, row: Any) -> str:
        """By whom and when, or by which rule."""
        rule = str(row.rule)
        if rule in RULE:
            return word(RULE, rule, self.language)
        day = self.language.date(row.happened_at)
        by = self.language.told(row.by_name) or word(vocabulary.ROLE, row.by_role, self.language)
        return self.language.gettext("{name}, {day}").format(name=by, day=day)
