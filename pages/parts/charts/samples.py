"""Every sample of one result where it was measured: a lane a laboratory, those that differ apart, levels upright."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words import quantities
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL
from pages.parts.words.quantities import Measure

COLUMNS = ("lab", "sample", "value", "differs")
LANE, LINE = 30, 15  # px of a laboratory, and of the name of a level above the first
SHAPES = {"accent": "circle", "not_met": "triangle-up"}


@template
def _samples(language: Language) -> alt.LayerChart:
    rows, lanes, levels = canvas.data("rows"), canvas.data("lanes"), canvas.data("levels")
    titles = {
        "lab": language.gettext("Laboratory"),
        "sample": language.gettext("Sample"),
        "text": language.gettext("Value"),
    }
    tip = [alt.Tooltip(field, type="nominal", title=title) for field, title in titles.items()]
    post = levels.encode(x=_x("value"), color=alt.datum("muted"))
    name = lanes.mark_text(align="left", fontSize=SMALL, dy=-9).encode(
        x=alt.value(0), y=canvas.px("y"), text="name:N", color=alt.datum("muted")
    )
    return canvas.whole(
        post.mark_rule(strokeDash=[4, 3]),
        post.mark_text(fontSize=SMALL, align=alt.expr("datum.align"), dx=alt.expr("datum.dx")).encode(
            y=canvas.px("y"), text="name:N"
        ),
        name,
        canvas.marks(rows, "role", SHAPES, x=_x("value"), y=canvas.px("y"), size=alt.value(55), tooltip=tip),
        key.layers(),
        params=[alt.param(name, value=0) for name in ("low", "high")],
    )


def _x(field: str) -> alt.X:
    return alt.X(field, type="quantitative", scale=canvas.ends("low", "high"), axis=None)


def samples(rows: pd.DataFrame, levels: dict[str, float], language: Language, measure: Measure) -> Spec:
    """rows has COLUMNS: value in the reported unit, differs where the laboratory does not agree with the others.

    levels: value of each level in force by its name, with its badge where it is not verified.
    """
    labs = sorted(set(rows["lab"]), key=lambda code: (bool(rows.loc[rows["lab"] == code, "differs"].any()), code))
    above = LINE * len(levels)
    place = {code: above + LANE * i + LANE * 0.7 for i, code in enumerate(labs)}
    drawn = [row | {"y": place[row["lab"]]} for row in records(rows, COLUMNS)]
    for row in drawn:
        row["text"] = quantities.value(row["value"], measure, language)
        row["role"] = "not_met" if row["differs"] else "accent"
        row["told"] = "{lab}: {text}".format(**row)
    every = [*(row["value"] for row in drawn), *levels.values()]
    room = (max(every) - min(every)) * 0.08 or abs(max(every)) * 0.08 or 1.0
    middle = (max(every) + min(every)) / 2
    posts = []
    for line, (level, value) in enumerate(levels.items()):
        name = f"{level} {quantities.value(value, measure, language, bare=True)}"
        side = {"align": "right", "dx": -5} if value > middle else {"align": "left", "dx": 5}
        posts.append({"value": value, "name": name, "y": LINE * (line + 0.5), **side})
    said = {"accent": language.gettext("a sample"), "not_met": language.gettext("of a laboratory that differs")}
    present = [role for role in said if role in {row["role"] for row in drawn}]
    return filled(
        _samples(language),
        above + LANE * len(labs),
        canvas.some(drawn, language),
        params={"low": min(every) - room, "high": max(every) + room},
        rows=drawn,
        lanes=[{"name": code, "y": y} for code, y in place.items()],
        levels=posts,
        key=key.rows([(role, SHAPES[role], said[role]) for role in present]),
    )
