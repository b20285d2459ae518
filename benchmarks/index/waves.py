"""The waves of each sector: open, in preview or published, how much of what was expected is in, who fell silent."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import REPLY, ROUND_CELL, WAVE
from benchmarks.index.coverage import Cell, rounds_of
from benchmarks.publishing.states import Standing
from benchmarks.reading import Reading
from data.kept import batches
from data.kept import replies as kept
from data.viewer import LOCAL
from data.wave import Wave

CELLS = ("in", "thin", "missing", "new")  # how a cell of a round stands
_COUNTS = ["enterprises", "expected", "surveys", "tests", "cells", "cells_expected"]


def waves(reading: Reading) -> pd.DataFrame:
    """WAVE rows of the sectors the viewer sees, newest first; without counts where the wave is not shown to it.

    Author and reason are told to who sees all makers of the sector.
    """
    live = batches.batches(reading.store, LOCAL, live=True)
    rounds = rounds_of(reading.all_waves().estimates, reading.register)
    rows = waves_of(reading.standings, rounds, live)
    return reading.selection.only(rows[rows["sector"].map(reading.viewer.sees_sector).astype(bool)]).reset_index(
        drop=True
    )


def waves_of(
    standings: Mapping[tuple[str, str], Standing],
    rounds: Mapping[tuple[str, str], tuple[set[Cell], set[Cell]]],
    live: pd.DataFrame,
) -> pd.DataFrame:
    """WAVE rows from standings by (sector, wave), what `rounds_of` found, and live batches (sector, wave, kind).

    enterprises: measured; expected: of the sector's last whole wave before, still registered; coverage: of the cells
    (enterprise x category x source) that were expected, the share measured; surveys, tests: live files of each.
    """
    files = live.groupby(["sector", "wave", "kind"]).size().to_dict()
    rows = []
    for place, now in standings.items():
        here, expected = rounds.get(place, (set(), set()))
        counts: tuple = (np.nan,) * 7
        if here:
            makers, due = ({cell[1] for cell in cells} for cells in (here, expected))
            sent = [sum(files.get((*place, each), 0) for each in kinds) for kinds in (("survey", "sums"), ("test",))]
            share = len(expected & here) / len(expected)
            counts = (len(makers), len(due), share, *sent, len(here), len(expected))
        deed = now.event
        said = (deed.happened_at, deed.by_name, deed.by_role, deed.why) if deed else (None, "", "", "")
        rows.append((*place, now.state, now.until, *counts, now.rule, *said))
    frame = pd.DataFrame(rows, columns=list(WAVE))
    frame = frame.assign(start=[Wave.parse(code).start for code in frame["wave"]])
    frame = frame.sort_values(["start", "sector"], ascending=[False, True], kind="stable", ignore_index=True)
    whole = dict.fromkeys(_COUNTS, "Int64")
    return frame[list(WAVE)].astype(whole | {"happened_at": "datetime64[us]"})


def round_cells(reading: Reading) -> pd.DataFrame:
    """ROUND_CELL rows of the viewer's scope: what each wave measured or expected, a cell at a time."""
    every = reading.all_waves()
    return reading.told(round_cells_of(every.estimates, reading.register))


def round_cells_of(estimates: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """ROUND_CELL rows from ESTIMATE rows of all waves and the register (sector, enterprise).

    A cell is an enterprise x category x source. n: the most answers or samples that one of its indicators has, 0 where
    nothing was measured. state: missing (expected, as `coverage_of` says, and not measured), new (measured and not
    expected), thin (fewer than the policy asks for before any verdict), else in.
    """
    keys = ["sector", "enterprise", "category", "source"]
    most = estimates.groupby([*keys, "wave"])["n"].max().to_dict()
    least = {"survey": policy.MIN_RESPONSES, "test": policy.MIN_SAMPLES}
    rows = []
    for (sector, wave), (here, expected) in rounds_of(estimates, register).items():
        for cell in sorted(here | expected) if here else ():
            n = int(most.get((*cell, wave), 0))
            new, thin = cell not in expected, n < least[cell[3]]
            state = "missing" if cell not in here else "new" if new else "thin" if thin else "in"
            rows.append((sector, wave, *cell[1:], state, n))
    return pd.DataFrame(rows, columns=list(ROUND_CELL))


def replies(reading: Reading) -> pd.DataFrame:
    """REPLY rows of the viewer's scope: what makers said of their own results, of the waves shown to the viewer."""
    found = kept.replies(reading.store, reading.viewer)[list(REPLY)]
    shown = [reading.shows(*place) for place in zip(found["sector"], found["wave"], strict=True)]
    return reading.told(found[np.array(shown, dtype=bool)])
