"""Where do consumers and the laboratory disagree?"""

import streamlit as st

from benchmarks.scope.selection import Selection
from pages.parts.frame import page, platform, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import contradictions as clash_detail
from pages.parts.panels import downloads, wrapped
from pages.parts.shell import navigation
from pages.parts.views.contradictions import CLASHES, ClashView
from pages.parts.words import advice as advice_words
from pages.parts.words import sentences
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("results", navigation.title("contradictions", language))
    if not page.allowed(viewer, navigation.roles("contradictions"), language):
        return
    head, names = st.container(), scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        measured = platform.estimates(viewer, Selection(sector=sector))
        kinds = {"all": say("All categories")}
        kinds |= {code: names.category(sector, code) for code in dict.fromkeys(measured["category"])}
        chosen = pick(f"kind_{sector}", say("Category"), list(kinds), lambda code: kinds[code])
        category = None if chosen == "all" else chosen
        wave = scope.choose_wave(Selection(category=category).only(measured)["wave"], language)
        view = ClashView(viewer, Selection(sector, category, wave=wave), language)
        topic = pick("topic", say("Topic"), view.topics, view.topic) if wave else None
    if topic is None:
        with head:
            page.head(language, place, [], say("There is nothing to compare yet"), demo=scope.has_demo())
        todo = say("A contradiction needs a survey and a test of the same product in the same wave.")
        page.empty(language, say("No product was both surveyed and tested."), todo)
        return
    shown = [names.sector(sector), kinds[chosen], language.wave(wave)]
    with head:
        body = say("A finding is made only where it is at least 95% sure; the cross is the benchmark on both sides.")
        page.head(language, place, shown, view.title, body, demo=scope.has_demo())
    with st.container(border=True):
        picture = clash_detail.chart(view, topic)
    for code in CLASHES:
        with st.container(border=True):
            st.markdown(f"**{page.escaped(advice_words.finding(code, language).capitalize())}**")
            st.caption(page.escaped(advice_words.finding_meant(code, language)))
            found = view.listed((code,))
            if found.empty:
                st.caption(say("None in this choice."))
            else:
                wrapped.table(found.drop(columns=say("Finding")), language)
    with st.expander(say("All comparisons as a table")):
        st.dataframe(view.listed((*CLASHES, "cannot_tell", "agree")), hide_index=True, key="comparisons")
    about = {say("Content"): view.title, say("Scope"): " · ".join(shown)}
    if scope.has_demo():
        about[say("Data")] = sentences.synthetic_notice(language)
    name = f"contradictions-{sector}-{chosen}-{wave}"
    chart = (picture, view.title, [" · ".join(shown)])
    downloads.row(name, lambda: view.listed((*CLASHES, "cannot_tell", "agree")), about, language, chart)
    page.foot(language, scope.has_demo())


show(current())
