"""The waves of every indicator in points, made ready for small charts that stand side by side on one scale."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.columns import KEYS
from pages.parts.charts import canvas
from pages.parts.views.progress import ProgressView
from pages.parts.words import quantities


@dataclass(frozen=True)
class SmallCharts:
    """What the small charts of a progress screen draw."""

    view: ProgressView

    @cached_property
    def placed(self) -> pd.DataFrame:
        """Every result of every wave in points, with its interval."""
        rows = self.view.gaps.drop_duplicates(list(KEYS))
        return rows[[*KEYS, "score", "score_low", "score_high"]].dropna(subset="score")

    @cached_property
    def start(self) -> float:
        """Points at the foot of all the charts."""
        return canvas.start_of(self.placed.to_dict("records"), "score", "score_low")

    def waves(self, indicator: str) -> pd.DataFrame:
        """The waves of one indicator, those with a full ladder in force, in the columns of `charts.multiple`."""
        measure, language = self.view.spec.indicator(indicator), self.view.language
        at = self.placed.loc[self.placed["indicator"] == indicator, ["wave", "score", "score_low", "score_high"]]
        rows = self.view.waves(indicator).drop(columns=["low", "high"]).merge(at, on="wave")
        pairs = zip(rows["estimate"], rows["n"], strict=True)
        text = [quantities.measured(*pair, measure, language) for pair in pairs]
        return rows.assign(text=text).rename(columns={"score_low": "low", "score_high": "high"})
