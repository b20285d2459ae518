"""What the demo's makers are: where they are registered, how large, since when. Credit codes that nobody bears."""

from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa
from stdnum.cn import uscc

from data.demo.makers import MODELS, Maker, product_names

# Where a sector's makers gather: the first province has most of them, as clusters do.
_PLACES: dict[str, tuple[str, ...]] = {
    "automobiles": ("310000", "420000", "220000", "440000"),
    "home_appliances": ("440000", "370000", "340000", "330000"),
    "home_furnishings": ("440000", "330000", "510000", "320000"),
    "catering": ("510000", "440000", "110000", "330000"),
}
_PLAIN = ("330000", "320000", "370000", "440000")
_TURNS = (0, 1, 0, 2, 0, 0, 1, 3, 0, 1, 2)  # by rank of output
_LARGE, _MEDIUM, _SMALL = 0.11, 0.05, 0.03  # share of the sector's output from which on a maker is of that size


def attributes(sector: str, crew: tuple[Maker, ...]) -> dict[str, list]:
    """The columns region, size, uscc and founded of a register, one entry a maker.

    The organisation part of a credit code begins with DEM, which the registrars give to nobody.
    """
    places = _PLACES.get(sector, _PLAIN)
    regions = [places[_TURNS[rank % len(_TURNS)]] for rank in range(len(crew))]
    return {
        "region": regions,
        "size": [_size(maker.share) for maker in crew],
        "uscc": [_credit_code(region, maker.code) for region, maker in zip(regions, crew, strict=True)],
        "founded": [1962 + crc32(maker.code.encode()) % 55 for maker in crew],
    }


def products(spec: Any, crew: tuple[Maker, ...]) -> pa.Table:
    """Every product the crew sells, with the part of each facet of products: in turn by model, maker and category."""
    codes = product_names(crew, len(spec.categories))
    made = [(m, c, k) for m, maker in enumerate(crew) for c in maker.makes for k in range(MODELS)]
    who, kind, model = np.array(made).T
    names = [each.id for each in spec.categories]
    columns = {
        "product": codes[who, kind, model],
        "enterprise": [crew[m].code for m in who],
        "category": [names[c] for c in kind],
        "sold_from": [f"{2019 + (m + c) % 4}-0{1 + 3 * k}-01" for m, c, k in made],
    }
    for place, facet in enumerate(each for each in spec.facets if each.of == "product" and each.values):
        parts = [each.id for each in facet.values]
        columns[facet.held_in] = [parts[(k + place * (m + c)) % len(parts)] for m, c, k in made]
    return pa.table({name: pa.array(list(map(str, column))) for name, column in columns.items()})


def _size(share: float) -> str:
    return "large" if share >= _LARGE else "medium" if share >= _MEDIUM else "small" if share >= _SMALL else "micro"


def _credit_code(region: str, code: str) -> str:
    stem = f"91{region}DEM{crc32(code.encode()) % 1_000_000:06d}"
    return stem + uscc.calc_check_digit(stem)
