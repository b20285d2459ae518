"""The check of a file, once for each file, form and state of the store, however often the page is drawn."""

from dataclasses import replace

import streamlit as st

from benchmarks.intake.preview import Preview, rehearse
from benchmarks.intake.sending import Progress, Sending, Waiting
from data.kept import batches
from data.mapping.mapping import Mapping
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.panels.upload_form import Form
from pages.parts.shell.internals import Place
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

CHECKED, _TWIN = "upload_checked", "upload_twin"


def checked(viewer: Viewer, form: Form, mapping: Mapping, language: Language) -> Preview | Refused:
    """All problems of the file and what it would change, or why it cannot be taken; remembered in the session.

    One file is remembered at a time: a table of five million rows is not kept twice.
    """
    key = (form.key, mapping.json(), viewer, platform.store().version(), platform.specs().digest)
    known, outcome = st.session_state.get(CHECKED, (None, None))
    if known != key:
        st.session_state.pop(CHECKED, None)
        outcome = _check(viewer, replace(form.sending, mapping=mapping), language)
        st.session_state[CHECKED] = key, outcome
    if isinstance(outcome, Refused):
        return outcome
    upload = replace(form.sending.upload, record=outcome.outcome.upload.record)
    return replace(outcome, outcome=replace(outcome.outcome, upload=upload))


def refusal(viewer: Viewer, form: Form) -> Refused | None:
    """Why this file cannot be taken whatever it holds: a live batch has it already. Asked once for each file."""
    key = (form.key, viewer, platform.store().version())
    known, held = st.session_state.get(_TWIN, (None, None))
    if known != key:
        with platform.store().cursor() as cursor:
            held = batches.twin(cursor, form.sending.upload)
        st.session_state[_TWIN] = key, held
    return None if held is None else Refused("twin", batch=held)


def step(language: Language, shown: Place) -> Progress:
    """What tells the steps of taking a file in, one below the other; the place in the line is told in one place."""
    places: list[Place] = []

    def tell(name: str) -> None:
        if isinstance(name, Waiting):
            if not places:
                places.append(shown.empty())
            places[0].write(in_line(name.place, language))
        else:
            shown.write(word(words.STEP, name, language))

    return tell


def in_line(place: int, language: Language) -> str:
    """That other files are read first, and the place in the line."""
    say = language.gettext("Other files are being read: yours is number {n} in the line.")
    return say.format(n=language.number(place))


def _check(viewer: Viewer, sending: Sending, language: Language) -> Preview | Refused:
    outcome: Preview | Refused
    shown = st.empty()
    with shown.status(language.gettext("Checking the file")) as status:
        try:
            outcome = rehearse(
                *(platform.store(), platform.specs(), viewer, sending),
                progress=step(language, status),
            )
        except Refused as refusal:
            outcome = refusal
    shown.empty()
    return outcome
