"""Which column is which: what the file's names do not say is asked once, and remembered for the round's next wave."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from benchmarks.specs.contracts import contract
from data.check.contract import Contract
from data.check.naming import asked as indicators
from data.kept.mappings import remembered
from data.mapping.mapping import Mapping, MappingError, fitting, parse
from data.mapping.personal import without_personal
from data.mapping.suggest import OpenColumn, suggest
from data.read import TextTable, read
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.panels import intake, mapping_rows
from pages.parts.panels.upload_form import Form
from pages.parts.words import mapping as mapping_words
from pages.parts.words import markdown
from pages.parts.words.language import Language

_READ, _USED = "upload_read", "upload_mapping"
LOOKED_AT, EXAMPLES = 1000, 5  # rows that examples are taken from, and how many


@dataclass(frozen=True)
class Known:
    """A file's columns: what is known of them, what is open, and whether an earlier wave's mapping was used."""

    table: TextTable
    contract: Contract
    mapping: Mapping
    opened: tuple[OpenColumn, ...]
    earlier: Mapping | None


def known(viewer: Viewer, form: Form, language: Language) -> Known:
    """The columns of this file, read once."""
    key = (form.key, viewer, platform.store().version(), platform.specs().digest)
    held, found = st.session_state.get(_READ, (None, None))
    if held != key:
        sent = form.sending.upload
        line = st.empty()
        with st.spinner(language.gettext("Reading the file")):
            rules = contract(platform.specs()[sent.sector], sent.kind)
            held = remembered(platform.store(), viewer, sent.kind, sent.sector, sent.survey)
            earlier = None if held is None else held[1]
            given = earlier or Mapping()
            table = read(
                *(sent.content, sent.file_name, form.sending.sheet, given.reading),
                told=lambda place: line.write(intake.in_line(place, language)),
            )
            table = without_personal(table, given, rules)
            mapping, opened = suggest(table, rules, earlier)
        line.empty()
        found = Known(table, rules, mapping, opened, earlier)
        st.session_state[_READ] = key, found
    return found


def step(form: Form, found: Known, language: Language) -> Mapping | None:
    """Draws the step where something is open; None until every column is decided and the mapping is taken."""
    held, used = st.session_state.get(_USED, (None, None))
    if held == form.identity:
        _settled(found, used, language)
        return used
    before = "" if found.earlier is None else mapping_words.as_before(found.contract, found.mapping, language)
    if not found.opened:
        questions = set(found.mapping.columns.values()) & set(indicators(found.contract))
        if before:
            st.caption(before)
        if not questions or not st.toggle(
            language.gettext("The answers are coded otherwise: change scales, reverse, or give words numbers"),
            key=f"recode_{form.identity}",
        ):
            return found.mapping
    given = _ask(form, found, before, language)
    if given is not None:
        use(form, given)
    return None


def use(form: Form, given: Mapping) -> None:
    """Read the file by this mapping from here on."""
    st.session_state[_USED] = form.identity, given
    st.rerun()


def _settled(found: Known, used: Mapping, language: Language) -> None:
    say = language.gettext
    with st.container(border=True):
        st.markdown(mapping_words.paragraph(found.contract, used, language))
        with st.container(horizontal=True):
            _take(used, language)
            st.button(say("Change the mapping"), key="change_mapping", on_click=_forget, icon=":material/edit:")


def _forget() -> None:
    st.session_state.pop(_USED, None)


def _take(mapping: Mapping, language: Language) -> None:
    st.download_button(
        language.gettext("Mapping (JSON)"),
        mapping.json(),
        "mapping.json",
        "application/json",
        key="take_mapping",
        on_click="ignore",
        icon=":material/download:",
    )


def _ask(form: Form, found: Known, before: str, language: Language) -> Mapping | None:
    say, n = language.gettext, len(found.opened)
    with st.container(border=True):
        title = language.ngettext("What does this column mean?", "What do these {n} columns mean?", n)
        st.header(title.format(n=language.number(n)) if n else say("How are the answers coded?"), anchor=False)
        told = say("What you choose is kept with the batch: the next wave of this round is read the same way.")
        st.caption(f"{told} {before}")
        shown = [] if n else _questions(found)
        given, wrong = mapping_rows.rows(found.contract, found.mapping, found.opened, shown, language)
        for sentence in wrong:
            st.caption(markdown.escaped(sentence))
        with st.container(horizontal=True):
            taken = st.button(say("Check with this mapping"), type="primary", key="use_mapping", disabled=bool(wrong))
            _take(given, language)
        with st.expander(say("I have a mapping as a file")):
            sent = st.file_uploader(say("Mapping (JSON)"), type="json", key=f"mapping_{form.identity}")
        if sent is not None:
            return _from_file(sent.getvalue(), found, language)
    return given if taken and not wrong else None


def _questions(found: Known) -> tuple[OpenColumn, ...]:
    """The columns of answers whose meaning is known, with examples, to say how they are coded."""
    columns = found.mapping.columns
    asked_for = [name for name, target in columns.items() if target in indicators(found.contract)]
    return tuple(OpenColumn(name, _examples(found.table, name), ()) for name in asked_for)


def _examples(table: TextTable, name: str) -> tuple[str, ...]:
    column = table.cells.column(table.columns.index(name)).slice(0, LOOKED_AT)
    return tuple(pc.unique(column.cast(pa.string())).drop_null()[:EXAMPLES].to_pylist())


def _from_file(content: bytes, found: Known, language: Language) -> Mapping | None:
    try:
        sent = fitting(parse(content.decode("utf-8-sig")), found.table)
    except (MappingError, UnicodeDecodeError) as error:
        wrong = error.parts if isinstance(error, MappingError) else (Refused("mapping_no_text"),)
        said = "\n".join(f"- {markdown.escaped(each.said(language.gettext))}" for each in wrong)
        told = language.gettext("This file is no mapping:")
        st.error(f"{told}\n{said}")
        return None
    return suggest(found.table, found.contract, sent)[0]
