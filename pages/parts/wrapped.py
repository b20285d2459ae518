"""A table whose long texts go over lines, so that nothing hides beyond its right edge; for reading, not for sorting."""

import pandas as pd
import streamlit as st

from pages.parts import page
from pages.parts.language import Language

HIGH, ROWS = 420, 9  # px of a table that scrolls, and rows from which on one does
MOST = 100  # rows in the browser: each cell is a text of its own


def table(frame: pd.DataFrame, language: Language) -> None:
    """Draws text as it comes and numbers with three decimals; past MOST rows it says that the file has all."""
    shown = frame.head(MOST).reset_index(drop=True)
    shown = pd.DataFrame({page.escaped(name): [_cell(value, language) for value in shown[name]] for name in shown})
    st.table(shown, hide_index=True, height="content" if len(shown) < ROWS else HIGH)
    if len(frame) > MOST:
        said = language.gettext("The first {n} of {all} are shown; the file has all.")
        st.caption(page.escaped(said.format(n=MOST, all=language.number(len(frame)))))


def _cell(value: object, language: Language) -> str:
    if isinstance(value, str):
        return page.escaped(value)
    if isinstance(value, float):
        return "" if value != value else language.number(value, 3)
    return language.number(value) if isinstance(value, int) else "" if value is None else page.escaped(str(value))
