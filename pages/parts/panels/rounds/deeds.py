"""Publish a wave, open its preview or take it back: what is refused stays in the form."""

from collections.abc import Callable

import streamlit as st

from benchmarks.publishing.deeds import LONGEST_PREVIEW, publish, unpublish
from data.kept.publishing import may_publish
from data.refusal import Refused
from pages.parts.frame import platform
from pages.parts.views.rounds import RoundView
from pages.parts.words import markdown

TOLD, DAYS = "wave_told", 14


def deeds(view: RoundView) -> None:
    """What can be done with the wave now; nothing for who only reads."""
    say = view.language.gettext
    if told := st.session_state.pop(TOLD, None):
        st.success(markdown.escaped(told))
    if not may_publish(view.viewer, view.sector):
        return
    shown = view.row["state"] == "published" and view.row["rule"] == "decided"
    with st.container(border=True):
        st.markdown(say("**Decide when the wave is shown**"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if not shown:
                days = st.number_input(
                    say("Days of preview"),
                    1,
                    LONGEST_PREVIEW,
                    DAYS,
                    key="preview_days",
                    width=150,
                    help=say("Makers see their own results alone and may reply; then the wave is published by itself."),
                )
                if st.button(say("Open the preview"), icon=":material/visibility:", key="preview"):
                    _publish(view, int(days), say("The preview is open."))
                if st.button(say("Publish now"), icon=":material/campaign:", key="publish", type="primary"):
                    _publish(view, 0, say("The wave is published."))
        if view.row["state"] != "open":
            _take_back(view)


def _publish(view: RoundView, days: int, told: str) -> None:
    _do(view, lambda: publish(platform.store(), view.viewer, view.sector, view.wave, days), told)


def _take_back(view: RoundView) -> None:
    say = view.language.gettext
    with st.form("take_back", border=False):
        why = st.text_input(say("Reason for taking it back"), key="take_back_why")
        sent = st.form_submit_button(say("Take the wave back"), icon=":material/undo:")
    if sent:
        place = view.sector, view.wave
        told = say("The wave is taken back: only the association and administrators see it.")
        _do(view, lambda: unpublish(platform.store(), view.viewer, *place, why), told)


def _do(view: RoundView, deed: Callable[[], object], told: str) -> None:
    try:
        deed()
    except Refused as refusal:
        st.error(markdown.escaped(refusal.said(view.language.gettext)))
        return
    st.session_state[TOLD] = told
    st.rerun()
