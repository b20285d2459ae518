"""What a laboratory writes as a result: a number, a value below detection, pass or fail."""

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from data.check.written.suggest import narrow
from data.check.written.units import is_unit
from data.check.written.values import NUMBER, WORDS, number

Found = tuple[str, dict[str, Any]]

# Kinds of result.
NUMERIC, BELOW, UNDETECTED, VERDICT, WRONG = range(5)
_LIMITS = ("value_above", "detection_limit_not_positive")

_UNDETECTED = r"n\.?\s?d\.?|not detected|none detected|undetected|未检出|未检测出|不能检出"
_SIGN = r"<=|<|≤|⩽|小于等于|小于|低于"
_LIMIT = re.compile(
    rf"(?:(?P<word>{_UNDETECTED})\s*)?[(\[:,]?\s*(?:lod|loq|mdl|检出限|定量限)?\s*[=:]?\s*(?P<sign>{_SIGN})?\s*"
    rf"(?P<limit>{NUMBER.pattern})\s*[)\]]?",
    re.IGNORECASE,
)
# Chinese laboratories of the environment write a result below detection as its limit with an L behind it (HJ 630).
_BELOW_L = re.compile(rf"(?P<limit>{NUMBER.pattern})L")
_WORD = re.compile(_UNDETECTED, re.IGNORECASE)
_UNCLEAR = re.compile(
    rf"(?:{_SIGN})?\s*(?:lod|loq|mdl|mql|dl|trace|traces|tr\.?|bdl|bql|blq|痕量|微量|检出限|定量限|检测限|方法检出限)"
    rf"|(?:{_SIGN}).*|(?:below|under|less than)\b.*",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:>=|>|≥|⩾|大于等于|大于|高于|超过).*")


# 0.030 ± 0.005, (0.030±0.005), 0.030 ± 8 %
_AROUND = re.compile(
    rf"[(\[]?\s*(?P<value>{NUMBER.pattern})\s*(?:±|\+/-|\+-)\s*(?P<around>{NUMBER.pattern})\s*(?P<percent>%)?\s*[)\]]?"
)
_FACTOR = re.compile(r"\s*[(,;]?\s*k\s*=\s*(?P<k>\d(?:\.\d+)?)\s*\)?\s*$", re.IGNORECASE)
_UNIT = re.compile(r"(?<=[0-9.)\]%])\s*(?=[^\W\d_]|[%‰°])")


class Result(NamedTuple):
    """A result as it is written; value is the number, the limit of detection or 1/0; `wrong` the problem of a WRONG.

    unit: what stands beside the number; around: what stands after ±, `percent` of the value or in the same unit, with
    the coverage factor k where it is said.
    """

    kind: int
    value: float
    wrong: Found = ("", {})
    unit: str = ""
    around: float | None = None
    percent: bool = False
    k: float | None = None


def result(text: str, own: Collection[str] = ()) -> Result:
    """Read a number, <0.01 (also ≤0.01, ND(0.01), 未检出(<0.01), 0.01L), ND, or a pass/fail word; with ± and unit.

    "At most 0.01" is taken as below 0.01, as laboratories use the two signs alike. Any other text is WRONG: LOD, trace
    and <LOQ (no limit is given), >100 (no value is given), 1,000 and 4,5, and what is no number. own: the contract's
    units, of which some are no physical ones.
    """
    text = narrow(text)
    if (below := _BELOW_L.fullmatch(text)) and "L" not in own:
        return _below(float(below["limit"]))
    plain = _plain(text)
    if plain.kind != WRONG or plain.wrong[0] in _LIMITS:
        return plain
    factor = _FACTOR.search(text)
    text = text if factor is None else text[: factor.start()]
    for rest, unit in [(text, ""), *_parted(text, own)]:
        around = _AROUND.fullmatch(rest)
        if around is not None:
            k = None if factor is None else float(factor["k"])
            value, width = float(around["value"]), float(around["around"])
            return Result(NUMERIC, value, unit=unit, around=width, percent=bool(around["percent"]), k=k)
        read = _plain(rest)
        if unit and read.kind in (NUMERIC, BELOW):
            return read._replace(unit=unit)
        if unit and read.wrong[0] in _LIMITS:
            return read
    return plain


def _parted(text: str, own: Collection[str]) -> Iterator[tuple[str, str]]:
    """The number and the unit beside it: 7.0 µg/m³, 85.3%."""
    for place in _UNIT.finditer(text):
        unit = text[place.end() :].strip()
        if is_unit(unit, own):
            yield text[: place.start()], unit


def _plain(text: str) -> Result:
    value = number(text)
    if isinstance(value, float):
        return Result(NUMERIC, value)
    if text.casefold() in WORDS:
        return Result(VERDICT, WORDS[text.casefold()])
    if _WORD.fullmatch(text):
        return Result(UNDETECTED, 1.0)
    match = _LIMIT.fullmatch(text)
    if match and (match["word"] or match["sign"]):
        return _below(float(match["limit"]))
    if _UNCLEAR.fullmatch(text):
        return Result(WRONG, 0.0, ("detection_unclear", {}))
    if _ABOVE.fullmatch(text):
        return Result(WRONG, 0.0, ("value_above", {}))
    return Result(WRONG, 0.0, value)


def _below(limit: float) -> Result:
    if 0 < limit < float("inf"):
        return Result(BELOW, limit)
    return Result(WRONG, 0.0, ("detection_limit_not_positive", {}))
