"""Who am I here, what do I see, and in which language?"""

import streamlit as st

from data.kept import people
from data.kept.people import LANGUAGES, Scope
from data.viewer import Viewer
from pages.parts.frame import mode, page, platform
from pages.parts.frame.viewer import current_viewer
from pages.parts.shell import navigation
from pages.parts.views import people as people_words
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer, say = current_viewer(), language.gettext
    if not page.allowed(viewer, navigation.roles("profile"), language):
        return
    title = say("You are here as: {role}.").format(role=words.role(viewer.role, language))
    page.head(language, ("manage", navigation.title("profile", language)), [], title, "", demo=False)
    with st.container(border=True):
        for name, value in facts(viewer, language).items():
            st.markdown(f"**{page.escaped(name)}**  \n{page.escaped(value)}")
    if mode.mode() == "server":
        _language(viewer, language)
    else:
        st.caption(say("Nobody signs in on this server: the switch in the sidebar says who you are."))


def facts(viewer: Viewer, language: Language) -> dict[str, str]:
    """What the store knows of the person who is looking."""
    say = language.gettext
    known = Scope(
        tuple(sorted(viewer.sectors or ())) if viewer.role == "association" else (),
        tuple(sorted(viewer.enterprises or ())),
        tuple(sorted(viewer.laboratories or ())),
    )
    sees = {
        "administrator": say("Everything, and who may come in."),
        "regulator": say("Everything, by name."),
        "association": say("The members of the sector by name, everyone else in aggregates."),
        "manufacturer": say("The own enterprise by name, everyone else blinded."),
        "laboratory": say("The own batches, and national aggregates."),
        "visitor": say("National aggregates."),
    }
    told = {say("Email address"): viewer.name if mode.mode() == "server" else ""}
    told |= {say("About"): people_words.about(known, language), say("You see"): sees[viewer.role]}
    return {name: value for name, value in told.items() if value}


def _language(viewer: Viewer, language: Language) -> None:
    mine = st.session_state.get("profile_language", "")
    chosen = st.segmented_control(
        language.gettext("Your language"),
        LANGUAGES,
        format_func=lambda code: people_words.spoken(code, language),
        default=mine,
        required=True,
        key="profile_choice",
    )
    if chosen != mine:
        people.speak(platform.store(), viewer, chosen)
        st.session_state["profile_language"] = chosen
        st.session_state["language"] = chosen or None
        st.query_params.pop("lang", None)
        st.rerun()


show(current())
