"""Planning an action, on its gap or among the actions: what it aims at, whether that will show, and the form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from benchmarks import policy, reading
from benchmarks.actions import register as rules
from benchmarks.columns import LEVELS
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.kept import actions
from data.kept.action_rules import APPROACHES, COSTS, PARTNERS
from data.kept.actions import BadFields
from data.refusal import Refused
from pages.parts.frame import choice, links, platform, scope
from pages.parts.frame.choice import pick
from pages.parts.panels import action_form
from pages.parts.views.actions import ActionView
from pages.parts.views.aimed import AimedView
from pages.parts.words import actions as action_words
from pages.parts.words import markdown, quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import word

TOLD = ("measures", "person", "cost_class", "approach", "project")
_WRONG = "action_wrong"  # what was refused: the form it was refused in, and field with rule


@dataclass(frozen=True)
class _Draft:
    """One form: the result it is about, and the names of its boxes, which are new when an action was kept."""

    view: ActionView
    place: Selection

    @property
    def about(self) -> AimedView:
        return AimedView(self.view.viewer, self.place, self.view.language)

    def key(self, name: str) -> str:
        place = self.place
        whose = f"{place.enterprise}_{place.category}_{place.indicator}"
        return f"new_{name}_{actions.version(platform.store())}_{whose}"

    @property
    def found(self) -> list[tuple[str, str]]:
        """What was wrong with what was sent last from here."""
        form, found = st.session_state.get(_WRONG, ("", []))
        return found if form == self.key("") else []

    def wrong(self, *fields: str) -> None:
        """What is wrong with these fields, right under them."""
        bad = [each for each in self.found if each[0] in fields]
        if bad:
            st.error(action_words.refusal(BadFields(bad), self.view.language))


def refused() -> bool:
    """Whether what was sent last was refused: the form stays open."""
    return _WRONG in st.session_state


def form(view: ActionView, sector: str, enterprise: str) -> None:
    """The form for a new action of one enterprise, with boxes for what it is about."""
    say, names = view.language.gettext, scope.Names(view.language)
    measured = platform.read(reading.estimates, view.viewer, Selection(sector=sector, enterprise=enterprise))
    kinds = list(dict.fromkeys(measured["category"]))
    with st.container(horizontal=True):
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        codes = list(dict.fromkeys(measured.loc[measured["category"] == category, "indicator"]))
        indicator = pick("indicator", say("Indicator"), codes, lambda code: names.indicator(sector, code))
    if category is None or indicator is None:
        st.caption(say("Nothing of this enterprise has been measured yet: there is no baseline to start from."))
        return
    _form(_Draft(view, Selection(sector, category, enterprise, indicator)))


def on_gap(view: ActionView, place: Selection) -> None:
    """The actions of one gap, and a form that is filled in with it; for those who may write the maker's actions."""
    language, draft = view.language, _Draft(view, place)
    rows = view.rows
    for name in ("category", "enterprise", "indicator"):
        rows = rows[rows[name] == getattr(place, name)]
    for row in each_row(rows):
        badge = action_words.badge(row.state, language)
        due = language.gettext("due {wave}").format(wave=language.wave_name(row.due_wave))
        links.link(
            "actions",
            f"{badge} {markdown.escaped(language.told(row.measures))} · {due}",
            sector=row.sector,
            action=str(row.action),
        )
    action_form.message()
    label = language.gettext("Plan an action on this gap")
    opened = bool(draft.found) or choice.asked("plan", ["new"]) is not None
    with st.expander(label, expanded=opened, icon=":material/add_task:"):
        _form(draft)


def _form(draft: _Draft) -> None:
    say, language = draft.view.language.gettext, draft.view.language
    _aim(draft)
    with st.form(draft.key("form"), border=False):
        st.text_area(say("Measures"), key=draft.key("measures"), height=100)
        draft.wrong("measures")
        with st.container(horizontal=True):
            st.text_input(say("Person in charge"), key=draft.key("person"), width=200)
            cost = action_form.cost(language)
            st.selectbox(say("Cost"), COSTS, key=draft.key("cost_class"), format_func=cost, width=200)
            st.date_input(say("Begun on"), value=None, key=draft.key("started_on"), width=200)
            kinds, named = ["", *APPROACHES], action_form.approach(language)
            st.selectbox(say("Kind of measure"), kinds, key=draft.key("approach"), format_func=named, width=200)
            st.text_input(say("Project, if it is part of one"), key=draft.key("project"), width=200)
        draft.wrong("person", "cost_class", "started_on", "done_on", "status", "approach", "project")
        st.caption(say("Partners along the innovation chain, by name; several separated by ;"))
        with st.container(horizontal=True):
            for kind in PARTNERS:
                st.text_input(word(action_words.PARTNER, kind, language), key=draft.key(kind), width=150)
        draft.wrong("partners", "category", "indicator", "baseline_wave")
        st.form_submit_button(say("Register"), type="primary", on_click=_registered, args=(draft,))


def _aim(draft: _Draft) -> None:
    """What is aimed at and when, outside the form: what is chosen is answered at once."""
    language, about, say = draft.view.language, draft.about, draft.view.language.gettext
    waves = about.waves
    due = rules.due_waves(waves, policy.FORECAST_WAVES)
    named = language.wave_name
    with st.container(horizontal=True):
        st.selectbox(say("Baseline wave"), waves[::-1], key=draft.key("baseline_wave"), format_func=named, width=150)
        wave = st.selectbox(say("Due wave"), due, len(waves) - 1, named, draft.key("due_wave"), width=150)
        levels = ["", *(each for each in LEVELS if rules.level_in(about.measure, each, wave) is not None)]
        first = levels.index("benchmark") if "benchmark" in levels else len(levels) - 1
        key = draft.key("aimed_level")
        level = st.selectbox(say("Aimed level"), levels, first, _level(draft, wave), key=key, width=220)
        if not level:
            unit = quantities.unit(about.measure.unit, language)
            label = say("Aimed value, in {unit}").format(unit=unit) if unit else say("Aimed value")
            st.number_input(label, value=None, key=draft.key("aimed_value"), format="%g", step=None, width=200)
    draft.wrong("due_wave", "aimed_level", "aimed_value")
    if said := about.said(about.target(level, _value(draft), wave)):
        st.info(markdown.escaped(said), icon=":material/query_stats:")
    st.caption(
        say(
            "Whoever acts because it stands badly in a wave stood there partly by chance, and that part comes back "
            "without an action. The verdict compares with what the other makers make likely, not with the worst "
            "value measured; a baseline wave before the one that made you act is surer still."
        )
    )


def _level(draft: _Draft, wave: str) -> Callable[[str], str]:
    """Writes a level in a box, with its value in the due wave."""
    language, measure = draft.view.language, draft.about.measure

    def written(code: str) -> str:
        if not code:
            return language.gettext("a value of our own")
        value = quantities.value(rules.level_in(measure, code, wave), measure, language)
        return language.gettext("{level} {value}").format(level=word(words.LEVEL, code, language), value=value)

    return written


def _value(draft: _Draft) -> float | None:
    """The aimed value in the reported unit: a share is typed in percent."""
    typed = st.session_state.get(draft.key("aimed_value"))
    return None if typed is None else typed / quantities.reported(1.0, draft.about.measure)


def _registered(draft: _Draft) -> None:
    view, place = draft.view, draft.place

    def given(name: str) -> Any:
        return st.session_state[draft.key(name)]

    partners = [[kind, name.strip()] for kind in PARTNERS for name in (given(kind) or "").split(";") if name.strip()]
    fields = {name: given(name) for name in (*TOLD, "baseline_wave", "due_wave")}
    fields |= {"category": place.category, "indicator": place.indicator, "partners": partners}
    level, begun = given("aimed_level") or None, given("started_on")
    fields |= {"aimed_level": level, "aimed_value": None if level else _value(draft)}
    fields |= {"started_on": action_form.iso(begun), "status": "running" if begun else "planned"}
    st.session_state.pop(_WRONG, None)
    try:
        number = rules.register(
            platform.store(), platform.specs(), view.viewer, place.one_sector(), place.maker(), fields
        )
    except BadFields as error:
        st.session_state[_WRONG] = (draft.key(""), error.found)
    except Refused as error:
        action_form.tell("error", action_words.refusal(error, view.language))
    else:
        action_form.tell("success", view.language.gettext("Action {n} is registered.").format(n=number))
