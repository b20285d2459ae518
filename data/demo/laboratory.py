"""Test files of the demo: specimens of every maker, each measured by one of three laboratories."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo.instrument import LABS, instrument
from data.demo.makers import MODELS, Maker, laboratories, product_names
from data.demo.seeds import WAVES, stream
from data.demo.standing import BROKEN, NEAR, Standing
from data.wave import Wave

SPECIMENS, FEWEST = 8, 3  # bought per maker, category and wave; and measured at least, for each indicator
FAILING = 2  # specimens of a planted breaker that fail a pass-or-fail test


@dataclass(frozen=True)
class Specimens:
    """What was bought from whom and who tested it when: flat arrays, one entry a specimen."""

    maker: NDArray
    category: NDArray
    place: NDArray
    lab: NDArray
    day: NDArray
    product: NDArray


def laboratory_table(sector: str, spec: Any, crew: tuple[Maker, ...], stands: Standing, wave: str) -> pa.Table:
    """One test file as a table of text: a row per measurement, in order of the day."""
    rng = stream(sector, "test", wave)
    bought = _specimens(rng, crew, product_names(crew, len(spec.categories)), Wave.parse(wave))
    tested = [(i, indicator) for i, indicator in enumerate(spec.indicators) if indicator.source == "test"]
    parts = [_measured(sector, spec, indicator, i, bought, stands, rng, wave) for i, indicator in tested]
    rows = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    chosen, labs = rows.pop("specimen"), np.array([code for code, _ in laboratories(sector)])
    codes, kinds = np.array([maker.code for maker in crew]), np.array([category.id for category in spec.categories])
    maker = codes[bought.maker[chosen]]
    number = bought.category[chosen] * SPECIMENS + bought.place[chosen] + 1
    who = {
        "sample": np.char.add(maker, np.char.mod(f"-{wave[2:]}-%03d", number)),
        "enterprise": maker,
        "category": kinds[bought.category[chosen]],
        "lab": labs[bought.lab[chosen]],
        "tested_on": bought.day[chosen].astype(str),
    }
    order = np.argsort(bought.day[chosen], kind="stable")
    return pa.table({name: pa.array(column[order]) for name, column in (who | rows).items()})


def _specimens(rng: np.random.Generator, crew: tuple[Maker, ...], names: NDArray, wave: Wave) -> Specimens:
    pairs = np.array([(m, c) for m, maker in enumerate(crew) for c in maker.makes])
    maker, category = np.repeat(pairs, SPECIMENS, axis=0).T
    place = np.tile(np.arange(SPECIMENS), len(pairs))
    days = (wave.end - wave.start).days
    return Specimens(
        maker,
        category,
        place,
        (place + rng.integers(LABS, size=len(pairs)).repeat(SPECIMENS)) % LABS,
        np.datetime64(wave.start) + rng.integers(days + 1, size=len(place)),
        names[maker, category, rng.integers(MODELS, size=len(place))],
    )


def _measured(
    sector: str,
    spec: Any,
    indicator: Any,
    place: int,
    bought: Specimens,
    stands: Standing,
    rng: np.random.Generator,
    wave: str,
) -> dict[str, NDArray]:
    """The rows of one indicator: 3 to 8 of the specimens of each maker and category it applies to."""
    applies = np.array([category.id in indicator.categories for category in spec.categories])
    counts = rng.integers(FEWEST, SPECIMENS + 1, len(bought.place) // SPECIMENS)
    chosen = np.flatnonzero((bought.place < counts.repeat(SPECIMENS)) & applies[bought.category])
    w, who = WAVES.index(wave), (bought.maker[chosen], bought.category[chosen])
    points, floors = stands.points[:, :, place, w], stands.floors[:, :, place, w]
    tool = instrument(sector, indicator)
    if indicator.statistic == "mean":
        true = tool.true_values(points, floors, w)[who]
        value, uncertainty = tool.measure(rng, true, bought.lab[chosen], floors[who] == NEAR)
    else:
        chance = tool.steps.value(points)[who] if indicator.statistic == "share" else np.ones(len(chosen))
        fails = (rng.random(len(chosen)) > chance) | ((floors[who] == BROKEN) & (bought.place[chosen] < FAILING))
        value, uncertainty = np.where(fails, "fail", "pass"), np.full(len(chosen), "")
    return {
        "indicator": np.full(len(chosen), indicator.id),
        "value": value,
        "uncertainty": uncertainty,
        "unit": np.full(len(chosen), indicator.unit if indicator.statistic == "mean" else ""),
        "product": bought.product[chosen],
        "specimen": chosen,
    }
