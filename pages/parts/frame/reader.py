"""The reader's language: what the address, the reader's own choice or the browser says, and the box that changes it."""

import streamlit as st

from pages.parts.words.language import ENGLISH, NAMES, Language, nearest


def current() -> Language:
    """The language of this session: the address (?lang=zh), the reader's own choice, the browser's, or English.

    The first that speaks counts. An address that names a language also becomes the reader's choice, so that it holds
    on the next page.
    """
    named = nearest(st.query_params.get("lang"))
    if named:
        st.session_state["language"] = named.code
        return named
    own = nearest(st.session_state.get("language"))
    if own:
        st.query_params["lang"] = own.code
    return own or nearest(st.context.locale) or ENGLISH


def switch() -> None:
    """The widget that changes the language; to be drawn once a page."""
    st.session_state["language_switch"] = current().code
    st.segmented_control(
        "Language / 语言",
        list(NAMES),
        format_func=NAMES.__getitem__,
        key="language_switch",
        required=True,
        label_visibility="collapsed",
        on_change=_switched,
    )


def _switched() -> None:
    chosen = nearest(st.session_state["language_switch"]) or ENGLISH
    st.session_state["language"] = chosen.code
    st.query_params["lang"] = chosen.code
