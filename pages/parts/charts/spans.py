"""Spans side by side: from when to when, or how much to how much; a mark on each, a line for today or an edge."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL

COLUMNS = ("key", "label", "start", "end", "at", "role", "said")
SHAPES = {"not_met": "square", "cannot_tell": "diamond", "accent": "circle", "met": "circle"}
ABOVE = 18  # px above the plot for the names of its lines
Tick = tuple[float, str]


@template
def _spans(language: Language) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    lines = canvas.data("lines").encode(x=_x("place"), color=alt.datum("muted"))
    bars = rows.mark_rule(strokeWidth=8, strokeCap="round", opacity=0.35, yOffset=canvas.either(canvas.UNDER, 0))
    told = alt.Tooltip("told:N", title=language.gettext("Content"))
    return canvas.whole(
        lines.mark_rule(strokeDash=[3, 3], strokeWidth=1),
        lines.mark_text(dy=-8, fontSize=SMALL - 1).encode(y=alt.value(0), text="name:N"),
        canvas.plain(rows),
        bars.encode(x=_x("start"), x2="end", color=canvas.by_role("role"), tooltip=told),
        canvas.marks(
            rows.transform_filter("isValid(datum.at)"), "role", SHAPES, canvas.UNDER, x=_x("at"), tooltip=told
        ),
        canvas.names(rows),
        canvas.beside(rows, "said", "nothing"),
        key.layers(),
        params=[alt.param("least", value=0), alt.param("most", value=1)],
    )


def _x(field: str) -> alt.X:
    return alt.X(field, type="quantitative", scale=canvas.ends("least", "most"), axis=None)


def spans(rows: pd.DataFrame, language: Language, lines: Iterable[Tick], signs: Iterable[key.Entry]) -> Spec:
    """One row a span, in the order given; rows has COLUMNS: `at` is its mark, NaN for none; said stands beside it.

    lines: places with their names, such as today or an edge; signs: the key.
    """
    drawn, marked = records(rows, COLUMNS), [{"place": place, "name": name} for place, name in lines]
    for row in drawn:
        row["nothing"], row["told"] = "", "{label}: {said}".format(**row)
    found = [value for row in drawn for name in ("start", "end", "at") if (value := row[name]) == value]
    found += [each["place"] for each in marked]
    least, most = min(found, default=0.0), max(found, default=1.0)
    room = (most - least or 1.0) * 0.03
    return filled(
        _spans(language),
        canvas.ROW * len(drawn),
        canvas.some(drawn, language),
        narrow=canvas.TALL * len(drawn),
        params={"least": least - room, "most": most + room},
        rows=canvas.named(drawn, "said"),
        lines=marked,
        key=key.rows(signs),
    )
