"""What are we doing about which gap, with whom, and did it work?"""

from contextlib import AbstractContextManager

import streamlit as st

from data.kept import actions
from pages.parts.frame import choice, page, platform, scope, tables, trail
from pages.parts.frame.choice import one_of
from pages.parts.frame.reader import current
from pages.parts.panels import action as action_detail
from pages.parts.panels import action_form, new_action
from pages.parts.views.actions import ActionView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("actions", language) as screen:
        viewer, say = screen.viewer, language.gettext
        boxes = st.container(horizontal=True, vertical_alignment="bottom")
        with boxes:
            sector = scope.choose_sector(viewer, language)
        if sector is None:
            return screen.nothing()
        trail.side_by_side(viewer, sector)
        view = ActionView(viewer, sector, language)
        body = say("A verdict is measured: the due wave against the aim, and against the wave the action started from.")
        screen.head(view.title, body, [scope.Names(language).sector(sector)])
        action_form.message()
        own = _own(view, sector)
        if view.rows.empty and not own:
            todo = say("Manufacturers register what they do about a gap here; their association reads it.")
            page.empty(say("No action in your scope."), todo)
        if len(view.rows):
            _chosen(view, boxes)
        if own:
            _writing(view, sector, own)
        if len(view.rows):
            with st.expander(say("All figures as a table"), expanded=not own):
                tables.show(view.table, "actions_table")
            screen.take_away(f"actions-{sector}", lambda: view.table)


def _chosen(view: ActionView, boxes: AbstractContextManager) -> None:
    """One action in full, chosen by its number in a box."""
    numbers = [str(n) for n in view.rows["action"]]
    with boxes:
        number = int(one_of("action", view.language.gettext("Action"), numbers, lambda n: view.label(int(n))))
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left.container(border=True):
        action_detail.verdict(view, number)
        action_detail.record(view, number)
    with right.container(border=True):
        action_detail.facts(view, number)


def _writing(view: ActionView, sector: str, own: list[str]) -> None:
    """What those who may write actions write them with."""
    say = view.language.gettext
    if len(view.rows):
        st.header(say("Edit the actions in a table"), anchor=False)
        action_form.editor(view)
    opened = view.rows.empty or choice.asked("plan", ["new"]) is not None or new_action.refused()
    with st.expander(say("Register an action"), expanded=opened):
        new_action.form(view, sector, _maker(view, sector, own))


def _own(view: ActionView, sector: str) -> list[str]:
    """The enterprises of the sector whose actions the viewer may write."""
    register = platform.enterprises(view.viewer)
    codes = list(register.loc[register["sector"] == sector, "enterprise"])
    return [code for code in codes if actions.may_write(view.viewer, sector, code)]


def _maker(view: ActionView, sector: str, own: list[str]) -> str:
    """Whose action is registered: a box where there are several to choose from."""
    if len(own) == 1:
        return own[0]
    label = view.language.gettext("Enterprise")
    return one_of(f"enterprise_{sector}", label, own, lambda code: view.names[sector, code])


show(current())
