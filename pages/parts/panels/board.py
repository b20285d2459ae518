"""Under the board: the categories of every sector, and the bottom lines that are broken, by name where allowed."""

import pandas as pd
import streamlit as st

from benchmarks.columns import OVERALL
from benchmarks.index import bottom_lines
from benchmarks.scope.selection import Selection
from data.frames import each_row
from pages.parts.charts import canvas, draw
from pages.parts.charts.league import league
from pages.parts.frame import links, platform, scope
from pages.parts.views.board import BoardView
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words import vocabulary as words

FIRST = 6  # broken bottom lines that stand open


def categories(view: BoardView) -> pd.DataFrame:
    """Rows of the chart of categories, in the form of the league: the index in words at the right."""
    rows = view.rows[(view.rows["wave"] == view.wave) & (view.rows["level"] == "category")]
    rows = rows[rows["dimension"] == OVERALL].dropna(subset="score")
    names, language = scope.Names(view.language), view.language
    told = []
    for row in each_row(rows):
        interval = sentences.span(row.low, row.high, lambda end: language.number(end, 1), language)
        note = names.sector(row.sector)
        if row.broken_floors > 0:  # blank where too few were held against a bottom line
            note = f"{note}, {sentences.broken_lines(int(row.broken_floors), language)}"
        told.append((f"{language.number(row.score, 1)} ({interval})", note))
    return pd.DataFrame(
        {
            "key": rows["sector"] + "/" + rows["category"],
            "label": [names.category(row.sector, row.category) for row in each_row(rows)],
            **{name: rows[name] for name in ("score", "low", "high")},
            "rank": [each[0] for each in told],
            "note": [each[1] for each in told],
            "broken": rows["broken_floors"] > 0,
            "own": False,
        }
    )


def broken(view: BoardView) -> pd.DataFrame:
    """Bottom lines broken at their last test, of those the viewer sees by name: BOTTOM_LINE rows with their words."""
    language = view.language
    rows = platform.read(bottom_lines.bottom_lines, view.viewer, Selection(wave=view.wave))
    rows = rows[rows["verdict"] == "not_met"]
    names, register = scope.Names(language), platform.enterprises(view.viewer)
    makers = {code: names.enterprises(own) for code, own in register.groupby("sector")}
    measures = [platform.specs()[row.sector].indicator(row.indicator) for row in each_row(rows)]
    pairs = list(zip(each_row(rows), measures, strict=True))
    return rows.assign(
        maker=[makers.get(row.sector, {}).get(row.enterprise, row.enterprise) for row, _ in pairs],
        kind=[names.category(row.sector, row.category) for row, _ in pairs],
        measure=[language.label(measure.label) for _, measure in pairs],
        mean=[quantities.value(row.estimate, measure, language) for row, measure in pairs],
        floor=[quantities.value(row.level_value, measure, language) for row, measure in pairs],
        day=[language.date(row.tested_on) for row, _ in pairs],
        citation=[words.cited(measure, "floor", row.tested_wave, language) for row, measure in pairs],
    )


def _listed(view: BoardView, rows: pd.DataFrame) -> None:
    """One a line, each a way to its samples."""
    say = view.language.gettext
    for row in each_row(rows):
        told = say("**{name}**: {indicator}, {value} where the bottom line is {floor}").format(
            name=markdown.escaped(row.maker),
            indicator=markdown.escaped(row.measure),
            value=markdown.escaped(row.mean),
            floor=markdown.escaped(row.floor),
        )
        place = {name: getattr(row, name) for name in ("sector", "category", "enterprise", "indicator")}
        links.link("gaps", told, **place, wave=row.tested_wave)
        about = say("{category} · tested on {day} · {citation}")
        st.caption(markdown.escaped(about.format(category=row.kind, day=row.day, citation=row.citation)))


def show(view: BoardView) -> None:
    """Both, each in its box."""
    language, found = view.language, broken(view)
    say = language.gettext
    with st.container(border=True):
        st.markdown(say("**Broken bottom lines**: mandatory floors that a sample does not hold"))
        if len(found):
            _listed(view, found.head(FIRST))
            if len(found) > FIRST:
                more = language.ngettext("{n} more", "{n} more", len(found) - FIRST)
                with st.expander(more.format(n=language.number(len(found) - FIRST))):
                    _listed(view, found.iloc[FIRST:])
            st.caption(say("What this wave did not test stands as at its last test, until a test says otherwise."))
        else:
            st.caption(say("None among those you see by name."))
        if view.viewer.enterprises is not None or view.viewer.sectors is not None:
            st.caption(say("Names are shown for your own scope only; the counts above are of everyone."))
    with st.container(border=True):
        st.markdown(say("**Categories**: index with its interval, best first"))
        rows = categories(view)
        if rows.empty:
            st.caption(say("No category is rated yet: too little of its weight is measured."))
            return
        picture = league(rows, view.language, of_categories=True)
        clicked = canvas.clicked(draw.show(picture, "categories", view.title, canvas.CLICK))
        if clicked:
            sector, category = clicked.split("/", 1)
            links.go("sector", sector=sector, category=category, wave=view.wave)
