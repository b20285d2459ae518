"""Who must do what by when, one list for each party."""

import streamlit as st

from benchmarks.governance.clock import PARTIES
from pages.parts.frame import tables
from pages.parts.frame.choice import pick
from pages.parts.views.governance.clock import ClockView
from pages.parts.words.governance import clock as words
from pages.parts.words.language import word


def of_party(view: ClockView) -> None:
    """What is not done of one party, late first, by the day it is due."""
    say, language = view.language.gettext, view.language
    st.header(say("Who must do what by when"), anchor=False)
    counts = view.pending["party"].value_counts()
    shown = [party for party in PARTIES if party in counts]
    party = pick("party", say("Whose"), shown, lambda code: f"{word(words.PARTY, code, language)} ({counts[code]})")
    if party is not None:
        tables.show(view.duties(party), "clock_duties")
