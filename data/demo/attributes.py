"""What the demo's makers are: where they are registered, how large, since when. Credit codes that nobody bears."""

from zlib import crc32

from stdnum.cn import uscc

from data.demo.makers import Maker

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


def _size(share: float) -> str:
    return "large" if share >= _LARGE else "medium" if share >= _MEDIUM else "small" if share >= _SMALL else "micro"


def _credit_code(region: str, code: str) -> str:
    stem = f"91{region}DEM{crc32(code.encode()) % 1_000_000:06d}"
    return stem + uscc.calc_check_digit(stem)
