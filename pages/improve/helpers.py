"""Who can help with a gap, what was asked of them, and did the gap close?"""

import streamlit as st

from benchmarks.scope.selection import Selection
from pages.parts.frame import page, programs, scope, trail
from pages.parts.frame.choice import pick
from pages.parts.frame.reader import current
from pages.parts.panels.infrastructure import requests as panel
from pages.parts.views.infrastructure.help import HelpView
from pages.parts.views.infrastructure.standing import Standing
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("helpers", language) as screen:
        say, names = language.gettext, scope.Names(language)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector(screen.viewer, language)
            if sector is None:
                return screen.nothing()
            view = HelpView(screen.viewer, sector, language)
            codes, write = view.indicators, lambda code: names.indicator(sector, code)
            indicator = pick(f"indicator_{sector}", say("Indicator"), codes, write) or codes[0]
        trail.side_by_side(screen.viewer, sector)
        screen.head(view.title, view.paragraph, [names.sector(sector)])
        panel.message()
        st.header(say("Who can help with this gap"), anchor=False)
        if view.spec.indicator(indicator).source == "test":
            for line in Standing(screen.viewer, Selection(sector=sector), language).help(indicator):
                st.markdown(line)
        panel.partners(view, indicator)
        panel.offers(view, indicator)
        panel.requests(view)
        if len(view.requests):
            screen.take_away(f"help-{sector}", lambda: view.table)
            programs.lines("helpers", Selection(sector), language, requests="true")


show(current())
