"""A measured value, a distance and a unit as a reader writes them. Pure: plain values and a `Language` in, text out."""

import math
import re
from typing import Protocol

from benchmarks.columns import SHARES
from benchmarks.words.language import NOTHING, Language

_SYMBOLS = {"ohm": "Ω", "degC": "°C", "ug": "µg", "um": "µm"}
_FINER = 2  # decimals beyond the first digit of a half width at most: an end a hundredth of it away from 0 is at 0
_POWERS = str.maketrans("23", "²³")


class Measure(Protocol):
    """What has to be known of an indicator to write its values; a spec's indicator is one."""

    @property
    def statistic(self) -> str:
        """How the file's values become one number."""

    @property
    def unit(self) -> str:
        """The reported unit."""

    @property
    def decimals(self) -> int:
        """How many are told."""

    @property
    def direction(self) -> str:
        """higher or lower: which is better."""


def unit(written: str, language: Language) -> str:
    """A spec's unit as it is printed: m3 becomes m³, `points` the reader's word; what is a pure number has none."""
    words = {
        **dict.fromkeys(("1", "ratio", "index"), ""),
        **dict.fromkeys(("points", "score"), language.gettext("points")),
        "cycles": language.gettext("cycles"),
        "problems": language.gettext("problems per 100"),
        "share": "%",
    }
    powers = re.sub(r"(?<=m)[23]\b", lambda found: found[0].translate(_POWERS), written)
    return words.get(written, re.sub(r"[A-Za-z]+", lambda found: _SYMBOLS.get(found[0], found[0]), powers))


def value(number: float | None, measure: Measure, language: Language, *, bare: bool = False) -> str:
    """A value in the reported unit: 0.093 mg/m³, 93.0%, 31 per 100, +23; `bare` leaves the unit out, not the %."""
    if number is None or math.isnan(number):
        return NOTHING
    decimals = _decimals(measure)
    if measure.statistic in SHARES:
        return language.percent(number, decimals)
    text = language.number(number, decimals, sign=measure.statistic == "nps")
    if measure.unit == "%":
        return f"{text}%"
    if bare or measure.statistic == "nps":
        return text
    if measure.statistic == "per_100":
        return language.gettext("{number} per 100").format(number=text)
    return _with_unit(text, measure, language)


def bare(number: float, measure: Measure, language: Language) -> str:
    """A value without its unit and without a %, for the first of two that share them: 41.4, 0.093."""
    if math.isnan(number):
        return NOTHING
    return language.number(reported(number, measure), _decimals(measure), sign=measure.statistic == "nps")


def reported(number: float, measure: Measure) -> float:
    """A value or a distance as the unit column of a table reads it: shares in %, all else as it was measured."""
    return number * (100 if measure.statistic in SHARES else 1)


def measured(number: float, n: float, measure: Measure, language: Language) -> str:
    """An estimate as a chart writes it: a value in the reported unit; of pass/fail samples how many passed."""
    if measure.statistic != "conformity" or math.isnan(number) or math.isnan(n):
        return value(number, measure, language)
    passed = language.number(round(number * n))
    return language.gettext("{passed} of {n} passed").format(passed=passed, n=language.number(n))


def distance(number: float, measure: Measure, language: Language, decimals: int | None = None) -> str:
    """How far, without a sign: 0.043 mg/m³, 4.2 percentage points, 6 problems per 100; in these decimals or the spec's.

    What would round to nothing is said to be less than the smallest step that is printed.
    """
    shown = _decimals(measure) if decimals is None else decimals
    step = 10.0**-shown
    if 0 < _size(number, measure) < step / 2:
        return language.gettext("less than {distance}").format(distance=_far(step, measure, language, shown))
    return _far(_size(number, measure), measure, language, shown)


def plain_distance(number: float, measure: Measure, language: Language, decimals: int | None = None) -> str:
    """As distance, without the unit: for the ends of an interval that follows one."""
    return language.number(_size(number, measure), _decimals(measure) if decimals is None else decimals)


def decimals_of(low: float, high: float, measure: Measure) -> int:
    """Decimals in which a distance and its interval are told: the spec's, or more where they would hide the interval.

    The first digit of the half width shows (JCGM 100:2008, 7.2.6), and an end that is not 0 is not written as 0.
    """
    shown, ends = _decimals(measure), (_size(low, measure), _size(high, measure))
    half = abs(reported(high - low, measure)) / 2
    if 0 < half < math.inf:  # not so where there is no interval
        shown = max(shown, math.ceil(-math.log10(half)))
    most = shown + _FINER
    while shown < most and any(0 < end < 0.5 * 10.0**-shown for end in ends):
        shown += 1
    return shown


def points(number: float, language: Language, decimals: int = 1) -> str:
    """Points of the ladder or the index."""
    return language.gettext("{number} points").format(number=language.number(number, decimals))


def _far(size: float, measure: Measure, language: Language, decimals: int) -> str:
    text = language.number(size, decimals)
    if measure.statistic in SHARES or measure.unit == "%":
        return language.gettext("{number} percentage points").format(number=text)
    if measure.statistic == "per_100":
        return language.gettext("{number} problems per 100").format(number=text)
    return _with_unit(text, measure, language)


def _with_unit(text: str, measure: Measure, language: Language) -> str:
    if measure.statistic == "nps" or measure.unit in ("points", "score"):
        return language.gettext("{number} points").format(number=text)
    if measure.unit == "cycles":
        return language.gettext("{number} cycles").format(number=text)
    return f"{text} {unit(measure.unit, language)}".rstrip()


def _size(number: float, measure: Measure) -> float:
    return abs(reported(number, measure))


def _decimals(measure: Measure) -> int:
    """Decimals as printed. Shares are percentages: two fewer than the spec's, but one at least."""
    return max(measure.decimals - 2, 1) if measure.statistic in SHARES else measure.decimals
