"""What is under way across enterprises, what was followed by measured improvement, and which red gaps have no plan?"""

import streamlit as st

from pages.parts.charts import canvas, draw
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.charts.stacked import stacked
from pages.parts.frame import links, page, scope, tables, trail, wrapped
from pages.parts.frame.reader import current
from pages.parts.views.portfolio import PortfolioView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("portfolio", language) as screen:
        say = language.gettext
        sector = scope.choose_sector_or_all(screen.viewer, language)
        trail.side_by_side(screen.viewer, sector)
        view = PortfolioView(screen.viewer, sector, language)
        if not view.measured:
            return screen.nothing()
        where = scope.Names(language).sector(sector) if sector else say("All sectors")
        screen.head(view.title, view.paragraph, [where])
        _without(view)
        if view.rows.empty:
            page.empty(say("No action is registered yet"), say("Manufacturers register their actions; they show here."))
        else:
            _plans(view)
        screen.take_away(f"red-without-plan-{sector or 'all'}", lambda: view.unplanned_table)


def _without(view: PortfolioView) -> None:
    """What has no plan, by what it would add; a click opens its sector. Then each of them, as a table."""
    say, language = view.language.gettext, view.language
    with st.container(border=True):
        if view.unplanned.empty:
            st.markdown(say("**Red without a plan**"))
            st.caption(say("Every red gap has an action that is still pending."))
            return
        if len(view.leading):
            st.markdown(say("**Red without a plan**: points the whole gains if all gaps here closed to the next level"))
            shown = draw.show(holdbacks(view.leading, language), "portfolio_leverage", view.title, canvas.CLICK)
            if clicked := canvas.clicked(shown):
                sector, indicator = clicked.split("/")
                links.go("sector", sector=sector, indicator=indicator)
        with st.expander(say("Each red gap without a plan, broken bottom lines first, then the lowest score")):
            wrapped.table(view.unplanned_table, language)


def _plans(view: PortfolioView) -> None:
    """Where the actions stand, with which partners, and which measures were followed by improvement."""
    say, language = view.language.gettext, view.language
    with st.container(border=True):
        st.markdown(say("**Where the actions stand**, by dimension"))
        draw.show(stacked(view.bars, language), "portfolio_bars", view.title)
    with st.container(border=True):
        st.markdown(say("**Partners** of the innovation chain"))
        tables.show(view.partners, "portfolio_partners")
        st.caption(say("What followed a partner is not proven to come from it; an action with two counts for both."))
    with st.container(border=True):
        st.markdown(say("**Measures** that were followed by measured improvement"))
        if view.worked.empty:
            st.caption(say("None yet."))
        else:
            wrapped.table(view.worked, language)


show(current())
