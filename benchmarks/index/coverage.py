"""How much of what was expected a wave has measured, and which wave screens start with: one function for all of them.

A file for three makers must not put an almost empty wave in front of everybody.
"""

import pandas as pd

from benchmarks import policy
from benchmarks.columns import COVERAGE
from benchmarks.publishing.states import SHOWN, STATES
from benchmarks.reading import Reading
from data.wave import in_order

Cell = tuple[str, str, str, str]  # sector, enterprise, category, source


def coverage(reading: Reading) -> pd.DataFrame:
    """COVERAGE rows of every sector's waves and of all sectors (sector ""), in order of time: counts of everyone.

    state: of the wave; of all sectors the least public state of one that was measured.
    """
    every = reading.all_waves()
    found = every.in_common("coverage", lambda: coverage_of(every.estimates, reading.register))
    here = [(str(sector), str(wave)) for sector, wave in zip(found["sector"], found["wave"], strict=True)]
    known = {place: reading.standings[place].state for place in here if place[0]}
    least = {wave: min((known[each] for each in known if each[1] == wave), key=STATES.index) for _, wave in here}
    return found.assign(state=[known.get(place, least[place[1]]) for place in here])[list(COVERAGE)]


def coverage_of(estimates: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """COVERAGE rows, without state, from ESTIMATE rows of all waves and the register (sector, enterprise).

    measured: enterprise x category x source with a result in the wave; expected: those of the sector's last wave before
    with coverage enough, as far as their enterprise is registered; covered: how many of these are measured again.
    coverage: covered / expected, 1 where nothing is expected yet. A thin wave is no measure for the next one.
    """
    rows: list[tuple[str, str, int, int, int, float]] = []
    found = rounds_of(estimates, register)
    for wave in in_order([wave for _, wave in found]):
        counts = {sector: _counts(*pair) for (sector, each), pair in found.items() if each == wave}
        rows += [(sector, wave, *each, each[2] / each[1]) for sector, each in sorted(counts.items()) if each[0]]
        whole = [sum(column) for column in zip(*counts.values(), strict=True)]
        rows.append(("", wave, *whole, whole[2] / whole[1]))
    return pd.DataFrame(rows, columns=list(COVERAGE[:-1]))


def rounds_of(estimates: pd.DataFrame, register: pd.DataFrame) -> dict[tuple[str, str], tuple[set[Cell], set[Cell]]]:
    """For each sector and wave what is measured and what is expected, as `coverage_of` says; nothing may be measured.

    Where nothing was measured before, all that is measured was expected.
    """
    names = ["sector", "enterprise", "category", "source"]
    cells: dict[tuple[str, str], set[Cell]] = {}
    for *cell, wave in estimates[[*names, "wave"]].drop_duplicates().itertuples(index=False, name=None):
        cells.setdefault((cell[0], wave), set()).add(tuple(cell))
    known = set(register[["sector", "enterprise"]].itertuples(index=False, name=None))
    found: dict[tuple[str, str], tuple[set[Cell], set[Cell]]] = {}
    before: dict[str, set[Cell]] = {}
    for wave in in_order(list(estimates["wave"].unique())):
        for sector in sorted({sector for sector, _ in cells}):
            here = cells.get((sector, wave), set())
            expected = {cell for cell in before.get(sector, here) if cell[:2] in known} or here
            found[sector, wave] = here, expected
            if here and enough(len(expected & here) / len(expected)):
                before[sector] = here
    return found


def _counts(here: set[Cell], expected: set[Cell]) -> tuple[int, int, int]:
    return len(here), len(expected), len(expected & here)


def enough(share: float) -> bool:
    """Whether a wave of this coverage may be what a screen starts with."""
    return share >= policy.MIN_WAVE_COVERAGE


def start(coverage: pd.DataFrame, sector: str, waves: list[str]) -> str | None:
    """The wave that screens of a sector ("" for all) start with, of those on offer: the newest that may be.

    Published with coverage enough; where there is none, published; then with coverage enough; then any. None where
    none is on offer.
    """
    rows = coverage[(coverage["sector"] == sector) & coverage["wave"].isin(waves)]
    whole, public = rows["coverage"].map(enough).astype(bool), rows["state"] == SHOWN
    for fit in (whole & public, public, whole):
        if fit.any():
            return in_order(list(rows.loc[fit, "wave"]))[-1]
    return next(iter(in_order(waves)[::-1]), None)
