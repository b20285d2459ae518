"""Below the ladder: which gap first, and what goes with satisfaction."""

import pandas as pd
import streamlit as st

from benchmarks.infrastructure import receipt as receipts
from pages.parts.charts import canvas, draw
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.frame import platform
from pages.parts.frame import tables as grid
from pages.parts.panels.receipt import button as receipt_button
from pages.parts.views.importance import ImportanceView
from pages.parts.views.priorities import PriorityView
from pages.parts.views.receipt import Bill
from pages.parts.words import markdown


def receipt(advice: PriorityView) -> None:
    """The receipt of the index as a file, and the way to read it."""
    view, language = advice.gaps, advice.language
    with st.container(horizontal=True, vertical_alignment="center"):
        receipt_button(Bill(platform.read(receipts.receipt, view.viewer, view.selection), language), language)
        st.page_link("pages/results/receipt.py", label=language.gettext("Read it as a bill"))


def first(advice: PriorityView) -> None:
    """What closing each gap adds to the index, in the order in which it is to be done; apart, what is beyond."""
    say = advice.language.gettext
    short, beyond = advice.chart(advice.short), advice.chart(advice.beyond)
    if short.empty and beyond.empty and not advice.later:
        return
    with st.container(border=True):
        st.markdown(say("**Which gap first**: points the index gains if the gap closed to its next level"))
        if advice.gaps.scope:
            st.caption(say("Of the results chosen above only."))
        if short.empty and not advice.later:
            st.caption(
                say("None of them is short of the benchmark.")
                if advice.gaps.scope
                else say("Nothing measured here is short of the benchmark.")
            )
        if not short.empty:
            _gains(advice, short, "priorities")
            st.caption(say("Broken bottom lines first, then what is certainly short of the benchmark, then the rest."))
        if advice.later:
            st.caption(markdown.escaped(advice.later))
        if not beyond.empty:
            st.markdown(say("**Beyond the benchmark**, by the estimate: on the way to the frontier"))
            _gains(advice, beyond, "beyond")


def _gains(advice: PriorityView, rows: pd.DataFrame, key: str) -> None:
    draw.show(holdbacks(rows, advice.language), key, advice.language.gettext("Points gained by gap"))


def importance(drivers: ImportanceView) -> None:
    """Importance by performance beside what it says and what it does not."""
    say = drivers.language.gettext
    with st.container(border=True):
        st.markdown(say("**What goes with satisfaction**: importance by performance"))
        if drivers.found.refused or drivers.items.empty:
            for told in drivers.words:
                st.markdown(markdown.escaped(told))
            return
        left, right = st.columns([0.63, 0.37], gap="medium")
        with left:
            event = draw.show(drivers.picture, "importance", say("Importance by performance"), canvas.CLICK)
            st.caption(say("Click a mark to read it."))
        if text := drivers.item_text(canvas.clicked(event)):
            right.markdown(f"**{markdown.escaped(text)}**")
        for text in drivers.words:
            right.markdown(markdown.escaped(text))


def tables(advice: PriorityView) -> None:
    """Every figure, to be opened."""
    say = advice.language.gettext
    with st.expander(say("All figures as a table")):
        grid.show(advice.gaps.table, "gap_table")
    with st.expander(say("Every gap with what it adds")):
        grid.show(advice.table, "priority_table")
