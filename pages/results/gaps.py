"""How far from floor, benchmark and frontier, and which gap first?"""

import streamlit as st

from pages.parts.charts import canvas, draw
from pages.parts.charts.ladder import ladder
from pages.parts.frame import page, scope
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import advice as advice_detail
from pages.parts.panels import downloads
from pages.parts.panels import gaps as gap_detail
from pages.parts.shell import navigation
from pages.parts.views.gaps import GapView
from pages.parts.views.priorities import PriorityView
from pages.parts.words import sentences
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, place = current_viewer(), ("results", navigation.title("gaps", language))
    if not page.allowed(viewer, navigation.roles("gaps"), language):
        return
    head = st.container()
    selection = scope.choose_product(viewer, language)
    if selection is None:
        with head:
            page.head(language, place, [], language.gettext("Nothing has been measured yet"), demo=scope.has_demo())
        page.empty(
            language,
            language.gettext("There are no results you may see."),
            language.gettext("Results appear as soon as an association has loaded a survey or test file."),
        )
        return
    view, names = GapView(viewer, selection, language), scope.Names(language)
    advice = PriorityView(view)
    maker = gap_detail.enterprise_name(view)
    with head:
        shown = [maker, names.category(selection.sector, selection.category), language.wave(selection.wave)]
        body = sentences.joined([gap_detail.paragraph(view), advice.sentence], language)
        page.head(language, place, shown, view.title, body, demo=scope.has_demo())
    gap_detail.figures(view)
    advice_detail.receipt(advice)
    picture = None
    if view.rows.empty:
        st.caption(language.gettext("No indicator measured here has a full ladder in force."))
    else:
        left, right = st.columns([0.63, 0.37], gap="medium")
        with left:
            picture, event = _ladder(view)
            advice_detail.first(advice)
        with right.container(border=True):
            gap_detail.detail(view, canvas.clicked(event) or view.rows["key"].iloc[0])
    gap_detail.notes(view)
    advice_detail.importance(advice)
    advice_detail.tables(advice)
    name = "-".join(["gaps", selection.sector, selection.enterprise, selection.category, selection.wave])
    about = {language.gettext("Content"): view.title, language.gettext("Scope"): " · ".join(shown)}
    if scope.has_demo():
        about[language.gettext("Data")] = sentences.synthetic_notice(language)
    chart = (picture, view.title, [" · ".join(shown)]) if picture else None
    downloads.row(name, lambda: view.table, about, language, chart)
    page.foot(language, scope.has_demo())


def _ladder(view: GapView) -> tuple[canvas.Spec, object]:
    language, place = view.language, view.selection
    with st.container(border=True):
        said = language.gettext("**Where each indicator stands**, worst first. Mark: estimate, bar: 95% interval.")
        st.markdown(said)
        picture = draw.specification(ladder, view.rows, language=language)
        return picture, draw.show(picture, f"ladder_{place.sector}_{place.category}", view.title, canvas.CLICK)


show(current())
