"""What the screen of the next tests says: which answers and samples decide most open verdicts for the money."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks import policy, reading
from benchmarks.fieldwork import deciding
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import sentences
from pages.parts.words.fieldwork import states
from pages.parts.words.language import Language, word


@dataclass(frozen=True)
class NextView:
    """A sector, what there is to spend, and what a response and a sample cost, in one currency."""

    viewer: Viewer
    sector: str
    prices: deciding.Prices
    language: Language

    @cached_property
    def open(self) -> pd.DataFrame:
        """OPEN rows: verdicts of the sector that are not decided."""
        return platform.read(deciding.open_verdicts, self.viewer, Selection(self.sector))

    @cached_property
    def measured(self) -> bool:
        """Whether there is any result, so that a verdict may be decided or open."""
        return bool(len(platform.read(reading.estimates, self.viewer, Selection(self.sector))))

    @cached_property
    def rows(self) -> pd.DataFrame:
        """NEXT rows: the steps, in their order."""
        asked = {"budget": self.prices.budget, "response": self.prices.response, "sample": self.prices.sample}
        return platform.read(deciding.next_tests, self.viewer, Selection(self.sector), **asked)

    @property
    def title(self) -> str:
        """The answer: how many of the open verdicts the budget is expected to decide."""
        say, number = self.language.gettext, self.language.number
        if self.open.empty:
            return say("Every verdict is decided")
        if self.rows.empty:
            return say("{budget} decide none of the {all} open verdicts").format(
                budget=number(self.prices.budget), all=number(len(self.open))
            )
        last = self.rows.iloc[-1]
        return say("About {n} of {all} open verdicts would be decided for {spent}").format(
            n=number(last["decided"]), all=number(len(self.open)), spent=number(last["spent"])
        )

    @property
    def paragraph(self) -> str:
        """What comes first, how sure it is, and what no number decides."""
        say, number = self.language.gettext, self.language.number
        told = [say("Each step buys as many answers or samples as decide with a chance of {power}; floors come first.")]
        never = int(self.open["more"].isna().sum())
        if never:
            told.append(
                self.language.ngettext(
                    "{n} verdict is decided by no number: it lies on its level, or laboratories differ.",
                    "{n} verdicts are decided by no number: they lie on their level, or laboratories differ.",
                    never,
                )
            )
        said = (" " if self.language.code == "en" else "").join(told)
        return said.format(power=self.language.percent(policy.POWER), n=number(never))

    @cached_property
    def labels(self) -> list[str]:
        """Of each step its maker and category."""
        names = scope.Names(self.language)
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == self.sector])
        return [
            f"{makers.get(row.enterprise, row.enterprise)} · {names.category(self.sector, row.category)}"
            for row in each_row(self.rows)
        ]

    def bought(self, source: str, more: int) -> str:
        """So many responses, or samples."""
        return sentences.count(more, "sample" if source == "test" else "response", self.language)

    @property
    def points(self) -> pd.DataFrame:
        """The curve: spent and decided share after each step."""
        rows, percent = self.rows, self.language.percent
        return pd.DataFrame(
            {
                "spent": rows["spent"].astype(float),
                "share": rows["board"].astype(float) * 100,
                "label": self.labels,
                "role": ["not_met" if floors else "accent" for floors in rows["floors"]],
                "said": [
                    f"{self.bought(row.source, int(row.more))}, {percent(row.board, 1)}" for row in each_row(rows)
                ],
            }
        )

    @property
    def short(self) -> pd.DataFrame:
        """The same to read: who, what is bought, for what, and what is spent and decided by then."""
        return self.table.iloc[:, [1, 2, 3, 4, 6]]

    @property
    def table(self) -> pd.DataFrame:
        """One row a step, as it is read and taken away."""
        say, names, rows = self.language.gettext, scope.Names(self.language), self.rows
        indicators = [
            self.language.both(names.indicator(self.sector, code) for code in listed.split(";"))
            for listed in rows["indicators"]
        ]
        why = [
            self.language.both(word(states.WHY, code, self.language) for code in listed.split(";"))
            for listed in rows["why"]
        ]
        return pd.DataFrame(
            {
                say("Step"): rows["place"].astype(int),
                say("Maker"): self.labels,
                say("To buy"): [self.bought(row.source, int(row.more)) for row in each_row(rows)],
                say("Cost"): rows["cost"].astype(float),
                say("Spent by then"): rows["spent"].astype(float),
                say("Expected to be decided"): rows["decides"].astype(float).round(1),
                say("Decided by then"): rows["decided"].astype(float).round(1),
                say("Share of the open weight, %"): (rows["board"].astype(float) * 100).round(1),
                say("Why"): why,
                say("Indicators"): indicators,
            }
        )
