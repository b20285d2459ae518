"""A table that is read whole: its words, its numbers, and what it says where it does not show every row."""

from streamlit.testing.v1 import AppTest


def _page(rows: int) -> None:
    import pandas as pd

    from pages.parts.frame.wrapped import table
    from pages.parts.words.language import ENGLISH

    frame = pd.DataFrame({"Name": ["*Oak* [1]"] * rows, "q": [0.0504] * rows, "n": [1234] * rows})
    table(frame, ENGLISH)


def shown(rows: int) -> AppTest:
    app = AppTest.from_function(_page, args=(rows,)).run()
    assert not app.exception
    return app


def test_names_are_plain_text_and_numbers_are_grouped_and_rounded():
    frame = shown(1).table[0].value
    name = "\\*Oak\\*\N{NO-BREAK SPACE}\\[1\\]"  # short, so it stays on one line
    assert frame.iloc[0].to_dict() == {"Name": name, "q": "0.050", "n": "1,234"}


def test_past_a_hundred_rows_it_says_that_the_file_has_all():
    assert not shown(100).caption
    app = shown(101)
    assert len(app.table[0].value) == 100
    assert app.caption[0].value == "The first 100 of 101 are shown; the file has all."


def test_a_table_without_rows_says_so_and_draws_no_head():
    app = shown(0)
    assert not app.table
    assert app.caption[0].value == "Nothing is listed yet."
