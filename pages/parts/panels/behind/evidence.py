"""What one result rests on, opened on the gap: its samples one by one, or how many gave which answer."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from benchmarks import reading
from benchmarks.columns import LEVELS
from benchmarks.index.answers import answers
from benchmarks.laboratories.mixes import values
from benchmarks.reports.written.cell import decimals
from benchmarks.specs.spec import Indicator
from benchmarks.words.resting import SCOPE
from data.frames import each_row, row_of
from pages.parts.charts import draw
from pages.parts.charts.samples import samples
from pages.parts.charts.stacked import stacked
from pages.parts.frame import platform, tables
from pages.parts.views.gaps import GapView
from pages.parts.words import quantities
from pages.parts.words import samples as words
from pages.parts.words.language import Language, word
from pages.parts.words.vocabulary import named_level


def evidence(view: GapView, key: str) -> None:
    """The way from a result to what it is made from; nothing where that is not the reader's to see."""
    say = view.language.gettext
    if view.spec.indicator(key).source == "test":
        found = platform.read(values, view.viewer, replace(view.selection, indicator=key))
        if len(found):
            with st.expander(say("The samples one by one")):
                _samples(view, key, found)
        return
    found = platform.read(answers, view.viewer, replace(view.selection, indicator=key))
    if len(found):
        with st.expander(say("How many gave which answer")):
            _answers(view, found)


def _samples(view: GapView, key: str, found: pd.DataFrame) -> None:
    """Each sample with its laboratory, day, value, uncertainty and what it says of the floor."""
    language, measure, say = view.language, view.spec.indicator(key), view.language.gettext
    if measure.statistic == "mean" and not found["differs"].any():
        posts = {code: row_of(view.at(code), key) for code in LEVELS if key in view.at(code).index}
        levels = {named_level(code, row["checked"], language): float(row["level_value"]) for code, row in posts.items()}
        draw.show(samples(found, levels, language, measure), f"each_{key}", say("Each sample, and the levels"))
    states = platform.read(reading.sample_states, view.viewer, view.selection)
    states = states[(states["indicator"] == key) & (states["level"] == "floor")].set_index("sample")["state"].to_dict()
    own = view.rests.rows[view.rests.rows["indicator"] == key]
    scopes = dict(zip(zip(own["sample"], own["lab"], strict=True), own["state"].map(str), strict=True))
    found = found[
        [view.scope in ("", scopes.get(pair, "")) for pair in zip(found["sample"], found["lab"], strict=True)]
    ]
    table = pd.DataFrame(
        [
            {
                say("Sample"): row.sample,
                say("Value"): ("< " if row.censored else "") + _as_sent(row.value, measure, language),
                say("U"): "" if row.U != row.U else language.number(row.U, decimals(row.U)),
                say("At the floor"): word(words.ONE, states[row.sample], language) if row.sample in states else "",
                say("Laboratory"): row.lab,
                say("Scope"): word(SCOPE, scopes.get((row.sample, row.lab), "unknown"), language),
                say("Day"): language.date(row.tested_on),
            }
            for row in each_row(found)
        ]
    )
    tables.show(table, f"samples_table_{key}")


def _as_sent(value: float, measure: Indicator, language: Language) -> str:
    """A value with all the digits it was sent with: rounded to the spec's, 1.504 would stand at a limit of 1.50."""
    if measure.statistic == "conformity":
        return word(words.ONE, "pass" if value else "fail", language)
    text = language.number(value, max(measure.decimals, decimals(value)))
    return f"{text} {quantities.unit(measure.unit, language)}".rstrip()


def _answers(view: GapView, found: pd.DataFrame) -> None:
    """A bar an answer; counts that are not told are said."""
    language, say = view.language, view.language.gettext
    told = found[found["n"].notna() & (found["n"] > 0)]
    labels = [
        language.number(row.low, decimals(row.low))
        if row.low == row.high
        else say("{low} to {high}").format(low=language.number(row.low, 1), high=language.number(row.high, 1))
        for row in each_row(told)
    ]
    bars = pd.DataFrame(
        {"key": [str(i) for i in range(len(told))], "label": labels, "state": "answers", "word": say("answers")}
    ).assign(count=told["n"].astype(int).to_numpy())
    if len(bars):
        roles = {"answers": "accent"}
        draw.show(stacked(bars, language, roles, say("Answers")), "answers", say("How many gave which answer"))
    missing = int(found["n"].isna().sum())
    if missing:
        said = language.ngettext(
            "{n} answer is not shown: a count below 5 could point at somebody.",
            "{n} answers are not shown: counts below 5 could point at somebody.",
            missing,
        )
        st.caption(said.format(n=missing))
    st.caption(say("Answers as they came, without weights."))
