"""Pass rates: of each sector by the random draw and by all lots; and ours beside the official line, never joined."""

from datetime import date
from itertools import pairwise
from typing import Literal

import altair as alt
import pandas as pd

from data.wave import Wave
from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language
from pages.parts.words.look import NORMAL, SMALL

COLUMNS = ("key", "label", "value", "low", "high", "other", "other_low", "other_high", "said", "note")
FIGURES = ("period", "value", "low", "high", "which", "series", "text")
PLOT, APART, BESIDE = 250, 6, 70  # px of the line chart, and of the two bases from the middle of their row; days
WHICH = {"official": ("muted", "circle"), "random": ("accent", "circle"), "all": ("cannot_tell", "diamond")}


def _across(field: str, axis: alt.Axis | None = None) -> alt.X:
    return alt.X(field, type="quantitative", scale=canvas.ends("least", "most"), axis=axis)


def _percent(orient: Literal["left", "bottom"]) -> alt.Axis:
    return alt.Axis(
        tickCount=5, labelExpr="format(datum.value, '.0f') + '%'", title=None, orient=orient, **canvas.QUIET
    )


@template
def _rates(language: Language) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    tip = {
        "label": language.gettext("Sector"),
        "said": language.gettext("Random draw"),
        "note": language.gettext("All lots"),
    }
    tint, sheet = canvas.clickable(rows, tip)
    layers = [tint]
    for value, low, high, which, up in (
        ("value", "low", "high", "random", -APART),
        ("other", "other_low", "other_high", "all", APART),
    ):
        role, shape = WHICH[which]
        there = rows.transform_filter(f"isValid(datum.{value})")
        at = canvas.either(canvas.UNDER + up, up)
        bar = there.mark_rule(strokeWidth=6, strokeCap="round", opacity=0.35, yOffset=at)
        axis = _percent("bottom") if which == "random" else None
        layers.append(bar.encode(x=_across(low, axis), x2=high, color=alt.datum(role)))
        dot = there.mark_point(filled=True, shape=shape, opacity=1, size=80, yOffset=at, aria=which == "random")
        layers.append(dot.encode(x=_across(value), color=alt.datum(role), description="told:N"))
    ends = [alt.param("least", value=80), alt.param("most", value=100)]
    return canvas.whole(
        layers, canvas.names(rows), canvas.beside(rows, "said", "note"), key.layers(), sheet, params=ends
    )


def rates(rows: pd.DataFrame, language: Language) -> Spec:
    """rows has COLUMNS: pass rates in percent by the random draw (value) and of all lots (other), with their words."""
    drawn = records(rows, COLUMNS)
    for row in drawn:
        row["told"] = "{label}: {said}. {note}".format(**row)
    found = [v for row in drawn for n in COLUMNS[2:8] if (v := row[n]) == v]
    signs = [
        (*WHICH["random"], language.gettext("by the random draw")),
        (*WHICH["all"], language.gettext("of all lots")),
    ]
    return filled(
        _rates(language),
        canvas.ROW * len(drawn),
        language.gettext("Lots that pass: {rows}").format(rows=canvas.some(drawn, language)),
        narrow=canvas.TALL * len(drawn),
        params={"least": min([95.0, *found]) - 1, "most": 100},
        rows=canvas.named(drawn, "said"),
        key=key.rows([*signs, key.interval(language)], below=44),
    )


@template
def _beside(language: Language) -> alt.LayerChart:
    rows = canvas.data("rows")
    x = alt.X("at:Q", scale=canvas.ends("first", "last"), axis=None)
    up = alt.Scale(domain=[alt.expr("least"), alt.expr("most")], nice=False, zero=False)
    years = canvas.data("years").mark_text(dy=14, fontSize=SMALL)
    official = rows.transform_filter("datum.which == 'official'")
    line = official.mark_line(strokeWidth=2, interpolate="linear").encode(
        x=x, y=alt.Y("value:Q", scale=up, axis=_percent("left")), detail="series:N", color=alt.datum("muted")
    )
    layers = [line]
    for which, (role, shape) in WHICH.items():
        there = rows.transform_filter(f"datum.which == '{which}'")
        y = alt.Y("value:Q", scale=up, axis=None)
        bar = there.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=6, strokeCap="round", opacity=0.35)
        layers.append(bar.encode(x=x, y=alt.Y("low:Q", scale=up, axis=None), y2="high", color=alt.datum(role)))
        dot = there.mark_point(filled=True, shape=shape, opacity=1, size=70, aria=True)
        tip = alt.Tooltip("told:N", title=" ")
        layers.append(dot.encode(x=x, y=y, color=alt.datum(role), description="told:N", tooltip=tip))
    said = rows.transform_filter("datum.text != ''").mark_text(dy=-14, fontSize=NORMAL)
    breaks = canvas.data("breaks").mark_rule(strokeDash=[4, 3], strokeWidth=1)
    params = [alt.param(name, value=0) for name in ("first", "last", "least", "most")]
    return canvas.whole(
        breaks.encode(x=x, color=alt.datum("muted")),
        layers,
        said.encode(x=x, y=alt.Y("value:Q", scale=up, axis=None), text="text:N", color=alt.datum("text")),
        years.encode(x=x, y=alt.value("height"), text="name:N", color=alt.datum("muted")),
        key.layers(),
        params=params,
    )


def beside(figures: pd.DataFrame, language: Language) -> Spec:
    """figures has FIGURES in time order, in percent: which is official, random or all; a series ends where one breaks.

    text stands over a mark (may be empty).
    """
    rows = records(figures, FIGURES)
    for row in rows:
        wave = Wave.parse(row["period"])
        row["at"] = (wave.start.toordinal() + wave.end.toordinal()) // 2 + (BESIDE if row["which"] == "all" else 0)
        row["told"] = f"{row['period']}: {language.number(row['value'], 1)}%"
    days, found = (
        [row["at"] for row in rows],
        [v for row in rows for n in ("value", "low", "high") if (v := row[n]) == v],
    )
    first, last = min(days) - 200, max(days) + 200
    span = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    middles = [(year, date(year, 7, 1).toordinal()) for year in span]
    line = [row for row in rows if row["which"] == "official"]
    broken = [(one["at"] + two["at"]) // 2 for one, two in pairwise(line) if one["series"] != two["series"]]
    words = {
        "official": language.gettext("official: all manufacturing"),
        "random": language.gettext("ours, by the random draw"),
        "all": language.gettext("ours, of all lots"),
    }
    here = [(*look, words[which]) for which, look in WHICH.items() if any(row["which"] == which for row in rows)]
    return filled(
        _beside(language),
        PLOT,
        "; ".join(row["told"] for row in rows[-canvas.SAID :]),
        params={"first": first, "last": last, "least": min(found) - 1, "most": max(found) + 1},
        rows=rows,
        years=[{"at": at, "name": str(year)} for year, at in middles if first <= at <= last],
        breaks=[{"at": at} for at in broken],
        key=key.rows(here, below=40),
    )
