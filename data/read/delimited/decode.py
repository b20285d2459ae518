"""Bytes to UTF-8, strictly: what cannot be decoded is named, never replaced."""

import codecs
from itertools import islice

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 with BOM"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_BLOCK = 1 << 16


def to_utf8(content: bytes) -> tuple[bytes | None, str, list[Problem]]:
    """The text as UTF-8 without mark, the name of the encoding it came in, and problems; None where refused."""
    for mark, codec, label in _MARKS:
        if content.startswith(mark):
            body = content[len(mark) :]
            if codec == "utf-8" and _is_utf8(body):
                return _without_zero(body, label, [])
            text = _transcoded(body, codec)
            return (None, label, [text]) if isinstance(text, Problem) else _without_zero(text, label, [])
    if _is_utf8(content):
        return _without_zero(content, "UTF-8", [])
    if _mostly_utf8(content):
        return None, "UTF-8", _bad(_transcoded(content, "utf-8"))
    text = _transcoded(content, "gb18030")
    if not isinstance(text, Problem):
        return _without_zero(text, "GB18030", _doubts(content))
    bad = [text, *_bad(_transcoded(content, "utf-8"))]
    return None, "", [max(bad, key=lambda problem: problem.line or 0)]


def _bad(text: bytes | Problem) -> list[Problem]:
    return [text] if isinstance(text, Problem) else []


def _is_utf8(content: bytes) -> bool:
    """Arrow's check, which looks at 16 bytes at a time and copies nothing."""
    ends = np.array([0, len(content)], np.int64)
    held = pa.Array.from_buffers(pa.large_binary(), 1, [None, pa.py_buffer(ends), pa.py_buffer(content)])
    try:
        held.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _mostly_utf8(content: bytes) -> bool:
    """Whether the text is UTF-8 but for a few bytes. GB18030 would take it whole, and make other characters of it."""
    blocks = (content[start : start + _BLOCK] for start in range(0, len(content), _BLOCK))
    foreign = b"".join(islice((block for block in blocks if not block.isascii()), 4)).decode("utf-8", "replace")
    bad = foreign.count("\ufffd")
    return sum(char > "\x7f" for char in foreign) - bad > 2 * bad


def _transcoded(content: bytes, codec: str) -> bytes | Problem:
    """The content in UTF-8, or the first bytes that are not of this encoding; a megabyte at a time."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    parts: list[bytes] = []
    for start in range(0, len(content) + 1, limits.MEGABYTE):
        block = content[start : start + limits.MEGABYTE]
        try:
            text = decoder.decode(block, final=start + limits.MEGABYTE > len(content))
        except UnicodeDecodeError as error:
            read = error.object[: error.start].decode(codec)
            line = 1 + sum(part.count(b"\n") for part in parts) + read.count("\n")
            got = " ".join(f"0x{byte:02X}" for byte in error.object[error.start : error.end])
            return Problem("encoding", line, got=got)
        parts.append(text.encode())
    return b"".join(parts)


def _without_zero(text: bytes, label: str, problems: list[Problem]) -> tuple[bytes | None, str, list[Problem]]:
    at = text.find(b"\0")
    if at < 0:
        return text, label, problems
    return None, label, [Problem("format_unknown", 1 + text.count(b"\n", 0, at))]


def _doubts(content: bytes) -> list[Problem]:
    """A warning where the text is more likely European: there GB18030 takes an accented letter and the next for one."""
    sample = content[: limits.SAMPLE_BYTES].decode("gb18030", "ignore")
    foreign = [char for char in sample if char > "\x7f"]
    rare = [char for char in foreign if char.encode("gb18030")[1:].isalpha()]
    if len(rare) * 2 <= len(foreign):
        return []
    return [Problem("encoding_doubtful", 1 + sample.count("\n", 0, sample.index(rare[0])), got=rare[0])]
