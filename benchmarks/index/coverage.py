"""How much of what was expected a wave has measured, and which wave screens start with: one function for all of them.

A file for three makers must not put an almost empty wave in front of everybody.
"""

import pandas as pd

from benchmarks import policy
from benchmarks.columns import COVERAGE
from benchmarks.reading import Reading
from data.wave import in_order

Cell = tuple[str, str, str, str]  # sector, enterprise, category, source


def coverage(reading: Reading) -> pd.DataFrame:
    """COVERAGE rows of every sector's waves and of all sectors (sector ""), in order of time: counts of everyone."""
    return coverage_of(reading.all_waves().estimates, reading.register)


def coverage_of(estimates: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """COVERAGE rows from ESTIMATE rows of all waves and the register (sector, enterprise).

    measured: enterprise x category x source with a result in the wave; expected: those of the sector's last wave before
    with coverage enough, as far as their enterprise is registered; covered: how many of these are measured again.
    coverage: covered / expected, 1 where nothing is expected yet. A thin wave is no measure for the next one.
    """
    names = ["sector", "enterprise", "category", "source"]
    cells: dict[tuple[str, str], set[Cell]] = {}
    for *cell, wave in estimates[[*names, "wave"]].drop_duplicates().itertuples(index=False, name=None):
        cells.setdefault((cell[0], wave), set()).add(tuple(cell))
    known = set(register[["sector", "enterprise"]].itertuples(index=False, name=None))
    waves = in_order(list(estimates["wave"].unique()))
    rows: list[tuple[str, str, int, int, int, float]] = []
    before: dict[str, set[Cell]] = {}
    for wave in waves:
        whole = (0, 0, 0)
        for sector in sorted({sector for sector, _ in cells}):
            here = cells.get((sector, wave), set())
            expected = {cell for cell in before.get(sector, here) if cell[:2] in known} or here
            counts = len(here), len(expected), len(expected & here)
            whole = whole[0] + counts[0], whole[1] + counts[1], whole[2] + counts[2]
            if here:
                rows.append((sector, wave, *counts, counts[2] / counts[1]))
                if enough(counts[2] / counts[1]):
                    before[sector] = here
        rows.append(("", wave, *whole, whole[2] / whole[1]))
    return pd.DataFrame(rows, columns=list(COVERAGE))


def enough(share: float) -> bool:
    """Whether a wave of this coverage may be what a screen starts with."""
    return share >= policy.MIN_WAVE_COVERAGE


def start(coverage: pd.DataFrame, sector: str, waves: list[str]) -> str | None:
    """The wave that screens of a sector ("" for all) start with, of those on offer: the newest with coverage enough.

    Where none has, the newest of them; None where none is on offer.
    """
    rows = coverage[(coverage["sector"] == sector) & coverage["wave"].isin(waves)]
    whole = in_order(list(rows.loc[rows["coverage"].map(enough).astype(bool), "wave"]))
    return next(iter(whole[::-1] or in_order(waves)[::-1]), None)
