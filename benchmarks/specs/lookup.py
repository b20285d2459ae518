"""From result keys to the spec: indicators and levels for the rows of a frame."""

import pandas as pd

from benchmarks.columns import LEVELS
from benchmarks.specs.spec import Indicator, Specs
from data.wave import Wave


def find(specs: Specs, sector: str, indicator: str) -> Indicator | None:
    """The indicator of a sector, or None where no spec names it (any more)."""
    try:
        return specs[sector].indicator(indicator)
    except KeyError:
        return None


def found(specs: Specs, frame: pd.DataFrame) -> dict[tuple[str, str], Indicator]:
    """Indicators of the (sector, indicator) pairs in a frame that a spec still names."""
    pairs = dict.fromkeys(zip(frame["sector"], frame["indicator"], strict=True))
    return {pair: indicator for pair in pairs if (indicator := find(specs, *pair)) is not None}


def levels(specs: Specs, frame: pd.DataFrame) -> pd.DataFrame:
    """Levels used at each wave's start: sector, indicator, wave, direction, level, its value, kind, cite, checked."""
    rows = []
    indicators = found(specs, frame)
    for sector, name, wave in dict.fromkeys(zip(frame["sector"], frame["indicator"], frame["wave"], strict=True)):
        if (sector, name) not in indicators:
            continue
        indicator, start = indicators[sector, name], Wave.parse(wave).start
        for level in LEVELS:
            entry = indicator.level_at(level, start)
            if entry is not None:
                told = (entry.value, entry.kind, entry.cite, entry.checked)
                rows.append((sector, name, wave, indicator.direction, level, *told))
    columns = ["sector", "indicator", "wave", "direction", "level", "level_value", "level_kind", "cite", "checked"]
    return pd.DataFrame(rows, columns=columns)
