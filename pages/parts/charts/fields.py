"""Four fields: things by two measures with their intervals, around a cross that means something."""

from collections.abc import Mapping

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language
from pages.parts.words.look import NORMAL, SMALL

COLUMNS = ("key", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "role", "told")
PLOT, NEAR = 420, 18  # px: of the plot, and of names that would meet
SHAPES = {"not_met": "square", "accent": "triangle-up", "met": "circle", "muted": "circle", "cannot_tell": "diamond"}
_PLACES = {"top_left": (8, 8), "top_right": (-8, 8), "bottom_left": (8, -8), "bottom_right": (-8, -8)}


def fields(
    rows: pd.DataFrame,
    language: Language,
    titles: tuple[str, str],
    cross: tuple[float, float],
    corners: Mapping[str, str],
    x_ends: tuple[float, float],
    y_ends: tuple[float, float],
) -> Spec:
    """rows has COLUMNS: label (empty: not written), x and y with the ends of their intervals, role, told (the tip).

    titles: of x and y. cross: where the lines stand. corners: words for top_left, top_right, bottom_left and
    bottom_right, the corners being those of the plot.
    """
    rows = rows[list(COLUMNS)].assign(cross_x=cross[0], cross_y=cross[1])
    across, up = canvas.ends(*x_ends), canvas.ends(*y_ends)
    layers = [
        _lines(cross, across, up),
        *_axes(rows, titles, across, up),
        *_intervals(rows, across, up),
        *(_corner(place, text) for place, text in corners.items()),
        _points(rows, across, up),
        *_names(rows[rows["label"] != ""], across, up, x_ends),
    ]
    return canvas.settled(
        [each for layer in layers for each in (layer if isinstance(layer, list) else [layer])], PLOT, 44
    )


def _lines(cross: tuple[float, float], across: Spec, up: Spec) -> list[Spec]:
    upright, level = pd.DataFrame({"x": [cross[0]]}), pd.DataFrame({"y": [cross[1]]})
    return [
        canvas.layer(upright, "rule", {"strokeWidth": 1}, "muted", x=canvas.amount("x", across)),
        canvas.layer(level, "rule", {"strokeWidth": 1}, "muted", y=canvas.amount("y", up)),
    ]


def _axes(rows: pd.DataFrame, titles: tuple[str, str], across: Spec, up: Spec) -> list[Spec]:
    """A layer that only carries the axes."""
    axis = {"grid": False, "ticks": False, "domain": False, "labelFontSize": SMALL, "titleFontSize": SMALL}
    axis |= {"titleFontWeight": "normal", "tickCount": 5}
    x = canvas.amount("x", across, axis | {"title": titles[0]})
    y = canvas.amount("y", up, axis | {"title": titles[1]})
    return [canvas.layer(rows[["x", "y"]], "point", {"opacity": 0}, x=x, y=y)]


def _intervals(rows: pd.DataFrame, across: Spec, up: Spec) -> list[Spec]:
    style = {"strokeWidth": 5, "strokeCap": "round", "opacity": 0.22, "clip": True}
    role = canvas.by_role("role")
    wide, tall = rows.dropna(subset=["x_low", "x_high"]), rows.dropna(subset=["y_low", "y_high"])
    x, y = canvas.amount("x", across), canvas.amount("y", up)
    low, down = canvas.amount("x_low", across), canvas.amount("y_low", up)
    return [
        canvas.layer(wide, "rule", style, x=low, x2={"field": "x_high"}, y=y, color=role),
        canvas.layer(tall, "rule", style, x=x, y=down, y2={"field": "y_high"}, color=role),
    ]


def _points(rows: pd.DataFrame, across: Spec, up: Spec) -> Spec:
    """The marks; a click on one chooses it, and it stays marked by its outline."""
    shapes = {"domain": list(SHAPES), "range": list(SHAPES.values())}
    chosen = {"condition": {"param": canvas.CLICK, "value": 3, "empty": False}, "value": 0}
    size = {"condition": {"param": "over", "value": 190, "empty": False}, "value": 95}
    made = canvas.layer(
        rows[["key", "x", "y", "role", "told"]],
        "point",
        {"filled": True, "opacity": 1, "aria": True, "cursor": "pointer"},
        size=size,
        strokeWidth=chosen,
        x=canvas.amount("x", across),
        y=canvas.amount("y", up),
        shape=canvas.nominal("role", scale=shapes, legend=None),
        color=canvas.by_role("role"),
        description=canvas.nominal("told"),
        tooltip=canvas.nominal("told"),
    )
    return made | {"name": canvas.POINTS}


def _names(rows: pd.DataFrame, across: Spec, up: Spec, x_ends: tuple[float, float]) -> list[Spec]:
    """Names beside their marks, left of those in the right half; one that would meet the name above it goes below."""
    far = rows["x"] > sum(x_ends) / 2
    close = (up["domain"][1] - up["domain"][0]) * NEAR / PLOT
    rows = rows.assign(far=far).sort_values("y", ascending=False)
    met = rows["y"].diff().abs() < close
    x, y, text = canvas.amount("x", across), canvas.amount("y", up), canvas.nominal("label")
    return [
        canvas.layer(
            rows[part], "text", {"align": align, "dx": dx, "dy": dy, "fontSize": NORMAL}, "text", x=x, y=y, text=text
        )
        for side, align, dx in ((~rows["far"], "left", 9), (rows["far"], "right", -9))
        for part, dy in ((side & ~met, -9), (side & met, 11))
        if part.any()
    ]


def _corner(place: str, text: str) -> Spec:
    down, side = place.split("_")
    dx, dy = _PLACES[place]
    style = {"align": side, "baseline": down, "dx": dx, "dy": dy, "fontSize": SMALL, "fontStyle": "italic"}
    x, y = canvas.at(0 if side == "left" else "width"), canvas.at(0 if down == "top" else "height")
    return canvas.layer(pd.DataFrame({"text": [text]}), "text", style, "muted", x=x, y=y, text=canvas.nominal("text"))
