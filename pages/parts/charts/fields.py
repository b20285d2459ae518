"""Four fields: things by two measures with their intervals, around a cross that means something."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key, text
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language
from pages.parts.words.look import NORMAL, SMALL

COLUMNS = ("key", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "role", "told")
PLOT, WIDTH = 420, 320  # px of the plot, and of the narrowest one
NAME, TIGHT = 150, 84  # px of a line of a name, and of one where there is little room
BELOW = 76  # px from the plot to its key, below the axis and its title
SHAPES = {"not_met": "square", "accent": "triangle-up", "met": "circle", "muted": "circle", "cannot_tell": "diamond"}
HEIGHTS = (-10, 12, -26, 28)  # px from a mark to its name, in the order in which they are tried
LINE = 14  # px from line to line of a name
_ENDS = ("left", "right", "bottom", "top")


@template
def _fields(titles: tuple[str, str], corners: tuple[tuple[str, str], ...]) -> alt.LayerChart:
    rows = canvas.data("rows").encode(x=_x("x"), y=_y("y"))
    cross = canvas.data("cross")
    axes = [alt.Axis(title=title, grid=False, tickCount=5, **canvas.QUIET) for title in titles]
    soft: canvas.Style = {"strokeWidth": 5, "strokeCap": "round", "opacity": 0.22, "clip": True}
    wide, tall = (rows.transform_filter(f"isValid(datum.{name}_low)").mark_rule(**soft) for name in ("x", "y"))
    return canvas.whole(
        cross.mark_rule(strokeWidth=1).encode(x=_x("x"), color=alt.datum("muted")),
        cross.mark_rule(strokeWidth=1).encode(y=_y("y"), color=alt.datum("muted")),
        cross.mark_point(opacity=0).encode(x=_x("x").axis(axes[0]), y=_y("y").axis(axes[1])),
        wide.encode(x=_x("x_low"), x2="x_high", color=canvas.by_role("role")),
        tall.encode(y=_y("y_low"), y2="y_high", color=canvas.by_role("role")),
        _corners(corners),
        _points(rows),
        _names(rows),
        key.layers(),
        _listed(canvas.data("rows")),
        params=[alt.param(name, value=0) for name in _ENDS],
    )


def _x(field: str) -> alt.X:
    return alt.X(field, type="quantitative", scale=canvas.ends("left", "right"), axis=None)


def _y(field: str) -> alt.Y:
    return alt.Y(field, type="quantitative", scale=canvas.ends("bottom", "top"), axis=None)


def _points(rows: alt.Chart) -> alt.Chart:
    """The marks; a click on one chooses it, and it stays marked by its outline."""
    chosen = alt.when(canvas.CLICKED, empty=False).then(alt.value(3)).otherwise(alt.value(0))
    size = alt.when(canvas.HOVERED, empty=False).then(alt.value(190)).otherwise(alt.value(95))
    marks = canvas.marks(rows, "role", SHAPES, strokeWidth=chosen, size=size, tooltip="told:N")
    return marks.properties(name=canvas.SHEET).add_params(canvas.CLICKED, canvas.HOVERED)


def _names(rows: alt.Chart) -> alt.Chart:
    """Names beside their marks, on the side where they end before the edge and the upright line, cut where on none.

    On a telephone numbers, which `_listed` explains.
    """
    at, line = "(datum.x - left) / (right - left) * width", "(datum.cross - left) / (right - left) * width"
    named = (
        rows.transform_filter("datum.label != ''")
        .transform_calculate(at=at, line=line)
        .transform_calculate(
            after="(datum.at < datum.line ? datum.line : width) - datum.at - 14",
            before="datum.at - (datum.at > datum.line ? datum.line : 0) - 14",
        )
        .transform_calculate(right="datum.after >= datum.room || datum.after >= datum.before")
        .transform_calculate(space="max(datum.after, datum.before)")
        .transform_calculate(said="narrow ? datum.number : datum.space >= datum.room ? datum.lines : datum.tight")
    )
    return named.mark_text(
        align=alt.expr("datum.right ? 'left' : 'right'"),
        dx=alt.expr("datum.right ? 9 : -9"),
        dy=alt.expr(f"datum.dy - (datum.dy < 0 ? {LINE} * (length(split(datum.said, '\\n')) - 1) : 0)"),
        limit=alt.expr("datum.space"),
        lineBreak="\n",
        lineHeight=LINE,
        fontSize=NORMAL,
    ).encode(text="said:N", color=alt.datum("text"))


def _listed(rows: alt.Chart) -> alt.Chart:
    """On a telephone the numbered names below the key."""
    named = rows.transform_filter("narrow && datum.label != ''").transform_calculate(
        said="datum.number + '  ' + datum.label", below="height + datum.listed"
    )
    said = named.mark_text(align="left", fontSize=NORMAL, limit=alt.expr("width"))
    return said.encode(x=alt.value(0), y=canvas.px("below"), text="said:N", color=alt.datum("text"))


def _corners(corners: tuple[tuple[str, str], ...]) -> alt.Chart:
    """What each field means, in its outer corner; over lines on a telephone."""
    rows = []
    for place, said in corners:
        down, side = place.split("_")
        lines = text.lines(said, NAME / 2)
        up = LINE * (len(lines) - 1) if down == "bottom" else 0
        rows.append({"text": said, "lines": "\n".join(lines), "down": down, "side": side, "up": up})
    named = canvas.fixed(*rows).transform_calculate(
        said="narrow ? datum.lines : datum.text",
        across="datum.side == 'left' ? 8 : width - 8",
        below="datum.down == 'top' ? 10 : height - 10 - (narrow ? datum.up : 0)",
    )
    style: canvas.Style = {"fontSize": SMALL, "fontStyle": "italic", "lineBreak": "\n", "lineHeight": LINE}
    said = named.mark_text(align=alt.expr("datum.side"), **style)
    return said.encode(x=canvas.px("across", alt.X), y=canvas.px("below"), text="said:N", color=alt.datum("muted"))


def fields(
    rows: pd.DataFrame,
    language: Language,
    titles: tuple[str, str],
    cross: tuple[float, float],
    corners: Mapping[str, str],
    x_ends: tuple[float, float],
    y_ends: tuple[float, float],
    signs: Mapping[str, str],
) -> Spec:
    """rows has COLUMNS: label (empty: not written), x and y with the ends of their intervals, role, told (the tip).

    titles: of x and y. cross: where the lines stand. corners: words for top_left, top_right, bottom_left and
    bottom_right, the corners being those of the plot. signs: a word for each role, for the key.
    """
    points = records(rows, COLUMNS)
    present = {row["role"] for row in points}
    entries = [(role, SHAPES[role], word) for role, word in signs.items() if role in present]
    interval = [key.interval(language)] if points else []
    signs_ = key.rows([*entries, *interval], below=BELOW)
    placed = _placed(points, cross, x_ends, y_ends, corners)
    named = [row for row in placed if row["label"]]
    under = max((row["narrow_below"] for row in signs_), default=BELOW) + 26
    for number, row in enumerate(named):
        row |= {"number": str(number + 1), "listed": under + 20 * number}
    return filled(
        _fields(tuple(titles), tuple(corners.items())),
        PLOT,
        canvas.some(named or placed, language),
        params=dict(zip(_ENDS, (*x_ends, *y_ends), strict=True)),
        rows=placed,
        cross=[{"x": cross[0], "y": cross[1]}],
        key=signs_,
    )


def _placed(
    rows: list[dict],
    cross: tuple[float, float],
    x_ends: tuple[float, float],
    y_ends: tuple[float, float],
    corners: Mapping[str, str],
) -> list[dict]:
    """The rows, the highest first, with `dy`: where a name meets neither the level line, a corner nor another name."""
    across, up = WIDTH / (x_ends[1] - x_ends[0]), PLOT / (y_ends[1] - y_ends[0])
    line, half = (y_ends[1] - cross[1]) * up, WIDTH / 2
    sides, heights = {"left": (0, half), "right": (half, WIDTH)}, {"top": (0, 20), "bottom": (PLOT - 20, PLOT)}
    taken: list[tuple[float, ...]] = [(*sides[place.split("_")[1]], *heights[place.split("_")[0]]) for place in corners]
    rows = sorted(rows, key=lambda row: (-row["y"], row["key"]))
    for row in rows:
        lines, tight = (text.lines(row["label"], room, NORMAL) for room in (NAME, TIGHT))
        row |= {"lines": "\n".join(lines), "tight": "\n".join(tight), "cross": cross[0], "dy": HEIGHTS[0]}
        row["room"] = max(text.width(each, NORMAL) for each in lines)
        if row["label"]:
            x, y = (row["x"] - x_ends[0]) * across, (y_ends[1] - row["y"]) * up
            row["dy"], place = _free(x, y, row["room"] + 9, LINE * (len(tight) - 1), line, taken)
            taken.append(place)
    return rows


def _free(
    x: float, y: float, reach: float, more: float, line: float, taken: list[tuple[float, ...]]
) -> tuple[float, tuple[float, ...]]:
    """The first of HEIGHTS at which a name meets neither the line nor another, and its place: left, right, top, end."""
    places = {}
    for dy in HEIGHTS:
        top = y + dy - (more if dy < 0 else 0)
        places[dy] = (x - reach, x + reach, top - 8, top + more + 8)
    for dy, (left, right, top, end) in places.items():
        met = any(left < b and a < right and top < d and c < end for a, b, c, d in taken)
        if not met and not top < line < end:
            return dy, places[dy]
    return next(iter(places.items()))
