"""A report whose numbers were made again: what became of them in a sentence, why, and which are not the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.reports.made import verify
from benchmarks.reports.made.verify import ALTERED, SAME, SUPERSEDED, WITHDRAWN
from benchmarks.words import vocabulary as words
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.frame.documents import TITLE
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N

VERDICT = {
    SAME: N("same"),
    SUPERSEDED: N("superseded"),
    WITHDRAWN: N("withdrawn"),
    ALTERED: N("altered"),
}


@dataclass(frozen=True)
class ReportCheck:
    """What the screen says of one report. Refused where the file holds no facts, or the report is not the viewer's."""

    viewer: Viewer
    held: Mapping[str, Any]
    language: Language

    @classmethod
    def of(cls, viewer: Viewer, content: bytes, language: Language) -> "ReportCheck":
        """The check of a file as it was dropped; its rows are there at once, so that a refusal comes at once."""
        made = cls(viewer, verify.facts_of(content), language)
        _ = made.rows
        return made

    @cached_property
    def rows(self) -> pd.DataFrame:
        """REPORT_CHECK rows with why in the reader's language."""
        return verify.verified(self.held, platform.store(), platform.specs(), self.viewer, self.language)

    @property
    def title(self) -> str:
        """The answer."""
        counts, n = dict(verify.counted(self.rows)), self.language.number
        if not len(self.rows):
            return self.language.gettext("This report shows no number")
        if set(counts) == {SAME}:
            said = self.language.ngettext(
                "The {n} number of this report is the same today",
                "All {n} numbers of this report are the same today",
                counts[SAME],
            )
            return said.format(n=n(counts[SAME]))
        part = self.language.gettext("{n} {verdict}")
        parts = [part.format(n=n(count), verdict=word(VERDICT, code, self.language)) for code, count in counts.items()]
        said = self.language.gettext("Not all numbers of this report hold today: {parts}")
        return said.format(parts=self.language.both(parts))

    def reasons(self) -> Iterator[str]:
        """Each reason with how many numbers it explains, the most first."""
        differing = self.rows[self.rows["verdict"] != SAME]
        for (verdict, why), n in Counter(zip(differing["verdict"], differing["why"], strict=True)).most_common():
            said = self.language.gettext("{n} {verdict}: {why}.")
            number = self.language.number(n)
            yield said.format(n=number, verdict=word(VERDICT, verdict, self.language), why=why)

    @property
    def about(self) -> list[str]:
        """Which report it is: kind, sector, maker, wave, by name."""
        told, names = self.held["about"], scope.Names(self.language)
        said = [word(TITLE, told["kind"], self.language)]
        if told.get("sector") in platform.specs():
            said.append(names.sector(told["sector"]))
            if told.get("enterprise"):
                said.append(self._maker(told["sector"], told["enterprise"]))
        try:
            return [*said, self.language.wave_name(told["wave"])]
        except ValueError:
            return said

    @property
    def table(self) -> pd.DataFrame:
        """The numbers that are not the same, then and now, the worst first; why, if there is more than one reason."""
        say = self.language.gettext
        order = {ALTERED: 0, WITHDRAWN: 1, SUPERSEDED: 2}
        rows = self.rows[self.rows["verdict"] != SAME]
        rows = rows.sort_values("verdict", key=lambda each: each.map(order), kind="stable")
        facts = [self.held["facts"][at] for at in rows.index]
        table = pd.DataFrame(
            {
                say("Page"): [str(each) for each in rows["page"]],
                say("What it is about"): [self._keys(each["keys"]) for each in facts],
                say("In the report"): list(rows["shown"].astype(str)),
                say("Today"): [text or say("not there any more") for text in rows["shown_now"]],
                say("Verdict"): [word(VERDICT, each, self.language) for each in rows["verdict"]],
                say("Why"): list(rows["why"]),
            }
        )
        return table if rows["why"].nunique() > 1 else table.drop(columns=say("Why"))

    def _keys(self, keys: Mapping[str, Any]) -> str:
        """The keys of a fact by name, those that are the whole report's left out."""
        names, sector = scope.Names(self.language), str(keys.get("sector") or self.held["about"].get("sector") or "")
        known = platform.specs().get(sector)
        indicators = {} if known is None else {each.id for each in known.indicators}
        said = []
        for name, value in keys.items():
            code = str(value)
            if name == "enterprise":
                said.append(self._maker(sector, code))
            elif name == "category" and known:
                said.append(names.category(sector, code))
            elif name == "indicator" and code in indicators:
                said.append(names.indicator(sector, code))
            elif name == "dimension" and known:
                said.append(self.language.gettext("Overall") if code == "overall" else names.dimension(sector, code))
            elif name == "level" and code in words.LEVEL:
                said.append(word(words.LEVEL, code, self.language))
        return " · ".join(said)

    def _maker(self, sector: str, code: str) -> str:
        register = platform.enterprises(self.viewer)
        return scope.Names(self.language).enterprises(register[register["sector"] == sector]).get(code, code)
