"""Parts held against all else: how far each is ahead or behind, with its interval, around a line of no difference."""

import altair as alt
import pandas as pd

from benchmarks.cuts.gap import FINDINGS
from benchmarks.words.language import Language, word
from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.cuts.parts import FINDING

COLUMNS = ("key", "label", "gap", "low", "high", "finding", "said", "note", "told")
BELOW = 76  # px from the plot to its key, below the axis and its title
LOOKS = {  # role and shape
    "worse": ("not_met", "square"),
    "better": ("met", "circle"),
    "may_be_chance": ("cannot_tell", "diamond"),
    "no_evidence": ("cannot_tell", "diamond"),
    "too_few": ("too_few", "circle"),
    "not_compared": ("too_few", "circle"),
}
SHAPES = dict(LOOKS.values())


@template
def _dots(language: Language, title: str) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    tip = {
        "label": language.gettext("Part"),
        "said": language.gettext("Against all else"),
        "word": language.gettext("Finding"),
        "note": language.gettext("Part itself"),
    }
    scale = canvas.ends("least", "most")
    axis = alt.Axis(title=title, titleAnchor="start", tickCount=5, grid=False, **canvas.QUIET)
    tint, sheet = canvas.clickable(rows, tip)
    compared = rows.transform_filter("isValid(datum.low)")
    under = canvas.either(canvas.UNDER, 0)
    bar = compared.mark_rule(strokeWidth=8, strokeCap="round", opacity=0.35, yOffset=under)
    zero = canvas.fixed({"gap": 0})
    line, name = zero.mark_rule(strokeWidth=1), zero.mark_text(dy=-10, fontSize=12, align="center")
    at_zero = alt.X("gap", type="quantitative", scale=scale, axis=None)
    return canvas.whole(
        line.encode(x=at_zero, color=alt.datum("muted")),
        canvas.plain(rows),
        name.encode(
            x=at_zero, y=alt.value(0), text=alt.datum(language.gettext("as all else")), color=alt.datum("muted")
        ),
        tint,
        bar.encode(x=alt.X("low:Q", scale=scale, axis=axis), x2="high", color=canvas.by_role("role")),
        canvas.marks(compared, "role", SHAPES, canvas.UNDER, x=alt.X("gap:Q", scale=scale, axis=None)),
        canvas.names(rows),
        canvas.beside(rows, "said", "note"),
        key.layers(),
        sheet,
        params=[alt.param("least", value=-1), alt.param("most", value=1)],
    )


def dots(rows: pd.DataFrame, title: str, language: Language) -> Spec:
    """One row a part, in the order given. rows has COLUMNS: key, label, gap with its interval (positive is better, one
    unit for all), finding (of benchmarks.cuts.gap), said (the gap in words), note (the part itself), told (all of it).

    title: of the axis, with its unit.
    """
    drawn = records(rows, COLUMNS)
    for row in drawn:
        row["role"], row["word"] = LOOKS[row["finding"]][0], word(FINDING, row["finding"], language)
    ends = [value for row in drawn for name in ("gap", "low", "high") if (value := row[name]) == value]
    reach = 1.05 * max([abs(each) for each in ends], default=1.0)
    present = {row["finding"] for row in drawn}
    signs = [(*LOOKS[code], word(FINDING, code, language)) for code in FINDINGS if code in present]
    several = {role for role, _, _ in signs}
    entries = [
        (role, shape, "; ".join(said for one, _, said in signs if one == role))
        for role, shape in dict(LOOKS.values()).items()
        if role in several
    ]
    interval = [key.interval(language)] if any(row["low"] == row["low"] for row in drawn) else []
    return filled(
        _dots(language, title),
        canvas.ROW * len(drawn),
        canvas.some(drawn, language),
        narrow=canvas.TALL * len(drawn),
        params={"least": -reach, "most": reach},
        rows=canvas.named(drawn, "said"),
        key=key.rows([*entries, *interval], below=BELOW),
    )
