"""What hangs on one certificate, made ready to read: its state, and what rests on it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure.hanging import DOCUMENTS, hanging
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.views.infrastructure.certificates import CertificateView
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as plain
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word
from pages.parts.words.terms import Terms


@dataclass(frozen=True)
class HangingView:
    """What hangs on one certificate or accreditation."""

    viewer: Viewer
    subject: str
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """HANGING rows."""
        return platform.read(hanging, self.viewer, subject=self.subject)

    @cached_property
    def sentence(self) -> str:
        """Its state, and how many measurements, certificates and verdicts of how many products rest on it."""
        language, rows = self.language, self.rows
        first = rows[rows["steps"] == 0].iloc[0]
        state = word(words.STATE, first["state"], language)
        said = language.gettext("**{subject}** is {state}.").format(subject=markdown.escaped(self.subject), state=state)
        if first["state"] not in ("valid", "unknown"):
            said = language.gettext(
                "**{subject}** is {state} since {day}; what was measured from that day on is told."
            ).format(subject=markdown.escaped(self.subject), state=state, day=language.date(first["since"]))
        kinds = rows[rows["steps"] > 0]
        verdicts = rows[rows["kind"] == "verdict"]
        facts = {
            "tests": int(rows.loc[rows["kind"] == "laboratory", "n"].sum()),
            "papers": int(kinds["kind"].isin(("certificate", "scope")).sum()),
            "verdicts": len(verdicts),
            "products": len(verdicts.drop_duplicates(["sector", "enterprise", "category", "wave"])),
        }
        told = language.gettext(
            "On it rest {papers} certificates and accreditations, {tests} measurements, and {verdicts} verdicts in the "
            "receipts of {products} products."
        )
        told = told.format(**{name: language.number(n) for name, n in facts.items()})
        return sentences.joined([said, told, self._documents()], language)

    def _documents(self) -> str:
        """How many reports and receipts told it, and of which days they are."""
        language, made = self.language, self.rows[self.rows["kind"].isin(DOCUMENTS)]
        if made.empty:
            return language.gettext("No report or receipt that was made tells of them.")
        days = [language.date(day) for day in (made["made_on"].min(), made["made_on"].max())]
        when = (
            days[0] if days[0] == days[1] else language.gettext("{first} to {last}").format(first=days[0], last=days[1])
        )
        counts = {kind: int((made["kind"] == kind).sum()) for kind in DOCUMENTS}
        told = language.both([sentences.count(n, kind, language) for kind, n in counts.items() if n])
        return language.gettext("Of what was made before, {documents} tell of them ({days}).").format(
            documents=told, days=when
        )

    @cached_property
    def short(self) -> pd.DataFrame:
        """The same to read: verdicts of a maker and wave in one row, with how many are not met."""
        say, language, made = self.language.gettext, self.language, []
        makers = CertificateView(self.viewer, Selection(), language).makers()
        labs = Names(language).laboratories(self.viewer)
        rows = self.rows.fillna({"enterprise": "", "wave": "", "lab": ""})
        verdicts = rows["kind"] == "verdict"
        for row in each_row(rows[~verdicts & ~rows["kind"].isin(DOCUMENTS)]):
            state = word(words.STATE, row.state, language) if isinstance(row.state, str) else ""
            whose = makers.get((row.sector, row.enterprise), row.enterprise) or labs.get(row.lab, row.lab)
            made.append((word(words.HANGS, row.kind, language), row.subject, whose, state or self._n(row.n)))
        for (sector, maker, wave), own in rows[verdicts].groupby(["sector", "enterprise", "wave"], sort=False):
            counts = own["verdict"].value_counts()
            told = [
                f"{word(plain.VERDICT, str(code), language)} {language.number(int(n))}" for code, n in counts.items()
            ]
            what = language.ngettext("{n} verdict", "{n} verdicts", len(own)).format(n=language.number(len(own)))
            name = makers.get((str(sector), str(maker)), str(maker))
            made.append((what, language.wave(str(wave)), name, language.gettext(", ").join(told)))
        for row in each_row(rows[rows["kind"].isin(DOCUMENTS)]):
            whose = makers.get((row.sector, row.enterprise), row.enterprise)
            made.append((word(words.HANGS, row.kind, language), row.subject, whose, language.date(row.made_on)))
        return pd.DataFrame(made, columns=[say("What rests on it"), say("Number"), say("Whose"), say("State")])

    def _n(self, n: float) -> str:
        said = self.language.ngettext("{n} measurement", "{n} measurements", int(n))
        return said.format(n=self.language.number(int(n)))

    @cached_property
    def table(self) -> pd.DataFrame:
        """Step by step, what rests on it."""
        say, language, rows = self.language.gettext, self.language, self.rows
        names = Names(language)

        def said(terms: Terms, name: str) -> list[str]:
            return [word(terms, code, language) if isinstance(code, str) else "" for code in rows[name]]

        makers = CertificateView(self.viewer, Selection(), language).makers()
        pairs = list(zip(rows["sector"], rows["enterprise"].fillna(""), strict=True))
        spec = platform.specs()
        found = [
            names.indicator(sector, code) if isinstance(code, str) and sector in spec else ""
            for sector, code in zip(rows["sector"], rows["indicator"], strict=True)
        ]
        return pd.DataFrame(
            {
                say("Steps"): rows["steps"],
                say("What rests on it"): [word(words.HANGS, code, language) for code in rows["kind"]],
                say("Number"): rows["subject"].where(rows["kind"] != "verdict", ""),
                say("State"): [
                    word(words.STATE, code, language) if isinstance(code, str) else "" for code in rows["state"]
                ],
                say("Enterprise"): [makers.get(pair, pair[1]) for pair in pairs],
                say("Laboratory"): rows["lab"],
                say("Wave"): [language.wave(code) if isinstance(code, str) else "" for code in rows["wave"]],
                say("Indicator"): found,
                say("Level"): [
                    word(plain.LEVEL, code, language) if isinstance(code, str) else "" for code in rows["level"]
                ],
                say("Verdict"): said(plain.VERDICT, "verdict"),
                say("Measurements"): rows["n"],
                say("First day"): rows["first_day"],
                say("Last day"): rows["last_day"],
                say("Made on"): rows["made_on"],
            }
        )
