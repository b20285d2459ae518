"""What the demo tells beside its six rounds: a long series a sector, laboratories that compare themselves, a thin wave.

None of it changes a row of the six rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.demo.instrument import LABS, instrument
from data.demo.makers import Maker, laboratories, product_names
from data.demo.seeds import WAVES, stream
from data.demo.standing import Standing
from data.wave import Wave

EARLIER = ("2020H2", "2021H1", "2021H2", "2022H1", "2022H2", "2023H1")  # with WAVES twelve, enough for a control chart
LATER = "2026H2"  # a wave that has only begun
SPECIMENS, RING, APART = 5, 10, 1.9  # of a maker and wave; of the ring; and how far its last laboratory is off, in U
WOBBLE, DIP = 1.5, 18.0  # points: from wave to wave in the long series, and down in the one wave of the unlucky maker


@dataclass(frozen=True)
class Series:
    """One indicator of one category that is tested oftener or by more laboratories than the rest."""

    sector: str
    category: str
    indicator: str


LONG = (
    Series("automobiles", "passenger_car_ev", "cabin_benzene"),
    Series("home_appliances", "room_ac", "ac_indoor_noise"),
    Series("home_furnishings", "wood_panel", "panel_internal_bond"),
    Series("catering", "canteen", "cooling_time"),
)
COMPARED = Series("automobiles", "passenger_car_ice", "cabin_toluene")  # three laboratories measure the same samples
COMPARED_MAKER = "AUT-02"
THIN, THIN_MAKERS = Series("automobiles", "passenger_car_ev", "cabin_benzene"), ("AUT-04", "AUT-05")
# Unchanged throughout, but for one bad wave: what comes after is no improvement, though an action says so.
UNLUCKY = ("FUR-06", "2022H1")
OUT_OF_SCOPE = {
    "home_appliances": (2, "refrigerator_noise")
}  # the laboratory's place, and what it is not accredited for


@dataclass(frozen=True)
class Round:
    """What is tested in one file beside the rounds: name of the file's part, wave, its table."""

    part: str
    wave: str
    table: pa.Table


def before(sector: str, spec: Any, crew: tuple[Maker, ...], stands: Standing) -> Iterator[Round]:
    """The waves of the sector's long series before the six rounds."""
    for series in LONG:
        if series.sector == sector and _known(series, spec):
            for wave in EARLIER:
                yield Round("test", wave, _tested(series, spec, crew, stands, wave, 0, range(len(crew))))


def after(sector: str, spec: Any, crew: tuple[Maker, ...], stands: Standing) -> Iterator[Round]:
    """The samples that all laboratories measure in the last round, and the wave that has only begun."""
    codes = [maker.code for maker in crew]
    if sector == COMPARED.sector and _known(COMPARED, spec) and COMPARED_MAKER in codes:
        table = _tested(COMPARED, spec, crew, stands, WAVES[-1], -1, [codes.index(COMPARED_MAKER)], ring=True)
        yield Round("ring", WAVES[-1], table)
    if sector == THIN.sector and _known(THIN, spec):
        begun = [codes.index(code) for code in THIN_MAKERS if code in codes]
        yield Round("test", LATER, _tested(THIN, spec, crew, stands, LATER, -1, begun))


def _known(series: Series, spec: Any) -> bool:
    """Whether a spec still has the series, so that it may be edited freely."""
    found = [each for each in spec.indicators if each.id == series.indicator]
    return bool(found) and found[0].statistic == "mean" and series.category in found[0].categories


def _tested(
    series: Series,
    spec: Any,
    crew: tuple[Maker, ...],
    stands: Standing,
    wave: str,
    like: int,
    makers: Any,
    *,
    ring: bool = False,
) -> pa.Table:
    """A test file of one series, as makers stood in the round of place `like`; of a ring every laboratory's values."""
    rng = stream(series.sector, "ring" if ring else "series", wave)
    c = [each.id for each in spec.categories].index(series.category)
    i = [each.id for each in spec.indicators].index(series.indicator)
    each, labs = (RING, LABS) if ring else (SPECIMENS, 1)
    who = np.repeat([m for m in makers if c in crew[m].makes], each)
    unlucky = np.array([(crew[m].code, wave) == UNLUCKY for m in who])
    wobble = rng.normal(0, WOBBLE, len(crew))[who] * (0.0 if ring else 1.0)
    points = stands.points[who, c, i, like] + wobble - DIP * unlucky
    tool, floors, w = instrument(series.sector, spec.indicators[i]), stands.floors[who, c, i, like], like % len(WAVES)
    true = np.repeat(tool.true_values(points, floors, w), labs)
    lab = np.arange(len(true)) % LABS
    specimen = np.arange(len(true)) // labs
    value, uncertainty = _measured(rng, tool, true, lab, ring)
    start, days = Wave.parse(wave).start, (Wave.parse(wave).end - Wave.parse(wave).start).days
    day = np.datetime64(start) + rng.integers(days + 1, size=len(true))
    names = product_names(crew, len(spec.categories))
    codes = np.array([crew[m].code for m in who])[specimen]
    sample = [f"{code}-{wave[2:]}-{'R' if ring else 'S'}{n + 1:03d}" for code, n in zip(codes, specimen, strict=True)]
    columns = {
        **{"sample": sample, "enterprise": codes, "category": [series.category] * len(true)},
        **{"lab": [laboratories(series.sector)[k][0] for k in lab], "tested_on": day.astype(str)},
        **{"indicator": [series.indicator] * len(true), "value": value, "uncertainty": uncertainty},
        **{"unit": [spec.indicators[i].unit] * len(true), "product": names[who, c, 0][specimen]},
    }
    order = np.argsort(day, kind="stable")
    return pa.table({name: pa.array(np.asarray(column)[order]) for name, column in columns.items()})


def _measured(rng: np.random.Generator, tool: Any, true: NDArray, lab: NDArray, ring: bool) -> tuple[NDArray, NDArray]:
    """Values and uncertainties; in a ring the specimens are the same for all, the last laboratory reads high."""
    if not ring:
        return tool.measure(rng, true, lab, np.zeros(len(true), dtype=bool))
    scatter = np.repeat(rng.normal(0, 1, len(true) // LABS), LABS) * tool.scatter(true)
    shifted = true + scatter + np.where(lab == LABS - 1, APART, 0.0) * tool.uncertainty(true)
    still = np.ones(len(true), dtype=bool)
    return tool.measure(rng, shifted, lab, still)
