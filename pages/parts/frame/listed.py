"""A table to read, whose texts go over lines so that nothing is cut, and all its figures in one to sort, folded."""

import pandas as pd
import streamlit as st

from pages.parts.frame import tables, wrapped
from pages.parts.words.language import Language


def listed(short: pd.DataFrame, full: pd.DataFrame, key: str, language: Language) -> None:
    """short: few columns, for reading; full: every figure, a row each."""
    wrapped.table(short, language)
    with st.expander(language.gettext("All figures as a table")):
        tables.show(full, key)
