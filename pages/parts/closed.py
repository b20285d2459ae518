"""The one page of a session that gets no other: no sidebar, no names of pages, whatever address was asked for."""

import re
from collections.abc import Callable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts.language import switch

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")


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
    # The address that was asked for leads here too: otherwise a dialog says that there is no such page.
    if asked := _asked():
        pages.append(st.Page(lambda: page(), title=title, url_path=asked))
    st.navigation(pages, position="hidden").run()


def _asked() -> str:
    context = get_script_run_ctx()
    name = (context.pages_manager.intended_page_name or "") if context else ""
    return name if _PLAIN.fullmatch(name) and name != "closed" else ""
