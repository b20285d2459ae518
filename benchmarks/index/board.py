"""A board: all that is known of the enterprises of one category in one wave, as arrays indicator x enterprise."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.columns import LEVELS, OVERALL, SHARES
from benchmarks.gaps import floors, ladder
from benchmarks.index.aggregate import Node

_NUMBERS = ("estimate", "low", "high", "df", "n", "confidence")
_DECIDED = ("met", "not_met", "cannot_tell")


@dataclass(frozen=True)
class Board:
    """Arrays of shape (indicators, enterprises); level, verdict and p_met are keyed by floor, benchmark, frontier.

    points      ladder score of the estimate, 0 to 100; NaN where an estimate or a level is missing
    present     counts in the index: has points, and enough data for at least one verdict
    broken      a binding floor (gaps.floors) is not met; undecided: it cannot be told
    breaks_again  chance that a binding floor is not met in a world drawn around what was measured
    failed      a floor of any kind is not met, but for mandatory ones that are not verified
    lower       lower is better; survey: answered by respondents; pass_fail: all levels are 1 (or 0) of a share
    """

    sector: str
    category: str
    wave: str
    enterprises: tuple[str, ...]
    indicators: tuple[str, ...]
    tree: Node
    spec: dict[str, str]
    estimate: NDArray
    low: NDArray
    high: NDArray
    df: NDArray
    n: NDArray
    confidence: NDArray
    level: dict[str, NDArray]
    verdict: dict[str, NDArray]
    p_met: dict[str, NDArray]
    points: NDArray
    present: NDArray
    broken: NDArray
    undecided: NDArray
    breaks_again: NDArray
    failed: NDArray
    lower: NDArray
    survey: NDArray
    pass_fail: NDArray
    fraction: NDArray

    @property
    def keys(self) -> dict[str, str]:
        """Sector, category and wave."""
        return {"sector": self.sector, "category": self.category, "wave": self.wave}

    def names(self, chosen: NDArray) -> list[list[str]]:
        """For each enterprise the indicators chosen by a mask of shape (indicators, enterprises), in order."""
        found: list[list[str]] = [[] for _ in self.enterprises]
        for indicator, enterprise in zip(*np.nonzero(chosen), strict=True):
            found[enterprise].append(self.indicators[indicator])
        return found


def boards(estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame) -> Iterator[Board]:
    """The boards of ESTIMATE and GAP rows, by sector, category and wave; weights as `weights_table`.

    Indicators and categories without a weight are left out. A weighted indicator without an estimate stays, missing.
    """
    by_category = {tuple(map(str, key)): rows for key, rows in weights.groupby(["sector", "category"])}
    key = ["sector", "category", "wave"]
    of_gaps = {tuple(map(str, each)): rows for each, rows in gaps.groupby(key)}
    for each, rows in estimates.groupby(key):
        sector, category, wave = map(str, each)
        if (sector, category) in by_category:
            of_wave = of_gaps.get((sector, category, wave), gaps.iloc[:0])
            yield _board((sector, category, wave), rows, of_wave, by_category[sector, category])


def _board(key: tuple[str, str, str], estimates: pd.DataFrame, gaps: pd.DataFrame, weights: pd.DataFrame) -> Board:
    weights = weights.sort_values("indicator")
    indicators = tuple(map(str, weights["indicator"]))
    enterprises = tuple(sorted(map(str, estimates["enterprise"].unique())))
    place = pd.Index(indicators), pd.Index(enterprises)
    of_estimate = _Cells(estimates, *place)
    numbers = {name: of_estimate.numbers(name) for name in _NUMBERS}
    statistic = of_estimate.words("statistic")
    gaps = gaps.assign(binding=floors.binding(gaps), unverified=floors.unverified(gaps))
    of_level = {level: _Cells(gaps[gaps["level"] == level], *place) for level in LEVELS}
    level = {name: cells.numbers("level_value") for name, cells in of_level.items()}
    verdict = {name: cells.words("verdict") for name, cells in of_level.items()}
    binding = of_level["floor"].numbers("binding") == 1
    not_met = verdict["floor"] == "not_met"
    lower = _lower(weights, level, numbers["estimate"], of_level["floor"].numbers("gap"))
    floor, benchmark, frontier = (level[name] for name in LEVELS)
    points = ladder.score(numbers["estimate"], floor, benchmark, frontier, lower=lower)
    fraction = np.isin(statistic, SHARES)
    return Board(
        *key,
        enterprises,
        indicators,
        tree_of(weights),
        {name: str(weights[name].iloc[0]) for name in ("spec_version", "spec_digest") if name in weights},
        estimate=numbers["estimate"],
        low=numbers["low"],
        high=numbers["high"],
        df=numbers["df"],
        n=numbers["n"],
        confidence=numbers["confidence"],
        level=level,
        verdict=verdict,
        p_met={name: cells.numbers("p_met") for name, cells in of_level.items()},
        points=points,
        present=~np.isnan(points) & np.any([np.isin(verdict[name], _DECIDED) for name in LEVELS], axis=0),
        broken=binding & not_met,
        undecided=binding & (verdict["floor"] == "cannot_tell"),
        breaks_again=np.where(binding, _again(of_level["floor"], not_met), 0.0),
        failed=not_met & (of_level["floor"].numbers("unverified") != 1),
        lower=lower,
        survey=_asked(weights, of_estimate),
        pass_fail=fraction & np.all([each == np.where(lower, 0.0, 1.0) for each in level.values()], axis=0),
        fraction=fraction,
    )


def tree_of(weights: pd.DataFrame) -> Node:
    """The tree of one category from its weights rows: overall, dimensions, indicators, each in the order of its ids.

    A dimension without an indicator in the category is no part of it. The fixed order makes sums repeat exactly.
    """
    dimensions = []
    for name, rows in weights.sort_values(["dimension", "indicator"]).groupby("dimension", sort=True):
        leaves = (Node(str(i), float(w)) for i, w in zip(rows["indicator"], rows["indicator_weight"], strict=True))
        dimensions.append(Node(str(name), float(rows["dimension_weight"].iloc[0]), tuple(leaves)))
    return Node(OVERALL, 1.0, tuple(dimensions))


def _again(floor: "_Cells", not_met: NDArray) -> NDArray[np.float64]:
    """Chance of a floor not met again; as it was found where it is not told."""
    told = floor.numbers("p_broken")
    return np.where(np.isnan(told), not_met.astype(float), told)


def _asked(weights: pd.DataFrame, estimates: "_Cells") -> NDArray:
    """Whether respondents answer it: as the spec says, else as the estimates do."""
    told = estimates.words("source")
    if "source" in weights:
        told = np.broadcast_to(weights["source"].to_numpy(object)[:, None], told.shape)
    return told == "survey"


class _Cells:
    """Rows of a frame with their places in an array of indicators x enterprises."""

    def __init__(self, rows: pd.DataFrame, indicators: pd.Index, enterprises: pd.Index) -> None:
        at, by = (
            indicators.get_indexer(pd.Index(rows["indicator"])),
            enterprises.get_indexer(pd.Index(rows["enterprise"])),
        )
        self._known = (at >= 0) & (by >= 0)
        self._at, self._by, self._rows = at[self._known], by[self._known], rows
        self._shape = len(indicators), len(enterprises)

    def numbers(self, column: str) -> NDArray[np.float64]:
        """A column of numbers; NaN where no row, or an empty value, is."""
        out = np.full(self._shape, np.nan)
        if column in self._rows:
            out[self._at, self._by] = self._rows[column].to_numpy(dtype=float, na_value=np.nan)[self._known]
        return out

    def words(self, column: str) -> NDArray[np.object_]:
        """A column of words; "" where no row, or an empty value, is."""
        out = np.full(self._shape, "", dtype=object)
        out[self._at, self._by] = self._rows[column].to_numpy(dtype=object, na_value="")[self._known]
        return out


def _lower(weights: pd.DataFrame, level: dict[str, NDArray], estimate: NDArray, gap: NDArray) -> NDArray:
    """Whether lower is better: as the spec says; else by the order of the levels, else by the sign of the gap."""
    if "direction" in weights:
        return np.broadcast_to((weights["direction"] == "lower").to_numpy()[:, None], estimate.shape)
    falls = level["frontier"] < level["floor"]
    against = (level["frontier"] == level["floor"]) & (gap * (estimate - level["floor"]) < 0)
    return falls | against
