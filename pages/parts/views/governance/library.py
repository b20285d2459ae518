"""What others did about one gap and what came of it, in sentences; nobody is named."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from benchmarks.innovation.library import library
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.language import Language


@dataclass(frozen=True)
class OthersView:
    """The LIBRARY row of one indicator, of all sectors, as the viewer is told it."""

    viewer: Viewer
    indicator: str
    language: Language

    @cached_property
    def row(self) -> dict[str, Any] | None:
        """The row of the indicator; None where no action or project on it is closed."""
        found = platform.read(library, self.viewer)
        found = found[(found["by"] == "indicator") & (found["part"] == self.indicator)]
        return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}

    @property
    def lines(self) -> list[str]:
        """How many acted, what came of it with its interval, and what is to be thought of that."""
        say, row, number = self.language.gettext, self.row, self.language.number
        if row is None:
            return [say("No action or project on this indicator is closed yet, here or elsewhere.")]
        ngettext = self.language.ngettext
        acts = ngettext("{n} action", "{n} actions", int(row["actions"])).format(n=number(row["actions"]))
        joint = ngettext("{n} project", "{n} projects", int(row["projects"])).format(n=number(row["projects"]))
        if row["reason"] == "too_few":
            return [say("Too few others acted on this to tell what came of it without naming them.")]
        counts = {name: number(row[name]) for name in ("makers", "worked", "failed", "cannot_tell")}
        counted = say(
            "{acts} and {joint} of {makers} makers are closed: {worked} delivered, {failed} did not, {cannot_tell} "
            "cannot be told."
        ).format(acts=acts, joint=joint, **counts)
        if row["reason"]:
            return [counted, say("Too few of them were measured for a mean.")]
        mean = say(
            "On average {mean} ladder points ({low} to {high}; floor to benchmark is 20), failures counted; a next one "
            "would lie between {next_low} and {next_high}. What followed a measure is not proven to come from it."
        ).format(**{name: self._signed(row[name]) for name in ("mean", "low", "high", "next_low", "next_high")})
        warning = say("The less exact effects are the larger ones: small successes may be told more often.")
        return [counted, mean, *([warning] if row["small_studies"] else [])]

    def _signed(self, value: float) -> str:
        sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
        return f"{sign}{self.language.number(abs(value), 1)}"
