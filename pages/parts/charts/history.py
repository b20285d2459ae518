"""An indicator over the waves: estimate and interval, beside the levels as they stepped on their dates."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key, text
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.charts.waves import WAVES, estimates, in_order, wave_names
from pages.parts.words import quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import POSTS, SMALL
from pages.parts.words.quantities import Measure

EVENTS = ("day", "name")
LEVELS = ("level", "value", "start", "checked")
PLOT, GAP = 170, 15  # px of the plot, and at least between two labels at its edge
WIDTH = 200  # px of the narrowest plot: what is clear there is clear in a wider one
BELOW = 50  # px from the plot to its key, below the names of the waves


@template
def _history(language: Language) -> alt.LayerChart:
    waves = canvas.data("waves").encode(x=_x("at"))
    tip = {
        "wave": language.gettext("Wave"),
        "text": language.gettext("Estimate"),
        "span": language.gettext("Interval"),
        "word": language.gettext("Verdict"),
    }
    shown = [alt.Tooltip(field, type="nominal", title=title) for field, title in tip.items()]
    levels = canvas.data("steps").mark_line(strokeWidth=1, opacity=0.8, interpolate="step-after")
    edge = canvas.data("edge").mark_text(align="left", dx=8, fontSize=SMALL)
    return canvas.whole(
        levels.encode(x=_x("at"), y=_y("value"), detail="level:N", color=alt.datum("muted")),
        estimates(waves, "estimate", _y),
        wave_names(waves),
        canvas.marks(waves, y=_y("estimate"), size=alt.value(60), tooltip=shown),
        edge.encode(x=alt.value("width"), y=canvas.px("y"), text="name:N", color=canvas.by_role("role")),
        _breaks(),
        _step_dates(),
        _events(),
        key.layers(),
        params=[alt.param(name, value=0) for name in ("first", "last", "low", "high")],
    )


def _x(field: str) -> alt.X:
    return alt.X(field, type="quantitative", scale=canvas.ends("first", "last"), axis=None)


def _y(field: str) -> alt.Y:
    return alt.Y(field, type="quantitative", scale=canvas.ends("low", "high"), axis=None)


def _breaks() -> list[alt.Chart]:
    """A dotted line before each wave that starts a new series: what lies before it is not compared."""
    breaks = canvas.data("breaks").encode(x=_x("at"), color=alt.datum("muted"))
    name = breaks.mark_text(dy=-8, fontSize=SMALL - 1).encode(y=alt.value(0), text="name:N")
    return [breaks.mark_rule(strokeDash=[2, 3], strokeWidth=1.5), name]


def _step_dates() -> alt.Chart:
    place: canvas.Style = {name: alt.expr(f"datum.{name}") for name in ("align", "dx", "dy")}
    dates = canvas.data("dates").mark_text(fontSize=SMALL - 1, **place)
    return dates.encode(x=_x("at"), y=_y("value"), text="day:N", color=alt.datum("muted"))


def _events() -> list[alt.Chart]:
    """A dashed line from each day up to its name."""
    events = canvas.data("events").encode(x=_x("at"), color=alt.datum("accent"))
    line = events.mark_rule(strokeDash=[4, 3], strokeWidth=1.5)
    name = events.mark_text(align="left", dx=3, fontSize=SMALL - 1)
    return [
        line.encode(y=canvas.px("top"), y2=alt.value("height")),
        name.encode(y=canvas.px("y"), text="name:N"),
    ]


@dataclass(frozen=True)
class _Plot:
    """The two scales: days from the first wave to the last, and values of estimates and levels."""

    first: int
    last: int
    low: float
    high: float

    def px(self, days: Iterable[float], values: Iterable[float]) -> list[tuple[float, float]]:
        """Days and values as px from the top left, in the narrowest plot."""
        across, up = WIDTH / (self.last - self.first), PLOT / (self.high - self.low)
        return [
            ((day - self.first) * across, (self.high - value) * up) for day, value in zip(days, values, strict=True)
        ]


def history(
    waves: pd.DataFrame,
    levels: pd.DataFrame,
    language: Language,
    measure: Measure,
    events: pd.DataFrame | None = None,
) -> Spec:
    """waves has WAVES, in the reported unit: a wave stands at its first day, series counts up where a series breaks.

    levels has LEVELS: every entry of floor, benchmark and frontier with the date it is in force from and how well it
    was checked. A level is drawn from that date to its successor's, so the value under a wave is the one that wave is
    judged by. events has EVENTS:
    days to mark, such as an action's, each with a short name.
    """
    told = _told(waves, language, measure)
    marked = [] if events is None else records(events, EVENTS)
    days = [*(row["at"] for row in told), *(row["day"].toordinal() for row in marked)]
    room = max((max(days) - min(days)) // 11, 60)  # days; the names of the first and last wave need it
    steps = _steps(records(levels, LEVELS), min(days) - room, max(days) + room)
    plot = _Plot(min(days) - room, max(days) + room, *_ends(told, steps))
    breaks = _broken(told, language)
    signs = key.verdicts([row["verdict"] for row in told], language)
    if any(row["span"] for row in told):
        signs.append(key.interval(language))
    return filled(
        _history(language),
        PLOT,
        _message(told, steps, language, measure),
        params=vars(plot),
        waves=told,
        steps=_corners(steps),
        edge=_edge(told, steps, plot, measure, language),
        breaks=breaks,
        dates=_dates(steps, told, plot, language),
        events=_stacked(marked, 14 if breaks else 0),
        key=key.rows(signs, below=BELOW),
    )


def _told(waves: pd.DataFrame, language: Language, measure: Measure) -> list[dict]:
    """The waves in order, with what is written of each."""
    rows = in_order(records(waves, WAVES))
    for row in rows:
        write = lambda end: quantities.value(end, measure, language, bare=True)  # noqa: E731
        if measure.statistic == "conformity":  # a count of samples that passed, not a stretch of values
            row["low"] = row["high"] = math.nan
        row["text"] = quantities.measured(row["estimate"], row["n"], measure, language)
        row["span"] = "" if row["low"] != row["low"] else sentences.span(row["low"], row["high"], write, language)
        row["word"] = word(words.VERDICT, row["verdict"], language)
        row["told"] = ("{wave}: {text} ({span}); {word}" if row["span"] else "{wave}: {text}; {word}").format(**row)
    return rows


def _steps(levels: list[dict], start: int, end: int) -> list[dict]:
    """Each level's values with the days they hold, cut to the plot: level, value, from, to (ordinals)."""
    steps = []
    for level in POSTS:
        found = [row | {"begin": row["start"].toordinal()} for row in levels if row["level"] == level]
        found.sort(key=lambda row: row["begin"])
        until = [*(row["begin"] for row in found[1:]), end]
        for row, stop in zip(found, until, strict=False):
            if max(row["begin"], start) < min(stop, end):
                kept = {"level": level, "value": row["value"], "checked": row["checked"]}
                steps.append(kept | {"from": max(row["begin"], start), "to": min(stop, end)})
    return steps


def _corners(steps: list[dict]) -> list[dict]:
    """Where each step begins, and where the last of its level ends."""
    last = {row["level"]: row for row in steps}
    ends = [{**row, "at": row["to"]} for row in last.values()]
    return [*({**row, "at": row["from"]} for row in steps), *ends]


def _ends(waves: list[dict], steps: list[dict]) -> tuple[float, float]:
    values = [row[name] for row in waves for name in ("estimate", "low", "high")] + [row["value"] for row in steps]
    values = [value for value in values if value == value]
    low, high = min(values), max(values)
    room = (high - low) * 0.07 or abs(high) * 0.1 or 1.0
    return float(low - room), float(high + room)


def _edge(waves: list[dict], steps: list[dict], plot: _Plot, measure: Measure, language: Language) -> list[dict]:
    """Names at the right edge, moved apart where they would touch: the levels last in force, and the last estimate."""
    last, found = waves[-1], []
    for value, names in _current(steps, language).items():
        number = quantities.value(value, measure, language, bare=True)
        found.append((value, f"{names} {number}", "muted"))
    found.append((last["estimate"], last["text"], "accent"))
    found.sort(key=lambda each: -each[0])
    places = text.apart([y for _, y in plot.px([0] * len(found), [value for value, *_ in found])], GAP, PLOT)
    return [{"y": y, "name": name, "role": role} for y, (_, name, role) in zip(places, found, strict=True)]


def _current(steps: list[dict], language: Language) -> dict[float, str]:
    """The values of the levels last in force, named; those that coincide share a name, if no badge parts them."""
    now = list({row["level"]: row for row in steps}.values())
    named = {row["level"]: words.named_level(row["level"], row["checked"], language) for row in now}
    plain = {row["level"]: word(words.LEVEL, row["level"], language) for row in now}
    if len(now) == len(POSTS) and len({row["value"] for row in now}) == 1 and named == plain:
        return {now[0]["value"]: language.gettext("all levels")}
    names: dict[float, list[str]] = {}
    for row in now:
        names.setdefault(row["value"], []).append(named[row["level"]])
    return {value: " = ".join(some) for value, some in names.items()}


def _broken(waves: list[dict], language: Language) -> list[dict]:
    name, pairs = language.gettext("series break"), pairwise(waves)
    return [{"at": (a["at"] + b["at"]) / 2, "name": name} for a, b in pairs if a["series"] != b["series"]]


def _dates(steps: list[dict], waves: list[dict], plot: _Plot, language: Language) -> list[dict]:
    """The date beside each step of a level, where it crosses neither the estimates nor a level."""
    runs = {row["series"]: [each for each in waves if each["series"] == row["series"]] for row in waves}
    own = [plot.px([row["at"] for row in run], [row["estimate"] for row in run]) for run in runs.values()]
    bars = [plot.px([row["from"], row["to"]], [row["value"]] * 2) for row in steps]
    rows: list[dict] = []
    taken: list[text.Place] = []
    for day, value in dict.fromkeys((row["from"], row["value"]) for row in steps if row["from"] > plot.first):
        name = language.gettext("from {day}").format(day=language.date(date.fromordinal(day)))
        ((x, y),) = plot.px([day], [value])
        found = text.places(x, y, text.width(name, SMALL - 1), prefer_left=x > WIDTH / 2)
        taken.append(place := text.clearest(found, [*own, *own, *bars], taken, (WIDTH, PLOT)))
        rows.append({"at": day, "value": value, "day": name, "align": place.align, "dx": place.dx, "dy": place.dy})
    return rows


def _stacked(events: list[dict], above: int) -> list[dict]:
    """The days with the px of their names; the first name stands highest, so that no later line crosses it."""
    found = sorted((row["day"].toordinal(), row["name"]) for row in events)
    tops = [-8 - above - 13 * place for place in range(len(found))][::-1]
    return [{"at": at, "name": name, "y": y, "top": y + 5} for (at, name), y in zip(found, tops, strict=True)]


def _message(waves: list[dict], steps: list[dict], language: Language, measure: Measure) -> str:
    """The first and the last wave, and the levels the last is read against."""
    told = [row["told"] for row in (waves[:1] if len(waves) > 1 else [])] + [waves[-1]["told"]]
    levels = [
        f"{names} {quantities.value(value, measure, language)}" for value, names in _current(steps, language).items()
    ]
    return ". ".join([*told, *levels])
