"""Before real data come into a store that holds the demo: the offer to take the demo back first."""

import streamlit as st

from data.kept.synthetic import withdraw_synthetic
from data.refusal import Refused
from data.viewer import LOCAL
from pages.parts.frame import links, mode, platform
from pages.parts.words import markdown
from pages.parts.words.language import Language

_TOLD = "demo_withdrawn"


def hint(language: Language) -> None:
    """Where files are loaded: one line that leads to the offer, while it stands."""
    if mode.mode() == "local" and platform.any_synthetic():
        said = language.gettext("This store holds the synthetic demo: withdraw it before you load your own files")
        links.link("profile", said)


def show(language: Language) -> None:
    """The offer, in local mode and while the store holds synthetic batches; what became of it afterwards."""
    say = language.gettext
    if (n := st.session_state.pop(_TOLD, None)) is not None:
        said = language.ngettext("{n} synthetic batch is withdrawn.", "{n} synthetic batches are withdrawn.", n)
        st.success(markdown.escaped(said.format(n=language.number(n))))
    if mode.mode() != "local" or not platform.any_synthetic():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(
            say(
                "**This store holds the synthetic demo.** Take it back before you load your own files: otherwise "
                "made-up and measured figures stand on one board, and people who sign in are not let in."
            )
        )
        if st.button(say("Withdraw the demo"), key="withdraw_demo", icon=":material/undo:"):
            try:
                # Whoever sits at this machine may: the role switch of local mode is a view, not a right.
                st.session_state[_TOLD] = withdraw_synthetic(platform.store(), LOCAL)
            except Refused as refusal:
                st.error(markdown.escaped(refusal.said(say)))
                return
            st.rerun()
