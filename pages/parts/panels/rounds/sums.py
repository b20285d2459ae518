"""Compare without pooling answers: the sums of a round to give away, and those of another association to take."""

from functools import partial

import streamlit as st

from benchmarks.intake.giving import give
from benchmarks.intake.taking import take
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import downloads, platform
from pages.parts.views.rounds import RoundView
from pages.parts.words import markdown

_TOLD = "sums_told"


def sums(view: RoundView) -> None:
    """Give the sums of this round's answers, or take another's; nothing for who is not of its association."""
    if not view.viewer.may_load("sums", view.sector):
        return
    say = view.language.gettext
    if told := st.session_state.pop(_TOLD, None):
        st.success(markdown.escaped(told))
    with st.expander(say("Compare with another association, without answers")):
        st.markdown(
            say(
                "A file of sums holds no respondent: of each result the sums that a mean and its interval need. "
                "Results of fewer than 5 answers stay blank, and so does what would tell of so few beside a file "
                "that was given before. Whoever takes it counts your answers as if they had been pooled. It names "
                "makers by their codes: give it only to who may know them."
            )
        )
        if view.row["surveys"]:
            file = f"sums-{view.sector}-{view.wave}.json"
            make = partial(_given, view.viewer, view.sector, view.wave)
            downloads.button(say("Sums of this round"), file, "application/json", make)
        with st.form("take_sums", border=False):
            sent = st.file_uploader(say("File of sums of another association"), type="json", key="sums_file")
            apart = st.checkbox(say("Surveys of one name were drawn apart: they bear it by chance"), key="sums_apart")
            if st.form_submit_button(say("Take these sums"), icon=":material/add:") and sent is not None:
                _take(view, sent.getvalue(), sent.name, apart)


def _given(viewer: Viewer, sector: str, wave: str) -> bytes:
    return give(platform.store(), platform.specs(), viewer, sector, wave).content


def _take(view: RoundView, content: bytes, name: str, apart: bool) -> None:
    say, number = view.language.gettext, view.language.number
    place = view.sector, view.wave
    try:
        found = take(platform.store(), platform.specs(), view.viewer, content, name, place, apart=apart)
    except Refused as refusal:
        st.error(markdown.escaped(refusal.said(say)))
        return
    for each in found.problems:
        st.error(markdown.escaped(each.said(say)))
    if found.batch is not None:
        said = say("Batch {batch}: sums of {results} results count with the answers here; {blank} came blank.")
        st.session_state[_TOLD] = said.format(
            batch=found.batch, results=number(found.results), blank=number(found.left_out)
        )
        st.rerun()
