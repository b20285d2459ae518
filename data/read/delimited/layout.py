"""How a delimited text is laid out, told from its first rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data import limits
from data.problems.problem import Problem
from data.read import header
from data.read.choices import Choice, touched
from data.read.delimited.rows import Record, Rows, open_quote, records

_DELIMITERS = ",;\t"
_RARE = "|"  # stands inside cells too: looked for only where none of the others parts anything
_UNREAD = re.compile(r"[^\w\s\"'()（）.,;|%/+*<>=-]|[ ]{2,}")  # a sign that may be meant to part columns
# Excel's own way to name the delimiter: a first line such as sep=;
_DECLARED = re.compile(rb'"?sep=([^\w"\s]|\t)"?\r?\n', re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """The delimiter, the header as it stands, its line, the line below it, and how many fields most rows have.

    above: line and first text of each row above the header that holds anything; more: the same of header rows below it;
    titles: all texts above the header.
    """

    delimiter: str
    header: list[str]
    header_line: int
    body_line: int
    width: int
    above: list[tuple[int, str]]
    more: list[tuple[int, str]]
    titles: Sequence[str] = ()


def layout(text: bytes) -> Layout | Problem:
    """The layout of UTF-8 text, or the problem that leaves it without a header."""
    declared = _DECLARED.match(text)
    above = 1 if declared else 0
    sample = _sample(text[: limits.SAMPLE_BYTES + 1])[declared.end() if declared else 0 :].decode()
    choices = declared[1].decode() if declared else _DELIMITERS
    found = {delimiter: records(sample.split("\n"), delimiter, limits.SAMPLE_ROWS) for delimiter in choices}
    delimiter = max(choices, key=lambda choice: _agreement(found[choice]))
    if not declared and not _agreement(found[delimiter])[0]:
        rare = records(sample.split("\n"), _RARE, limits.SAMPLE_ROWS)
        if _agreement(rare)[0] == 1 and len(rare) > 1:
            delimiter, found[_RARE] = _RARE, rare
        elif (sign := _parted_by([row.fields for row in found[delimiter]])) is not None:
            return Problem("delimiter_unknown", 1, got=sign)
    rows = found[delimiter]
    at = header.find([row.fields for row in rows])
    if at is None:
        first = text.strip()[:40].decode("utf-8", "ignore")
        return Problem("header_missing", 1 + above, got=first) if first else Problem("file_empty")
    names, line, last = rows[at]
    quote = open_quote("\n".join(sample.split("\n")[line - 1 : last]), delimiter)
    if quote is not None:
        return Problem("quote_open", line + above)
    if len(names) > limits.FILE_COLUMNS:
        return Problem("file_wide", line + above, got=str(len(names)), rule={"limit": limits.FILE_COLUMNS})
    begins = [(row.first + above, said) for row in rows[:at] if (said := next(filter(str.strip, row.fields), ""))]
    deep = at + header.below([row.fields for row in rows], at)
    more = [(row.first + above, next(filter(str.strip, row.fields), "")) for row in rows[at + 1 : deep + 1]]
    names = header.named([row.fields for row in rows], at)
    width, body_line = _width(names, rows[deep + 1 :]), rows[deep].last + 1 + above
    titles = [text for row in rows[:at] for text in row.fields if text.strip()]
    return Layout(delimiter, names, line + above, body_line, width, begins, more, titles)


def straight(text: bytes) -> tuple[bytes, bool]:
    """The text with straight quotation marks where a word processor has made curly ones of those around its cells.

    Only where the first line begins with one: elsewhere they belong to the words.
    """
    if not text.lstrip()[:3].decode("utf-8", "ignore").startswith(("\u201c", "\u201d")):
        return text, False
    opened = re.sub(rb"(?m)(^|[,;\t])(?:\xe2\x80[\x9c\x9d])", rb'\1"', text)
    return re.sub(rb"(?:\xe2\x80[\x9c\x9d])(?=[,;\t\r\n]|\Z)", b'"', opened), True


def rows_around(above: list[tuple[int, str]], more: list[tuple[int, str]]) -> list[Choice]:
    """Rows above a header, and rows below that are headers too, by line and first text; none where there are none."""
    return [
        touched(code, "", [line for line, _ in rows], rows[0][1].strip())
        for code, rows in (("rows_above", above), ("rows_header", more))
        if rows
    ]


def _sample(text: bytes) -> bytes:
    """The first whole lines."""
    return text if len(text) <= limits.SAMPLE_BYTES else text[: text.rfind(b"\n") + 1]


def _parted_by(rows: list[list[str]]) -> str | None:
    """The sign that stands equally often, and twice or more, in every row of a file without columns; None without."""
    whole = [row[0] for row in rows if row and row[0].strip()]
    if len(whole) < 2 or any(len(row) > 1 for row in rows):
        return None
    counts = [Counter(_UNREAD.findall(text)) for text in whole]
    signs = [sign for sign, n in counts[0].most_common() if n > 1 and all(each[sign] == n for each in counts)]
    return signs[0] if signs else None


def _agreement(rows: list[Record]) -> tuple[float, int]:
    """How many of the rows have as many fields as the header, and how many that is; one field says nothing."""
    at = header.find([row.fields for row in rows])
    if at is None or len(rows[at].fields) < 2:
        return 0, 1
    lengths = [len(row.fields) for row in rows if any(row.fields)]
    width = len(rows[at].fields)
    return lengths.count(width) / len(lengths), width


def _width(names: list[str], below: list[Record]) -> int:
    """The number of fields most rows have, so that a delimiter at the end of every row costs nothing."""
    lengths = Counter(len(row.fields) for row in below if any(row.fields))
    usual = lengths.most_common(1)[0][0] if lengths else 0
    return usual if usual >= Rows(names).names else len(names)
