"""What was measured in one sector and wave, of everyone: made once for all who ask, a round at a time.

A new file makes one round anew, and leaves the rest of the house warm. Nothing here knows who asks: a Reading cuts it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TypeVar

import pandas as pd

from benchmarks.estimates.estimate import Step, unscoped
from benchmarks.estimates.samples import tally, unscoped_states
from benchmarks.gaps.gap import gaps_of
from benchmarks.scope.disclosure import small_cells, without_small_cells
from benchmarks.scope.once import is_kept, once
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from benchmarks.specs.weights import weights_table
from data.store import Store

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Round:
    """One sector and wave, or all waves of a sector where wave is "".

    version: of its data; blank: small cells are without their numbers in it.
    """

    store: Store
    specs: Specs
    sector: str
    wave: str
    version: int
    blank: bool = False

    def once(self, step: Callable[["Round"], T], make: Callable[[], T] | None = None) -> T:
        """What a step gives for this round, made once for everyone as long as its data stay the same."""
        return once(self.store, self.key(step), self.version, make or (lambda: step(self)), self.specs)

    def of_kind(self, kind: str, step: Step) -> pd.DataFrame:
        """What a step makes of the round's files of one kind: one of another kind leaves it as it is."""
        version = self.store.versions().of({self.sector} if self.sector else None, kind, self.wave or None)
        made = partial(step, self.store, self.specs, self.selection)
        return once(self.store, self.key(step), (kind, version), made, self.specs)

    def has(self, step: Callable[["Round"], object]) -> bool:
        """Whether it has been made already."""
        return is_kept(self.store, self.key(step), self.version)

    def key(self, step: Callable[..., object]) -> tuple:
        """What a step of this round is kept under."""
        return step.__module__, step.__qualname__, self.sector, self.wave, self.blank, id(self.specs)

    def without_small_cells(self) -> "Round":
        """The round as who is not told small cells sees it: the same one where it has none."""
        return replace(self, blank=True) if self.once(has_small_cells) else self

    @property
    def selection(self) -> Selection:
        """What the store is asked for."""
        return Selection(sector=self.sector, wave=self.wave or None)

    @cached_property
    def whole(self) -> "Round":
        """The round with all its numbers."""
        return replace(self, blank=False) if self.blank else self

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """ESTIMATE rows, and JUDGED."""
        return small_cells(self.whole.estimates) if self.blank else self.once(estimates_of)

    @cached_property
    def states(self) -> pd.DataFrame:
        """Samples with their conformity to each level, columns STATE."""
        return self.whole.once(states_of)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows, and DRAWN."""
        return without_small_cells(self.whole.gaps, self.estimates) if self.blank else self.once(gaps_of_round)

    @cached_property
    def weights(self) -> pd.DataFrame:
        """WEIGHTS rows of the index."""
        return weights_table(self.specs, self.sector)


def at_once(rounds: Sequence[Round], step: Callable[[Round], pd.DataFrame]) -> None:
    """Make a step's frames of all waves of each sector in one go, where most of them are missing: that is quicker."""
    for sector in {one.sector for one in rounds}:
        every = [one.whole for one in rounds if one.sector == sector]
        missing = [one for one in every if not one.has(step)]
        if len(missing) > 1 and 2 * len(missing) > len(every):
            version = every[0].store.version({sector})
            frame = replace(every[0], wave="", version=version).once(step)
            by_wave = dict(iter(frame.groupby("wave", sort=False)))
            for one in missing:
                rows = by_wave.get(one.wave, frame.iloc[:0]).reset_index(drop=True)
                one.once(step, partial(_as_it_is, rows))


def _as_it_is(rows: pd.DataFrame) -> pd.DataFrame:
    return rows


def estimates_of(one: Round) -> pd.DataFrame:
    """ESTIMATE rows of everyone in a round."""
    return unscoped(one.store, one.specs, one.selection, one.of_kind)


def has_small_cells(one: Round) -> bool:
    """Whether a round has estimates of fewer answers than may be told."""
    found = one.estimates
    return small_cells(found) is not found


def states_of(one: Round) -> pd.DataFrame:
    """Sample states of everyone in a round."""
    return one.of_kind("test", unscoped_states)


def gaps_of_round(one: Round) -> pd.DataFrame:
    """GAP rows of everyone in a round."""
    return gaps_of(one.estimates, one.specs, tally(one.states))
