"""Under the board: the categories of every sector, and the bottom lines that are broken, by name where allowed."""

import pandas as pd
import streamlit as st

from benchmarks.columns import OVERALL
from benchmarks.index import bottom_lines
from benchmarks.scope.selection import Selection
from pages.parts.charts import draw
from pages.parts.charts.league import league
from pages.parts.frame import platform, scope
from pages.parts.panels import wrapped
from pages.parts.views.board import BoardView
from pages.parts.words import quantities, sentences
from pages.parts.words import vocabulary as words


def categories(view: BoardView) -> pd.DataFrame:
    """Rows of the chart of categories, in the form of the league: the index in words at the right."""
    rows = view.rows[(view.rows["wave"] == view.wave) & (view.rows["level"] == "category")]
    rows = rows[rows["dimension"] == OVERALL].dropna(subset="score")
    names, language = scope.Names(view.language), view.language
    told = []
    for row in rows.itertuples():
        interval = sentences.span(row.low, row.high, lambda end: language.number(end, 1), language)
        note = names.sector(row.sector)
        if row.broken_floors > 0:  # blank where too few were held against a bottom line
            note = f"{note}, {sentences.broken_lines(int(row.broken_floors), language)}"
        told.append((f"{language.number(row.score, 1)} ({interval})", note))
    return pd.DataFrame(
        {
            "key": rows["sector"] + "/" + rows["category"],
            "label": [names.category(row.sector, row.category) for row in rows.itertuples()],
            **{name: rows[name] for name in ("score", "low", "high")},
            "rank": [each[0] for each in told],
            "note": [each[1] for each in told],
            "broken": rows["broken_floors"] > 0,
            "own": False,
        }
    )


def broken(view: BoardView) -> pd.DataFrame:
    """Bottom lines broken at their last test, of those the viewer sees by name, as they are read."""
    language, say = view.language, view.language.gettext
    rows = platform.read(bottom_lines.bottom_lines, view.viewer, Selection(wave=view.wave))
    rows = rows[rows["verdict"] == "not_met"]
    names, register = scope.Names(language), platform.enterprises(view.viewer)
    makers = {code: names.enterprises(own) for code, own in register.groupby("sector")}
    measures = [platform.specs()[row.sector].indicator(row.indicator) for row in rows.itertuples()]
    pairs = list(zip(rows.itertuples(), measures, strict=True))
    return pd.DataFrame(
        {
            say("Enterprise"): [makers.get(row.sector, {}).get(row.enterprise, row.enterprise) for row, _ in pairs],
            say("Category"): [names.category(row.sector, row.category) for row, _ in pairs],
            say("Indicator"): [language.label(measure.label) for _, measure in pairs],
            say("Mean"): [quantities.value(row.estimate, measure, language) for row, measure in pairs],
            say("Floor"): [quantities.value(row.level_value, measure, language) for row, measure in pairs],
            say("Last tested"): [language.date(row.tested_on) for row, _ in pairs],
            say("Citation"): [words.cited(measure, "floor", row.tested_wave, language) for row, measure in pairs],
        }
    )


def show(view: BoardView) -> None:
    """Both, each in its box."""
    language, found = view.language, broken(view)
    say = language.gettext
    with st.container(border=True):
        st.markdown(say("**Broken bottom lines**: mandatory floors that a sample does not hold"))
        if len(found):
            wrapped.table(found, language)
            st.caption(say("What this wave did not test stands as at its last test, until a test says otherwise."))
        else:
            st.caption(say("None among those you see by name."))
        if view.viewer.enterprises is not None or view.viewer.sectors is not None:
            st.caption(say("Names are shown for your own scope only; the counts above are of everyone."))
    with st.container(border=True):
        st.markdown(say("**Categories**: index with its interval, best first"))
        draw.show(league(categories(view), view.language, of_categories=True), "categories", view.title)
