"""What should be asked or tested next, so that most is decided for the money?"""

import streamlit as st

from benchmarks.fieldwork.deciding import Prices
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.curve import curve
from pages.parts.frame import links, page, programs, scope
from pages.parts.frame.listed import listed
from pages.parts.frame.reader import current
from pages.parts.views.fieldwork.buying import NextView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("next", language) as screen:
        say = language.gettext
        view = _chosen(screen.viewer, language)
        if view is None:
            return screen.nothing()
        shown = [scope.Names(language).sector(view.sector)]
        if not view.measured:
            return screen.nothing(scope=shown)
        if view.open.empty:
            done = say("No verdict waits for answers or samples.")
            return screen.nothing(view.title, done, say("It opens as soon as a wave leaves a verdict open."), shown)
        screen.head(view.title, view.paragraph, shown)
        if view.rows.empty:
            page.empty(say("No step can be paid from it."), say("Raise the budget, or look at the prices."))
            return None
        picture = curve(view.points, language)
        with st.container(border=True):
            st.markdown(say("**What the money decides**, step by step"))
            draw.show(picture, "next", view.title)
        listed(view.short, view.table, "next_table", language)
        screen.take_away(f"next-{view.sector}", lambda: view.table, picture)
        prices = view.prices
        asked = {"response_price": prices.response, "sample_price": prices.sample}
        programs.lines("plan-next", Selection(view.sector), language, budget=prices.budget, **asked)
        links.link("planner", say("How many responses show a change"), sector=view.sector)


def _chosen(viewer: Viewer, language: Language) -> NextView | None:
    """Boxes for sector, budget and the two prices, as typed; None where there is no sector."""
    say = language.gettext
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        budget = st.number_input(say("Budget"), 1.0, 1e9, 10_000.0, 1000.0, "%.0f", key="next_budget")
        response = st.number_input(say("Price of a response"), 0.01, 1e6, 20.0, 1.0, "%.2f", key="next_response")
        sample = st.number_input(say("Price of a tested sample"), 0.01, 1e7, 300.0, 10.0, "%.2f", key="next_sample")
    return NextView(viewer, sector, Prices(budget, response, sample), language)


show(current())
