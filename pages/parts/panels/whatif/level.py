"""What if a level had another value, for everyone?"""

import streamlit as st

from benchmarks import reading
from benchmarks.columns import LEVELS
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.refusal import Refused
from data.viewer import Viewer
from data.wave import Wave
from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.frame import page, platform, scope, tables
from pages.parts.frame.choice import pick
from pages.parts.views.whatif import digits_of
from pages.parts.views.whatif_level import ROLES, LevelView
from pages.parts.words import quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def supposed(screen: page.Frame, language: Language) -> None:
    """One level at another value: which products would fall below it."""
    say, viewer = language.gettext, screen.viewer
    found = _chosen_level(viewer, language)
    if found is None:
        return screen.nothing()
    selection, measure, level = found
    factor, names = quantities.reported(1.0, measure), scope.Names(language)
    sector = selection.one_sector()
    label = say("Supposed value, in {unit}").format(unit=quantities.unit(measure.unit, language) or say("points"))
    step = 10.0 ** -digits_of(measure)
    key = f"whatif_{sector}_{measure.id}_{level}_{selection.wave}"
    typed = st.number_input(label, value=_first(measure, level, selection, step), step=step, format="%g", key=key)
    st.query_params["to"] = f"{typed:.10g}"
    view = LevelView(viewer, selection, measure, level, typed / factor, language)
    shown = [names.sector(sector), names.indicator(sector, measure.id), language.wave(selection.wave or "")]
    try:
        with st.spinner(say("Computing the board again")):
            title = view.title
    except Refused as refused:
        screen.head(say("This level cannot be supposed"), scope=shown)
        st.error(refused.said(say))
        return
    screen.head(title, view.paragraph, shown)
    with st.container(border=True):
        st.markdown(say("**Products by verdict** against this level, as it is and as supposed"))
        picture = stacked(view.bars, language, ROLES, say("Products"))
        draw.show(picture, "whatif_level", title)
    tables.show(view.table, "whatif_level_table")
    screen.take_away(f"whatif-{sector}-{measure.id}-{level}", lambda: view.table, picture)


def _first(measure: Indicator, level: str, selection: Selection, step: float) -> float:
    """What the address supposes, else halfway to the next level, in the unit of the box."""
    try:
        return float(st.query_params.get("to") or "")
    except ValueError:
        pass
    posts = measure.levels_at(Wave.parse(selection.wave or "").start)
    further = [posts[name].value for name in LEVELS[LEVELS.index(level) + 1 :] if name in posts]
    half = (posts[level].value + (further or [posts[level].value])[0]) / 2
    return round(round(quantities.reported(half, measure) / step) * step, 10)


def _chosen_level(viewer: Viewer, language: Language) -> tuple[Selection, Indicator, str] | None:
    """Boxes for sector, wave, indicator and level; None where nothing is measured."""
    say, names = language.gettext, scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
        wave = scope.choose_wave(viewer, sector, measured["wave"].unique(), language)
        if wave is None:
            return None
        codes = list(dict.fromkeys(measured.loc[measured["wave"] == wave, "indicator"]))
        name = pick("indicator", say("Indicator"), codes, lambda code: names.indicator(sector, code))
        measure = platform.specs()[sector].indicator(name or codes[0])
        levels = list(measure.levels_at(Wave.parse(wave).start))
        level = pick("level", say("Level"), levels, lambda code: word(words.LEVEL, code, language))
    return None if level is None else (Selection(sector=sector, wave=wave), measure, level)
