"""Under a gap: who can help with it."""

from dataclasses import replace

import streamlit as st

from pages.parts.frame import links
from pages.parts.views.gaps import GapView
from pages.parts.views.infrastructure.help import partners_of
from pages.parts.views.infrastructure.standing import Standing


def help_with(view: GapView, indicator: str) -> None:
    """Laboratories in scope that can decide the indicator and the standards that set it, folded, with the ways on."""
    with st.expander(view.language.gettext("Who can help with this gap")):
        for line in Standing(view.viewer, view.selection, view.language).help(indicator):
            st.markdown(line)
        asked = replace(view.selection, indicator=indicator)
        for line in partners_of(view.viewer, asked, view.language):
            st.markdown(line)
        gap = replace(asked, wave=None).chosen()
        links.link("helpers", view.language.gettext("Ask for help with this gap"), **gap)
        sector = view.selection.one_sector()
        links.link("standards", view.language.gettext("All standards, and who fails what is coming"), sector=sector)
        links.link("laboratories", view.language.gettext("All laboratories"), sector=sector)
