"""A table of scores: the hue says the verdict, its depth the points, and a broken bottom line takes its whole cell."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key, text
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import DEPTH, NORMAL, POSTS, SMALL, VERDICTS

COLUMNS = ("row", "column", "score", "verdict", "broken")
NOTE = "note"  # may stand beside them: what is said of a cell that rests on measurements out of scope
CELL, LINE, SLOPE = 38, 15, -42  # px of a cell's height and of a line of a column's name; degrees of a sloping one
ACROSS, DOWN = 0.03, canvas.INNER  # of a band's length: what parts two columns, and two rows
MANY, PLOT = 12, 460  # columns that fit upright, and px that they share on a screen of usual width
ITEM, HEAD, TILE = 28, 34, 84  # px of a line of the list on a telephone, of a heading in it, and of a cell


@template
def _heatmap(language: Language, slope: bool) -> alt.LayerChart:
    scale = alt.Scale(paddingOuter=0, paddingInner=ACROSS)
    x = alt.X("column:N", sort=None, scale=scale, axis=None)
    cells = canvas.data("cells").transform_filter("!narrow").encode(x=x, y=canvas.down("row"))
    side = canvas.data("rows").transform_filter("!narrow").encode(y=canvas.down("row"))
    heads = canvas.data("columns").transform_filter("!narrow").encode(x=x, y=alt.value(0))
    frame = cells.mark_rect(cornerRadius=4, filled=False, opacity=0.7)
    return canvas.whole(
        frame.encode(color=alt.datum("line")),
        _tiles(cells, language),
        canvas.spoken(canvas.data("cells").transform_filter("isValid(datum.score)").encode(x=x, y=canvas.down("row"))),
        cells.mark_text(fontSize=NORMAL).encode(text="text:N", color=alt.datum("text")),
        _heads(heads, slope),
        canvas.names(side),
        _listed(language),
        key.layers(),
        canvas.clickable(_places(), _tip(language))[1],
    )


def _places() -> alt.Chart:
    """Where each cell takes a click: in the table its own tile, in the list its whole line."""
    rated = canvas.data("cells").transform_filter("isValid(datum.score)")
    placed = rated.transform_calculate(
        begins="narrow ? 0 : datum.across[0] * width",
        ends="narrow ? width : datum.across[1] * width",
        above="narrow ? datum.top : datum.down[0] * height",
        below=f"narrow ? datum.top + {ITEM - 4} : datum.down[1] * height",
    )
    ends = {"x2": "ends", "y2": "below"}
    return placed.encode(x=canvas.px("begins", alt.X), y=canvas.px("above"), **ends)


def _tip(language: Language) -> dict[str, str]:
    """What is shown of a cell under the pointer: fields by the names that stand before them."""
    return {"group": " ", "item": "  ", "said": "   ", "points": language.gettext("Points")}


def _tiles(cells: alt.Chart, language: Language) -> alt.Chart:
    """The coloured cells; one with a broken bottom line has an edge too, so that it is seen without colour."""
    rated = cells.transform_filter("isValid(datum.score)")
    return rated.mark_rect(cornerRadius=4).encode(
        fill=canvas.by_role("verdict", alt.Fill),
        fillOpacity=alt.FillOpacity("depth:Q", scale=alt.Scale(domain=[0, 1], range=list(DEPTH))),
        stroke=canvas.by_role("verdict", alt.Stroke),
        strokeWidth=alt.when(alt.datum.broken).then(alt.value(2)).otherwise(alt.value(0)),
        tooltip=[alt.Tooltip(field, type="nominal", title=title) for field, title in _tip(language).items()],
    )


def _heads(heads: alt.Chart, slope: bool) -> alt.Chart:
    """The names of the columns over lines; sloping where there are many."""
    if slope:
        said = heads.mark_text(
            angle=360 + SLOPE, align="left", baseline="middle", dx=6, dy=-4, fontSize=SMALL, limit=150
        )
        return said.encode(text="name:N", color=alt.datum("muted"))
    dy = alt.expr(f"-8 - {LINE} * (length(split(datum.lines, '\\n')) - 1)")
    said = heads.mark_text(baseline="bottom", lineBreak="\n", lineHeight=LINE, dy=dy, fontSize=SMALL)
    return said.encode(text="lines:N", color=alt.datum("muted"))


def _listed(language: Language) -> list[alt.Chart]:
    """The same on a telephone: under each row's name its cells, one a line, the worst first."""
    heads, items = (canvas.data(name).transform_filter("narrow") for name in ("groups", "cells"))
    items = items.transform_filter("isValid(datum.score)").transform_calculate(
        left=f"width - {TILE}", right="width", middle=f"datum.top + {ITEM / 2 - 2}", bottom=f"datum.top + {ITEM - 4}"
    )
    head = heads.mark_text(align="left", fontSize=NORMAL, fontWeight=600, limit=alt.expr("width"))
    name = items.mark_text(align="left", fontSize=NORMAL, limit=alt.expr(f"width - {TILE + 8}"))
    number = items.mark_text(fontSize=NORMAL, dx=-TILE / 2)
    middle = canvas.px("middle")
    return [
        head.encode(x=alt.value(0), y=canvas.px("head"), text="group:N", color=alt.datum("text")),
        name.encode(x=alt.value(0), y=middle, text="item:N", color=alt.datum("muted")),
        _tiles(items, language).encode(x=canvas.px("left", alt.X), x2="right", y=canvas.px("top"), y2="bottom"),
        number.encode(x=canvas.px("right", alt.X), y=middle, text="text:N", color=alt.datum("text")),
    ]


def heatmap(cells: pd.DataFrame, language: Language, rows: Mapping[str, str], columns: Mapping[str, str]) -> Spec:
    """One cell a row and column, in the order of the two label mappings (code to name), or the other way round.

    cells has COLUMNS: row and column (codes), score (points; NaN or no row is drawn empty: not rated), verdict against
    the benchmark, broken (a bottom line is, in this cell or beneath it). A click gives the key row/column. Of more
    columns than rows, the rows are drawn side by side, so that long names lie along the side.
    """
    names = (*COLUMNS, NOTE) if NOTE in cells else COLUMNS
    by_place = {(cell["row"], cell["column"]): cell for cell in records(cells, names)}
    grid = [
        _cell(by_place.get((row, column)), language)
        | {"row": row, "column": column, "group": group, "item": item, "key": f"{row}/{column}"}
        for row, group in rows.items()
        for column, item in columns.items()
    ]
    for cell in grid:
        cell["told"] = f"{cell['group']}, {cell['item']}: {cell['number']}, {cell['said']}" if cell["text"] else ""
    groups, high = _listing(grid, rows)
    if len(columns) > MANY >= len(rows):
        grid = [cell | {"row": cell["column"], "column": cell["row"]} for cell in grid]
        order = list(columns)
        grid.sort(key=lambda cell: order.index(cell["row"]))
        rows, columns = columns, rows
    for cell in grid:
        cell["across"], cell["down"] = (_band(cell["column"], columns, ACROSS), _band(cell["row"], rows, DOWN))
    room = max(44.0, PLOT / max(len(columns), 1))
    heads = [
        {"column": code, "name": name, "lines": "\n".join(text.lines(name, room))} for code, name in columns.items()
    ]
    return filled(
        _heatmap(language, len(columns) > MANY),
        CELL * len(rows),
        _message(grid, language),
        narrow=high,
        cells=grid,
        rows=canvas.named([{"row": code, "label": name} for code, name in rows.items()], "label"),
        columns=heads,
        groups=groups,
        key=_key(grid, language),
    )


def _band(code: str, codes: Mapping[str, str], inner: float) -> tuple[float, float]:
    """Where a band scale puts one of its codes, as shares of the scale's length; inner: the space between two."""
    at, whole = list(codes).index(code), len(codes) - inner
    return at / whole, (at + 1 - inner) / whole


def _cell(cell: dict | None, language: Language) -> dict:
    """What is written in a cell, its colour and how deep that is; nothing in one that is not rated."""
    if cell is None or cell["score"] != cell["score"]:
        # Every cell has every field: the table that goes to the browser has those of the first one.
        empty = dict.fromkeys(("number", "points", "word", "said"), "")
        return {"score": None, "verdict": None, "depth": None, "broken": False, "text": "", "top": None} | empty
    broken, far = bool(cell["broken"]), cell["score"] - POSTS["benchmark"]
    verdict, number = "not_met" if broken else cell["verdict"], _number(round(cell["score"]), language)
    depth = 1.0 if broken else min(1.0, far / 20 if far > 0 else -far / 60)
    note = cell.get(NOTE) or ""
    sign = key.SIGN if broken else VERDICTS[verdict].sign
    said = {"text": f"{number} {sign}{key.BESIDE if note else ''}", "number": number}
    said["points"] = language.number(cell["score"], 1)
    said["word"] = _meant(verdict, broken, language)
    said["said"] = language.gettext("; ").join(filter(None, (said["word"], note)))
    return {"score": cell["score"], "verdict": verdict, "depth": depth, "broken": broken, "top": None} | said


@cache
def _number(points: int, language: Language) -> str:
    return language.number(points)


@cache
def _meant(verdict: str, broken: bool, language: Language) -> str:
    return language.gettext("bottom line broken") if broken else word(words.VERDICT, verdict, language)


def _message(grid: list[dict], language: Language) -> str:
    """How many cells have which verdict, and the first broken ones, or else the lowest."""
    rated = sorted((cell for cell in grid if cell["text"]), key=lambda cell: (not cell["broken"], cell["score"]))
    counts = Counter(cell["word"] for cell in rated)
    shown = [cell for cell in rated if cell["broken"]] or rated[:1]
    return "; ".join([*(f"{n} {meant}" for meant, n in counts.items()), canvas.some(shown, language)])


def _listing(grid: list[dict], rows: Mapping[str, str]) -> tuple[list[dict], float]:
    """The headings of the list with their px; the cells are given theirs, the worst first; and how high the list is."""
    groups, top = [], 0.0
    for code, name in rows.items():
        groups.append({"group": name, "head": top + HEAD / 2})
        top += HEAD
        own = [cell for cell in grid if cell["row"] == code and cell["text"]]
        for cell in sorted(own, key=lambda cell: (not cell["broken"], cell["score"])):
            cell["top"], top = top, top + ITEM
    return groups, top


def _key(grid: list[dict], language: Language) -> list[dict]:
    rated = [cell for cell in grid if cell["text"]]
    entries = key.verdicts([cell["verdict"] for cell in rated if not cell["broken"]], language)
    if any(cell["broken"] for cell in rated):
        entries.append(key.broken(language))
    if any(key.BESIDE in cell["text"] for cell in rated):
        entries.append(key.beside(language))
    if rated:
        entries.append(("page", "circle", language.gettext("the deeper, the farther from 80")))
    return key.rows(entries)
