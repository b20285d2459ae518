"""How many responses do we need, so that a change would show?"""

import streamlit as st

from benchmarks import policy, reading
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.needed import needed
from pages.parts.frame import page, platform, programs, scope, tables
from pages.parts.frame.choice import one_of, pick
from pages.parts.frame.reader import current
from pages.parts.views.planner import PlannerView, start, unit
from pages.parts.words import sentences
from pages.parts.words.language import Language

POWERS = (str(policy.POWER), "0.9", "0.95")


def show(language: Language) -> None:
    """The page."""
    with page.screen("planner", language) as screen:
        say, names = language.gettext, scope.Names(language)
        chosen = _chosen(screen.viewer, language)
        if chosen is None:
            todo = say("Its spread says how many responses the next needs.")
            return screen.nothing(say("Nothing has been surveyed yet"), say("A plan needs a first wave."), todo)
        sector, category, indicator = chosen
        typed, power = _wish(sector, indicator, language)
        place = Selection(sector, category, indicator=indicator.id)
        view = PlannerView(screen.viewer, place, indicator, typed, power, language)
        shown = [names.sector(sector), names.category(sector, category), names.indicator(sector, indicator.id)]
        if view.rows.empty:
            return screen.head(say("The last wave has no spread to plan with"), scope=shown)
        screen.head(view.title, view.paragraph, shown)
        with st.container(border=True):
            st.markdown(say("**Responses needed against the change that shows**, each enterprise at its last wave"))
            picture = needed(view.rows, language, view.change, power, indicator, unit(indicator, language))
            draw.show(picture, "needed", view.title)
        tables.show(view.table, "plan", _grouped(language))
        name = f"plan-{sector}-{category}-{indicator.id}"
        behind = {"n": sentences.count(int(view.rows["n"].sum()), "response", language)}
        screen.take_away(name, lambda: view.table, picture, about=behind)
        place = Selection(sector, category, indicator=indicator.id)
        programs.lines("plan", place, language, change=view.change, power=power)


def _chosen(viewer: Viewer, language: Language) -> tuple[str, str, Indicator] | None:
    """Boxes for sector, category and a surveyed indicator; None where nothing was surveyed."""
    say, names = language.gettext, scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        if sector is None:
            return None
        measured = platform.read(reading.estimates, viewer, Selection(sector=sector))
        surveyed = measured[measured["source"] == "survey"]
        kinds = list(dict.fromkeys(surveyed["category"]))
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        codes = list(dict.fromkeys(surveyed.loc[surveyed["category"] == category, "indicator"]))
        chosen = pick(f"planned_{sector}", say("Indicator"), codes, lambda code: names.indicator(sector, code))
    if category is None or chosen is None:
        return None
    return sector, category, platform.specs()[sector].indicator(chosen)


def _wish(sector: str, indicator: Indicator, language: Language) -> tuple[float, float]:
    """The change to show, as typed, and the chance that it shows."""
    say = language.gettext
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = say("Change to show, in {unit}").format(unit=unit(indicator, language))
        key = f"change_{sector}_{indicator.id}"
        typed = st.number_input(label, 0.1, 1000.0, start(indicator), 0.5, "%.1f", key=key)
        power = one_of("power", say("Chance that it shows"), POWERS, lambda code: language.percent(float(code)))
    return typed, float(power)


def _grouped(language: Language) -> dict:
    """Numbers with their thousands apart, as the title writes them."""
    say, number = language.gettext, st.column_config.NumberColumn(format="localized")
    return dict.fromkeys((say("Answers"), say("Answers needed"), say("More to ask")), number)


show(current())
