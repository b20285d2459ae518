"""Which results are asked for; an empty field means all of that kind."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.scope.disclosure import small_cells
from data.viewer import Viewer


@dataclass(frozen=True)
class Selection:
    """A choice of sector, category, enterprise, indicator and wave by code."""

    sector: str | None = None
    category: str | None = None
    enterprise: str | None = None
    indicator: str | None = None
    wave: str | None = None

    def chosen(self) -> dict[str, str]:
        """The fields that are set."""
        return {name: value for name, value in vars(self).items() if value is not None}

    def product(self) -> tuple[str, str, str]:
        """Sector, category and wave; refused with a ValueError where one of them is not named."""
        if self.sector is None or self.category is None or self.wave is None:
            raise ValueError("a sector, a category and a wave have to be named")
        return self.sector, self.category, self.wave

    def one_sector(self) -> str:
        """The sector; refused with a ValueError where none is named."""
        if self.sector is None:
            raise ValueError("a sector has to be named")
        return self.sector

    def maker(self) -> str:
        """The enterprise; refused with a ValueError where none is named."""
        if self.enterprise is None:
            raise ValueError("an enterprise has to be named")
        return self.enterprise

    def only(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of a result frame that match; of what its rows do not have, nothing is asked."""
        # One cut by all of it: each cut copies what is left of the frame.
        asked = [(frame[name] == value).to_numpy(bool) for name, value in self.chosen().items() if name in frame]
        return frame[np.logical_and.reduce(asked)] if asked else frame

    def everyone(self) -> "Selection":
        """The same sector, category and wave with all enterprises and indicators: what a score is made from."""
        return replace(self, enterprise=None, indicator=None)

    def all_waves(self) -> "Selection":
        """The same in every wave."""
        return replace(self, wave=None)


EVERYTHING = Selection()


def in_scope(frame: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """Rows about enterprises the viewer may see by name; visitors and laboratories see none.

    Estimates from fewer than 5 answers come without their numbers, but for administrators.
    """
    if not viewer.sees_names:
        return frame.iloc[:0]
    pairs = frame[["sector", "enterprise"]].drop_duplicates()
    seen = [viewer.sees_enterprise(*pair) for pair in pairs.itertuples(index=False)]
    if not all(seen):
        frame = frame.merge(pairs[seen], on=["sector", "enterprise"], how="inner")
    return frame if viewer.role == "administrator" else small_cells(frame)
