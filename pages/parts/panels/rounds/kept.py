"""Keep a plan as the plan of a round, and count an export so far: what the tracker tells of."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import streamlit as st

from benchmarks.intake import interim
from benchmarks.intake.sending import Sending
from data.kept.batches import Upload
from data.mapping.mapping import MappingError, parse
from data.problems.problem import Problem, merged, sentence
from data.refusal import Refused
from pages.parts.frame import links, platform, tables
from pages.parts.views.fieldwork.sample import SampleView
from pages.parts.views.fieldwork.tracker import TrackerView
from pages.parts.words import markdown
from pages.parts.words.language import Language

_WEEKS = 6  # of a round, where nobody says otherwise


def plan_of(view: SampleView, language: Language) -> None:
    """A form that keeps the sample as the plan of a round; nothing for who may not send its surveys."""
    say = language.gettext
    if not view.viewer.may_load("survey", view.sector):
        return
    today = datetime.now(UTC).date()
    with st.form("keep_plan"):
        st.markdown(say("**Keep it as the plan of a round**, which the tracker then holds the interviews against"))
        with st.container(horizontal=True):
            survey = st.text_input(say("Code of the round"), "W1", max_chars=20, key="plan_survey")
            wave = st.text_input(say("Wave"), f"{today.year}H2", max_chars=10, key="plan_wave")
            starts = st.date_input(say("First day"), today, key="plan_starts")
            ends = st.date_input(say("Last day"), today + timedelta(weeks=_WEEKS), key="plan_ends")
        asked = st.form_submit_button(say("Keep the plan"))
    if not asked:
        return
    sending = Sending(
        Upload("survey", view.sector, tables.csv(view.plan.rows), "plan.csv", survey.strip(), wave.strip())
    )
    try:
        problems, n = interim.plan(platform.store(), platform.specs(), view.viewer, sending, starts, ends)
    except Refused as refused:
        st.error(markdown.escaped(refused.said(say)))
        return
    if _told(problems, language):
        return
    st.success(
        say("{n} interviews are planned for {survey} {wave}.").format(
            n=language.number(n), survey=markdown.escaped(survey), wave=markdown.escaped(wave)
        )
    )
    links.link("fieldwork", say("Watch a round that is being asked"), sector=view.sector)


def count_of(view: TrackerView, language: Language) -> None:
    """A box that counts an export so far of the round; nothing for who may not send its surveys."""
    say = language.gettext
    if not view.viewer.may_load("survey", view.sector):
        return
    with st.form("count_export", clear_on_submit=True):
        st.markdown(say("**Count an export so far**: it replaces the one before; no answer is kept"))
        file = st.file_uploader(say("Export of the survey tool"), key="interim_file")
        beside = st.file_uploader(
            say("Mapping of its form, where it came with one"), type=["json"], key="interim_mapping"
        )
        asked = st.form_submit_button(say("Count it"))
    if not asked or file is None:
        return
    upload = Upload("survey", view.sector, file.getvalue(), file.name, view.survey, view.wave)
    try:
        mapping = None if beside is None else parse(beside.getvalue().decode("utf-8", "replace"))
        day = datetime.now(UTC).date()
        found = interim.count(platform.store(), platform.specs(), view.viewer, Sending(upload, mapping), day)
    except MappingError as error:
        for each in error.parts:
            st.error(markdown.escaped(each.said(say)))
        return
    except Refused as refused:
        st.error(markdown.escaped(refused.said(say)))
        return
    if not _told(found.errors, language):
        st.rerun()


def _told(problems: Sequence[Problem], language: Language) -> bool:
    """Whether there are problems, which are said line by line."""
    for each in merged(problems):
        st.error(markdown.escaped(sentence(each.problem, language.gettext, each.lines)))
    return bool(problems)
