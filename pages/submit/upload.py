"""Is my file right? Choose, check, see every problem, accept what is odd, load."""

from dataclasses import replace

import streamlit as st

from benchmarks.intake.load import load
from benchmarks.intake.preview import Preview
from benchmarks.intake.sending import Outcome, Sending
from data.mapping.mapping import Mapping
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import page, platform, scope
from pages.parts.frame.reader import current
from pages.parts.panels import demo_offer, intake, problems, questions, upload_form, upload_preview, upload_receipt
from pages.parts.panels import mapping as mapping_step
from pages.parts.words import markdown
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("upload", language, demo=False) as screen:
        if upload_receipt.waiting():
            return upload_receipt.show(screen)
        demo_offer.hint(language)
        viewer, form = screen.viewer, upload_form.form(screen.viewer, language)
        refusal = None if form is None else intake.refusal(viewer, form)
        outcome: Outcome | Refused | None = refusal
        seen: Preview | Refused | None = None
        mapping, found = None, None
        if form is not None and refusal is None:
            found = mapping_step.known(viewer, form, language)
            mapping = mapping_step.step(form, found, language)
            seen = None if mapping is None else intake.checked(viewer, form, mapping, language)
            outcome = seen.outcome if isinstance(seen, Preview) else seen
        screen.head(*problems.answer(outcome, language, 0 if found is None else len(found.opened)))
        if isinstance(outcome, Outcome) and form is not None:
            if found is not None and mapping is not None:
                _ask(viewer, form, found, mapping, outcome, language)
            problems.made(outcome, language)
            above = [] if found is None else [each.problem for each in questions.asked(outcome)]
            accepted = problems.listed(outcome, form.identity, language, above)
            if isinstance(seen, Preview) and not outcome.errors:
                upload_preview.show(seen, viewer, language)
                _load(viewer, replace(form.sending, mapping=mapping), seen, accepted, language)
        elif form is None:
            upload_form.nothing(viewer, language)


def _ask(
    viewer: Viewer,
    form: upload_form.Form,
    found: mapping_step.Known,
    mapping: Mapping,
    outcome: Outcome,
    language: Language,
) -> None:
    register = platform.enterprises(viewer)
    named = scope.Names(language).enterprises(register[register["sector"] == form.sending.upload.sector])
    given = questions.ask(outcome, mapping, found.contract, named, form.identity, language)
    if given is not None:
        mapping_step.use(form, given)


def _load(viewer: Viewer, sending: Sending, seen: Preview, accepted: bool, language: Language) -> None:
    say = language.gettext
    if not st.button(say("Load the file"), type="primary", key="load", disabled=not accepted) or not accepted:
        return
    with st.status(say("Writing the batch")) as status:
        try:
            done = load(
                *(platform.store(), platform.specs(), viewer, sending),
                progress=intake.step(language, status),
            )
        except Refused as refusal:
            st.error(markdown.escaped(refusal.said(say)))
            return
    if done.batch is not None:
        upload_receipt.keep(done.batch, done.warnings, seen.new_estimates + seen.changed_estimates)
    st.session_state.pop(intake.CHECKED, None)
    st.rerun()


show(current())
