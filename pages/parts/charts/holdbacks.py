"""What holds the whole back: points the index would gain if a gap closed to its next level, in the order given."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, text
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words import sentences
from pages.parts.words.language import Language
from pages.parts.words.look import NORMAL, SMALL

COLUMNS = ("key", "label", "gain", "low", "high")
ROW, BAR = 46, 9  # px of a row, whose name stands above its bar, and of the bar below its middle
NAME = 330  # px a name may take on a telephone before it goes over two lines
SAID = 134  # px at the right of the bars for what they say


@template
def _holdbacks(language: Language) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    scale = canvas.ends("least", "most").copy()
    scale.range = [4, alt.expr(f"width - {SAID}")]
    axis = alt.Axis(
        title=language.gettext("Points gained"), titleAnchor="start", tickCount=4, grid=False, **canvas.QUIET
    )
    x = alt.X("gain:Q", scale=scale, axis=None)
    tip = {
        "label": language.gettext("Indicator"),
        "points": language.gettext("Points gained"),
        "span": language.gettext("Interval"),
    }
    tint, sheet = canvas.clickable(rows, tip)
    bar = rows.transform_filter("isValid(datum.low)").mark_rule(
        strokeWidth=8, strokeCap="round", opacity=0.35, yOffset=BAR
    )
    dot = rows.mark_point(filled=True, shape="circle", opacity=1, size=90, yOffset=BAR, aria=True)
    name = rows.transform_calculate(named="narrow ? datum.lines : datum.label").mark_text(
        align="left",
        dy=alt.expr(r"indexof(datum.named, '\n') > 0 ? -17 : -9"),
        lineBreak="\n",
        lineHeight=14,
        fontSize=NORMAL,
        limit=alt.expr("width"),
    )
    gain = rows.mark_text(align="right", dx=-4, dy=BAR, fontSize=SMALL)
    plain = rows.mark_rect(height=30, yOffset=-10)  # under the name: the line of zero does not run through it
    zero = canvas.fixed({"gain": 0}).mark_rule(strokeWidth=1)
    return canvas.whole(
        zero.encode(x=x, color=alt.datum("muted")),
        plain.encode(x=alt.value(0), x2=alt.value("width"), color=alt.datum("page")),
        tint,
        bar.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high", color=alt.datum("accent")),
        dot.encode(x=x, color=alt.datum("accent"), description="told:N"),
        name.encode(x=alt.value(0), text="named:N", color=alt.datum("text")),
        gain.encode(x=alt.value("width"), text="gained:N", color=alt.datum("muted")),
        sheet,
        params=[alt.param("least", value=0), alt.param("most", value=1)],
    )


def holdbacks(rows: pd.DataFrame, language: Language) -> Spec:
    """One row an indicator; rows has COLUMNS: key, label, gain with its interval (index points)."""
    drawn = records(rows, COLUMNS)
    digits = 2 if max((row["gain"] for row in drawn), default=1) < 1 else 1  # points of a whole board are small
    for row in drawn:
        row["points"] = language.number(row["gain"], digits, sign=True)
        row["span"] = sentences.span(row["low"], row["high"], lambda end: language.number(end, digits), language)
        row["gained"] = "{points} ({span})".format(**row)
        row["told"] = "{label}: {gained}".format(**row)
        first, *rest = text.lines(row["label"], NAME, NORMAL)
        row["lines"] = "\n".join([first, " ".join(rest)]) if rest else first  # on a telephone, where it is long
    reached = [value for row in drawn for name in ("gain", "low", "high") if (value := row[name]) == value]
    return filled(
        _holdbacks(language),
        ROW * len(drawn),
        language.gettext("Points gained: {rows}").format(rows=canvas.some(drawn, language)),
        params={"least": min([0.0, *reached]), "most": max([0.1, *reached])},
        rows=drawn,
    )
