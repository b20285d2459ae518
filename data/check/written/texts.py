"""One column of a file: each distinct text once, and for every row which of them it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.read.words import tidy

_ROWS = 1 << 15
FEW = 4096  # texts up to which plain Python is as quick as anything
_INVISIBLE = r"[\x00-\x1f\x7f-\x9f\x{ad}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{2064}\x{feff}]"


@dataclass(frozen=True)
class Texts:
    """`distinct` texts, each once, none empty; `index` tells for each row which one, -1 where the cell is empty."""

    distinct: pa.StringArray
    index: np.ndarray

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> "Texts":
        """The texts of a column of dictionary-encoded or plain strings, cleaned as the readers do."""
        if pa.types.is_dictionary(column.type) and any(chunk.dictionary.null_count for chunk in column.chunks):
            column = column.cast(pa.string())
        tidied = tidy(column)
        indices = tidied.indices
        index = pc.fill_null(indices, -1) if indices.null_count else indices
        return cls(tidied.dictionary, index.to_numpy(zero_copy_only=False))

    @cached_property
    def empty(self) -> np.ndarray:
        """For each row whether its cell is empty."""
        return self.index < 0

    @cached_property
    def any_empty(self) -> bool:
        """Whether any cell is empty."""
        return len(self.index) > 0 and int(self.index.min()) < 0

    @cached_property
    def missing(self) -> int:
        """How many cells are empty."""
        return int(self.empty.sum()) if self.any_empty else 0

    def by_row(self, values: np.ndarray, missing: object) -> np.ndarray:
        """A value for each distinct text as a value for each row; `missing` where the cell is empty."""
        # From -1 on, so that all places move up by one; "clip", which moves none of them, is the quickest way, and some
        # thousand rows at a time stay in the processor's cache.
        held = np.append(np.array([missing], dtype=values.dtype), values)
        each = np.empty(len(self.index), dtype=held.dtype)
        for start in range(0, len(each), _ROWS):
            places = np.add(self.index[start : start + _ROWS], 1, dtype=np.int64)
            held.take(places, mode="clip", out=each[start : start + _ROWS])
        return each

    def rows_with(self, marks: np.ndarray) -> np.ndarray:
        """Numbers of the rows whose text is marked; marks has one bool a distinct text."""
        return np.flatnonzero(self.by_row(marks, False)) if marks.any() else np.array([], dtype=np.int64)

    def at(self, rows: np.ndarray) -> list[str]:
        """The texts of these rows, "" where empty."""
        places = pa.array(self.index[rows], mask=self.index[rows] < 0)
        return pc.fill_null(self.distinct.take(places), "").to_pylist()

    @cached_property
    def listed(self) -> list[str]:
        """The distinct texts as Python strings."""
        return self.distinct.to_pylist()

    def column(self, named: Sequence[str | None] | None = None) -> pa.DictionaryArray:
        """The column for the typed table, null where empty; `named` replaces the distinct texts one by one."""
        index = pa.array(self.index, mask=self.empty) if self.any_empty else pa.array(self.index)
        if named is None:
            return pa.DictionaryArray.from_arrays(index, self.distinct)
        merged = pa.array(named, pa.string()).dictionary_encode()
        return pa.DictionaryArray.from_arrays(merged.indices.take(index), merged.dictionary)


def byte_range(texts: pa.StringArray) -> tuple[int, int]:
    """Smallest and largest byte of all texts; (255, 0) where there is none."""
    held = data_bytes(texts)
    return (int(held.min()), int(held.max())) if len(held) else (255, 0)


def data_bytes(texts: pa.StringArray) -> np.ndarray:
    """The bytes of all texts one after another, without a copy."""
    offsets, data = _offsets(texts), texts.buffers()[2]
    if data is None or not len(texts):
        return np.array([], dtype=np.uint8)
    return np.frombuffer(data, dtype=np.uint8)[offsets[0] : offsets[-1]]


def ends_in_digit(texts: pa.StringArray) -> np.ndarray:
    """For each text whether its last byte is a digit; none may be empty."""
    if not len(texts):
        return np.zeros(0, dtype=bool)
    offsets = _offsets(texts)
    last = np.frombuffer(texts.buffers()[2], dtype=np.uint8)[offsets[1:] - 1]
    return (last >= ord("0")) & (last <= ord("9"))


def longer(texts: pa.StringArray, most: int) -> np.ndarray:
    """For each text whether it has more than `most` characters."""
    if not (np.diff(_offsets(texts)) > most).any():  # never fewer bytes than characters
        return np.zeros(len(texts), dtype=bool)
    return pc.greater(pc.utf8_length(texts), most).to_numpy(zero_copy_only=False)


def invisible(texts: pa.StringArray) -> np.ndarray:
    """For each text whether it holds a control, zero-width or text-direction character."""
    least, most = byte_range(texts)
    if least >= 0x20 and most < 0x7F:
        return np.zeros(len(texts), dtype=bool)
    return pc.match_substring_regex(texts, _INVISIBLE).to_numpy(zero_copy_only=False)


def first_rows(index: np.ndarray) -> np.ndarray:
    """For each row the first row of the same number; numbers are whole, from -1 on, and those of a dictionary."""
    first = np.empty(int(index.max(initial=-1)) + 2, dtype=np.int64)
    first[index[::-1]] = np.arange(len(index) - 1, -1, -1)
    return first[index]


def together(*columns: np.ndarray) -> np.ndarray:
    """One number for each row, the same for the same combination; -1 where any of the columns is -1."""
    whole = columns[0].astype(np.int64)
    missing = whole < 0
    for column in columns[1:]:
        whole = whole * (int(column.max(initial=0)) + 1) + column
        missing = missing | (column < 0)
        # Kept dense, so that three columns of any size stay inside 64 bits.
        whole = pa.array(whole).dictionary_encode().indices.to_numpy().astype(np.int64)
    return np.where(missing, -1, whole)


def _offsets(texts: pa.StringArray) -> np.ndarray:
    if not len(texts):
        return np.zeros(1, dtype=np.int32)
    return np.frombuffer(texts.buffers()[1], dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
