"""Ways to an interval of a lopsided mean, side by side: what each covers, how often it errs, what it still sees."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from benchmarks.estimates import skewness
from benchmarks.estimates.intervals import critical, hall_inverse
from tests.simulation.populations import CROWDED, FAULTS, SEED
from tests.simulation.surveys import OFF, Rows

REPEATS = 20_000
Limits = tuple[NDArray, NDArray]
# Values, their chances, the scale: ratings that crowd at 10, more so, and counts of faults.
POPULATIONS = {
    "ratings, skewness -2.7": ((1, 5, 7, 8, 9, 10), CROWDED, (1, 10)),
    "ratings, skewness -3.7": ((1, 5, 8, 9, 10), (0.03, 0.04, 0.07, 0.14, 0.72), (1, 10)),
    "faults, skewness 2.9": (tuple(range(60)), tuple(FAULTS), None),
}
WEIGHTS = {"equal weights": (1.0,), "weights 0.4 to 2.5": (0.4, 1.0, 2.5)}


def part() -> Rows:
    """Every way on every population; worse and better lie OFF standard errors from the level."""
    rows: Rows = []
    for weighting, n in (("equal weights", 30), ("equal weights", 100), ("weights 0.4 to 2.5", 60)):
        for name in POPULATIONS:
            drawn = samples(name, weighting, n)
            plain = figures(drawn, _student)
            for way, limits in WAYS.items():
                said = {"part": "trade", "case": f"{name}, {weighting}", "of": way, "n": n, "psus": None}
                alone = {f"alone_{name}": plain[name] for name in ("worse", "better")}
                rows.append(said | {"repeats": REPEATS} | figures(drawn, limits) | alone)
    return rows


def samples(name: str, weighting: str, n: int, repeats: int = REPEATS) -> dict[str, NDArray | float]:
    """Mean, se, n_eff, skewness and that of the scale of every sample that has any spread, and what is true."""
    values, chances, scale = POPULATIONS[name]
    rng = np.random.default_rng([SEED, 8, n, *name.encode()])
    y = np.asarray(values, dtype=float)[np.searchsorted(np.cumsum(chances)[:-1], rng.random((repeats, n)))]
    y = y[np.ptp(y, axis=1) > 0]
    w = rng.choice(WEIGHTS[weighting], y.shape)
    total = w.sum(axis=1)
    mean = (w * y).sum(axis=1) / total
    second, third = ((w * (y - mean[:, None]) ** k).sum(axis=1) / total for k in (2, 3))
    se = np.sqrt(n / (n - 1) * ((w * (y - mean[:, None])) ** 2).sum(axis=1)) / total
    kish, variance = total**2 / (w**2).sum(axis=1), second * n / (n - 1)
    return {
        **{"mean": mean, "se": se, "n": n, "n_eff": np.minimum(variance / se**2, kish), "factor": n / kish},
        **{"skew": third / second**1.5, "truth": float(np.dot(values, chances)), "side": 1.0 if scale else -1.0},
        "implied": skewness.of_scale(mean, variance, *scale) if scale else skewness.of_counts(mean, variance),
    }


def figures(drawn: dict, limits: Callable[[dict], Limits]) -> dict[str, float]:
    """Coverage, wrong verdicts at the level, right ones OFF standard errors from it; ratings up, faults down."""
    truth, side, off = drawn["truth"], drawn["side"], OFF * float(drawn["mean"].std())
    ends = np.sort([side * end for end in limits(drawn)], axis=0)
    low, high = ends[0] - side * truth, ends[1] - side * truth
    found = {
        "covers": (low <= 0) & (high >= 0),
        **{"not_met": high < 0, "met": low > 0, "worse": high < off, "better": low > -off},
    }
    return {name: round(float(yes.mean()), 4) for name, yes in found.items()}


def _by(drawn: dict, below: NDArray | float, above: NDArray | float) -> Limits:
    t = critical(drawn["n"] - 1.0)
    return tuple(drawn["mean"] - drawn["se"] * hall_inverse(x, k) for x, k in ((t, below), (-t, above)))


def _student(drawn: dict) -> Limits:
    return _by(drawn, 0.0, 0.0)


def _own(drawn: dict) -> Limits:
    k = drawn["skew"] / np.sqrt(drawn["n_eff"])
    return _by(drawn, k, k)


def _doubted(drawn: dict) -> Limits:
    """The answers' own skewness, with its standard error against every verdict and the weights' factor."""
    unit = drawn["factor"] / np.sqrt(drawn["n_eff"])
    error = np.sqrt(6 / drawn["n_eff"])
    return _by(drawn, (drawn["skew"] - error) * unit, (drawn["skew"] + error) * unit)


def _chosen(drawn: dict) -> Limits:
    k = skewness.of_mean(drawn["skew"], drawn["implied"], drawn["n_eff"], drawn["n"], drawn["n"] - 1)
    return _by(drawn, k, k)


WAYS: dict[str, Callable[[dict], Limits]] = {
    "Student's t": _student,
    "Hall's t, skewness of the answers": _own,
    "the same, doubted by one standard error": _doubted,
    "chosen: with the skewness of the scale": _chosen,
}
