"""Editing the actions in a table, and what became of what was saved; every rule is held on the server."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from benchmarks.actions import register as rules
from data.kept import actions
from data.kept.action_rules import COSTS, STATUSES
from data.refusal import Refused
from pages.parts.frame import platform
from pages.parts.views.actions import ActionView
from pages.parts.words import actions as action_words
from pages.parts.words.language import Language, word

EDITED = ("status", "started_on", "done_on", "due_wave", "measures", "person", "cost_class")


def editor(view: ActionView) -> None:
    """The table editor. What is drawn stays as it is while edits are pending, so that a stale edit is found out."""
    language, say = view.language, view.language.gettext
    state = _drawn(view)
    drawn, key = state["rows"], f"plan_{state['serial']}"
    shown = drawn[["action", "indicator", "state", *EDITED]].assign(
        indicator=[view.name(row) for _, row in drawn.iterrows()],
        state=[word(action_words.STATE, code, language) for code in drawn["state"]],
        **{name: [_day(day) for day in drawn[name]] for name in ("started_on", "done_on")},
        # Only cells that were edited are written: the other language of those that were not is kept.
        **{name: drawn[name].map(language.told, na_action="ignore") for name in ("measures", "person")},
    )
    if drawn["enterprise"].nunique() > 1:
        shown.insert(1, "enterprise", [view.maker(row) for _, row in drawn.iterrows()])
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        num_rows="fixed",
        placeholder="",  # Streamlit says "None" in any language
        column_config=_columns(view),
        disabled=_fixed(shown),
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
            named["cost_class"], options=COSTS, required=True, format_func=lambda code: cost(language)(str(code))
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
            name: value if name not in ("started_on", "done_on") else iso(value) for name, value in changes.items()
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
            tell("error", action_words.refusal(error, view.language))
            return
    if done:
        said = view.language.ngettext("{n} action is saved.", "{n} actions are saved.", done).format(n=done)
        tell("success", said)


def message() -> None:
    """What became of the last save, once."""
    kind, text = st.session_state.pop("action_message", ("", ""))
    if kind:
        (st.error if kind == "error" else st.success)(text)


def tell(kind: str, text: str) -> None:
    """Keep what became of a save for `message`."""
    st.session_state["action_message"] = (kind, text)


def iso(day: object) -> str | None:
    """A day as it is kept; None for none."""
    if not day:
        return None
    return day.isoformat()[:10] if isinstance(day, date) else str(day)[:10]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def cost(language: Language) -> Callable[[str], str]:
    """Writes a class of cost in a box."""
    return lambda code: word(action_words.COST, code, language)


def approach(language: Language) -> Callable[[str], str]:
    """Writes a kind of measure in a box."""
    return lambda code: word(action_words.APPROACH, code, language) or language.gettext("not said")
