"""Whether laboratories were accredited for what they measured, and what nobody can decide, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure import coverage as instruments
from benchmarks.infrastructure.scopes import STATES, scopes
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import sentences
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word

ROLES = {"out": "not_met", "lapsed": "accent", "suspended": "soft", "unknown": "cannot_tell", "in": "met"}


@dataclass(frozen=True)
class ScopeView:
    """The measurements of one sector and wave with their laboratories' scopes, and the holes of the sector today."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """SCOPE rows."""
        return platform.read(scopes, self.viewer, self.selection)

    @cached_property
    def sentence(self) -> str:
        """How many measurements were not in scope, state by state."""
        language, counts = self.language, self.rows["state"].value_counts()
        beyond = [(state, int(counts[state])) for state in STATES[1:] if counts.get(state, 0)]
        every = language.number(len(self.rows))
        if not beyond:
            return language.gettext("All {all} measurements were made in scope.").format(all=every)
        told = language.both([f"{language.number(n)} {word(words.SCOPE, state, language)}" for state, n in beyond])
        text = language.gettext("Of {all} measurements **{n}** were not made in scope: {told}.")
        return text.format(all=every, n=language.number(sum(n for _, n in beyond)), told=told)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Counts of measurements by state, a bar a laboratory."""
        counts = self.rows.groupby(["lab", "state"]).size().reset_index(name="n")
        rows = [
            (each.lab, each.lab, each.state, word(words.SCOPE, each.state, self.language), int(each.n))
            for each in each_row(counts)
        ]
        return pd.DataFrame(rows, columns=["key", "label", "state", "word", "count"])

    @cached_property
    def states(self) -> list[str]:
        """The states other than in scope that there are, the gravest first."""
        return [state for state in STATES[1:] if (self.rows["state"] == state).any()]

    def table(self, state: str | None) -> pd.DataFrame:
        """The measurements in a state, of those not in scope where none is named."""
        say, language, sector = self.language.gettext, self.language, self.selection.one_sector()
        rows = self.rows[self.rows["state"] == state] if state else self.rows[self.rows["state"] != "in"]
        names = Names(language)
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == sector])
        return pd.DataFrame(
            {
                say("Laboratory"): rows["lab"],
                say("Indicator"): [names.indicator(sector, code) for code in rows["indicator"]],
                say("Scope"): [word(words.SCOPE, code, language) for code in rows["state"]],
                say("Why"): [word(words.SCOPE_REASON, code, language) for code in rows["reason"]],
                say("Tested on"): rows["tested_on"],
                say("Sample"): rows["sample"],
                say("Enterprise"): [makers.get(code, code) for code in rows["enterprise"]],
                say("Accreditation"): rows["accreditation"],
                say("Valid until"): rows["valid_until"],
            }
        )

    @cached_property
    def holes(self) -> pd.DataFrame:
        """INSTRUMENTS rows of the tested indicators of the sector, the largest hole first."""
        found = platform.read(instruments.coverage, self.viewer, Selection(sector=self.selection.sector))
        return found[found["source"] == "test"].reset_index(drop=True)

    @cached_property
    def holes_sentence(self) -> str:
        """How many indicators nobody can decide today, and how many a single laboratory decides alone."""
        language, able = self.language, self.holes["labs_capable"]
        none, alone = int((able == 0).sum()), int((able == 1).sum())
        first = language.ngettext(
            "No laboratory can decide **{n}** indicator today",
            "No laboratory can decide **{n}** indicators today",
            none,
        )
        second = language.ngettext("a single one decides **{n}** alone", "a single one decides **{n}** alone", alone)
        called, sector = Names(language).indicator, self.selection.one_sector()
        names = [called(sector, code) for code in self.holes.loc[able == 0, "indicator"]]
        said = first.format(n=none)
        if names:
            said += language.gettext(" ({names})").format(names=language.both(names))
        return sentences.ended(
            language.gettext("; ").join([said, second.format(n=alone)] if alone else [said]), language
        )

    @cached_property
    def holes_table(self) -> pd.DataFrame:
        """One row an indicator: laboratories, failing output, last days."""
        say, language, rows = self.language.gettext, self.language, self.holes
        names, sector = Names(language), self.selection.one_sector()
        return pd.DataFrame(
            {
                say("Indicator"): [names.indicator(sector, code) for code in rows["indicator"]],
                say("Laboratories in scope"): rows["labs_in_scope"],
                say("Of these can decide"): rows["labs_capable"],
                say("Output that falls short, %"): 100 * rows["output_failing"],
                say("Makers measured"): rows["makers"],
                say("Last tested on"): rows["tested"].dt.date,
                say("Last lot drawn on"): rows["checked"].dt.date,
            }
        )
