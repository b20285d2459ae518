"""Makers at, and beyond, a mandatory limit: many samples from several laboratories with a common part of their U."""

import numpy as np
import pandas as pd

from benchmarks.estimates.samples import states_of, tally
from benchmarks.gaps.gap import sample_verdict
from tests.simulation.populations import SEED
from tests.simulation.surveys import Rows

REPEATS = 4000
BEYOND = (1, 2, 3)  # expanded uncertainties


def part() -> Rows:
    """Every combination of samples, laboratories and common part; wrong at the limit, right 1, 2 and 3 U beyond."""
    cases = [(n, labs) for n in (3, 5, 10, 20) for labs in (1, 2, 3, 5) if labs <= n]
    return [_row(n, labs, shared) for n, labs in cases for shared in (0.0, 0.5, 0.9)]


def wrongly_broken(n: int, labs: int, shared: float, repeats: int = REPEATS) -> float:
    """Share of makers called not_met whose every sample truly is at the limit; `shared`: common part of u2."""
    return _called(n, labs, shared, np.zeros(n), repeats)


def _row(n: int, labs: int, shared: float) -> dict[str, object]:
    one = np.where(np.arange(n) == 0, 1.0, -5.0)  # the others keep the limit by far
    seen = {}
    for distance in BEYOND:
        seen[f"all_{distance}"] = _called(n, labs, shared, np.full(n, float(distance)), REPEATS)
        seen[f"one_{distance}"] = _called(n, labs, shared, np.where(one > 0, float(distance), one), REPEATS)
    return {
        **{"part": "limits", "case": f"{labs} laborator{'y' if labs == 1 else 'ies'}", "of": f"{shared:g} shared"},
        **{"n": n, "psus": None, "repeats": REPEATS, "covers": None},
        **{"not_met": wrongly_broken(n, labs, shared), "met": None, **seen},
    }


def _called(n: int, labs: int, shared: float, beyond: np.ndarray, repeats: int) -> float:
    """Share called not_met where sample i is worse than the limit by beyond[i] times U = 2, lower being better."""
    rng = np.random.default_rng([SEED, 7, n, labs, int(10 * shared), *(10 + beyond.astype(int))])
    lab = np.arange(n) % labs
    common = rng.standard_normal((repeats, labs))[:, lab]
    error = np.sqrt(shared) * common + np.sqrt(1 - shared) * rng.standard_normal((repeats, n))
    value = (2 * beyond + error).ravel()
    rows = pd.DataFrame({"enterprise": np.repeat(np.arange(repeats), n), "sample": np.tile(np.arange(n), repeats)})
    rows = rows.assign(sector=0, category=0, wave=0, indicator=0, lab=np.tile(lab, repeats), level="floor")
    rows = rows.assign(value=value, least=value, most=value, U=2.0, u_from="stated", censored=False)
    told = tally(states_of(rows.assign(direction="lower", level_value=0.0, statistic="mean")))
    return round(float((sample_verdict(told.assign(n=told["samples"])) == "not_met").mean()), 4)
