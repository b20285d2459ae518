"""Registering a project in a form: it is sent as a file of one row, and every rule of that file holds."""

import csv
from datetime import date, timedelta
from io import StringIO

import streamlit as st

from benchmarks.columns import LEVELS
from benchmarks.innovation.problems import PARTNERS
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from data.kept.batches import Upload
from data.problems.problem import sentence
from data.refusal import Refused
from pages.parts.frame import platform, scope
from pages.parts.panels.governance.records import message, said
from pages.parts.views.governance.projects import ProjectsView
from pages.parts.words import markdown
from pages.parts.words import vocabulary as words
from pages.parts.words.governance import projects as project_words
from pages.parts.words.language import word

HEAD = ("project", "title", "problem", "categories", "lead", "members", "partners", "budget", "start", "end", "target")


def form(view: ProjectsView) -> None:
    """For those who may load a sector's projects: what one is about, who takes part, its target and its cost."""
    sector, say, language = view.sector, view.language.gettext, view.language
    if sector is None or not view.viewer.may_load("projects", sector):
        return
    message()
    spec, names = platform.specs()[sector], scope.Names(language)
    register = platform.enterprises(view.viewer)
    makers = names.enterprises(register[register["sector"] == sector])
    with st.expander(say("Register a project")), st.form("project", border=False):
        left, right = st.columns(2, gap="medium")
        with left:
            st.text_input(say("Project no."), key="project_project", max_chars=80)
            st.text_input(say("Project title"), key="project_title", max_chars=200)
            ids = [each.id for each in spec.indicators]
            st.selectbox(
                say("Problem (indicator)"),
                ids,
                None,
                lambda code: view.name(sector, code),
                "project_problem",
                placeholder="",
            )
            known = {each.id: language.label(each.label) for each in spec.categories}
            st.multiselect(
                say("Categories"), list(known), key="project_categories", format_func=known.__getitem__, placeholder=""
            )
            st.multiselect(
                say("Members"), list(makers), key="project_members", format_func=makers.__getitem__, placeholder=""
            )
            st.selectbox(say("Lead"), list(makers), None, makers.__getitem__, "project_lead", placeholder="")
        with right:
            st.date_input(say("Begins on"), key="project_start")
            st.date_input(say("Ends on"), date.today() + timedelta(365), key="project_end")
            value = say("a value of our own")
            shown = lambda code: word(words.LEVEL, code, language) if code else value  # noqa: E731 - one line, used once
            st.selectbox(say("Target"), ["", *LEVELS], 2, shown, "project_level")
            st.number_input(say("Target value"), value=None, key="project_value", format="%g", step=None)
            st.number_input(say("Cost, yuan"), min_value=0, value=None, key="project_budget", step=10_000)
        st.caption(say("Partners of the five kinds, by name; several separated by ;"))
        for column, kind in zip(st.columns(len(PARTNERS)), PARTNERS, strict=True):
            column.text_input(word(project_words.PARTNER, kind, language), key=f"project_{kind}")
        st.form_submit_button(say("Register the project"), type="primary", on_click=_registered, args=(view, sector))


def _registered(view: ProjectsView, sector: str) -> None:
    language, say = view.language, view.language.gettext
    upload = Upload("projects", sector, content(), "project-form.csv", "", "", title=st.session_state["project_title"])
    try:
        outcome = load(platform.store(), platform.specs(), view.viewer, Sending(upload))
    except Refused as error:
        said("error", error.said(say))
        return
    if outcome.batch is None:
        found = dict.fromkeys(sentence(each, say) for each in outcome.errors)
        said("error", "  \n".join(markdown.escaped(each) for each in found))
        return
    said(
        "success",
        say("The project is kept as batch {n}. It is judged once a wave begins after its end.").format(
            n=language.number(outcome.batch)
        ),
    )


def content() -> bytes:
    """The form as a projects file of one row."""
    given = {name: st.session_state.get(f"project_{name}") for name in HEAD}
    partners = [
        f"{kind}: {name.strip()}"
        for kind in PARTNERS
        for name in (st.session_state.get(f"project_{kind}") or "").split(";")
        if name.strip()
    ]
    value = st.session_state.get("project_value")
    given |= {"partners": ";".join(partners), "target": st.session_state.get("project_level") or value}
    given |= {name: ";".join(st.session_state.get(f"project_{name}") or []) for name in ("categories", "members")}
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerow(["" if given[name] is None else str(given[name]) for name in HEAD])
    return text.getvalue().encode()
