"""A laboratory's home: its batches, how it compares with others (En, z), the scope that ends."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure import scopes
from benchmarks.laboratories.capability import capability
from benchmarks.words import resting
from data.frames import each_row
from data.kept import batches
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.frame import platform, scope
from pages.parts.views import batches as batch_words
from pages.parts.views.home.steps import Line, Step
from pages.parts.words import laboratories as words
from pages.parts.words import sentences
from pages.parts.words.language import Language, word

SHOWN = 4  # lines of a card


@dataclass(frozen=True)
class LaboratoryHome:
    """What the home shows a laboratory of itself."""

    viewer: Viewer
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """CAPABILITY rows of the newest wave of each sector, those that differ most first."""
        found = platform.read(capability, self.viewer)
        if found.empty:
            return found
        newest = {sector: in_order(list(rows["wave"]))[-1] for sector, rows in found.groupby("sector")}
        found = found[[newest[pair[0]] == pair[1] for pair in zip(found["sector"], found["wave"], strict=True)]]
        far = found["en_worst"].abs().fillna(0) + 3 * (found["state"] == "differs")
        return found.assign(far=far).sort_values("far", ascending=False, kind="stable")

    @cached_property
    def rests(self) -> pd.DataFrame:
        """RESTING rows of its own measurements, of the newest wave of each sector that is compared."""
        rows = platform.read(scopes.resting, self.viewer)
        newest = set(zip(self.rows.get("sector", ()), self.rows.get("wave", ()), strict=True))
        return rows[[pair in newest for pair in zip(rows["sector"], rows["wave"], strict=True)]]

    @cached_property
    def sent(self) -> pd.DataFrame:
        """Its own live batches, newest first."""
        return batches.batches(platform.store(), self.viewer, live=True)

    @cached_property
    def title(self) -> str:
        """How much was sent, and on how much it differs."""
        language = self.language
        differs = int((self.rows["state"] == "differs").sum()) if len(self.rows) else 0
        said = self._counted
        beyond = [resting.clause(self.rests, language)] if len(self.rests) else []
        held_beside = self.rows[["en_worst", "z"]].notna().any(axis=None) if len(self.rows) else False
        if not held_beside:  # whoever shares nothing with another laboratory neither agrees nor differs
            told = [*beyond, said, language.gettext("nothing is compared yet")]
            return sentences.clauses([each for each in told if each], language)
        apart = language.ngettext(
            "on {n} indicator you differ from the others", "on {n} indicators you differ from the others", differs
        )
        agreed = language.gettext("you differ from the others on no indicator")
        told = [apart.format(n=differs) if differs else agreed, said]
        return sentences.clauses([each for each in (*beyond, *told) if each], language)

    @property
    def _counted(self) -> str:
        """Its own batches that count; where others sent its results, how many of its samples do."""
        language, n = self.language, len(self.sent)
        samples = int(self.rows["samples"].sum()) if len(self.rows) else 0
        if n or not samples:
            return language.ngettext("{n} batch of yours counts", "{n} batches of yours count", n).format(n=n)
        said = language.ngettext(
            "{n} sample of yours counts, sent by others", "{n} samples of yours count, sent by others", samples
        )
        return said.format(n=language.number(samples))

    @property
    def nothing_sent(self) -> str:
        """Why no batch is listed."""
        if len(self.rows):
            return self.language.gettext("You have sent no file: your results came in files of the association.")
        return self.language.gettext("No file has been loaded")

    @property
    def steps(self) -> list[Step]:
        """The next steps."""
        say = self.language.gettext
        return [
            Step(say("Send test results"), "upload"),
            Step(say("See how you compare"), "laboratories"),
            Step(say("Look at your batches"), "batches"),
        ]

    @cached_property
    def compared(self) -> list[Line]:
        """The indicators it differs most on, with En and z, and why it can decide or cannot."""
        names, found = scope.Names(self.language), []
        for row in each_row(self.rows.head(SHOWN)) if len(self.rows) else ():
            marks = [
                f"{name} = {self.language.number(value, 1, sign=True)}"
                for name, value in (("En", row.en_worst), ("z", row.z))
                if value == value
            ]
            said = [word(words.STATE, row.state, self.language), *marks, word(words.REASON, row.reason, self.language)]
            more = self.language.gettext("; ").join(filter(None, said))
            place = {"sector": row.sector, "wave": row.wave}
            found.append(Line(names.indicator(row.sector, row.indicator), more, "laboratories", place))
        return found

    @cached_property
    def batches(self) -> list[Line]:
        """Its newest batches."""
        names = scope.Names(self.language)
        rows = [row for _, row in self.sent.head(SHOWN).iterrows()]
        return [Line(row["file_name"], batch_words.description(row, self.language, names), "batches") for row in rows]

    @cached_property
    def scopes(self) -> list[Line]:
        """Its accreditations and the day each ends."""
        say, found = self.language.gettext, []
        for row in each_row(platform.laboratories(self.viewer)):
            if row.valid_until is None or row.valid_until != row.valid_until:
                found.append(Line(row.accreditation or row.lab, say("no end is registered")))
                continue
            end = pd.Timestamp(row.valid_until).date()
            said = say("valid until {day}") if end >= date.today() else say("ended on {day}")
            found.append(Line(row.accreditation or row.lab, said.format(day=self.language.date(end))))
        return found
