"""The shape of a spec file, benchmarks/specs/<sector>.yaml, and what it can be asked. Rules across keys: spec_rules."""

from datetime import date
from typing import Annotated, Literal

from annotated_types import Ge, Le, MinLen
from pydantic import (
    AllowInfNan,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.types import Strict

from benchmarks.columns import LEVELS

ID_PATTERN = r"^[a-z][a-z0-9_]*$"


def _text(value: object) -> object:
    """A unit of 1 or a year as citation is meant as text."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


Id = Annotated[str, StringConstraints(strict=True, pattern=ID_PATTERN)]
Text = Annotated[
    str,
    BeforeValidator(_text),
    StringConstraints(strict=True, strip_whitespace=True, min_length=1),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1}),
]
Number = Annotated[float, Strict(), AllowInfNan(False)]
Weight = Annotated[float, Strict(), AllowInfNan(False), Ge(0)]
Day = Annotated[date, BeforeValidator(_day), Strict()]
Pair = tuple[Number, Number]
Source = Literal["survey", "test"]
Statistic = Literal["mean", "share", "per_100", "top_box", "nps", "conformity"]
Kind = Literal["mandatory", "recommended", "reference", "editorial"]
Checked = Literal["source", "secondary", "memory", "editorial"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(_Part):
    """A name or a remark in both languages."""

    en: Text
    zh: Text


class Dimension(_Part):
    """A group of indicators with its weight in the index; weights need not sum to one."""

    id: Id
    label: Label
    weight: Weight = 1.0


class Category(_Part):
    """A kind of product or service inside the sector."""

    id: Id
    label: Label


class Range(_Part):
    """What a file may hold, both ends allowed, in the file's unit."""

    min: Number
    max: Number


class Scale(_Part):
    """A linear change from the file's unit to the reported one: `from: [1, 10], to: [0, 100]`."""

    file: Pair = Field(alias="from")
    reported: Pair = Field(alias="to")


class International(_Part):
    """The international standard behind an indicator, and how the national one adopted it."""

    standard: Text
    adoption: Literal["IDT", "MOD", "NEQ", "none"]


class LevelEntry(_Part):
    """One level from a date on; `value` is in the reported unit."""

    value: Number
    kind: Kind
    cite: Text
    valid_from: Day = Field(alias="from")
    method: Text = ""
    checked: Checked
    note: Label | None = None


class Levels(_Part):
    """The three levels of an indicator, each a list by date."""

    floor: tuple[LevelEntry, ...] = ()
    benchmark: tuple[LevelEntry, ...] = ()
    frontier: tuple[LevelEntry, ...] = ()


class Indicator(_Part):
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
    note: Label | None = None

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


class SectorSpec(_Part):
    """The spec of one sector."""

    sector: Id
    label: Label
    version: Text
    dimensions: Annotated[tuple[Dimension, ...], MinLen(1)]
    categories: Annotated[tuple[Category, ...], MinLen(1)]
    indicators: Annotated[tuple[Indicator, ...], MinLen(1)]
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
