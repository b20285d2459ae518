"""Where an enterprise stands among others that are not named: a dot for each, and its own mark below."""

import pandas as pd

from pages.parts.charts import canvas
from pages.parts.charts.canvas import Spec
from pages.parts.words.language import Language
from pages.parts.words.look import SMALL

STEP, OWN = 10, 26  # px from dot to dot where scores are the same, and of the lane of the own mark


def peers(others: pd.DataFrame, own: pd.DataFrame, language: Language) -> Spec:
    """others has score (points; nothing else of them is drawn or sent); own has one row with score and verdict."""
    dots = others[["score"]].sort_values("score", ignore_index=True)
    dots["up"] = dots.groupby("score").cumcount()
    lane = STEP * (int(dots["up"].max()) + 1 if len(dots) else 1) + 16
    dots["y"] = lane - 10 - STEP * dots["up"]
    own = own[["score", "verdict"]].assign(word=language.gettext("you"))
    own["told"] = [f"{row.word}: {language.number(row.score, 1)}" for row in own.itertuples()]
    start = canvas.start_of(pd.concat([dots, own]), "score")
    scale = canvas.ends(start, canvas.END)
    dot = {"shape": "circle", "filled": True, "size": 55, "opacity": 0.8}
    name = {"align": "left", "dx": 11, "fontSize": SMALL, "fontWeight": 600}
    place = {"x": canvas.amount("score", scale), "y": canvas.at(lane + OWN / 2 - 3)}
    layers = [
        *canvas.bands(scale, start),
        *canvas.post_names(scale, language),
        canvas.layer(dots, "point", dot, "muted", x=place["x"], y=canvas.amount("y", None)),
        *canvas.marks(own, {"size": 120}, **place),
        canvas.layer(own, "text", name, "text", **place, text=canvas.nominal("word")),
    ]
    return canvas.settled(layers, lane + OWN, canvas.TOP)
