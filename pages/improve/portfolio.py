"""What is under way across enterprises, what was followed by measured improvement, and which red gaps have no plan?"""

import streamlit as st

from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.frame import page, scope, trail
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import downloads, wrapped
from pages.parts.shell import navigation
from pages.parts.views.portfolio import PortfolioView
from pages.parts.words import sentences
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("improve", navigation.title("portfolio", language))
    if not page.allowed(viewer, navigation.roles("portfolio"), language):
        return
    head = st.container()
    sector = scope.choose_sector_or_all(viewer, language)
    trail.side_by_side(viewer, sector)
    view = PortfolioView(viewer, sector, language)
    shown = [scope.Names(language).sector(sector) if sector else say("All sectors")]
    with head:
        page.head(language, place, shown, view.title, view.paragraph, demo=scope.has_demo())
    if not view.measured:
        todo = say("Results appear as soon as an association has loaded a survey or test file.")
        page.empty(language, say("There are no results you may see."), todo)
        return
    if view.rows.empty:
        page.empty(
            language, say("No action is registered yet"), say("Manufacturers register their actions; they show here.")
        )
    else:
        with st.container(border=True):
            st.markdown(say("**Where the actions stand**, by dimension"))
            draw.show(draw.specification(stacked, view.bars, language=language), "portfolio_bars", view.title)
        with st.container(border=True):
            st.markdown(say("**Partners** of the innovation chain"))
            st.dataframe(view.partners, hide_index=True, key="portfolio_partners")
            st.caption(
                say("What followed a partner is not proven to come from it; an action with two counts for both.")
            )
        with st.container(border=True):
            st.markdown(say("**Measures** that were followed by measured improvement"))
            if view.worked.empty:
                st.caption(say("None yet."))
            else:
                wrapped.table(view.worked, language)
    with st.container(border=True):
        st.markdown(say("**Red without a plan**, broken bottom lines first, then the lowest score"))
        if view.unplanned.empty:
            st.caption(say("Every red gap has an action that is still pending."))
        else:
            wrapped.table(view.unplanned_table, language)
    about = {say("Content"): view.title, say("Scope"): shown[0]}
    if scope.has_demo():
        about[say("Data")] = sentences.synthetic_notice(language)
    downloads.row(f"red-without-plan-{sector or 'all'}", lambda: view.unplanned_table, about, language)
    page.foot(language, scope.has_demo())


show(current())
