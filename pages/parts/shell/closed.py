"""The one page of a session that gets no other: no sidebar, no names of pages, whatever address was asked for."""

from collections.abc import Callable

import streamlit as st

from pages.parts.shell.asked import asked
from pages.parts.shell.navigation import SCREENS
from pages.parts.words.language import switch


def closed(title: str, body: str, draw: Callable[[], None] | None = None) -> None:
    """Show the title, a paragraph in Markdown, and what `draw` adds; nothing else of the app is sent."""

    def page() -> None:
        middle = st.columns([1, 1.6, 1])[1]
        with middle.container(border=True):
            switch()
            st.title(title, anchor=False)
            st.markdown(body)
            if draw is not None:
                draw()

    pages = [st.Page(page, title=title, url_path="closed", default=True)]
    if (name := asked(screen.name for screen in SCREENS)) not in ("", "closed"):
        pages.append(st.Page(lambda: page(), title=title, url_path=name))
    st.navigation(pages, position="hidden").run()
