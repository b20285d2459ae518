"""Certificates made ready to read: which need an answer, how much output they cover."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure.certificates import certificates, certified
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import markdown, sentences
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word

ROLES = {
    **{"tested_while": "accent", "lost": "not_met", "in_7": "cannot_tell", "in_30": "soft"},
    **{"in_90": "under_floor", "later": "met"},
}


@dataclass(frozen=True)
class CertificateView:
    """The certificates of one sector or of all, on this day."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """CERTIFICATE rows with `needs`: what they need, one of ROLES."""
        rows = platform.read(certificates, self.viewer, self.selection)
        by_end = {7: "in_7", 30: "in_30", 90: "in_90", 0: "later"}
        needs = rows["ends_in"].map(by_end).where(rows["state"] == "valid", "lost")
        return rows.assign(needs=needs.where(rows["tested_while"] == 0, "tested_while"))

    @cached_property
    def title(self) -> str:
        """The answer: how many end soon, and how many were suspended when their products were tested."""
        language, rows = self.language, self.rows
        soon = rows.loc[(rows["state"] == "valid") & rows["ends_in"].isin((7, 30)), "subject"].nunique()
        said = language.ngettext("{n} certificate ends within 30 days", "{n} certificates end within 30 days", soon)
        if not soon:
            said = language.gettext("no certificate ends within 30 days")
        parts = [said.format(n=language.number(soon))]
        lost = rows.loc[rows["needs"] == "lost", "subject"].nunique()
        if lost:
            said = language.ngettext(
                "{n} is suspended, revoked or expired", "{n} are suspended, revoked or expired", lost
            )
            parts.append(said.format(n=language.number(lost)))
        while_ = rows.loc[rows["needs"] == "tested_while", "subject"].nunique()
        if while_:
            said = language.ngettext(
                "{n} was suspended when its products were tested",
                "{n} were suspended when their products were tested",
                while_,
            )
            parts.append(said.format(n=language.number(while_)))
        return sentences.clauses(parts, language)

    @cached_property
    def paragraph(self) -> str:
        """Output under valid certificates, sector by sector."""
        language, names = self.language, Names(self.language)
        told = []
        for row in platform.read(certified, self.viewer, self.selection).itertuples(index=False):
            said = language.gettext(
                "**{sector}**: {share} of the output comes from makers with a valid certificate ({n} of {all}), {lost} "
                "from makers that lost theirs."
            )
            facts = {"share": language.percent(row.output_valid), "lost": language.percent(row.output_lost)}
            facts |= {"n": language.number(row.certified), "all": language.number(row.makers)}
            told.append(said.format(sector=markdown.escaped(names.sector(row.sector)), **facts))
        return sentences.joined(told, language)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Counts of certificates by what they need, a bar a sector."""
        language, names = self.language, Names(self.language)
        counts = self.rows.groupby(["sector", "needs"])["subject"].nunique().reset_index(name="n")
        rows = [
            (each.sector, names.sector(each.sector), each.needs, word(words.ENDS, each.needs, language), int(each.n))
            for each in each_row(counts)
        ]
        return pd.DataFrame(rows, columns=["key", "label", "state", "word", "count"])

    def makers(self) -> dict[tuple[str, str], str]:
        """The name of each maker the viewer sees."""
        register, names = platform.enterprises(self.viewer), Names(self.language)
        found: dict[tuple[str, str], str] = {}
        for sector, own in register.groupby("sector"):
            found |= {(str(sector), code): name for code, name in names.enterprises(own).items()}
        return found

    def _covers(self, rows: pd.DataFrame) -> list[str]:
        """What each certificate is about: a product, or of a maker without one its management system (ISO 9001)."""
        whole = self.language.gettext("management system")
        return [row.product or (whole if row.enterprise else "") for row in each_row(rows)]

    @cached_property
    def short(self) -> pd.DataFrame:
        """The same to read: a row a certificate with its products, its state, and what it needs."""
        say, language, makers, made = self.language.gettext, self.language, self.makers(), []
        labs = Names(language).laboratories(self.viewer)
        for (sector, subject, maker, lab), own in self.rows.groupby(
            ["sector", "subject", "enterprise", "lab"], sort=False
        ):
            row, left = own.iloc[0], own["days_left"].min()
            state = word(words.STATE, row["state"], language)
            if pd.notna(row["until"]):
                state = say("{state} until {day}").format(state=state, day=language.date(row["until"]))
            needs = word(words.ENDS, row["needs"], language)
            if row["needs"] != "later" and pd.notna(left):
                said = language.ngettext("{needs}, {n} day left", "{needs}, {n} days left", int(left))
                needs = said.format(needs=needs, n=language.number(int(left)))
            products = language.gettext(", ").join(sorted(set(self._covers(own)) - {""}))
            whose = makers.get((str(sector), str(maker)), str(maker)) or labs.get(str(lab), str(lab))
            whose = say("{enterprise} ({products})").format(enterprise=whose, products=products) if products else whose
            made.append((subject, whose, state, needs))
        return pd.DataFrame(made, columns=[say("Certificate"), say("Whose"), say("State"), say("What it needs")])

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a certificate and product, those that need an answer first."""
        say, language, rows = self.language.gettext, self.language, self.rows
        makers, labs = self.makers(), Names(language).laboratories(self.viewer)
        whose = [makers.get(pair, pair[1]) for pair in zip(rows["sector"], rows["enterprise"], strict=True)]
        return pd.DataFrame(
            {
                say("Certificate"): rows["subject"],
                say("Enterprise"): [name or labs.get(lab, lab) for name, lab in zip(whose, rows["lab"], strict=True)],
                say("Product"): self._covers(rows),
                say("State"): [word(words.STATE, code, language) for code in rows["state"]],
                say("In this state since"): rows["since"],
                say("Until"): rows["until"],
                say("Days left"): rows["days_left"],
                say("What it needs"): [word(words.ENDS, code, language) for code in rows["needs"]],
                say("Tests while suspended"): rows["tested_while"],
                say("Issued by"): rows["authority"].map(language.told, na_action="ignore"),
                say("Rests on"): rows["basis"].map(language.told, na_action="ignore"),
                say("Reason"): rows["reason"].map(language.told, na_action="ignore"),
            }
        )
