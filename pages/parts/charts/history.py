"""An indicator over the waves: estimate and interval, beside the levels as they stepped on their dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from benchmarks.specs.parts import VERIFIED
from data.wave import Wave
from pages.parts.charts import canvas, clear
from pages.parts.charts.canvas import Spec
from pages.parts.words import quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import POSTS, SMALL
from pages.parts.words.quantities import Measure

EVENTS = ("day", "name")
WAVES = ("wave", "estimate", "low", "high", "verdict", "series")
LEVELS = ("level", "value", "start", "checked")
PLOT, GAP = 170, 15  # px of the plot, and at least between two labels at its edge
WIDTH = 200  # px of the narrowest plot: what is clear there is clear in a wider one
MANY = 14  # names of waves that fit below


@dataclass(frozen=True)
class _Plot:
    """The two scales: days from the first wave to the last, and values of estimates and levels."""

    days: tuple[int, int]
    values: tuple[float, float]

    def at(self, field: str, axis: Spec | None = None) -> Spec:
        return canvas.amount(field, canvas.ends(*self.days), axis)

    def value(self, field: str) -> Spec:
        return canvas.amount(field, canvas.ends(*self.values))

    def px(self, days: Iterable[int], values: Iterable[float]) -> tuple[np.ndarray, np.ndarray]:
        """Days and values as px from the top left, in the narrowest plot."""
        (first, last), (low, high) = self.days, self.values
        x = (np.array([*days], dtype=float) - first) / (last - first) * WIDTH
        return x, (high - np.array([*values], dtype=float)) / (high - low) * PLOT


def history(
    waves: pd.DataFrame,
    levels: pd.DataFrame,
    language: Language,
    measure: Measure,
    events: pd.DataFrame | None = None,
) -> Spec:
    """waves has WAVES, in the reported unit: a wave stands at its first day, series counts up where a series breaks.

    levels has LEVELS: every entry of floor, benchmark and frontier with the date it is in force from. A level is drawn
    from that date to its successor's, so the value under a wave is the one that wave is judged by. events has EVENTS:
    days to mark, such as an action's, each with a short name.
    """
    waves = _told(waves, language, measure)
    marked = pd.DataFrame(columns=list(EVENTS)) if events is None else events
    marked = marked.assign(at=[day.toordinal() for day in marked["day"]])
    first, last = int(min([*waves["at"], *marked["at"]])), int(max([*waves["at"], *marked["at"]]))
    room = max((last - first) // 11, 60)  # days; the names of the first and last wave need it
    steps = _steps(levels, first - room, last + room)
    plot = _Plot((first - room, last + room), _ends(waves, steps))
    above = 14 if waves["series"].nunique() > 1 else 0  # px that the name of a break takes
    layers = [
        _level_lines(steps, plot),
        *_estimates(waves, plot),
        *_marks(waves, plot, language),
        _edge(waves, steps, plot, measure, language),
        *_breaks(waves, plot, language),
        *_step_dates(steps, waves, plot, language),
        *_events(marked, plot, above),
    ]
    return canvas.settled(layers, PLOT, canvas.TOP + 14 + above + 13 * len(marked))


def _told(waves: pd.DataFrame, language: Language, measure: Measure) -> pd.DataFrame:
    """The waves in order, with what is written of each."""
    waves = waves[list(WAVES)].assign(at=[Wave.parse(code).start.toordinal() for code in waves["wave"]])
    waves = waves.sort_values("at", ignore_index=True)
    waves["text"] = [quantities.value(value, measure, language) for value in waves["estimate"]]

    def bare(value: float) -> str:
        return quantities.value(value, measure, language, bare=True)

    waves["span"] = [sentences.span(row.low, row.high, bare, language) for row in waves.itertuples()]
    waves["word"] = [word(words.VERDICT, code, language) for code in waves["verdict"]]
    waves["told"] = [f"{row.wave}: {row.text} ({row.span}); {row.word}" for row in waves.itertuples()]
    return waves


def _steps(levels: pd.DataFrame, start: int, end: int) -> pd.DataFrame:
    """Each level's values with the days they hold, cut to the plot: level, value, checked, from, to (ordinals)."""
    steps = levels[list(LEVELS)].sort_values(["level", "start"])
    steps = steps.assign(begin=[day.toordinal() for day in steps["start"]])
    steps["to"] = steps.groupby("level")["begin"].shift(-1).fillna(end).clip(upper=end).astype(int)
    steps["from"] = steps["begin"].clip(lower=start)
    return steps[steps["from"] < steps["to"]][["level", "value", "checked", "from", "to"]].reset_index(drop=True)


def _ends(waves: pd.DataFrame, steps: pd.DataFrame) -> tuple[float, float]:
    values = pd.concat([waves["estimate"], waves["low"], waves["high"], steps["value"]]).dropna()
    low, high = values.min(), values.max()
    room = (high - low) * 0.07 or abs(high) * 0.1 or 1.0
    return float(low - room), float(high + room)


def _level_lines(steps: pd.DataFrame, plot: _Plot) -> Spec:
    corners = pd.concat([steps.assign(at=steps["from"]), steps.assign(at=steps["to"])])
    corners = corners.sort_values(["level", "at", "from"])[["level", "value", "at"]].assign(order=range(2 * len(steps)))
    order = {"field": "order", "type": "quantitative"}
    return canvas.layer(
        corners,
        "line",
        {"strokeWidth": 1, "opacity": 0.8},
        "muted",
        x=plot.at("at"),
        y=plot.value("value"),
        detail=canvas.nominal("level"),
        order=order,
    )


def _estimates(waves: pd.DataFrame, plot: _Plot) -> list[Spec]:
    """The band and the line of each series, and the names of the waves below; a lone wave has a bar for its band."""
    series = canvas.nominal("series")
    names = dict(zip(map(str, waves["at"]), short(list(waves["wave"])), strict=True))
    axis = {
        **{
            "grid": False,
            "domain": False,
            "ticks": False,
            "title": None,
            "labelFontSize": SMALL - 1,
            "labelPadding": 9,
        },
        **{"values": list(map(int, waves["at"])), "labelExpr": canvas.named(names), "labelOverlap": False},
    }
    known = waves.dropna(subset=["low", "high"])
    alone = known[known.groupby("series")["at"].transform("size") == 1]
    span = {"y": plot.value("low"), "y2": {"field": "high"}}
    bar = {"strokeWidth": 8, "opacity": 0.7, "strokeCap": "round"}
    line = {"x": plot.at("at", axis), "y": plot.value("estimate")}
    return [
        canvas.layer(known, "area", {"opacity": 0.7}, "soft", x=plot.at("at"), **span, detail=series),
        canvas.layer(alone, "rule", bar, "soft", x=plot.at("at"), **span),
        canvas.layer(waves, "line", {"strokeWidth": 2.5}, "accent", **line, detail=series),
    ]


def short(codes: list[str]) -> list[list[str]]:
    """Waves in order for an axis: the period over its year, the year once; of many, the last and every nth."""
    step, names, year = -(-len(codes) // MANY), [], ""
    for place, code in enumerate(codes):
        if (len(codes) - 1 - place) % step:
            names.append([""])
            continue
        period = code[4:].lstrip("-")
        names.append([period or code[:4], "" if code[:4] == year or not period else code[:4]])
        year = code[:4]
    return names


def _marks(waves: pd.DataFrame, plot: _Plot, language: Language) -> list[Spec]:
    titles = {
        "wave": language.gettext("Wave"),
        "text": language.gettext("Estimate"),
        "span": language.gettext("Interval"),
        "word": language.gettext("Verdict"),
    }
    tip = [canvas.nominal(field, title=title) for field, title in titles.items()]
    return canvas.marks(waves, {"size": 60}, x=plot.at("at"), y=plot.value("estimate"), tooltip=tip)


def _edge(waves: pd.DataFrame, steps: pd.DataFrame, plot: _Plot, measure: Measure, language: Language) -> Spec:
    """Names at the right edge, moved apart where they would touch: the levels last in force, and the last estimate."""
    current = steps.groupby("level").tail(1).set_index("level").reindex(list(POSTS)).dropna().reset_index()
    names = []
    for value, group in current.groupby("value"):
        number = quantities.value(value, measure, language, bare=True)
        names.append((value, f"{_level_names(group, language)} {number}", "muted"))
    last = waves.iloc[-1]
    names.append((last["estimate"], last["text"], "accent"))
    frame = pd.DataFrame(names, columns=["value", "name", "role"]).sort_values("value", ascending=False)
    low, high = plot.values
    frame["y"] = clear.apart(((high - frame["value"]) / (high - low) * PLOT).tolist(), GAP, PLOT)
    style = {"align": "left", "dx": 8, "fontSize": SMALL}
    place = {"x": canvas.at("width"), "y": canvas.amount("y", None)}
    return canvas.layer(frame, "text", style, **place, text=canvas.nominal("name"), color=canvas.by_role("role"))


def _level_names(group: pd.DataFrame, language: Language) -> str:
    if list(group["level"]) == list(POSTS) and group["checked"].isin(VERIFIED).all():
        return language.gettext("all levels")
    pairs = zip(group["level"], group["checked"], strict=True)
    return " = ".join(words.named_level(code, how, language) for code, how in pairs)


def _breaks(waves: pd.DataFrame, plot: _Plot, language: Language) -> list[Spec]:
    """A dotted line before each wave that starts a new series: what lies before it is not compared."""
    starts = waves[waves["series"].diff().fillna(0) != 0]
    if starts.empty:
        return []
    middle = (starts["at"] + waves["at"].shift().loc[starts.index]) / 2
    frame = pd.DataFrame({"at": middle, "name": language.gettext("series break")})
    line, text = {"strokeDash": [2, 3], "strokeWidth": 1.5}, {"dy": -8, "fontSize": SMALL - 1}
    return [
        canvas.layer(frame, "rule", line, "muted", x=plot.at("at")),
        canvas.layer(frame, "text", text, "muted", x=plot.at("at"), y=canvas.at(0), text=canvas.nominal("name")),
    ]


def _step_dates(steps: pd.DataFrame, waves: pd.DataFrame, plot: _Plot, language: Language) -> list[Spec]:
    """The date beside each step of a level, where it crosses neither the estimates nor a level."""
    stepped = steps[steps["from"] > plot.days[0]][["from", "value"]].drop_duplicates()
    own = [list(zip(*plot.px(part["at"], part["estimate"]), strict=True)) for _, part in waves.groupby("series")]
    bars = [list(zip(*plot.px([row.from_, row.to], [row.value] * 2), strict=True)) for row in _renamed(steps)]
    layers, taken = [], []
    for day, value in stepped.itertuples(index=False):
        name = language.gettext("from {day}").format(day=language.date(date.fromordinal(day)))
        (x,), (y,) = plot.px([day], [value])
        found = clear.places(x, y, canvas.width(name, SMALL - 1), prefer_left=x > WIDTH / 2)
        taken.append(clear.clearest(found, [*own, *own, *bars], taken, (WIDTH, PLOT)))
        style = {"align": taken[-1].align, "dx": taken[-1].dx, "dy": taken[-1].dy, "fontSize": SMALL - 1}
        frame = pd.DataFrame({"at": [day], "value": [value], "day": [name]})
        place = {"x": plot.at("at"), "y": plot.value("value"), "text": canvas.nominal("day")}
        layers.append(canvas.layer(frame, "text", style, "muted", **place))
    return layers


def _renamed(steps: pd.DataFrame) -> Iterator[tuple]:
    return steps.rename(columns={"from": "from_"}).itertuples()


def _events(events: pd.DataFrame, plot: _Plot, above: int) -> list[Spec]:
    """A dashed line from each day up to its name; the first name stands highest, so that no later line crosses it."""
    if events.empty:
        return []
    frame = events[["at", "name"]].sort_values("at").assign(y=[-8 - above - 13 * k for k in range(len(events))][::-1])
    frame["top"] = frame["y"] + 5
    style, place = {"align": "left", "dx": 3, "fontSize": SMALL - 1}, {"x": plot.at("at")}
    upright = {"y": canvas.amount("top", None), "y2": canvas.at("height")}
    line = {"strokeDash": [4, 3], "strokeWidth": 1.5}
    return [
        canvas.layer(frame[["at", "top"]], "rule", line, "accent", **place, **upright),
        canvas.layer(frame, "text", style, "accent", **place, y=canvas.amount("y", None), text=canvas.nominal("name")),
    ]
