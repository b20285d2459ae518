"""What results are about, as tables: indicators with their definition, levels with their citation, makers, waves."""

from collections.abc import Callable, Mapping

import pandas as pd

from benchmarks.columns import LEVELS
from benchmarks.governance.clock import clock
from benchmarks.governance.records import records
from benchmarks.governance.tiers import tiers
from benchmarks.index.waves import waves
from benchmarks.innovation.projects import projects
from benchmarks.reading import Reading
from benchmarks.reports.results import RESULTS
from benchmarks.specs.spec import Indicator, SectorSpec

INDICATOR = (
    *("sector", "indicator", "label_en", "label_zh", "source", "statistic", "unit", "direction", "dimension"),
    *("weight", "categories", "decimals", "spec_version"),
)
LEVEL = ("sector", "indicator", "level", "value", "unit", "kind", "cite", "valid_from", "checked", "spec_version")
BREAK = ("sector", "indicator", "starts_on")
ENTERPRISE = ("sector", "enterprise", "name_en", "name_zh", "output_share")


def indicators(reading: Reading) -> pd.DataFrame:
    """INDICATOR rows of the specs; weight inside its dimension, direction says which way is better."""
    rows = [
        (
            *(spec.sector, each.id, each.label.en, each.label.zh, each.source, each.statistic, each.unit),
            *(each.direction, each.dimension, each.weight, ";".join(each.categories), each.decimals, spec.version),
        )
        for spec, each in _of(reading)
    ]
    return reading.selection.only(pd.DataFrame(rows, columns=list(INDICATOR)))


def levels(reading: Reading) -> pd.DataFrame:
    """LEVEL rows of the specs: every entry with the day from which it counts, in the indicator's unit."""
    rows = [
        (
            *(spec.sector, each.id, level, entry.value, each.unit, entry.kind, entry.cite),
            *(entry.valid_from, entry.checked, spec.version),
        )
        for spec, each in _of(reading)
        for level in LEVELS
        for entry in getattr(each.levels, level)
    ]
    return reading.selection.only(pd.DataFrame(rows, columns=list(LEVEL)))


def series(reading: Reading) -> pd.DataFrame:
    """BREAK rows: the days on which an indicator starts a new series; waves before and after are not compared."""
    rows = [(spec.sector, each.id, day) for spec, each in _of(reading) for day in reading.breaks[spec.sector, each.id]]
    return reading.selection.only(pd.DataFrame(rows, columns=list(BREAK)))


def enterprises(reading: Reading) -> pd.DataFrame:
    """ENTERPRISE rows of the register that the viewer sees by name; output_share of 0 to 1 or empty."""
    return reading.told(reading.register)[list(ENTERPRISE)]


def _of(reading: Reading) -> list[tuple[SectorSpec, Indicator]]:
    """Every indicator of the sectors that the viewer sees, with its spec."""
    category = reading.selection.category
    return [
        (spec, each)
        for code, spec in reading.specs.items()
        if reading.viewer.sees_sector(code)
        for each in spec.indicators
        if category is None or each.applies_to(category)
    ]


TABLES: Mapping[str, Callable[[Reading], pd.DataFrame]] = {
    "indicators": indicators,
    "levels": levels,
    "breaks": series,
    "enterprises": enterprises,
    "waves": waves,
    **RESULTS,
    **{"records": records, "clock": clock, "tiers": tiers, "projects": projects},  # as they stand today, UTC
}
