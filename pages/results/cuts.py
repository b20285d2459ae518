"""Where does the gap sit?"""

import streamlit as st

from benchmarks import reading
from benchmarks.cuts.parts import ALL
from benchmarks.scope.selection import Selection
from benchmarks.words.language import Language
from data.viewer import Viewer
from pages.parts.frame import page, platform, programs, scope, tables
from pages.parts.frame.choice import one_of, pick
from pages.parts.frame.reader import current
from pages.parts.panels.cuts import parts as panel
from pages.parts.views.cuts.cut import CutView
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
        picture = panel.picture(view)
        panel.found(view)
        panel.provinces(view.viewer, view.selection, view.title, view.language)
        with st.expander(say("All figures as a table")):
            tables.show(view.table, "cuts_table")
        about = {"n": view.basis}
        screen.take_away(f"cuts-{sector}-{category}-{wave}-{view.facet}", lambda: view.table, picture, about=about)
        programs.lines("cuts", Selection(sector, category, wave=wave), language, facet=view.facet)


def _chosen(viewer: Viewer, language: Language) -> CutView | None:
    """Boxes for what is cut and by what; None where there is nothing to choose from."""
    say, names = language.gettext, scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
        kinds = list(dict.fromkeys(measured["category"]))
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        asked = measured[measured["category"] == category]
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


show(current())
