"""Under a gap: what others did about it, looked up when it is asked for."""

import streamlit as st

from pages.parts.frame import links
from pages.parts.views.gaps import GapView
from pages.parts.views.governance.library import OthersView
from pages.parts.words import markdown


def others_did(view: GapView, indicator: str) -> None:
    """What came of closed actions and projects on the indicator, wherever they were; for those who see names."""
    if not view.viewer.sees_names:
        return
    say = view.language.gettext
    if st.toggle(say("What others did about this"), key=f"others_{indicator}"):
        for line in OthersView(view.viewer, indicator, view.language).lines:
            st.markdown(markdown.escaped(line))
        links.link("problems", say("All problems, projects and what worked"), sector=view.selection.one_sector())
