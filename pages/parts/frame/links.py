"""Ways from one screen to another, with what is to be shown there in the address."""

import streamlit as st

from pages.parts.frame.screens import screen_of
from pages.parts.frame.viewer import current_viewer


def link(screen: str, label: str, **shown: str) -> None:
    """A link to a screen that shows these codes (sector, category, enterprise, indicator, wave); label in Markdown.

    Nothing is drawn for a screen that is not the reader's.
    """
    found = screen_of(screen)
    if current_viewer().role in found.roles:
        st.page_link(f"pages/{found.path}.py", label=label, icon=found.icon, query_params=shown)


def go(screen: str, **shown: str) -> None:
    """Opens a screen as a click on its `link` would, which ends the run; nothing where it is not the reader's."""
    found = screen_of(screen)
    if current_viewer().role in found.roles:
        st.switch_page(f"pages/{found.path}.py", query_params=shown)
