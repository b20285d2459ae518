"""What did this wave change: bottom lines, benchmarks, movers beyond chance, actions that came due?"""

import streamlit as st

from benchmarks import reading
from benchmarks.actions.changes import KINDS
from benchmarks.scope.selection import Selection
from pages.parts.frame import page, platform, scope, trail
from pages.parts.frame.reader import current
from pages.parts.panels import wrapped
from pages.parts.views.changes import HEADING, ChangesView
from pages.parts.words.language import Language, word


def show(language: Language) -> None:
    """The page."""
    with page.screen("changes", language) as screen:
        viewer, say, names = screen.viewer, language.gettext, scope.Names(language)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector_or_all(viewer, language)
            measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
            wave = scope.choose_wave(viewer, sector, measured["wave"].unique(), language)
        if wave is None:
            return screen.nothing()
        trail.side_by_side(viewer, sector)
        view = ChangesView(viewer, Selection(sector=sector, wave=wave), language)
        where = names.sector(sector) if sector else say("All sectors")
        screen.head(view.title, view.paragraph, [where, language.wave(wave)])
        for kind in KINDS if view.changes.compared else ():
            with st.container(border=True):
                st.markdown(f"**{word(HEADING, kind, language)}** · {view.counts[kind]}")
                if view.counts[kind]:
                    wrapped.table(view.screen_rows(kind), language)
                    st.caption(view.below(kind))
                else:
                    st.caption(say("None in this wave."))
                if more := view.by_chance(kind):
                    with st.expander(say("{n} more may be chance").format(n=more)):
                        wrapped.table(view.screen_rows(kind, chance=True), language)
        screen.take_away(f"changes-{sector or 'all'}-{wave}", view.table, about={say("Chance"): view.paragraph})


show(current())
