"""The gaps of one product in one wave, made ready to read: rows for the ladder, the sentences, the table."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks import reading
from benchmarks.columns import KEYS
from benchmarks.gaps import floors
from benchmarks.gaps.false_alarms import alarms
from benchmarks.index import bottom_lines, waves
from benchmarks.scope.selection import Selection
from benchmarks.specs.parts import VERIFIED
from benchmarks.specs.spec import SectorSpec
from data.frames import each_row, row_of
from data.viewer import Viewer
from pages.parts.charts import ladder
from pages.parts.charts.key import BESIDE, SIGN
from pages.parts.frame import platform
from pages.parts.views.infrastructure.standing import Standing
from pages.parts.words import quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

_KEYS = list(KEYS)


@dataclass(frozen=True)
class GapView:
    """Everything the gaps screen shows of one enterprise, category and wave."""

    viewer: Viewer
    selection: Selection
    language: Language
    scope: str = ""  # only results of this scope are listed; "" for all

    @cached_property
    def rests(self) -> Standing:
        """What the verdicts rest on."""
        return Standing(self.viewer, self.selection, self.language)

    @cached_property
    def listed(self) -> set[str]:
        """The indicators that are listed: all, or tested ones of the chosen scope."""
        return {code for _, code in self.rests.held(self.scope)} if self.scope else set(self.estimates["indicator"])

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.selection.one_sector()]

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """ESTIMATE rows, one an indicator."""
        return platform.read(reading.estimates, self.viewer, self.selection)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows, one an indicator and level."""
        return platform.read(reading.gaps, self.viewer, self.selection)

    @cached_property
    def broken(self) -> list[str]:
        """Indicators whose binding floor is not met."""
        return list(floors.broken(self.gaps)["indicator"])

    @cached_property
    def own_words(self) -> dict[str, str]:
        """What the maker replied to each result, by indicator, while the wave was in preview."""
        rows = platform.read(waves.replies, self.viewer, self.selection)
        return dict(zip(rows["indicator"], rows["reply"].map(self.language.told, na_action="ignore"), strict=True))

    @cached_property
    def replies(self) -> dict[str, str]:
        """The same with who and when."""
        rows = platform.read(waves.replies, self.viewer, self.selection)
        said = self.language.gettext("Reply of the maker, {day}: {text}")
        each = zip(rows["indicator"], rows["replied_at"], rows["reply"], strict=True)
        return {
            code: said.format(day=self.language.date(day), text=self.language.told(text)) for code, day, text in each
        }

    @cached_property
    def lines(self) -> pd.DataFrame:
        """BOTTOM_LINE rows of the product by indicator: each bottom line at its last test."""
        return platform.read(bottom_lines.bottom_lines, self.viewer, self.selection).set_index("indicator")

    @cached_property
    def carried(self) -> pd.DataFrame:
        """Bottom lines that this wave did not test and that were broken when they were tested last."""
        rows = self.lines[self.lines["verdict"] == "not_met"]
        return rows[rows["tested_wave"] != self.selection.wave]

    @cached_property
    def untested(self) -> list[str]:
        """Names of the bottom lines that no test has seen."""
        codes = self.lines.index[self.lines["tested_wave"] == ""]
        return [self.language.label(self.spec.indicator(code).label) for code in codes]

    def at(self, level: str) -> pd.DataFrame:
        """GAP rows of one level by indicator."""
        return self._ladders.get(level, self.gaps.iloc[:0].set_index("indicator"))

    @cached_property
    def _ladders(self) -> dict[str, pd.DataFrame]:
        """The same by level: every row of the screen asks for its own."""
        return {str(level): rows.set_index("indicator") for level, rows in self.gaps.groupby("level", sort=False)}

    @cached_property
    def unmeasured(self) -> list[str]:
        """Names of the indicators of this category that this wave did not measure."""
        seen = set(self.estimates["indicator"])
        _, category, _ = self.selection.product()
        every = [each for each in self.spec.indicators if each.applies_to(category)]
        return [self.language.label(each.label) for each in every if each.id not in seen]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Rows of the ladder chart, the worst first; indicators without a full ladder have none."""
        scores = self.gaps.drop_duplicates(_KEYS)[[*_KEYS, "score", "score_low", "score_high"]]
        rated = self.estimates.merge(scores.dropna(subset="score"), on=_KEYS)
        rated = rated[rated["indicator"].isin(self.listed)]
        rows = pd.DataFrame([self._row(row) for row in each_row(rated)], columns=list(ladder.COLUMNS))
        return rows.sort_values(["score", "key"], ignore_index=True)

    def _row(self, row: Any) -> dict:
        indicator = self.spec.indicator(row.indicator)
        name, beside = self.language.label(indicator.label), self.rests.beside(indicator=row.indicator)
        return {
            "key": row.indicator,
            "label": (f"{SIGN} {name}" if row.indicator in self.broken else name) + (f" {BESIDE}" if beside else ""),
            "value": quantities.measured(row.estimate, row.n, indicator, self.language),
            "polarity": word(words.POLARITY, indicator.direction, self.language),
            **{name: getattr(row, name) for name in ("score", "score_low", "score_high")},
            "verdict": "not_met"
            if row.indicator in self.broken
            else self.at("benchmark").loc[row.indicator, "verdict"],
            "gap": self.language.gettext("; ").join(filter(None, (self.gap_words(row.indicator, "benchmark"), beside))),
        }

    def gap_words(self, indicator: str, level: str) -> str:
        """The gap to a level in words with its interval; empty where the level is not in force."""
        found = self.at(level)
        if indicator not in found.index:
            return ""
        row = row_of(found, indicator)
        measure = self.spec.indicator(indicator)
        ends, verified = (row["gap"], row["gap_low"], row["gap_high"]), row["checked"] in VERIFIED
        kind = "" if row["level_kind"] == "mandatory" and not verified else row["level_kind"]
        said = sentences.gap(level, *ends, measure, self.language, row["level_value"], kind)
        return sentences.badged(said, row["checked"], self.language)

    @property
    def behind(self) -> str:
        """How many responses and samples the estimates rest on."""
        n = self.estimates.groupby("source")["n"].agg(["max", "sum"]).fillna(0)
        kinds = (("survey", "max", "response"), ("test", "sum", "sample"))
        found = [(int(n[how][source]), what) for source, how, what in kinds if source in n.index]
        return " · ".join(sentences.count(number, what, self.language) for number, what in found)

    @cached_property
    def title(self) -> str:
        """The answer: broken bottom lines and certain gaps."""
        found = alarms(self.at("benchmark"))
        broken = len(self.broken) + len(self.carried)
        earlier = int((~self.lines["tested_wave"].isin(("", self.selection.wave))).sum())
        parts = [
            sentences.bottom_lines(broken, len(self.lines), len(self.untested), earlier, self.language),
            sentences.certain_gaps(found.stay, found.red - found.stay, self.language),
        ]
        parts = parts if broken else parts[::-1]
        return sentences.clauses([*parts, self.rests.clause] if self.rests.clause else parts, self.language)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The table as it is read and taken away: one row an indicator and level."""
        frame = self.gaps.merge(
            self.estimates[[*_KEYS, "source", "n", "estimate", "low", "high", "method", "flag"]], on=_KEYS
        )
        frame = frame[frame["indicator"].isin(self.listed)]
        say, language = self.language.gettext, self.language
        names = {each.id: language.label(each.label) for each in self.spec.indicators}
        units = {each.id: quantities.unit(each.unit, language) for each in self.spec.indicators}

        def read(name: str) -> list[float]:
            measures = map(self.spec.indicator, frame["indicator"])
            return [quantities.reported(value, each) for value, each in zip(frame[name], measures, strict=True)]

        return pd.DataFrame(
            {
                say("Indicator"): frame["indicator"].map(names),
                say("Source"): [word(words.SOURCE, code, language) for code in frame["source"]],
                say("n"): frame["n"],
                say("Estimate"): read("estimate"),
                say("Low"): read("low"),
                say("High"): read("high"),
                say("Unit"): frame["indicator"].map(units),
                say("Level"): [word(words.LEVEL, code, language) for code in frame["level"]],
                say("Value of the level"): read("level_value"),
                say("Kind"): [word(words.KIND, code, language) for code in frame["level_kind"]],
                say("Gap (positive is better)"): read("gap"),
                say("Gap, low"): read("gap_low"),
                say("Gap, high"): read("gap_high"),
                say("Probability met, %"): 100 * frame["p_met"],
                say("Verdict"): [word(words.VERDICT, code, language) for code in frame["verdict"]],
                say("Score"): frame["score"],
                say("Citation"): [
                    words.cited(self.spec.indicator(row.indicator), row.level, row.wave, language)
                    for row in each_row(frame)
                ],
                say("Checked"): [word(words.CHECKED, code, language) for code in frame["checked"]],
                say("Remarks"): ["; ".join(words.flags(codes, language)) for codes in frame["flag"]],
                say("Scope"): [self.rests.beside(indicator=code) for code in frame["indicator"]],
                **self._replied(frame["indicator"]),
            }
        )

    def _replied(self, indicators: pd.Series) -> dict[str, list[str]]:
        """The column of replies, where there are any."""
        if not self.own_words:
            return {}
        return {self.language.gettext("Reply of the maker"): [self.own_words.get(code, "") for code in indicators]}
