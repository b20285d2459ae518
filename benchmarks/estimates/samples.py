"""Conformity of each sample by ILAC-G8: pass, conditional pass, conditional fail, fail, with guard band w = U."""

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.columns import KEYS
from benchmarks.estimates.readings import readings
from benchmarks.scope.once import once
from benchmarks.scope.selection import EVERYTHING, Selection, in_scope
from benchmarks.specs import lookup
from benchmarks.specs.spec import Specs
from data.store import Store
from data.viewer import Viewer

STATES = ("fail", "conditional_fail", "conditional_pass", "pass")
JUDGED = [*KEYS, "level", "sample"]


def sample_states(store: Store, specs: Specs, viewer: Viewer, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """One row a sample and level: keys, level, level_value, sample, state, p_conform, lab, in the viewer's scope."""
    return in_scope(unscoped_states(store, specs, selection), viewer).reset_index(drop=True)


@once
def unscoped_states(store: Store, specs: Specs, selection: Selection = EVERYTHING) -> pd.DataFrame:
    """Sample states of everyone. Of several laboratories' measurements of one sample the worst counts.

    A value below its limit of detection L lies anywhere from 0 to L: it passes where all of that range does, fails
    where none of it comes near the level, and is conditional in between; p_conform is the part of the range at the
    level or better. For a value, p_conform is the normal probability that the true one is at the level or better,
    u = U / 2 (JCGM 106:2012, 7.2). Without a stated U the guard band is 0 (simple acceptance).
    """
    rows = readings(store, specs, selection)
    rows = rows.drop(columns="direction").merge(lookup.levels(specs, rows), on=["sector", "indicator", "wave"])
    if rows.empty:
        return pd.DataFrame(columns=[*JUDGED, "level_value", "state", "p_conform", "lab"])
    sign = np.where(rows["direction"] == "higher", 1.0, -1.0)
    margin, one, other = (sign * (rows[name] - rows["level_value"]) for name in ("value", "least", "most"))
    worst, best = np.minimum(one, other), np.maximum(one, other)
    guard = rows["U"].fillna(0.0)
    rows["place"] = state(margin, guard, worst, best, rows["level_value"].abs())
    u, width = guard / policy.COVERAGE_FACTOR, best - worst
    sharp = np.where(u > 0, special.ndtr(margin / u.where(u > 0, 1.0)), (rows["place"] >= 2).astype(float))
    rows["p_conform"] = np.where(width > 0, (best / width.where(width > 0, 1.0)).clip(0, 1), sharp)
    least = rows.sort_values(["place", "p_conform"]).groupby(JUDGED, sort=False).head(1)
    least = least.assign(state=np.array(STATES, dtype=object)[least["place"]])
    return least[[*JUDGED, "level_value", "state", "p_conform", "lab"]].sort_values(JUDGED, ignore_index=True)


def state(
    margin: pd.Series,
    guard: pd.Series,
    worst: pd.Series | None = None,
    best: pd.Series | None = None,
    size: pd.Series | float = 0.0,
) -> np.ndarray:
    """Index into STATES from the margin to the limit (positive is better) and the guard band w.

    Acceptance limit AL = TL - w: pass at margin >= w, conditional pass at 0 <= margin < w, conditional fail at
    -w <= margin < 0, fail below -w. Source: ILAC-G8:09/2019, 4.2.3 (non-binary statement with guard band).
    worst and best are the ends of what the margin may be where only a limit of detection is known; size is that of
    the level, for rounding.
    """
    worst, best = (margin if end is None else end for end in (worst, best))
    # A margin that equals the band but for the rounding of a subtraction or a changed unit lies on it.
    slack = 1e-12 * (margin.abs() + guard + size)
    return np.select([worst >= guard - slack, best < -guard - slack, margin >= -slack], [3, 0, 2], 1)


def tally(states: pd.DataFrame) -> pd.DataFrame:
    """Per keys and level: samples, passing, failing and the probability that every sample conforms.

    A laboratory's uncertainty is common to its samples: inside a laboratory the least probable sample decides,
    laboratories multiply.
    """
    keys = [*KEYS, "level"]
    if states.empty:
        return pd.DataFrame(columns=[*keys, "samples", "passing", "failing", "p_all"])
    counted = states.assign(passing=states["state"] == "pass", failing=states["state"] == "fail")
    out = counted.groupby(keys, sort=False).agg(
        samples=("sample", "size"), passing=("passing", "sum"), failing=("failing", "sum")
    )
    out["p_all"] = states.groupby([*keys, "lab"])["p_conform"].min().groupby(keys).prod()
    return out.reset_index()
