"""The story that the data tell, in five steps: each a sentence with its figures, found in the results."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks import reading
from benchmarks.columns import KEYS
from benchmarks.gaps import floors
from benchmarks.index.contradictions import contradictions
from benchmarks.laboratories.capability import capability
from benchmarks.laboratories.mixes import mixes, values
from benchmarks.progress import progress
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.charts.dumbbell import COLUMNS
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.views.board import BoardView
from pages.parts.views.laboratories import LaboratoryView
from pages.parts.words import quantities
from pages.parts.words.language import Language

_SERIES = ["sector", "category", "enterprise", "indicator"]
CLOSED = 0.9  # of the first gap: what counts as closed here


@dataclass(frozen=True)
class StoryView:
    """What the five steps tell of one wave to who sees all makers by name; what is not found is None."""

    viewer: Viewer
    wave: str
    language: Language

    @cached_property
    def board(self) -> BoardView:
        """The board of the wave."""
        return BoardView(self.viewer, self.wave, self.language)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows of everyone in the wave."""
        return platform.read(reading.gaps, self.viewer, Selection(wave=self.wave))

    @cached_property
    def broken(self) -> pd.DataFrame:
        """GAP rows of bottom lines that are broken in the wave."""
        return floors.broken(self.gaps)

    @cached_property
    def sector(self) -> str | None:
        """The sector with the highest index of those in which a bottom line is broken."""
        rows = self.board.overall.reset_index()
        rows = rows[(rows["wave"] == self.wave) & rows["sector"].isin(self.broken["sector"])]
        return None if rows.empty else str(rows.sort_values("score")["sector"].iloc[-1])

    @property
    def looks_good(self) -> str:
        """Step 1: the sector's index."""
        score = dict(zip(self.board.overall.reset_index()["sector"], self._scores, strict=True))[self.sector]
        said = self.language.gettext("{sector} stands at {score} points, {reached}: it looks good.")
        name = Names(self.language).sector(self.sector or "")
        reached = self.board.reached(self.sector or "")
        return said.format(sector=name, score=self.language.number(score, 1), reached=reached)

    @property
    def _scores(self) -> list[float]:
        rows = self.board.overall.reset_index()
        return [s if w == self.wave else float("nan") for s, w in zip(rows["score"], rows["wave"], strict=True)]

    @cached_property
    def hidden(self) -> Any:
        """Step 2: the broken bottom line of that sector that is furthest from it."""
        rows = self.broken[self.broken["sector"] == self.sector].sort_values("score")
        return next(each_row(rows), None)

    @cached_property
    def moved(self) -> tuple[Any, Any]:
        """Step 3: PROGRESS rows of who surely closed its gap, and of whom the bar overtook though it improved."""
        rows = platform.read(progress.progress, self.viewer, Selection(wave=self.wave))
        now = self.gaps[self.gaps["level"] == "benchmark"][[*KEYS, "verdict", "score"]]
        now = now.rename(columns={"verdict": "now", "score": "points"})
        rows = rows.merge(now, on=list(KEYS))
        sure = rows.assign(sure=rows[["low", "high"]].abs().min(axis=1) / rows["change"].abs())
        closed = sure[(sure["verdict"] == "improved") & (sure["closed_share"] >= CLOSED) & (sure["now"] == "met")]
        past = sure[(sure["moved_by_us"] > 0) & (sure["moved_by_us"] + sure["moved_by_bar"] < 0)]
        past = past[past["now"] == "not_met"].merge(self._first(past), on=[*_SERIES, "from_wave"])
        past = past[(past["then"] != "not_met") & (past["points"] < past["points_then"])]
        # Both have to be seen: that it moved, and that the bar moved more.
        past = past.assign(part=past["moved_by_us"] * (past["points_then"] - past["points"]))
        one = next(each_row(closed.sort_values("sure", ascending=False)), None)
        return one, next(each_row(past.sort_values("part", ascending=False)), None)

    def _first(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Verdict and points of series in the wave that they are followed from."""
        parts = [platform.read(reading.gaps, self.viewer, Selection(wave=wave)) for wave in rows["from_wave"].unique()]
        found = pd.concat([self.gaps.iloc[:0], *parts], ignore_index=True)
        found = found[found["level"] == "benchmark"][[*_SERIES, "wave", "verdict", "score"]]
        return found.rename(columns={"wave": "from_wave", "verdict": "then", "score": "points_then"})

    def steps(self) -> pd.DataFrame:
        """Rows of the dumbbell of step 3: both makers from the first wave to this one, in points of the ladder."""
        found = []
        for at, row in enumerate(each for each in self.moved if each is not None):
            place = Selection(row.sector, row.category, row.enterprise, row.indicator)
            rows = platform.read(reading.gaps, self.viewer, place).drop_duplicates("wave").set_index("wave")["score"]
            points = dict(zip(rows.index, rows, strict=True))
            before, after = points[row.from_wave], points[row.to_wave]
            name = Names(self.language).indicator(row.sector, row.indicator)
            moved = self.language.gettext("from {now} to {aim}").format(
                now=self.language.number(before), aim=quantities.points(after, self.language, 0)
            )
            found.append((str(at), name, before, after, after >= before, moved, self.maker(row)))
        return pd.DataFrame(found, columns=list(COLUMNS))

    @property
    def overtaken(self) -> str:
        """Step 3 in words."""
        say, (one, other), told = self.language.gettext, self.moved, []
        if one is not None:
            said = say("{maker} closed its gap in {indicator}, {change} better since {wave}")
            told.append(said.format(**self._filled(one), change=self._far(one, one.change)))
        if other is not None:
            said = say("{maker} became {us} better in {indicator} too, but the bar moved by {bar}, and it is short now")
            facts = {"us": self._far(other, other.moved_by_us), "bar": self._far(other, other.moved_by_bar)}
            told.append(said.format(**self._filled(other), **facts))
        return say("{clause}.").format(clause=say("; ").join(told)) if told else ""

    def _filled(self, row: Any) -> dict[str, str]:
        name = Names(self.language).indicator(row.sector, row.indicator)
        return {"maker": self.maker(row), "indicator": name, "wave": self.language.wave(row.from_wave)}

    def _far(self, row: Any, size: float) -> str:
        return quantities.distance(size, self.measure(row), self.language)

    @cached_property
    def clash(self) -> Any:
        """Step 4: the surest contradiction of a survey that likes what the laboratory fails."""
        rows = platform.read(contradictions, self.viewer, Selection(wave=self.wave))
        rows = rows[rows["finding"] == "hidden_risk"].sort_values("p_hidden_risk", ascending=False, kind="stable")
        return next(each_row(rows), None)

    @property
    def liked(self) -> str:
        """Step 4 in words."""
        row, number, names = self.clash, self.language.number, Names(self.language)
        failed = [names.indicator(row.sector, code) for code in row.failed_floors.split(";") if code]
        said = self.language.gettext(
            "Consumers give {maker} {survey} points ({low} to {high}), the laboratory {test}: it fails {failed}."
        )
        facts = {name: number(getattr(row, f"survey_{name}"), 1) for name in ("low", "high")}
        survey, test = number(row.survey_score, 1), number(row.test_score, 1)
        return said.format(maker=self.maker(row), survey=survey, test=test, failed=self.language.both(failed), **facts)

    @cached_property
    def apart(self) -> dict[str, Any] | None:
        """Step 5: MIX row of laboratories that differ."""
        rows = platform.read(mixes, self.viewer, Selection(wave=self.wave)).to_dict("records")
        return {str(name): value for name, value in rows[0].items()} if rows else None

    @cached_property
    def beside(self) -> Selection | None:
        """A product of which the laboratories of step 5 measured samples side by side."""
        if self.apart is None:
            return None
        sector, category, indicator = (str(self.apart[name]) for name in ("sector", "category", "indicator"))
        found = platform.read(values, self.viewer, Selection(sector, category, indicator=indicator, wave=self.wave))
        labs = found.groupby("enterprise")["lab"].nunique()
        shown = sorted(
            str(code) for code in labs[labs > 1].index if found[found["enterprise"] == code]["differs"].any()
        )
        return Selection(sector, category, shown[0], wave=self.wave) if shown else None

    @property
    def differs(self) -> str:
        """Step 5 in Markdown: who differs, by how much, with En and z."""
        if self.apart is None:
            return ""
        sector, indicator = str(self.apart["sector"]), str(self.apart["indicator"])
        rows = platform.read(capability, self.viewer, Selection(sector, indicator=indicator, wave=self.wave))
        return LaboratoryView(self.viewer, sector, rows, self.language).paragraph

    def maker(self, row: Any) -> str:
        """The name of the maker of a row."""
        register = platform.enterprises(self.viewer)
        return Names(self.language).enterprises(register[register["sector"] == row.sector])[row.enterprise]

    def measure(self, row: Any) -> Indicator:
        """The indicator of a row."""
        return platform.specs()[row.sector].indicator(row.indicator)
