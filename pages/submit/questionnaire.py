"""What is asked, of whom and in which words? Each question as it is asked, and the form for the tool that asks."""

from functools import partial

import streamlit as st

from benchmarks.fieldwork.form import Item
from data.viewer import Viewer
from pages.parts.frame import downloads, links, page, platform, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.reader import current
from pages.parts.panels.rounds.links import links_of
from pages.parts.views.fieldwork.questionnaire import MIME, TOOLS, FormView
from pages.parts.words import markdown
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("questionnaire", language) as screen:
        say, names = language.gettext, scope.Names(language)
        view = _chosen(screen.viewer, language)
        if view is None:
            todo = say("A spec asks a question where a survey indicator has `ask`.")
            return screen.nothing(say("Nothing is asked"), say("The spec of this sector has no question."), todo)
        kind = [names.category(view.sector, view.category)] if view.category else []
        screen.head(view.title, view.paragraph, [names.sector(view.sector), *kind])
        _forms(view, language)
        links_of(view.viewer, view.sector, view.category, language)
        for number, item in view.asked:
            _question(view, number, item)
        screen.take_away(f"questions-{view.sector}", lambda: view.table)
        links.link("fieldwork", say("Watch a round that is being asked"))


def _chosen(viewer: Viewer, language: Language) -> FormView | None:
    """Boxes for sector and category, all of them at first; None where the spec asks nothing."""
    names = scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        spec = platform.specs()[sector]
        asked = {code for each in spec.indicators if each.source == "survey" and each.ask for code in each.categories}
        if not asked:
            return None
        options = ["all", *(each.id for each in spec.categories if each.id in asked)]

        def write(code: str) -> str:
            return language.gettext("All categories") if code == "all" else names.category(sector, code)

        category = pick(f"asked_{sector}", language.gettext("Category"), options, write)
    return FormView(viewer, sector, None if category == "all" else category, language)


def _forms(view: FormView, language: Language) -> None:
    """A form and its mapping for each tool."""
    with st.container(border=True):
        st.markdown(language.gettext("**The form for your tool**, and the mapping that reads its answers"))
        for form_format, tool in TOOLS.items():
            name = view.name(form_format)
            with st.container(horizontal=True, vertical_alignment="center"):
                downloads.button(tool, name, MIME[form_format], partial(view.written, form_format))
                label, beside = language.gettext("Mapping for {tool}").format(tool=tool), f"{name}.mapping.json"
                downloads.button(label, beside, "application/json", partial(view.mapping, form_format))


def _question(view: FormView, number: int, item: Item) -> None:
    """One question as it is asked; nothing can be answered here."""
    with st.container(border=True):
        label, key = markdown.escaped(f"{number}. {view.label(item)}"), f"asked_{view.sector}_{item.name}"
        if said := view.only_if(item):
            st.caption(markdown.escaped(said))
        st.markdown(f"**{label}**")
        if item.options:
            options = [markdown.escaped(each) for each in view.options(item)]
            st.radio(label, options, None, horizontal=True, disabled=True, key=key, label_visibility="collapsed")
        elif item.kind == "text":
            st.text_input(label, disabled=True, key=key, label_visibility="collapsed")
        else:
            st.number_input(label, value=None, disabled=True, key=key, label_visibility="collapsed")
        if hint := view.hint(item):
            st.caption(markdown.escaped(hint))


show(current())
