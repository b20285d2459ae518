"""Who am I here, what do I see, and in which language?"""

import streamlit as st

from data.kept import people
from data.kept.people import LANGUAGES, Scope
from data.viewer import Viewer
from pages.parts.frame import mode, page, platform
from pages.parts.frame.reader import current
from pages.parts.panels import demo_offer
from pages.parts.panels.programs import calendar as own_calendar
from pages.parts.panels.programs import tokens as own_tokens
from pages.parts.views import people as people_words
from pages.parts.words import markdown
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def show(language: Language) -> None:
    """The page."""
    with page.screen("profile", language, demo=False) as screen:
        viewer, say = screen.viewer, language.gettext
        screen.head(say("You are here as: {role}.").format(role=word(words.ROLE, viewer.role, language)))
        with st.container(border=True):
            for name, value in facts(viewer, language).items():
                st.markdown(f"**{markdown.escaped(name)}**  \n{markdown.escaped(value)}")
        demo_offer.show(language)
        own_calendar.own(viewer, language)
        if mode.mode() == "server":
            _language(viewer, language)
            own_tokens.own(viewer, language)
        else:
            st.caption(say("Nobody signs in on this server: the box *See as* above says who you are."))


def facts(viewer: Viewer, language: Language) -> dict[str, str]:
    """What the store knows of the person who is looking."""
    say = language.gettext
    known = Scope(
        tuple(sorted(viewer.sectors or ())) if viewer.role == "association" else (),
        tuple(sorted(viewer.enterprises or ())),
        tuple(sorted(viewer.laboratories or ())),
    )
    told = {say("Email address"): viewer.name if mode.mode() == "server" else ""}
    told |= {
        say("Speaks for"): people_words.about(known, language),
        say("You see"): word(people_words.SEES, viewer.role, language),
    }
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
