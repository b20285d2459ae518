"""The actions of many, made ready to read: the title, the bars, the partners, what is red without a plan."""

from functools import cached_property

import pandas as pd

from benchmarks import reading
from benchmarks.actions import portfolio
from benchmarks.actions.verdicts import STATES
from benchmarks.headline.leverage import leverage
from benchmarks.scope.selection import Selection
from data.frames import each_row
from pages.parts.frame import platform, scope
from pages.parts.views.actions import ActionView
from pages.parts.words import actions as action_words
from pages.parts.words import progress as progress_words
from pages.parts.words import quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import word

LEADING = 8  # indicators in the picture of what would add most


class PortfolioView(ActionView):
    """What the portfolio screen shows of one sector, or of all."""

    @cached_property
    def red(self) -> pd.DataFrame:
        """Red gaps of the newest waves, planned or not."""
        return portfolio.red(self._gaps)

    @cached_property
    def unplanned(self) -> pd.DataFrame:
        """Red gaps that no pending action speaks of."""
        return portfolio.without_plan(self._gaps, self.rows)

    @property
    def _gaps(self) -> pd.DataFrame:
        return platform.read(reading.gaps, self.viewer, Selection(sector=self.sector))

    @property
    def measured(self) -> bool:
        """Whether anything has been measured: without it nothing is red, and nothing is well either."""
        return not self._gaps.empty

    @cached_property
    def title(self) -> str:
        """The answer: where the actions stand, and how much is red without a plan."""
        if not self.measured:
            return self.language.gettext("Nothing has been measured yet")
        n, first = len(self.unplanned), ""
        if len(self.leading):
            n, first = int(self.leading["count"].iloc[0]), str(self.leading["name"].iloc[0])
        said = self.language.ngettext("{n} red gap has no plan", "{n} red gaps have no plan", n)
        if first:
            said = self.language.ngettext(
                "{indicator} would add most, and {n} red gap in it has no plan",
                "{indicator} would add most, and {n} red gaps in it have no plan",
                n,
            )
        red = said.format(n=self.language.number(n), indicator=first)
        return sentences.clauses([*action_words.state_clauses(self.counts, self.language), red], self.language)

    @cached_property
    def leading(self) -> pd.DataFrame:
        """Indicators with red gaps that have no plan, what adds most to the score first.

        LEVERAGE rows with count (of the gaps without a plan), name, and key, label and gain of their chart.
        """
        rows = platform.read(leverage, self.viewer, Selection(sector=self.sector))
        whole = rows["of"] == ("sector" if self.sector else "board")
        rows = rows[whole & (rows["target"] == "next") & (rows["points"] > 0)]
        open_ = self.unplanned.groupby(["sector", "indicator"]).size()
        counts = [int(open_.get((row.sector, row.indicator), 0)) for row in each_row(rows)]
        rows = rows.assign(count=counts, gain=rows["points"], key=rows["sector"] + "/" + rows["indicator"])
        rows = rows[rows["count"] > 0].head(LEADING)
        names, language = scope.Names(self.language), self.language
        rows = rows.assign(name=[names.indicator(row.sector, row.indicator) for row in each_row(rows)])
        said = [
            language.ngettext("{name} · {n} without a plan", "{name} · {n} without a plan", row.count).format(
                name=row.name if self.sector else f"{row.name} · {names.sector(row.sector)}",
                n=language.number(row.count),
            )
            for row in rows[["sector", "name", "count"]].itertuples(index=False, name="Row")
        ]
        return rows.assign(label=said)

    @cached_property
    def paragraph(self) -> str:
        """How many of the red gaps break a bottom line and have no plan."""
        if not self.measured:
            return ""
        floors = int((self.unplanned["level"] == "floor").sum())
        number = self.language.number
        text = self.language.gettext(
            "{planned} of {red} red gaps have an action that is still pending; of those without, {floors} break a "
            "bottom line. A gap is red where the whole interval is worse than the benchmark, or a mandatory floor is "
            "broken. What is red partly by chance comes back by itself: whether following it up helped is told by the "
            "verdict on an action, not by a shorter list."
        )
        return text.format(
            planned=number(len(self.red) - len(self.unplanned)), red=number(len(self.red)), floors=number(floors)
        )

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Rows of the stacked bars: one a dimension and state."""
        names, counts = scope.Names(self.language), portfolio.by_dimension(self.rows, platform.specs())
        long = counts.melt(["sector", "dimension"], list(STATES), "state", "count")
        long = long[long["count"] > 0]
        labels = [names.dimension(row.sector, row.dimension) for row in each_row(long)]
        if self.sector is None:
            labels = [f"{names.sector(row.sector)} · {name}" for row, name in zip(each_row(long), labels, strict=True)]
        words_ = [word(action_words.STATE, code, self.language) for code in long["state"]]
        return long.assign(key=long["sector"] + "/" + long["dimension"], label=labels, word=words_)

    @cached_property
    def partners(self) -> pd.DataFrame:
        """Kinds of partner and partners with how many actions were measured, improved and delivered."""
        say, rows = self.language.gettext, portfolio.by_partner(self.rows)
        return pd.DataFrame(
            {
                say("Partner"): [word(action_words.PARTNER, code, self.language) for code in rows["partner"]],
                say("Name"): [self.language.told(name) or say("all of this kind") for name in rows["name"]],
                say("Actions"): rows["actions"],
                say("Measured"): rows["measured"],
                say("Improved beyond chance"): rows["improved"],
                say("Delivered"): rows["delivered"],
            }
        )

    @cached_property
    def worked(self) -> pd.DataFrame:
        """The measures that were followed by measured improvement."""
        say, rows = self.language.gettext, self.rows[self.rows["change_low"] > 0]
        each = [row for _, row in rows.iterrows()]
        return pd.DataFrame(
            {
                say("Enterprise"): [self.maker(row) for row in each],
                say("Indicator"): [self.name(row) for row in each],
                say("Change"): [self._change(row) for row in each],
                say("Measured verdict"): [word(action_words.STATE, row["state"], self.language) for row in each],
                say("Measures"): rows["measures"].map(self.language.told, na_action="ignore"),
            }
        )

    def _change(self, row: pd.Series) -> str:
        change = row["change"], row["change_low"], row["change_high"]
        return progress_words.change_text(*change, self.measure(row), self.language)

    @cached_property
    def unplanned_table(self) -> pd.DataFrame:
        """Red without a plan, as it is read and taken away."""
        say, language, rows = self.language.gettext, self.language, self.unplanned
        names, each = scope.Names(language), [row for _, row in rows.iterrows()]
        frame = {say("Sector"): [names.sector(row["sector"]) for row in each]} if self.sector is None else {}
        return pd.DataFrame(
            frame
            | {
                say("Enterprise"): [self.maker(row) for row in each],
                say("Category"): [names.category(row["sector"], row["category"]) for row in each],
                say("Indicator"): [self.name(row) for row in each],
                say("Wave"): [language.wave_name(code) for code in rows["wave"]],
                say("Level"): [word(words.LEVEL, row["level"], language) for row in each],
                say("Value of the level"): [
                    quantities.value(row["level_value"], self.measure(row), language) for row in each
                ],
                say("Gap"): [self._gap(row) for row in each],
                say("Citation"): [
                    words.cited(self.measure(row), row["level"], row["wave"], self.language) for row in each
                ],
            }
        )

    def _gap(self, row: pd.Series) -> str:
        ends = row["gap"], row["gap_low"], row["gap_high"]
        return sentences.gap(row["level"], *ends, self.measure(row), self.language, kind=row["level_kind"])
