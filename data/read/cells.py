"""Single cells of a column of text codes: looked up and given another text, each distinct one once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.read.words import TEXT


def codes_of(column: pa.DictionaryArray) -> np.ndarray:
    """For each row the place of its text in the dictionary, -1 where the cell is blank; a copy."""
    return pc.fill_null(column.indices, -1).to_numpy(zero_copy_only=False).astype(np.int32)


def column_of(codes: np.ndarray, texts: Sequence[str] | pa.Array) -> pa.DictionaryArray:
    """The column whose rows hold these texts, -1 for a blank cell; each text once, and none that no row holds."""
    used, compact = np.unique(codes, return_inverse=True)
    blank = len(used) > 0 and used[0] < 0
    held = pa.array(texts, pa.string()).take(pa.array(used[1:] if blank else used, pa.int64()))
    merged = held.dictionary_encode()
    rows = compact.astype(np.int32) - blank
    places = pa.array(np.maximum(rows, 0), mask=rows < 0) if blank else pa.array(rows)
    if not len(held):
        return pa.nulls(len(codes), TEXT)
    return pa.DictionaryArray.from_arrays(merged.indices.take(places).cast(pa.int32()), merged.dictionary)


def kept(column: pa.DictionaryArray, keep: np.ndarray) -> pa.DictionaryArray:
    """The rows that are kept, without the texts that only the others hold."""
    return column_of(codes_of(column)[keep], column.dictionary)


class Pairs(NamedTuple):
    """Cells that hold anything: their rows, which pair each is, and the text and class of each distinct pair."""

    rows: np.ndarray
    which: np.ndarray
    texts: list[str]
    classes: list[int]


def pairs(column: pa.DictionaryArray, rows: np.ndarray, classes: np.ndarray) -> Pairs:
    """The distinct pairs of text and class in these rows, so that each has to be looked at once."""
    codes = codes_of(column)[rows]
    held = codes >= 0
    width = int(classes.max(initial=0)) + 1
    found, which = np.unique(codes[held].astype(np.int64) * width + classes[held], return_inverse=True)
    texts = column.dictionary.take(pa.array(found // width, pa.int64())).to_pylist()
    return Pairs(rows[held], which, texts, (found % width).tolist())


def put(column: pa.DictionaryArray, found: Pairs, texts: Sequence[str | None]) -> pa.DictionaryArray:
    """The column with another text for each pair that is given one; None leaves it as it is."""
    if all(text is None for text in texts):
        return column
    codes = codes_of(column)
    given = np.array([text is not None for text in texts], bool)[found.which]
    codes[found.rows[given]] = len(column.dictionary) + found.which[given]
    return column_of(codes, pa.concat_arrays([column.dictionary, pa.array(texts, pa.string())]))
