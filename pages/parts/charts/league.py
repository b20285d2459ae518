"""The league: enterprises with the interval of their index and the range of their rank. Ranges, not places."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL

COLUMNS = ("key", "label", "score", "low", "high", "rank", "note", "broken", "own")
SHAPES = {"accent": "circle", "not_met": "square"}


@template
def _league(language: Language, of_categories: bool) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    tip = {
        "label": language.gettext("Category") if of_categories else language.gettext("Enterprise"),
        "points": language.gettext("Index"),
        "rank": language.gettext("Interval") if of_categories else language.gettext("Rank"),
        "note": language.gettext("Note"),
    }
    tint, sheet = canvas.clickable(rows, tip)
    own = rows.transform_filter("datum.own").mark_text(
        text="▶", dx=7, fontSize=SMALL - 3, yOffset=canvas.either(canvas.UNDER, 0)
    )
    return canvas.whole(
        canvas.bands(rows),
        canvas.post_names(language),
        tint,
        canvas.intervals(rows, "low", "high", "role"),
        canvas.marks(rows, "role", SHAPES, canvas.UNDER, x=canvas.points("score")),
        canvas.names(rows),
        canvas.beside(rows, "rank", "note"),
        own.encode(x=alt.value(0), color=alt.datum("accent")),
        key.layers(),
        sheet,
        params=[canvas.START],
    )


def league(rows: pd.DataFrame, language: Language, of_categories: bool = False) -> Spec:
    """One row an enterprise, best first; or a category, with its index and interval in words in place of the rank.

    rows has COLUMNS: key (what a click gives), label, score with its interval in points, rank (a range in words), note
    (such as what caps the score; may be empty), broken (a bottom line is), own (drawn as the reader's own).
    """
    drawn = sorted(records(rows, COLUMNS), key=lambda row: (-row["score"], row["key"]))
    for row in drawn:
        row["role"] = "not_met" if row["broken"] else "accent"
        row["points"] = language.number(row["score"], 1)
        row["told"] = "{label}: {points}, {rank} {note}".format(**row).strip()
    signs = [("accent", "circle", language.gettext("index with its 95% interval"))]
    if any(row["broken"] for row in drawn):
        signs.append(("not_met", "square", language.gettext("a bottom line is broken")))
    return filled(
        _league(language, of_categories),
        canvas.ROW * len(drawn),
        language.gettext("Best first: {rows}").format(rows=canvas.some(drawn, language)),
        narrow=canvas.TALL * len(drawn),
        params={"start": canvas.start_of(drawn, "score", "low")},
        rows=canvas.named(drawn, "rank"),
        key=key.rows(signs),
    )
