"""Bytes to UTF-8, strictly: what cannot be decoded is named, never replaced."""

import codecs
from dataclasses import replace
from itertools import islice

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read.delimited.encodings import ENCODINGS, GB18030, told, wide

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8 with BOM"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_BLOCK = 1 << 16


def to_utf8(content: bytes, said: str = "") -> tuple[bytes | None, str, list[Problem]]:
    """The text as UTF-8 without mark, the name of the encoding it came in, and problems; None where refused.

    said: the encoding the sender names, one of ENCODINGS; a mark at the beginning goes before it.
    """
    for mark, codec, label in _MARKS:
        if content.startswith(mark):
            body = content[len(mark) :]
            if codec == "utf-8" and _is_utf8(body):
                return _without_zero(body, label, [])
            return _decoded(body, codec, label)
    if said:
        codec = (wide(content) if said == "utf-16" else None) or ENCODINGS[said].codec
        return _decoded(content, codec, ENCODINGS[said].label, "encoding_said")
    if b"\0" in content and (unmarked := wide(content)) is not None:
        return _decoded(content, unmarked, "UTF-16")
    if _is_utf8(content):
        return _without_zero(content, "UTF-8", [])
    if _mostly_utf8(content):
        return _decoded(content, "utf-8", "UTF-8")
    found = told(content)
    if isinstance(found, Problem):
        return None, "", [found]
    text, label, problems = _decoded(content, (found or GB18030).codec, (found or GB18030).label)
    if text is None and found in (None, GB18030):
        problems = [max([*problems, *_decoded(content, "utf-8", "")[2]], key=lambda problem: problem.line or 0)]
    return text, label if text is not None else "", problems


def _decoded(content: bytes, codec: str, label: str, code: str = "encoding") -> tuple[bytes | None, str, list[Problem]]:
    text = _transcoded(content, codec)
    if isinstance(text, Problem):
        return None, label, [replace(text, code=code, rule={"encoding": label})]
    return _without_zero(text, label, [])


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
