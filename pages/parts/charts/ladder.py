"""The ladder: where each indicator stands between floor, benchmark and frontier, worst first. A click chooses a row."""

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

COLUMNS = ("key", "label", "value", "polarity", "score", "score_low", "score_high", "verdict", "gap")


def ladder(rows: pd.DataFrame, language: Language, chosen: str | None = None) -> Spec:
    """One row an indicator, in the order of the score.

    rows has COLUMNS: key (what a click gives), label, value (with its unit) and polarity as text, score with the ends
    of its interval in points (NaN where there is none), verdict against the benchmark, gap (in words, for the tip).
    """
    rows = rows[list(COLUMNS)].sort_values(["score", "key"])
    rows = rows.assign(word=[word(words.VERDICT, code, language) for code in rows["verdict"]])
    rows["told"] = [f"{row.label}: {row.value}, {row.polarity}; {row.gap}; {row.word}" for row in rows.itertuples()]
    start = canvas.start_of(rows, "score", "score_low")
    scale, y = canvas.ends(start, canvas.END), canvas.rows(rows["key"])
    tip = {
        "label": language.gettext("Indicator"),
        "value": language.gettext("Estimate"),
        "gap": language.gettext("Gap"),
        "word": language.gettext("Verdict"),
    }
    tint, sheet = canvas.clickable(rows, y, tip)
    layers = [
        *canvas.bands(scale, start),
        *canvas.post_names(scale, language),
        tint,
        canvas.intervals(rows, "score_low", "score_high", scale, y, "verdict"),
        *canvas.marks(rows[["key", "score", "verdict", "told"]], x=canvas.amount("score", scale), y=y),
        sheet,
        *canvas.names(rows[["key", "label"]], "label", y),
        canvas.beside(rows[["key", "value"]], "value", y, dy=-7),
        canvas.beside(rows[["key", "polarity"]], "polarity", y, dy=8, role="muted"),
        *canvas.key(rows["verdict"], language),
    ]
    return canvas.settled(layers, canvas.ROW * len(rows), canvas.TOP + canvas.KEY, chosen)
