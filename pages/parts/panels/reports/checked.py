"""What became of the numbers of a report: the answer, the reasons, what differs."""

import streamlit as st

from pages.parts.frame import wrapped
from pages.parts.frame.page import Frame
from pages.parts.views.reports.checked import ReportCheck
from pages.parts.words import markdown


def show(view: ReportCheck, screen: Frame) -> None:
    """The head, then reasons and what differs where not all is the same; the file has every number."""
    say = view.language.gettext
    digest = say("Digest of its facts: {digest}").format(digest=view.held["digest"][:12])
    screen.head(view.title, markdown.escaped(digest), view.about)
    for line in view.reasons():
        st.warning(markdown.escaped(line), icon=":material/difference:")
    if len(view.table):
        with st.container(border=True):
            st.markdown(say("**What is not the same**"))
            wrapped.table(view.table, view.language)
    screen.take_away("report-check", lambda: view.rows)
