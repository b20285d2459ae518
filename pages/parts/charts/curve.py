"""What is had for what is spent: one step a purchase, as a staircase from nothing."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language

COLUMNS = ("spent", "share", "label", "role", "said")
PLOT, BELOW = 280, 76  # px of the plot, and from it to its key, below the axis and its title
SHAPES = {"not_met": "square", "accent": "circle"}


@template
def _curve(language: Language) -> alt.LayerChart:
    say = language.gettext
    across = alt.Axis(title=say("Spent"), tickCount=5, format=",~r", **canvas.QUIET)
    up = alt.Axis(title=say("Share of the open verdicts' weight that is decided, %"), tickCount=5, **canvas.QUIET)
    line = canvas.data("line").mark_line(interpolate="step-after", strokeWidth=2.5)
    tip = [
        alt.Tooltip("label", type="nominal", title=say("Step")),
        alt.Tooltip("said", type="nominal", title=say("Content")),
    ]
    return canvas.whole(
        line.encode(x=_x().axis(across), y=_y().axis(up), color=alt.datum("accent")),
        canvas.marks(canvas.data("rows"), "role", SHAPES, x=_x(), y=_y(), tooltip=tip),
        key.layers(),
        params=[alt.param("right", value=1), alt.param("top", value=1)],
    )


def _x() -> alt.X:
    return alt.X("spent", type="quantitative", scale=canvas.ends(0, "right"), axis=None)


def _y() -> alt.Y:
    return alt.Y("share", type="quantitative", scale=canvas.ends(0, "top"), axis=None)


def curve(rows: pd.DataFrame, language: Language) -> Spec:
    """rows has COLUMNS, one a step in its order: all spent and the share decided (in percent) by then.

    role: not_met for a step that decides a floor, accent for another; said: what the step is, in words.
    """
    drawn = records(rows, COLUMNS)
    for row in drawn:
        row["told"] = "{label}: {said}".format(**row)
    words = {"not_met": language.gettext("decides a floor"), "accent": language.gettext("decides another verdict")}
    present = [role for role in words if role in {row["role"] for row in drawn}]
    return filled(
        _curve(language),
        PLOT,
        canvas.some(drawn, language),
        params={
            "right": max([row["spent"] for row in drawn], default=1.0) * 1.03,
            "top": max([row["share"] for row in drawn], default=1.0) * 1.1,
        },
        rows=drawn,
        line=[{"spent": 0.0, "share": 0.0}, *({name: row[name] for name in ("spent", "share")} for row in drawn)],
        key=key.rows([(role, SHAPES[role], words[role]) for role in present], below=BELOW),
    )
