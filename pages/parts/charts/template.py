"""A chart here is a template in altair over named data: made and checked once a process; a run puts its rows in.

A chart's file has two halves. The template, a function marked `@template`, says in altair what is drawn of which field,
for a language; checking it against the schema of Vega-Lite costs 50 to 100 ms, so it is kept. The function under the
chart's name makes the rows and `filled` puts them into a copy of the template, in a few ms.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import altair as alt
import pandas as pd

Spec = dict  # a Vega-Lite specification, as Streamlit and vl-convert take it
STACKED = 16  # px more of such a row whose name and value do not fit side by side: the name stands above the value
AROUND = 2  # px around a chart
CONFIG = {
    "view": {"stroke": None},
    "legend": {"disable": True},
    "axis": {"labelFontWeight": "normal", "titleFontWeight": "normal", "aria": False},
    "mark": {"aria": False},  # only what a mark `told` says is read out
}


def template(make: Callable[..., alt.LayerChart]) -> Callable[..., Spec]:
    """A function that makes a chart in altair, as one that gives its checked specification, made once an argument."""

    @cache
    def made(*arguments: object) -> Spec:
        chart = make(*arguments).properties(
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),  # as wide as its box, as high as its marks
            # All four sides: Streamlit sets a bottom of 20 px where none is given, and fails on a plain number.
            padding=dict.fromkeys(("left", "right", "top", "bottom"), AROUND),
        )
        spec = chart.to_dict()
        fixed = spec.pop("datasets", {})  # altair names data that is written in the template; it stays in its layer
        for layer in spec["layer"]:
            if (name := layer["data"]["name"]) in fixed:
                layer["data"] = {"values": fixed[name]}
        return {name: part for name, part in spec.items() if name != "$schema"} | {"config": CONFIG}

    return made


def records(frame: pd.DataFrame, columns: Iterable[str]) -> list[dict]:
    """The rows of a frame as plain records of these columns: charts work on records, which is quicker for few rows."""
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*(frame[name].tolist() for name in names), strict=True)]


def filled(
    spec: Spec,
    plot: float,
    message: str,
    *,
    narrow: float = 0,
    params: Mapping | None = None,
    **rows: Iterable[Mapping],
) -> Spec:
    """A copy of a template with records for each of its named data, and a value for each of its parameters.

    plot: px of its height, and `narrow` of that on a telephone; message: what the chart says, to be read out.
    """
    data = {name: [_told(row) for row in some] for name, some in rows.items()}
    stacked = [each for each in data.values() if any(row.get("stack") for row in each)]
    values = {**(params or {}), "stacked": bool(stacked)}
    given = [each | {"value": values[each["name"]]} if each["name"] in values else each for each in spec["params"]]
    if narrow:
        narrow += STACKED * sum(map(len, stacked))
        given.append({"name": "height", "expr": f"narrow ? {narrow} : {plot}"})
    return spec | {"description": message, "height": plot, "params": given, "datasets": data}


def _told(row: Mapping) -> dict:
    """A record as JSON can say it: nothing for NaN."""
    return {name: None if value != value else value for name, value in row.items()}
