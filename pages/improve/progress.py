"""Did it get better, was it us or the bar, when will it arrive?"""

import streamlit as st

from pages.parts.charts import draw
from pages.parts.charts.multiple import multiple
from pages.parts.frame import choice, page, scope
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import downloads
from pages.parts.panels import gaps as gap_detail
from pages.parts.panels import progress as progress_detail
from pages.parts.shell import navigation
from pages.parts.views.progress import ProgressView
from pages.parts.words import progress as told
from pages.parts.words import sentences
from pages.parts.words.language import Language, current

HIGH = 900  # px of the pane of small pictures, which scrolls on its own so that the large one stays in sight


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("improve", navigation.title("progress", language))
    if not page.allowed(viewer, navigation.roles("progress"), language):
        return
    head, names = st.container(), scope.Names(language)
    selection = scope.choose_product(viewer, language)
    if selection is None:
        with head:
            page.head(language, place, [], say("Nothing has been measured yet"), demo=scope.has_demo())
        todo = say("Results appear as soon as an association has loaded a survey or test file.")
        page.empty(language, say("There are no results you may see."), todo)
        return
    view = ProgressView(viewer, selection, language)
    shown = [
        gap_detail.enterprise_name(view),
        names.category(selection.sector, selection.category),
        language.wave(selection.wave),
    ]
    with head:
        page.head(language, place, shown, view.title, view.paragraph, demo=scope.has_demo())
    chosen = choice.remembered("indicator", list(view.rows.index))
    left, right = st.columns([0.56, 0.44], gap="medium")
    with left.container(border=True, height=HIGH):
        _pictures(view, chosen)
    with right.container(border=True):
        picture, said = progress_detail.detail(view, chosen)
    with st.expander(say("All figures as a table")):
        st.dataframe(view.table, hide_index=True, key="progress_table")
    about = {say("Content"): view.title, say("Scope"): " · ".join(shown)}
    if scope.has_demo():
        about[say("Data")] = sentences.synthetic_notice(language)
    name = "-".join(["progress", selection.sector, selection.enterprise, selection.category, selection.wave])
    downloads.row(name, lambda: view.table, about, language, (picture, said, [" · ".join(shown)]))
    page.foot(language, scope.has_demo())


def _pictures(view: ProgressView, chosen: str) -> None:
    """Small multiples, two a row: click a name to see it large."""
    language = view.language
    st.markdown(language.gettext("**Every indicator over the waves.** Click a name to see it large."))
    said = language.gettext("Line: benchmark · dotted: floor · dashed upright: an action · band: 95% interval")
    st.caption(said)
    for start in range(0, len(view.rows), 2):
        for column, key in zip(st.columns(2), view.rows.index[start : start + 2], strict=False):
            with column.container(border=True, gap="xxsmall"):
                _card(view, key, key == chosen)


def _card(view: ProgressView, key: str, chosen: bool) -> None:
    language, row, measure = view.language, view.rows.loc[key], view.spec.indicator(key)
    st.button(
        page.escaped(view.name(key)),
        key=f"open_{key}",
        type="tertiary",
        icon=":material/arrow_right:" if chosen else None,
        on_click=choice.choose,
        args=("indicator", key),
    )
    frames = view.waves(key), view.levels(key), view.events(key)
    spec = draw.specification(multiple, *frames, language=language, measure=measure)
    draw.show(spec, f"small_{key}", f"{view.name(key)}: {told.verdict(row['verdict'], language)}")
    moved = ""
    if row["verdict"] != "too_few_waves":
        moved = page.escaped(told.moved(row["change"], row["low"], row["high"], measure, language))
    st.caption(f"{progress_detail.badges(view, key)} {moved}")


show(current())
