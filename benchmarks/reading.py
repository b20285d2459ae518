"""What the results of one viewer are made from, and the one place that decides what of them the viewer is told.

Ranks, peers and simulated worlds need the rivals, so a reading holds everyone's numbers. They leave it in three ways
only: `told`, cut to the viewer's scope; blinded, as peers are; or as an aggregate that passed benchmarks.scope.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import TypeVar

import pandas as pd

from benchmarks.columns import ESTIMATE, GAP
from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.estimate import sorted_by_keys
from benchmarks.estimates.readings import readings
from benchmarks.estimates.samples import JUDGED
from benchmarks.publishing.states import PREVIEW, SHOWN, Standing, standings
from benchmarks.rounds import Round, at_once, estimates_of, gaps_of_round, states_of
from benchmarks.scope.common import Common
from benchmarks.scope.disclosure import Member
from benchmarks.scope.once import once
from benchmarks.scope.selection import EVERYTHING, Selection, in_scope
from benchmarks.specs.asked import Breaks, breaks_of
from benchmarks.specs.spec import Specs
from benchmarks.specs.weights import weights_table
from data.kept.asked import asked
from data.kept.checks import verdicts
from data.kept.publishing import events
from data.kept.register import enterprises
from data.store import Store
from data.versions import Versions
from data.viewer import LOCAL, Viewer

T = TypeVar("T")

_BOARD = ["sector", "category", "wave"]


@dataclass(frozen=True, eq=False)
class Reading:
    """Who asks for what. Everything it holds is everyone's, in the selected sector, category and wave.

    Small cells are blank in it where this viewer is not told them, so that no score is made of what is not shown; of a
    wave that this viewer is not shown yet it holds nothing. day: of the states of waves, today where none is given.
    own: whether what it holds is told of the viewer's own makers, whom a preview is for. common: everyone's rows
    that readings made of one another share.
    """

    store: Store
    specs: Specs
    viewer: Viewer
    selection: Selection = EVERYTHING
    day: date | None = None
    own: bool = True
    common: Common = field(default_factory=Common, repr=False)

    def of(self, selection: Selection) -> "Reading":
        """The same viewer's reading of another selection."""
        return replace(self, selection=selection)

    def whole(self) -> "Reading":
        """The same wave and sector in full: what aggregates are made from, so that no choice of parts tells more."""
        return self.of(Selection(sector=self.selection.sector, wave=self.selection.wave)).of_others()

    def of_others(self) -> "Reading":
        """The same without what is in preview: what is told of others, blinded or as an aggregate, is made from it."""
        return replace(self, own=False)

    def all_waves(self) -> "Reading":
        """The same in every wave."""
        return self.of(self.selection.all_waves())

    def told(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows that are asked for and about enterprises the viewer sees by name, without small cells' numbers."""
        return in_scope(self.selection.only(frame), self.viewer).reset_index(drop=True)

    def shows(self, sector: str, wave: str) -> bool:
        """Whether this viewer is shown results of a wave: the one place that decides it.

        Published: everybody. Open: its association and administrators. In preview: its makers too, their own alone.
        """
        viewer, now = self.viewer, self.standings.get((sector, wave))
        if now is None or now.state == SHOWN or viewer.role == "administrator":
            return True
        if viewer.role == "association":
            return viewer.sees_sector(sector)
        return viewer.role == "manufacturer" and now.state == PREVIEW and self.own and viewer.sees_sector(sector)

    @cached_property
    def standings(self) -> Mapping[tuple[str, str], Standing]:
        """Where each measured (sector, wave) stands on the day: open, in preview or published. No secret to anybody."""
        return standings(events(self.store, self.viewer), self._versions.measured(), self.day or date.today())

    @cached_property
    def rounds(self) -> list[Round]:
        """Every selected sector and wave that was measured and is shown to this viewer; an empty one if none.

        Small cells are blank where this viewer is not told them.
        """
        return self.in_common("rounds", self._rounds)

    def _rounds(self) -> list[Round]:
        asked = replace(self.selection.everyone(), category=None).chosen().items()
        each = (
            Round(self.store, self.specs, sector, wave, version)
            for (sector, wave), version in sorted(self._versions.measured().items())
            if self.shows(sector, wave)
        )
        found = [one for one in each if all(getattr(one, name) == value for name, value in asked)]
        found = found or [Round(self.store, self.specs, "", "", self._versions.of())]
        at_once(found, estimates_of)
        return found if self.viewer.role == "administrator" else [one.without_small_cells() for one in found]

    def everyone(self, step: Callable[[Round], pd.DataFrame]) -> pd.DataFrame:
        """The rows a step gives for every round, made once for all who ask; boards in order, rows of one as given."""
        return self.in_common((step.__module__, step.__qualname__), partial(self._everyone, step))

    def _everyone(self, step: Callable[[Round], pd.DataFrame]) -> pd.DataFrame:
        self._judged()
        rows = self._joined([one.once(step) for one in self.rounds])
        return rows.sort_values(_BOARD, kind="stable", ignore_index=True)

    def by_register(self, step: Callable[[Round, pd.DataFrame], T]) -> list[T]:
        """What a step gives for every round and the register, made once for all who ask."""
        self._judged()
        version, register = self._versions.of(kind="register"), self.register
        return [
            once(one.store, one.key(step), (one.version, version), partial(step, one, register), self.specs)
            for one in self.rounds
        ]

    def shared(self, name: Hashable, make: Callable[[], T], state: Hashable = None) -> T:
        """What `make` gives from everyone's rows of the selected sector, category and wave, made once for all.

        state: the version of what else it is made from. Where a viewer's scope counts, it is part of the name.
        """
        chosen, whole = self.selection, self.viewer.role == "administrator"
        sectors = None if chosen.sector is None else {chosen.sector}
        place = chosen.sector, chosen.category, chosen.wave
        key = "shared", name, *place, whole, frozenset(self._hidden), id(self.specs)
        return once(self.store, key, (self._versions.of(sectors), state), make, self.specs)

    def in_common(self, name: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives from everyone's rows of the choice and of what this viewer is shown, made once for many."""
        shown = self.viewer.role == "administrator", frozenset(self._hidden), self._versions.of()
        return self.common.once((name, self.store, self.selection.everyone(), *shown), self.specs, make)

    def _judged(self) -> None:
        """Make what is missing of states and gaps a sector at a time: a wave at a time takes several times as long."""
        at_once(self.rounds, states_of)
        at_once(self.rounds, gaps_of_round)

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """ESTIMATE rows, and JUDGED."""
        return self.in_common("estimates", lambda: sorted_by_keys(self._joined([one.estimates for one in self.rounds])))

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows, and DRAWN."""
        self._judged()
        return self.in_common("gaps", lambda: sorted_by_keys(self._joined([one.gaps for one in self.rounds])))

    @cached_property
    def states(self) -> pd.DataFrame:
        """Samples with their conformity to each level, columns STATE."""
        at_once(self.rounds, states_of)
        return self._joined([one.states for one in self.rounds]).sort_values(JUDGED, ignore_index=True)

    @cached_property
    def measurements(self) -> pd.DataFrame:
        """Single measurements in reported units, as benchmarks.estimates.readings gives them."""
        rows = readings(self.store, self.specs, self.selection.everyone())
        if not self._hidden or rows.empty:
            return rows
        return rows[~pd.MultiIndex.from_frame(rows[["sector", "wave"]]).isin(self._hidden)].reset_index(drop=True)

    @cached_property
    def checks(self) -> pd.DataFrame:
        """CHECK rows of everyone: lots that authorities drew; fails is the verdict that counts, after a retest."""
        found = once(self.store, "checks", self._versions.of(kind="checks"), partial(verdicts, self.store))
        return self.selection.everyone().only(found)

    @cached_property
    def covariance(self) -> pd.DataFrame:
        """COVARIANCE rows of estimates in two waves; a selected wave is ignored."""
        return self._joined(
            [
                once(
                    self.store,
                    ("covariances", sector, id(self.specs)),
                    self._versions.of({sector}, "survey"),
                    partial(covariances, self.store, self.specs, Selection(sector=sector)),
                    self.specs,
                )
                for sector in sorted({one.sector for one in self.rounds})
            ]
        )

    @cached_property
    def weights(self) -> pd.DataFrame:
        """WEIGHTS rows of the index."""
        return weights_table(self.specs, self.selection.sector)

    @cached_property
    def register(self) -> pd.DataFrame:
        """Every registered enterprise with its output share."""
        return once(self.store, "register", self._versions.of(kind="register"), partial(enterprises, self.store, LOCAL))

    @cached_property
    def breaks(self) -> Breaks:
        """Days on which series break: the specs' own, and where a wave asked otherwise than the one before."""
        key, version = ("breaks", id(self.specs)), self._versions.of(kind="survey")
        return once(self.store, key, version, lambda: breaks_of(self.specs, asked(self.store)), self.specs)

    @cached_property
    def output_shares(self) -> Mapping[Member, float]:
        """Output share of each registered (sector, enterprise), for what disclosure asks."""
        keys = zip(self.register["sector"], self.register["enterprise"], strict=True)
        return dict(zip(keys, self.register["output_share"], strict=True))

    @cached_property
    def _hidden(self) -> list[tuple[str, str]]:
        """Each measured (sector, wave) that this viewer is not shown."""
        return [place for place in self.standings if not self.shows(*place)]

    @cached_property
    def _versions(self) -> Versions:
        return self.store.versions()

    def _joined(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """One frame of the category asked for; empty frames, whose columns have no kind, leave the kinds alone."""
        full = [part for part in parts if len(part)]
        frame = pd.concat(full, ignore_index=True) if len(full) > 1 else next(iter(full), parts[0])
        return self.selection.everyone().all_waves().only(frame)


def estimates(reading: Reading) -> pd.DataFrame:
    """ESTIMATE rows of the viewer's scope, sorted by keys with waves in time order; reported units."""
    return reading.told(reading.estimates)[list(ESTIMATE)]


def gaps(reading: Reading) -> pd.DataFrame:
    """GAP rows of the viewer's scope: one a result and level in force at the wave's start."""
    return reading.told(reading.gaps)[list(GAP)]


def sample_states(reading: Reading) -> pd.DataFrame:
    """One row a sample and level of the viewer's scope: keys, level, level_value, sample, state, p_conform, lab."""
    return reading.told(reading.states)


def breaks(reading: Reading) -> dict[tuple[str, str], tuple[date, ...]]:
    """Days on which series break, by sector and indicator: a question, a scale, an order or a method changed."""
    return dict(reading.breaks)
