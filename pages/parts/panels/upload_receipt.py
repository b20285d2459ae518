"""What was loaded: batch, rows, fingerprint, warnings accepted, by whom; and where to go from here."""

import json
from dataclasses import dataclass

import streamlit as st

from data.kept.batches import batches
from data.problems.problem import Problem, sentence
from pages.parts.frame import links, platform, scope
from pages.parts.frame.page import Frame
from pages.parts.frame.screens import screen_of
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import upload_form
from pages.parts.views import batches as batches_view
from pages.parts.views import records
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language

_KEPT = "upload_receipt"


@dataclass(frozen=True)
class Loaded:
    """What a receipt needs of an outcome, without its bytes and its table."""

    batch: int
    warnings: tuple[Problem, ...]
    results: int  # that are new or changed


def keep(batch: int, warnings: tuple[Problem, ...], results: int) -> None:
    """Remember what was loaded, and how many results it made or changed, until the next file is begun."""
    st.session_state[_KEPT] = Loaded(batch, warnings, results)


def waiting() -> bool:
    """Whether a receipt is to be shown instead of the form."""
    return _KEPT in st.session_state


def show(screen: Frame) -> None:
    """The receipt, its file, and the way to the next one."""
    language, kept = screen.language, st.session_state[_KEPT]
    say = language.gettext
    every = batches(platform.store(), screen.viewer)
    batch = every[every["batch"] == kept.batch].iloc[0]
    said = say("Batch {batch} is loaded: {rows} of {file}, fingerprint {hash}, {warnings} accepted.").format(
        batch=kept.batch,
        rows=sentences.count(int(batch["row_count"]), "row", language),
        file=markdown.escaped(batch["file_name"]),
        hash=batch["sha256"][:12],
        warnings=sentences.count(len(kept.warnings), "warning", language),
    )
    title = say("{rows} count in the results from now on").format(
        rows=sentences.count(int(batch["row_count"]), "row", language)
    )
    screen.head(title, said)
    facts = records.facts(batch, language) | records.lines(json.loads(batch["record"] or "{}"), language)
    holds = batches_view.description(batch, language, scope.Names(language))
    st.dataframe(
        records.frame({say("What the file holds"): holds} | facts, language),
        hide_index=True,
        key="receipt_facts",
        height="content",
    )
    with st.container(horizontal=True):
        _onward(batch.to_dict(), kept.results, language)
        slip = _slip(batch.to_dict(), kept.warnings)
        st.download_button(
            say("Receipt (JSON)"),
            slip,
            f"batch-{kept.batch}.json",
            "application/json",
            key="take_receipt",
            on_click="ignore",
            icon=":material/receipt_long:",
        )
        st.button(say("Load another file"), key="another", on_click=_next, icon=":material/upload_file:")
    st.caption(say("It can be looked at, downloaded and taken back on the page Batches."))


def _onward(batch: dict, results: int, language: Language) -> None:
    """The way to what the file changed; who does not see that screen is led to the comparison of laboratories."""
    if batch["kind"] not in ("survey", "test"):
        return
    said = language.ngettext(
        "See what changed: {n} result is new or different",
        "See what changed: {n} results are new or different",
        results,
    )
    seen = "changes" if current_viewer().role in screen_of("changes").roles else "laboratories"
    links.link(seen, said.format(n=language.number(results)), sectors=batch["sector"], wave=batch["wave"])


def _slip(batch: dict, warnings: tuple[Problem, ...]) -> str:
    names = ("batch", "kind", "sector", "survey", "wave", "title", "file_name", "sha256", "bytes", "row_count")
    slip = {name: batch[name] for name in (*names, "accepted_by", "spec_version")}
    slip["accepted_at"] = batch["accepted_at"].isoformat() + "Z"
    slip["record"] = json.loads(batch["record"] or "{}")
    slip["warnings_accepted"] = [
        {"code": each.code, "line": each.line, "column": each.column, "got": each.got, "message": sentence(each)}
        for each in warnings
    ]
    return json.dumps(slip, ensure_ascii=False, indent=1, default=int) + "\n"


def _next() -> None:
    st.session_state.pop(_KEPT, None)
    st.session_state[upload_form.TURN] = st.session_state.get(upload_form.TURN, 0) + 1
