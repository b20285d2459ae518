"""A maker's reply beside its own result: read by all who see it by name, written while its wave is in preview."""

from datetime import date

import streamlit as st

from benchmarks.index import waves
from benchmarks.publishing.replies import reply
from benchmarks.scope.selection import Selection
from data.kept.replies import LONGEST, may_reply
from data.refusal import Refused
from pages.parts.frame import platform
from pages.parts.views.gaps import GapView
from pages.parts.words import markdown


def replied(view: GapView, indicator: str) -> None:
    """What the maker says of one result, and the form for it while it may be written."""
    said = view.replies.get(indicator)
    if said:
        st.markdown(f"> {markdown.escaped(said)}")
    until = _preview(view)
    place = view.selection
    if until is not None and may_reply(view.viewer, place.one_sector(), place.maker()):
        _form(view, indicator, until)


def _preview(view: GapView) -> date | None:
    """The last day of the preview of the wave shown; None where none is running."""
    sector, _, wave = view.selection.product()
    rows = platform.read(waves.waves, view.viewer, Selection(sector=sector, wave=wave))
    return next((day for day in rows["until"] if day is not None), None)


def _form(view: GapView, indicator: str, until: date) -> None:
    say, language = view.language.gettext, view.language
    with st.form(f"reply_{indicator}"):
        said = say("Your reply; it can be changed until {day} and stays beside this result after it")
        label = said.format(day=language.date(until))
        text = st.text_area(label, view.own_words.get(indicator, ""), max_chars=LONGEST, key=f"reply_text_{indicator}")
        sent = st.form_submit_button(say("Keep the reply"), icon=":material/reply:")
    if not sent:
        return
    sector, category, wave = view.selection.product()
    try:
        reply(platform.store(), view.viewer, (sector, category, view.selection.maker(), wave, indicator), text)
    except Refused as refusal:
        st.error(markdown.escaped(refusal.said(say)))
        return
    st.rerun()
