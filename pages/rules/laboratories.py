"""Can each laboratory decide what it is asked, and do they agree?"""

from dataclasses import replace

import streamlit as st

from benchmarks.laboratories.capability import capability
from benchmarks.laboratories.mixes import mixes
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.frame import page, platform, programs, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.listed import listed
from pages.parts.frame.reader import current
from pages.parts.panels import laboratories as panel
from pages.parts.panels.infrastructure.scopes import holes, in_scope
from pages.parts.views.infrastructure.scopes import ScopeView
from pages.parts.views.laboratories import LaboratoryView
from pages.parts.words import sentences
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("laboratories", language) as screen:
        say = language.gettext
        chosen = _chosen(screen.viewer, language)
        if chosen is None:
            todo = say("Results appear as soon as a test file has been loaded.")
            return screen.nothing(say("No laboratory has measured anything yet"), todo=todo)
        view, wave = chosen
        scopes = ScopeView(screen.viewer, Selection(view.sector, wave=wave), language)
        body = sentences.joined([scopes.sentence, view.paragraph], language)
        view = replace(view, rests=scopes.clause)
        screen.head(view.title, body, [scope.Names(language).sector(view.sector), language.wave(wave)])
        st.caption(
            say(
                "Undecided: samples so close to the floor that their uncertainty U reaches it. En compares samples "
                "that several laboratories measured, z the enterprises they have in common; a "
                "laboratory alone has neither."
            )
        )
        listed(view.short, view.table, "laboratories", language)
        mixed = platform.read(mixes, screen.viewer, Selection(view.sector, wave=wave))
        panel.decisions(screen.viewer, mixed.to_dict("records"), language)
        in_scope(scopes)
        holes(scopes)
        behind = {"n": sentences.count(int(view.rows["samples"].sum()), "sample", language)}
        screen.take_away(f"laboratories-{view.sector}-{wave}", lambda: view.table, about=behind)
        programs.lines("capability", Selection(view.sector, wave=wave), language)


def _chosen(viewer: Viewer, language: Language) -> tuple[LaboratoryView, str] | None:
    """Boxes for sector and wave, of those in which the viewer is told of a laboratory; None where there are none."""
    found, names = platform.read(capability, viewer), scope.Names(language)
    if found.empty:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sectors = [code for code in scope.sectors_of(viewer) if code in set(found["sector"])]
        sector = sectors[0]
        if len(sectors) > 1:
            sector = pick("sector", language.gettext("Sector"), sectors, names.sector) or sector
        found = found[found["sector"] == sector]
        waves = in_order(list(found["wave"].unique()))
        wave = scope.choose_wave(viewer, sector, waves, language) or waves[-1]
    return LaboratoryView(viewer, sector, found[found["wave"] == wave], language), wave


show(current())
