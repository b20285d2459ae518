"""Counts by state as stacked bars: actions by dimension, or what is in of a round by enterprise."""

from collections.abc import Mapping
from itertools import groupby

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language

ROLES = {
    **{"delivered": "met", "not_delivered": "not_met", "cannot_tell": "cannot_tell"},
    **{"reported_done": "soft", "not_measured": "under_floor", "open": "to_benchmark", "stopped": "line"},
}
COLUMNS = ("key", "label", "state", "word", "count")


@template
def _stacked(counted: str) -> alt.LayerChart:
    bars, totals = (canvas.data(name).encode(y=canvas.down()) for name in ("bars", "totals"))
    drawn = bars.mark_bar(height=16, stroke="gray", strokeWidth=0.5, yOffset=canvas.either(canvas.UNDER, 0))
    return canvas.whole(
        drawn.encode(
            x=alt.X("start:Q", scale=canvas.ends(0, "most"), axis=None),
            x2="end",
            color=canvas.by_role("role"),
            tooltip=alt.Tooltip("text:N", title=counted),
        ),
        canvas.names(totals),
        canvas.beside(totals, "count", "nothing"),
        key.layers(),
        params=[alt.param("most", value=1)],
    )


def stacked(
    counts: pd.DataFrame, language: Language, roles: Mapping[str, str] = ROLES, counted: str | None = None
) -> Spec:
    """counts has COLUMNS, a row for each bar and state with a count above 0; states come in the order of `roles`.

    roles: how each state looks; counted: what is counted, for the tip (actions).
    """
    places = {state: place for place, state in enumerate(roles)}
    rows = sorted(records(counts, COLUMNS), key=lambda row: (row["key"], places[row["state"]]))
    totals, said = [], []
    for code, bar in groupby(rows, key=lambda row: row["key"]):
        end = 0
        for row in bar:
            row["start"], row["end"], row["role"] = end, end + row["count"], roles[row["state"]]
            row["text"], end = f"{row['count']} {row['word']}", row["end"]
            said.append(f"{row['label']}: {row['text']}")
        totals.append({"key": code, "label": row["label"], "count": language.number(end), "nothing": ""})
    states = sorted({(places[row["state"]], row["role"], row["word"]) for row in rows})
    return filled(
        _stacked(counted or language.gettext("Actions")),
        30 * len(totals),
        "; ".join(said),
        narrow=canvas.TALL * len(totals),
        params={"most": max((row["end"] for row in rows), default=1)},
        bars=rows,
        totals=canvas.named(totals, "count"),
        key=key.rows([(role, "square", word) for _, role, word in states], edge="muted"),
    )
