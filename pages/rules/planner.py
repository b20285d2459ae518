"""How many responses do we need, so that a change would show?"""

import streamlit as st

from benchmarks import policy
from benchmarks.scope.selection import Selection
from pages.parts.charts import draw
from pages.parts.charts.needed import needed
from pages.parts.frame import page, platform, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import downloads
from pages.parts.shell import navigation
from pages.parts.views.planner import PlannerView, start, unit
from pages.parts.words import sentences
from pages.parts.words.language import Language, current

POWERS = (str(policy.POWER), "0.9", "0.95")


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("rules", navigation.title("planner", language))
    if not page.allowed(viewer, navigation.roles("planner"), language):
        return
    head, names = st.container(), scope.Names(language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        measured = platform.estimates(viewer, Selection(sector=sector))
        asked = measured[measured["source"] == "survey"]
        kinds = list(dict.fromkeys(asked["category"]))
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        codes = list(dict.fromkeys(asked.loc[asked["category"] == category, "indicator"]))
        write = lambda code: names.indicator(sector, code)  # noqa: E731
        chosen = pick(f"planned_{sector}", say("Indicator"), codes, write)
    if chosen is not None:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            indicator = platform.specs()[sector].indicator(chosen)
            label = say("Change to show, in {unit}").format(unit=unit(indicator, language))
            key = f"change_{sector}_{chosen}"
            typed = st.number_input(label, 0.1, 1000.0, start(indicator), 0.5, "%.1f", key=key)
            written = lambda code: language.percent(float(code))  # noqa: E731
            power = float(pick("power", say("Chance that it shows"), POWERS, written))
    if chosen is None:
        with head:
            page.head(language, place, [], say("Nothing has been surveyed yet"), demo=scope.has_demo())
        page.empty(
            language, say("A plan needs a first wave."), say("Its spread says how many responses the next needs.")
        )
        return
    view = PlannerView(viewer, Selection(sector, category, indicator=chosen), indicator, typed, power, language)
    shown = [names.sector(sector), names.category(sector, category), names.indicator(sector, chosen)]
    if view.rows.empty:
        with head:
            page.head(language, place, shown, say("The last wave has no spread to plan with"), demo=scope.has_demo())
        return
    with head:
        page.head(language, place, shown, view.title, view.paragraph, demo=scope.has_demo())
    with st.container(border=True):
        st.markdown(say("**Responses needed against the change that shows**, each enterprise at its last wave"))
        options = {"change": view.change, "power": power, "measure": indicator, "unit_name": unit(indicator, language)}
        picture = draw.specification(needed, view.rows, language=language, **options)
        draw.show(picture, "needed", view.title)
        st.caption(say("● enough today · ◆ more are needed · line: the median enterprise · band: all of them"))
    st.dataframe(view.table, hide_index=True, key="plan", column_config=_grouped(language))
    about = {say("Content"): view.title, say("Scope"): " · ".join(shown)}
    if scope.has_demo():
        about[say("Data")] = sentences.synthetic_notice(language)
    chart = (picture, view.title, [" · ".join(shown)])
    downloads.row(f"plan-{sector}-{category}-{chosen}", lambda: view.table, about, language, chart)
    page.foot(language, scope.has_demo())


def _grouped(language: Language) -> dict:
    """Numbers with their thousands apart, as the title writes them."""
    say, number = language.gettext, st.column_config.NumberColumn(format="localized")
    return dict.fromkeys((say("Answers"), say("Answers needed"), say("More to ask")), number)


show(current())
