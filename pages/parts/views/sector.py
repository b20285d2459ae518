"""One sector's category in one wave, made ready to read: league, heat map, red and worsening."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks import reading
from benchmarks.columns import OVERALL
from benchmarks.gaps import floors
from benchmarks.index import bottom_lines
from benchmarks.index import index as indices
from benchmarks.progress.progress import progress
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import SectorSpec
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.views.cuts import register
from pages.parts.views.infrastructure.standing import Standing
from pages.parts.words import jumps, sentences
from pages.parts.words import progress as progress_words
from pages.parts.words.language import Language


@dataclass(frozen=True)
class SectorView:
    """What the sector screen shows of one category and wave."""

    viewer: Viewer
    selection: Selection
    language: Language
    ranks: str = "sampling"
    scope: str = ""  # only results of this scope are listed; "" for all

    @cached_property
    def rests(self) -> Standing:
        """What the verdicts rest on."""
        return Standing(self.viewer, self.selection, self.language)

    @cached_property
    def listed(self) -> set[tuple[str, str]] | None:
        """(enterprise, indicator) of the results that are listed; None for all."""
        return self.rests.held(self.scope) if self.scope else None

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.selection.one_sector()]

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the enterprises of the sector."""
        known = platform.enterprises(self.viewer)
        return scope.Names(self.language).enterprises(known[known["sector"] == self.selection.sector])

    @cached_property
    def index(self) -> pd.DataFrame:
        """Overall INDEX rows, rated or not."""
        rows = platform.read(indices.RANKS[self.ranks], self.viewer, self.selection)
        return rows[rows["dimension"] == OVERALL]

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows."""
        return platform.read(reading.gaps, self.viewer, self.selection)

    @cached_property
    def broken(self) -> pd.DataFrame:
        """GAP rows of binding floors that are not met."""
        return floors.broken(self.gaps)

    @cached_property
    def lines(self) -> pd.DataFrame:
        """BOTTOM_LINE rows: each bottom line at its last test."""
        return platform.read(bottom_lines.bottom_lines, self.viewer, self.selection)

    @property
    def bottom_lines(self) -> str:
        """How the bottom lines stand, as a clause."""
        broken, untested = (self.lines["verdict"] == "not_met").sum(), (self.lines["tested_wave"] == "").sum()
        earlier = (~self.lines["tested_wave"].isin(("", self.selection.wave))).sum()
        return sentences.bottom_lines(int(broken), len(self.lines), int(untested), int(earlier), self.language)

    @property
    def carried(self) -> str:
        """Who broke a bottom line at its last test and was not tested in this wave, with the day; empty for nobody."""
        rows = self.lines[(self.lines["verdict"] == "not_met") & (self.lines["tested_wave"] != self.selection.wave)]
        told = []
        for row in each_row(rows):
            maker = self.names.get(row.enterprise, row.enterprise)
            indicator = self.language.label(self.spec.indicator(row.indicator).label)
            text = self.language.gettext("{enterprise}, {indicator} ({day})")
            told.append(text.format(enterprise=maker, indicator=indicator, day=self.language.date(row.tested_on)))
        said = self.language.gettext("Broken at the last test, and not tested in this wave: {names}.")
        return said.format(names=self.language.gettext("; ").join(told)) if told else ""

    @property
    def blinded(self) -> bool:
        """Whether the viewer sees itself by name and the others only blinded."""
        return self.viewer.enterprises is not None

    @cached_property
    def league(self) -> pd.DataFrame:
        """Rows of the league chart: those that are rated."""
        rated = self.index.dropna(subset="score").sort_values("score", ascending=False)
        return pd.DataFrame(
            {
                "key": rated["enterprise"],
                "label": [self.names.get(code, code) for code in rated["enterprise"]],
                "score": rated["score"],
                "low": rated["low"],
                "high": rated["high"],
                "rank": [self._rank(row) for row in each_row(rated)],
                "note": [self._note(row.capped_by, row.enterprise) for row in each_row(rated)],
                "broken": rated["capped_by"] != "",
                "own": self.blinded,
            }
        )

    def _rank(self, row: Any) -> str:
        """The range of a rank, or the rank alone where there is no range."""
        ends = (row.rank, row.rank) if pd.isna(row.rank_low) else (row.rank_low, row.rank_high)
        return sentences.rank(int(ends[0]), int(ends[1]), int(row.of), self.language)

    def _note(self, capped_by: str, enterprise: str = "") -> str:
        """What caps a score, and how much of what is behind it was not made in scope."""
        sector, beside = self.selection.one_sector(), self.rests.beside(enterprise=enterprise) if enterprise else ""
        names = [scope.Names(self.language).indicator(sector, code) for code in capped_by.split(";") if code]
        capped = self.language.gettext("capped: {names}").format(names=self.language.both(names)) if names else ""
        return self.language.gettext("; ").join(filter(None, (capped, beside)))

    @cached_property
    def unrated(self) -> list[str]:
        """Names of the enterprises that are not rated."""
        codes = self.index.loc[self.index["score"].isna(), "enterprise"]
        return [self.names.get(code, code) for code in codes]

    @cached_property
    def indicators(self) -> dict[str, str]:
        """Names of the indicators measured, in the spec's order."""
        seen = set(self.gaps["indicator"])
        return {each.id: self.language.label(each.label) for each in self.spec.indicators if each.id in seen}

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Heat map cells: enterprise by indicator, with the verdict against the benchmark, and broken floors."""
        rows = self.gaps[self.gaps["level"] == "benchmark"]
        red = set(zip(self.broken["enterprise"], self.broken["indicator"], strict=True))
        broken = [pair in red for pair in zip(rows["enterprise"], rows["indicator"], strict=True)]
        cells = rows[["enterprise", "indicator", "score", "verdict"]].assign(broken=broken)
        pairs = list(zip(cells["enterprise"], cells["indicator"], strict=True))
        cells["note"] = [self.rests.marks.get(pair, "") for pair in pairs]
        if self.listed is not None:
            cells = cells[[pair in self.listed for pair in pairs]]
        return cells.rename(columns={"enterprise": "row", "indicator": "column"})

    @cached_property
    def rows_of_map(self) -> dict[str, str]:
        """Enterprises of the heat map, best first, the unrated last."""
        order = self.index.sort_values("score", ascending=False)["enterprise"]
        return {code: self.names.get(code, code) for code in order}

    @cached_property
    def worsening(self) -> pd.DataFrame:
        """Short of the benchmark and worse than the wave before, or over the waves: both statements in words."""
        series = platform.read(progress, self.viewer, self.selection)
        series = series[(series["since_verdict"] == "worsened") | (series["verdict"] == "worsened")]
        red = self.gaps[(self.gaps["level"] == "benchmark") & (self.gaps["verdict"] == "not_met")]
        red = pd.concat([red, self.broken])[["enterprise", "indicator"]].drop_duplicates()
        rows, say = series.merge(red, on=["enterprise", "indicator"]), self.language.gettext
        each = [(row, self.spec.indicator(row["indicator"])) for _, row in rows.iterrows()]
        ends = [(row["change"], row["low"], row["high"]) for row, _ in each]
        lately = [jumps.moved_since(row, measure, self.language) for row, measure in each]
        over = [
            progress_words.change_text(*end, measure, self.language)
            for end, (_, measure) in zip(ends, each, strict=True)
        ]
        return pd.DataFrame(
            {
                say("Enterprise"): [self.names.get(code, code) for code in rows["enterprise"]],
                say("Indicator"): rows["indicator"].map(self.indicators),
                say("Since the wave before"): self._said(rows["since_verdict"], lately),
                say("Over the waves"): self._said(rows["verdict"], over),
                say("Since"): rows["from_wave"].map(self.language.wave_name),
            }
        )

    def _said(self, verdicts: pd.Series, moved: list[str]) -> list[str]:
        """Changes in words, each with the word that it may be chance where it may."""
        chance = self.language.gettext("no clear change: {moved}")
        plain = [code != "no_clear_change" for code in verdicts]
        return [text if known else chance.format(moved=text) for text, known in zip(moved, plain, strict=True)]

    @cached_property
    def title(self) -> str:
        """How many are at the benchmark, and who breaks bottom lines."""
        parts = [self._answer, self.bottom_lines, self.rests.clause]
        return sentences.clauses([part for part in parts if part], self.language)

    @property
    def _answer(self) -> str:
        rated = self.index.dropna(subset="score")
        if rated.empty:
            return self.language.gettext("not rated: too little measured")
        if self.blinded:
            return self._own(rated.iloc[0])
        above = int((rated["low"] >= 80).sum())
        said = self.language.ngettext(
            "{n} of {all} enterprises is surely at the benchmark or better",
            "{n} of {all} enterprises are surely at the benchmark or better",
            above,
        ).format(n=above, all=len(rated))
        if not above:
            none = self.language.gettext("none of {all} enterprises is surely at the benchmark")
            said = none.format(all=len(rated))
        return said

    def _own(self, row: pd.Series) -> str:
        return self.language.gettext("{name} stands at {score} points, rank {rank}").format(
            name=self.names.get(row["enterprise"], row["enterprise"]),
            score=self.language.number(row["score"], 1),
            rank=self._rank(row),
        )

    @cached_property
    def table(self) -> pd.DataFrame:
        """The league as it is read and taken away."""
        say, rows = self.language.gettext, self.index
        return pd.DataFrame(
            {
                say("Enterprise"): [self.names.get(code, code) for code in rows["enterprise"]],
                say("Code"): rows["enterprise"],
                say("Index"): rows["score"],
                say("Low"): rows["low"],
                say("High"): rows["high"],
                say("Rank, low"): rows["rank_low"],
                say("Rank, high"): rows["rank_high"],
                say("of"): rows["of"],
                say("Coverage, %"): 100 * rows["coverage"],
                say("Capped by"): rows["capped_by"].map(self._note),
                say("Scope"): [self.rests.beside(enterprise=code) for code in rows["enterprise"]],
                **register.columns(self.viewer, self.selection.one_sector(), rows["enterprise"], self.language),
            }
        )
