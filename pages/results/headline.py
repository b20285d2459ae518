"""The whole and its parts beside the official figures: how many lots pass, where the board stands, what lifts it."""

import streamlit as st

from benchmarks.headline import headline
from benchmarks.index import national
from benchmarks.scope.selection import Selection
from pages.parts.charts import draw
from pages.parts.charts.rates import beside
from pages.parts.frame import page, platform, programs, scope, tables
from pages.parts.frame.reader import current
from pages.parts.panels.headline import parts as panel
from pages.parts.views.headline.figures import HeadlineView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("headline", language) as screen:
        say = language.gettext
        figures = platform.read(headline.headline, screen.viewer)
        checked = figures.loc[figures["basis"].eq("random") & figures["period"].ne(""), "period"]
        periods = [*platform.read(national.board, screen.viewer)["wave"], *checked]
        period = scope.choose_wave(screen.viewer, None, periods, language)
        if period is None:
            return screen.nothing(reason=say("There are no results yet."))
        view = HeadlineView(screen.viewer, period, language)
        screen.head(view.title, view.paragraph, [language.wave(period), view.behind])
        panel.figures(view)
        left, right = st.columns(2)
        with left:
            picture = panel.rates_of(view)
        with right, st.container(border=True):
            st.markdown(say("**The official pass rate beside ours**: other products, another draw, never joined"))
            draw.show(beside(view.line, language), "official_line", view.title)
        panel.by_region(view)
        panel.on_map(view)
        panel.links_of(view)
        panel.newspaper(view)
        with st.expander(say("All figures as a table")):
            tables.show(view.table, "headline_table")
        screen.take_away(f"headline-{period}", lambda: view.table, picture, about={"n": view.behind})
        programs.lines("headline", Selection(), language, period=period)


show(current())
