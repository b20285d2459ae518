"""What is sent, with everything the sender said about it; and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from benchmarks.intake.naming import Names
from data.kept.batches import Upload
from data.mapping.mapping import Mapping
from data.problems.problem import Problem
from data.read import TextTable
from data.read.choices import Choice

Progress = Callable[[str], object]


class Waiting(str):
    """The step of waiting while other files are read; `place` is the one in the line, 1 for next."""

    __slots__ = ("place",)
    place: int

    def __new__(cls, place: int) -> Self:
        """The step at a place."""
        made = super().__new__(cls, "waiting")
        made.place = place
        return made


@dataclass(frozen=True)
class Sending:
    """A file and how it is to be taken.

    mapping: which column is which; None takes that of the survey's newest live batch, Mapping() takes none.
    sheet: of a workbook, the first by default; margins: the bytes of a margins file that a survey's weights are raked
    to; today: the day that dates may not pass, None for the clock's (UTC).
    """

    upload: Upload
    mapping: Mapping | None = None
    sheet: str | None = None
    margins: bytes | None = None
    today: date | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its batch number once written, all problems, the text as it was read.

    problems and table are under the sender's own column names; mapping is the one applied, None where there is none for
    this file's columns; `remembered`: the batch of the survey it came from; raking: what the weights became; choices:
    what was made of the file where it could have been read otherwise; names: what codes in problems are called, English
    and Chinese.
    """

    upload: Upload
    problems: tuple[Problem, ...]
    rows: int
    table: TextTable
    batch: int | None = None
    mapping: Mapping | None = None
    remembered: int | None = None
    raking: dict | None = None
    choices: tuple[Choice, ...] = ()
    names: Names = field(default_factory=dict)

    def named(self, language: str = "en") -> dict[str, str]:
        """What codes in problems are called in a language."""
        return {code: zh if language == "zh" else en for code, (en, zh) in self.names.items()}

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Problems that refuse the file."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Problems that do not."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")
