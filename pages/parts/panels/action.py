"""One action: the measured verdict, the waves with its dates, others in the same time, notes and evidence."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.kept import actions, evidence
from data.refusal import Refused
from data.wave import Wave
from pages.parts.charts import draw
from pages.parts.charts.history import history
from pages.parts.frame import platform, scope, trail
from pages.parts.views.actions import ActionView
from pages.parts.views.progress import ProgressView
from pages.parts.words import actions as action_words
from pages.parts.words import markdown, vocabulary
from pages.parts.words.language import word
from pages.parts.words.terms import N

# What was done to an action: {fields} were changed, {file} was added.
EVENT = {
    "registered": N("registered"),
    "changed": N("changed {fields}"),
    "note": N("noted"),
    "evidence": N("added {file}"),
}


def verdict(view: ActionView, number: int) -> None:
    """What was measured: the sentence, the picture with the action's days, and the comparison."""
    language, row = view.language, view.row(number)
    measure = view.measure(row)
    st.markdown(f"**{markdown.escaped(view.name(row))}** {action_words.badge(row['state'], language)}")
    said = action_words.verdict(row, measure, language)
    st.markdown(markdown.escaped(said))
    series = Selection(row["sector"], row["category"], row["enterprise"], row["indicator"])
    waves = platform.read(reading.estimates, view.viewer, series)["wave"]
    if len(waves):
        newest = max(waves, key=Wave.parse)
        progress = ProgressView(view.viewer, replace(series, wave=newest), language)
        frames = progress.waves(row["indicator"]), progress.levels(row["indicator"])
        spec = history(*frames, language, measure, _days(view, row))
        draw.show(spec, f"action_{number}", said)
    if others := action_words.comparison(row, measure, language):
        st.caption(markdown.escaped(others))


def _days(view: ActionView, row: pd.Series) -> pd.DataFrame:
    """The days of an action: begun, done, and the start of its due wave."""
    say, language = view.language.gettext, view.language
    days = [(row["started_on"], say("begun")), (row["done_on"], say("reported done"))]
    found = [(date.fromisoformat(day), name) for day, name in days if day]
    due = Wave.parse(row["due_wave"]).start
    return pd.DataFrame(
        sorted([*found, (due, say("due {wave}").format(wave=language.wave_name(row["due_wave"])))]),
        columns=["day", "name"],
    )


def facts(view: ActionView, number: int) -> None:
    """What is done, by whom, with whom, until when; then notes, evidence and every change."""
    language, row, say = view.language, view.row(number), view.language.gettext
    category = scope.Names(language).category(row["sector"], row["category"])
    st.markdown(f"**{markdown.escaped(view.maker(row))}** · {markdown.escaped(category)}")
    st.markdown(markdown.escaped(language.told(row["measures"])))
    lines = {
        say("Aim"): action_words.aim(row, view.measure(row), language),
        say("Baseline to due wave"): " → ".join(
            language.wave_name(row[name]) for name in ("baseline_wave", "due_wave")
        ),
        say("Status"): word(action_words.STATUS, row["status"], language),
        say("Partners"): action_words.partners(row["partners"], language) or say("none"),
        say("Cost"): word(action_words.COST, row["cost_class"], language),
        say("Person in charge"): language.told(row["person"]) or say("not named"),
    }
    st.markdown(
        "  \n".join(
            say("{name}: **{text}**").format(name=markdown.escaped(name), text=markdown.escaped(text))
            for name, text in lines.items()
        )
    )
    _notes(view, actions.events(platform.store(), view.viewer, number))
    _evidence(view, number)


def record(view: ActionView, number: int) -> None:
    """Adding a note or a file, for those who may, and the list of every change."""
    row, say = view.row(number), view.language.gettext
    if actions.may_write(view.viewer, row["sector"], row["enterprise"]):
        with st.expander(say("Add a note or a file of evidence")):
            _add(view, number)
    with st.expander(say("Every change")):
        for event in each_row(actions.events(platform.store(), view.viewer, number)):
            st.caption(markdown.escaped(_event(view, event)))


def _stamp(view: ActionView, event: Any) -> str:
    language = view.language
    by = language.told(event.by_name) or word(vocabulary.ROLE, event.by_role, language)
    return language.gettext("{name}, {day}").format(name=by, day=language.date(event.happened_at.date()))


def _notes(view: ActionView, kept: pd.DataFrame) -> None:
    for event in each_row(kept[kept["kind"] == "note"]):
        st.markdown(f"> {markdown.escaped(view.language.told(event.content['text']))}")
        st.caption(markdown.escaped(_stamp(view, event)))


def _evidence(view: ActionView, number: int) -> None:
    store = platform.store()
    for file in each_row(evidence.files(store, view.viewer, number)):
        st.download_button(
            file.name,
            trail.taken(file.name, partial(evidence.content, store, view.viewer, number, file.sha256)),
            file_name=file.name,
            key=f"evidence_{number}_{file.sha256[:12]}",
            on_click="ignore",
            icon=":material/attach_file:",
        )


def _add(view: ActionView, number: int) -> None:
    """The forms for a note and for a file of evidence."""
    say, key = view.language.gettext, f"{number}_{actions.version(platform.store())}"
    with st.form(f"note_{number}", border=False):
        st.text_area(say("Note"), key=f"note_text_{key}", height=80, max_chars=actions.LONGEST_NOTE)
        limit = evidence.LARGEST // 1_000_000
        label = say("Evidence: PDF, PNG, JPEG, XLSX or DOCX, up to {n} MB").format(n=limit)
        st.file_uploader(label, type=list(evidence.EXTENSIONS), key=f"note_file_{key}", max_upload_size=limit)
        st.form_submit_button(say("Add"), on_click=_added, args=(view, number, key))


def _added(view: ActionView, number: int, key: str) -> None:
    store, text, file = platform.store(), st.session_state[f"note_text_{key}"], st.session_state[f"note_file_{key}"]
    try:
        if text and text.strip():
            actions.note(store, view.viewer, number, text)
        if file is not None:
            evidence.attach(store, view.viewer, number, file.name, file.getvalue())
    except Refused as error:
        st.session_state["action_message"] = ("error", action_words.refusal(error, view.language))


def _event(view: ActionView, event: Any) -> str:
    language = view.language
    fields = language.both(
        f"{word(action_words.FIELD, name, language)}: {action_words.field_value(name, value, language)}"
        for name, value in (event.content.items() if event.kind == "changed" else ())
    )
    file = event.content["name"] if event.kind == "evidence" else ""
    what = word(EVENT, event.kind, language).format(fields=fields, file=file)
    return f"{_stamp(view, event)}: {what}"
