"""The parts of the screen where a gap sits: parts against all else, what stays, and the provinces."""

from dataclasses import replace

import streamlit as st

from benchmarks.cuts.parts import ALL
from benchmarks.scope.selection import Selection
from benchmarks.words.language import Language, word
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.cuts.dots import dots
from pages.parts.charts.cuts.tiles import tiles
from pages.parts.charts.template import Spec
from pages.parts.frame import links, wrapped
from pages.parts.frame.choice import one_of
from pages.parts.views.cuts.cut import FOUND, CutView
from pages.parts.views.cuts.places import ProvinceView
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words


def picture(view: CutView) -> Spec:
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


def provinces(viewer: Viewer, selection: Selection, title: str, language: Language) -> None:
    """A sector by province, on a map and as the list that a keyboard and a screen reader get."""
    say, places = language.gettext, ProvinceView(viewer, selection, language)
    with st.container(border=True):
        st.markdown(say("**The sector by province**: index of the enterprises registered there, all categories"))
        if places.rows.empty:
            none = say("Nothing to show: regions come with the register, and a province needs 6 other enterprises.")
            st.caption(none)
            return
        left, right = st.columns([3, 2])
        with left:
            draw.show(tiles(places.tiles, language), f"provinces_{selection.sector}", title)
        with right:
            wrapped.table(places.listed, language, whole=True)
            note = say(
                "Lowest index first. Coverage: enterprises with an index, of those registered there; under two thirds "
                "a tile has no colour."
            )
            st.caption(note)


def found(view: CutView) -> None:
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
