"""The one page of a session that gets no other: no sidebar, no names of pages, whatever address was asked for."""

from collections.abc import Callable

import streamlit as st

from pages.parts.frame import face
from pages.parts.frame.reader import switch
from pages.parts.frame.screens import MISSING, SCREENS


def closed(title: str, body: str, draw: Callable[[], None] | None = None) -> None:
    """Show the title, a paragraph in Markdown, and what `draw` adds at every address; nothing else is sent."""

    def page() -> None:
        middle = st.columns([1, 1.6, 1])[1]
        with middle.container(border=True):
            switch()
            st.title(title, anchor=False)
            st.markdown(body)
            if draw is not None:
                draw()

    face.alone()
    addresses = [*(screen.name for screen in SCREENS), MISSING]
    pages = [st.Page(page, title=title, url_path=name, default=name == addresses[0]) for name in addresses]
    st.navigation(pages, position="hidden").run()
