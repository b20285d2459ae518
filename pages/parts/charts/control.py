"""The control chart: the waves, their mean and limits, and which waves are more than the usual variation."""

import pandas as pd

from data.wave import Wave
from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.charts.history import short
from pages.parts.words import quantities
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL
from pages.parts.words.quantities import Measure

POINTS = ("wave", "estimate", "kind", "mean", "lower", "upper")
PLOT = 150  # px
_ROLES = {"special_cause_improvement": "met", "special_cause_concern": "not_met"}


def control(points: pd.DataFrame, language: Language, measure: Measure) -> Spec:
    """points has POINTS: kind is a word of control_chart for each wave, the rest in the reported unit."""
    points = points[list(POINTS)].assign(at=[Wave.parse(code).start.toordinal() for code in points["wave"]])
    points["role"] = points["kind"].map(_ROLES).fillna("accent")
    points["text"] = [quantities.value(value, measure, language) for value in points["estimate"]]
    values = points[["estimate", "lower", "upper"]].to_numpy(float)
    low, high = float(pd.Series(values.ravel()).min()), float(pd.Series(values.ravel()).max())
    room = (high - low) * 0.08 or 1.0
    y = canvas.ends(low - room, high + room)
    first, last = int(points["at"].min()), int(points["at"].max())
    names = dict(zip(map(str, points["at"]), short(list(points["wave"])), strict=True))
    axis = {"grid": False, "domain": False, "ticks": False, "title": None, "labelFontSize": SMALL - 1}
    axis |= {"values": list(map(int, points["at"])), "labelExpr": canvas.named(names), "labelOverlap": False}
    days = canvas.ends(first - (last - first) // 20, last + (last - first) // 20)
    x, estimate = canvas.amount("at", days), canvas.amount("estimate", y)
    signs = {"domain": ["accent", "met", "not_met"], "range": ["circle", "circle", "square"]}
    lines = {"mean": {}, "lower": {"strokeDash": [4, 3]}, "upper": {"strokeDash": [4, 3]}}
    tip = [
        canvas.nominal("wave", title=language.gettext("Wave")),
        canvas.nominal("text", title=language.gettext("Estimate")),
    ]
    layers = [
        *(
            canvas.layer(points, "line", {"strokeWidth": 1} | dash, "muted", x=x, y=canvas.amount(name, y))
            for name, dash in lines.items()
        ),
        canvas.layer(points, "line", {"strokeWidth": 1.5}, "accent", x=canvas.amount("at", days, axis), y=estimate),
        canvas.layer(
            points,
            "point",
            {"filled": True, "size": 60, "opacity": 1},
            x=x,
            y=estimate,
            shape=canvas.nominal("role", scale=signs, legend=None),
            color=canvas.by_role("role"),
            tooltip=tip,
        ),
        _names(points, y, measure, language),
    ]
    return canvas.settled(layers, PLOT, canvas.TOP)


def _names(points: pd.DataFrame, y: Spec, measure: Measure, language: Language) -> Spec:
    """The values of mean and limits at the right edge."""
    last = points.iloc[-1]
    said = {
        "upper": language.gettext("upper limit"),
        "mean": language.gettext("mean"),
        "lower": language.gettext("lower limit"),
    }
    frame = pd.DataFrame(
        [
            (last[name], f"{word} {quantities.value(last[name], measure, language, bare=True)}")
            for name, word in said.items()
        ],
        columns=["value", "name"],
    ).dropna()
    style = {"align": "left", "dx": 6, "fontSize": SMALL}
    place = {"x": canvas.at("width"), "y": canvas.amount("value", y)}
    return canvas.layer(frame, "text", style, "muted", **place, text=canvas.nominal("name"))
