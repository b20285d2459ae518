"""Actions by dimension as stacked bars: how many delivered, did not, cannot be told, and are pending."""

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL

ROLES = {
    **{"delivered": "met", "not_delivered": "not_met", "cannot_tell": "cannot_tell"},
    **{"reported_done": "soft", "not_measured": "under_floor", "open": "to_benchmark", "stopped": "line"},
}
COLUMNS = ("key", "label", "state", "word", "count")


def stacked(counts: pd.DataFrame, language: Language) -> Spec:
    """counts has COLUMNS, a row for each bar and state with a count above 0; states come in the order of ROLES."""
    order = {state: at for at, state in enumerate(ROLES)}
    rows = counts[list(COLUMNS)].assign(place=counts["state"].map(order)).sort_values(["key", "place"])
    rows["end"] = rows.groupby("key")["count"].cumsum()
    rows["start"] = rows["end"] - rows["count"]
    rows["role"] = rows["state"].map(ROLES)
    rows["text"] = [f"{row.count_} {row.word}" for row in rows.rename(columns={"count": "count_"}).itertuples()]
    totals = rows.groupby(["key", "label"], as_index=False)["count"].sum().astype({"count": str})
    scale, y = canvas.ends(0, float(rows["end"].max())), canvas.rows(sorted(rows["key"].unique()))
    bars = canvas.layer(
        rows[["key", "start", "end", "role", "text"]],
        "bar",
        {"height": 16, "stroke": "gray", "strokeWidth": 0.5},
        x=canvas.amount("start", scale),
        x2={"field": "end"},
        y=y,
        color=canvas.by_role("role"),
        tooltip=[canvas.nominal("text", title=language.gettext("Actions"))],
    )
    names = canvas.names(totals[["key", "label"]], "label", y)
    layers = [bars, *names, canvas.beside(totals[["key", "count"]], "count", y), *_key(rows)]
    return canvas.settled(layers, 30 * len(totals), canvas.KEY)


def _key(rows: pd.DataFrame) -> list[Spec]:
    """The states that occur in the colours of their bars, below the plot; moved left where that is narrow."""
    frame = rows.sort_values("place")[["role", "word"]].drop_duplicates(ignore_index=True)
    far = (frame["word"].map(canvas.width) + 34).cumsum()
    frame["x"] = far.shift(fill_value=0) + 8
    place = {"x": canvas.amount("x", None), "y": canvas.at("height")}
    where = {"yOffset": 22, "xOffset": {"expr": f"min(0, width + 80 - {far.max():.0f})"}}
    square = {
        "shape": "square",
        "size": 90,
        "filled": True,
        "opacity": 1,
        "stroke": "gray",
        "strokeWidth": 0.5,
        **where,
    }
    text = {"align": "left", "dx": 10, "fontSize": SMALL, **where}
    return [
        canvas.layer(frame, "point", square, **place, color=canvas.by_role("role")),
        canvas.layer(frame, "text", text, "muted", **place, text=canvas.nominal("word")),
    ]
