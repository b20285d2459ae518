"""Where do the four sectors stand, and what breaks a bottom line?"""

import streamlit as st

from benchmarks.index import national
from benchmarks.scope.selection import Selection
from benchmarks.words import breaks
from data.frames import row_of
from pages.parts.charts import canvas, draw
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.charts.multiple import multiple
from pages.parts.charts.template import Spec
from pages.parts.frame import documents, links, page, platform, programs, scope, tables
from pages.parts.frame.reader import current
from pages.parts.panels import board as board_detail
from pages.parts.views.board import BoardView
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("overview", language) as screen:
        say = language.gettext
        wave = scope.choose_wave(screen.viewer, None, platform.read(national.board, screen.viewer)["wave"], language)
        if wave is None:
            return screen.nothing(reason=say("There are no results yet."))
        view = BoardView(screen.viewer, wave, language)
        shown = [sentences.count(len(view.sectors), "sector", language), language.wave(wave)]
        screen.head(view.title, view.paragraph, shown)
        for column, sector in zip(st.columns(max(len(view.sectors), 1)), view.sectors, strict=True):
            with column:
                _card(view, sector, language)
        if view.absent:
            said = say("Not measured in this wave: {names}.").format(names=language.both(view.absent))
            st.caption(markdown.escaped(said))
        picture = _map(view)
        with st.container(border=True):
            st.markdown(say("**What holds the whole back**: points gained if the gap closed to the next level"))
            if view.holdbacks.empty:
                st.caption(say("Nothing to name: an indicator counts from 5 enterprises on."))
            else:
                held = draw.show(holdbacks(view.holdbacks, language), "holdbacks", view.title, canvas.CLICK)
                if clicked := canvas.clicked(held):
                    sector, indicator = clicked.split("/")
                    links.go("sector", sector=sector, indicator=indicator, wave=wave)
        board_detail.show(view)
        with st.expander(say("All figures as a table")):
            tables.show(view.table, "board_table")
        screen.take_away(f"board-{wave}", lambda: view.table, picture, about={"n": view.behind})
        documents.row(view.viewer, Selection(wave=wave), language, "board")
        links.link("reports", say("Take all results with you, as open data"))
        programs.lines("board", Selection(wave=wave), language)


def _map(view: BoardView) -> Spec:
    """Sector by dimension."""
    say, names = view.language.gettext, scope.Names(view.language)
    with st.container(border=True):
        st.markdown(say("**Sector by dimension** in points: 60 floor, 80 benchmark, 100 frontier"))
        sectors = {code: names.sector(code) for code in view.sectors}
        picture = heatmap(view.cells, view.language, sectors, view.dimensions)
        clicked = canvas.clicked(draw.show(picture, "heatmap", view.title, canvas.CLICK))
        if clicked:
            links.go("sector", sector=clicked.split("/")[0], wave=view.wave)
        st.caption(say("Bottom line broken: one is, beneath this mean. An empty cell is not rated."))
    return picture


def _card(view: BoardView, sector: str, language: Language) -> None:
    row, change, name = (
        row_of(view.overall, (sector, view.wave)),
        view.change(sector),
        scope.Names(language).sector(sector),
    )
    interval = sentences.span(row["low"], row["high"], lambda end: language.plain(end, 1), language)
    if row["score"] != row["score"]:
        interval = language.gettext("not rated: too little measured")
    helped = language.gettext("95% interval {interval}.").format(interval=interval)
    if change is not None:
        moved = [language.number(end, 1, sign=True) for end in change[1:]]
        said = language.gettext("Change since the wave before, with interval: {low} to {high}.")
        helped = f"{helped} {said.format(low=moved[0], high=moved[1])}"
    with st.container(border=True):
        st.metric(
            name,
            language.plain(row["score"], 1),
            None if change is None else language.plain(change[0], 1, sign=True),
            delta_color="off" if change is None or change[1] <= 0 <= change[2] else "normal",
            help=helped,
        )
        waves = view.series[sector]
        if len(waves):
            draw.show(
                multiple(waves, (), language, view.start), f"waves_{sector}", scope.Names(language).sector(sector)
            )
        lines = [interval, breaks.beside(view.anew(sector), language), view.bottom_lines(sector), view.reached(sector)]
        st.caption("  \n".join(markdown.escaped(line) for line in lines if line))
        links.link("sector", language.gettext("Open the sector"), sector=sector, wave=view.wave)


show(current())
