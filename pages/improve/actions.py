"""What are we doing about which gap, with whom, and did it work?"""

import streamlit as st

from data.kept import actions
from pages.parts.frame import page, platform, scope, trail
from pages.parts.frame.choice import pick
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import action as action_detail
from pages.parts.panels import action_form, downloads
from pages.parts.shell import navigation
from pages.parts.views.actions import ActionView
from pages.parts.words import sentences
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("improve", navigation.title("actions", language))
    if not page.allowed(viewer, navigation.roles("actions"), language):
        return
    head = st.container()
    boxes = st.container(horizontal=True, vertical_alignment="bottom")
    with boxes:
        sector = scope.choose_sector(viewer, language)
    trail.side_by_side(viewer, sector)
    view = ActionView(viewer, sector, language)
    with head:
        body = say("A verdict is measured: the due wave against the aim, and against the wave the action started from.")
        shown = [scope.Names(language).sector(sector)] if sector else []
        page.head(language, place, shown, view.title, body, demo=scope.has_demo())
    action_form.message()
    own = _own(view)
    if view.rows.empty and not own:
        todo = say("Manufacturers register what they do about a gap here; their association reads it.")
        page.empty(language, say("No action in your scope."), todo)
    if len(view.rows):
        numbers = [str(n) for n in view.rows["action"]]
        with boxes:
            number = int(pick("action", say("Action"), numbers, lambda n: view.label(int(n))))
        left, right = st.columns([0.6, 0.4], gap="medium")
        with left.container(border=True):
            action_detail.verdict(view, number)
            action_detail.record(view, number)
        with right.container(border=True):
            action_detail.facts(view, number)
    if own:
        if len(view.rows):
            st.subheader(say("Edit the actions in a table"), anchor=False)
            action_form.editor(view)
        with st.expander(say("Register an action"), expanded=view.rows.empty):
            action_form.form(view, sector, _maker(view, own))
    if len(view.rows):
        with st.expander(say("All figures as a table"), expanded=not own):
            st.dataframe(view.table, hide_index=True, key="actions_table")
        about = {say("Content"): view.title}
        if scope.has_demo():
            about[say("Data")] = sentences.synthetic_notice(language)
        downloads.row(f"actions-{sector}", lambda: view.table, about, language)
    page.foot(language, scope.has_demo())


def _own(view: ActionView) -> list[str]:
    """The enterprises of the sector whose actions the viewer may write."""
    register = platform.enterprises(view.viewer)
    codes = list(register.loc[register["sector"] == view.sector, "enterprise"])
    return [code for code in codes if actions.may_write(view.viewer, view.sector, code)]


def _maker(view: ActionView, own: list[str]) -> str:
    """Whose action is registered: a box where there are several to choose from."""
    if len(own) == 1:
        return own[0]
    label = view.language.gettext("Enterprise")
    return pick(f"enterprise_{view.sector}", label, own, lambda code: view.names[view.sector, code])


show(current())
