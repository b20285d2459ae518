"""What a laboratory writes as a result: a number, a value below detection, pass or fail."""

import re
from typing import Any, NamedTuple

from data.check.suggest import narrow
from data.check.values import NUMBER, WORDS, number

Found = tuple[str, dict[str, Any]]

# Kinds of result.
NUMERIC, BELOW, UNDETECTED, VERDICT, WRONG = range(5)

_UNDETECTED = r"n\.?\s?d\.?|not detected|none detected|undetected|未检出|未检测出|不能检出"
_SIGN = r"<=|<|≤|⩽|小于等于|小于|低于"
_LIMIT = re.compile(
    rf"(?:(?P<word>{_UNDETECTED})\s*)?[(\[:,]?\s*(?:lod|loq|mdl|检出限|定量限)?\s*[=:]?\s*(?P<sign>{_SIGN})?\s*"
    rf"(?P<limit>{NUMBER.pattern})\s*[)\]]?",
    re.IGNORECASE,
)
_WORD = re.compile(_UNDETECTED, re.IGNORECASE)
_UNCLEAR = re.compile(
    rf"(?:{_SIGN})?\s*(?:lod|loq|mdl|mql|dl|trace|traces|tr\.?|bdl|bql|blq|痕量|微量|检出限|定量限|检测限|方法检出限)"
    rf"|(?:{_SIGN}).*|(?:below|under|less than)\b.*",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:>=|>|≥|⩾|大于等于|大于|高于|超过).*")


class Result(NamedTuple):
    """A result as it is written; value is the number, the limit of detection or 1/0; `wrong` the problem of a WRONG."""

    kind: int
    value: float
    wrong: Found = ("", {})


def result(text: str) -> Result:
    """Read a number, <0.01 (also ≤0.01, ND(0.01), 未检出(<0.01)), ND, or a pass/fail word.

    "At most 0.01" is taken as below 0.01, as laboratories use the two signs alike. Any other text is WRONG: LOD, trace
    and <LOQ (no limit is given), >100 (no value is given), 1,000 and 4,5, and what is no number.
    """
    text = narrow(text)
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
