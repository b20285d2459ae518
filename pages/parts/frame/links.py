"""Ways from one screen to another, with what is to be shown there in the address."""

from typing import NoReturn

import streamlit as st

from pages.parts.frame.screens import screen_of
from pages.parts.frame.viewer import current_viewer


def link(screen: str, label: str, **shown: str | None) -> None:
    """A link to a screen that shows these codes (sector, category, enterprise, indicator, wave); label in Markdown.

    Nothing is drawn for a screen that is not the reader's.
    """
    found = screen_of(screen)
    if current_viewer().role in found.roles:
        st.page_link(f"pages/{found.path}.py", label=label, icon=found.icon, query_params=_given(shown))


def go(screen: str, **shown: str | None) -> NoReturn:
    """Ends the run and opens a screen, as `link` would."""
    st.switch_page(f"pages/{screen_of(screen).path}.py", query_params=_given(shown))


def opens(screen: str) -> bool:
    """Whether a click may lead this reader to a screen."""
    return current_viewer().role in screen_of(screen).roles


def _given(shown: dict[str, str | None]) -> dict[str, str]:
    return {name: code for name, code in shown.items() if code is not None}
