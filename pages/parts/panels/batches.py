"""The list of batches: its filters, and the table in which a click chooses one."""

import pandas as pd
import streamlit as st

from data.wave import in_order
from pages.parts.frame.choice import choose, pick
from pages.parts.frame.scope import Names
from pages.parts.views import batches as view
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

TABLE = "batch_table"


def filtered(every: pd.DataFrame, language: Language, names: Names) -> pd.DataFrame:
    """The batches that the boxes leave; a box is drawn where there is something to choose."""
    say = language.gettext
    frame = every.assign(
        state=["withdrawn" if gone else "live" for gone in every["withdrawn_at"].notna()],
        origin=["made_up" if made else "real" for made in every["synthetic"]],
    )
    boxes = (
        ("sector", say("Sector"), names.sector),
        ("kind", say("What the file holds"), lambda code: word(words.FILE_KIND, code, language)),
        ("survey", say("Round"), str),
        ("wave", say("Wave"), language.wave_name),
        ("state", say("State"), lambda code: word(view.STATE, code, language)),
        ("origin", say("Data"), lambda code: word(view.ORIGIN, code, language)),
    )
    with st.container(horizontal=True):
        for column, label, write in boxes:
            codes = [code for code in dict.fromkeys(_codes(frame, column)) if code]
            if len(codes) > 1:
                options = {"all": say("all")} | {code: write(code) for code in codes}
                chosen = pick(f"batches_{column}", label, list(options), options.__getitem__)
                frame = frame if chosen == "all" else frame[frame[column] == chosen]
    return frame


def _codes(frame: pd.DataFrame, column: str) -> list[str]:
    """The codes of a column, waves newest first."""
    codes = list(frame[column])
    return in_order([code for code in codes if code])[::-1] if column == "wave" else codes


def listed(kept: pd.DataFrame, language: Language, names: Names) -> None:
    """The table; a click on a row chooses the batch below it."""
    shown = view.table(kept, language, names)
    numbers = [str(number) for number in kept["batch"]]
    st.dataframe(
        shown,
        hide_index=True,
        key=TABLE,
        height=min(420, 40 + 35 * len(shown)),
        on_select=lambda: _clicked(numbers),
        selection_mode="single-row",
        column_config=_columns(language),
    )


def _columns(language: Language) -> dict:
    """Widths in px, so that the state of a batch is in sight; the file's name is whole in the detail."""
    say, config = language.gettext, st.column_config
    widths = {say("What the file holds"): 110, say("Sector"): 115, say("File"): 145, say("Accepted on"): 115}
    rows = {say("Rows"): config.NumberColumn(width=60, format="localized"), say("Batch"): config.Column(width=55)}
    return rows | {name: config.Column(width=px) for name, px in widths.items()}


def _clicked(numbers: list[str]) -> None:
    rows = st.session_state[TABLE].selection.rows
    if rows:
        choose("batch", numbers[rows[0]])
