"""Known populations: every answer is a function of one normal number, so that the truth is known exactly."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, stats

SEED = 20260101


@dataclass(frozen=True)
class Answer:
    """What a respondent with latent value z answers: values[k] between thresholds k - 1 and k, or a + b z."""

    statistic: str
    values: tuple[float, ...] = ()
    chances: tuple[float, ...] = ()
    centre: float = 0.0
    slope: float = 0.0
    low: float = 0.0
    high: float = 10.0
    more: dict = field(default_factory=dict)

    def of(self, z: NDArray) -> NDArray:
        """Answers of latent values."""
        if not self.values:
            return self.centre + self.slope * z
        return np.asarray(self.values)[np.searchsorted(self._thresholds, z)]

    def expected(self, shifts: NDArray, shares: NDArray) -> float:
        """Population mean where a part `shares` of it has latent values around `shifts`, with deviation 1."""
        if not self.values:
            return float(self.centre + self.slope * shares @ shifts)
        below = stats.norm.cdf(np.append(self._thresholds, np.inf)[:, None] - shifts[None, :]) @ shares
        return float(np.diff(below, prepend=0.0) @ np.asarray(self.values))

    @property
    def _thresholds(self) -> NDArray:
        return stats.norm.ppf(np.cumsum(self.chances)[:-1])


# Ratings most of which are the best, and counts of faults most of which are 0: a skewness of -2.5 and of 2.5.
CROWDED = (0.03, 0.04, 0.05, 0.11, 0.22, 0.55)
_FAULTS = stats.nbinom.pmf(np.arange(60), 0.5, 0.5 / (0.5 + 0.8))
FAULTS = _FAULTS / _FAULTS.sum()


def share(p: float, shifts: NDArray, shares: NDArray) -> Answer:
    """Yes or no with exactly p saying yes in the whole population."""

    def off(t: float) -> float:
        return float(stats.norm.sf(t - shifts) @ shares) - p

    cut = optimize.brentq(off, -8, 8)
    return Answer("share", (0.0, 1.0), (stats.norm.cdf(cut), stats.norm.sf(cut)), high=1.0)


def answers(shifts: NDArray, shares: NDArray) -> dict[str, Answer]:
    """What is asked in every simulated survey; counts and ratings as skewed as real ones are."""
    counts = np.arange(13)
    poisson = stats.poisson.pmf(counts, 1.2)
    rating = np.array([0.02, 0.01, 0.02, 0.03, 0.06, 0.09, 0.17, 0.26, 0.20, 0.14])
    net = np.array([0.02, 0.01, 0.01, 0.02, 0.03, 0.07, 0.09, 0.19, 0.24, 0.18, 0.14])
    return {
        "points": Answer("mean", centre=70.0, slope=15.0, low=-1000.0, high=1000.0),
        "rating": Answer("mean", tuple(range(1, 11)), tuple(rating)),
        "problems": Answer("per_100", tuple(counts), tuple(poisson / poisson.sum()), high=12.0),
        "crowded": Answer("mean", (1, 5, 7, 8, 9, 10), CROWDED, low=1.0),
        "faults": Answer("per_100", tuple(range(60)), tuple(FAULTS), high=60.0),
        "net": Answer("nps", tuple(range(11)), tuple(net)),
        "half": share(0.5, shifts, shares),
        "nine_tenths": share(0.9, shifts, shares),
        "nearly_all": share(0.98, shifts, shares),
    }


@dataclass(frozen=True)
class Design:
    """How a survey is drawn: `parts` of the population (share, latent shift, how often sampled), strata, PSUs, domain.

    With strata the parts are the strata, sampled alike; without, they are met by chance. psus counts those of a
    stratum, members those of the domain in a PSU (at least 0, varying); icc is the correlation inside a PSU.
    """

    name: str
    n: int
    parts: tuple[tuple[float, float, float], ...] = ((1.0, 0.0, 1.0),)
    stratified: bool = False
    psus: int = 0
    icc: float = 0.0
    domain: bool = False

    @property
    def shares(self) -> NDArray:
        return np.array([part[0] for part in self.parts])

    @property
    def shifts(self) -> NDArray:
        return np.array([part[1] for part in self.parts])


_FAR = ((0.5, -0.1, 0.4), (0.3, 0.1, 1.0), (0.2, 0.2, 3.0))
_CLASSES = ((0.4, -0.2, 0.7), (0.3, 0.0, 1.0), (0.2, 0.2, 1.5), (0.1, 0.4, 2.0))
_STRATA = ((0.4, -0.3, 1.0), (0.3, 0.1, 1.0), (0.2, 0.3, 1.0), (0.1, 0.3, 1.0))
_THREE = ((0.4, -0.2, 1.0), (0.35, 0.1, 1.0), (0.25, 0.18, 1.0))
DESIGNS = (
    *(Design("simple", n) for n in (30, 100, 400)),
    *(Design("unequal weights", n, _CLASSES) for n in (60, 200)),
    *(Design("very unequal weights", n, _FAR) for n in (60, 200)),
    *(Design("stratified", n, _STRATA, stratified=True) for n in (60, 200)),
    Design("clustered", 60, psus=12, icc=0.05),
    Design("clustered", 180, psus=30, icc=0.05),
    Design("strata, PSUs, a domain", 90, _THREE, stratified=True, psus=10, icc=0.05, domain=True),
    Design("strata, PSUs, a domain", 240, _THREE, stratified=True, psus=20, icc=0.05, domain=True),
)
