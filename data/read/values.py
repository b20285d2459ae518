"""Values of typed formats as the text a person would write: 8 rather than 8.0, 2026-03-01, TRUE."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.read.words import TEXT

_BLANK = ""  # Python has one empty text, and calamine gives that one for an empty cell
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def is_number(text: str) -> bool:
    """Whether a text is a number as `text_of` writes one."""
    return _NUMBER.fullmatch(text) is not None


def text_of(value: object) -> str:
    """One value as text; None and not-a-number as ""."""
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        seconds = value.days * 86400 + value.seconds
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _number(value: float) -> str:
    """The digits that tell a number from its neighbours, never with an exponent."""
    digits = repr(value)
    if digits.endswith(".0"):
        return digits[:-2] if value else "0"
    return digits if "e" not in digits and "n" not in digits else format(Decimal(digits), "f")


def numbers(values: pa.Array) -> pa.StringArray:
    """What text_of says of each number of an array, seven times as fast; null and not-a-number are ""."""
    texts = values.cast(pa.string())
    odd = pc.fill_null(pc.match_substring_regex(texts, "[en]|^-0$"), True)
    if not pc.any(odd).as_py():
        return texts
    fixed = [text_of(value) for value in values.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd, pa.array(fixed, pa.string()))


def encoded(values: Sequence[object]) -> pa.DictionaryArray:
    """Values as text codes, blank ones null or ""; each distinct value is worded once."""
    part = held(values)
    return _numbered(part) if pa.types.is_floating(part.type) else part


def held(values: Sequence[object]) -> pa.Array:
    """Values of one column as numbers, blank ones null, if they are nothing else; else as text codes."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pa.array(values, pa.string()).dictionary_encode()
    if kinds <= {float, str} and (found := _floats(values, blank=str in kinds)) is not None:
        return found
    if bool in kinds:  # True and 1.0 are one key
        return pa.array(list(map(text_of, values)), pa.string()).dictionary_encode()
    places = {value: place for place, value in enumerate(dict.fromkeys(values))}
    codes = np.fromiter(map(places.__getitem__, values), np.int32, len(values))
    return _worded(pa.array(codes), pa.array(list(map(text_of, places)), pa.string()))


def worded(parts: Sequence[pa.Array]) -> pa.ChunkedArray:
    """The parts of a column as `held` gives them, as text codes; each distinct number of neighbours is worded once."""
    done: list[pa.Array] = []
    for numeric, group in groupby(parts, lambda part: pa.types.is_floating(part.type)):
        if numeric:
            done.append(_numbered(pa.concat_arrays(list(group))))
        else:
            done += group
    return pa.chunked_array(done, TEXT)


def _numbered(values: pa.DoubleArray) -> pa.DictionaryArray:
    found = values.dictionary_encode()
    return _worded(found.indices, numbers(found.dictionary))


def _floats(values: Sequence[object], blank: bool) -> pa.Array | None:
    """Numbers, "" as null; None if there are other texts."""
    try:
        return pa.array([None if value is _BLANK else value for value in values] if blank else values, pa.float64())
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return None


def _worded(codes: pa.Int32Array, texts: pa.StringArray) -> pa.DictionaryArray:
    """Codes over texts, of which two may be alike: the number 1 and the text "1"."""
    words = texts.dictionary_encode()
    if len(words.dictionary) < len(texts):
        codes = words.indices.take(codes)
    return pa.DictionaryArray.from_arrays(codes, words.dictionary)
