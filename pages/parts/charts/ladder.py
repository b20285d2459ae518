"""The ladder: where each indicator stands between floor, benchmark and frontier, worst first. A click chooses a row."""

import altair as alt
import pandas as pd

from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

COLUMNS = ("key", "label", "value", "polarity", "score", "score_low", "score_high", "verdict", "gap")


@template
def _ladder(language: Language) -> alt.LayerChart:
    rows = canvas.data("rows").encode(y=canvas.down())
    tip = {
        "label": language.gettext("Indicator"),
        "value": language.gettext("Estimate"),
        "gap": language.gettext("Gap"),
        "word": language.gettext("Verdict"),
    }
    tint, sheet = canvas.clickable(rows, tip)
    return canvas.whole(
        canvas.bands(rows),
        canvas.post_names(language),
        tint,
        canvas.intervals(rows, "score_low", "score_high", "verdict"),
        canvas.marks(rows, under=canvas.UNDER, x=canvas.points("score")),
        canvas.names(rows),
        canvas.beside(rows, "value", "polarity"),
        key.layers(),
        sheet,
        params=[canvas.START],
    )


def ladder(rows: pd.DataFrame, language: Language) -> Spec:
    """One row an indicator, in the order of the score.

    rows has COLUMNS: key (what a click gives), label, value (with its unit) and polarity as text, score with the ends
    of its interval in points (NaN where there is none), verdict against the benchmark, gap (in words, for the tip).
    """
    drawn = sorted(records(rows, COLUMNS), key=lambda row: (row["score"], row["key"]))
    for row in drawn:
        row["word"] = word(words.VERDICT, row["verdict"], language)
        row["told"] = "{label}: {value}, {polarity}; {gap}; {word}".format(**row)
    verdicts = key.verdicts([row["verdict"] for row in drawn], language)
    interval = [key.interval(language)] if any(row["score_low"] == row["score_low"] for row in drawn) else []
    return filled(
        _ladder(language),
        canvas.ROW * len(drawn),
        language.gettext("Worst first: {rows}").format(rows=canvas.some(drawn, language)),
        narrow=canvas.TALL * len(drawn),
        params={"start": canvas.start_of(drawn, "score", "score_low")},
        rows=canvas.named(drawn, "value"),
        key=key.rows([*verdicts, *interval, *_signs(drawn, language)]),
    )


def _signs(drawn: list[dict], language: Language) -> list[key.Entry]:
    """What the signs beside the names say, where there are any."""
    names = " ".join(str(row["label"]) for row in drawn)
    found = ((key.SIGN, key.broken(language)), (key.BESIDE, key.beside(language)))
    return [entry for sign, entry in found if sign in names]
