"""The key links of a wave, made ready to read: what the board of all sectors would gain, the largest first."""

import pandas as pd

from benchmarks.headline.leverage import leverage
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words.language import Language

FIRST = 5  # in the chart


def key_links(viewer: Viewer, wave: str, language: Language, first: int = FIRST) -> pd.DataFrame:
    """LEVERAGE rows to the next level of whatever would add to the board, with key, label and gain of the chart."""
    rows, names = platform.read(leverage, viewer, Selection(wave=wave)), scope.Names(language)
    rows = rows[(rows["of"] == "board") & (rows["target"] == "next") & (rows["points"] > 0)].head(first)
    labels = [f"{names.indicator(row.sector, row.indicator)} · {names.sector(row.sector)}" for row in each_row(rows)]
    return rows.assign(key=rows["sector"] + "/" + rows["indicator"], label=labels, gain=rows["points"])
