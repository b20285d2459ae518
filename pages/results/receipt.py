"""What is this score made of, to the last digit, and from which files?"""

import streamlit as st

from benchmarks.infrastructure import receipt as receipts
from pages.parts.frame import page, platform, scope, tables
from pages.parts.frame.reader import current
from pages.parts.panels import receipt
from pages.parts.views.infrastructure.standing import Standing
from pages.parts.views.receipt import Bill
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("receipt", language) as screen:
        say = language.gettext
        selection = scope.choose_product(screen.viewer, language)
        if selection is None:
            return screen.nothing()
        bill = Bill(platform.read(receipts.receipt, screen.viewer, selection), language)
        body = say(
            "Points times weight used, added up. Weight is inside the dimension; weight used is in the whole index, "
            "after what is missing has handed its own on."
        )
        rests = Standing(screen.viewer, selection, language).whole
        screen.head(
            bill.title,
            sentences.joined([rests, body], language),
            scope.product_names(screen.viewer, selection, language),
        )
        with st.container(border=True):
            st.markdown(bill.markdown())
        with st.container(border=True):
            st.markdown(say("**How it was made**"))
            for line in bill.method():
                st.caption(markdown.escaped(line))
            said = say(
                "The JSON holds all of it: `python tests/recompute_receipt.py FILE` computes the score from it alone."
            )
            st.caption(said)
        with st.expander(say("The files behind it"), expanded=True):
            tables.show(bill.batches(), "receipt_batches")
        with st.container(horizontal=True):
            receipt.button(bill, language)


show(current())
