"""Actions made ready to read: names, the title, the table."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.actions.verdicts import verdicts
from benchmarks.specs.spec import Indicator
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import actions as action_words
from pages.parts.words import quantities, sentences
from pages.parts.words.language import Language, word


@dataclass(frozen=True)
class ActionView:
    """The actions of one sector, or of all, in the viewer's scope."""

    viewer: Viewer
    sector: str | None
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Rows of action_verdicts, newest first."""
        rows = platform.read(verdicts, self.viewer)
        return rows if self.sector is None else rows[rows["sector"] == self.sector].reset_index(drop=True)

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """Name of each enterprise by sector and code."""
        register = platform.enterprises(self.viewer)
        column = "name_zh" if self.language.code == "zh" else "name_en"
        names = register[column].fillna(register["enterprise"])
        return dict(zip(zip(register["sector"], register["enterprise"], strict=True), names, strict=True))

    def measure(self, row: pd.Series) -> Indicator:
        """The indicator of an action."""
        return platform.specs()[row["sector"]].indicator(row["indicator"])

    def name(self, row: pd.Series) -> str:
        """The indicator's name."""
        return self.language.label(self.measure(row).label)

    def maker(self, row: pd.Series) -> str:
        """The enterprise's name."""
        return self.names.get((row["sector"], row["enterprise"]), row["enterprise"])

    def label(self, number: int) -> str:
        """An action in a list: its number, indicator, enterprise where there are several, and state."""
        row = self.row(number)
        parts = [f"{number} · {self.name(row)}", word(action_words.STATE, row["state"], self.language)]
        if self.rows["enterprise"].nunique() > 1:
            parts.insert(1, self.maker(row))
        return " · ".join(parts)

    def row(self, number: int) -> pd.Series:
        """One action."""
        return self.rows[self.rows["action"] == number].iloc[0]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many actions are in each state."""
        return {str(code): int(n) for code, n in self.rows["state"].value_counts().items()}

    @cached_property
    def title(self) -> str:
        """The answer: how many delivered, did not, and what is not known yet."""
        if self.rows.empty:
            return self.language.gettext("No action is registered yet")
        return sentences.clauses(action_words.state_clauses(self.counts, self.language), self.language)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table as it is read and taken away: one row an action."""
        say, language, rows = self.language.gettext, self.language, self.rows
        names, each = scope.Names(language), [row for _, row in rows.iterrows()]

        def read(name: str) -> list[float]:
            return [quantities.reported(row[name], self.measure(row)) for row in each]

        return pd.DataFrame(
            {
                say("No."): rows["action"],
                say("Enterprise"): [self.maker(row) for row in each],
                say("Category"): [names.category(row["sector"], row["category"]) for row in each],
                say("Indicator"): [self.name(row) for row in each],
                say("Measures"): rows["measures"].map(language.told, na_action="ignore"),
                say("Partners"): [action_words.partners(row["partners"], language) for row in each],
                say("Cost"): [word(action_words.COST, row["cost_class"], language) for row in each],
                say("Person in charge"): rows["person"].map(language.told, na_action="ignore"),
                say("Status"): [word(action_words.STATUS, row["status"], language) for row in each],
                say("Begun on"): rows["started_on"],
                say("Done on"): rows["done_on"],
                say("Baseline wave"): rows["baseline_wave"].map(language.wave_name),
                say("Due wave"): rows["due_wave"].map(language.wave_name),
                say("Measured verdict"): [word(action_words.STATE, row["state"], language) for row in each],
                say("Aim"): [action_words.aim(row, self.measure(row), language) for row in each],
                say("Unit"): [quantities.unit(self.measure(row).unit, language) for row in each],
                say("Measured value"): read("last"),
                say("Baseline as measured"): read("first"),
                say("Baseline compared with"): read("baseline"),
                say("Change (positive is better)"): read("change"),
                say("Low"): read("change_low"),
                say("High"): read("change_high"),
                say("Beyond others"): read("beyond"),
                say("Beyond others, low"): read("beyond_low"),
                say("Beyond others, high"): read("beyond_high"),
            }
        )
