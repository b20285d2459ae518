"""One indicator over the waves, small: one of many side by side, each on its own scale, without an axis of values."""

import pandas as pd

from data.wave import Wave
from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.charts.history import LEVELS, WAVES
from pages.parts.words import quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import SMALL
from pages.parts.words.quantities import Measure

PLOT = 74  # px


def multiple(
    waves: pd.DataFrame, levels: pd.DataFrame, events: pd.DataFrame, language: Language, measure: Measure
) -> Spec:
    """waves and levels as in history; events has `day`. The benchmark is drawn firmly, the floor faintly."""
    waves = waves[list(WAVES)].assign(at=[Wave.parse(code).start.toordinal() for code in waves["wave"]])
    waves = waves.sort_values("at", ignore_index=True)
    waves["told"] = [
        f"{row.wave}: {quantities.value(row.estimate, measure, language)}; {word(words.VERDICT, row.verdict, language)}"
        for row in waves.itertuples()
    ]
    first, last = int(waves["at"].min()), int(waves["at"].max())
    room = max((last - first) // 12, 40)  # days
    steps = _steps(levels, first - room, last + room)
    days, values = canvas.ends(first - room, last + room), _ends(waves, steps)
    y = {"scale": canvas.ends(*values)}
    layers = [
        *_levels(steps, days, y),
        *_events(events, days, first - room, last + room),
        *_estimates(waves, days, y),
        *canvas.marks(waves, {"size": 42}, x=canvas.amount("at", days), y=canvas.amount("estimate", **y)),
    ]
    return canvas.settled(layers, PLOT, canvas.TOP)


def _steps(levels: pd.DataFrame, start: int, end: int) -> pd.DataFrame:
    """Corners of floor and benchmark as they step, cut to the plot."""
    steps = levels.loc[levels["level"] != "frontier", list(LEVELS)].sort_values(["level", "start"])
    steps = steps.assign(begin=[day.toordinal() for day in steps["start"]])
    steps["to"] = steps.groupby("level")["begin"].shift(-1).fillna(end).clip(upper=end).astype(int)
    steps["from"] = steps["begin"].clip(lower=start)
    steps = steps[steps["from"] < steps["to"]]
    corners = pd.concat([steps.assign(at=steps["from"]), steps.assign(at=steps["to"])])
    return corners.sort_values(["level", "at", "from"]).assign(order=range(2 * len(steps)))[
        ["level", "value", "at", "order"]
    ]


def _ends(waves: pd.DataFrame, steps: pd.DataFrame) -> tuple[float, float]:
    """The benchmark is always in the picture; a floor far below does not flatten it."""
    values = pd.concat([waves["estimate"], waves["low"], waves["high"]])
    values = pd.concat([values, steps.loc[steps["level"] == "benchmark", "value"]]).dropna()
    low, high = float(values.min()), float(values.max())
    room = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    return low - room, high + room


def _levels(steps: pd.DataFrame, days: Spec, y: dict) -> list[Spec]:
    order = {"field": "order", "type": "quantitative"}
    looks = {"benchmark": {"strokeWidth": 1.2}, "floor": {"strokeWidth": 1, "strokeDash": [2, 3]}}
    return [
        canvas.layer(
            steps[steps["level"] == level],
            "line",
            look | {"clip": True},
            "muted",
            x=canvas.amount("at", days),
            y=canvas.amount("value", **y),
            order=order,
        )
        for level, look in looks.items()
        if (steps["level"] == level).any()
    ]


def _events(events: pd.DataFrame, days: Spec, start: int, end: int) -> list[Spec]:
    at = [day.toordinal() for day in events["day"] if start <= day.toordinal() <= end]
    if not at:
        return []
    style = {"strokeDash": [4, 3], "strokeWidth": 1.2}
    return [canvas.layer(pd.DataFrame({"at": at}), "rule", style, "accent", x=canvas.amount("at", days))]


def _estimates(waves: pd.DataFrame, days: Spec, y: dict) -> list[Spec]:
    shown = [int(at) for at in dict.fromkeys((waves["at"].iloc[0], waves["at"].iloc[-1]))]
    quiet = {"grid": False, "domain": False, "ticks": False, "title": None, "labelOverlap": False, "labelBound": True}
    named = dict(zip(map(str, waves["at"]), waves["wave"], strict=True))
    axis = quiet | {"labelFontSize": SMALL - 2, "values": shown, "labelExpr": canvas.named(named)}
    series, x = canvas.nominal("series"), canvas.amount("at", days)
    known = waves.dropna(subset=["low", "high"])
    alone = known[known.groupby("series")["at"].transform("size") == 1]
    span = {"y": canvas.amount("low", **y), "y2": {"field": "high"}}
    bar = {"strokeWidth": 7, "opacity": 0.7, "strokeCap": "round"}
    line = {"x": canvas.amount("at", days, axis), "y": canvas.amount("estimate", **y)}
    return [
        canvas.layer(known, "area", {"opacity": 0.7}, "soft", x=x, **span, detail=series),
        canvas.layer(alone, "rule", bar, "soft", x=x, **span),
        canvas.layer(waves, "line", {"strokeWidth": 2}, "accent", **line, detail=series),
    ]
