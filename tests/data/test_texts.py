"""Columns as distinct texts: places, first rows and combinations."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from data.check.written.texts import Texts, first_rows, invisible, longer, together


def test_blank_and_missing_cells_are_empty_and_texts_that_differ_by_spaces_only_are_one():
    column = pa.chunked_array([pa.array([" a", None, "b"]), pa.array(["a ", "　", ""])])
    texts = Texts.of(column)
    assert texts.at(np.arange(6)) == ["a", "", "b", "a", "", ""]
    assert sorted(texts.listed) == ["a", "b"]
    assert texts.empty.tolist() == [False, True, False, False, True, True]
    assert texts.column().to_pylist() == ["a", None, "b", "a", None, None]


def test_a_column_without_rows_has_no_texts():
    texts = Texts.of(pa.chunked_array([pa.array([], pa.string())]))
    assert texts.listed == [] and len(texts.index) == 0 and not texts.any_empty
    assert first_rows(texts.index).tolist() == []


@given(st.lists(st.integers(-1, 5), max_size=30))
def test_the_first_row_of_a_number_is_where_it_is_first_seen(numbers):
    assert first_rows(np.array(numbers, dtype=np.int64)).tolist() == [numbers.index(each) for each in numbers]


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3), st.integers(-1, 3)), min_size=1, max_size=30))
def test_combinations_have_one_number_exactly_when_they_are_the_same(rows):
    joined = together(*(np.array(column) for column in zip(*rows, strict=True)))
    for one, first in zip(joined, rows, strict=True):
        assert (one == -1) == (-1 in first)
        for other, second in zip(joined, rows, strict=True):
            if one >= 0 and other >= 0:
                assert (one == other) == (first == second)


def test_lengths_are_counted_in_characters_and_not_in_bytes():
    assert longer(pa.array(["四四四四", "fives", "12345678"]), 5).tolist() == [False, False, True]


def test_invisible_characters_are_found_in_any_alphabet():
    texts = ["plain", "tab\t", "海尔", "海\u200b尔", "\u202eabc", "é", "a b"]
    assert invisible(pa.array(texts)).tolist() == [False, True, False, True, True, False, False]
