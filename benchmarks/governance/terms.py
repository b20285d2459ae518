"""Terms of procedure and how days are counted: dated rows of benchmarks/specs/terms.yaml and holidays.csv."""

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from yaml import safe_load

from benchmarks.specs.parts import Label

_FOLDER = Path(__file__).parents[1] / "specs"
UNITS = ("days", "working_days", "months")


class Term(BaseModel):
    """One rule: how long a step may take, from which day on, and where that is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    length: int = Field(gt=0)
    unit: str = Field(pattern="^(days|working_days|months)$")
    kind: str = Field(pattern="^(law|platform)$")
    start: date = Field(alias="from")
    cite: Label
    checked: str = Field(pattern="^(source|secondary|memory|editorial)$")
    earliest: int = Field(default=0, ge=0)  # of the same unit


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: Monday to Friday, without the days off and with the days that make up for them."""

    off: frozenset[date]
    worked: frozenset[date]

    def works(self, day: date) -> bool:
        """Whether a day is a working day."""
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def end(self, day: date, length: int, unit: str) -> date:
        """The last day of a term that begins the day after `day`.

        working_days: only these are counted. days and months: the calendar's, and a last day off hands on to the next
        working day. Source: Civil Code of China, arts. 201 to 203. Refuses another unit with a ValueError.
        """
        if unit not in UNITS:
            raise ValueError(f"a term is counted in {', '.join(UNITS)}; got {unit!r}")
        if unit == "working_days":
            while length > 0:
                day += timedelta(1)
                length -= self.works(day)
            return day
        day = day + timedelta(length) if unit == "days" else months_after(day, length)
        while not self.works(day):
            day += timedelta(1)
        return day


@dataclass(frozen=True)
class Terms:
    """All rows, and the calendar they are counted in."""

    rows: tuple[Term, ...]
    calendar: Calendar

    def at(self, name: str, day: date) -> Term:
        """The rule of a step in force on a day; before the first one, the first. LookupError for an unknown step."""
        known = sorted((each for each in self.rows if each.id == name), key=lambda each: each.start)
        if not known:
            raise LookupError(f"there is no term {name!r}")
        return [known[0], *(each for each in known if each.start <= day)][-1]

    def supposing(self, name: str, length: int) -> "Terms":
        """The same rows with another length, in its own unit, for one step: asked before a rule takes effect."""
        rows = (each.model_copy(update={"length": length}) if each.id == name else each for each in self.rows)
        return Terms(tuple(rows), self.calendar)

    def due(self, name: str, day: date) -> date:
        """The last day of a step that begins on `day`, by the rule in force then."""
        term = self.at(name, day)
        return self.calendar.end(day, term.length, term.unit)

    def mildest(self, name: str, day: date, on: date) -> Term:
        """The shortest rule in force from `day` to `on`: a later milder one applies, a stricter never backwards."""
        later = [each for each in self.rows if each.id == name and day < each.start <= on]
        return min([self.at(name, day), *later], key=lambda each: (each.length, each.start))


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier where negative), or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def terms() -> Terms:
    """The terms of this house, read once."""
    rows = safe_load((_FOLDER / "terms.yaml").read_text(encoding="utf-8"))["terms"]
    with (_FOLDER / "holidays.csv").open(encoding="utf-8", newline="") as file:
        days = [(date.fromisoformat(row["day"]), row["kind"]) for row in csv.DictReader(file)]
    off, worked = (frozenset(day for day, kind in days if kind == name) for name in ("off", "work"))
    return Terms(tuple(Term.model_validate(row) for row in rows), Calendar(off, worked))
