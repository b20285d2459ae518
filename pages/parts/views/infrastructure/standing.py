"""What the verdicts of one product rest on: were its laboratories accredited for it, and who could measure it again."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure.coverage import laboratories_for
from benchmarks.infrastructure.scopes import BEYOND, STATES, holding, resting, scopes
from benchmarks.infrastructure.standards import standards
from benchmarks.scope.selection import Selection
from benchmarks.words import resting as said_of
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import markdown, sentences
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word


@dataclass(frozen=True)
class Standing:
    """The measurements of an enterprise, category and wave with what their laboratories' scopes say of them."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """SCOPE rows of the product."""
        return platform.read(scopes, self.viewer, self.selection)

    @cached_property
    def results(self) -> pd.DataFrame:
        """RESTING rows of the product, or of all that are selected."""
        return platform.read(resting, self.viewer, self.selection)

    @property
    def clause(self) -> str:
        """How many measurements were not made in scope, as the clause of a title; "" where all were."""
        return said_of.clause(self.results, self.language)

    def beside(self, **place: str) -> str:
        """The same as a note beside a result, an enterprise or whatever else its keys name."""
        if any(code not in self._beyond[name] for name, code in place.items() if name in self._beyond):
            return ""  # asked for every row of a screen, and most rest on nothing of the kind
        return said_of.short(replace(Selection(), **place).only(self.results), self.language)

    @cached_property
    def _beyond(self) -> dict[str, set[str]]:
        """By column, whom and what any measurement not made in scope is about."""
        rows = self.results[self.results["beyond"] > 0]
        return {str(name): set(rows[name]) for name in rows}

    @cached_property
    def marks(self) -> dict[tuple[str, str], str]:
        """The same of each (enterprise, indicator) that rests on any measurement not made in scope."""
        rows = self.results[self.results["beyond"] > 0]
        notes = [said_of.short(rows.iloc[[place]], self.language) for place in range(len(rows))]
        return dict(zip(zip(rows["enterprise"], rows["indicator"], strict=True), notes, strict=True))

    def held(self, state: str) -> set[tuple[str, str]]:
        """(enterprise, indicator) of the results of a scope, as a filter: all in scope, or any in another state."""
        rows = holding(self.results, state)
        return set(zip(rows["enterprise"], rows["indicator"], strict=True))

    @property
    def states(self) -> list[str]:
        """The states there are, where there are several to choose from."""
        found = [state for state in STATES if self.results[state].any()]
        return found if len(found) > 1 else []

    def line(self, indicator: str) -> str:
        """How many measurements of an indicator were not in scope, whose and why, in Markdown; "" where all were."""
        own = self.rows[self.rows["indicator"] == indicator]
        return self._said(own, own[own["state"].isin(BEYOND)])

    @cached_property
    def whole(self) -> str:
        """The same of the whole product."""
        return self._said(self.rows, self.rows[self.rows["state"].isin(BEYOND)])

    def _said(self, rows: pd.DataFrame, beyond: pd.DataFrame) -> str:
        if beyond.empty:
            return ""
        language = self.language
        text = language.ngettext(
            "Rests on **{n} of {all}** measurement not in its laboratory's scope: {told}",
            "Rests on **{n} of {all}** measurements not in their laboratory's scope: {told}",
            len(beyond),
        )
        listed = markdown.escaped(said_of.detail(beyond, language, Names(language).laboratories(self.viewer)))
        said = text.format(n=language.number(len(beyond)), all=language.number(len(rows)), told=listed)
        return f":orange[▲] {sentences.ended(said, language)}"

    def help(self, indicator: str) -> list[str]:
        """Who can help with a gap: laboratories in scope that can decide it, standards that set it; in Markdown."""
        language, chosen = self.language, replace(self.selection, enterprise=None, category=None, wave=None)
        labs = platform.read(laboratories_for, self.viewer, replace(chosen, indicator=indicator))
        listed = platform.read(standards, self.viewer, chosen)
        # Of no row a list of no answers would be a choice of no column.
        about = [indicator in each.split(";") for each in listed["indicators"]]
        named = listed[pd.Series(about, index=listed.index, dtype=bool)]
        named = named[named["state"].isin(("coming", "in_force"))]
        lines = [self._labs(labs)]
        for row in named.itertuples(index=False):
            title = row.title_zh if language.code == "zh" else row.title_en or row.title_zh
            state = word(words.STANDARD, row.state, language)
            said = language.gettext("**{standard}** {title}: {state}, from {day}")
            facts = {"standard": markdown.escaped(row.standard), "title": markdown.escaped(title)}
            lines.append(said.format(**facts, state=state, day=language.date(row.in_force)))
        return lines

    def _labs(self, labs: pd.DataFrame) -> str:
        language = self.language
        if labs.empty:
            return language.gettext("No registered laboratory in scope can decide this today: that is a hole.")
        said = language.ngettext(
            "**{n}** laboratory in scope can decide this: {labs}",
            "**{n}** laboratories in scope can decide this: {labs}",
            len(labs),
        )
        names = [f"{language.told(str(row.name))} ({row.accreditation})" for row in labs.itertuples(index=False)]
        return said.format(n=len(labs), labs=markdown.escaped(language.both(names)))
