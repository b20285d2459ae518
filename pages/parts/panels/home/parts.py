"""What all homes share: the steps in a row, and lines of a card that lead on."""

from collections.abc import Sequence

import streamlit as st

from pages.parts.frame import links
from pages.parts.views.home.steps import Line, Step
from pages.parts.words import markdown


def steps(found: Sequence[Step]) -> None:
    """What to do next, numbered, each a way to where it is done."""
    with st.container(horizontal=True):
        for n, step in enumerate(found, start=1):
            links.link(step.screen, f"**{n}** {markdown.escaped(step.said)}", **step.shown)


def lines(found: Sequence[Line], none: str = "") -> None:
    """Lines of a card, each a way on where it has one; `none` is said where there is no line."""
    if not found and none:
        st.caption(markdown.escaped(none))
    for line in found:
        with st.container(gap=None):
            if line.screen:
                links.link(line.screen, markdown.escaped(line.said), **line.shown)
            else:
                st.markdown(markdown.escaped(line.said))
            if line.more:
                st.caption(markdown.escaped(line.more))
