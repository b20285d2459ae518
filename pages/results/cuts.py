"""Where does the gap sit?"""

from dataclasses import replace

import streamlit as st

from benchmarks import reading
from benchmarks.cuts.parts import ALL
from benchmarks.scope.selection import Selection
from benchmarks.words.language import Language, word
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.cuts.dots import dots
from pages.parts.charts.cuts.tiles import tiles
from pages.parts.charts.template import Spec
from pages.parts.frame import links, page, platform, scope, tables
from pages.parts.frame.choice import one_of, pick
from pages.parts.frame.reader import current
from pages.parts.panels import wrapped
from pages.parts.views.cuts.cut import FOUND, CutView
from pages.parts.views.cuts.places import ProvinceView
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.cuts import parts


def show(language: Language) -> None:
    """The page."""
    with page.screen("cuts", language) as screen:
        say, names = language.gettext, scope.Names(language)
        view = _chosen(screen.viewer, language)
        if view is None:
            return screen.nothing(reason=say("There is nothing to cut yet."))
        sector, category, wave = view.selection.product()
        shown = [names.sector(sector), view.whose, names.category(sector, category), language.wave(wave), view.cut_by]
        if view.rows.empty:
            reason = say("No part is shown here.")
            todo = say(
                "A part is shown where at least six other enterprises are in it and none follows by taking parts off "
                "the whole; and there have to be two parts. Choose another facet."
            )
            return screen.nothing(say("Nothing may be told of the parts"), reason, todo, shown)
        screen.head(view.title, view.sure, shown)
        picture = _picture(view)
        _found(view)
        _map(view)
        with st.expander(say("All figures as a table")):
            tables.show(view.table, "cuts_table")
        about = {"n": sentences.count(int(view.rows.groupby("indicator")["n"].sum().max()), "response", language)}
        screen.take_away(f"cuts-{sector}-{category}-{wave}-{view.facet}", lambda: view.table, picture, about=about)


def _chosen(viewer: Viewer, language: Language) -> CutView | None:
    """Boxes for what is cut and by what; None where there is nothing to choose from."""
    say, names = language.gettext, scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
        asked = measured[measured["source"] == "survey"]
        kinds = list(dict.fromkeys(asked["category"]))
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        asked = asked[asked["category"] == category]
        wave = scope.choose_wave(viewer, sector, asked["wave"], language)
        if category is None or wave is None:
            return None
        makers = list(dict.fromkeys(asked.loc[asked["wave"] == wave, "enterprise"]))
        known = platform.enterprises(viewer)
        named = names.enterprises(known[known["sector"] == sector])
        own = viewer.enterprises is not None and len(makers) > 0
        order = [*makers, ALL] if own else [ALL, *makers]
        maker = one_of(f"whose_{sector}", say("Enterprise"), order, lambda code: parts.maker(named, code, language))
        facets = [each.id for each in platform.specs()[sector].facets if each.of != "enterprise" or maker == ALL]
        spec = platform.specs()[sector]
        facet = pick(f"facet_{sector}", say("Cut by"), facets, lambda code: parts.facet(spec, code, language))
        if facet is None:
            return None
        none = {"": say("nothing else")} | {each: parts.facet(spec, each, language) for each in facets if each != facet}
        by = one_of(f"by_{sector}", say("Crossed with"), list(none), lambda code: none[code])
    return CutView(viewer, Selection(sector, category, maker, wave=wave), facet, by, language)


def _picture(view: CutView) -> Spec:
    """The parts of one indicator against all else."""
    language, say = view.language, view.language.gettext
    with st.container(border=True):
        st.markdown(say("**Each part against all else**, furthest behind first"))
        measures = {code: language.label(view.measure(code).label) for code in view.indicators}
        sector = view.selection.sector
        chosen = one_of(
            f"indicator_{sector}_{view.facet}", say("Indicator"), list(measures), lambda code: measures[code]
        )
        spec = dots(view.dots(chosen), view.axis(chosen), language)
        draw.show(spec, f"cuts_{sector}_{chosen}", view.title)
        polarity = word(words.POLARITY, view.measure(chosen).direction, language)
        st.caption(sentences.joined([sentences.ended(polarity.capitalize(), language), view.unsure(chosen)], language))
        if moved := view.moved(chosen):
            st.caption(markdown.escaped(moved))
        with st.container(horizontal=True):
            place = replace(view.selection, indicator=chosen)
            if place.enterprise == ALL:
                links.link("sector", say("Who stands where in the sector"), **replace(place, enterprise=None).chosen())
            else:
                links.link("gaps", say("The gap to the levels"), **place.chosen())
                links.link("actions", say("Plan what is done about it"), **place.chosen())
    return spec


def _map(view: CutView) -> None:
    """The sector by province, on a map and as the list that a keyboard and a screen reader get."""
    language, say = view.language, view.language.gettext
    places = ProvinceView(view.viewer, view.selection, language)
    with st.container(border=True):
        st.markdown(say("**The sector by province**: index of the enterprises registered there, all categories"))
        if places.rows.empty:
            none = say("Nothing to show: regions come with the register, and a province needs 6 other enterprises.")
            st.caption(none)
            return
        left, right = st.columns([3, 2])
        with left:
            draw.show(tiles(places.tiles, language), f"provinces_{view.selection.sector}", view.title)
        with right:
            wrapped.table(places.listed, language, whole=True)
            note = say(
                "Lowest index first. Coverage: enterprises with an index, of those registered there; under two thirds "
                "a tile has no colour."
            )
            st.caption(note)


def _found(view: CutView) -> None:
    """What stays over all indicators, and below it what may be chance."""
    say = view.language.gettext
    with st.container(border=True):
        st.markdown(say("**What stays over all indicators**"))
        stays = view.findings(FOUND)
        if stays.empty:
            st.caption(say("No part differs from all else beyond chance."))
        else:
            wrapped.table(stays, view.language)
        chance = view.findings(("may_be_chance",))
        if len(chance):
            with st.expander(say("May be chance among so many comparisons")):
                wrapped.table(chance, view.language)


show(current())
