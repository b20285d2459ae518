"""Ask by links: a questionnaire that is answered in a browser, its links once, and its answers as a batch."""

from datetime import UTC, datetime

import streamlit as st

from benchmarks.intake import answers
from data.frames import each_row
from data.kept.forms import links
from data.kept.forms.links import Round
from data.problems.problem import merged, sentence
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import downloads, platform
from pages.parts.words import markdown
from pages.parts.words.language import Language


def links_of(viewer: Viewer, sector: str, category: str | None, language: Language) -> None:
    """Rounds that are asked by links, and a form for more; nothing where the web form is off or not the viewer's."""
    if not links.on() or not viewer.may_load("survey", sector):
        return
    say = language.gettext
    with st.container(border=True):
        st.markdown(say("**Ask by links**: each takes one answer in a browser; no name and no address is kept"))
        found = links.rounds(platform.store(), viewer)
        for row in each_row(found[found["sector"] == sector]):
            _round(viewer, Round(sector, row.survey, row.wave), row.issued, row.answered, row.closed, language)
        _new(viewer, sector, category, language)


def _round(viewer: Viewer, asks: Round, issued: int, answered: int, closed: bool, language: Language) -> None:
    say = language.gettext
    said = say("{survey} {wave}: {answered} of {issued} links were answered").format(
        survey=asks.survey, wave=asks.wave, answered=answered, issued=issued
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(markdown.escaped(said), width="content")
        if closed:
            st.caption(say("These answers are a batch."), width="content")
        elif answered and st.button(say("Close it into a batch"), key=f"close_form_{asks.survey}_{asks.wave}"):
            _close(viewer, asks, language)


def _close(viewer: Viewer, asks: Round, language: Language) -> None:
    try:
        outcome = answers.close(platform.store(), platform.specs(), viewer, asks)
    except Refused as refused:
        st.error(markdown.escaped(refused.said(language.gettext)))
        return
    for each in merged(outcome.errors):
        st.error(markdown.escaped(sentence(each.problem, language.gettext, each.lines)))
    if outcome.batch is not None:
        st.rerun()


def _new(viewer: Viewer, sector: str, category: str | None, language: Language) -> None:
    say = language.gettext
    with st.form("new_links", border=False):
        with st.container(horizontal=True):
            survey = st.text_input(say("Code of the round"), "W1", max_chars=20)
            wave = st.text_input(say("Wave"), f"{datetime.now(UTC).year}H2", max_chars=10)
            count = st.number_input(say("Links"), 1, links.MOST_LINKS, 100)
            days = st.number_input(say("Days they hold"), 1, links.LONGEST_DAYS, 30)
        made = st.form_submit_button(say("Make links"))
    if not made:
        return
    asks = Round(sector, survey.strip(), wave.strip())
    try:
        tokens = answers.make(platform.store(), platform.specs(), viewer, asks, int(count), int(days), category)
    except Refused as refused:
        st.error(markdown.escaped(refused.said(say)))
        return
    site = (st.context.url or "http://localhost:8501").rstrip("/").removesuffix("/questionnaire")
    written = "".join(f"{site}/answer/{token}\n" for token in tokens)
    st.success(say("The links are shown this once: take the file now."))
    downloads.button(say("Links"), f"links-{asks.survey}-{asks.wave}.txt", "text/plain", written.encode)
