"""One of many small charts side by side: points over the waves, all on one scale with the benchmark as a line."""

from collections.abc import Iterable
from datetime import date

import altair as alt
import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.charts.waves import estimates, in_order
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import POSTS, SMALL

COLUMNS = ("wave", "text", "score", "low", "high", "verdict", "series")
PLOT = 74  # px


@template
def _multiple() -> alt.LayerChart:
    waves = canvas.data("waves").encode(x=_x("at"))
    looks: dict[str, canvas.Style] = {
        "benchmark": {"strokeWidth": 1.2},
        "floor": {"strokeWidth": 1, "strokeDash": [2, 3]},
    }
    posts = [canvas.fixed({"post": POSTS[level]}).mark_rule(clip=True, **look) for level, look in looks.items()]
    said = canvas.fixed({"post": POSTS["benchmark"]}, {"post": POSTS["floor"]}).transform_filter("datum.post >= start")
    name = said.mark_text(align="left", dx=4, fontSize=SMALL - 2).encode(x=alt.value("width"), y=_y("post"))
    days = canvas.data("events").mark_rule(strokeDash=[4, 3], strokeWidth=1.2)
    ends = waves.transform_filter("isValid(datum.name)")
    named = ends.mark_text(dy=12, align=alt.expr("datum.align"), fontSize=SMALL - 2)
    return canvas.whole(
        [post.encode(y=_y("post"), color=alt.datum("muted")) for post in posts],
        name.encode(text="post:N", color=alt.datum("muted")),
        days.encode(x=_x("at"), color=alt.datum("accent")),
        estimates(waves, "score", _y, 2),
        canvas.marks(waves, y=_y("score"), size=alt.value(42), tooltip=alt.Tooltip("told:N", title=" ")),
        named.encode(y=alt.value("height"), text="name:N", color=alt.datum("muted")),
        params=[canvas.START, *(alt.param(name, value=0) for name in ("first", "last"))],
    )


def _x(field: str) -> alt.X:
    return alt.X(field, type="quantitative", scale=canvas.ends("first", "last"), axis=None)


def _y(field: str) -> alt.Y:
    return alt.Y(field, type="quantitative", scale=canvas.ends("start", canvas.END), axis=None)


def multiple(waves: pd.DataFrame, events: Iterable[date], language: Language, start: float) -> Spec:
    """waves has COLUMNS: text as the value is written, score with its interval in points, verdict, series.

    events: days to mark. start: points at the foot, the same for all that stand side by side.
    """
    rows = in_order(records(waves, COLUMNS))
    for row in rows:
        row["told"] = f"{row['wave']}: {row['text']}; {word(words.VERDICT, row['verdict'], language)}"
        row["name"] = row["align"] = None
    rows[0] |= {"name": language.wave_name(rows[0]["wave"]), "align": "left"}
    if len(rows) > 1:
        rows[-1] |= {"name": language.wave_name(rows[-1]["wave"]), "align": "right"}
    first, last = rows[0]["at"], rows[-1]["at"]
    room = max((last - first) // 12, 40)  # days
    marked = [day.toordinal() for day in events if first - room <= day.toordinal() <= last + room]
    return filled(
        _multiple(),
        PLOT,
        ". ".join(row["told"] for row in rows[:: max(len(rows) - 1, 1)]),
        params={"start": start, "first": first - room, "last": last + room},
        waves=rows,
        events=[{"at": at} for at in marked],
    )
