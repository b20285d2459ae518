"""Sectors by regions in one wave, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.headline.regions import regions
from benchmarks.scope.selection import Selection
from data.regions import PROVINCES
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words.language import Language
from pages.parts.words.look import POSTS


@dataclass(frozen=True)
class PlacesView:
    """The board of sectors by regions of one wave."""

    viewer: Viewer
    period: str
    language: Language

    @cached_property
    def places(self) -> pd.DataFrame:
        """REGION_BOARD rows of the period."""
        return platform.read(regions, self.viewer, Selection(wave=self.period))

    @cached_property
    def cells(self) -> pd.DataFrame:
        """Heat map cells: sector by region."""
        rows = self.places.dropna(subset="score")
        verdicts = [
            "met" if low >= POSTS["benchmark"] else "not_met" if high < POSTS["benchmark"] else "cannot_tell"
            for low, high in zip(rows["low"], rows["high"], strict=True)
        ]
        return pd.DataFrame(
            {
                **{"row": rows["sector"], "column": rows["region"], "score": rows["score"], "verdict": verdicts},
                "broken": rows["broken_floors"] > 0,
            }
        )

    def region(self, code: str) -> str:
        """A province by its short name in the reader's language."""
        names = PROVINCES[code]
        return names.zh if self.language.code == "zh" else names.en

    @cached_property
    def places_table(self) -> pd.DataFrame:
        """Sectors by regions as they are read and taken away."""
        say, rows = self.language.gettext, self.places
        return pd.DataFrame(
            {
                say("Sector"): rows["sector"].map(scope.Names(self.language).sector),
                say("Region"): rows["region"].map(self.region),
                say("Index"): rows["score"],
                say("Low"): rows["low"],
                say("High"): rows["high"],
                say("Makers registered"): rows["makers"],
                say("Rated"): rows["rated"],
                say("Coverage, %"): 100 * rows["coverage"],
                say("Broken bottom lines"): rows["broken_floors"],
            }
        )
