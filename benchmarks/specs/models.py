"""The shape of a spec file, benchmarks/specs/<sector>.yaml, and what it can be asked. Rules across keys: rules."""

from datetime import date
from typing import Annotated, Literal

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import PrivateAttr, StrictBool, StrictInt

from benchmarks.columns import LEVELS
from benchmarks.specs.parts import (
    Answers,
    Category,
    Day,
    Dimension,
    Facet,
    Id,
    International,
    Label,
    LevelEntry,
    Levels,
    Number,
    Part,
    Range,
    Scale,
    Source,
    Statistic,
    Target,
    Text,
    Uncertainty,
    Weight,
)


class Indicator(Part):
    """One thing measured, by consumers or by a laboratory."""

    id: Id
    label: Label
    categories: Annotated[tuple[Id, ...], MinLen(1)]
    dimension: Id
    source: Source
    statistic: Statistic
    unit: Text
    direction: Literal["lower", "higher"]
    decimals: Annotated[StrictInt, Ge(0), Le(9)] = 2
    range: Range
    weight: Weight = 1.0
    levels: Levels
    international: International | None = None
    scale: Scale | None = None
    top_from: Number | None = None
    whole: StrictBool = False
    breaks: tuple[Day, ...] = ()
    default_u: Uncertainty | None = None
    synonyms: tuple[Text, ...] = ()
    answer: Label | None = None
    ask: Label | None = None
    asked_if: Label | None = None
    ends: Answers | None = None
    answers: Answers | None = None
    order: Annotated[StrictInt, Ge(1)] | None = None
    note: Label | None = None

    @property
    def asked_as(self) -> Label:
        """The name of its column in a template: of the answer, where id and label name the result."""
        return self.answer or Label(en=self.id, zh=self.label.zh)

    @property
    def slope(self) -> float:
        """Reported units per unit of the file; 1 without a scale."""
        if self.scale is None:
            return 1.0
        (low, high), (to_low, to_high) = self.scale.file, self.scale.reported
        return (to_high - to_low) / (high - low)

    @property
    def offset(self) -> float:
        """What is reported where the file holds 0."""
        return 0.0 if self.scale is None else self.scale.reported[0] - self.slope * self.scale.file[0]

    def to_reported(self, value: float) -> float:
        """A value of the file (or an array of them) in the reported unit."""
        return self.offset + self.slope * value

    @property
    def top(self) -> float:
        """The lowest answer that counts as top box."""
        return self.range.max if self.top_from is None else self.top_from

    @property
    def only_whole(self) -> bool:
        """Whether a file may hold whole numbers only; counts are whole."""
        return self.whole or self.statistic == "per_100"

    def applies_to(self, category: str) -> bool:
        """Whether the indicator is measured for a category."""
        return category in self.categories

    def level_at(self, level: str, day: date) -> LevelEntry | None:
        """The entry of floor, benchmark or frontier in force on a day; None where there is none yet."""
        return next((entry for entry in reversed(getattr(self.levels, level)) if entry.valid_from <= day), None)

    def levels_at(self, day: date) -> dict[str, LevelEntry]:
        """The levels in force on a day, from floor to frontier, without those that are missing."""
        found = {level: self.level_at(level, day) for level in LEVELS}
        return {level: entry for level, entry in found.items() if entry is not None}


class SectorSpec(Part):
    """The spec of one sector."""

    sector: Id
    label: Label
    version: Text
    dimensions: Annotated[tuple[Dimension, ...], MinLen(1)]
    categories: Annotated[tuple[Category, ...], MinLen(1)]
    indicators: Annotated[tuple[Indicator, ...], MinLen(1)]
    facets: Annotated[tuple[Facet, ...], MaxLen(6)] = ()
    targets: tuple[Target, ...] = ()
    _digest: str = PrivateAttr("")

    @property
    def digest(self) -> str:
        """sha256 of the file's bytes."""
        return self._digest

    def indicator(self, identifier: str) -> Indicator:
        """The indicator of an id; KeyError where the sector has none."""
        for indicator in self.indicators:
            if indicator.id == identifier:
                return indicator
        raise KeyError(identifier)

    def weights(self, category: str | None = None) -> dict[str, float]:
        """Each indicator's share of the index when all are measured, for one category or over all; sums to one."""
        chosen = [each for each in self.indicators if category is None or each.applies_to(category)]
        inside = {d.id: sum(each.weight for each in chosen if each.dimension == d.id) for d in self.dimensions}
        outer = {d.id: d.weight for d in self.dimensions if inside[d.id] > 0}
        total = sum(outer.values())
        return {
            each.id: outer[each.dimension] / total * each.weight / inside[each.dimension]
            for each in chosen
            if outer.get(each.dimension)
        }
