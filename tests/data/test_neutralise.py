"""Downloads begin no formula."""

from datetime import date

import pandas as pd
import pytest

from data.give.neutralise import neutralise, neutralised


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "-", "+86 10", "-cmd|' /C calc'!A0"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text):
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-0.5", "+3", "-1.2E-05", "a=1", "", "'=1", "海尔", "<0.01"])
def test_numbers_and_plain_texts_stay_as_they_are(text):
    assert neutralised(text) == text


def test_a_frame_keeps_its_numbers_dates_gaps_and_order():
    frame = pd.DataFrame({"=name": ["=1", None, "b"], "n": [-1.5, 2, float("nan")], "on": [date(2026, 1, 1)] * 3})
    safe = neutralise(frame)
    assert list(safe.columns) == ["'=name", "n", "on"]
    assert safe["'=name"].fillna("").tolist() == ["'=1", "", "b"]
    assert safe["n"].dtype == frame["n"].dtype and safe["n"].tolist()[:2] == [-1.5, 2]
    assert safe["on"].tolist() == [date(2026, 1, 1)] * 3
    assert list(frame.columns) == ["=name", "n", "on"] and frame["=name"][0] == "=1"


def test_categories_and_columns_of_one_name_are_neutralised_too():
    frame = pd.concat([pd.Series(["@a", "b"], dtype="category"), pd.Series(["=1", "2"])], axis=1, keys=["x", "x"])
    assert neutralise(frame).to_numpy().tolist() == [["'@a", "'=1"], ["b", "2"]]


def test_an_empty_frame_stays_empty():
    assert neutralise(pd.DataFrame({"a": []})).shape == (0, 1)
    assert neutralise(pd.DataFrame()).empty
