"""How a gap changed: where it stood, what we moved, what the bar moved, where it stands. To the right is better."""

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language

STEPS = ("key", "label", "start", "end", "text", "role")


def waterfall(steps: pd.DataFrame, language: Language) -> Spec:
    """steps has STEPS, in order: bars from start to end in the unit of the gap, 0 being at the level; role paints."""
    low, high = (float(f(f(steps["start"]), f(steps["end"]), 0.0)) for f in (min, max))
    room = (high - low) * 0.08 or 1.0
    scale, y = canvas.ends(low - room, high + room), canvas.rows(steps["key"])
    bars = canvas.layer(
        steps[["key", "start", "end", "role"]],
        "bar",
        {"height": 14, "cornerRadius": 2},
        x=canvas.amount("start", scale),
        x2={"field": "end"},
        y=y,
        color=canvas.by_role("role"),
    )
    zero = canvas.layer(pd.DataFrame({"at": [0.0]}), "rule", {"strokeWidth": 1}, "muted", x=canvas.amount("at", scale))
    names = canvas.names(steps[["key", "label"]], "label", y)
    values = canvas.beside(steps[["key", "text"]], "text", y)
    return canvas.settled([zero, bars, *names, values], 28 * len(steps))
