"""A table of scores coloured around the band from floor to benchmark, with the number in every cell."""

from collections.abc import Mapping

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language
from pages.parts.words.look import KNOTS, NORMAL, SMALL

COLUMNS = ("row", "column", "score", "mark")
CELL, LINE = 42, 15  # px of a cell's height, and of a line of a column's name
MANY, UPRIGHT = 9, 112  # columns from which on names stand upright, and px of such a name
PLOT = 460  # px that the columns share on a screen of usual width


def heatmap(cells: pd.DataFrame, language: Language, rows: Mapping[str, str], columns: Mapping[str, str]) -> Spec:
    """One cell a row and column, in the order of the two label mappings (code to name).

    cells has COLUMNS: row and column (codes), score (points; NaN or no row is drawn empty: not rated), mark (text after
    the number, such as ▼ under the floor or a verdict's sign; may be empty).
    """
    grid = pd.MultiIndex.from_product([rows, columns], names=["row", "column"])
    cells = cells[list(COLUMNS)].set_index(["row", "column"]).reindex(grid).reset_index()
    room = max(48.0, PLOT / max(len(columns), 1))
    upright = len(columns) > MANY
    size = SMALL - 1 if upright else SMALL
    names = [canvas.lines(name, UPRIGHT - 12 if upright else room, size) for name in columns.values()]
    heads = pd.DataFrame({"column": list(columns), "head": ["\n".join(name) for name in names]})
    above = UPRIGHT + 6 if upright else LINE * max((len(name) for name in names), default=1)
    side = pd.DataFrame({"row": list(rows), "name": list(rows.values())})
    scale = {"paddingOuter": 0, "paddingInner": 0.03}
    x, y = canvas.nominal("column", sort=list(columns), scale=scale, axis=None), canvas.rows(rows, "row")
    frame = {"cornerRadius": 4, "filled": False, "opacity": 0.7}
    rated = _rated(cells, language, rows, columns)
    number = rated[["row", "column", "text"]]
    layers = [
        canvas.layer(cells[["row", "column"]], "rect", frame, "line", x=x, y=y),
        _tiles(rated, x, y, language),
        canvas.layer(number, "text", {"fontSize": NORMAL}, "text", x=x, y=y, text=canvas.nominal("text")),
        _heads(heads, above, size, x, upright),
        *canvas.names(side, "name", y),
    ]
    return canvas.settled(layers, CELL * len(rows), above + 8)


def _heads(heads: pd.DataFrame, above: int, size: int, x: Spec, upright: bool) -> Spec:
    """The names of the columns: over lines; upright where there are many, or on a telephone."""
    if upright:
        # The lines of an upright name stand side by side: the first is moved left so that all lie over the column.
        heads = heads.assign(left=-6 * heads["head"].str.count("\n"))
        parts = [
            canvas.layer(
                part.drop(columns="left"),
                "text",
                {"angle": -90, "align": "left", "baseline": "middle", "lineBreak": "\n", "fontSize": size}
                | {"limit": UPRIGHT + 6, "dx": 8, "dy": int(left), "lineHeight": 12},
                "muted",
                x=x,
                y=canvas.at(0),
                text=canvas.nominal("head"),
            )
            for left, part in heads.groupby("left")
        ]
        return {"layer": parts}
    either = {
        "angle": ("-90", "0"),
        "align": ("'left'", "'center'"),
        "baseline": ("'middle'", "'bottom'"),
        "lineBreak": ("''", r"'\n'"),
        "limit": ("76", "400"),
        "dx": ("8", "0"),
        "dy": ("0", str(LINE - 6 - above)),
    }
    style = {name: {"expr": f"{canvas.NARROW} ? {small} : {wide}"} for name, (small, wide) in either.items()}
    style["fontSize"] = size
    return canvas.layer(heads, "text", style, "muted", x=x, y=canvas.at(0), text=canvas.nominal("head"))


def _rated(
    cells: pd.DataFrame, language: Language, rows: Mapping[str, str], columns: Mapping[str, str]
) -> pd.DataFrame:
    """The cells with a score, and what is written in, said of and shown beside each."""
    rated = cells[cells["score"].notna()].copy()
    marks = rated["mark"].fillna("")
    rated["text"] = [f"{language.number(s)} {m}".strip() for s, m in zip(rated["score"], marks, strict=True)]
    rated["row_name"], rated["column_name"] = rated["row"].map(rows), rated["column"].map(columns)
    rated["points"] = [language.number(score, 1) for score in rated["score"]]
    rated["told"] = [f"{row.row_name}, {row.column_name}: {row.text}" for row in rated.itertuples()]
    return rated


def _tiles(rated: pd.DataFrame, x: Spec, y: Spec, language: Language) -> Spec:
    scale = {"type": "linear", "domain": list(KNOTS), "range": "diverging", "clamp": True}
    titles = {"row_name": " ", "column_name": "  ", "points": language.gettext("Points")}
    return canvas.layer(
        rated,
        "rect",
        {"cornerRadius": 4, "aria": True},
        x=x,
        y=y,
        fill={"field": "score", "type": "quantitative", "scale": scale, "legend": None},
        description=canvas.nominal("told"),
        tooltip=[canvas.nominal(field, title=title) for field, title in titles.items()],
    )
