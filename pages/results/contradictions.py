"""Where do consumers and the laboratory disagree?"""

import streamlit as st

from benchmarks import reading
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.frame import page, platform, programs, scope, tables, wrapped
from pages.parts.frame.choice import one_of, pick
from pages.parts.frame.reader import current
from pages.parts.panels import contradictions as clash_detail
from pages.parts.views.contradictions import CLASHES, ClashView
from pages.parts.words import advice as advice_words
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language, word


def show(language: Language) -> None:
    """The page."""
    with page.screen("contradictions", language) as screen:
        viewer, say, names = screen.viewer, language.gettext, scope.Names(language)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            place = _place(viewer, language)
            view = ClashView(viewer, place, language)
            topic = pick("topic", say("Topic"), view.topics, view.topic) if place.wave else None
        sector, wave = place.sector, place.wave
        if topic is None or sector is None or wave is None:
            title, reason = say("There is nothing to compare yet"), say("No product was both surveyed and tested.")
            todo = say("A contradiction needs a survey and a test of the same product in the same wave.")
            return screen.nothing(title, reason, todo)
        kind = names.category(sector, place.category) if place.category else say("All categories")
        body = say("A finding is made only where it is at least 95% sure; the cross is the benchmark on both sides.")
        screen.head(view.title, body, [names.sector(sector), kind, language.wave(wave)])
        with st.container(border=True):
            picture = clash_detail.chart(view, topic)
        for code in CLASHES:
            _listed(view, code)
        every = (*CLASHES, "cannot_tell", "agree")
        with st.expander(say("All comparisons as a table")):
            tables.show(view.listed(every), "comparisons")
        behind = {"n": sentences.count(view.rows["enterprise"].nunique(), "enterprise", language)}
        screen.take_away(
            f"contradictions-{sector}-{place.category or 'all'}-{wave}",
            lambda: view.listed(every),
            picture,
            about=behind,
        )
        programs.lines("contradictions", Selection(sector, place.category, wave=wave), language)


def _place(viewer: Viewer, language: Language) -> Selection:
    """Boxes for sector, category or all of them, and wave; what there is nothing to choose from for stays empty."""
    sector = scope.choose_sector(viewer, language)
    if sector is None:
        return Selection()
    measured, names = platform.read(reading.estimates, viewer, Selection(sector=sector)), scope.Names(language)
    kinds = {"all": language.gettext("All categories")}
    kinds |= {code: names.category(sector, code) for code in dict.fromkeys(measured["category"])}
    chosen = one_of(f"kind_{sector}", language.gettext("Category"), list(kinds), lambda code: kinds[code])
    category = None if chosen == "all" else chosen
    wave = scope.choose_wave(viewer, sector, Selection(category=category).only(measured)["wave"], language)
    return Selection(sector, category, wave=wave)


def _listed(view: ClashView, code: str) -> None:
    """The contradictions of one kind, and what they may mean."""
    language = view.language
    with st.container(border=True):
        st.markdown(f"**{markdown.escaped(word(advice_words.FINDING, code, language).capitalize())}**")
        st.caption(markdown.escaped(word(advice_words.FINDING_MEANT, code, language)))
        found = view.listed((code,))
        if found.empty:
            st.caption(language.gettext("None in this choice."))
        else:
            wrapped.table(found.drop(columns=language.gettext("Finding")), language)


show(current())
