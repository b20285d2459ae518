"""Laboratories that differ: what was decided with the form to decide, and beside a gap what its samples say."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from benchmarks.columns import LEVELS
from benchmarks.index.peer_gap import peer_gaps
from benchmarks.laboratories.mixes import decide, mixes, values
from benchmarks.laboratories.performance import performance
from benchmarks.scope.selection import Selection
from data.frames import row_of
from data.kept.mixes import may_decide
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.samples import samples
from pages.parts.frame import platform, scope
from pages.parts.views.gaps import GapView
from pages.parts.words import laboratories as words
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words.language import Language, word
from pages.parts.words.vocabulary import named_level

TOLD = "decision_told"


def decisions(viewer: Viewer, rows: list[dict[str, Any]], language: Language) -> None:
    """rows: MIX rows of one sector and wave."""
    if not rows:
        return
    st.header(language.gettext("Laboratories that differ"), anchor=False)
    if told := st.session_state.pop(TOLD, None):
        st.success(markdown.escaped(told))
    names = scope.Names(language)
    for row in rows:
        place = names.category(row["sector"], row["category"]), names.indicator(row["sector"], row["indicator"])
        with st.container(border=True):
            st.markdown(f"**{markdown.escaped(' · '.join(place))}**")
            st.markdown(markdown.escaped(words.mix(row, language)))
            if may_decide(viewer, row["sector"]):
                _form(viewer, row, language)


def _form(viewer: Viewer, row: dict[str, Any], language: Language) -> None:
    """Whether the values count together, or without one laboratory, and why; what is refused stays in the form."""
    key, say = "decide_{category}_{indicator}_{wave}".format(**row), language.gettext
    with st.form(key):
        offered = [("together", ""), ("apart", ""), *(("without", lab) for lab in row["labs"].split(";"))]
        kept = (row["decision"] or "apart", row["left_out"])
        chosen = st.radio(
            say("Their values"),
            offered,
            offered.index(kept) if kept in offered else 1,
            lambda one: words.without(one[1], language) or word(words.DECISION, one[0], language),
            key=f"{key}_verdict",
        )
        reason = st.text_input(say("Why"), key=f"{key}_reason")
        sent = st.form_submit_button(say("Decide"), icon=":material/gavel:")
    if not sent:
        return
    place = Selection(row["sector"], row["category"], indicator=row["indicator"], wave=row["wave"])
    try:
        decide(platform.asked(viewer, place), chosen[0], reason, chosen[1])
    except Refused as refusal:
        st.error(markdown.escaped(refusal.said(say)))
        return
    st.session_state[TOLD] = say("The decision is kept; results follow it from now on.")
    st.rerun()


def compared(view: GapView, key: str) -> None:
    """The samples of one indicator by laboratory, where laboratories differ, and what was decided about them."""
    language, place = view.language, replace(view.selection, indicator=key)
    mixed = platform.read(mixes, view.viewer, place).to_dict("records")
    found = platform.read(values, view.viewer, place)
    if not mixed or not found["differs"].any() or found["lab"].nunique() < 2:
        return
    posts = {code: row_of(view.at(code), key) for code in LEVELS if key in view.at(code).index}
    levels = {named_level(code, row["checked"], language): float(row["level_value"]) for code, row in posts.items()}
    measure = view.spec.indicator(key)
    said = language.gettext("Samples by laboratory: the values of those that differ stand apart")
    st.caption(said)
    draw.show(samples(found, levels, language, measure), f"samples_{key}", said)
    for row in mixed:
        st.caption(markdown.escaped(words.mix(row, language)))


def process(view: GapView, key: str) -> None:
    """How far the samples stand from the floor, in their own spread; or why that is not told."""
    language = view.language
    found = platform.read(performance, view.viewer, replace(view.selection, indicator=key))
    for _, row in found.iterrows():
        if row["reason"]:
            st.caption(word(words.NO_PERFORMANCE, row["reason"], language))
            continue
        said = language.gettext("Process performance of {n} samples against the floor: Ppk {ppk} ({low} to {high}).")
        ends = {name: language.number(row[name], 2) for name in ("ppk", "low", "high")}
        st.caption(said.format(n=int(row["n"]), **ends))


def against_peers(view: GapView, key: str) -> None:
    """The gap to the median of the others, whose uncertainty widens its interval too."""
    language, measure = view.language, view.spec.indicator(key)
    found = platform.read(peer_gaps, view.viewer, replace(view.selection, indicator=key))
    for _, row in found.iterrows():
        if row["reason"] in words.NO_PEER_GAP:
            st.caption(word(words.NO_PEER_GAP, row["reason"], language))
        if row["reason"]:
            continue
        near = partial(quantities.plain_distance, measure=measure, language=language)
        interval = sentences.sides(row["gap_low"], row["gap_high"], near, language)
        gap = quantities.distance(row["gap"], measure, language)
        said = word(words.AGAINST_PEERS, row["verdict"], language).format(
            n=int(row["peers"]), gap=gap, interval=interval
        )
        st.caption(markdown.escaped(sentences.ended(sentences.clauses([said], language), language)))
