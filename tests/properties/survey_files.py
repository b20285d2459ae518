"""Random small survey files, and one store in which every variant of a file is a sector of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, product

import pandas as pd
from hypothesis import Phase, settings
from hypothesis import strategies as st

from benchmarks.columns import ESTIMATE
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Specs
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs

# An example opens no store but loads files: few examples of many rows, and no minutes of shrinking when one fails.
QUICK = settings(
    max_examples=5, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
)

Row = dict[str, object]
Rows = list[Row]
ANSWERED = ("rating", "net", "top", "yes", "problems", "price")
KEYS = ["enterprise", "indicator"]
NUMBERS = [name for name in ESTIMATE if name in {"n", "n_eff", "missing_share", "estimate", "se", "df", "deff"}]
INTERVAL = ["low", "high"]


def spec(sector: str, unit: float = 1.0, mirrored: bool = False) -> Specs:
    """One indicator of every statistic; `unit` multiplies the price, `mirrored` turns rating, yes and price over."""
    direction = "lower" if mirrored else "higher"
    levels = {"rating": (5, 7, 9), "yes": (0.4, 0.6, 0.8), "price": (400, 500, 600)}
    turned = {"rating": 11, "yes": 1, "price": 1000}
    ladder = {
        name: dict(
            zip(
                ("floor", "benchmark", "frontier"),
                ((turned[name] - each if mirrored else each) * (unit if name == "price" else 1) for each in values),
                strict=True,
            )
        )
        for name, values in levels.items()
    }
    return specs(
        indicator("rating", range={"min": 1, "max": 10}, levels=ladder["rating"], direction=direction),
        indicator("net", statistic="nps", range={"min": 0, "max": 10}, levels={"floor": 0}),
        indicator("top", statistic="top_box", top_from=9, range={"min": 1, "max": 10}, levels={"floor": 0.3}),
        indicator("yes", statistic="share", range={"min": 0, "max": 1}, levels=ladder["yes"], direction=direction),
        indicator("problems", statistic="per_100", direction="lower", levels={"floor": 200}),
        indicator("price", range={"min": 0, "max": 1000 * unit}, levels=ladder["price"], direction=direction),
        sector=sector,
    )


def together(*parts: Specs) -> Specs:
    """Several sectors as one set of specs."""
    return Specs({name: each for part in parts for name, each in part.items()}, "")


@st.composite
def files(draw: Callable, least: int = 2, most: int = 24) -> Rows:
    """Responses of up to three makers, with or without strata and PSUs, with weights, some answers missing."""
    strata, psus = draw(st.sampled_from([0, 1, 3])), draw(st.sampled_from([0, 2, 4]))
    answer = {
        "rating": st.integers(1, 10),
        "net": st.integers(0, 10),
        "top": st.integers(1, 10),
        "yes": st.integers(0, 1),
        "problems": st.integers(0, 4),
        "price": st.integers(6, 14).map(lambda fifties: 50 * fifties),
    }
    one = {
        "enterprise": st.sampled_from("ABC"),
        "weight": st.sampled_from([0.25, 0.5, 1.0, 1.5, 3.0]),
        **{name: st.one_of(*[values] * 4, st.none()) for name, values in answer.items()},
    }
    if strata:
        one["stratum"] = st.sampled_from([f"h{i}" for i in range(strata)])
    if psus:
        one["psu"] = st.sampled_from([f"p{i}" for i in range(psus)])
    rows = draw(st.lists(st.fixed_dictionaries(one), min_size=least, max_size=most))
    return [{**row, "response": str(i)} for i, row in enumerate(rows)]


_WAVES = (f"{year}-{month:02d}" for year, month in product(range(1991, 2090), range(1, 13)))


@dataclass
class Variants:
    """One store for all examples: each takes a wave of its own, each variant of its file a sector."""

    shop: Shop

    @classmethod
    def of(cls, *parts: Specs) -> "Variants":
        """A store for these sectors, whose cells are centred as an ordinary first file would have it."""
        made = cls(Shop(together(*parts)))
        for sector, each in made.shop.specs.items():
            unit = each.indicator("price").range.max / 1000
            first = [{"rating": r, "problems": 1.0, "price": unit * p} for r, p in ((4, 400), (7, 600))]
            made.shop.survey(first, wave=made.wave(), sector=sector)
        return made

    def wave(self) -> str:
        """A wave nobody used yet."""
        return next(_WAVES)

    def results(self, wave: str, function: Callable = estimates, keys: list[str] = KEYS) -> dict[str, pd.DataFrame]:
        """Rows of every variant of an example by its sector, in the order of the keys."""
        frame = function(Reading(self.shop.store, self.shop.specs, LOCAL, Selection(wave=wave)))
        return {sector: rows.set_index(keys).sort_index() for sector, rows in frame.groupby("sector")}


def same(one: pd.DataFrame, other: pd.DataFrame, columns: list[str] | None = None) -> None:
    """Equal to 1e-12 of their size, text exactly."""
    columns = columns or [*NUMBERS, *INTERVAL, "method", "flag"]
    told = {"rtol": 1e-12, "atol": 1e-12, "check_dtype": False, "check_index_type": False}
    pd.testing.assert_frame_equal(one[columns], other[columns], **told)


def pieces(rows: Rows, cuts: list[int]) -> Iterator[Rows]:
    """The rows dealt to as many piles as `cuts` says, never an empty one."""
    numbers = count()
    piles: dict[int, Rows] = {}
    for row in rows:
        piles.setdefault(cuts[next(numbers) % len(cuts)], []).append(row)
    yield from piles.values()
