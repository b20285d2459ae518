"""How far from floor, benchmark and frontier, and which gap first?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts.charts import canvas, draw
from pages.parts.charts.ladder import ladder
from pages.parts.charts.template import Spec
from pages.parts.frame import choice, documents, page, programs, scope
from pages.parts.frame.reader import current
from pages.parts.panels import advice as advice_detail
from pages.parts.panels import gaps as gap_detail
from pages.parts.panels.infrastructure.scopes import scope_choice
from pages.parts.views.gaps import GapView
from pages.parts.views.importance import ImportanceView
from pages.parts.views.priorities import PriorityView
from pages.parts.words import sentences
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("gaps", language) as screen:
        selection = scope.choose_product(screen.viewer, language)
        if selection is None:
            return screen.nothing()
        view = GapView(screen.viewer, selection, language)
        advice = PriorityView(view)
        body = sentences.joined([gap_detail.paragraph(view), advice.sentence], language)
        screen.head(view.title, body, scope.product_names(screen.viewer, selection, language))
        gap_detail.figures(view)
        advice_detail.receipt(advice)
        picture, whole = None, view
        if chosen := scope_choice(view.rests.states, language):
            view = replace(view, scope=chosen)
            advice = PriorityView(view)
        if view.rows.empty:
            st.caption(language.gettext("No indicator measured here has a full ladder in force."))
        else:
            if choice.asked("plan", ["new"]):  # the form first: on a telephone the columns lie below one another
                right, left = st.columns([0.45, 0.55], gap="medium")
            else:
                left, right = st.columns([0.63, 0.37], gap="medium")
            with left:
                picture, event = _ladder(view)
                advice_detail.first(advice)
            with right.container(border=True):
                gap_detail.detail(view, _shown(view, event) or _first(view, advice))
        gap_detail.notes(whole)
        advice_detail.importance(ImportanceView(whole))
        advice_detail.tables(advice)
        screen.take_away(scope.file_name("gaps", selection), lambda: view.table, picture, about={"n": view.behind})
        documents.row(screen.viewer, selection, language, "enterprise")
        programs.lines("gaps", selection, language)


def _first(view: GapView, advice: PriorityView) -> str:
    """What is shown in full at first: the gap to close first, or the lowest of what is listed."""
    keys = list(view.rows["key"])
    return str(advice.first) if advice.first in keys else keys[0]


def _shown(view: GapView, event: Mapping[str, Any] | None) -> str | None:
    """The indicator that was clicked, or that the address names."""
    clicked = canvas.clicked(event)
    if clicked:
        choice.tell("indicator", clicked)
    return clicked or choice.asked("indicator", list(view.rows["key"]))


def _ladder(view: GapView) -> tuple[Spec, Mapping[str, Any] | None]:
    language, place = view.language, view.selection
    with st.container(border=True):
        said = language.gettext("**Where each indicator stands**, worst first. Mark: estimate, bar: 95% interval.")
        st.markdown(said)
        picture = ladder(view.rows, language)
        return picture, draw.show(picture, f"ladder_{place.sector}_{place.category}", view.title, canvas.CLICK)


show(current())
