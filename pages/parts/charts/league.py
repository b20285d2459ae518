"""The league: enterprises with the interval of their index and the range of their rank. Ranges, not places."""

from collections.abc import Mapping

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language

COLUMNS = ("key", "label", "score", "low", "high", "rank", "note", "broken", "own")


def league(
    rows: pd.DataFrame, language: Language, chosen: str | None = None, tip: Mapping[str, str] | None = None
) -> Spec:
    """One row an enterprise, best first; of anything else where `tip` gives other titles of the fields shown.

    rows has COLUMNS: key (what a click gives), label, score with its interval in points, rank (a range in words), note
    (such as what caps the score; may be empty), broken (a bottom line is), own (drawn as the reader's own).
    """
    rows = rows[list(COLUMNS)].sort_values(["score", "key"], ascending=[False, True])
    rows["mark"] = rows["broken"].map({True: "not_met", False: "accent"})
    rows["points"] = [language.number(score, 1) for score in rows["score"]]
    rows["told"] = [f"{row.label}: {row.points}, {row.rank} {row.note}".strip() for row in rows.itertuples()]
    start = canvas.start_of(rows, "score", "low")
    scale, y = canvas.ends(start, canvas.END), canvas.rows(rows["key"])
    tip = tip or {
        "label": language.gettext("Enterprise"),
        "points": language.gettext("Index"),
        "rank": language.gettext("Rank"),
        "note": language.gettext("Note"),
    }
    tint, sheet = canvas.clickable(rows, y, tip)
    plain, noted = rows[rows["note"] == ""], rows[rows["note"] != ""]
    layers = [
        *canvas.bands(scale, start),
        *canvas.post_names(scale, language),
        tint,
        canvas.intervals(rows, "low", "high", scale, y, "mark"),
        _dots(rows[["key", "score", "mark", "told"]], scale, y),
        sheet,
        *canvas.names(rows[["key", "label"]], "label", y),
        canvas.beside(plain[["key", "rank"]], "rank", y),
        canvas.beside(noted[["key", "rank"]], "rank", y, dy=-7),
        canvas.beside(noted[["key", "note"]], "note", y, dy=8, role="muted"),
        _own(rows[rows["own"]][["key"]], y),
    ]
    return canvas.settled(layers, canvas.ROW * len(rows), canvas.TOP, chosen)


def _dots(rows: pd.DataFrame, scale: Spec, y: Spec) -> Spec:
    """A dot, or a square where a bottom line is broken."""
    shapes = {"domain": ["accent", "not_met"], "range": ["circle", "square"]}
    return canvas.layer(
        rows,
        "point",
        {"filled": True, "opacity": 1, "size": 95, "aria": True},
        x=canvas.amount("score", scale),
        y=y,
        shape=canvas.nominal("mark", scale=shapes, legend=None),
        color=canvas.by_role("mark"),
        description=canvas.nominal("told"),
    )


def _own(rows: pd.DataFrame, y: Spec) -> Spec:
    """A pointer at the reader's own row."""
    text = canvas.nominal("sign")
    return canvas.layer(
        rows.assign(sign="▶"), "text", {"dx": 7, "fontSize": 9}, "accent", x=canvas.at(0), y=y, text=text
    )
