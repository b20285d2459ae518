"""What the results of one viewer are made from, and the one place that decides what of them the viewer is told.

Ranks, peers and simulated worlds need the rivals, so a reading holds everyone's numbers. They leave it in three ways
only: `told`, cut to the viewer's scope; blinded, as peers are; or as an aggregate that passed benchmarks.scope.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from benchmarks.columns import ESTIMATE
from benchmarks.estimates import estimate, samples
from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.readings import readings
from benchmarks.gaps.gap import unscoped_gaps
from benchmarks.scope.disclosure import Member, small_cells, without_small_cells
from benchmarks.scope.selection import EVERYTHING, Selection, in_scope
from benchmarks.specs.spec import Specs
from benchmarks.specs.weights import weights_table
from data.kept.register import enterprises
from data.store import Store
from data.viewer import LOCAL, Viewer


@dataclass(frozen=True, eq=False)
class Reading:
    """Who asks for what. Everything it holds is everyone's, in the selected sector, category and wave.

    Small cells are blank in it where this viewer is not told them, so that no score is made of what is not shown.
    """

    store: Store
    specs: Specs
    viewer: Viewer
    selection: Selection = EVERYTHING

    def of(self, selection: Selection) -> "Reading":
        """The same viewer's reading of another selection."""
        return replace(self, selection=selection)

    def all_waves(self) -> "Reading":
        """The same in every wave."""
        return self.of(self.selection.all_waves())

    def told(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows that are asked for and about enterprises the viewer sees by name, without small cells' numbers."""
        return in_scope(self.selection.only(frame), self.viewer).reset_index(drop=True)

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """ESTIMATE rows, and the skewness of means."""
        found = estimate.unscoped(self.store, self.specs, self.selection.everyone())
        return found if self.viewer.role == "administrator" else small_cells(found)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """GAP rows."""
        found = unscoped_gaps(self.store, self.specs, self.selection.everyone())
        return without_small_cells(found, self.estimates)

    @cached_property
    def states(self) -> pd.DataFrame:
        """Samples with their conformity to each level, as benchmarks.estimates.samples gives them."""
        return samples.unscoped_states(self.store, self.specs, self.selection.everyone())

    @cached_property
    def measurements(self) -> pd.DataFrame:
        """Single measurements in reported units, as benchmarks.estimates.readings gives them."""
        return readings(self.store, self.specs, self.selection.everyone())

    @cached_property
    def covariance(self) -> pd.DataFrame:
        """COVARIANCE rows of estimates in two waves; a selected wave is ignored."""
        return covariances(self.store, self.specs, self.selection.everyone().all_waves())

    @cached_property
    def weights(self) -> pd.DataFrame:
        """WEIGHTS rows of the index."""
        return weights_table(self.specs, self.selection.sector)

    @cached_property
    def register(self) -> pd.DataFrame:
        """Every registered enterprise with its output share."""
        return enterprises(self.store, LOCAL)

    @cached_property
    def output_shares(self) -> Mapping[Member, float]:
        """Output share of each registered (sector, enterprise), for what disclosure asks."""
        return self.register.set_index(["sector", "enterprise"])["output_share"].to_dict()


def estimates(reading: Reading) -> pd.DataFrame:
    """ESTIMATE rows of the viewer's scope, sorted by keys with waves in time order; reported units."""
    return reading.told(reading.estimates)[list(ESTIMATE)]


def gaps(reading: Reading) -> pd.DataFrame:
    """GAP rows of the viewer's scope: one a result and level in force at the wave's start."""
    return reading.told(reading.gaps)


def sample_states(reading: Reading) -> pd.DataFrame:
    """One row a sample and level of the viewer's scope: keys, level, level_value, sample, state, p_conform, lab."""
    return reading.told(reading.states)
