"""The frame of every page: what the browser's tab says, the head that answers, and the states without figures."""

import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from data.viewer import Viewer
from pages.parts.words import sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language
from pages.parts.words.look import VERDICTS

ICON = Path(__file__).parents[1] / "icon.png"
# What means something anywhere, or a colon that opens a directive; what opens a heading or a list; what becomes a link
# even where it is escaped.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>~$|]|:(?=[A-Za-z/]))")
_OPENING = re.compile(r"^(\d{0,9})([.)#+-])(?=[\s#]|$)")
_ADDRESS = re.compile(r"https?\\?:|www(?=\.)|(?<=\w)@", re.IGNORECASE)


def configure(language: Language) -> None:
    """The tab's title and icon, and the menu, in which the reader also finds light and dark; first call of the app."""
    about = language.gettext("Duibiao compares surveys and tests of products and services with benchmarks.")
    name = language.gettext("Duibiao: quality benchmarking")
    st.set_page_config(page_title=name, page_icon=ICON, layout="wide", menu_items={"About": about})


def head(
    language: Language, place: tuple[str, str], scope: Sequence[str], title: str, body: str = "", demo: bool = True
) -> None:
    """Where the reader is, the answer as the title, and a short paragraph in Markdown on how sure it is.

    place: section (its code) and page (its name); scope: names of what is shown, as they come (they are escaped).
    """
    section, page = place
    line = [f"{words.section(section, language)} ▸ **{escaped(page)}**", *(escaped(name) for name in scope if name)]
    if demo:
        line.append(f":gray-badge[{sentences.synthetic(language)}]")
    st.caption(" · ".join(line))
    st.title(escaped(title), anchor=False)
    if body:
        st.markdown(body)


def foot(language: Language, demo: bool = True) -> None:
    """What is made up on this page, and what is not."""
    if demo:
        st.caption(sentences.synthetic_notice(language))


def escaped(text: str) -> str:
    """A name or sentence that came from a file or a spec, as plain text inside Markdown."""
    plain = _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
    return _ADDRESS.sub("\\g<0>\N{WORD JOINER}", plain)


def badge(verdict: str, language: Language) -> str:
    """A verdict for Markdown: its colour, its shape and its word."""
    look = VERDICTS[verdict]
    return f":{look.badge}-badge[{look.sign} {words.verdict(verdict, language)}]"


def allowed(viewer: Viewer, roles: Sequence[str], language: Language) -> bool:
    """Whether the viewer may see the page; says so where not. Every page asks on its first line, whatever is listed."""
    if viewer.role in roles:
        return True
    st.title(language.gettext("This page is not part of your role"), anchor=False)
    st.markdown(language.gettext("You are here as: {role}.").format(role=words.role(viewer.role, language)))
    return False


def empty(language: Language, reason: str, todo: str) -> None:
    """Nothing to show: why, and what would change it."""
    with st.container(border=True):
        st.markdown(f"**{escaped(reason)}**")
        st.caption(escaped(todo))
