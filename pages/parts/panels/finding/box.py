"""The search, behind a button above every page: what is found are links."""

import streamlit as st

from data.viewer import Viewer
from pages.parts.frame import links
from pages.parts.views.search import KINDS, found
from pages.parts.words import markdown
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N

KIND = {"page": N("Pages"), "maker": N("Enterprises"), "indicator": N("Indicators"), "level": N("Levels")}


def box(viewer: Viewer, language: Language) -> None:
    """The button, the box behind it and what it finds."""
    say = language.gettext
    with st.popover(say("Search"), icon=":material/search:", key="search"):
        text = st.text_input(
            say("Search"), key="searched", placeholder=say("A maker, an indicator, a standard, a page")
        )
        hits = found(viewer, text or "", language)
        if text and not hits:
            st.caption(say("Nothing of this name is within your rights."))
        for kind in KINDS:
            own = [hit for hit in hits if hit.kind == kind]
            if own:
                st.caption(word(KIND, kind, language))
            for hit in own:
                links.link(hit.screen, markdown.escaped(hit.label), **hit.shown)
