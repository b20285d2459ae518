"""Registering an action in a form, and editing the actions in a table; every rule is held on the server."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from benchmarks import policy, reading
from benchmarks.actions import register as rules
from benchmarks.columns import LEVELS
from benchmarks.scope.selection import Selection
from data.kept import actions
from data.kept.action_rules import APPROACHES, COSTS, PARTNERS, STATUSES
from data.refusal import Refused
from data.wave import in_order
from pages.parts.frame import platform, scope
from pages.parts.frame.choice import pick
from pages.parts.views.actions import ActionView
from pages.parts.words import actions as action_words
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

TOLD = ("measures", "person", "cost_class", "baseline_wave", "due_wave", "approach", "project")
EDITED = ("status", "started_on", "done_on", "due_wave", "measures", "person", "cost_class")


def form(view: ActionView, sector: str, enterprise: str) -> None:
    """The form for a new action of one enterprise."""
    language, say, names = view.language, view.language.gettext, scope.Names(view.language)
    measured = platform.read(reading.estimates, view.viewer, Selection(sector=sector, enterprise=enterprise))
    kinds = list(dict.fromkeys(measured["category"]))
    with st.container(horizontal=True):
        category = pick(f"category_{sector}", say("Category"), kinds, lambda code: names.category(sector, code))
        own = measured[measured["category"] == category]
        codes = list(dict.fromkeys(own["indicator"]))
        indicator = pick("indicator", say("Indicator"), codes, lambda code: names.indicator(sector, code))
    if indicator is None:
        st.caption(say("Nothing of this enterprise has been measured yet: there is no baseline to start from."))
        return
    waves = in_order(list(own.loc[own["indicator"] == indicator, "wave"]))
    serial = f"{actions.version(platform.store())}_{indicator}"

    def key(name: str) -> str:
        return f"new_{name}_{serial}"

    with st.form("new_action", border=False):
        left, right = st.columns(2)
        with left:
            st.text_area(say("Measures"), key=key("measures"), height=120)
            _kind(language, key)
            st.text_input(say("Person in charge"), key=key("person"))
            st.selectbox(say("Cost"), COSTS, key=key("cost_class"), format_func=_cost(language))
            st.date_input(say("Begun on"), value=None, key=key("started_on"))
        with right:
            st.selectbox(say("Baseline wave"), waves[::-1], key=key("baseline_wave"), format_func=language.wave_name)
            due = rules.due_waves(waves, policy.FORECAST_WAVES)
            st.selectbox(say("Due wave"), due, len(waves) - 1, language.wave_name, key("due_wave"))
            st.selectbox(say("Aimed level"), ["", *LEVELS], index=2, key=key("aimed_level"), format_func=_aim(view))
            st.number_input(say("Aimed value"), value=None, key=key("aimed_value"), format="%g", step=None)
        st.caption(
            say(
                "Whoever acts because it stands badly in a wave stood there partly by chance, and that part comes back "
                "without an action. The verdict compares with what the other makers make likely, not with the worst "
                "value measured; a baseline wave before the one that made you act is surer still."
            )
        )
        st.caption(say("Partners along the innovation chain, by name; several separated by ;"))
        for column, kind in zip(st.columns(len(PARTNERS)), PARTNERS, strict=True):
            column.text_input(word(action_words.PARTNER, kind, language), key=key(kind))
        place = (sector, enterprise, category, indicator)
        st.form_submit_button(say("Register"), type="primary", on_click=_registered, args=(view, place, key))


def _kind(language: Language, key: Callable[[str], str]) -> None:
    """What kind of measure it is, and the project it is part of."""
    say = language.gettext
    st.selectbox(say("Kind of measure"), ["", *APPROACHES], key=key("approach"), format_func=_approach(language))
    st.text_input(say("Project, if it is part of one"), key=key("project"))


def _aim(view: ActionView) -> Callable[[str], str]:
    value = view.language.gettext("a value of our own")
    return lambda code: word(words.LEVEL, code, view.language) if code else value


def _registered(view: ActionView, place: tuple[str, str, str, str], key: Callable[[str], str]) -> None:
    sector, enterprise, category, indicator = place

    def given(name: str) -> Any:
        return st.session_state[key(name)]

    partners = [[kind, name.strip()] for kind in PARTNERS for name in (given(kind) or "").split(";") if name.strip()]
    fields = {name: given(name) for name in TOLD}
    fields |= {"category": category, "indicator": indicator, "partners": partners}
    fields |= {"aimed_level": given("aimed_level") or None, "aimed_value": given("aimed_value")}
    fields |= {"started_on": _iso(given("started_on")), "status": "running" if given("started_on") else "planned"}
    try:
        number = rules.register(platform.store(), platform.specs(), view.viewer, sector, enterprise, fields)
    except Refused as error:
        _say("error", action_words.refusal(error, view.language))
        return
    _say("success", view.language.gettext("Action {n} is registered.").format(n=number))


def editor(view: ActionView) -> None:
    """The table editor. What is drawn stays as it is while edits are pending, so that a stale edit is found out."""
    language, say = view.language, view.language.gettext
    state = _drawn(view)
    drawn, key = state["rows"], f"plan_{state['serial']}"
    shown = drawn[["action", "indicator", "state", *EDITED]].assign(
        indicator=[view.name(row) for _, row in drawn.iterrows()],
        state=[word(action_words.STATE, code, language) for code in drawn["state"]],
        **{name: [_day(day) for day in drawn[name]] for name in ("started_on", "done_on")},
    )
    if drawn["enterprise"].nunique() > 1:
        shown.insert(1, "enterprise", [view.maker(row) for _, row in drawn.iterrows()])
    st.data_editor(
        shown, key=key, hide_index=True, num_rows="fixed", column_config=_columns(view), disabled=_fixed(shown)
    )
    st.button(say("Save the table"), on_click=_saved, args=(view, state, key), type="primary")


def _drawn(view: ActionView) -> dict:
    about = (view.viewer, view.sector, view.language.code, actions.version(platform.store()))
    state = st.session_state.get("plan_editor")
    pending = state and st.session_state.get(f"plan_{state['serial']}", {}).get("edited_rows")
    if state is None or state["about"][:3] != about[:3] or (not pending and state["about"] != about):
        serial = 0 if state is None else state["serial"] + 1
        state = {"serial": serial, "rows": view.rows, "about": about}
        st.session_state["plan_editor"] = state
    return state


def _columns(view: ActionView) -> dict:
    language, config = view.language, st.column_config
    named = {name: word(action_words.FIELD, name, language) for name in EDITED}
    rows = view.rows
    waves = sorted(set(rows["due_wave"]) | set(rules.due_waves(sorted(set(rows["baseline_wave"])), 12)))
    return {
        "action": config.NumberColumn(language.gettext("No."), width="small"),
        "enterprise": config.TextColumn(language.gettext("Enterprise")),
        "indicator": config.TextColumn(word(action_words.FIELD, "indicator", language)),
        "state": config.TextColumn(language.gettext("Measured verdict")),
        "status": config.SelectboxColumn(
            named["status"],
            width=125,
            options=STATUSES,
            required=True,
            format_func=lambda code: word(action_words.STATUS, str(code), language),
        ),
        "started_on": config.DateColumn(named["started_on"]),
        "done_on": config.DateColumn(named["done_on"]),
        "due_wave": config.SelectboxColumn(
            named["due_wave"], options=waves, required=True, format_func=lambda code: language.wave_name(str(code))
        ),
        "measures": config.TextColumn(named["measures"], width="medium"),
        "person": config.TextColumn(named["person"]),
        "cost_class": config.SelectboxColumn(
            named["cost_class"], options=COSTS, required=True, format_func=lambda code: _cost(language)(str(code))
        ),
    }


def _fixed(shown: pd.DataFrame) -> list[str]:
    return [name for name in shown.columns if name not in EDITED]


def _saved(view: ActionView, state: dict, key: str) -> None:
    """Write every edited row on the revision it was drawn from; the first refusal is said, the rest is kept."""
    edited = st.session_state.get(key, {}).get("edited_rows", {})
    st.session_state["plan_editor"] = {**state, "about": (None, None, None, None)}
    done = 0
    for place, changes in edited.items():
        row = state["rows"].iloc[int(place)]
        fields = {
            name: value if name not in ("started_on", "done_on") else _iso(value) for name, value in changes.items()
        }
        fields = {
            name: "" if value is None and name in ("measures", "person") else value for name, value in fields.items()
        }
        try:
            rules.change(
                platform.store(), platform.specs(), view.viewer, int(row["action"]), int(row["revision"]), fields
            )
            done += 1
        except Refused as error:
            _say("error", action_words.refusal(error, view.language))
            return
    if done:
        said = view.language.ngettext("{n} action is saved.", "{n} actions are saved.", done).format(n=done)
        _say("success", said)


def message() -> None:
    """What became of the last save, once."""
    kind, text = st.session_state.pop("action_message", ("", ""))
    if kind:
        (st.error if kind == "error" else st.success)(text)


def _say(kind: str, text: str) -> None:
    st.session_state["action_message"] = (kind, text)


def _iso(day: object) -> str | None:
    if not day:
        return None
    return day.isoformat()[:10] if isinstance(day, date) else str(day)[:10]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _cost(language: Language) -> Callable[[str], str]:
    """Writes a class of cost in a box."""
    return lambda code: word(action_words.COST, code, language)


def _approach(language: Language) -> Callable[[str], str]:
    """Writes a kind of measure in a box."""
    return lambda code: word(action_words.APPROACH, code, language) or language.gettext("not said")
