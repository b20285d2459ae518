"""Did it get better, was it us or the bar, when will it arrive?"""

import streamlit as st

from data.frames import row_of
from pages.parts.charts import draw
from pages.parts.charts.multiple import multiple
from pages.parts.frame import choice, page, programs, scope, tables
from pages.parts.frame.reader import current
from pages.parts.panels import progress as progress_detail
from pages.parts.views.progress import ProgressView
from pages.parts.views.progress_table import table
from pages.parts.views.small import SmallCharts
from pages.parts.words import markdown, sentences
from pages.parts.words import progress as progress_words
from pages.parts.words.language import Language, word

HIGH = 900  # px of the pane of small pictures, which scrolls on its own so that the large one stays in sight


def show(language: Language) -> None:
    """The page."""
    with page.screen("progress", language) as screen:
        selection = scope.choose_product(screen.viewer, language)
        if selection is None:
            return screen.nothing()
        view = ProgressView(screen.viewer, selection, language)
        screen.head(view.title, view.paragraph, scope.product_names(screen.viewer, selection, language))
        chosen = choice.remembered("indicator", list(view.rows.index))
        if chosen is None:
            return screen.nothing()
        left, right = st.columns([0.56, 0.44], gap="medium")
        with left.container(border=True, height=HIGH):
            _pictures(view, chosen)
        with right.container(border=True):
            picture, said = progress_detail.detail(view, chosen)
        with st.expander(language.gettext("All figures as a table")):
            tables.show(table(view), "progress_table")
        behind = {"n": view.behind(chosen)}
        screen.take_away(scope.file_name("progress", selection), lambda: table(view), picture, said, behind)
        programs.lines("progress", selection, language)


def _pictures(view: ProgressView, chosen: str) -> None:
    """Small multiples, two a row: click a name to see it large."""
    language, charts = view.language, SmallCharts(view)
    st.markdown(language.gettext("**Every indicator over the waves.** Click a name to see it large."))
    said = language.gettext("All on one scale, in points: line at 80, the benchmark; dotted at 60, the floor.")
    more = language.gettext("Band: 95% interval; dashed upright: an action.")
    st.caption(sentences.joined([said, more], language))
    for start in range(0, len(view.rows), 2):
        for column, key in zip(st.columns(2), view.rows.index[start : start + 2], strict=False):
            with column.container(border=True, gap="xxsmall"):
                _card(view, charts, key, key == chosen)


def _card(view: ProgressView, charts: SmallCharts, key: str, chosen: bool) -> None:
    language, row, measure = view.language, row_of(view.rows, key), view.spec.indicator(key)
    st.button(
        markdown.escaped(view.name(key)),
        key=f"open_{key}",
        type="tertiary",
        icon=":material/arrow_right:" if chosen else None,
        on_click=choice.choose,
        args=("indicator", key),
    )
    if (waves := charts.waves(key)).empty:
        st.caption(language.gettext("No full ladder is in force for it."))
    else:
        said = f"{view.name(key)}: {word(progress_words.VERDICT, row['verdict'], language)}"
        draw.show(multiple(waves, view.events(key)["day"], language, charts.start), f"small_{key}", said)
    moved = ""
    if row["verdict"] != "too_few_waves":
        moved = markdown.escaped(progress_words.change_text(row["change"], row["low"], row["high"], measure, language))
    st.caption(f"{progress_detail.badges(view, key)} {moved}")


show(current())
