"""Who can help with a gap, what was asked and what came of it, made ready to read."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks import reading
from benchmarks.innovation.one_stop import help_requests, helpers
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import SectorSpec
from data.frames import each_row
from data.kept.promised import help as kept
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import markdown, sentences
from pages.parts.words.infrastructure import help as words
from pages.parts.words.language import Language, word


@dataclass(frozen=True)
class HelpView:
    """Partners and requests of one sector, as the viewer is told them."""

    viewer: Viewer
    sector: str
    language: Language

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.sector]

    @cached_property
    def helpers(self) -> pd.DataFrame:
        """HELPER rows of the sector."""
        return platform.read(helpers, self.viewer, Selection(sector=self.sector))

    @cached_property
    def requests(self) -> pd.DataFrame:
        """HELP_REQUEST rows of the sector."""
        return platform.read(help_requests, self.viewer, Selection(sector=self.sector))

    @cached_property
    def waiting(self) -> pd.DataFrame:
        """Requests that this viewer, as the partner, has to answer."""
        mine = [
            kept.may_answer(self.viewer, self.sector, row.partner_kind, row.partner) for row in each_row(self.requests)
        ]
        return self.requests[(self.requests["state"] == "asked") & pd.Series(mine, self.requests.index, dtype=bool)]

    @cached_property
    def title(self) -> str:
        """The answer: what waits, what is late, else how many partners may be asked."""
        language, late = self.language, int((self.requests["late"] & (self.requests["state"] == "promised")).sum())
        told = []
        if n := len(self.waiting):
            said = language.ngettext("{n} request waits for an answer", "{n} requests wait for an answer", n)
            told.append(said.format(n=language.number(n)))
        if late:
            said = language.ngettext("{n} promise is overdue", "{n} promises are overdue", late)
            told.append(said.format(n=language.number(late)))
        if not told:
            n = len(self.helpers[["partner_kind", "partner"]].drop_duplicates())
            said = language.ngettext(
                "{n} partner agreed to help and closed such a gap elsewhere",
                "{n} partners agreed to help and closed such gaps elsewhere",
                n,
            )
            none = language.gettext("no partner that closed such a gap has agreed to be asked yet")
            told.append(said.format(n=language.number(n)) if n else none)
        return sentences.clauses(told, language)

    @cached_property
    def paragraph(self) -> str:
        """How many days help took where that may be told, and of whom it is."""
        told = self.helpers[self.helpers["median_days"].notna()]
        lines = [self.outcome(row) for row in told.drop_duplicates(["partner_kind", "partner"]).to_dict("records")]
        few = self.language.gettext(
            "Listed is who agreed to be asked and closed the gap at another maker; with whom is not told. How many "
            "days help took is shown once 6 other makers had it."
        )
        return sentences.joined(lines or [few], self.language)

    def outcome(self, row: dict[Any, Any]) -> str:
        """What came of all that a partner was asked, in Markdown; that too few asked, where it may not be told."""
        language = self.language
        if row["median_days"] != row["median_days"]:
            return language.gettext("Days are not told: fewer than 6 other makers had help from it.")
        said = language.gettext("**{name}**: help came after {days} days (median of {n}), promised were {promised}.")
        facts = {"days": language.number(row["median_days"], 0), "promised": language.number(row["promised_days"], 0)}
        text = said.format(name=markdown.escaped(self.named(row)), n=language.number(row["done"]), **facts)
        if row["judged"] == row["judged"]:
            more = language.gettext("Of {judged} gaps measured again since, {closed} closed.")
            facts = {name: language.number(row[name]) for name in ("judged", "closed")}
            text = sentences.joined([text, more.format(**facts)], language)
        return text

    @cached_property
    def indicators(self) -> list[str]:
        """Tested indicators first of which a partner may be asked, then the others, in the spec's order."""
        asked = set(self.helpers["indicator"])
        return sorted((each.id for each in self.spec.indicators), key=lambda code: code not in asked)

    def gaps(self, indicator: str) -> list[tuple[str, str]]:
        """(enterprise, category) that fell short of floor or benchmark, the newest first, whom the viewer asks for."""
        rows = platform.read(reading.gaps, self.viewer, Selection(self.sector, indicator=indicator))
        rows = rows[rows["level"].isin(("floor", "benchmark")) & (rows["verdict"] != "met")]
        newest = {wave: place for place, wave in enumerate(in_order(list(rows["wave"])))}
        rows = rows.assign(place=rows["wave"].map(newest)).sort_values("place", ascending=False, kind="stable")
        pairs = dict.fromkeys(rows[["enterprise", "category"]].itertuples(index=False, name=None))
        return [pair for pair in pairs if kept.may_ask(self.viewer, self.sector, pair[0])]

    @cached_property
    def makers(self) -> dict[str, str]:
        """Names of the makers the viewer sees."""
        register = platform.enterprises(self.viewer)
        return Names(self.language).enterprises(register[register["sector"] == self.sector])

    def about(self, row: dict[Any, Any]) -> str:
        """Who asked whom about which gap, in Markdown."""
        language, names = self.language, Names(self.language)
        said = language.gettext("**{indicator}** of {category}, {level}: {maker} asked {partner}")
        level = word(words.LEVEL, row["level"], language) if row["level"] else language.gettext("a gap")
        return said.format(
            indicator=markdown.escaped(names.indicator(self.sector, row["indicator"])),
            category=markdown.escaped(names.category(self.sector, row["category"])),
            maker=markdown.escaped(self.named(row)),
            partner=markdown.escaped(self.partner(row["partner_kind"], row["partner"])),
            level=level,
        )

    def partner(self, kind: str, code: str) -> str:
        """The name of a partner."""
        own = self.helpers[(self.helpers["partner_kind"] == kind) & (self.helpers["partner"] == code)]
        return self.named(own.iloc[0].to_dict()) if len(own) else self.language.told(code)

    def named(self, row: dict[Any, Any]) -> str:
        """The name in the reader's language: of the partner of a HELPER row, of the maker of a HELP_REQUEST row."""
        return self.language.told(str(row["name_zh"] if self.language.code == "zh" else row["name"]))

    def course(self, row: dict[Any, Any]) -> str:
        """The days of a request: asked, promised, come, and whether the gap closed; in Markdown."""
        language = self.language
        told = [language.gettext("asked on {day}").format(day=language.date(row["asked_on"]))]
        if row["promised_days"] == row["promised_days"]:
            said = language.gettext("promised within {n} days, by {day}")
            told.append(said.format(n=language.number(row["promised_days"]), day=language.date(row["due_on"])))
        if row["days"] == row["days"]:
            said = language.gettext("came after {n} days, on {day}")
            told.append(said.format(n=language.number(row["days"]), day=language.date(row["ended_on"])))
        if row["late"]:
            told.append(language.gettext("late"))
        if row["state"] in ("asked", "declined", "withdrawn"):
            told.append(word(words.STATE, row["state"], language))
        if row["closed"]:
            told.append(word(words.CLOSED, row["closed"], language))
        said = sentences.ended(sentences.clauses(told, language), language)
        return f":orange[▲] {markdown.escaped(said)}" if row["late"] else markdown.escaped(said)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every request as a row, to take away."""
        say, language, names = self.language.gettext, self.language, Names(self.language)
        return pd.DataFrame(
            [
                {
                    say("Enterprise"): self.named(row._asdict()),
                    say("Category"): names.category(self.sector, row.category),
                    say("Indicator"): names.indicator(self.sector, row.indicator),
                    say("Partner"): self.partner(row.partner_kind, row.partner),
                    say("State"): word(words.STATE, row.state, language),
                    say("Asked on"): row.asked_on,
                    say("Promised days"): row.promised_days,
                    say("Actual days"): row.days,
                    say("Gap"): word(words.CLOSED, row.closed, language) if row.closed else "",
                }
                for row in each_row(self.requests)
            ]
        )

    def listed(self, indicator: str) -> list[dict[Any, Any]]:
        """HELPER rows of one indicator, as the partners to choose from."""
        return self.helpers[self.helpers["indicator"] == indicator].to_dict("records")

    def line(self, row: dict[Any, Any]) -> str:
        """A partner with its kind, in Markdown."""
        said = self.language.gettext("**{name}** ({kind}), may be asked since {day}")
        kind, day = word(words.PARTNER, row["partner_kind"], self.language), self.language.date(row["since"])
        return said.format(name=markdown.escaped(self.named(row)), kind=kind, day=day)


def partners_of(viewer: Viewer, selection: Selection, language: Language) -> list[str]:
    """For a gap: the partners that agreed to be asked about it and closed it elsewhere, a line each, in Markdown."""
    chosen = replace(selection, category=None, wave=None)
    view = HelpView(viewer, selection.one_sector(), language)
    rows = platform.read(helpers, viewer, chosen).to_dict("records")
    return [f"{view.line(row)}. {view.outcome(row)}" for row in rows]
