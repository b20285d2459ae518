"""Who is where, how sure, and what is worst and worsening?"""

from dataclasses import replace

import streamlit as st

from benchmarks import reading
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.charts import canvas, draw
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.league import league
from pages.parts.charts.template import Spec
from pages.parts.frame import documents, links, page, platform, programs, scope, tables, trail, wrapped
from pages.parts.frame.choice import one_of, pick
from pages.parts.frame.reader import current
from pages.parts.panels import sector as sector_detail
from pages.parts.panels.infrastructure.scopes import scope_choice
from pages.parts.views.sector import SectorView
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def show(language: Language) -> None:
    """The page."""
    with page.screen("sector", language) as screen:
        viewer, say, names = screen.viewer, language.gettext, scope.Names(language)
        view = _chosen(viewer, language)
        if view is None:
            return screen.nothing(reason=say("There are no results yet."))
        sector, category, wave = view.selection.product()
        trail.side_by_side(viewer, sector)
        body = say("Bars are 95% intervals. Where bars overlap the order is not settled: a rank is a range.")
        shown = [names.sector(sector), names.category(sector, category), language.wave(wave)]
        screen.head(view.title, body, shown)
        picture = _league(view)
        view = replace(view, scope=scope_choice(view.rests.states, language))
        _map(view)
        sector_detail.distribution(view)
        with st.container(border=True):
            st.markdown(say("**Red and worsening**: short of the benchmark, and clearly worse than before"))
            if view.worsening.empty:
                st.caption(say("Nothing that is short of the benchmark is clearly worsening."))
            else:
                wrapped.table(view.worsening, language)
        sector_detail.what_if(view)
        with st.expander(say("All figures as a table")):
            tables.show(view.table, "league_table")
        behind = {"n": sentences.count(len(view.index), "enterprise", language)}
        screen.take_away(f"league-{sector}-{category}-{wave}", lambda: view.table, picture, about=behind)
        documents.row(view.viewer, Selection(sector, wave=wave), language, "sector", "ranking")
        programs.lines("index", view.selection, language)


def _chosen(viewer: Viewer, language: Language) -> SectorView | None:
    """Boxes for sector, category, wave and what ranks are made from; None where there is nothing to choose from."""
    say, names = language.gettext, scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
        kinds = list(dict.fromkeys(measured["category"]))
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        wave = scope.choose_wave(viewer, sector, measured.loc[measured["category"] == category, "wave"], language)
        ranks = one_of("ranks", say("Ranks from"), list(words.RANKS), lambda code: word(words.RANKS, code, language))
    return None if wave is None else SectorView(viewer, Selection(sector, category, wave=wave), language, ranks)


def _map(view: SectorView) -> None:
    """Enterprise by indicator."""
    say = view.language.gettext
    with st.container(border=True):
        st.markdown(say("**Enterprise by indicator** in points, with the verdict against the benchmark"))
        spec = heatmap(view.cells, view.language, view.rows_of_map, view.indicators)
        if clicked := canvas.clicked(draw.show(spec, "sector_map", view.title, canvas.CLICK)):
            enterprise, indicator = clicked.rsplit("/", 1)
            place = replace(view.selection, enterprise=enterprise, indicator=indicator)
            links.go("gaps", **place.chosen())
        st.caption(say("An empty cell was not measured."))
        for said in filter(None, (view.carried, sector_detail.chance(view))):
            st.caption(markdown.escaped(said))


def _league(view: SectorView) -> Spec:
    language, say, rows = view.language, view.language.gettext, view.league
    with st.container(border=True):
        st.markdown(say("**The league as ranges**: index, interval and range of rank"))
        picture = league(rows, language)
        name = f"league_{view.selection.sector}_{view.selection.category}"
        event = draw.show(picture, name, view.title, canvas.CLICK) if len(rows) else None
        if view.blinded:
            sector_detail.others(view)
        elif len(rows) > 1:
            st.caption(say("A click on a row chooses it."))
        if view.unrated:
            said = say("Not rated, too little measured: {names}.").format(names=language.both(view.unrated))
            st.caption(markdown.escaped(said))
        if len(rows):
            chosen = canvas.clicked(event) or rows["key"].iloc[0]
            with st.container(horizontal=True):
                said = say("Gaps of {name}").format(name=markdown.escaped(view.names.get(chosen, chosen)))
                links.link("gaps", said, **replace(view.selection, enterprise=chosen).chosen())
                sector_detail.receipt(view, chosen)
    return picture


show(current())
