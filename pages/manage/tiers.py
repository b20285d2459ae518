"""Which tier is proposed for whom, how sure is that, and how do risk, credit, capacity and willingness stand?"""

from datetime import UTC, datetime

import streamlit as st

from benchmarks.governance.axes import AXES
from benchmarks.scope.selection import Selection
from pages.parts.charts import draw
from pages.parts.charts.spans import spans
from pages.parts.frame import links, page, programs, scope, tables, trail, wrapped
from pages.parts.frame.reader import current
from pages.parts.panels.governance import records, tiers
from pages.parts.views.governance.tiers import TierView
from pages.parts.words.governance import tiers as words
from pages.parts.words.language import Language, word


def show(language: Language) -> None:
    """The page."""
    with page.screen("tiers", language) as screen:
        say = language.gettext
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector(screen.viewer, language)
        if sector is None:
            return screen.nothing()
        trail.side_by_side(screen.viewer, sector)
        view = TierView(screen.viewer, sector, datetime.now(UTC).date(), language)
        screen.head(view.title, view.paragraph, [scope.Names(language).sector(sector)])
        records.message()
        if view.rows.empty:
            page.empty(say("No lot of this sector is on file."), say("Load drawn lots as a file of checks."))
            links.link("upload", say("Load a file"), kind="checks")
        else:
            with st.container(border=True):
                st.markdown(say("**Share of lots that fail**, in %, with its 95% interval and the edges of the tiers"))
                draw.show(spans(view.bars, language, view.edges, view.signs), "tier_spans", view.title)
            tiers.form(view)
        with st.container(border=True):
            st.markdown(say("**Four axes side by side**, never summed; 95% intervals"))
            wrapped.table(view.axis_table, language, whole=True)
            meant = [f"{word(words.AXIS, axis, language)}: {word(words.AXIS_MEANT, axis, language)}" for axis in AXES]
            st.caption("  \n".join(meant))
        tiers.other_edges(view)
        if len(view.fairness):
            with st.expander(say("Does a tier fall on one size, region or age? None of them is an input")):
                tables.show(view.fairness, "tier_fairness")
        links.link("clock", say("Checks, terms and official records"), sector=sector)
        if len(view.rows):
            with st.expander(say("All figures as a table")):
                tables.show(view.table, "tier_table")
            screen.take_away(f"tiers-{sector}", lambda: view.table)
            programs.lines("tiers", Selection(sector), language)


show(current())
