"""What is this score made of, to the last digit, and from which files?"""

import streamlit as st

from pages.parts.frame import page, platform, scope
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import downloads
from pages.parts.panels import gaps as gap_detail
from pages.parts.shell import navigation
from pages.parts.views.gaps import GapView
from pages.parts.views.receipt import Bill
from pages.parts.words import sentences
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("results", navigation.title("receipt", language))
    if not page.allowed(viewer, navigation.roles("receipt"), language):
        return
    head = st.container()
    selection = scope.choose_product(viewer, language)
    if selection is None:
        with head:
            page.head(language, place, [], say("Nothing has been measured yet"), demo=scope.has_demo())
        todo = say("Results appear as soon as an association has loaded a survey or test file.")
        page.empty(language, say("There are no results you may see."), todo)
        return
    bill, names = Bill(platform.receipt(viewer, selection), language), scope.Names(language)
    maker = gap_detail.enterprise_name(GapView(viewer, selection, language))
    with head:
        shown = [maker, names.category(selection.sector, selection.category), language.wave(selection.wave)]
        body = say(
            "Points times weight used, added up. Weight is inside the dimension; weight used is in the whole index, "
            "after what is missing has handed its own on."
        )
        page.head(language, place, shown, bill.title, body, demo=scope.has_demo())
    with st.container(border=True):
        st.markdown(bill.markdown())
    with st.container(border=True):
        st.markdown(say("**How it was made**"))
        for line in bill.method():
            st.caption(page.escaped(line))
        said = say(
            "The JSON holds all of it: `python tests/recompute_receipt.py FILE` computes the score from it alone."
        )
        st.caption(said)
    with st.expander(say("The files behind it"), expanded=True):
        st.dataframe(bill.batches(), hide_index=True, key="receipt_batches")
    with st.container(horizontal=True):
        downloads.receipt(bill, language)
    if scope.has_demo():
        st.caption(sentences.synthetic_notice(language))


show(current())
