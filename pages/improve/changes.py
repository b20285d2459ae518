"""What did this wave change: bottom lines, benchmarks, movers beyond chance, actions that came due?"""

import streamlit as st

from benchmarks.actions.changes import KINDS
from benchmarks.scope.selection import Selection
from pages.parts.frame import page, platform, scope, trail
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import downloads, wrapped
from pages.parts.shell import navigation
from pages.parts.views.changes import ChangesView
from pages.parts.words import sentences
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("improve", navigation.title("changes", language))
    if not page.allowed(viewer, navigation.roles("changes"), language):
        return
    head, names = st.container(), scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector_or_all(viewer, language)
        measured = platform.estimates(viewer, Selection(sector=sector))
        wave = scope.choose_wave(measured["wave"].unique(), language)
    if wave is None:
        with head:
            page.head(language, place, [], say("Nothing has been measured yet"), demo=scope.has_demo())
        todo = say("Results appear as soon as an association has loaded a survey or test file.")
        page.empty(language, say("There are no results you may see."), todo)
        return
    trail.side_by_side(viewer, sector)
    view = ChangesView(viewer, Selection(sector=sector, wave=wave), language)
    shown = [names.sector(sector) if sector else say("All sectors"), language.wave(wave)]
    with head:
        page.head(language, place, shown, view.title, view.paragraph, demo=scope.has_demo())
    for kind in KINDS if view.changes.compared else ():
        with st.container(border=True):
            st.markdown(f"**{view.heading(kind)}** · {view.counts[kind]}")
            if view.counts[kind]:
                wrapped.table(view.seen(kind), language)
                st.caption(view.below(kind))
            else:
                st.caption(say("None in this wave."))
    about = {say("Content"): view.title, say("Chance"): view.paragraph, say("Scope"): " · ".join(shown)}
    if scope.has_demo():
        about[say("Data")] = sentences.synthetic_notice(language)
    downloads.row(f"changes-{sector or 'all'}-{wave}", view.table, about, language)
    page.foot(language, scope.has_demo())


show(current())
