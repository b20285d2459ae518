"""Is my file right? Choose, check, see every problem, accept what is odd, load."""

import streamlit as st

from benchmarks.intake.load import Outcome, load_file
from benchmarks.intake.preview import Preview
from data.mapping.mapping import Mapping
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import page, platform
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import demo_offer, intake, problems, upload_form, upload_preview, upload_receipt
from pages.parts.panels import mapping as mapping_step
from pages.parts.panels.upload_form import Asked
from pages.parts.shell import navigation
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, current


def show(language: Language) -> None:
    """The page."""
    viewer = current_viewer()
    if not page.allowed(viewer, navigation.roles("upload"), language):
        return
    place = ("submit", navigation.title("upload", language))
    if upload_receipt.waiting():
        upload_receipt.show(viewer, place, language)
        return
    head = st.container()
    demo_offer.show(language)
    asked = upload_form.form(viewer, language)
    refusal = None if asked is None else intake.refusal(viewer, asked)
    outcome, mapping, opened = refusal, None, 0
    if asked is not None and refusal is None:
        found = mapping_step.known(viewer, asked, language)
        mapping, opened = mapping_step.step(asked, found, language), len(found.opened)
        seen = None if mapping is None else intake.checked(viewer, asked, mapping, language)
        outcome = seen.outcome if isinstance(seen, Preview) else seen
    with head:
        page.head(language, place, [], *problems.answer(outcome, language, opened), demo=False)
    if isinstance(outcome, Outcome):
        accepted = problems.listed(outcome, asked.identity, language)
        if not outcome.errors:
            upload_preview.show(seen, viewer, language)
            _load(viewer, asked, mapping, outcome, accepted, language)
    elif asked is None:
        upload_form.nothing(viewer, language)


def _load(viewer: Viewer, asked: Asked, mapping: Mapping, outcome: Outcome, accepted: bool, language: Language) -> None:
    say = language.gettext
    if not st.button(say("Load the file"), type="primary", key="load", disabled=not accepted) or not accepted:
        return
    with st.status(say("Writing the batch")) as status:
        try:
            done = load_file(
                platform.store(),
                platform.specs(),
                viewer,
                asked.upload,
                mapping=mapping,
                sheet=asked.sheet,
                margins=asked.margins,
                progress=lambda step: status.write(words.step(step, language)),
            )
        except Refused as refusal:
            st.error(page.escaped(refusal.said(say)))
            return
    if done.batch is not None:
        upload_receipt.keep(done)
    st.session_state.pop(intake.CHECKED, None)
    st.rerun()


show(current())
