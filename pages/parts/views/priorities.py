"""Which gap first: one product's advice, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks import policy
from benchmarks.index.priorities import priorities
from benchmarks.specs.spec import Indicator
from data.frames import each_row
from pages.parts.frame import platform, scope
from pages.parts.views.gaps import GapView
from pages.parts.words import advice as advice_words
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

FIRST = 6  # gaps in the chart


@dataclass(frozen=True)
class PriorityView:
    """What the gaps screen advises on one enterprise, category and wave."""

    gaps: GapView

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.gaps.language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """PRIORITY rows with names, in the order in which they are to be closed; of one scope where one is chosen."""
        rows = platform.read(priorities, self.gaps.viewer, self.gaps.selection)
        rows = rows[rows["indicator"].isin(self.gaps.listed)] if self.gaps.scope else rows
        sector = self.gaps.selection.one_sector()
        names = scope.Names(self.language)
        return rows.assign(key=rows["indicator"], label=[names.indicator(sector, code) for code in rows["indicator"]])

    @cached_property
    def held(self) -> bool:
        """Whether several broken bottom lines hold the index, so that no single gap moves it."""
        gains = self.rows["gain"].dropna()
        return len(self.gaps.broken) > 1 and bool(len(gains)) and bool((gains <= 0).all())

    @cached_property
    def short(self) -> pd.DataFrame:
        """What is to be closed: broken floors, then shortfalls of the benchmark."""
        return self.rows[self.rows["step"] != "beyond"]

    @cached_property
    def beyond(self) -> pd.DataFrame:
        """What is at the benchmark and could go on to the frontier."""
        return self.rows[self.rows["step"] == "beyond"]

    @cached_property
    def first(self) -> str | None:
        """The indicator that is advised, on which the panel beside the ladder opens; None where nothing is short."""
        rows = self.short if len(self.short) else self.beyond
        return None if rows.empty else str(rows["indicator"].iloc[0])

    def chart(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of the chart: those of these gaps whose closing adds something to the index, in their order."""
        rows = rows[rows["gain"] > 0].head(FIRST)
        pairs = zip(rows["step"], rows["label"], strict=True)
        rows = rows.assign(label=[f"▼ {name}" if step == "broken_floor" else name for step, name in pairs])
        return rows.rename(columns={"gain_low": "low", "gain_high": "high"})[["key", "label", "gain", "low", "high"]]

    @cached_property
    def sentence(self) -> str:
        """What to close first, in Markdown: from where to where, what it adds, how sure the gap is."""
        say, number = self.language.gettext, self.language.number
        if self.rows["gain"].dropna().empty:
            return ""
        if self.held:
            said = say(
                "{n} broken bottom lines hold the index at {cap}: closing one gap alone adds nothing to it. First "
                "comes *{name}*: {aim}."
            )
            first = self.short.iloc[0]
            return said.format(
                n=number(len(self.gaps.broken)),
                cap=number(policy.CAP, 1),
                name=markdown.escaped(first["label"]),
                aim=markdown.escaped(self._aim(first)),
            )
        if self.short.empty:
            first = self.beyond.sort_values("gain", ascending=False).iloc[0]
            if first["gain"] <= 0:
                return ""
            none = say("Nothing measured here is short of the benchmark.")
            said = say("Beyond it, *{name}* would add most: {aim} adds **{gain} points** ({low} to {high}).")
            return sentences.joined([none, said.format(**self._filled(first))], self.language)
        first = self.short.iloc[0]
        said = say("First comes *{name}*: {aim} adds **{gain} points** ({low} to {high}){cap}.")
        if first["gain"] <= 0:
            said = say("First comes *{name}*: {aim}.")
        there = say("This gap is there with a probability of {share}.")
        sure = there.format(share=sentences.probability(first["p_gap"], self.language))
        return sentences.joined([said.format(**self._filled(first)), sure], self.language)

    def _filled(self, row: pd.Series) -> dict[str, str]:
        number = self.language.number
        return {
            "name": markdown.escaped(row["label"]),
            "aim": markdown.escaped(self._aim(row)),
            "gain": number(row["gain"], 1, sign=True),
            "low": number(row["gain_low"], 1),
            "high": number(row["gain_high"], 1),
            "cap": self.language.gettext(", because it lifts the cap") if row["lifts_cap"] else "",
        }

    def _aim(self, row: pd.Series) -> str:
        """From where to where: from 41.4 to 50.0%; for a floor that only some samples break, every sample at it."""
        measure = self._measure(row["indicator"])
        aim = quantities.value(row["to_value"], measure, self.language)
        if row["step"] == "broken_floor" and row["from_score"] >= row["to_score"]:
            return self.language.gettext("every sample at {value} or better").format(value=aim)
        now = quantities.bare(row["from_value"], measure, self.language)
        return self.language.gettext("from {now} to {aim}").format(now=now, aim=aim)

    @cached_property
    def later(self) -> str:
        """What the largest gaps add once no bottom line is broken; empty where none is."""
        if not self.gaps.broken:
            return ""
        rows = self.short[~self.short["indicator"].isin(self.gaps.broken) & (self.short["gain_uncapped"] > 0.05)].head(
            3
        )
        told = [f"{row.label} {self.language.number(row.gain_uncapped, 1, sign=True)}" for row in each_row(rows)]
        said = self.language.gettext("Once the bottom lines hold, next come, in points: {gaps}.")
        return said.format(gaps=self.language.both(told)) if told else ""

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every gap with what it adds, as it is read and taken away."""
        say, rows = self.language.gettext, self.rows
        names, sector = scope.Names(self.language), self.gaps.selection.one_sector()
        held = [
            self.language.both(names.indicator(sector, code) for code in codes.split(";") if code)
            for codes in rows["still_capped_by"]
        ]
        return pd.DataFrame(
            {
                say("Indicator"): rows["label"],
                say("What comes first"): self._steps(rows),
                say("Next level"): [word(words.LEVEL, code, self.language) for code in rows["next_level"]],
                say("Value now"): self._read("from_value"),
                say("Value then"): self._read("to_value"),
                say("Unit"): [quantities.unit(self._measure(code).unit, self.language) for code in rows["indicator"]],
                say("Points now"): rows["from_score"],
                say("Points then"): rows["to_score"],
                say("Adds to the index"): rows["gain"],
                say("Low"): rows["gain_low"],
                say("High"): rows["gain_high"],
                say("Adds without caps"): rows["gain_uncapped"],
                say("Probability of the gap, %"): 100 * rows["p_gap"],
                say("Still capped by"): held,
            }
        )

    def _measure(self, indicator: str) -> Indicator:
        return self.gaps.spec.indicator(indicator)

    def _steps(self, rows: pd.DataFrame) -> list[str]:
        """What comes first, row by row: beyond the benchmark only where its verdict says so."""
        bars = self.gaps.gaps[self.gaps.gaps["level"] == "benchmark"]
        verdicts = dict(zip(bars["indicator"], bars["verdict"], strict=True))
        pairs = zip(rows["step"], rows["indicator"], strict=True)
        return [advice_words.step(code, verdicts.get(indicator, ""), self.language) for code, indicator in pairs]

    def _read(self, column: str) -> list[float]:
        pairs = zip(self.rows[column], self.rows["indicator"], strict=True)
        return [quantities.reported(value, self._measure(code)) for value, code in pairs]
