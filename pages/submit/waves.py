"""What of a round is in, missing or thin, who fell silent, and when is it shown?"""

import streamlit as st

from benchmarks.index import waves
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.frame import page, platform, programs, scope, tables, wrapped
from pages.parts.frame.choice import pick
from pages.parts.frame.reader import current
from pages.parts.panels.rounds import deeds, sums
from pages.parts.views.rounds import ROLES, RoundView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("waves", language) as screen:
        say = language.gettext
        view = _chosen(screen.viewer, language)
        if view is None:
            return screen.nothing(reason=say("No wave of this sector has been measured."))
        names = [scope.Names(language).sector(view.sector), language.wave(view.wave)]
        screen.head(view.title, view.paragraph, names)
        deeds.deeds(view)
        picture = stacked(view.bars, language, ROLES, say("Results"))
        with st.container(border=True):
            st.markdown(say("**What is in**, of each enterprise: results by category and source"))
            draw.show(picture, f"round_{view.sector}", view.title)
            st.caption(say("Thin: fewer than 30 answers or 3 samples, too few for a verdict. New: was not expected."))
        if len(view.replies):
            with st.container(border=True):
                st.markdown(say("**What makers replied** to their results"))
                wrapped.table(view.replies, language)
        with st.container(border=True):
            st.markdown(say("**The waves of this sector**, and who decided"))
            wrapped.table(view.history, language)
        sums.sums(view)
        with st.expander(say("All results of the round as a table")):
            tables.show(view.table, "round_table")
        screen.take_away(f"round-{view.sector}-{view.wave}", lambda: view.table, picture)
        programs.lines("waves", Selection(view.sector), language)


def _chosen(viewer: Viewer, language: Language) -> RoundView | None:
    """Boxes for sector and wave, at first the newest; None where nothing was measured."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        found = platform.read(waves.waves, viewer, Selection(sector=sector))
        found = found[found["enterprises"].notna()]
        wave = pick("wave", language.gettext("Wave"), list(found["wave"]), language.wave_name)
    return None if wave is None else RoundView(viewer, sector, wave, language)


show(current())
