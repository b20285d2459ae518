"""Needed answers against the change they show: one curve a spread, today's answers as marks, the change asked for."""

import numpy as np
import pandas as pd

from benchmarks.progress.planner import needed_n
from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words import quantities
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL
from pages.parts.words.quantities import Measure

COLUMNS = ("key", "label", "n", "detectable_change", "needed_n")
PLOT, AXES = 300, 74  # px of the plot, and of the axis below it with its title
STEPS = 60  # points of a curve


def needed(
    rows: pd.DataFrame, language: Language, change: float, power: float, measure: Measure, unit_name: str
) -> Spec:
    """rows has COLUMNS, one an enterprise; change and detectable_change in the reported unit.

    The band holds the curves of all enterprises, the line is the median one's. A mark is an enterprise today: left of
    the upright it has the answers it needs.
    """
    factor = 100 if measure.statistic in quantities.SHARES else 1
    rows = rows[list(COLUMNS)].dropna().assign(n=lambda frame: frame["n"].astype(float))
    x = (min(rows["detectable_change"].min(), change) * 0.7, max(rows["detectable_change"].max(), change) * 1.25)
    # One answer's variance under the design, back from what n answers show.
    spread = rows["n"] * rows["detectable_change"] ** 2 / needed_n(1.0, 1.0, power)
    grid = np.geomspace(*x, STEPS)
    ends = {name: needed_n(spread.quantile(at), grid, power) for name, at in (("low", 0), ("mid", 0.5), ("high", 1))}
    curve = pd.DataFrame({"d": grid * factor, **ends})
    top = max(rows["n"].max(), float(needed_n(spread.max(), change, power))) * 1.6
    y = {"type": "log", "domain": [max(1.0, min(rows["n"].min(), ends["mid"].min()) * 0.8), top], "nice": False}
    across = {"type": "log", "domain": [x[0] * factor, x[1] * factor], "nice": False}
    marks = _marks(rows, change, factor, measure, language)
    asked = pd.DataFrame({"d": [change * factor], "name": [quantities.distance(change, measure, language)]})
    horizontal = _axis(language.gettext("Change that shows, in {unit}").format(unit=unit_name), across)
    vertical = _axis(language.gettext("Answers an enterprise"), y) | {"grid": True}
    place = {"x": canvas.amount("d", across), "y": canvas.amount("mid", y)}
    clip = {"clip": True}
    layers = [
        canvas.layer(
            curve,
            "area",
            clip | {"opacity": 0.6},
            "soft",
            x=canvas.amount("d", across, horizontal),
            y=canvas.amount("low", y, vertical),
            y2={"field": "high"},
        ),
        canvas.layer(curve, "line", clip | {"strokeWidth": 2.5}, "accent", **place),
        canvas.layer(asked, "rule", {"strokeDash": [4, 3], "strokeWidth": 1.5}, "text", x=place["x"]),
        canvas.layer(
            asked,
            "text",
            {"align": "left", "dx": 5, "dy": 10, "fontSize": SMALL},
            "text",
            x=place["x"],
            y=canvas.at(0),
            text=canvas.nominal("name"),
        ),
        *_dots(marks, across, y, language),
    ]
    return canvas.settled(layers, PLOT, AXES)


def _marks(rows: pd.DataFrame, change: float, factor: int, measure: Measure, language: Language) -> pd.DataFrame:
    enough = (rows["n"] >= rows["needed_n"]).to_numpy(bool)
    made = pd.DataFrame(
        {
            "label": rows["label"].to_numpy(),
            "n": rows["n"].to_numpy(),
            "d": rows["detectable_change"].to_numpy() * factor,
            "shows": [quantities.distance(value, measure, language) for value in rows["detectable_change"]],
            "needs": [language.number(value) for value in rows["needed_n"]],
            "verdict": np.where(enough, "met", "cannot_tell"),
        }
    )
    said = language.gettext("{name}: {n} answers show {change}; {needed} are needed")
    made["told"] = [
        said.format(name=row.label, n=language.number(row.n), change=row.shows, needed=row.needs)
        for row in made.itertuples()
    ]
    return made


def _dots(marks: pd.DataFrame, across: Spec, y: Spec, language: Language) -> list[Spec]:
    titles = {
        "label": language.gettext("Enterprise"),
        "n": language.gettext("Answers"),
        "shows": language.gettext("Change that shows"),
        "needs": language.gettext("Answers needed"),
    }
    tip = [canvas.nominal(field, title=title) for field, title in titles.items()]
    return canvas.marks(marks, x=canvas.amount("d", across), y=canvas.amount("n", y), tooltip=tip)


def _axis(title: str, scale: Spec) -> Spec:
    """An axis on a logarithmic scale, labelled at round numbers: more of them where it is short."""
    low, high = scale["domain"]
    leads = (1, 2, 5) if high / low > 12 else (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
    round_numbers = [lead * 10.0**power for power in range(-3, 8) for lead in leads]
    style = {"labelFontSize": SMALL, "titleFontSize": SMALL, "titleFontWeight": "normal", "format": ",~r"}
    style |= {"values": [each for each in round_numbers if low <= each <= high], "labelOverlap": False}
    return {"title": title, "grid": False, "domain": False, "ticks": False, **style}
