"""A chart as a picture to take away: the light appearance, fonts named, title and notes inside."""

import copy
import json

import vl_convert

from pages.parts.charts import canvas
from pages.parts.words import look

# The Chinese face first: it has Latin letters too, and a fallback glyph by glyph can end in a serif or Japanese one.
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, Noto Sans, sans-serif"
WIDTH, MARGIN, SCALE = 860, 20, 2.0  # px, px, pixels of the picture for one px


def png(spec: dict, title: str, notes: list[str]) -> bytes:
    """The chart as PNG, twice as many pixels as px; notes are lines under the title."""
    return vl_convert.vegalite_to_png(_dressed(spec, title, notes), scale=SCALE, allowed_base_urls=[])


def svg(spec: dict, title: str, notes: list[str]) -> bytes:
    """The chart as SVG; fonts are named, not embedded."""
    return vl_convert.vegalite_to_svg(_dressed(spec, title, notes), allowed_base_urls=[]).encode()


def _dressed(spec: dict, title: str, notes: list[str]) -> str:
    spec, colour = copy.deepcopy(spec), look.colours("light")
    roles = {"category": [colour[role] for role in look.ROLES], "diverging": list(look.diverging("light"))}
    config = spec.setdefault("config", {})
    quiet = {"labelColor": colour["muted"], "titleColor": colour["muted"]}
    config |= {"background": colour["page"], "font": FONT, "range": roles, "axis": config.get("axis", {}) | quiet}
    config["title"] = {"color": colour["text"], "subtitleColor": colour["muted"], "fontSize": 18, "fontWeight": 600}
    room = WIDTH - 2 * MARGIN
    head, small = canvas.lines(title, room, 18), [line for note in notes for line in canvas.lines(note, room)]
    spec["title"] = {"text": head, "subtitle": small, "anchor": "start", "frame": "bounds", "offset": 16}
    spec["title"] |= {"lineHeight": 24, "subtitlePadding": 6, "subtitleLineHeight": 17, "limit": WIDTH}
    # The title takes its room from the plot, which the height of the specification does not count.
    high = spec["height"] + 24 * len(head) + 17 * len(small) + 22 + 2 * MARGIN
    spec |= {"width": WIDTH, "height": high, "padding": MARGIN, "autosize": {"type": "fit", "contains": "padding"}}
    return json.dumps(spec)
