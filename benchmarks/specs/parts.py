"""The small parts of a spec file: texts, numbers and days, labels, levels, questions, facets."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import (
    AllowInfNan,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.types import Strict
from pydantic_core import CoreSchema

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
Positive = Annotated[float, Strict(), AllowInfNan(False), Gt(0)]
Day = Annotated[date, BeforeValidator(_day), Strict()]
Pair = tuple[Number, Number]
Source = Literal["survey", "test"]
Statistic = Literal["mean", "share", "per_100", "top_box", "nps", "conformity"]
Kind = Literal["mandatory", "recommended", "reference", "editorial"]
Checked = Literal["source", "secondary", "memory", "editorial"]
VERIFIED = ("source", "secondary")  # the value was read in the text itself, or in a reliable text about it


class Part(BaseModel):
    """A part of a spec: no other keys, never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(Part):
    """A name or a remark in both languages."""

    en: Text
    zh: Text


def _both(value: object) -> object:
    """One text stands for both languages."""
    text = _text(value)
    return {"en": text, "zh": text} if isinstance(text, str) else text


class _TextToo:
    """Tells the JSON Schema of a label that a text may stand instead."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        return {"anyOf": [{"type": ["string", "number"], "minLength": 1}, handler(core)]}


# A text or a label: "1 m3 chamber", or {en: 1 m3 chamber, zh: 1m³气候箱}.
Words = Annotated[Label, BeforeValidator(_both), _TextToo()]


class Target(Part):
    """Where an association wants an indicator to stand by the end of a year; value in the reported unit."""

    indicator: Id
    year: Annotated[int, Strict(), Ge(2000), Le(2100)]
    value: Number
    set_by: Words
    set_on: Day


class Dimension(Part):
    """A group of indicators with its weight in the index; weights need not sum to one."""

    id: Id
    label: Label
    weight: Weight = 1.0


class Category(Part):
    """A kind of product or service inside the sector."""

    id: Id
    label: Label


class Range(Part):
    """What a file may hold, both ends allowed, in the file's unit."""

    min: Number
    max: Number


class Scale(Part):
    """A linear change from the file's unit to the reported one: `from: [1, 10], to: [0, 100]`."""

    file: Pair = Field(alias="from")
    reported: Pair = Field(alias="to")


class International(Part):
    """The international standard behind an indicator, and how the national one adopted it."""

    standard: Text
    adoption: Literal["IDT", "MOD", "NEQ", "none"]


class Title(Part):
    """A citation in words; in English the citation itself where nothing else is written."""

    en: Text | None = None
    zh: Text


class LevelEntry(Part):
    """One level; `value` is in the reported unit.

    from: the day since which the level is used here; binds: the day from which the regulation binds, where it does.
    method: how the value is measured; conversion: the source that says how it compares with the ladder's other methods.
    title: the citation in words, for readers of each language.
    """

    value: Number
    kind: Kind
    cite: Text
    title: Title | None = None
    valid_from: Day = Field(alias="from")
    binds: Day | None = None
    method: Words | None = None
    conversion: Words | None = None
    checked: Checked
    note: Label | None = None

    @property
    def binding(self) -> bool:
        """Whether it is law and was read in a source: what breaks a bottom line (`gaps.floors` says it of frames)."""
        return self.kind == "mandatory" and self.checked in VERIFIED

    @cached_property
    def named(self) -> Label | None:
        """The citation for readers of both languages; None where it has no title."""
        return None if self.title is None else Label(en=self.title.en or self.cite, zh=self.title.zh)

    @property
    def measured(self) -> str:
        """The method in English, which tells methods apart; empty where none is stated."""
        return "" if self.method is None else self.method.en


class Levels(Part):
    """The three levels of an indicator, each a list by date."""

    floor: tuple[LevelEntry, ...] = ()
    benchmark: tuple[LevelEntry, ...] = ()
    frontier: tuple[LevelEntry, ...] = ()


class Uncertainty(Part):
    """The expanded uncertainty where a laboratory states none: in the reported unit, or in percent of the value."""

    value: Positive | None = None
    percent: Positive | None = None
    k: Positive = 2.0
    cite: Text
    checked: Checked
    note: Label | None = None

    def at(self, value: Any) -> Any:
        """The expanded uncertainty (k = 2) of a value, both in the reported unit; arrays are taken too."""
        amount = (self.value or 0.0) if self.percent is None else abs(value) * self.percent / 100
        return 2 / self.k * amount


class Answers(Part):
    """Words of a question's answers in both languages, from the lowest to the highest."""

    en: Annotated[tuple[Text, ...], MinLen(1)]
    zh: Annotated[tuple[Text, ...], MinLen(1)]


class FacetPart(Part):
    """One of the values a facet can have."""

    id: Id
    label: Label


class Facet(Part):
    """What results are cut by: an attribute of enterprises, products or respondents; it never enters a score.

    from: the column that holds it, where that is not the facet's own id.
    """

    id: Id
    label: Label
    of: Literal["enterprise", "product", "respondent"]
    column: Id | None = Field(default=None, alias="from")
    values: tuple[FacetPart, ...] = ()

    @property
    def held_in(self) -> str:
        """The column that holds it."""
        return self.column or self.id

    @property
    def asked(self) -> bool:
        """Whether each respondent says it, in a column of its own in the survey file."""
        return self.of == "respondent" and self.held_in != "stratum"
