"""Who must do what by when, made ready to read: the title, what is urgent, the table, the records."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from benchmarks.governance.clock import STATES
from benchmarks.governance.clock import clock as steps
from benchmarks.governance.records import records
from benchmarks.governance.supposed import steps_moved
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import sentences
from pages.parts.words.governance import clock as words
from pages.parts.words.language import Language, count_of, word

SHOWN = 12  # steps that are drawn
_ROLES = {"late": "not_met", "blocked": "cannot_tell", "open": "accent"}


@dataclass(frozen=True)
class ClockView:
    """CLOCK and RECORD rows of one sector, or all, on a day, as the viewer is told them."""

    viewer: Viewer
    sector: str | None
    day: date
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """CLOCK rows, late first."""
        return platform.read(steps, self.viewer, Selection(sector=self.sector), on=self.day)

    @cached_property
    def records(self) -> pd.DataFrame:
        """RECORD rows that are live on the day."""
        return platform.read(records, self.viewer, Selection(sector=self.sector), on=self.day)

    @property
    def newest(self) -> date:
        """The newest day on file, at most the view's own: a demo ends where its data end."""
        return max(self.rows["begins_on"], default=self.day)

    @cached_property
    def pending(self) -> pd.DataFrame:
        """Steps that are not done, the first due first within each state."""
        return self.rows[self.rows["state"] != "done"]

    @cached_property
    def title(self) -> str:
        """The answer: how much is late, waits and is open, and how many records are in force."""
        counts = self.pending["state"].value_counts()
        told = [count_of(words.STATES, code, int(counts[code]), self.language) for code in STATES if code in counts]
        n = len(self.records)
        told = told or [self.language.gettext("nothing is due")]
        if n:
            said = self.language.ngettext("{n} official record is in force", "{n} official records are in force", n)
            told.append(said.format(n=n))
        return sentences.clauses(told, self.language)

    @cached_property
    def paragraph(self) -> str:
        """What comes next, by when, and by which rule."""
        say, language = self.language.gettext, self.language
        duties = self.pending[(self.pending["kind"] == "duty") & (self.pending["state"] != "blocked")]
        if duties.empty:
            return say(
                "Maker and authority are told the same. A right that is not used lapses; nobody is late with one."
            )
        first = duties.iloc[0]
        text = say(
            "First: **{step}** ({party}), check {check}, due on {day} by {rule}. Maker and authority are told the same."
        )
        return text.format(
            step=word(words.STEP, first["step"], language),
            party=word(words.PARTY, first["party"], language),
            check=first["check"],
            day=language.date(first["due_on"]),
            rule=self._rule(first),
        )

    def cited(self, row: object) -> str:
        """The rule of a record, and that nobody has checked it where that is so."""
        name = "rule_zh" if self.language.code == "zh" else "rule"
        rule, checked = str(getattr(row, name)), getattr(row, "checked", "")
        return self.language.gettext("{rule}, not verified").format(rule=rule) if checked == "memory" else rule

    def _rule(self, row: pd.Series) -> str:
        return str(row["rule_zh"] if self.language.code == "zh" else row["rule"])

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Rows of the spans chart: the steps that are not done, from the day they begin to the day they are due."""
        shown = self.pending.head(SHOWN)
        return pd.DataFrame(
            {
                "key": [f"{row.check}/{row.step}" for row in each_row(shown)],
                "label": [f"{row.check} · {word(words.STEP, row.step, self.language)}" for row in each_row(shown)],
                "start": [day.toordinal() for day in shown["begins_on"]],
                "end": [day.toordinal() for day in shown["due_on"]],
                "at": [float(day.toordinal()) for day in shown["due_on"]],
                "role": [_ROLES[code] for code in shown["state"]],
                "said": [
                    f"{self.language.date(row.due_on)} · {word(words.PARTY, row.party, self.language)}"
                    for row in each_row(shown)
                ],
            }
        )

    @property
    def signs(self) -> list[tuple[str, str, str]]:
        """The key of the chart."""
        shapes = {"late": "square", "blocked": "diamond", "open": "circle"}
        found = set(self.pending.head(SHOWN)["state"])
        return [
            (_ROLES[code], shapes[code], word(words.STATE, code, self.language)) for code in _ROLES if code in found
        ]

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """Names of enterprises by sector and code."""
        register = platform.enterprises(self.viewer)
        named = scope.Names(self.language).enterprises(register)
        return {(row.sector, row.enterprise): named[row.enterprise] for row in each_row(register)}

    def duties(self, party: str) -> pd.DataFrame:
        """What one party has to do, or may, and has not: late first, with the day and the rule."""
        table = self.table[(self.rows["party"] == party) & (self.rows["state"] != "done")]
        return table.drop(columns=[self.language.gettext("Whose"), self.language.gettext("Done on")])

    def moved(self, term: str, length: int) -> pd.DataFrame:
        """The open steps that another term would move, as they are read."""
        chosen = Selection(sector=self.sector)
        rows = platform.read(steps_moved, self.viewer, chosen, term=term, length=length, on=self.day)
        say, language = self.language.gettext, self.language
        return pd.DataFrame(
            {
                say("Check"): rows["check"],
                say("Enterprise"): [self.names.get((row.sector, row.enterprise), "") for row in each_row(rows)],
                say("Due on"): rows["due_on"],
                say("State"): [word(words.STATE, code, language) for code in rows["state"]],
                say("Would be due on"): rows["would_be_due"],
                say("Would be"): [word(words.STATE, code, language) for code in rows["would_be"]],
            }
        )

    @cached_property
    def table(self) -> pd.DataFrame:
        """All steps, as they are read and taken away."""
        say, language, rows = self.language.gettext, self.language, self.rows
        return pd.DataFrame(
            {
                say("Check"): rows["check"],
                say("Enterprise"): [self.names.get((row.sector, row.enterprise), "") for row in each_row(rows)],
                say("Step"): [word(words.STEP, code, language) for code in rows["step"]],
                say("Whose"): [word(words.PARTY, code, language) for code in rows["party"]],
                say("Right or duty"): [word(words.KIND, code, language) for code in rows["kind"]],
                say("State"): [word(words.STATE, code, language) for code in rows["state"]],
                say("Due on"): rows["due_on"],
                say("Done on"): rows["done_on"],
                say("Rule"): rows["rule_zh" if language.code == "zh" else "rule"],
            }
        )
