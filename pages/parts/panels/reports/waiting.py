"""Long work as its reader sees it: how far it is and how long it still takes; then what was made, to take away."""

import time
from collections.abc import Callable
from functools import partial

import streamlit as st

from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import downloads, jobs, mode
from pages.parts.words import markdown
from pages.parts.words.language import Language

_ZIP = "application/zip"
_EVERY = 1.0  # seconds between two looks
_OWN = "own_jobs"  # the session's part of a key, where several people have one name


def begin(what: str, viewer: Viewer, every: int, work: Callable[[jobs.Job], jobs.Made]) -> None:
    """Start work that this viewer may leave, of `every` steps."""
    jobs.begin(_key(what, viewer), every, work)


def panel(what: str, viewer: Viewer, language: Language) -> None:
    """The viewer's last work of this kind, going on or made; nothing where there is none."""
    job = jobs.of(_key(what, viewer))
    if job is None:
        return
    if not job.ended.is_set():
        _going_on(what, viewer, language)
    elif isinstance(job.fault, Refused):
        st.error(markdown.escaped(job.fault.said(language.gettext)))
    elif job.fault is not None:
        jobs.forget(_key(what, viewer))
        raise job.fault
    elif job.made is not None:
        st.success(markdown.escaped(job.made.said), icon=":material/check:")
        content = job.made.content
        downloads.button(job.made.name, job.made.name, _ZIP, lambda: content)
        st.caption(language.gettext("It is held until the server stops or is asked for other files; take it now."))


@st.fragment(run_every=_EVERY)
def _going_on(what: str, viewer: Viewer, language: Language) -> None:
    """Looked at every second, the page beside it untouched; drawn whole once the work has ended."""
    say, job = language.gettext, jobs.of(_key(what, viewer))
    if job is None or job.ended.is_set():
        st.rerun()
    st.progress(min(1.0, job.done / job.every), job.said(language, time.monotonic()))
    left = say("You may leave this page: the work goes on, and what is made waits here for you until the server stops.")
    st.caption(left)
    stop = partial(jobs.forget, _key(what, viewer))
    st.button(say("Stop"), icon=":material/stop:", key=f"stop_{what}", on_click=stop)


def _key(what: str, viewer: Viewer) -> tuple:
    """Whose work it is: of who is signed in wherever they are, of a session where nobody signs in."""
    own = None if mode.mode() == "server" else st.session_state.setdefault(_OWN, object())
    return what, viewer, own
