"""What charts over the waves share: where a wave stands and how it is named, the band and the line of a series."""

from collections import Counter
from collections.abc import Callable

import altair as alt

from data.wave import Wave
from pages.parts.words.look import SMALL

WAVES = ("wave", "n", "estimate", "low", "high", "verdict", "series")
MANY = 14  # names of waves that fit below


def in_order(rows: list[dict]) -> list[dict]:
    """Waves in order, with their first day as `at`, a `short` name, and whether they are `alone` in their series."""
    rows = sorted((row | {"at": Wave.parse(row["wave"]).start.toordinal()} for row in rows), key=lambda row: row["at"])
    counts = Counter(row.get("series") for row in rows)
    names = short([row["wave"] for row in rows])
    return [
        row | {"short": "\n".join(name), "alone": counts[row.get("series")] == 1}
        for row, name in zip(rows, names, strict=True)
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


def estimates(waves: alt.Chart, field: str, y: Callable[[str], alt.Y], stroke: float = 2.5) -> list[alt.Chart]:
    """The band and the line of each series; a lone wave has a bar for its band. y makes a channel of a field."""
    known = waves.transform_filter("isValid(datum.low)").encode(y=y("low"), y2="high", color=alt.datum("soft"))
    bar = known.transform_filter("datum.alone").mark_rule(strokeWidth=8, opacity=0.7, strokeCap="round")
    line = waves.mark_line(strokeWidth=stroke)
    return [
        known.mark_area(opacity=0.7).encode(detail="series:N"),
        bar,
        line.encode(y=y(field), detail="series:N", color=alt.datum("accent")),
    ]


def wave_names(waves: alt.Chart) -> alt.Chart:
    """The names of the waves below the plot, each year once."""
    said = waves.mark_text(dy=16, lineBreak="\n", lineHeight=13, fontSize=SMALL - 1)
    return said.encode(y=alt.value("height"), text="short:N", color=alt.datum("muted"))
