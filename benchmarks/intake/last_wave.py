"""What the answers of the wave before said, in the unit of a file."""

from math import nan
from typing import Any

import pandas as pd

from benchmarks.estimates.survey import survey_estimates
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.frames import each_row
from data.kept.earlier import Estimates
from data.store import Store


def last_wave(store: Store, specs: Specs, sector: str, wave: str) -> Estimates:
    """(enterprise, category, indicator) -> estimate and standard error of that wave, in the file's unit.

    Both are NaN where a mean of the file cannot be held against them: it is only known that there were answers.
    """
    frame = survey_estimates(store, specs, Selection(sector=sector, wave=wave))
    return {(row.enterprise, row.category, row.indicator): _in_file_unit(specs, sector, row) for row in each_row(frame)}


def _in_file_unit(specs: Specs, sector: str, row: Any) -> tuple[float, float]:
    if row.statistic not in ("mean", "share", "per_100") or pd.isna(row.se):
        return nan, nan
    indicator = specs[sector].indicator(row.indicator)
    slope = indicator.slope * (100.0 if indicator.statistic == "per_100" else 1.0)
    offset = indicator.offset
    return (row.estimate - offset) / slope, row.se / abs(slope)
