"""The homes of associations, regulators, administrators, visitors and laboratories: what is under their sentence."""

from typing import Literal

import streamlit as st

from benchmarks.index import coverage, national, waves
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.multiple import multiple
from pages.parts.frame import links, platform, scope
from pages.parts.frame.page import Frame
from pages.parts.panels.home import parts
from pages.parts.views.home.association import AssociationHome
from pages.parts.views.home.board import BoardHome
from pages.parts.views.home.laboratory import LaboratoryHome
from pages.parts.views.rounds import RoundView
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language


def _start(viewer: Viewer, sector: str = "") -> str | None:
    """The wave that screens of a sector start with; "" for all sectors."""
    rows = platform.read(national.board, viewer)
    here = rows[rows["sector"] == sector] if sector else rows
    return coverage.start(platform.read(coverage.coverage, viewer), sector, list(dict.fromkeys(here["wave"])))


def regulator(screen: Frame, language: Language) -> None:
    """The page of who reads all: sectors, then exceptions by certainty."""
    wave = _start(screen.viewer)
    if wave is None:
        return screen.nothing(reason=language.gettext("There are no results yet."))
    view = BoardHome(screen.viewer, wave, language)
    screen.head(view.board.title, "", [language.wave(wave)])
    parts.steps(view.steps)
    _sectors(view)
    _exceptions(view)
    return None


def visitor(screen: Frame, language: Language) -> None:
    """The page of a visitor: published figures of all sectors, and the method."""
    wave = _start(screen.viewer)
    if wave is None:
        return screen.nothing(reason=language.gettext("There are no results yet."))
    view = BoardHome(screen.viewer, wave, language)
    screen.head(view.board.title, view.board.paragraph, [language.wave(wave)])
    parts.steps(view.public)
    _sectors(view, series=True)
    return None


def association(screen: Frame, language: Language) -> None:
    """The page of an association: its round, its members, what it has no plan for."""
    viewer, say = screen.viewer, language.gettext
    sector = scope.choose_sector(viewer, language)
    found = platform.read(waves.waves, viewer, Selection(sector=sector))
    found = found[found["enterprises"].notna()]
    wave = _start(viewer, sector or "") if len(found) else None
    if sector is None or wave is None:
        return screen.nothing(todo=say("Load a register, then a survey or test file: this page then says what is in."))
    newest = RoundView(viewer, sector, str(found["wave"].iloc[0]), language)
    view = AssociationHome(BoardHome(viewer, wave, language, sector), newest)
    screen.head(view.title, "", [scope.Names(language).sector(sector), language.wave(wave)])
    parts.steps(view.steps)
    left, middle, right = st.columns(3)
    with left.container(border=True):
        _round(newest, language)
    with middle.container(border=True):
        st.markdown(say("**Members to look at**: broken bottom lines at their last test"))
        parts.lines(
            view.members, sentences.ended(sentences.clauses([view.home.board.bottom_lines(sector)], language), language)
        )
    with right.container(border=True):
        st.markdown(say("**Clearly worse than the wave before**"))
        parts.lines(view.home.changed("worsened"), say("Nothing got worse beyond chance."))
    return None


def _round(view: RoundView, language: Language) -> None:
    """The newest round: what is in, who is silent, whether it is shown."""
    say, number = language.gettext, language.number
    st.markdown(say("**The round {wave}**").format(wave=language.wave_name(view.wave)))
    due = view.count("in", "thin", "missing")
    st.metric(
        say("Expected results that are in"),
        say("{n} of {all}").format(n=number(due - view.count("missing")), all=number(due)),
        view.standing,
        delta_color="off",
        delta_arrow="off",
    )
    if view.silent:
        st.caption(markdown.escaped(say("Nothing came from {names}.").format(names=language.both(view.silent))))
    if n := view.count("thin"):
        thin = language.ngettext("{n} result is too thin for a verdict.", "{n} results are too thin for a verdict.", n)
        st.caption(thin.format(n=number(n)))
    links.link("waves", say("Open the round"), sector=view.sector, wave=view.wave)


def _sectors(view: BoardHome, *, series: bool = False) -> None:
    """A card a sector: its score, its change, its bottom lines; with `series` its waves too."""
    language, names = view.language, scope.Names(view.language)
    for column, sector in zip(st.columns(max(len(view.board.sectors), 1)), view.board.sectors, strict=False):
        score, change = view.score(sector)
        moved = None if change is None else language.plain(change[0], 1, sign=True)
        colour: Literal["off", "normal"] = "off" if change is None or change[1] <= 0 <= change[2] else "normal"
        with column.container(border=True):
            st.metric(names.sector(sector), language.plain(score, 1), moved, delta_color=colour)
            if series and len(view.board.series[sector]):
                chart = multiple(view.board.series[sector], (), language, view.board.start)
                draw.show(chart, f"home_{sector}", names.sector(sector))
            st.caption("  \n".join(map(markdown.escaped, view.sector_lines(sector))))
            links.link("sector", language.gettext("Open the sector"), sector=sector, wave=view.wave)


def _exceptions(view: BoardHome) -> None:
    """What broke, what fell most clearly, and what nobody plans to close."""
    say = view.language.gettext
    left, middle, right = st.columns(3)
    with left.container(border=True):
        st.markdown(say("**Newly broken bottom lines**"))
        parts.lines(view.changed("broken_floor"), say("None in this wave."))
    with middle.container(border=True):
        st.markdown(say("**Clearly worse than the wave before**"))
        parts.lines(view.changed("worsened"), say("Nothing got worse beyond chance."))
    with right.container(border=True):
        st.markdown(say("**Nobody plans to close**"))
        parts.lines(view.open, say("Every red gap has an action that is still pending."))


def laboratory(screen: Frame, language: Language) -> None:
    """The page of a laboratory: its batches, how it compares, its scope."""
    say, view = language.gettext, LaboratoryHome(screen.viewer, language)
    said = say("En compares you on samples that several laboratories measured, z on enterprises in common.")
    screen.head(view.title, said)
    parts.steps(view.steps)
    left, middle, right = st.columns(3)
    with left.container(border=True):
        st.markdown(say("**My batches**"))
        parts.lines(view.batches, view.nothing_sent)
    with middle.container(border=True):
        st.markdown(say("**How I compare**, the farthest first"))
        parts.lines(view.compared, say("No wave with your results is published yet."))
    with right.container(border=True):
        st.markdown(say("**My accreditation**"))
        parts.lines(view.scopes, say("You are not registered: the association loads a register of laboratories."))
