"""One batch: how it was read, what was accepted with it, its original, and the way to take it back."""

import json
from functools import partial

import pandas as pd
import streamlit as st

from data.kept.batches import counts, kept_name, may_withdraw, original, receipt_of, withdraw
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import downloads, platform, tables, trail, wrapped
from pages.parts.frame.scope import Names
from pages.parts.views import batches as batches_view
from pages.parts.views import records
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language

_MESSAGE = "batch_message"


def show(viewer: Viewer, batch: pd.Series, language: Language, names: Names) -> None:
    """The particulars of a batch, and for those who may load such files its withdrawal."""
    say = language.gettext
    number, gone = int(batch["batch"]), not pd.isna(batch["withdrawn_at"])
    st.header(
        say("Batch {batch}: {what}").format(batch=number, what=batches_view.description(batch, language, names)),
        anchor=False,
    )
    if gone:
        st.warning(_withdrawn(batch, language))
    left, right = st.columns([7, 3], gap="medium")  # a fingerprint is read whole
    with left:
        facts = records.facts(batch, language) | records.lines(json.loads(batch["record"] or "{}"), language)
        wrapped.table(records.frame(facts, language), language, whole=True)
        _counted(viewer, batch, language, names)
    with right:
        _take_away(viewer, batch, language)
        if not gone and may_withdraw(viewer, batch):
            _take_back(viewer, batch, language)


def message() -> None:
    """What became of a withdrawal, once."""
    if said := st.session_state.pop(_MESSAGE, None):
        st.success(markdown.escaped(said))


def _withdrawn(batch: pd.Series, language: Language) -> str:
    said = language.gettext("Withdrawn on {day}: every result is as if it had never come. The reason given: {why}")
    return markdown.escaped(said.format(day=language.date(batch["withdrawn_at"]), why=batch["why"]))


def _counted(viewer: Viewer, batch: pd.Series, language: Language, names: Names) -> None:
    rows = counts(platform.store(), viewer, int(batch["batch"]))
    if rows.empty:
        return
    say, known = language.gettext, names.enterprises(platform.enterprises(viewer))
    said = say("{enterprises}, {smallest} to {largest} rows each").format(
        enterprises=sentences.count(rows["enterprise"].nunique(), "enterprise", language),
        smallest=language.number(rows["n"].min()),
        largest=language.number(rows["n"].max()),
    )
    with st.expander(said):
        table = {
            say("Enterprise"): [known.get(code, code) for code in rows["enterprise"]],
            say("Category"): [names.category(batch["sector"], code) for code in rows["category"]],
            say("Rows"): rows["n"],
        }
        tables.show(pd.DataFrame(table), "batch_counts")


def _take_away(viewer: Viewer, batch: pd.Series, language: Language) -> None:
    number = int(batch["batch"])
    st.download_button(
        language.gettext("Original file"),
        trail.taken(f"batch-{number}", lambda: original(platform.store(), viewer, number)[1]),
        kept_name(batch) or f"batch-{number}",
        "application/octet-stream",
        key="batch_original",
        on_click="ignore",
        icon=":material/download:",
    )
    whole = language.gettext("Byte for byte as it came, kept under its fingerprint.")
    part = language.gettext("What was read of it: the rest, which may speak of people, was never kept.")
    st.caption(part if "kept" in json.loads(batch["record"] or "{}") else whole)
    slip = partial(_slip, viewer, number)
    downloads.button(language.gettext("Receipt (JSON)"), f"batch-{number}.json", "application/json", slip)


def _slip(viewer: Viewer, number: int) -> bytes:
    """What is known of a batch, as its sender keeps it."""
    kept = receipt_of(platform.store(), viewer, number)
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _take_back(viewer: Viewer, batch: pd.Series, language: Language) -> None:
    say, number = language.gettext, int(batch["batch"])
    with st.expander(say("Take this batch back")):
        rows = sentences.count(int(batch["row_count"]), "row", language)
        st.markdown(
            say(
                "All {rows} leave every result, as if the file had never come. The file, your reason and your name are "
                "kept; the file can be loaded again."
            ).format(rows=rows)
        )
        why = st.text_input(say("Why it is taken back"), key=f"why_{number}")
        sure = st.checkbox(say("Yes, batch {batch} should not count").format(batch=number), key=f"sure_{number}")
        label = say("Withdraw batch {batch}").format(batch=number)
        if st.button(label, disabled=not sure, key="withdraw", icon=":material/undo:") and sure:
            try:
                withdraw(platform.store(), viewer, number, why)
            except Refused as refusal:
                st.error(markdown.escaped(refusal.said(say)))
                return
            said = say("Batch {batch} is withdrawn: every result is as if it had never come.")
            st.session_state[_MESSAGE] = said.format(batch=number)
            st.rerun()
