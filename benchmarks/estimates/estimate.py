"""Estimates of surveys and tests side by side, of everyone."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import ESTIMATE, KEYS
from benchmarks.estimates.laboratory import laboratory_estimates
from benchmarks.estimates.survey import survey_estimates
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs
from data.store import Store
from data.wave import in_order

Step = Callable[[Store, Specs, Selection], pd.DataFrame]
OfKind = Callable[[str, Step], pd.DataFrame]
JUDGED = ("skew", "t_df")  # of an estimated mean, for those who judge it; told to nobody


def unscoped(
    store: Store, specs: Specs, selection: Selection = EVERYTHING, of_kind: OfKind | None = None
) -> pd.DataFrame:
    """ESTIMATE rows of everyone, sorted by keys with waves in time order: what a Reading is made from.

    of_kind: gives what a step makes of files of one kind, where that is kept; without it all is made.

    Units are the spec's; `se`, `df`, `low`, `high` are empty where nothing can be said (one sample, one PSU). And
    JUDGED: the skewness of an estimated mean, and the degrees of freedom of the t of its interval.
    """
    steps = {"survey": survey_estimates, "test": laboratory_estimates}
    parts = [step(store, specs, selection) if of_kind is None else of_kind(kind, step) for kind, step in steps.items()]
    parts = [
        part.assign(confidence=policy.CONFIDENCE).reindex(columns=[*ESTIMATE, *JUDGED]) for part in parts if len(part)
    ]
    if not parts:
        return pd.DataFrame(columns=[*ESTIMATE, *JUDGED])
    return sorted_by_keys(pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0])


def sorted_by_keys(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows with KEYS in their order, waves in time order; what is equal in all of them stays in its order."""
    ranks = [_rank(frame[name], in_order if name == "wave" else sorted) for name in KEYS]
    return frame.take(np.lexsort(ranks[::-1])).reset_index(drop=True)


def _rank(codes: pd.Series, ordered: Callable[[list[str]], list[str]]) -> NDArray[np.int64]:
    """Place of each code among the codes in order: sorting few codes is quicker than sorting many rows."""
    numbers, found = pd.factorize(codes)
    place = {code: i for i, code in enumerate(ordered(list(found)))}
    return np.array([place[code] for code in found])[numbers]
