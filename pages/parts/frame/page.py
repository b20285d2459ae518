"""The frame of every screen: the right to see it, the head that answers, what is taken away, and the foot."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from data.viewer import Viewer
from pages.parts.charts.template import Spec
from pages.parts.frame import downloads, draft, face, links, scope, spoken, steps_back
from pages.parts.frame.screens import TITLE, Screen, screen_of
from pages.parts.frame.viewer import current_viewer
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

LOOK = Path(__file__).parents[1] / "look.css"


def configure(language: Language) -> None:
    """The tab's title and icon, and the menu, in which the reader also finds light and dark; first call of the app."""
    about = language.gettext("Duibiao compares surveys and tests of products and services with benchmarks.")
    name = language.gettext("Duibiao: quality benchmarking")
    st.set_page_config(page_title=name, page_icon=face.ICON, layout="wide", menu_items={"About": about})
    # The words of its own that Streamlit writes into the page in English and has no option for.
    own = {"file": language.gettext("Choose a file"), "skip": language.gettext("Skip to the content")}
    own["table"] = language.gettext("Table")
    said = "".join(f"--say-{key}: {json.dumps(text, ensure_ascii=False)};" for key, text in own.items())
    st.html(f"<style>:root {{{said}}}</style>")
    st.html(LOOK)
    for script in (steps_back.SCRIPT, spoken.SCRIPT):  # let through by shell/server.py
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    face.mark(language)


@dataclass
class Frame:
    """One screen as it is drawn: its head has a place of its own on top and may be filled in last."""

    screen: Screen
    viewer: Viewer
    language: Language
    demo: bool
    _top: AbstractContextManager = field(default_factory=st.container)
    _title: str = ""
    _scope: Sequence[str] = ()
    _busy: ExitStack = field(default_factory=ExitStack)

    def computing(self, said: str) -> None:
        """Say what is computed, until something else is said or `end`; nothing of what takes half a second or less."""
        self._busy.close()
        with self._top:
            self._busy.enter_context(st.spinner(markdown.escaped(said)))

    def end(self) -> None:
        """Nothing is computed any more."""
        self._busy.close()

    def head(self, title: str, body: str = "", scope: Sequence[str] = ()) -> None:
        """Where the reader is, the answer as the title, and a short paragraph in Markdown on how sure it is.

        scope: names of what is shown, as they come (they are escaped).
        """
        self._title, self._scope = title, [name for name in scope if name]
        section = word(words.SECTION, self.screen.section, self.language)
        place = f"{section} ▸ **{word(TITLE, self.screen.name, self.language)}**"
        line = [place, *map(markdown.escaped, self._scope)]
        if self.demo:
            line.append(f":gray-badge[{sentences.synthetic(self.language)}]")
        with self._top:
            with st.container(key="on_paper"):  # seen where the screen is printed: look.css
                st.markdown(f":small[{markdown.escaped(self._source())}]")
            st.caption(" · ".join(line))
            st.title(markdown.escaped(title), anchor=False)
            if said := draft.said():
                st.warning(markdown.escaped(said), icon=":material/hourglass_top:")
            if body:
                st.markdown(body)
        self.computing(self.language.gettext("Computing the rest of this page"))

    def nothing(self, title: str = "", reason: str = "", todo: str = "", scope: Sequence[str] = ()) -> None:
        """Nothing to show: the head, why, and what would change it; where nothing else is said, files are missing."""
        say = self.language.gettext
        hidden = say("There are no results you may see.")
        self.head(title or say("Nothing has been measured yet"), scope=scope)
        empty(
            reason or (say("There are no results yet.") if self.viewer.role == "administrator" else hidden),
            todo or say("Results appear as soon as an association has loaded a survey or test file."),
        )
        if not todo:
            links.link("upload", say("Load a file"))

    def take_away(
        self,
        name: str,
        table: Callable[[], pd.DataFrame],
        picture: Spec | None = None,
        caption: str = "",
        about: Mapping[str, str] | None = None,
    ) -> None:
        """The buttons of the files under a screen; name is the files', in ASCII; the rows are made on a click.

        caption: title of the picture, where it is not the screen's; about: what the files say of themselves beside
        title and scope, such as how many answers are behind them. A picture says all of it under the chart.
        """
        say, where = self.language.gettext, " · ".join(self._scope)
        foot = {**(about or {}), say("Source"): self._source()}
        notes = {say("Content"): self._title, **(about or {})} | ({say("Scope"): where} if where else {})
        if said := draft.said():
            foot[say("Draft")] = notes[say("Draft")] = said
        if self.demo:
            foot[say("Data")] = notes[say("Data")] = sentences.synthetic_notice(self.language)
        lines = [say("{name}: {text}").format(name=name, text=text) for name, text in foot.items()]
        chart = None if picture is None else (picture, caption or self._title, [where], lines)
        downloads.row(name, table, notes, self.language, chart)

    def _source(self) -> str:
        """What a picture or a printed page rests on, and the day it was drawn."""
        say = self.language.gettext
        said = say("Survey and test files compared with the benchmark specs; drawn by Duibiao on {day}")
        return said.format(day=self.language.date(date.today()))

    def foot(self) -> None:
        """What is made up on this screen, and what is not."""
        if not self._title:
            raise RuntimeError(f"the screen {self.screen.name} was drawn without a head")
        if self.demo:
            st.caption(sentences.synthetic_notice(self.language))


@contextmanager
def screen(name: str, language: Language, demo: bool | None = None) -> Iterator[Frame]:
    """The screen of this name around what a page draws; who has no right to it gets that said, and the run ends here.

    demo: whether made-up data are shown; by default whether the store holds any.
    """
    listed, viewer = screen_of(name), current_viewer()
    if viewer.role not in listed.roles:
        refuse(viewer, language)
        st.stop()
    draft.begin()
    frame = Frame(listed, viewer, language, scope.has_demo() if demo is None else demo)
    said = language.gettext("Computing from the files: {page}")
    frame.computing(said.format(page=word(TITLE, name, language)))
    try:
        yield frame
    finally:
        frame.end()
    frame.foot()


def refuse(viewer: Viewer, language: Language) -> None:
    """Say that a screen is not the viewer's."""
    st.title(language.gettext("This page is not part of your role"), anchor=False)
    role = word(words.ROLE, viewer.role, language)
    st.markdown(language.gettext("You are here as: {role}.").format(role=role))


def empty(reason: str, todo: str) -> None:
    """A box where there is nothing to show: why, and what would change it."""
    with st.container(border=True):
        st.markdown(f"**{markdown.escaped(reason)}**")
        st.caption(markdown.escaped(todo))
