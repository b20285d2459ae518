"""Provinces as tiles on a grid of our own, where they lie to one another: index and coverage of a sector's makers."""

import altair as alt
import pandas as pd

from benchmarks import policy
from benchmarks.words.language import Language
from data.regions import PROVINCES
from pages.parts.charts import canvas, key
from pages.parts.charts.template import Spec, filled, records, template
from pages.parts.words.look import POSTS, SMALL

COLUMNS = ("key", "label", "score", "coverage", "told")
TILE, ROWS, BELOW = 40, 8, 18  # px of a tile's height, rows of the grid, px from the plot to its key
# Column and row, and the two letters of ISO 3166-2:CN, which a small tile has room for.
GRID: dict[str, tuple[int, int, str]] = {
    **{"230000": (9, 0, "HL"), "150000": (6, 1, "NM"), "220000": (9, 1, "JL"), "650000": (1, 2, "XJ")},
    **{"620000": (3, 2, "GS"), "640000": (4, 2, "NX"), "140000": (6, 2, "SX"), "110000": (7, 2, "BJ")},
    **{"120000": (8, 2, "TJ"), "210000": (9, 2, "LN"), "630000": (3, 3, "QH"), "610000": (5, 3, "SN")},
    **{"410000": (6, 3, "HA"), "130000": (7, 3, "HE"), "370000": (8, 3, "SD"), "540000": (2, 4, "XZ")},
    **{"510000": (4, 4, "SC"), "500000": (5, 4, "CQ"), "420000": (6, 4, "HB"), "340000": (7, 4, "AH")},
    **{"320000": (8, 4, "JS"), "310000": (9, 4, "SH"), "530000": (4, 5, "YN"), "520000": (5, 5, "GZ")},
    **{"430000": (6, 5, "HN"), "360000": (7, 5, "JX"), "330000": (8, 5, "ZJ"), "450000": (5, 6, "GX")},
    **{"440000": (6, 6, "GD"), "350000": (7, 6, "FJ"), "710000": (9, 6, "TW"), "460000": (5, 7, "HI")},
    **{"820000": (6, 7, "MO"), "810000": (7, 7, "HK")},
}


@template
def _tiles(language: Language) -> alt.LayerChart:
    bands = alt.Scale(domain=list(range(10)), paddingInner=0.08, paddingOuter=0)
    across = alt.X("x", type="ordinal", scale=bands, axis=None)
    down = alt.Y("y", type="ordinal", scale=alt.Scale(domain=list(range(ROWS)), paddingInner=0.08), axis=None)
    rows = canvas.data("rows").encode(x=across, y=down)
    tip = [
        alt.Tooltip("label:N", title=language.gettext("Province")),
        alt.Tooltip("said:N", title=language.gettext("Index")),
        alt.Tooltip("covered:N", title=language.gettext("Coverage")),
    ]
    tile = rows.mark_rect(cornerRadius=3).encode(
        color=canvas.by_role("role"),
        opacity=alt.Opacity("depth:Q", scale=None),
        tooltip=tip,
    )
    name = rows.mark_text(dy=-7, fontSize=SMALL - 1).encode(text="name:N", color=alt.datum("text"))
    score = rows.transform_filter("isValid(datum.score)").mark_text(dy=8, fontSize=SMALL, fontWeight=600)
    said = canvas.spoken(rows.transform_filter("datum.told"))
    return canvas.whole(tile, said, name, score.encode(text="said:N", color=alt.datum("text")), key.layers(), params=[])


def tiles(rows: pd.DataFrame, language: Language) -> Spec:
    """A tile a province; rows has COLUMNS: key (six digits), label, score (points), coverage (0 to 1), told.

    Provinces without a row stay plain. Coverage under two thirds is drawn as not rated: it is no index.
    """
    found = {row["key"]: row for row in records(rows, COLUMNS)}
    drawn = []
    for code, (x, y, short) in GRID.items():
        row = found.get(code, {"key": code, "label": "", "score": None, "coverage": None, "told": ""})
        score = row["score"] if row["score"] == row["score"] else None
        rated = score is not None and row["coverage"] >= policy.MIN_COVERAGE
        role = "line" if not rated else _role(score)
        said = language.number(score, 0) if rated else ""
        covered = "" if row["coverage"] is None else language.percent(row["coverage"])
        name = short if language.code == "en" else PROVINCES[code].zh
        look = {"role": role, "depth": 0.5 if rated else 0.35, "said": said, "covered": covered, "name": name}
        drawn.append(row | look | {"x": x, "y": y, "score": score if rated else None})
    shown = sorted((row for row in drawn if row["told"]), key=lambda row: row["score"] if row["score"] else 101)
    words = {
        "not_met": language.gettext("under the floor"),
        "accent": language.gettext("floor to benchmark"),
        "met": language.gettext("benchmark or better"),
        "line": language.gettext("nothing shown"),
    }
    present = {row["role"] for row in drawn}
    signs = [(role, "square", word) for role, word in words.items() if role in present]
    return filled(
        _tiles(language),
        TILE * ROWS,
        canvas.some(shown, language) if shown else language.gettext("nothing shown"),
        rows=drawn,
        key=key.rows(signs, below=BELOW),
    )


def _role(score: float | None) -> str:
    if score is None or score < POSTS["floor"]:
        return "not_met"
    return "met" if score >= POSTS["benchmark"] else "accent"
