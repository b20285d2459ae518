"""Which problems are worth a project, did the projects work, and what is known of what works?"""

import streamlit as st

from benchmarks.scope.selection import Selection
from pages.parts.charts import draw
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.frame import links, page, programs, scope, tables, trail, wrapped
from pages.parts.frame.reader import current
from pages.parts.panels.governance import project_form
from pages.parts.views.governance.feedback import FeedbackView
from pages.parts.views.governance.projects import ProjectsView
from pages.parts.words import markdown
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("problems", language) as screen:
        say = language.gettext
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector_or_all(screen.viewer, language)
        trail.side_by_side(screen.viewer, sector)
        view = ProjectsView(screen.viewer, sector, language)
        screen.head(
            view.title, view.paragraph, [scope.Names(language).sector(sector) if sector else say("All sectors")]
        )
        if len(view.problems):
            with st.container(border=True):
                st.markdown(say("**Problems**: points the sector gains if everyone below reaches the benchmark"))
                draw.show(holdbacks(view.bars, language), "problem_bars", view.title)
            with st.expander(say("All problems as a table")):
                tables.show(view.problem_table, "problem_table")
        _projects(view)
        project_form.form(view)
        _feedback(FeedbackView(screen.viewer, sector, language))
        _library(view)
        links.link("actions", say("All actions"), **({"sector": sector} if sector else {}))
        if len(view.problems):
            screen.take_away(f"problems-{sector or 'all'}", lambda: view.problem_table)
            programs.lines("problems", Selection(sector), language)
        elif len(view.library):
            screen.take_away("what-worked", lambda: view.library_table)


def _projects(view: ProjectsView) -> None:
    """What became of each project."""
    say = view.language.gettext
    st.header(say("Did the projects work?"), anchor=False)
    if view.projects.empty:
        page.empty(say("No project is on file."), say("Projects are loaded as a file of that kind, one row each."))
        return links.link("upload", say("Load a file"), kind="projects")
    for row in view.projects.to_dict("records"):
        with st.container(border=True):
            st.markdown(view.told(row))


def _feedback(view: FeedbackView) -> None:
    """What followed notices, penalties, help and projects."""
    say = view.language.gettext
    st.header(say("What followed a notice, a penalty, help or a project?"), anchor=False)
    if view.shown.empty:
        return page.empty(
            say("No notice, record, help or project is on file."),
            say("It is told once a wave was measured in time before and after."),
        )
    st.markdown(markdown.escaped(view.answer))
    st.caption(
        say(
            "From the last wave but one before to the first wave after, against makers of the same category about whom "
            "nothing was done. Who is told of a failure stood badly partly by chance and comes back by itself: that "
            "return to the mean is what the last wave before would have added."
        )
    )
    wrapped.table(view.table, view.language)


def _library(view: ProjectsView) -> None:
    """Effects of closed actions, failures counted."""
    say = view.language.gettext
    st.header(say("What others did, and what came of it"), anchor=False)
    if view.library.empty:
        return page.empty(say("No action is closed yet."), say("An action counts here once its due wave was measured."))
    st.caption(
        say(
            "Effects of closed actions and projects in ladder points (floor to benchmark is 20), failures counted, "
            "nobody named: random-effects means by REML with the interval of Knapp and Hartung. What followed a "
            "measure is not proven to come from it."
        )
    )
    if view.library["small_studies"].any():
        st.caption(
            say("In some groups the less exact effects are the larger ones: small successes may be told more often.")
        )
    if len(view.effects):
        with st.container(border=True):
            draw.show(
                holdbacks(view.effects, view.language), "library_bars", say("What others did, and what came of it")
            )
    with st.expander(say("All groups as a table")):
        tables.show(view.library_table, "library_table")


show(current())
