"""What an uploaded file may hold. Made from a spec by benchmarks.specs.contracts; pure data: intake knows no specs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("register", "survey", "test", "labs", "products", "states", "checks", "published", "standards", "projects")
STORED = (*KINDS, "sums")  # and sums of another association's answers, which are no file of rows
ROUNDS = ("survey", "test")  # answers and measurements: of a survey or test round, which has a code
TIMED = (*ROUNDS, "checks")  # sent with their wave


WHOLE = "all"  # in place of a sector: what is published about more than one


@dataclass(frozen=True)
class Labels:
    """One name in both languages."""

    en: str
    zh: str


@dataclass(frozen=True)
class Column:
    """A fixed column of a file; its id, its names in both languages and those in `also` are accepted as its header.

    type is text (a code or a name, never a number), number, or date.
    """

    id: str
    en: str
    zh: str
    required: bool
    type: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorRule:
    """What may be answered to, or measured for, one indicator.

    low and high are in the unit of the file, both ends allowed; whole refuses fractions; categories are those the
    indicator applies to; source is survey or test; also: further names a file may use.
    """

    id: str
    en: str
    zh: str
    statistic: str
    unit: str
    low: float
    high: float
    whole: bool
    categories: frozenset[str]
    source: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contract:
    """The columns and indicators a file of one kind may hold in one sector.

    In a survey file each indicator is a column of its own, after the fixed ones; in a test file it is a value of the
    column `indicator`. parts: column of a facet -> its values, empty where any text is one.
    """

    kind: str
    sector: str
    columns: tuple[Column, ...]
    categories: dict[str, Labels]
    indicators: dict[str, IndicatorRule]
    parts: Mapping[str, dict[str, Labels]] = field(default_factory=dict)
