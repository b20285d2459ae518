"""The levels of all specs as one table, to be joined to results."""

from collections.abc import Iterable

import pandas as pd

from benchmarks.columns import LEVELS
from benchmarks.specs.spec import Specs
from data.wave import Wave

LEVEL_COLUMNS = (
    *("sector", "indicator", "wave", "level", "level_value", "level_kind", "cite", "valid_from", "method", "checked"),
)
_ENTRY = ("sector", "indicator", "level", "level_value", "level_kind", "cite", "valid_from", "method", "checked")


def levels_table(specs: Specs, waves: Iterable[Wave]) -> pd.DataFrame:
    """The level in force at the start of each wave, one row each; columns LEVEL_COLUMNS.

    level_value is in the reported unit and valid_from a date. A level that is missing, or starts later, has no row.
    """
    entries = [
        (sector, one.id, level, each.value, each.kind, each.cite, each.valid_from, each.measured, each.checked)
        for sector, spec in specs.items()
        for one in spec.indicators
        for level in LEVELS
        for each in getattr(one.levels, level)
    ]
    rounds = pd.DataFrame([(wave.code, wave.start) for wave in waves], columns=["wave", "start"])
    every = pd.DataFrame(entries, columns=list(_ENTRY)).merge(rounds, how="cross")
    started = every[every["valid_from"] <= every["start"]]
    # Entries stand in order of date (a rule of the specs), so the last that has started is the one in force.
    current = started.drop_duplicates(["sector", "indicator", "wave", "level"], keep="last")
    return current[list(LEVEL_COLUMNS)].reset_index(drop=True)
