"""Cells as they are compared: trimmed, full-width forms made narrow, blank ones empty.

Each distinct text of a column is looked at once, whatever the number of rows.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.dictionary(pa.int32(), pa.string())

_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"), " ")
_SPACES |= dict.fromkeys(map(ord, "\u202f\u205f\u3000"), " ")
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"))
_MINUS = {ord("\u2212"): "-"}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
# Punctuation that belongs to Chinese prose is left alone beside Chinese characters, so that names keep their look.
_PROSE = {code: char for code, char in _WIDE.items() if char in "!(),:;?"}
_CODES = _SPACES | _UNSEEN | _MINUS | _WIDE
_NAMES = {code: char for code, char in _CODES.items() if code not in _PROSE}
_HAN = re.compile("[\u2e80-\u2fff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Texts of these characters only, with none of the spaces at an end, stay as they are.
_PLAIN = "^[!-~\u4e00-\u9fff](?:[ -~\u4e00-\u9fff\u3001\u3002]*[!-~\u4e00-\u9fff])?$"


def clean(text: str) -> str:
    """One cell as it is compared: `　＜０．０１ ` is `<0.01`, and `海尔（青岛）` stays as it is."""
    return text.translate(_NAMES if _HAN.search(text) else _CODES).strip()


def tidy(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column of dictionary-encoded text in one piece, each cell cleaned, blank ones null."""
    column = column.cast(TEXT) if column.type != TEXT else column
    whole = column if column.num_chunks == 1 else column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], TEXT)
    return recoded(whole, _doubtful(whole.dictionary), clean)


def recoded(column: pa.DictionaryArray, which: np.ndarray, change) -> pa.DictionaryArray:
    """The column with `change` applied to the distinct texts at places `which`; texts that become "" become null."""
    if not len(which):
        return column
    texts = column.dictionary
    changed = [change(text) for text in texts.take(pa.array(which)).to_pylist()]
    mask = np.zeros(len(texts), bool)
    mask[which] = True
    replaced = pc.replace_with_mask(texts, pa.array(mask), pa.array([text or None for text in changed], pa.string()))
    merged = replaced.dictionary_encode()
    codes = merged.indices.take(column.indices)
    return pa.DictionaryArray.from_arrays(codes, merged.dictionary)


def _doubtful(texts: pa.StringArray) -> np.ndarray:
    """Places of the texts that cleaning may change."""
    if not len(texts) or _seen_only(texts):
        return np.empty(0, np.int64)
    return np.flatnonzero(~pc.match_substring_regex(texts, _PLAIN).to_numpy(zero_copy_only=False))


def _seen_only(texts: pa.StringArray) -> bool:
    """Whether all texts are of visible ASCII characters, told from their bytes at once."""
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    if data is None or (np.diff(ends) == 0).any():
        return False
    held = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]
    return bool(held.min() > 0x20 and held.max() < 0x7F)
