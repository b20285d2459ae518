"""A table whose long texts go over lines, so that nothing hides beyond its right edge; for reading, not for sorting."""

import re

import pandas as pd
import streamlit as st

from benchmarks.reports.written.cell import decimals
from pages.parts.words import markdown
from pages.parts.words.language import Language

HIGH, ROWS = 420, 9  # px of a table that scrolls, and rows from which on one does
SHORT = 9  # characters of a text that stays on one line: a number with its unit; on a telephone more would be cut
DECIMALS = 3  # of a number at most
_UNBROKEN = re.compile(r"[!-_a-~]{25,}")  # one long word, such as a hash: shown as code, which breaks anywhere
MOST = 100  # rows in the browser: each cell is a text of its own


def table(frame: pd.DataFrame, language: Language, whole: bool = False) -> None:
    """Draws text as it comes and numbers with DECIMALS at most; past MOST rows it says that the file has all.

    whole: all of it stands on the page at once, without a scroll of its own.
    """
    if frame.empty:  # where Streamlit draws a head and "empty", in any language
        st.caption(language.gettext("Nothing is listed yet."))
        return
    shown = frame.head(MOST).reset_index(drop=True)
    shown = pd.DataFrame(
        {markdown.escaped(str(name)): [_cell(value, language) for value in shown[name]] for name in shown}
    )
    st.table(shown, hide_index=True, height="content" if whole or len(shown) < ROWS else HIGH)
    if len(frame) > MOST:
        said = language.gettext("The first {n} of {all} are shown; the file has all.")
        st.caption(markdown.escaped(said.format(n=MOST, all=language.number(len(frame)))))


def _cell(value: object, language: Language) -> str:
    if isinstance(value, str):
        if _UNBROKEN.fullmatch(value):
            return f"`{value}`"
        text = markdown.escaped(value)
        return text.replace(" ", "\N{NO-BREAK SPACE}") if len(value) <= SHORT else text
    if isinstance(value, float):
        return "" if value != value else language.number(value, min(decimals(value), DECIMALS))
    return language.number(value) if isinstance(value, int) else "" if value is None else markdown.escaped(str(value))
