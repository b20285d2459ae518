"""Who fails the standard that is coming, today?"""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from benchmarks.infrastructure.standards import measured_beside
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.charts.template import Spec
from pages.parts.frame import links, page, programs, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.listed import listed
from pages.parts.frame.reader import current
from pages.parts.views.infrastructure.coming import ROLES, ComingView
from pages.parts.views.infrastructure.listing import StandardView
from pages.parts.words import markdown, quantities
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("standards", language) as screen:
        say, names = language.gettext, scope.Names(language)
        sector = scope.choose_sector(screen.viewer, language)
        if sector is None:
            return screen.nothing()
        view = ComingView(screen.viewer, Selection(sector=sector), language)
        screen.head(view.title, view.paragraph, [names.sector(sector)])
        picture = _picture(view, "coming")
        if len(view.table):
            listed(view.short, view.table, "impact", language)
        _proposed(view, sector)
        known = StandardView(screen.viewer, Selection(sector=sector), language)
        st.header(say("Standards of this sector"), anchor=False)
        st.caption(
            say(
                "Identical and modified adoption count as adoption, not equivalent does not. Days run from the "
                "international edition to the day in force here, where both are known."
            )
        )
        if known.table.empty:
            page.empty(say("No list of standards is on file"), say("An association loads it as a file of standards."))
            links.link("upload", say("Load a file"), kind="standards")
        else:
            listed(known.short, known.table, "standards", language)
        if len(view.table) or len(known.table):
            screen.take_away(f"standards-{sector}", lambda: view.table if len(view.table) else known.table, picture)
            programs.lines("standards", Selection(sector), language, **({"coming": "true"} if len(view.table) else {}))


def _picture(view: ComingView, key: str) -> Spec | None:
    if view.bars.empty:
        return None
    language = view.language
    with st.container(border=True):
        st.markdown(language.gettext("**Makers by limit**: who fails it today, who meets it, who cannot be told."))
        picture = stacked(view.bars, language, ROLES, language.gettext("Makers"))
        draw.show(picture, f"{key}_{view.selection.sector}", view.title)
    return picture


def _named(measured: Mapping[str, Indicator], language: Language, code: str) -> str:
    """An indicator with the unit in which its limit is typed."""
    unit = quantities.unit(measured[code].unit, language)
    return ", ".join(filter(None, (language.label(measured[code].label), unit)))


def _proposed(view: ComingView, sector: str) -> None:
    """A limit that is only proposed, or whose number nobody has seen, typed in: who would fail it today."""
    viewer, language = view.viewer, view.language
    say, spec = language.gettext, scope.sectors_of(viewer)[sector]
    measured = {each.id: each for each in spec.indicators if each.source == "test" and each.statistic == "mean"}
    if not measured:
        return
    st.header(say("What if a limit were proposed?"), anchor=False)
    unseen = view.unseen
    for code, name in unseen.items():
        beside = language.both([language.label(measured[each].label) for each in measured_beside(spec, code)[:2]])
        said = say(
            "The numbers of **{standard}** were not seen, so who fails it cannot be told. A number typed in is held "
            "against what is measured beside it: {names}. Where their method differs from that of the standard, the "
            "answer is a help and no verdict on it."
        )
        st.markdown(said.format(standard=markdown.escaped(name), names=markdown.escaped(beside)))
    first = next((measured_beside(spec, code)[0] for code in unseen), None)
    of = {"": say("of no standard yet")} | {name: name for name in view.names}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label, write = say("Indicator"), partial(_named, measured, language)
        indicator = pick(f"indicator_{sector}", label, list(measured), write, first)
        limit = st.number_input(say("Proposed limit"), value=None, format="%g", key=f"limit_{sector}")
        standard = st.selectbox(say("Of the standard"), list(of), format_func=of.__getitem__, key=f"of_{sector}")
    if indicator is None or limit is None:
        st.caption(say("Type a limit: what is stored is held against it at once, and nothing is kept."))
        return
    place = Selection(sector=sector, indicator=indicator)
    view = ComingView(viewer, place, language, float(limit), standard)
    st.markdown(f"**{view.title}**")
    st.markdown(view.paragraph)
    _picture(view, "proposed")
    if len(view.table):
        listed(view.short, view.table, "proposed", language)


show(current())
