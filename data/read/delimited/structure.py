"""Where the records of a text begin, and how many fields each has: found in vectors, a few megabytes at a time."""

from typing import NamedTuple

import numpy as np

_STEP = 4 * 1024 * 1024
_NEWLINE, _RETURN, _QUOTE = b"\n"[0], b"\r"[0], b'"'[0]


class Structure(NamedTuple):
    """One entry a record: its bytes from start to end, the lines above it, its number of fields (0: a blank line)."""

    starts: np.ndarray
    ends: np.ndarray
    above: np.ndarray
    fields: np.ndarray


def structure(body: bytes, delimiter: str) -> Structure | None:
    """The records of a text; None where a quotation mark stands inside a field, or is never closed.

    Everywhere else a line break or delimiter is part of a cell exactly if an odd number of quotation marks precede it.
    """
    data = np.frombuffer(body, np.uint8)
    mark = delimiter.encode()[0]
    quotes = newlines = delimiters = 0
    ends, above, before = [], [], []
    for start in range(0, len(data), _STEP):
        block = data[start : start + _STEP]
        quote = np.flatnonzero(block == _QUOTE)
        if not _regular(data, quote + start, quotes, mark):
            return None
        newline = np.flatnonzero(block == _NEWLINE)
        split = np.flatnonzero(block == mark)
        outside = (np.searchsorted(quote, newline) + quotes) % 2 == 0
        if len(quote) or quotes % 2:
            split = split[(np.searchsorted(quote, split) + quotes) % 2 == 0]
        ends.append(newline[outside] + start)
        above.append(np.flatnonzero(outside) + newlines + 1)
        before.append(np.searchsorted(split, newline[outside]) + delimiters)
        quotes, newlines, delimiters = quotes + len(quote), newlines + len(newline), delimiters + len(split)
    if quotes % 2:
        return None
    return _joined(data, np.concatenate(ends), np.concatenate(above), np.concatenate(before), delimiters)


def _regular(data: np.ndarray, quote: np.ndarray, earlier: int, mark: int) -> bool:
    """Whether each quotation mark opens a field, closes one, or is one of a pair inside."""
    if not len(quote):
        return True
    opens = (np.arange(len(quote)) + earlier) % 2 == 0
    left = np.where(quote == 0, _NEWLINE, data[quote - 1])
    last = quote == len(data) - 1
    right = np.where(last, _NEWLINE, data[np.where(last, 0, quote + 1)])
    beside = np.where(opens, left, right)
    return bool(np.isin(beside, (mark, _NEWLINE, _RETURN, _QUOTE)).all())


def _joined(data: np.ndarray, ends: np.ndarray, above: np.ndarray, before: np.ndarray, delimiters: int) -> Structure:
    starts = np.concatenate(([0], ends + 1))
    ends = np.concatenate((ends, [len(data)]))
    above = np.concatenate(([0], above))
    fields = np.diff(np.concatenate(([0], before, [delimiters]))) + 1
    if starts[-1] == len(data):  # the text ends with a line break
        starts, ends, above, fields = starts[:-1], ends[:-1], above[:-1], fields[:-1]
    length = ends - starts
    blank = (length == 0) | ((length == 1) & (data[np.minimum(starts, len(data) - 1)] == _RETURN))
    return Structure(starts, ends, above, np.where(blank, 0, fields))
