"""Whether laboratories were accredited for what they measured, and what nobody can decide, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure import coverage as instruments
from benchmarks.infrastructure.scopes import BEYOND, STATES, resting_of, scopes
from benchmarks.scope.selection import Selection
from benchmarks.words import resting
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import markdown, sentences
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
        beyond = [(state, int(counts[state])) for state in BEYOND if counts.get(state, 0)]
        every, unknown = language.number(len(self.rows)), int(counts.get("unknown", 0))
        if not beyond and not unknown:
            return language.gettext("All {all} measurements were made in scope.").format(all=every)
        told = language.both([self._at(state, n) for state, n in beyond])
        text = language.gettext("Of {all} measurements **{n}** were not made in scope: {told}.")
        parts = [text.format(all=every, n=language.number(sum(n for _, n in beyond)), told=told)] if beyond else []
        if unknown:
            said = language.gettext(
                "Of {n} of {all} nothing is known: the laboratory is not registered in this sector."
            )
            parts.append(said.format(n=language.number(unknown), all=every))
        return sentences.joined(parts, language)

    def _at(self, state: str, n: int) -> str:
        """So many measurements in a state, and at which laboratories."""
        language, names = self.language, Names(self.language).laboratories(self.viewer)
        labs = sorted(set(self.rows.loc[self.rows["state"] == state, "lab"]))
        said = language.gettext("{n} {scope} ({laboratories})")
        told = markdown.escaped(language.both([names.get(lab, lab) for lab in labs]))
        return said.format(n=language.number(n), scope=word(words.SCOPE, state, language), laboratories=told)

    @property
    def clause(self) -> str:
        """The same in short, as the clause of a title; "" where all was in scope."""
        return resting.clause(resting_of(self.rows), self.language)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Counts of measurements by state, a bar a laboratory."""
        counts = self.rows.groupby(["lab", "state"]).size().reset_index(name="n")
        names = Names(self.language).laboratories(self.viewer)
        rows = [
            (
                each.lab,
                names.get(each.lab, each.lab),
                each.state,
                word(words.SCOPE, each.state, self.language),
                int(each.n),
            )
            for each in each_row(counts)
        ]
        return pd.DataFrame(rows, columns=["key", "label", "state", "word", "count"])

    @cached_property
    def states(self) -> list[str]:
        """The states other than in scope that there are, the gravest first."""
        return [state for state in STATES[1:] if (self.rows["state"] == state).any()]

    def _of(self, state: str | None) -> pd.DataFrame:
        return self.rows[self.rows["state"] == state] if state else self.rows[self.rows["state"] != "in"]

    def short(self, state: str | None) -> pd.DataFrame:
        """The same to read: a row a laboratory, indicator and reason, with how many measurements and their days."""
        say, language, sector = self.language.gettext, self.language, self.selection.one_sector()
        names, made = Names(language), []
        for (lab, code, reason, indicator), own in self._of(state).groupby(["lab", "state", "reason", "indicator"]):
            first, last = (language.date(day) for day in (own["tested_on"].min(), own["tested_on"].max()))
            days = first if first == last else say("{first} to {last}").format(first=first, last=last)
            made.append(
                {
                    say("Laboratory"): names.laboratory(self.viewer, str(lab)),
                    say("Indicator"): names.indicator(sector, str(indicator)),
                    say("Scope"): say("{judgement}: {reason}").format(
                        judgement=word(words.SCOPE, str(code), language),
                        reason=word(words.SCOPE_REASON, str(reason), language),
                    ),
                    say("Measurements"): say("{n} ({days})").format(n=language.number(len(own)), days=days),
                }
            )
        return pd.DataFrame(made)

    def table(self, state: str | None) -> pd.DataFrame:
        """The measurements in a state, of those not in scope where none is named."""
        say, language, sector = self.language.gettext, self.language, self.selection.one_sector()
        rows = self._of(state)
        names = Names(language)
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == sector])
        return pd.DataFrame(
            {
                say("Laboratory"): [names.laboratory(self.viewer, lab) for lab in rows["lab"]],
                say("Indicator"): [names.indicator(sector, code) for code in rows["indicator"]],
                say("Scope"): [word(words.SCOPE, code, language) for code in rows["state"]],
                say("Why"): [word(words.SCOPE_REASON, code, language) for code in rows["reason"]],
                say("Tested on"): pd.to_datetime(rows["tested_on"]).dt.date,
                say("Sample"): rows["sample"],
                say("Enterprise"): [makers.get(code, code) for code in rows["enterprise"]],
                say("Accreditation"): rows["accreditation"],
                say("Valid until"): pd.to_datetime(rows["valid_until"]).dt.date,
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
        if not none:
            first = language.gettext("Every tested indicator has a laboratory that can decide it today")
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
    def holes_short(self) -> pd.DataFrame:
        """The same to read: indicator, laboratories, failing output, last day."""
        say, language, names = self.language.gettext, self.language, Names(self.language)
        sector, able = self.selection.one_sector(), say("{n} of {all} in scope can decide")
        rows = list(each_row(self.holes))
        return pd.DataFrame(
            {
                say("Indicator"): [names.indicator(sector, row.indicator) for row in rows],
                say("Laboratories"): [
                    able.format(n=language.number(row.labs_capable), all=language.number(row.labs_in_scope))
                    for row in rows
                ],
                say("Output that falls short, %"): 100 * self.holes["output_failing"],
                say("Last tested on"): ["" if pd.isna(row.tested) else language.date(row.tested) for row in rows],
            }
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
