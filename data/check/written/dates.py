"""Days as files write them."""

import re
from datetime import date, timedelta
from typing import Any

Found = tuple[str, dict[str, Any]]

_YEAR_FIRST = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_TIME = re.compile(r"(?<=\d|日)(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
# A spreadsheet counts days from here; five digits are taken for such a count from 2000-01-01 to 2099-12-31 only.
_EPOCH, _FIRST, _LAST = date(1899, 12, 30), 36526, 73050


def day(text: str) -> date | Found:
    """The day a text writes: 2026-03-01, 2026/3/1, 2026.3.1, 2026年3月1日, 20260301, a spreadsheet's 46082.

    A time of day after it is left out. With the year last a day is read where only one reading exists (25/12/2026), and
    refused as ambiguous where two do (3/4/2026).
    """
    text = re.sub(r"\s*(?<=[年月])\s*|\s+(?=[年月日])", "", _TIME.sub("", text))
    if match := _YEAR_FIRST.fullmatch(text):
        year, *months, last = match.groups()
        return _made(year, next(month for month in months if month), last) or ("date_unreadable", {})
    if match := _SOLID.fullmatch(text):
        return _made(*match.groups()) or ("date_unreadable", {})
    if (match := _SERIAL.fullmatch(text)) and _FIRST <= int(match[1]) <= _LAST:
        return _EPOCH + timedelta(days=int(match[1]))
    if match := _YEAR_LAST.fullmatch(text):
        return _either(match[1], match[3], match[4])
    return ("date_unreadable", {})


def _either(first: str, second: str, year: str) -> date | Found:
    readings = sorted({made for made in (_made(year, second, first), _made(year, first, second)) if made})
    if len(readings) == 2:
        return ("date_ambiguous", {"one": readings[0].isoformat(), "other": readings[1].isoformat()})
    return readings[0] if readings else ("date_unreadable", {})


def _made(year: str, month: str, last: str) -> date | None:
    try:
        return date(int(year), int(month), int(last))
    except ValueError:
        return None
