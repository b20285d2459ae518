"""From a laboratory's unit to the spec's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pint  # takes longer to load than a register to check: only a file with a unit waits for it

# Longest first, so that 平方厘米 is not read as 平方 and a centimetre.
_CHINESE = {
    **{"平方厘米": "cm2", "平方分米": "dm2", "立方厘米": "cm3", "立方分米": "dm3", "立方米": "m3", "平方米": "m2"},
    **{"千瓦时": "kWh", "瓦时": "Wh", "千瓦": "kW", "瓦": "W", "兆帕": "MPa", "千帕": "kPa", "帕": "Pa"},
    **{"兆欧": "Mohm", "千欧": "kohm", "欧姆": "ohm", "毫安": "mA", "毫伏": "mV", "毫克": "mg", "微克": "ug"},
    **{"纳克": "ng", "千克": "kg", "公斤": "kg", "毫升": "mL", "毫米": "mm", "微米": "um", "厘米": "cm", "分米": "dm"},
    **{"千米": "km", "公里": "km", "分钟": "min", "小时": "h", "摄氏度": "degC", "华氏度": "degF", "比值": "ratio"},
    **{"克": "g", "吨": "t", "升": "L", "米": "m", "秒": "s", "天": "d", "年": "a", "每": "/"},
}
_WRITTEN = [*_CHINESE.items(), ("°C", "degC"), ("°F", "degF"), ("Ω", "ohm")]
# Parts of one. Other dimensionless units (decibels, degrees of an angle, counts) are never converted into these.
_PARTS = {"%": 1e-2, "percent": 1e-2, "‰": 1e-3, "permille": 1e-3, "ppm": 1e-6, "ppb": 1e-9, "ratio": 1.0, "share": 1.0}
_NONE = {"-", "/", "1", "--", "无", "ratio", "share"}
# Words that are units in print or geometry, and counts or marks in a test report.
_WORDS = {"point", "points", "score", "index", "cycle", "cycles", "turn", "turns", "count", "problems"}
_OFFSET = {"degree_Celsius": "delta_degC", "degree_Fahrenheit": "delta_degF"}
# Kelvin in one step of the scale, and at its zero.
_SCALES = {
    "kelvin": (Fraction(1), Fraction(0)),
    "degree_Celsius": (Fraction(1), Fraction("273.15")),
    "degree_Fahrenheit": (Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
}
LONGEST = 80  # characters of a unit
_SIGNS = re.compile(r"[·⋅* ]")
_SYMBOL = re.compile(r"[A-Za-zµμ°%‰Ω_]+")
_LETTER = re.compile(r"[^\W\d_]|[%‰°]")
_FACTOR = re.compile(
    r"(?P<times>[1-9][0-9]{0,5}(?:\.[0-9]{1,6})?)?\s*(?P<symbol>[A-Za-zµμ°%‰Ω]+)(?:\^|\*\*)?(?P<power>-?[1-9])?"
)


class Conversion(NamedTuple):
    """wanted = given * factor + offset; an uncertainty takes the factor only."""

    factor: float
    offset: float


SAME = Conversion(1.0, 0.0)


@lru_cache(maxsize=4096)
def conversion(given: str, wanted: str) -> Conversion | str:
    """How to get from one unit to the other, or the code of the problem: unit_unknown or unit_incompatible.

    mg/m3, mg/m³, mg·m-3 and 毫克/立方米 are one unit; ppm is by mass. Units that are no physical ones (points, CFU/g,
    dB(A)) have to be the same word.
    """
    if len(given) > LONGEST or (given not in _NONE and not _LETTER.search(given)):
        return "unit_unknown"
    left, right = _spelled(given), _spelled(wanted)
    if left == right or (left.casefold() == right.casefold() and _quantity(right) is None):
        return SAME
    have, want = _quantity(left), _quantity(right)
    if have is None:
        return "unit_unknown"
    if want is None or not have.is_compatible_with(want) or _angular(have) != _angular(want):
        return "unit_incompatible"
    if str(have.units) in _SCALES and str(want.units) in _SCALES:
        return _between_scales(str(have.units), str(want.units))
    return Conversion(_rounded((have / want).to_base_units().magnitude), 0.0)


def is_unit(text: str, own: Collection[str] = ()) -> bool:
    """Whether a text names a unit: a physical one, a part of one, or one of `own`, as a contract has them."""
    if not text or len(text) > LONGEST or not _LETTER.search(text):
        return False
    spelled = _spelled(text)
    return spelled.casefold() in {_spelled(each).casefold() for each in own} or _quantity(spelled) is not None


def same_unit(one: str, other: str) -> bool:
    """Whether two texts name one unit: mg/m3 and 毫克/立方米."""
    return one == other or conversion(one, other) == SAME


def _between_scales(have: str, want: str) -> Conversion:
    """Temperatures, exactly: pint's own floats lose the last digits at the zero of a scale."""
    (step, zero), (wanted_step, wanted_zero) = _SCALES[have], _SCALES[want]
    return Conversion(float(step / wanted_step), float((zero - wanted_zero) / wanted_step))


def _angular(quantity: pint.Quantity) -> bool:
    return "radian" in str(quantity.to_root_units().units)


def _rounded(value: float) -> float:
    """Without the last digit, in which binary fractions differ: 0.001, not 0.0010000000000000002."""
    return float(f"{value:.15g}")


def _spelled(text: str) -> str:
    """A unit as it is compared: m³ and m^3 as m3, Chinese words as symbols, no spaces around signs."""
    text = unicodedata.normalize("NFKC", text).replace("−", "-").replace("μ", "u").replace("µ", "u").strip()
    for word, symbol in () if text.isascii() else _WRITTEN:
        text = text.replace(word, symbol)
    text = re.sub(r"(?<=[A-Za-z])(?:\^|\*\*)(?=-?[1-9])", "", text)
    text = re.sub(r"\s*([/·⋅*()])\s*", r"\1", text)
    return "ratio" if text in _NONE else text


@lru_cache(maxsize=1024)
def _quantity(text: str) -> pint.Quantity | None:
    """The unit as a quantity (24h is 24 hours), None where it is no unit.

    Read here and not by pint's own parser, which takes any expression, however large.
    """
    if (alone := _named(text)) is not None and str(alone) in _OFFSET:
        return _registry().Quantity(1.0, alone)
    above, *below = text.split("/")
    whole = _product(above)
    for part in below:
        # W/m*K is read as W/(m*K) by some and as (W/m)*K by others: it has to be written with brackets.
        bracketed = part.startswith("(") and part.endswith(")")
        inner = _product(part[1:-1] if bracketed else part)
        if whole is None or inner is None or (_SIGNS.search(part) and not bracketed):
            return None
        whole = whole * (1 / inner)
    return whole


def _product(text: str) -> pint.Quantity | None:
    if text == "1":
        return _registry().Quantity(1.0, "")
    powers = []
    for part in _SIGNS.split(text):
        match = _FACTOR.fullmatch(part)
        unit = _unit(match["symbol"]) if match else None
        if match is None or unit is None:
            return None
        powers.append(float(match["times"] or 1) * unit ** int(match["power"] or 1))
    return prod(powers[1:], start=powers[0])


def _unit(symbol: str) -> pint.Quantity | None:
    """One symbol; a temperature inside a larger unit is a difference of temperatures."""
    import pint

    if symbol in _PARTS:
        return _registry().Quantity(_PARTS[symbol], "")
    unit = _named(symbol)
    if unit is None or not unit.dimensionality:
        return None
    one = _registry().Quantity(1.0, _OFFSET.get(str(unit), unit))
    try:
        return one * 1.0
    except pint.PintError:  # a logarithmic unit
        return None


def _named(symbol: str) -> pint.Unit | None:
    if symbol in _WORDS or not _SYMBOL.fullmatch(symbol):
        return None
    import pint

    try:
        return _registry().Unit(symbol)
    except (pint.PintError, AssertionError, ValueError):
        return None


@lru_cache(maxsize=1)
def _registry() -> pint.UnitRegistry:
    # Built at the first unit that differs from the spec's: it takes half a second.
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=False)
