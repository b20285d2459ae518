"""What another term of procedure would do, before such a rule takes effect."""

import streamlit as st

from benchmarks.governance.clock import STEPS
from benchmarks.governance.supposed import LONGEST
from benchmarks.governance.terms import terms
from data.kept.tiers import AUTHORITY
from pages.parts.frame import tables
from pages.parts.views.governance.clock import ClockView
from pages.parts.words.governance import clock as words
from pages.parts.words.language import word


def other_terms(view: ClockView) -> None:
    """For the authority: which open steps would be due on another day with no fact changed."""
    if view.viewer.role not in AUTHORITY or view.pending.empty:
        return
    say, language = view.language.gettext, view.language
    with st.expander(say("What another term would do, before it takes effect")):
        st.caption(say("No fact changes and what is done stays done: only open steps can move."))
        left, right = st.columns(2)
        step = left.selectbox(
            say("Step"), list(STEPS), 4, lambda code: word(words.STEP, code, language), key="term_step"
        )
        rule = terms().at(step, view.day)
        label = say("Length in {unit}").format(unit=word(words.UNIT, rule.unit, language))
        length = right.number_input(label, 1, LONGEST, rule.length, 1, key=f"term_length_{step}")
        moved = view.moved(step, length)
        n = len(moved)
        told = language.ngettext("{n} open step would move.", "{n} open steps would move.", n).format(n=n)
        st.markdown(told if n else say("No open step would move."))
        if n:
            tables.show(moved, "term_moved")
