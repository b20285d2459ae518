"""The control chart: the waves, their mean and limits, and which waves are more than the usual variation."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key, text
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.charts.waves import in_order, wave_names
from pages.parts.words import quantities
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL
from pages.parts.words.quantities import Measure

POINTS = ("wave", "estimate", "kind", "mean", "lower", "upper")
PLOT, GAP, BELOW = 150, 15, 50  # px of the plot, between two labels, and from the plot to its key
SHAPES = {"accent": "circle", "met": "circle", "not_met": "square"}
_ROLES = {"special_cause_improvement": "met", "special_cause_concern": "not_met"}


@template
def _control(language: Language) -> alt.LayerChart:
    waves = canvas.data("waves").encode(x=alt.X("at:Q", scale=canvas.ends("first", "last"), axis=None))
    lines: dict[str, canvas.Style] = {"mean": {}, "lower": {"strokeDash": [4, 3]}, "upper": {"strokeDash": [4, 3]}}
    names = {"wave": language.gettext("Wave"), "text": language.gettext("Estimate")}
    tip = [alt.Tooltip(field, type="nominal", title=title) for field, title in names.items()]
    edge = canvas.data("edge").mark_text(align="left", dx=6, fontSize=SMALL)
    return canvas.whole(
        [
            waves.mark_line(strokeWidth=1, **dash).encode(y=_y(name), color=alt.datum("muted"))
            for name, dash in lines.items()
        ],
        waves.mark_line(strokeWidth=1.5).encode(y=_y("estimate"), color=alt.datum("accent")),
        canvas.marks(waves, "role", SHAPES, y=_y("estimate"), size=alt.value(60), tooltip=tip),
        wave_names(waves),
        edge.encode(x=alt.value("width"), y=canvas.px("y"), text="name:N", color=alt.datum("muted")),
        key.layers(),
        params=[alt.param(name, value=0) for name in ("first", "last", "low", "high")],
    )


def _y(field: str) -> alt.Y:
    return alt.Y(field, type="quantitative", scale=canvas.ends("low", "high"), axis=None)


def control(points: pd.DataFrame, language: Language, measure: Measure) -> Spec:
    """points has POINTS: kind is a word of control_chart for each wave, the rest in the reported unit."""
    rows, say = in_order(records(points, POINTS)), language.gettext
    for row in rows:
        row["role"] = _ROLES.get(row["kind"], "accent")
        row["text"] = quantities.value(row["estimate"], measure, language)
        row["told"] = "{wave}: {text}".format(**row)
    values = [value for row in rows for name in ("estimate", "lower", "upper") if (value := row[name]) == value]
    room = (max(values) - min(values)) * 0.08 or 1.0
    first, last, low, high = rows[0]["at"], rows[-1]["at"], min(values) - room, max(values) + room
    said = [("upper", say("upper limit")), ("mean", say("mean")), ("lower", say("lower limit"))]
    edge = [(rows[-1][name], word) for name, word in said if rows[-1][name] == rows[-1][name]]
    places = text.apart([(high - value) / (high - low) * PLOT for value, _ in edge], GAP, PLOT)
    names = [f"{word} {quantities.value(value, measure, language, bare=True)}" for value, word in edge]
    words = {"accent": say("usual variation"), "met": say("more than that, better"), "not_met": say("more, worse")}
    present = [role for role in words if role in {row["role"] for row in rows}]
    return filled(
        _control(language),
        PLOT,
        "; ".join([rows[-1]["told"], *names]),
        params={"first": first - (last - first) // 20, "last": last + (last - first) // 20, "low": low, "high": high},
        waves=rows,
        edge=[{"y": y, "name": name} for y, name in zip(places, names, strict=True)],
        key=key.rows([(role, SHAPES[role], words[role]) for role in present], below=BELOW),
    )
