"""Needed answers against the change they show: one curve a spread, today's answers as marks, the change asked for."""

import altair as alt
import numpy as np
import pandas as pd

from benchmarks.progress.planner import needed_n
from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words import quantities
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL
from pages.parts.words.quantities import Measure

COLUMNS = ("key", "label", "n", "detectable_change", "needed_n")
PLOT, BELOW = 300, 76  # px of the plot, and from it to its key, below the axis and its title
STEPS = 60  # points of a curve


@template
def _needed(language: Language, unit_name: str) -> alt.LayerChart:
    say = language.gettext
    titles = {
        "label": say("Enterprise"),
        "n": say("Answers"),
        "shows": say("Change that shows"),
        "needs": say("Answers needed"),
    }
    tip = [alt.Tooltip(field, type="nominal", title=title) for field, title in titles.items()]
    across = _axis(say("Change that shows, in {unit}").format(unit=unit_name), "x_ticks", grid=False)
    up = _axis(say("Answers an enterprise"), "y_ticks", grid=True)
    curve, asked = canvas.data("curve"), canvas.data("asked").encode(x=_x("d"), color=alt.datum("text"))
    band = curve.mark_area(clip=True, opacity=0.6).encode(x=_x("d").axis(across), y=_y("low").axis(up), y2="high")
    middle = curve.mark_line(clip=True, strokeWidth=2.5).encode(x=_x("d"), y=_y("mid"))
    name = asked.mark_text(align="left", dx=5, dy=10, fontSize=SMALL)
    return canvas.whole(
        band.encode(color=alt.datum("soft")),
        middle.encode(color=alt.datum("accent")),
        asked.mark_rule(strokeDash=[4, 3], strokeWidth=1.5),
        name.encode(y=alt.value(0), text="name:N"),
        canvas.marks(canvas.data("rows"), x=_x("d"), y=_y("n"), tooltip=tip),
        key.layers(),
        params=[
            *(alt.param(name, value=1) for name in ("left", "right", "bottom", "top")),
            *(alt.param(name, value=[]) for name in ("x_ticks", "y_ticks")),
        ],
    )


def _x(field: str) -> alt.X:
    scale = alt.Scale(type="log", domain=[alt.expr("left"), alt.expr("right")], nice=False)
    return alt.X(field, type="quantitative", scale=scale, axis=None)


def _y(field: str) -> alt.Y:
    scale = alt.Scale(type="log", domain=[alt.expr("bottom"), alt.expr("top")], nice=False)
    return alt.Y(field, type="quantitative", scale=scale, axis=None)


def _axis(title: str, ticks: str, grid: bool) -> alt.Axis:
    return alt.Axis(title=title, values=alt.expr(ticks), format=",~r", labelOverlap=False, grid=grid, **canvas.QUIET)


def needed(
    rows: pd.DataFrame, language: Language, change: float, power: float, measure: Measure, unit_name: str
) -> Spec:
    """rows has COLUMNS, one an enterprise; change and detectable_change in the reported unit.

    The band holds the curves of all enterprises, the line is the median one's. A mark is an enterprise today: left of
    the upright it has the answers it needs.
    """
    factor = 100 if measure.statistic in quantities.SHARES else 1
    rows = rows[list(COLUMNS)].dropna().assign(n=lambda frame: frame["n"].astype(float))
    x = (min(rows["detectable_change"].min(), change) * 0.7, max(rows["detectable_change"].max(), change) * 1.25)
    # One answer's variance under the design, back from what n answers show.
    spread = rows["n"] * rows["detectable_change"] ** 2 / needed_n(1.0, 1.0, power)
    grid = np.geomspace(*x, STEPS)
    ends = {name: needed_n(spread.quantile(at), grid, power) for name, at in (("low", 0), ("mid", 0.5), ("high", 1))}
    top = max(rows["n"].max(), float(needed_n(spread.max(), change, power))) * 1.6
    y = (max(1.0, min(rows["n"].min(), ends["mid"].min()) * 0.8), top)
    marks, across = _marks(rows, factor, measure, language), (x[0] * factor, x[1] * factor)
    words = {"met": language.gettext("enough today"), "cannot_tell": language.gettext("more are needed")}
    signs = [(code, canvas.SHAPES[code], word) for code, word in words.items()]
    signs.append(("accent", "stroke", language.gettext("the median enterprise")))
    signs.append(("soft", "square", language.gettext("all of them")))
    return filled(
        _needed(language, unit_name),
        PLOT,
        canvas.some(marks, language),
        params={
            **dict(zip(("left", "right", "bottom", "top"), map(float, (*across, *y)), strict=True)),
            **{"x_ticks": _round(*across), "y_ticks": _round(*y)},
        },
        rows=marks,
        curve=records(pd.DataFrame({"d": grid * factor, **ends}), ("d", *ends)),
        asked=[{"d": change * factor, "name": quantities.distance(change, measure, language)}],
        key=key.rows(signs, below=BELOW),
    )


def _marks(rows: pd.DataFrame, factor: int, measure: Measure, language: Language) -> list[dict]:
    said = language.gettext("{name}: {n} answers show {change}; {needed} are needed")
    made = []
    for row in records(rows, COLUMNS):
        shows = quantities.distance(row["detectable_change"], measure, language)
        n, needs = language.number(row["n"]), language.number(row["needed_n"])
        made.append(
            {
                **{"label": row["label"], "n": row["n"], "d": row["detectable_change"] * factor},
                **{"shows": shows, "needs": needs, "verdict": "met" if row["n"] >= row["needed_n"] else "cannot_tell"},
                "told": said.format(name=row["label"], n=n, change=shows, needed=needs),
            }
        )
    return made


def _round(low: float, high: float) -> list[float]:
    """Round numbers for the labels of a logarithmic axis: more of them where it is short."""
    leads = (1, 2, 5) if high / low > 12 else (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
    return [found for power in range(-3, 8) for lead in leads if low <= (found := lead * 10.0**power) <= high]
