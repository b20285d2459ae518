"""The page that was asked for, by address or from a page that is still open, whether this session gets it or not."""

import re
from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


def asked(known: Iterable[str] = ()) -> str:
    """The name in the address, or which of the known ones is open in the browser; "" for none and for no plain name.

    A page of this name has to be among those of the session: otherwise a dialog, in English, says there is none.
    """
    context = get_script_run_ctx()
    if context is None:
        return ""
    name, open_page = context.pages_manager.intended_page_name, context.pages_manager.intended_page_script_hash
    if open_page:
        name = next((each for each in known if st.Page(_nothing, url_path=each)._script_hash == open_page), "")
    return name if name and _PLAIN.fullmatch(name) else ""


def forget() -> None:
    """Ask for the first page instead, which has the server's own address and none of its own."""
    if context := get_script_run_ctx():
        context.pages_manager.set_script_intent("", "")


def _nothing() -> None:
    """A page that is only asked for its mark."""
