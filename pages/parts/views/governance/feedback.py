"""What followed a notice, a penalty, help or a project, made ready to read."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.governance.feedback import feedback
from benchmarks.scope.selection import Selection
from data.check.contract import WHOLE
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import sentences
from pages.parts.words.governance import projects as words
from pages.parts.words.language import Language, word


@dataclass(frozen=True)
class FeedbackView:
    """FEEDBACK rows of one sector, or of each and all, as the viewer is told them."""

    viewer: Viewer
    sector: str | None
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """FEEDBACK rows; those of all sectors together first."""
        return platform.read(feedback, self.viewer, Selection(sector=self.sector))

    @cached_property
    def shown(self) -> pd.DataFrame:
        """Rows of kinds of deeds that are on file."""
        return self.rows[self.rows["reason"] != "no_deed"]

    @property
    def answer(self) -> str:
        """What can be said at all, in a sentence."""
        say, sure = self.language.gettext, self.shown[self.shown["verdict"] != "cannot_tell"]
        if sure.empty:
            return say("After none of them it can be told yet that makers did better or worse than those left alone.")
        told = [
            say("after {deed} makers did {verdict} ({where})").format(
                deed=word(words.DEED, row.kind, self.language),
                verdict=word(words.FOLLOWED, row.verdict, self.language),
                where=self._where(row.sector),
            )
            for row in each_row(sure)
        ]
        return sentences.ended(sentences.clauses(told, self.language), self.language)

    def _where(self, sector: str) -> str:
        return self.language.gettext("All sectors") if sector == WHOLE else scope.Names(self.language).sector(sector)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows as they are read: who was touched, how far beyond the others, what chance gave back, the verdict."""
        say, rows = self.language.gettext, self.shown
        return pd.DataFrame(
            {
                say("After"): [self._after(row) for row in each_row(rows)],
                say("Makers"): [self._count(value) for value in rows["makers"]],
                say("Others"): [self._count(value) for value in rows["others"]],
                say("Beyond others, ladder points"): [self._beyond(row) for row in each_row(rows)],
                say("Return to the mean"): [self._signed(value) for value in rows["regression"]],
                say("Could be told from"): [self._signed(value) for value in rows["detectable"]],
                say("Verdict"): [self._verdict(row) for row in each_row(rows)],
            },
        ).reset_index(drop=True)

    def _after(self, row: Any) -> str:
        deed = word(words.DEED, row.kind, self.language)
        where = self._where(row.sector)
        return deed if self.sector else self.language.gettext("{name}: {text}").format(name=where, text=deed)

    def _beyond(self, row: object) -> str:
        beyond, low, high = (getattr(row, name) for name in ("beyond", "low", "high"))
        if beyond != beyond:
            return ""
        span = sentences.span(low, high, lambda value: self._signed(value), self.language)
        return self.language.gettext("{value} ({span})").format(value=self._signed(beyond), span=span)

    def _verdict(self, row: object) -> str:
        verdict, reason = (getattr(row, name) for name in ("verdict", "reason"))
        said = word(words.FOLLOWED, verdict, self.language)
        if not reason:
            return said
        why = word(words.FOLLOWED_NOT, reason, self.language)
        return self.language.gettext("{name}: {text}").format(name=said, text=why)

    def _count(self, value: float) -> str:
        return "" if value != value else self.language.number(value)

    def _signed(self, value: float) -> str:
        if value != value:
            return ""
        sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
        return f"{sign}{self.language.number(abs(value), 1)}"
