"""What this run's screen has to say of the wave it shows: set where the wave is chosen, read by head and files."""

import streamlit as st

_STATE = "draft"


def begin() -> None:
    """A screen begins: nothing is said yet."""
    st.session_state[_STATE] = ""


def note(said: str) -> None:
    """Keep what is to be said of the wave that was chosen."""
    st.session_state[_STATE] = said


def said() -> str:
    """What is to be said; "" where the wave is published and whole."""
    return st.session_state.get(_STATE, "")
