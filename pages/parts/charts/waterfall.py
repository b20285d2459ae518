"""How a gap changed: where it stood, what we moved, what the bar moved, where it stands. To the right is better."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language

STEPS = ("key", "label", "start", "end", "text", "role")


@template
def _waterfall() -> alt.LayerChart:
    rows, scale = canvas.data("rows").encode(y=canvas.down()), canvas.ends("least", "most")
    bars = rows.mark_bar(height=14, cornerRadius=2, yOffset=canvas.either(canvas.UNDER, 0))
    zero = canvas.fixed({"at": 0}).mark_rule(strokeWidth=1)
    return canvas.whole(
        zero.encode(x=alt.X("at:Q", scale=scale, axis=None), color=alt.datum("muted")),
        canvas.plain(rows),
        bars.encode(x=alt.X("start:Q", scale=scale, axis=None), x2="end", color=canvas.by_role("role")),
        canvas.names(rows),
        canvas.beside(rows, "text", "nothing"),
        params=[alt.param("least", value=-1), alt.param("most", value=1)],
    )


def waterfall(steps: pd.DataFrame, language: Language) -> Spec:
    """steps has STEPS, in order: bars from start to end in the unit of the gap, 0 being at the level; role paints."""
    rows = [row | {"nothing": ""} for row in records(steps, STEPS)]
    reached = [0.0, *(row[end] for row in rows for end in ("start", "end"))]
    room = (max(reached) - min(reached)) * 0.08 or 1.0
    return filled(
        _waterfall(),
        28 * len(rows),
        "; ".join(f"{row['label']}: {row['text']}" for row in rows),
        narrow=canvas.TALL * len(rows),
        params={"least": min(reached) - room, "most": max(reached) + room},
        rows=canvas.named(rows, "text"),
    )
