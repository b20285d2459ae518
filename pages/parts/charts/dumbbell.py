"""From where to where: two points of the ladder a row, joined, coloured by better or worse. A click chooses a row."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language

COLUMNS = ("key", "label", "before", "after", "better", "moved", "maker")
SHAPES = {"met": "circle", "not_met": "square"}  # better, worse


@template
def _dumbbell(language: Language) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    tip = {"label": language.gettext("Indicator"), "maker": " ", "moved": language.gettext("Change")}
    tint, sheet = canvas.clickable(rows, tip)
    offset = canvas.either(canvas.UNDER, 0)
    start = rows.mark_point(filled=True, size=40, opacity=1, yOffset=offset)
    joined = rows.mark_rule(strokeWidth=3, opacity=0.55, yOffset=offset)
    return canvas.whole(
        canvas.bands(rows),
        canvas.post_names(language),
        tint,
        joined.encode(x=canvas.points("before"), x2="after", color=canvas.by_role("role")),
        start.encode(x=canvas.points("before"), color=alt.datum("muted")),
        canvas.marks(rows, "role", SHAPES, under=canvas.UNDER, x=canvas.points("after")),
        canvas.names(rows),
        canvas.beside(rows, "moved", "maker"),
        key.layers(),
        sheet,
        params=[canvas.START],
    )


def dumbbell(rows: pd.DataFrame, language: Language, start: str | None = None) -> Spec:
    """One row a result that moved, in the order given.

    rows has COLUMNS: key (what a click gives), label, before and after in points, better (else worse), moved and maker
    as text. start: what the first point is, the wave before where nothing is said.
    """
    drawn = records(rows, COLUMNS)
    for row in drawn:
        row["role"] = "met" if row["better"] else "not_met"
        row["told"] = "{label}, {maker}: {moved}".format(**row)
    said = {"met": language.gettext("better"), "not_met": language.gettext("worse")}
    present = [role for role in said if role in {row["role"] for row in drawn}]
    before = ("muted", "circle", start or language.gettext("the wave before"))
    signs = [before, *((role, SHAPES[role], said[role]) for role in present)]
    return filled(
        _dumbbell(language),
        canvas.ROW * len(drawn),
        canvas.some(drawn, language),
        narrow=canvas.TALL * len(drawn),
        params={"start": canvas.start_of(drawn, "before", "after")},
        rows=canvas.named(drawn, "moved"),
        key=key.rows(signs),
    )
