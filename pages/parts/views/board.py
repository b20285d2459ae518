"""The board of all sectors in one wave, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.index import bottom_lines, national
from benchmarks.scope.selection import Selection
from benchmarks.words import breaks
from data.frames import row_of
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.charts import canvas
from pages.parts.frame import platform, scope
from pages.parts.views.headline import new_series
from pages.parts.views.headline.key_links import key_links
from pages.parts.words import sentences
from pages.parts.words.language import Language
from pages.parts.words.look import POSTS


@dataclass(frozen=True)
class BoardView:
    """What the overview shows of one wave."""

    viewer: Viewer
    wave: str
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """ROLLUP rows of all waves."""
        return platform.read(national.board, self.viewer)

    @cached_property
    def waves(self) -> list[str]:
        """Waves up to the one shown, in order."""
        every = in_order(list(self.rows["wave"]))
        return every[: every.index(self.wave) + 1]

    @cached_property
    def overall(self) -> pd.DataFrame:
        """Overall rows of sectors and of all, by (sector, wave); the sector of all is empty."""
        rows = self.rows[(self.rows["dimension"] == OVERALL) & self.rows["level"].isin(["sector", "all"])]
        return rows.set_index(["sector", "wave"]).sort_index()

    @cached_property
    def sectors(self) -> list[str]:
        """Sectors that have a row in this wave, in the order of the specs."""
        present = set(self.rows.loc[(self.rows["wave"] == self.wave) & (self.rows["level"] == "sector"), "sector"])
        return [code for code in platform.specs() if code in present]

    @cached_property
    def series(self) -> dict[str, pd.DataFrame]:
        """The overall score of each sector over the waves up to this one, in the columns of `charts.multiple`."""
        return {sector: self._series(sector) for sector in self.sectors}

    def _series(self, sector: str) -> pd.DataFrame:
        own = self.overall.reset_index()
        own = own[(own["sector"] == sector) & own["score"].notna()].set_index("wave")
        rows = own.reindex([wave for wave in self.waves if wave in own.index]).reset_index()
        return rows[["wave", "score", "low", "high"]].assign(
            text=[self.language.number(score, 1) for score in rows["score"]],
            verdict=[_verdict(*ends) for ends in zip(rows["low"], rows["high"], strict=True)],
            series=0,
        )

    @cached_property
    def start(self) -> float:
        """Points at the foot of the charts of all cards."""
        drawn = pd.concat(self.series.values(), ignore_index=True)
        return canvas.start_of(drawn.to_dict("records"), "score", "low")

    def change(self, sector: str) -> tuple[float, float, float] | None:
        """Points since the wave before with the ends of their interval, None where there is none.

        The two waves are taken as independent: where they share sampling points the true interval is narrower.
        """
        keys = [(sector, wave) for wave in self.waves[-2:]]
        if len(keys) < 2 or any(key not in self.overall.index for key in keys):
            return None
        old, new = (row_of(self.overall, key) for key in keys)
        if pd.isna(old["score"]) or pd.isna(new["score"]):
            return None
        moved = new["score"] - old["score"]
        down = np.hypot(new["score"] - new["low"], old["high"] - old["score"])
        up = np.hypot(new["high"] - new["score"], old["score"] - old["low"])
        return float(moved), float(moved - down), float(moved + up)

    def anew(self, sector: str) -> list[str]:
        """Indicators of a sector ("": of all) with a new series, of which the change since the wave before is part."""
        return new_series.names_of(self.viewer, [sector] if sector else self.sectors, self.waves[-2:], self.language)

    @cached_property
    def lines(self) -> pd.DataFrame:
        """BOTTOM_LINES rows of the wave by sector."""
        return platform.read(bottom_lines.counts, self.viewer, Selection(wave=self.wave)).set_index("sector")

    def broken(self, sector: str) -> int:
        """Bottom lines of a sector that are broken at their last test; those of this wave where no more may be told."""
        if sector in self.lines.index:
            return int(self.lines["broken"][sector])
        found = self.overall["broken_floors"][sector, self.wave]
        return 0 if pd.isna(found) else int(found)

    def bottom_lines(self, *sectors: str) -> str:
        """How these sectors' bottom lines stand, as a clause."""
        rows = self.lines[self.lines.index.isin(sectors)]
        broken = sum(self.broken(sector) for sector in sectors)
        lines, untested, tested = (int(rows[name].sum()) for name in ("lines", "untested", "tested"))
        if not broken and len(rows) < len(sectors):
            return self.language.gettext("not every bottom line may be shown")
        return sentences.bottom_lines(broken, lines, untested, lines - untested - tested, self.language)

    @property
    def counted(self) -> list[str]:
        """Sectors whose bottom lines are counted: those of this wave, and those whose last tests came before it."""
        present = {*self.sectors, *self.lines.index}
        return [code for code in platform.specs() if code in present]

    @cached_property
    def absent(self) -> list[str]:
        """Names of the sectors that an earlier wave measured and this one did not."""
        earlier = set(self.rows.loc[(self.rows["level"] == "sector") & self.rows["wave"].isin(self.waves), "sector"])
        names, gone = scope.Names(self.language), earlier - set(self.sectors)
        return [names.sector(code) for code in platform.specs() if code in gone]

    def reached(self, sector: str) -> str:
        """How many of a sector's results are at the benchmark, in words; empty where none was judged."""
        rows = self.standing[self.standing["sector"] == sector]
        if rows.empty:
            return ""
        met, judged = int(rows["met"].iloc[0]), int(rows["judged"].iloc[0])
        said = self.language.gettext("{share} of {n} results at the benchmark")
        return said.format(share=self.language.percent(met / judged), n=self.language.number(judged))

    @cached_property
    def standing(self) -> pd.DataFrame:
        """STANDING rows of the wave."""
        return platform.read(national.standing, self.viewer, Selection(wave=self.wave))

    @property
    def behind(self) -> str:
        """How many enterprises the board is made of."""
        rows = self.overall.loc[[(sector, self.wave) for sector in self.sectors]]
        return sentences.count(int(rows["enterprises"].sum()), "enterprise", self.language)

    @cached_property
    def title(self) -> str:
        """Who gained most and who breaks bottom lines."""
        say, names, parts = self.language.gettext, scope.Names(self.language), []
        changes = {code: change for code in self.sectors if (change := self.change(code)) is not None}
        sure = {code: moved for code, (moved, low, high) in changes.items() if low > 0 or high < 0}
        if sure and max(sure.values()) > 0:
            parts.append(
                say("{sector} gained most").format(sector=names.sector(max(sure, key=lambda code: sure[code])))
            )
        elif sure:
            parts.append(say("{sector} lost most").format(sector=names.sector(min(sure, key=lambda code: sure[code]))))
        elif changes:
            parts.append(say("no sector has clearly moved"))
        worst = max(self.counted, key=self.broken, default=None)
        if worst is not None and (n := self.broken(worst)):
            said = self.language.ngettext("{sector} breaks {n} bottom line", "{sector} breaks {n} bottom lines", n)
            parts.append(said.format(sector=names.sector(worst), n=self.language.number(n)))
        else:
            parts.append(self.bottom_lines(*self.counted))
        return sentences.clauses(parts, self.language)

    @cached_property
    def paragraph(self) -> str:
        """Where the whole stands, how sure, and how it is weighted; why it is not said, where it is not."""
        say, number = self.language.gettext, self.language.number
        if ("", self.wave) not in self.overall.index:
            return say("The whole is not shown: with it, a group of fewer than 6 enterprises could be recognised.")
        row = row_of(self.overall, ("", self.wave))
        if row["score"] != row["score"]:
            return say("Too little of the weight is measured in this wave to rate the whole.")
        gap = row["score"] - 80
        distance = sentences.points_gap("benchmark", gap, row["low"] - 80, row["high"] - 80, self.language)
        parts = [
            say("All sectors together stand at **{score} points** ({low} to {high}), {gap}.").format(
                score=number(row["score"], 1), low=number(row["low"], 1), high=number(row["high"], 1), gap=distance
            )
        ]
        change = self.change("")
        if change is not None:
            moved = say("The change since the wave before is {change} points ({low} to {high}).")
            parts.append(
                moved.format(
                    change=number(change[0], 1, sign=True),
                    low=number(change[1], 1, sign=True),
                    high=number(change[2], 1, sign=True),
                )
            )
            parts.append(breaks.of_the_index(self.anew(""), self.wave, self.language))
        parts.append(say("Sectors weigh equally; inside a sector enterprises weigh by output share where it is known."))
        return sentences.joined(parts, self.language)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Heat map cells: sector by dimension, with the verdict that its interval gives, and broken floors."""
        rows = self.rows[(self.rows["wave"] == self.wave) & (self.rows["level"] == "sector")]
        rows = rows[rows["dimension"] != OVERALL]
        return pd.DataFrame(
            {
                "row": rows["sector"],
                "column": rows["dimension"],
                "score": rows["score"],
                "verdict": [_verdict(*ends) for ends in zip(rows["low"], rows["high"], strict=True)],
                "broken": rows["broken_floors"] > 0,
            }
        )

    @cached_property
    def dimensions(self) -> dict[str, str]:
        """Dimensions of any sector shown, by name, in the order in which the specs name them."""
        found: dict[str, str] = {}
        for code in self.sectors:
            for each in platform.specs()[code].dimensions:
                found.setdefault(each.id, self.language.label(each.label))
        return found

    @cached_property
    def holdbacks(self) -> pd.DataFrame:
        """Rows of the chart of what holds the whole back."""
        return key_links(self.viewer, self.wave, self.language)

    @cached_property
    def table(self) -> pd.DataFrame:
        """Sector by dimension as it is read and taken away."""
        say, names = self.language.gettext, scope.Names(self.language)
        rows = self.rows[(self.rows["wave"] == self.wave) & (self.rows["level"] != "category")]
        every = {**self.dimensions, OVERALL: say("Overall")}
        return pd.DataFrame(
            {
                say("Sector"): [names.sector(code) if code else say("All sectors") for code in rows["sector"]],
                say("Wave"): rows["wave"].map(self.language.wave_name),
                say("Dimension"): rows["dimension"].map(every),
                say("Score"): rows["score"],
                say("Low"): rows["low"],
                say("High"): rows["high"],
                say("Weighting"): [
                    say("by output share") if each == "output_share" else say("equal") for each in rows["weighting"]
                ],
                say("Enterprises"): rows["enterprises"],
                say("Rated"): rows["rated"],
                say("Broken bottom lines"): rows["broken_floors"],
                say("Bottom lines that cannot be told"): rows["undecided_floors"],
            }
        )


def _verdict(low: float, high: float) -> str:
    """What an interval in points says of the benchmark."""
    return "met" if low >= POSTS["benchmark"] else "not_met" if high < POSTS["benchmark"] else "cannot_tell"
