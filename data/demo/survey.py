"""Survey files of the demo: strata, cities that stay from wave to wave, unequal weights, answers that hang together."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo import cities
from data.demo.answers import draw_answers
from data.demo.ladder import ladder
from data.demo.makers import MODELS, Maker, cast, product_names
from data.demo.seeds import WAVES, stream
from data.demo.standing import Standing
from data.wave import Wave

RESPONSES, FEW = (220, 381), 12  # per maker, category and wave; and where too few are planted
UNEQUAL, WEIGHTS = 0.3, (0.3, 3.0)  # log standard deviation of the weights inside a stratum, and their range
NOT_ANSWERED = (0.02, 0.06)  # share of missing answers, from question to question
OVERALL = "satisfaction"
DRIVERS = (0.8, 0.55, 0.35)  # weight of the first three other answers in the overall satisfaction
HALO, CHANCE = 0.2, 0.35  # weight of the general opinion in it, and of nothing in particular

Few = set[tuple[str | None, str]]  # maker's code and wave


def survey_table(sector: str, spec: Any, crew: tuple[Maker, ...], stands: Standing, wave: str, few: Few) -> pa.Table:
    """One survey file as a table: a row per response, a column per survey indicator, missing answers as nulls.

    few: (maker's code, wave) with about a dozen responses a category.
    """
    rng, w = stream(sector, "survey", wave), WAVES.index(wave)
    asked = [(i, indicator) for i, indicator in enumerate(spec.indicators) if indicator.source == "survey"]
    maker, category = _groups(rng, spec, crew, [indicator for _, indicator in asked], wave, few)
    city = cities.homes(rng, len(maker))
    opinion = cities.opinions(sector, rng, w, city, maker)
    feelings = _feelings(rng, opinion, category, spec, [indicator for _, indicator in asked])
    columns = _who(sector, spec, crew, wave, maker, category, rng)
    columns["stratum"] = _coded(cities.STRATUM[city], list(cities.STRATA))
    columns["psu"] = _coded(city, cities.codes(w))
    weights = np.clip(cities.BASE_WEIGHT[city] * rng.lognormal(0, UNEQUAL, len(city)), *WEIGHTS)
    columns["weight"] = pa.array(np.round(weights, 2))
    columns |= _said(sector, spec, wave, len(maker))
    for column, (i, indicator) in enumerate(asked):
        steps = ladder(indicator, Wave.parse(WAVES[0]).start)
        targets = steps.value(stands.points[maker, category, i, w])
        values = draw_answers(rng, indicator, targets, feelings[:, column] * steps.up)
        asked_here = np.isin(category, [c for c, kind in enumerate(spec.categories) if kind.id in indicator.categories])
        missing = rng.random(len(maker)) < rng.uniform(*NOT_ANSWERED)
        columns[indicator.id] = pa.array(values, mask=missing | ~asked_here)
    return pa.table(columns)


def _groups(
    rng: np.random.Generator,
    spec: Any,
    crew: tuple[Maker, ...],
    asked: list[Any],
    wave: str,
    few: Few,
) -> tuple[NDArray, NDArray]:
    """Maker and category of every response."""
    surveyed = {category for indicator in asked for category in indicator.categories}
    pairs = [(m, c) for m, maker in enumerate(crew) for c in maker.makes if spec.categories[c].id in surveyed]
    sizes = rng.integers(*RESPONSES, len(pairs))
    sizes[[(crew[m].code, wave) in few for m, _ in pairs]] = FEW
    maker, category = np.repeat(np.array(pairs).reshape(-1, 2), sizes, axis=0).T
    return maker, category


def _feelings(rng: np.random.Generator, opinion: NDArray, category: NDArray, spec: Any, asked: list[Any]) -> NDArray:
    """One column of feeling per indicator, variance 1, high is content; the overall one follows its drivers."""
    ties = rng.permutation(np.linspace(0.5, 0.75, len(asked)))
    noise = rng.normal(size=(len(opinion), len(asked)))
    feelings = opinion[:, None] * ties + noise * np.sqrt(1 - ties**2)
    overall = [k for k, indicator in enumerate(asked) if indicator.id == OVERALL]
    for c, kind in enumerate(spec.categories):
        items = [k for k, indicator in enumerate(asked) if kind.id in indicator.categories and k not in overall]
        drivers = np.zeros(len(asked))
        drivers[items[: len(DRIVERS)]] = DRIVERS[: len(items)]
        rows = category == c
        raw = feelings[rows] @ drivers + HALO * opinion[rows] + CHANCE * noise[rows][:, overall].sum(axis=1)
        spread = np.sqrt((drivers @ ties + HALO) ** 2 + (drivers**2 @ (1 - ties**2)) + CHANCE**2)
        feelings[np.ix_(rows, overall)] = (raw / spread)[:, None]
    return feelings


def _who(
    sector: str,
    spec: Any,
    crew: tuple[Maker, ...],
    wave: str,
    maker: NDArray,
    category: NDArray,
    rng: np.random.Generator,
) -> dict[str, pa.Array]:
    """The columns that say whose response it is and what it is about."""
    names = product_names(crew, len(spec.categories))
    model = (maker * names.shape[1] + category) * MODELS + rng.integers(MODELS, size=len(maker))
    return {
        "response": pa.array(np.char.mod(f"{cast(sector).prefix}-{wave[2:]}-%05d", np.arange(1, len(maker) + 1))),
        "enterprise": _coded(maker, [one.code for one in crew]),
        "category": _coded(category, [kind.id for kind in spec.categories]),
        "product": _coded(model, names.ravel().tolist()),
    }


def _said(sector: str, spec: Any, wave: str, count: int) -> dict[str, pa.Array]:
    """What respondents say of themselves: the first part of a facet most often, each of the others half as often."""
    said = {}
    for facet in spec.facets:
        if facet.asked and facet.values:
            rng, parts = stream(sector, f"facet {facet.id}", wave), [each.id for each in facet.values]
            chance = np.array([2.0, *[1.0] * (len(parts) - 1)])
            said[facet.held_in] = _coded(rng.choice(len(parts), count, p=chance / chance.sum()), parts)
    return said


def _coded(numbers: NDArray, names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int32()), pa.array(names))
