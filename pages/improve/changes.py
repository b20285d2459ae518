"""What did this wave change: bottom lines, benchmarks, movers beyond chance, actions that came due?"""

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.actions.changes import KINDS
from benchmarks.scope.selection import Selection
from pages.parts.charts import canvas, draw
from pages.parts.charts.dumbbell import dumbbell
from pages.parts.charts.template import Spec
from pages.parts.frame import links, page, platform, programs, scope, trail, wrapped
from pages.parts.frame.reader import current
from pages.parts.views.changes import HEADING, MOVERS, ChangesView
from pages.parts.words.language import Language, word

MOST = 8  # rows of the picture from each end


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
        picture = _picture(view)
        for kind in KINDS if view.changes.compared else ():
            with st.container(border=True):
                st.markdown(f"**{word(HEADING, kind, language)}** · {view.counts[kind]}")
                if view.counts[kind]:
                    with st.expander(say("The table"), expanded=picture is None or kind not in MOVERS):
                        wrapped.table(view.screen_rows(kind), language)
                        st.caption(view.below(kind))
                else:
                    st.caption(say("None in this wave."))
                if more := view.by_chance(kind):
                    with st.expander(say("{n} more may be chance").format(n=more)):
                        wrapped.table(view.screen_rows(kind, chance=True), language)
        about = {say("Chance"): view.paragraph}
        screen.take_away(f"changes-{sector or 'all'}-{wave}", view.table, picture, about=about)
        programs.lines("progress", Selection(sector, wave=wave), language)


def _picture(view: ChangesView) -> Spec | None:
    """What moved beyond chance, from where to where; a click opens the progress of that result."""
    rows, say = view.moved, view.language.gettext
    if rows.empty:
        return None
    shown = pd.concat([rows.head(MOST), rows.tail(max(0, min(MOST, len(rows) - MOST)))])
    with st.container(border=True):
        st.markdown(say("**From where to where**, in points: what stays when false alarms are held down"))
        spec = dumbbell(shown, view.language)
        clicked = canvas.clicked(draw.show(spec, "changes_picture", view.title, canvas.CLICK))
        if len(shown) < len(rows):
            said = say("The {n} that fell and rose most of {all}; the tables have the rest.")
            st.caption(said.format(n=view.language.number(len(shown)), all=view.language.number(len(rows))))
    if clicked:
        names = ("sector", "category", "enterprise", "indicator")
        links.go("progress", **dict(zip(names, clicked.split("/"), strict=True)), wave=str(view.selection.wave))
    return spec


show(current())
