"""What a person would call a number, a yes or no: texts to values, and a problem for every other text."""

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.check.written.texts import FEW, byte_range, data_bytes

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WHOLE = re.compile(r"[+-]?[0-9]+(?:\.0*)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([,' \u202f])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_COMMA = re.compile(r"[+-]?[0-9]{1,3}(?:\.?[0-9]{3})*,[0-9]+|[+-]?[0-9]+,[0-9]+")

_YES = ("yes", "y", "true", "pass", "passed", "是", "合格", "通过", "符合", "1", "1.0")
_NO = ("no", "n", "false", "fail", "failed", "否", "不合格", "不通过", "不符合", "0", "0.0")
WORDS = dict.fromkeys(_YES, 1.0) | dict.fromkeys(_NO, 0.0)
# In a survey 有 and 无 answer "was there one?"; in a laboratory 无 could be a passed test, so they are not read there.
_MARKS = dict.fromkeys("✓✔√☑", 1.0) | dict.fromkeys("✗✘×☒", 0.0)  # an x ticks in some places and crosses in others
ANSWERS = WORDS | {"有": 1.0, "没有": 0.0, "无": 0.0} | _MARKS

Found = tuple[str, dict[str, Any]]  # code and rule of a problem


def numbers(distinct: pa.Array, whole: bool = False) -> tuple[np.ndarray, dict[int, Found]]:
    """A float for each text and the problem of each text that is none (its float is then NaN).

    Refuses nan, inf, 0x1F, 1_000, 1,000 and 4,5; with `whole` also exponents and decimals other than zeros.
    """
    if len(distinct) > FEW:
        return _many(distinct, whole)
    values, problems = np.full(len(distinct), np.nan), {}
    for place, text in enumerate(distinct.to_pylist()):
        value = number(text, whole)
        if isinstance(value, float):
            values[place] = value
        else:
            problems[place] = value
    return values, problems


def number(text: str, whole: bool = False) -> float | Found:
    """The number a text writes, or the problem it has."""
    if (WHOLE if whole else NUMBER).fullmatch(text):
        value = float(text)
        return value if np.isfinite(value) else ("not_a_number", {})
    if whole and NUMBER.fullmatch(text):
        return ("not_whole", {})
    if _GROUPED.fullmatch(text):
        return ("number_grouped", {"plain": re.sub(r"[,' \u202f]", "", text)})
    if _COMMA.fullmatch(text):
        return ("decimal_comma", {"plain": text.replace(".", "").replace(",", ".")})
    return ("not_a_number", {})


def _many(distinct: pa.Array, whole: bool) -> tuple[np.ndarray, dict[int, Found]]:
    """As numbers(), for many texts: nearly all are plain digits, and only the rest is looked at one by one."""
    texts = distinct
    if not _plain(distinct):
        # pyarrow casts nan, inf and, for whole numbers, 1e2: only what the pattern allows may reach it.
        pattern = f"^(?:{(WHOLE if whole else NUMBER).pattern})$"
        texts = pc.if_else(pc.match_substring_regex(texts, pattern), texts, None)
    try:
        values = _floats(texts)
    except pa.ArrowInvalid:
        texts = pc.if_else(pc.match_substring_regex(texts, f"^(?:{NUMBER.pattern})$"), texts, None)
        values = _floats(texts)
    wrong = ~np.isfinite(values) | (whole & (values != np.floor(values)))
    problems = {}
    places = np.flatnonzero(wrong)
    for place, text in zip(places.tolist(), distinct.take(pa.array(places)).to_pylist(), strict=True):
        value = number(text, whole)
        problems[place] = ("not_a_number", {}) if isinstance(value, float) else value
    values[wrong] = np.nan
    return values, problems


def _plain(distinct: pa.Array) -> bool:
    """Whether all texts are made of digits, points and minus signs only."""
    least, most = byte_range(distinct)
    return least >= ord("-") and most <= ord("9") and not (data_bytes(distinct) == ord("/")).any()


def _floats(texts: pa.Array) -> np.ndarray:
    # A copy: the array may be a read-only view, and wrong values are blanked in it.
    return np.array(pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


def yes_no(distinct: list[str], words: dict[str, float] = ANSWERS) -> tuple[np.ndarray, dict[int, Found]]:
    """1 or 0 for each text that says yes or no, and the problem of each that does not."""
    values = np.array([words.get(text.casefold(), np.nan) for text in distinct], dtype=np.float64)
    return values, {place: ("not_yes_no", {}) for place in np.flatnonzero(np.isnan(values)).tolist()}


def share(text: str) -> float | Found:
    """A part of one, written as a number or in percent; ("share_out_of_range", ...) outside 0 to 1."""
    percent = text.endswith("%")
    value = number(text.removesuffix("%").strip())
    if not isinstance(value, float):
        return value
    value = value / 100 if percent else value
    return value if 0 <= value <= 1 else ("share_out_of_range", {})
