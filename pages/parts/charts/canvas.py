"""What all charts share: layers of a Vega-Lite specification, rows with words beside them, the key of the verdicts.

Specifications are plain dicts: checked against the schema in the tests, not again on each run of a page.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import NORMAL, POSTS, ROLES, SMALL, VERDICTS

Spec = dict
ROW, TOP, KEY = 34, 24, 34  # px of a row, of the names above a plot, of a key below
NARROW = "containerSize()[0] < 520"  # a telephone
NAME = 165  # px a name may take before it goes over two lines
LIMIT = f"{NARROW} ? clamp(containerSize()[0] * 0.34, 96, {NAME}) : {NAME + 30}"  # px before it is cut
CLICK = "row"
SHEET, POINTS = "sheet", "points"  # layers that take clicks
END = 101  # points at the right edge: room for a mark that stands at the frontier


def layer(
    frame: pd.DataFrame, mark: str, style: Mapping | None = None, paint: str | None = None, **channels: Spec
) -> Spec:
    """A layer of marks: what they look like, by which channels, and with `paint` all in the colour of one role."""
    made = {
        "data": {"values": json.loads(frame.to_json(orient="records"))},
        "mark": {"type": mark, **(style or {})},
        "encoding": channels,
    }
    if paint is not None:
        made["transform"] = [{"calculate": f"'{paint}'", "as": "paint"}]
        channels["color"] = by_role("paint")
    return made


def by_role(field: str) -> Spec:
    """The colour channel of a field that holds roles; verdicts and bands are roles too."""
    return nominal(field, scale={"domain": list(ROLES)}, legend=None)


def nominal(field: str, **settings: object) -> Spec:
    """A channel of names."""
    return {"field": field, "type": "nominal", **settings}


def amount(field: str, scale: Spec | None, axis: Spec | None = None) -> Spec:
    """A channel of numbers on a scale; without a scale they are px. An axis only where one is given."""
    return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}


def named(words_of: Mapping[str, str | list[str]]) -> str:
    """A Vega expression that writes a word, or lines of words, for each value on an axis."""
    return f"({json.dumps(dict(words_of), ensure_ascii=False)})[datum.value] || datum.value"


def at(place: float | str) -> Spec:
    """A channel that is the same everywhere: px, `width` or `height`."""
    return {"value": place}


def ends(low: float, high: float) -> Spec:
    """A scale that runs exactly from low to high."""
    return {"domain": [low, high], "nice": False, "zero": False}


def rows(order: Iterable[str], field: str = "key") -> Spec:
    """A field down the side, in this order; `names` and `beside` write what stands left and right."""
    scale = {"paddingOuter": 0, "paddingInner": 0.1}
    return nominal(field, sort=list(order), scale=scale, axis=None)


def names(frame: pd.DataFrame, field: str, y: Spec) -> list[Spec]:
    """The names of the rows, left of them; a long one over two lines, cut where even these are too long."""
    broken = frame[field].map(lambda name: lines(name, NAME, NORMAL))
    first, rest = broken.map(lambda parts: parts[0]), broken.map(lambda parts: " ".join(parts[1:]))
    frame, two = frame.drop(columns=field).assign(first=first, rest=rest), rest != ""
    style = {"align": "right", "dx": -10, "limit": {"expr": LIMIT}, "fontSize": NORMAL}
    parts = ((frame[~two], "first", 0), (frame[two], "first", -7), (frame[two], "rest", 8))
    return [
        layer(rows, "text", style | {"dy": dy}, "text", x=at(0), y=y, text=nominal(line)) for rows, line, dy in parts
    ]


def beside(frame: pd.DataFrame, field: str, y: Spec, dy: int = 0, role: str = "text") -> Spec:
    """Text of a field right of the rows."""
    style = {"align": "left", "dx": 10, "dy": dy, "limit": 400, "fontSize": NORMAL if role == "text" else SMALL - 1}
    return layer(frame, "text", style, role, x=at("width"), y=y, text=nominal(field))


def marks(frame: pd.DataFrame, style: Mapping | None = None, **channels: Spec) -> list[Spec]:
    """Marks by verdict: filled shapes, and a hollow ring where there is too little.

    Where the frame has `told`, a screen reader says it at the mark; nothing else of a chart is read out but its title.
    """
    signs = {"domain": list(VERDICTS), "range": [look.shape for look in VERDICTS.values()]}
    told = "told" in frame
    style = {"opacity": 1, "size": 95, "strokeWidth": 2, "aria": told} | dict(style or {})
    channels |= {"shape": nominal("verdict", scale=signs, legend=None), "color": by_role("verdict")}
    if told:
        channels["description"] = nominal("told")
    filled = frame["verdict"].map(lambda code: VERDICTS[code].filled).astype(bool)
    parts = ((filled, True), (~filled, False))
    return [layer(frame[part], "point", style | {"filled": solid}, **channels) for part, solid in parts if part.any()]


def clickable(frame: pd.DataFrame, y: Spec, tip: Mapping[str, str]) -> tuple[Spec, Spec]:
    """A tint that lies under the marks of a row, and a clear sheet over them that takes clicks and shows the tip.

    tip gives the title of each field shown. `settled` is told which row is chosen; `clicked` reads a click.
    """
    shown = [nominal(field, title=title) for field, title in tip.items()]
    opacity = {
        "condition": [
            {"param": CLICK, "value": 0.12, "empty": False},
            {"param": "over", "value": 0.06, "empty": False},
        ],
        "value": 0,
    }
    tint = layer(frame[["key"]], "rect", {"cornerRadius": 4}, "accent", y=y, opacity=opacity)
    sheet = layer(frame[["key", *tip]], "rect", {"opacity": 0, "cursor": "pointer"}, y=y, tooltip=shown)
    return tint, sheet | {"name": SHEET}


def clicked(event: Mapping | None) -> str | None:
    """The key of the row a reader clicked, from what `draw.show` returns; None where nothing was."""
    picked = event["selection"].get(CLICK) if event else None
    return picked[0]["key"] if picked else None


def intervals(frame: pd.DataFrame, low: str, high: str, scale: Spec, y: Spec, role_field: str, dy: int = 0) -> Spec:
    """Soft bars from low to high in the colour of a role; rows without an interval have none."""
    known = frame.dropna(subset=[low, high])[["key", low, high, role_field]]
    style = {"strokeWidth": 8, "strokeCap": "round", "opacity": 0.35, "yOffset": dy}
    return layer(known, "rule", style, x=amount(low, scale), x2={"field": high}, y=y, color=by_role(role_field))


def bands(scale: Spec, start: float, end: float = END) -> list[Spec]:
    """The three bands of a plot in points from start to end, with a line at floor, benchmark and frontier."""
    edges = [start, max(start, POSTS["floor"]), max(start, POSTS["benchmark"]), end]
    frame = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "band": ["under_floor", "to_benchmark", "above"]})
    posts = pd.DataFrame({"post": list(POSTS.values())})
    return [
        layer(frame, "rect", x=amount("from", scale), x2={"field": "to"}, color=by_role("band")),
        layer(posts, "rule", {"strokeWidth": 1}, "muted", x=amount("post", scale)),
    ]


def post_names(scale: Spec, language: Language) -> list[Spec]:
    """`60 floor`, `80 benchmark`, `100 frontier` above such a plot; the points alone where it is narrow.

    The outer names lean outwards, so that all three stand apart where the plot begins at 0 and they are 50 px apart.
    """
    leaning = {"floor": ("right", 4), "benchmark": ("center", -6), "frontier": ("left", -8)}
    made = []
    for code, (align, dx) in leaning.items():
        frame = pd.DataFrame({"post": [POSTS[code]], "name": [f"{POSTS[code]} {word(words.LEVEL, code, language)}"]})
        style = {"dy": -12, "dx": dx, "align": align, "fontSize": {"expr": f"{NARROW} ? 0 : {SMALL}"}}
        made.append(_above(frame, "name", style, scale))
    narrow = {"dy": -12, "fontSize": {"expr": f"{NARROW} ? {SMALL} : 0"}}
    return [*made, _above(pd.DataFrame({"post": list(POSTS.values())}), "post", narrow, scale)]


def _above(frame: pd.DataFrame, field: str, style: Spec, scale: Spec) -> Spec:
    return layer(frame, "text", style, "muted", x=amount("post", scale), y=at(0), text=nominal(field))


def key(verdicts: Iterable[str], language: Language) -> list[Spec]:
    """The verdicts that occur, with their marks, below the plot; moved left where that is narrow."""
    present = [code for code in VERDICTS if code in set(verdicts)]
    if not present:
        return []
    frame = pd.DataFrame({"verdict": present, "word": [word(words.VERDICT, code, language) for code in present]})
    far = (frame["word"].map(width) + 34).cumsum()
    frame["x"] = far.shift(fill_value=0) + 8
    place = {"x": amount("x", None), "y": at("height")}
    where = {"yOffset": 22, "xOffset": {"expr": f"min(0, width + 80 - {far.max():.0f})"}}
    text = {"align": "left", "dx": 10, "fontSize": SMALL, **where}
    return [
        *marks(frame, where | {"size": 70}, **place),
        layer(frame, "text", text, "muted", **place, text=nominal("word")),
    ]


def start_of(frame: pd.DataFrame, *fields: str) -> float:
    """Where a plot in points begins: at 40, or lower in steps of ten where something stands lower."""
    lowest = frame[list(fields)].min().min()
    return 40.0 if pd.isna(lowest) else float(max(0, min(40, lowest // 10 * 10)))


def settled(layers: list[Spec], plot: int, around: int = 0, chosen: str | None = None) -> Spec:
    """The whole chart: a plot of so many px, room around it for names or a key, no frame, and the row chosen so far."""
    chart = {
        "layer": layers,
        "resolve": {"axis": {"x": "independent", "y": "independent"}},
        "height": plot + around + 4,
        # All four sides: Streamlit sets a bottom of 20 px where none is given, and fails on a plain number.
        "padding": {"left": 2, "right": 2, "top": 2, "bottom": 2},
        "config": {
            "view": {"stroke": None},
            "axis": {"labelFontWeight": "normal", "aria": False},
            "mark": {"aria": False},
        },
    }
    if takes := [each["name"] for each in layers if each.get("name") in (SHEET, POINTS)]:
        point = {"type": "point", "fields": ["key"]}
        row = {"name": CLICK, "select": point | {"toggle": False}, "views": takes}
        over = {"name": "over", "select": point | {"on": "pointerover", "clear": "pointerout"}, "views": takes}
        chart["params"] = [row | ({"value": [{"key": chosen}]} if chosen else {}), over]
    return chart


def width(text: str, size: int = SMALL) -> float:
    """About how many px a text takes: a full-width character its size, any other half of it."""
    return sum(size if unicodedata.east_asian_width(sign) in "WF" else 0.5 * size for sign in text)


def lines(text: str, room: float, size: int = SMALL) -> list[str]:
    """A text broken over lines of so many px: between words, and anywhere between full-width characters."""
    broken = [""]
    for piece in re.findall(r"[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+", text):
        if broken[-1] and width((broken[-1] + piece).rstrip(), size) > room:
            broken.append("")
        broken[-1] += piece
    return [line.rstrip() for line in broken]
