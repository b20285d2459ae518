"""The four-field chart, read back from what it draws."""

import altair as alt
import pandas as pd
import pytest

from pages.parts.charts.fields import fields
from pages.parts.words.language import CHINESE, ENGLISH
from tests.pages.charts import NAN, data_of, marks, texts

ROWS = pd.DataFrame(
    [
        ("a", "Loved", 50.0, 45.0, 55.0, 95.0, 90.0, 99.0, "not_met", "Loved: consumers 95, laboratory 50"),
        ("b", "Close", 49.0, NAN, NAN, 94.0, 92.0, 96.0, "accent", "Close: consumers 94, laboratory 49"),
        ("c", "", 90.0, 85.0, 95.0, 90.0, 85.0, 95.0, "muted", "Quiet: both say the same"),
    ],
    columns=["key", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "role", "told"],
)


def chart(language=ENGLISH, rows=ROWS):
    corners = {"top_left": "hidden risk", "bottom_right": "missed"}
    signs = {"not_met": "hidden risk", "accent": "missed", "muted": "the same"}
    return fields(rows, language, ("Laboratory", "Consumers"), (80, 80), corners, (40, 101), (40, 101), signs)


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=lambda each: each.code)
def test_it_is_a_valid_specification(language):
    alt.Chart.from_dict(chart(language) | {"$schema": alt.SCHEMA_URL})


def test_axes_corners_and_only_the_named_marks_are_written():
    written = texts(chart())
    assert {"Laboratory", "Consumers", "hidden risk", "missed", "Loved", "Close"} <= set(written)
    assert "Quiet" not in " ".join(written)


def test_a_screen_reader_gets_every_mark_with_its_words():
    assert {told for told, _ in marks(chart())} == set(ROWS["told"])
    assert chart()["description"] == "; ".join(ROWS["told"].head(2))  # the message is what is named


def test_the_cross_stands_where_it_is_told_and_not_at_the_mean():
    assert data_of(chart(), "cross") == [{"x": 80, "y": 80}]


def test_names_that_would_meet_stand_above_and_below_their_marks():
    sides = {row["label"]: row["dy"] for row in data_of(chart(), "rows") if row["label"]}
    assert sides == {"Loved": -10, "Close": 12}


def test_a_click_takes_the_key_of_a_mark_and_of_nothing_else():
    made = chart()
    assert {each["name"]: each["views"] for each in made["params"] if "views" in each} == {
        "row": ["sheet"],
        "over": ["sheet"],
    }
    takes = [each["data"]["name"] for each in made["layer"] if each.get("name") == "sheet"]
    assert [[row["key"] for row in data_of(made, name)] for name in takes] == [["a", "b", "c"]]


def test_a_chart_without_rows_still_draws_its_fields():
    assert "hidden risk" in texts(chart(rows=ROWS.iloc[:0]))
