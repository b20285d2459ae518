"""What a viewer's session can open: every screen by its address, and in the list those of the viewer's role."""

import streamlit as st

from data.viewer import Viewer
from pages.parts.frame.screens import MISSING, SCREENS, TITLE
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def sections(viewer: Viewer, language: Language) -> dict[str, list[st.Page]]:
    """Every page, those of the viewer's role by section and the first being where everyone starts, the others hidden.

    A page that is not in the list can still be asked for by its address: it asks for the right itself.
    """
    by_section: dict[str, list[st.Page]] = {}
    hidden = [st.Page(lambda: _missing(language), title=MISSING, url_path=MISSING, visibility="hidden")]
    for screen in SCREENS:
        mine = viewer.role in screen.roles
        entry = st.Page(
            f"pages/{screen.path}.py",
            title=word(TITLE, screen.name, language),
            icon=screen.icon,
            url_path=screen.name,
            default=screen is SCREENS[0],
            visibility="visible" if mine else "hidden",
        )
        name = word(words.SECTION, screen.section, language)
        (by_section.setdefault(name, []) if mine else hidden).append(entry)
    return by_section | {"": hidden}


def run(viewer: Viewer, language: Language) -> None:
    """Show the page that was asked for."""
    st.navigation(sections(viewer, language), expanded=True).run()


def _missing(language: Language) -> None:
    st.title(language.gettext("There is no page of this name"), anchor=False)
    st.markdown(language.gettext("The list on the left has all that you can open."))
