"""Beside the ladder: the paragraph and the figures over it, and one indicator in full."""

from dataclasses import replace
from typing import Literal

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.columns import LEVELS
from benchmarks.index import index as indices
from benchmarks.index import peers as blinded
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.frames import row_of
from data.kept import actions
from data.wave import Wave, in_order
from pages.parts.charts import draw
from pages.parts.charts.history import history
from pages.parts.charts.peers import peers
from pages.parts.frame import choice, links, platform
from pages.parts.panels import laboratories, new_action
from pages.parts.panels.behind import evidence
from pages.parts.panels.governance.others import others_did
from pages.parts.panels.infrastructure.help import help_with
from pages.parts.panels.rounds import replies
from pages.parts.views.actions import ActionView
from pages.parts.views.gaps import GapView
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words import samples as by_sample
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def paragraph(view: GapView) -> str:
    """What was not made in scope, the broken bottom lines with their samples, and what is at the benchmark."""
    language, told = view.language, [view.rests.whole]
    for indicator in view.broken:
        name = markdown.escaped(language.label(view.spec.indicator(indicator).label))
        said = language.gettext("**{name}**: {said}").format(
            name=name, said=markdown.escaped(floor_words(view, indicator))
        )
        told.append(sentences.ended(said, language))
    told += [_carried_words(view, indicator) for indicator in view.carried.index]
    verdicts = view.at("benchmark")["verdict"]
    met, unclear, few = (int((verdicts == code).sum()) for code in ("met", "cannot_tell", "too_few"))
    said = sentences.clauses([sentences.at_benchmark(met, unclear, len(verdicts), language, few)], language)
    told.append(sentences.ended(markdown.escaped(said), language))
    return sentences.joined(told, language)


def _carried_words(view: GapView, indicator: str) -> str:
    """A bottom line that was broken at its last test, with its day: it stands until a test says otherwise."""
    row, measure, language = row_of(view.carried, indicator), view.spec.indicator(indicator), view.language
    text = language.gettext(
        "**{name}**: broken at its last test on {day} ({value}, the bottom line is {level}); this wave did not test it."
    )
    return text.format(
        name=markdown.escaped(language.label(measure.label)),
        day=markdown.escaped(language.date(row["tested_on"])),
        value=markdown.escaped(quantities.value(row["estimate"], measure, language)),
        level=markdown.escaped(quantities.value(row["level_value"], measure, language, bare=True)),
    )


def floor_words(view: GapView, indicator: str) -> str:
    """What is wrong at a mandatory floor: how many samples fail, the estimate and the level with its citation."""
    row = row_of(view.at("floor"), indicator)
    states = platform.read(reading.sample_states, view.viewer, view.selection)
    states = states[(states["indicator"] == indicator) & (states["level"] == "floor")]
    measure = view.spec.indicator(indicator)
    estimate = row_of(view.estimates.set_index("indicator"), indicator)["estimate"]
    return view.language.gettext("{samples}, the mean stands at {value}, the bottom line is {level} ({cite})").format(
        samples=sentences.samples_fail(int((states["state"] == "fail").sum()), len(states), view.language),
        value=quantities.value(estimate, measure, view.language),
        level=quantities.value(row["level_value"], measure, view.language, bare=True),
        cite=words.cited(measure, "floor", row["wave"], view.language),
    )


def figures(view: GapView) -> None:
    """Four figures: the index, the benchmark count, the rank range, the data behind."""
    language, say = view.language, view.language.gettext
    index = platform.read(indices.index, view.viewer, view.selection)
    overall = index[index["dimension"] == "overall"]
    verdicts = view.at("benchmark")["verdict"]
    survey = view.estimates[view.estimates["source"] == "survey"]["n"].max()
    samples = view.estimates[view.estimates["source"] == "test"]["n"].sum()
    columns = st.columns(4)
    with columns[0]:
        _index_metric(overall, language)
    met = say("{n} of {all}").format(n=int((verdicts == "met").sum()), all=len(verdicts))
    unclear = language.ngettext("{n} cannot be told", "{n} cannot be told", int((verdicts == "cannot_tell").sum()))
    columns[1].metric(
        say("At the benchmark"),
        met,
        unclear.format(n=int((verdicts == "cannot_tell").sum())),
        delta_color="off",
        delta_arrow="off",
        border=True,
    )
    with columns[2]:
        _rank_metric(overall, language)
    columns[3].metric(
        say("Responses · samples"),
        f"{language.plain(0 if pd.isna(survey) else survey)} · {language.plain(samples)}",
        say("behind these figures"),
        delta_color="off",
        delta_arrow="off",
        border=True,
    )


def _index_metric(overall: pd.DataFrame, language: Language) -> None:
    say = language.gettext
    row = overall.iloc[0] if len(overall) else None
    shown, below = "–", say("not rated: too little measured")
    colour: Literal["off", "orange"] = "off"
    if row is not None and not pd.isna(row["score"]):
        low, high = (language.plain(row[end], 1) for end in ("low", "high"))
        shown, below = language.plain(row["score"], 1), say("{low} to {high}").format(low=low, high=high)
        if row["capped_by"]:
            below, colour = say("bottom line broken"), "orange"
    helped = say("Weighted mean of the scores: 60 is the floor, 80 the benchmark, 100 the frontier.")
    st.metric(say("Index"), shown, below, delta_color=colour, delta_arrow="off", border=True, help=helped)


def _rank_metric(overall: pd.DataFrame, language: Language) -> None:
    row = overall.iloc[0] if len(overall) else None
    shown = "–"
    if row is not None and not pd.isna(row["rank"]):
        shown = sentences.rank(int(row["rank_low"]), int(row["rank_high"]), int(row["of"]), language)
    below = language.gettext("95% range, same category")
    st.metric(language.gettext("Rank"), shown, below, delta_color="off", delta_arrow="off", border=True)


def detail(view: GapView, key: str) -> None:
    """One indicator: gaps in words, the waves, the blinded peers, the levels with their citations."""
    language, indicator = view.language, view.spec.indicator(key)
    row = row_of(view.rows.set_index("key"), key)
    source = word(words.SOURCE, indicator.source, language)
    name = markdown.escaped(language.label(indicator.label))
    st.markdown(f"**{name}** :gray-badge[{source}] {markdown.badge(row['verdict'], language)}")
    if line := view.rests.line(key):
        st.markdown(line)
    told = [view.gap_words(key, level) for level in LEVELS]
    said = language.gettext("; ").join(markdown.escaped(text) for text in told if text)
    stated = language.gettext("{value}: {said}").format(value=markdown.escaped(row["value"]), said=said)
    said = sentences.ended(stated, language)
    st.markdown(f"{said} *{sentences.clauses([word(words.POLARITY, indicator.direction, language)], language)}*")
    planned_first = choice.asked("plan", ["new"]) is not None
    if planned_first:  # whoever comes to plan sees the form at once
        _plan(view, key)
    if key in view.broken:
        st.markdown(f":orange[▼] {sentences.ended(markdown.escaped(floor_words(view, key)), language)}")
    replies.replied(view, key)
    _samples(view, key)
    evidence.evidence(view, key)
    laboratories.compared(view, key)
    laboratories.process(view, key)
    _waves(view, indicator)
    _peers(view, key)
    _levels(view, indicator)
    if indicator.source == "test":
        help_with(view, key)
    others_did(view, key)
    place = replace(view.selection, indicator=key)
    links.link("whatif", language.gettext("What if this gap closed?"), **place.chosen())
    if not planned_first:
        _plan(view, key)


def _plan(view: GapView, key: str) -> None:
    """The actions of the gap and the form for a new one, for who may write them."""
    place = view.selection
    if actions.may_write(view.viewer, place.one_sector(), place.maker()):
        own = ActionView(view.viewer, place.one_sector(), view.language)
        new_action.on_gap(own, replace(place, wave=None, indicator=key))


def _samples(view: GapView, key: str) -> None:
    """The samples one by one, where the floor is a rule for each of them."""
    floor = view.at("floor")
    states = platform.read(reading.sample_states, view.viewer, view.selection)
    states = states[(states["indicator"] == key) & (states["level"] == "floor")]
    if len(states) and key in floor.index and floor.loc[key, "level_kind"] == "mandatory":
        st.caption(markdown.escaped(by_sample.judged(states, view.language)))


def _waves(view: GapView, indicator: Indicator) -> None:
    chosen = replace(view.selection, wave=None, indicator=indicator.id)
    waves = platform.read(reading.estimates, view.viewer, chosen)[["wave", "n", "estimate", "low", "high"]]
    verdicts = platform.read(reading.gaps, view.viewer, chosen)
    verdicts = verdicts[verdicts["level"] == "benchmark"][["wave", "verdict"]]
    waves = waves.merge(verdicts, on="wave", how="left").fillna({"verdict": "cannot_tell"})
    starts = [Wave.parse(code).start for code in waves["wave"]]
    breaks = platform.read(reading.breaks, view.viewer, Selection(chosen.sector)).get((chosen.sector, indicator.id), ())
    waves["series"] = [sum(day <= start for day in breaks) for start in starts]
    levels = pd.DataFrame(
        [
            (level, entry.value, entry.valid_from, entry.checked)
            for level in LEVELS
            for entry in getattr(indicator.levels, level)
        ],
        columns=["level", "value", "start", "checked"],
    )
    spec = history(waves, levels, view.language, indicator)
    said = view.language.gettext("{indicator} over {n} waves with its levels").format(
        indicator=view.language.label(indicator.label), n=len(in_order(list(waves["wave"])))
    )
    draw.show(spec, f"history_{indicator.id}", said)


def _peers(view: GapView, key: str) -> None:
    language = view.language
    found = platform.read(blinded.peers, view.viewer, replace(view.selection, indicator=key))
    place = (view.selection.sector, view.selection.category, view.selection.wave, key)
    if place not in found:
        return
    if found[place].reason:
        st.caption(word(words.NOT_SHOWN, found[place].reason, language))
        return
    others = pd.DataFrame({"score": found[place].scores})
    said = language.gettext("Among {n} unnamed others, in points").format(n=len(others))
    st.caption(said)
    own = view.rows[view.rows["key"] == key][["score", "verdict"]]
    name = "" if view.viewer.role == "manufacturer" else language.gettext("this enterprise")
    draw.show(peers(others, own, language, name), f"peers_{key}", said)
    laboratories.against_peers(view, key)


def _levels(view: GapView, indicator: Indicator) -> None:
    language, day = view.language, Wave.parse(view.selection.product()[2]).start
    for level, entry in indicator.levels_at(day).items():
        said = sentences.level_in_use(entry, language)
        value = quantities.value(entry.value, indicator, language)
        kind = word(words.KIND, entry.kind, language)
        st.caption(markdown.escaped(f"{word(words.LEVEL, level, language)} {value} · {kind} · {said}"))


def notes(view: GapView) -> None:
    """What was not measured and what the maker replied to, so that nothing is missing without a word."""
    if view.own_words:
        names = [view.language.label(view.spec.indicator(code).label) for code in view.own_words]
        said = view.language.gettext("The maker replied to: {names}.")
        st.caption(markdown.escaped(said.format(names=view.language.both(names))))
    if view.unmeasured:
        said = view.language.gettext("Not measured in this wave: {names}.")
        st.caption(markdown.escaped(said.format(names=view.language.both(view.unmeasured))))
    if view.untested:
        said = view.language.gettext("Bottom lines that were never tested: {names}.")
        st.caption(markdown.escaped(said.format(names=view.language.both(view.untested))))
