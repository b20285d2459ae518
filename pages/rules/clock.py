"""Who must do what by when after a check that failed, and which official records are in force?"""

from datetime import UTC, datetime

import streamlit as st

from benchmarks.scope.selection import Selection
from pages.parts.charts import draw
from pages.parts.charts.spans import spans
from pages.parts.frame import links, page, programs, scope, tables, trail
from pages.parts.frame.reader import current
from pages.parts.panels.governance import duties, other_terms, records
from pages.parts.views.governance.clock import ClockView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("clock", language) as screen:
        say = language.gettext
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector_or_all(screen.viewer, language)
            first = ClockView(screen.viewer, sector, datetime.now(UTC).date(), language)
            newest = first.newest if screen.demo else first.day
            day = st.date_input(say("Day"), newest, key="clock_day", bind="query-params")
        trail.side_by_side(screen.viewer, sector)
        view = ClockView(screen.viewer, sector, day, language)
        where = scope.Names(language).sector(sector) if sector else say("All sectors")
        screen.head(view.title, view.paragraph, [where, language.date(view.day)])
        if view.rows.empty:
            page.empty(
                say("No check that failed is on file."),
                say(
                    "Steps begin on the day a maker is told of a failed check; checks are loaded as a file of "
                    "that kind."
                ),
            )
            links.link("upload", say("Load a file"), kind="checks")
        elif len(view.bars):
            with st.container(border=True):
                st.markdown(say("**What is not done**, late first: from the day a step begins to the day it is due"))
                lines = [(view.day.toordinal(), records.today(language))]
                draw.show(spans(view.bars, language, lines, view.signs), "clock_spans", view.title)
        if len(view.pending):
            duties.of_party(view)
        other_terms.other_terms(view)
        records.listed(view)
        chosen = {"sector": sector} if sector else {}
        links.link("tiers", say("Tiers and axes of this sector"), **chosen)
        links.link("problems", say("What followed notices and records"), **chosen)
        if len(view.rows):
            with st.expander(say("All steps as a table")):
                tables.show(view.table, "clock_table")
            screen.take_away(f"clock-{sector or 'all'}", lambda: view.table)
            programs.lines("clock", Selection(sector), language)


show(current())
