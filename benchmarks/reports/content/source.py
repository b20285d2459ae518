"""What a document is written from: the results its recipient is told, their names, its language, its facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.index import coverage
from benchmarks.publishing import states
from benchmarks.reading import Reading
from benchmarks.reports.facts import Ledger, Row
from benchmarks.reports.results import RESULTS
from benchmarks.scope.selection import Selection
from benchmarks.specs.asked import asked_anew
from benchmarks.specs.spec import Indicator, SectorSpec
from benchmarks.words import breaks, sentences
from benchmarks.words import vocabulary as words
from benchmarks.words.language import Language, word
from data.kept import publishing, register, synthetic
from data.refusal import Refused

POSTS = ("floor", "benchmark", "frontier")


@dataclass
class Source:
    """The reading of a recipient, whose selection is what the document is about, and the facts taken from it."""

    reading: Reading
    language: Language
    ledger: Ledger
    used: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def selection(self) -> Selection:
        """What the document is about."""
        return self.reading.selection

    @property
    def wave(self) -> str:
        """The wave the document is about."""
        if self.selection.wave is None:
            raise ValueError("a document is about one wave")
        return self.selection.wave

    def spec(self, sector: str | None = None) -> SectorSpec:
        """The spec of the sector."""
        return self.reading.specs[sector or self.selection.one_sector()]

    def rows(self, result: str, *, all_waves: bool = False) -> pd.DataFrame:
        """The rows of a result of RESULTS, as the recipient is told them; kept as a sheet of the document."""
        name = f"{result}_all" if all_waves else result
        if name not in self.used:
            about = self.reading.all_waves() if all_waves else self.reading
            self.used[name] = RESULTS[result](about)
        return self.used[name]

    def say(self, message: str, **values: object) -> str:
        """A message in the document's language, filled."""
        return self.language.gettext(message).format(**values)

    def indicator(self, row: Any) -> Indicator:
        """The indicator a row is about."""
        return self.spec(str(row["sector"])).indicator(str(row["indicator"]))

    def indicator_name(self, sector: str, code: str) -> str:
        """Name of an indicator."""
        return self.language.label(self.spec(sector).indicator(code).label)

    def anew(self, sector: str, before: str, after: str) -> str:
        """That a change of an index between two waves is partly one of questions; "" where none was changed."""
        codes = asked_anew(self.reading.breaks, sector, before, after)
        return breaks.of_the_index([self.indicator_name(sector, code) for code in codes], after, self.language)

    def sector_name(self, code: str) -> str:
        """Name of a sector."""
        return self.language.label(self.reading.specs[code].label)

    def category_name(self, sector: str, code: str) -> str:
        """Name of a category."""
        found = {each.id: each.label for each in self.spec(sector).categories}
        return self.language.label(found[code]) if code in found else code

    def dimension_name(self, sector: str, code: str) -> str:
        """Name of a dimension."""
        found = {each.id: each.label for each in self.spec(sector).dimensions}
        if code == OVERALL:
            return self.language.gettext("Overall")
        return self.language.label(found[code]) if code in found else code

    @cached_property
    def laboratories(self) -> dict[str, str]:
        """Name of each laboratory the recipient sees, in the language of the document."""
        found = register.laboratory_names(self.reading.store, self.reading.viewer)
        return {lab: self.language.told(name or lab) for lab, name in found.items()}

    @cached_property
    def makers(self) -> Mapping[str, str]:
        """Name of each enterprise of the sector that the recipient sees by name."""
        found = register.makers(self.reading.store, self.reading.viewer, self.selection.one_sector())
        return {code: (zh if self.language.code == "zh" else en) or code for code, (en, zh) in found.items()}

    @property
    def posts(self) -> list[str]:
        """Names of the marks of the ladder."""
        return [word(words.LEVEL, code, self.language) for code in POSTS]

    @cached_property
    def synthetic(self) -> bool:
        """Whether any live batch is made up."""
        return synthetic.any_synthetic(self.reading.store)

    @property
    def badges(self) -> list[str]:
        """What has to be known on every page."""
        told = [self.language.gettext("draft: this wave is not published")] if self.draft else []
        return [*told, sentences.synthetic(self.language)] if self.synthetic else told

    @cached_property
    def draft(self) -> bool:
        """Whether the wave of the sector is not published yet."""
        if self.selection.sector is None:
            return False
        key = self.selection.sector, self.wave
        decided = publishing.events(self.reading.store, self.reading.viewer)
        return states.standings(decided, [key], date.today())[key].state != states.SHOWN

    def score(self, place: str, result: str, row: Row, column: str = "score") -> str:
        """A score in points, noted."""
        return self.ledger.take(place, result, row, column, self.language.number(row[column], 1))

    def span(self, place: str, result: str, row: Row, ends: tuple[str, str] = ("low", "high")) -> str:
        """The interval of a score, noted; empty where there is none."""
        if any(pd.isna(row[end]) for end in ends):
            return ""
        low, high = (self.score(place, result, row, end) for end in ends)
        return self.language.gettext("{low} to {high}").format(low=low, high=high)

    def rank(self, place: str, row: Row) -> str:
        """The range of rank of an INDEX row, noted; an en dash where it is not rated."""
        if pd.isna(row["rank"]):
            return self.language.number(None)
        low, high = ("rank", "rank") if pd.isna(row["rank_low"]) else ("rank_low", "rank_high")
        for column in dict.fromkeys((low, high, "of")):
            self.ledger.take(place, "index", row, column, self.language.number(row[column]))
        return sentences.rank(int(row[low]), int(row[high]), int(row["of"]), self.language)


def wave_of(reading: Reading, wave: str | None) -> str:
    """The wave asked for, or that which screens start with: the newest of the sector with coverage enough."""
    found, sector = coverage.coverage(reading), reading.selection.sector or ""
    waves = list(found.loc[found["sector"] == sector, "wave"])
    if wave is None:
        wave = coverage.start(found, sector, waves)
    if wave is None or wave not in waves:
        raise Refused("no_results_in_wave", wave=wave or "", known=", ".join(sorted(waves)) or "none")
    return wave
