"""Who will miss its sample at this pace, and which interviews should somebody look at?"""

import streamlit as st

from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.frame import downloads, links, page, scope, tables, wrapped
from pages.parts.frame.choice import pick
from pages.parts.frame.listed import listed
from pages.parts.frame.reader import current
from pages.parts.panels.rounds.kept import count_of
from pages.parts.views.fieldwork.tracker import ROLES, TrackerView, rounds
from pages.parts.words import markdown
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("fieldwork", language) as screen:
        say, names = language.gettext, scope.Names(language)
        view = _chosen(screen.viewer, language)
        if view is None:
            todo = say("A round runs from the day on which its sample is kept as a plan.")
            running = [names.sector(code) for code in scope.sectors_of(screen.viewer) if rounds(screen.viewer, code)]
            elsewhere = say("Rounds are running in: {sectors}.").format(sectors=language.both(running))
            reason = say("No plan of this sector waits for interviews.")
            screen.nothing(say("No round is running"), f"{reason} {elsewhere}" if running else reason, todo)
            links.link("sample", say("Plan a sample"))
            return None
        screen.head(view.title, view.paragraph, [names.sector(view.sector), view.survey, language.wave(view.wave)])
        picture = stacked(view.bars, language, ROLES, say("Interviews"))
        with st.container(border=True):
            st.markdown(say("**Interviews against the plan**, those that fall behind first"))
            draw.show(picture, "tracker", view.title)
        listed(view.short, view.table, "tracker_table", language)
        screen.take_away(f"fieldwork-{view.sector}-{view.wave}", lambda: view.table, picture)
        if view.responded:
            with st.container(border=True):
                st.markdown(say("**How many of those contacted answered**"))
                st.markdown(markdown.escaped(view.responded))
                wrapped.table(view.rate_table, language)
                st.markdown(markdown.escaped(view.raking))
                if len(view.margins):
                    name = f"margins-{view.survey}-{view.wave}.csv"
                    downloads.button(say("Margins for the load"), name, "text/csv", lambda: tables.csv(view.margins))
        if len(view.look):
            with st.container(border=True):
                st.markdown(say("**Interviews to look at**, by the interviewer's code; nothing is dropped by itself"))
                wrapped.table(view.look, language)
        count_of(view, language)
        links.link("upload", say("Load the round when it is over"))


def _chosen(viewer: Viewer, language: Language) -> TrackerView | None:
    """Boxes for sector and round; None where none is running."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        running = {f"{survey} {wave}": (survey, wave) for survey, wave in rounds(viewer, sector)}
        if not running:
            return None
        options = list(running)
        chosen = pick(f"round_{sector}", language.gettext("Round"), options) if len(options) > 1 else options[0]
    return None if chosen is None else TrackerView(viewer, sector, *running[chosen], language)


show(current())
