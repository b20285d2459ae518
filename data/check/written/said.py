"""What a header says beside the column's name: a unit, percent, a coverage factor."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from data.check.written.suggest import narrow
from data.check.written.units import is_unit

_BRACKET = re.compile(r"(?P<before>.*?)\s*[(\[【](?P<inside>[^()\[\]【】]*(?:\([^()]*\)[^()\[\]【】]*)?)[)\]】]\s*")
_BREAK = re.compile(r"\s*[/,;:\s]\s*")
_K = re.compile(r"k\s*=\s*(\d(?:\.\d+)?)", re.IGNORECASE)
_CALLED = re.compile(r"\s*(?:单位|\bunits?)\s*$", re.IGNORECASE)  # 检测值 单位:μg/m³
_BEHIND = re.compile(r"(?P<before>.*[)\]】])\s*[,;:]?\s*k\s*=\s*(?P<k>\d(?:\.\d+)?)", re.IGNORECASE)
_RELATIVE = re.compile(r"relative|\brel\b|u_?rel|相对", re.IGNORECASE)
_STANDARD = re.compile(r"\bstandard uncertainty|\bstd\.? uncertainty|标准不确定度")
_ONE_U = re.compile(r"uc?|u\(\w*\)")  # by convention (GUM) a small u is a standard uncertainty, a capital one expanded
_SPREAD = re.compile(
    r"\bsd\b|\brsd\b|\bstd\b|\bst\.?\s?dev|standard deviation|标准偏差|标准差|变异系数|\bcv\b", re.IGNORECASE
)
PERCENT = ("%", "percent", "pct", "百分比")


class Said(NamedTuple):
    """A header taken apart: the name alone, the unit ("%" for percent) and k where they are said.

    standard: it names a standard uncertainty; small: only a small u does; spread: it names a standard deviation;
    relative: it says that the number is relative to the value.
    """

    name: str
    unit: str = ""
    k: float | None = None
    standard: bool = False
    small: bool = False
    spread: bool = False
    relative: bool = False


def said(header: str, own: Collection[str] = ()) -> Said:
    """What a header says; `own` are the contract's units, of which some are no physical ones.

    value (µg/m3), 检测值/(mg/m³), U [%] (k=2) and value, mg/m3 are understood; what stands in brackets and is neither
    stays with the name.
    """
    text, k = narrow(header).strip(), None
    if behind := _BEHIND.fullmatch(text):
        text, k = behind["before"], float(behind["k"])
    text, unit = next(_ended(text, own), (text, ""))
    while match := _BRACKET.fullmatch(text):
        inside = match["inside"].strip()
        factor = _K.fullmatch(inside)
        if factor:
            k = float(factor[1])
        elif not unit and _is(inside, own):
            unit = inside
        else:
            break
        text = match["before"].rstrip("/,;: ")
    if factor := _K.search(text):
        k, text = float(factor[1]), (text[: factor.start()] + text[factor.end() :]).strip(" ,;:()/")
    if not unit:
        text, unit = next(_parted(text, own), (text, ""))
    text = _CALLED.sub("", text) or text if unit else text
    unit = "%" if unit.casefold() in PERCENT else unit
    plain = narrow(header).strip()
    standard = bool(_STANDARD.search(plain.casefold()))
    small = _ONE_U.fullmatch(text) is not None
    return Said(text, unit, k, standard, small, bool(_SPREAD.search(plain)), bool(_RELATIVE.search(plain)))


def _ended(text: str, own: Collection[str]) -> Iterator[tuple[str, str]]:
    """The text before and the contract's own unit at the end, such as dB(A), whose brackets are its own."""
    for unit in own:
        before = text[: len(text) - len(unit)]
        if unit and before[-1:] in tuple("/,;: ") and text.casefold().endswith(unit.casefold()):
            yield before.rstrip("/,;: "), unit


def _parted(text: str, own: Collection[str]) -> Iterator[tuple[str, str]]:
    """The text before and the unit after a sign that parts the two: value/mg/m3, value mg/m3."""
    for sign in _BREAK.finditer(text):
        before, after = text[: sign.start()], text[sign.end() :]
        if before and _is(after, own):
            yield before, after
    # value_ug_m3, as programs write it: of several parts only, since one alone may be any word.
    for place in (found.start() for found in re.finditer("_", text)):
        unit = text[place + 1 :].replace("_", "/")
        if place and "/" in unit and _is(unit, own):
            yield text[:place], unit


def _is(text: str, own: Collection[str]) -> bool:
    return text.casefold() in PERCENT or is_unit(text, own)
