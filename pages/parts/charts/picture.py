"""A chart as a picture to take away: the light appearance, fonts named, title, notes and foot inside."""

import json

import altair as alt
import vl_convert

from pages.parts.charts import canvas, text
from pages.parts.charts.template import Spec
from pages.parts.words import look

# The Chinese face first: it has Latin letters too, and a fallback glyph by glyph can end in a serif or Japanese one.
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Noto Sans, sans-serif"
WIDTH, MARGIN, SCALE = 860, 20, 2.0  # px, px, pixels of the picture for one px
FOOT, AXIS = 620, 40  # px of a line of the foot, and of an axis below a plot


def png(spec: Spec, title: str, notes: list[str], foot: list[str]) -> bytes:
    """The chart as PNG, twice as many pixels as px; notes are lines under the title, foot lines under the chart."""
    return vl_convert.vegalite_to_png(_dressed(spec, title, notes, foot), scale=SCALE, allowed_base_urls=[])


def svg(spec: Spec, title: str, notes: list[str], foot: list[str]) -> bytes:
    """The chart as SVG; fonts are named, not embedded."""
    return vl_convert.vegalite_to_svg(_dressed(spec, title, notes, foot), allowed_base_urls=[]).encode()


def _dressed(spec: Spec, title: str, notes: list[str], foot: list[str]) -> str:
    colour = look.colours("light")
    quiet = {"labelColor": colour["muted"], "titleColor": colour["muted"], "gridColor": colour["line"]}
    config = spec["config"] | {
        "background": colour["page"],
        "font": FONT,
        "range": {"category": [colour[role] for role in look.ROLES]},
        "axis": spec["config"]["axis"] | quiet,
        "title": {"color": colour["text"], "subtitleColor": colour["muted"], "fontSize": 18, "fontWeight": 600},
    }
    room = WIDTH - 2 * MARGIN
    head = text.lines(title, room, 18)
    small = [line for note in notes for line in text.lines(note, room)]
    above = {"text": head, "subtitle": small, "anchor": "start", "frame": "bounds", "offset": 16}
    above |= {"lineHeight": 24, "subtitlePadding": 6, "subtitleLineHeight": 17, "limit": WIDTH}
    dressed = {"title": above, "width": WIDTH, "padding": MARGIN, "config": config}
    return json.dumps(spec | dressed | {"layer": [*spec["layer"], _foot(spec, foot, colour["muted"])]})


def _foot(spec: Spec, foot: list[str], colour: str) -> Spec:
    """A layer with the lines of the foot, below the key or else the axis."""
    below = max((row["below"] for row in spec["datasets"].get("key", [])), default=AXIS) + 28
    lines = [line for each in foot for line in text.lines(each, FOOT)]
    rows = [{"line": line, "below": below + place * 16} for place, line in enumerate(lines)]
    said = canvas.data("foot").transform_calculate(y="height + datum.below")
    said = said.mark_text(align="left", fontSize=look.SMALL - 1, color=colour)
    layer = said.encode(x=alt.value(0), y=canvas.px("y"), text="line:N").to_dict()
    return {part: layer[part] for part in ("transform", "mark", "encoding")} | {"data": {"values": rows}}
