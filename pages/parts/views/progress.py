"""The progress of one product, made ready to read: a row an indicator, the title, the paragraph, the table."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from benchmarks import reading
from benchmarks.actions.verdicts import verdicts
from benchmarks.columns import LEVELS
from benchmarks.gaps.false_alarms import false_changes
from benchmarks.progress import closing
from benchmarks.progress.progress import progress, series_of
from benchmarks.progress.series import Series
from benchmarks.progress.targets import targets
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import SectorSpec
from benchmarks.words import targets as target_words
from data.frames import each_row, row_of
from data.viewer import Viewer
from data.wave import Wave
from pages.parts.frame import platform
from pages.parts.words import jumps, markdown, sentences
from pages.parts.words import progress as progress_words
from pages.parts.words.language import Language

_ORDER = {"jumped": -1, "worsened": 0, "improved": 1, "no_clear_change": 2, "too_few_waves": 3}


@dataclass(frozen=True)
class ProgressView:
    """Everything the progress screen shows of one enterprise and category, as of one wave."""

    viewer: Viewer
    selection: Selection
    language: Language

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.selection.one_sector()]

    def _until(self, frame: pd.DataFrame) -> pd.DataFrame:
        last = Wave.parse(self.selection.product()[2])
        return frame[np.array([Wave.parse(code) <= last for code in frame["wave"]], dtype=bool)]

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """ESTIMATE rows of all waves up to the chosen one."""
        every = self.selection.all_waves()
        return self._until(platform.read(reading.estimates, self.viewer, every))

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows of all waves up to the chosen one."""
        every = self.selection.all_waves()
        return self._until(platform.read(reading.gaps, self.viewer, every))

    @cached_property
    def actions(self) -> pd.DataFrame:
        """The actions of this enterprise and category with their verdicts."""
        every = platform.read(verdicts, self.viewer)
        return Selection(self.selection.sector, self.selection.category, self.selection.enterprise).only(every)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """PROGRESS rows by indicator: what jumped first, then worse, then better, the clearest change first."""
        rows = platform.read(progress, self.viewer, self.selection)
        half = np.minimum((rows["change"] - rows["low"]).abs(), (rows["high"] - rows["change"]).abs())
        clear = (rows["change"].abs() / half.where(half > 0)).fillna(0.0)
        apart = np.array([jumps.apart(row) for _, row in rows.iterrows()], dtype=bool)
        place = rows["verdict"].mask(apart, "jumped").map(_ORDER)
        rows = rows.assign(place=place, clear=-clear).sort_values(["place", "clear", "indicator"])
        return rows.drop(columns=["place", "clear"]).set_index("indicator")

    @cached_property
    def jumped(self) -> dict[str, float]:
        """By indicator that moved beyond chance since the wave before: by how much, positive for better."""
        return {str(name): float(row["since_change"]) for name, row in self.rows.iterrows() if jumps.apart(row)}

    @cached_property
    def targets(self) -> pd.DataFrame:
        """TARGET rows of the product, by year."""
        return platform.read(targets, self.viewer, self.selection).sort_values("year", kind="stable")

    def series(self, indicator: str) -> tuple[Series | None, np.ndarray]:
        """The comparable waves of an indicator, and the benchmark in force at each of them."""
        one, measure = self.estimates["indicator"] == indicator, self.spec.indicator(indicator)
        gaps = self.gaps[self.gaps["indicator"] == indicator]
        return series_of(self.estimates[one], gaps, self.breaks(indicator), measure.direction)

    def breaks(self, indicator: str) -> tuple[date, ...]:
        """The days on which its series breaks: its question, scale, order or method changed."""
        found = platform.read(reading.breaks, self.viewer, Selection(self.selection.sector))
        return tuple(found.get((str(self.selection.sector), indicator), ()))

    def sentence(self, indicator: str) -> str:
        """Did it get better? Two statements: since the wave before, and then what the trend says."""
        row, measure = row_of(self.rows, indicator), self.spec.indicator(indicator)
        both = jumps.sentence(row, measure, self.language), progress_words.answer(row, measure, self.language)
        return sentences.joined([text for text in both if text], self.language)

    def name(self, indicator: str) -> str:
        """The indicator's name."""
        return self.language.label(self.spec.indicator(indicator).label)

    def waves(self, indicator: str) -> pd.DataFrame:
        """The waves of one indicator for a chart: estimate, interval, verdict against the benchmark, series."""
        columns = ["wave", "n", "estimate", "low", "high"]
        waves = self.estimates.loc[self.estimates["indicator"] == indicator, columns]
        at = self.gaps[(self.gaps["indicator"] == indicator) & (self.gaps["level"] == "benchmark")]
        waves = waves.merge(at[["wave", "verdict"]], on="wave", how="left").fillna({"verdict": "cannot_tell"})
        breaks = self.breaks(indicator)
        starts = [Wave.parse(code).start for code in waves["wave"]]
        return waves.assign(series=[sum(day <= start for day in breaks) for start in starts])

    def behind(self, indicator: str) -> str:
        """How many responses or samples the last wave of an indicator rests on."""
        what = "response" if self.spec.indicator(indicator).source == "survey" else "sample"
        n = self.waves(indicator).set_index("wave")["n"].fillna(0)
        return sentences.count(int(n[max(n.index, key=Wave.parse)]), what, self.language)

    def levels(self, indicator: str) -> pd.DataFrame:
        """Every entry of the three levels with the date it is in force from."""
        levels = self.spec.indicator(indicator).levels
        entries = [
            (level, each.value, each.valid_from, each.checked) for level in LEVELS for each in getattr(levels, level)
        ]
        return pd.DataFrame(entries, columns=["level", "value", "start", "checked"])

    def events(self, indicator: str) -> pd.DataFrame:
        """The days on which actions on the indicator began and were done."""
        say, found = self.language.gettext, []
        for row in each_row(self.actions[self.actions["indicator"] == indicator]):
            days = ((row.started_on, say("action {n} begun")), (row.done_on, say("action {n} done")))
            found += [(date.fromisoformat(day), text.format(n=row.action)) for day, text in days if day]
        return pd.DataFrame(sorted(found), columns=["day", "name"])

    def splits(self, indicator: str) -> dict[str, closing.Split]:
        """For each level that was in force at both ends: what we moved and what the level moved."""
        row, measure = row_of(self.rows, indicator), self.spec.indicator(indicator)
        if row["verdict"] == "too_few_waves":
            return {}
        ends = self.estimates[self.estimates["indicator"] == indicator].set_index("wave")["estimate"]
        first, last = (Wave.parse(row[at]).start for at in ("from_wave", "to_wave"))
        was, now = float(ends[row["from_wave"]]), float(ends[row["to_wave"]])
        bars = {level: (measure.level_at(level, first), measure.level_at(level, last)) for level in LEVELS}
        return {
            level: closing.split(was, one.value, now, other.value, measure.direction)
            for level, (one, other) in bars.items()
            if one is not None and other is not None
        }

    @cached_property
    def bars_moved(self) -> dict[str, list[str]]:
        """The indicators of which a level moved, with those levels."""
        moved = {
            name: [level for level, split in self.splits(name).items() if split.moved_by_bar != 0]
            for name in self.rows.index
        }
        return {name: levels for name, levels in moved.items() if levels}

    @cached_property
    def title(self) -> str:
        """The answer: how many jumped, got better and worse, and on how many the bar moved."""
        language, verdicts = self.language, self.rows["verdict"]
        anew = [str(code).split(";") for code in self.rows["reason"]]
        if (verdicts == "too_few_waves").all() and any("series_break" in codes for codes in anew):
            return language.gettext(
                "The questions were changed: a new series starts, and change shows with the next wave"
            )
        if (verdicts == "too_few_waves").all():
            return language.gettext("One wave has been measured: change shows with the next one")
        better, worse = (int((verdicts == code).sum()) for code in ("improved", "worsened"))
        n = len(self.bars_moved)
        up = language.ngettext("{n} indicator got better", "{n} indicators got better", better).format(n=better)
        down = language.ngettext("{n} got worse", "{n} got worse", worse).format(n=worse)
        bar = language.ngettext("the bar moved on {n}", "the bar moved on {n}", n).format(n=n)
        over = language.gettext("over the waves {said}") if self.jumped else "{said}"
        parts = [
            *jumps.clauses(list(self.jumped.values()), language),
            over.format(said=up if better else language.gettext("no indicator clearly got better")),
            down if worse else language.gettext("none clearly got worse"),
            bar if n else language.gettext("the bar did not move"),
        ]
        for year in dict.fromkeys(self.targets["year"].tolist()):
            own = self.targets.loc[self.targets["year"] == year, "verdict"]
            parts.append(target_words.targets(own, year, language))
        return sentences.clauses(parts, language)

    @cached_property
    def paragraph(self) -> str:
        """How sure: what jumped, what changed most, when the benchmark is reached, and what chance would make."""
        language, rows, parts = self.language, self.rows, []
        firsts = [list(self.jumped), *(list(rows.index[rows["verdict"] == code]) for code in ("improved", "worsened"))]
        for name in [name for names in firsts for name in names[:1]]:
            parts.append(f"**{markdown.escaped(self.name(name))}**: {markdown.escaped(self.sentence(name))}")
        parts += [self._arrivals, self._by_chance]
        return ("" if language.code == "zh" else " ").join(part for part in parts if part)

    @property
    def _arrivals(self) -> str:
        language, rows = self.language, self.rows
        ahead = rows[
            rows["forecast_wave"].map(lambda code: isinstance(code, str)) & (rows["forecast_wave"] != rows["to_wave"])
        ]
        if ahead.empty:
            return ""
        sure = ahead[ahead["forecast_wave"] != closing.BEYOND]
        said = language.gettext(
            "Of {n} short of the benchmark, {soon} reach it within 8 waves at the present pace"
        ).format(n=len(ahead), soon=len(sure))
        if len(sure):
            first = min(sure["forecast_wave"], key=Wave.parse)
            name = str(sure.index[sure["forecast_wave"] == first][0])
            said += language.gettext(", the first being {name} in {wave}").format(
                name=markdown.escaped(self.name(name)), wave=self.language.wave_name(first)
            )
        return said + language.gettext(".")

    @property
    def _by_chance(self) -> str:
        methods = self.rows["method"]
        compared = int(methods.isin(("difference", "early_slope", "trend")).sum())
        if not compared:
            return ""
        by_chance = false_changes(methods)
        expected = self.language.number(by_chance, 1 if by_chance >= 0.1 else 2)
        return self.language.gettext("Chance alone would make {expected} of {n} look like a change.").format(
            expected=expected, n=compared
        )
