"""What holds the whole back: points the index would gain if a gap closed to its next level, in the order given."""

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words import sentences
from pages.parts.words.language import Language
from pages.parts.words.look import NORMAL, SMALL

COLUMNS = ("key", "label", "gain", "low", "high")
ROW, BAR = 46, 9  # px of a row, whose name stands above its bar, and of the bar below its middle
SAID = 134  # px at the right of the bars for what they say


def holdbacks(rows: pd.DataFrame, language: Language, chosen: str | None = None) -> Spec:
    """One row an indicator; rows has COLUMNS: key, label, gain with its interval (index points)."""
    rows = rows[list(COLUMNS)].assign(role="accent")
    rows["points"] = [language.number(gain, 1, sign=True) for gain in rows["gain"]]
    write = lambda end: language.number(end, 1)  # noqa: E731
    rows["span"] = [sentences.span(row.low, row.high, write, language) for row in rows.itertuples()]
    rows["gained"] = [f"{row.points} ({row.span})" for row in rows.itertuples()]
    rows["told"] = [f"{row.label}: {row.gained}" for row in rows.itertuples()]
    least, most = rows[["gain", "low"]].min().min(), rows[["gain", "high"]].max().max()
    scale, y = canvas.ends(min(0.0, least), max(most, 0.1)), canvas.rows(rows["key"])
    scale["range"] = [4, {"expr": f"width - {SAID}"}]
    zero = pd.DataFrame({"zero": [0.0] if least < 0 else []}, dtype=float)
    tip = {
        "label": language.gettext("Indicator"),
        "points": language.gettext("Points gained"),
        "span": language.gettext("Interval"),
    }
    tint, sheet = canvas.clickable(rows, y, tip)
    dot = {"filled": True, "shape": "circle", "opacity": 1, "size": 90, "yOffset": BAR, "aria": True}
    name = {"align": "left", "dy": -9, "dx": 0, "fontSize": NORMAL, "limit": {"expr": "width"}}
    gain = {"align": "right", "dy": BAR, "dx": -4, "fontSize": SMALL}
    x, told = canvas.amount("gain", scale), canvas.nominal("told")
    layers = [
        tint,
        canvas.layer(zero, "rule", None, "line", x=canvas.amount("zero", scale)),
        canvas.intervals(rows, "low", "high", scale, y, "role", dy=BAR),
        canvas.layer(rows[["key", "gain", "told"]], "point", dot, "accent", x=x, y=y, description=told),
        canvas.layer(rows[["key", "label"]], "text", name, "text", x=canvas.at(0), y=y, text=canvas.nominal("label")),
        canvas.layer(
            rows[["key", "gained"]], "text", gain, "muted", x=canvas.at("width"), y=y, text=canvas.nominal("gained")
        ),
        sheet,
    ]
    return canvas.settled(layers, ROW * len(rows), chosen=chosen)
