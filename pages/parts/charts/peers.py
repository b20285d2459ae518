"""Where an enterprise stands among others that are not named: a dot for each, and its own mark below."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL

STEP, OWN = 10, 26  # px from dot to dot where scores are the same, and of the lane of the own mark


@template
def _peers(language: Language, name: str) -> alt.LayerChart:
    others, own = canvas.data("others"), canvas.data("own").encode(x=canvas.points("score"), y=canvas.px("y"))
    dots = others.mark_point(shape="circle", filled=True, size=55, opacity=0.8)
    named = own.mark_text(align="left", dx=11, fontSize=SMALL, fontWeight=600)
    return canvas.whole(
        canvas.bands(),
        canvas.post_names(language),
        dots.encode(x=canvas.points("score"), y=canvas.px("y"), color=alt.datum("muted")),
        canvas.marks(own, size=alt.value(120)),
        named.encode(text=alt.value(name), color=alt.datum("text")),
        params=[canvas.START],
    )


def peers(others: pd.DataFrame, own: pd.DataFrame, language: Language, name: str = "") -> Spec:
    """others has score (points; nothing else of them is drawn or sent); own has one row with score and verdict.

    name: what the own mark is called; "you" by default.
    """
    name = name or language.gettext("you")
    dots, up = sorted(records(others, ["score"]), key=lambda row: row["score"]), dict[float, int]()
    for row in dots:
        up[row["score"]] = row["up"] = up.get(row["score"], -1) + 1
    lane = STEP * (max(up.values(), default=0) + 1) + 16
    mine = records(own, ["score", "verdict"])
    said = [f"{name}: {language.number(row['score'], 1)}" for row in mine]
    scores = language.both(language.number(row["score"]) for row in dots)
    others_said = language.gettext("the others: {scores}").format(scores=scores)
    return filled(
        _peers(language, name),
        lane + OWN,
        "; ".join([*said, others_said]),
        params={"start": canvas.start_of([*dots, *mine], "score")},
        others=[row | {"y": lane - 10 - STEP * row["up"]} for row in dots],
        own=[row | {"y": lane + OWN / 2 - 3, "told": told} for row, told in zip(mine, said, strict=True)],
    )
