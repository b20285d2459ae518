"""A sector's makers by the province they are registered in, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.headline.regions import regions
from benchmarks.scope.selection import Selection
from benchmarks.words import sentences
from benchmarks.words.language import Language
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.cuts import attributes


@dataclass(frozen=True)
class ProvinceView:
    """Index and coverage of a sector in one wave, a province each."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """REGION_BOARD rows, the lowest index first."""
        asked = Selection(sector=self.selection.sector, wave=self.selection.wave)
        return platform.read(regions, self.viewer, asked).sort_values("score", kind="stable", ignore_index=True)

    @property
    def tiles(self) -> pd.DataFrame:
        """Rows of the map."""
        names = [attributes.region(code, self.language) for code in self.rows["region"]]
        told = [f"{name}: {said}" for name, said in zip(names, self._index, strict=True)]
        return self.rows[["score", "coverage"]].assign(key=self.rows["region"], label=names, told=told)

    @property
    def _index(self) -> list[str]:
        number = self.language.number
        return [
            f"{number(row.score, 1)} ({sentences.span(row.low, row.high, lambda end: number(end, 1), self.language)})"
            for row in each_row(self.rows)
        ]

    @property
    def listed(self) -> pd.DataFrame:
        """The list beside the map."""
        say, rows = self.language.gettext, self.rows
        return pd.DataFrame(
            {
                say("Province"): [attributes.region(code, self.language) for code in rows["region"]],
                say("Index"): self._index,
                say("Coverage"): [
                    say("{rated} of {all}").format(rated=int(row.rated), all=int(row.makers)) for row in each_row(rows)
                ],
                say("Broken bottom lines"): rows["broken_floors"].astype(int),
            }
        )
