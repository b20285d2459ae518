"""How verdicts, levels and bands look: roles for colours, shapes for verdicts; colours are in .streamlit/config.toml.

A chart names a role, never a colour: on the screen Streamlit gives each role the colour of the appearance in use (and
again when the reader switches it), in a downloaded picture `colours` does.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"

# The places of chartCategoricalColors, in order.
ROLES = (
    *("accent", "soft", "met", "cannot_tell", "not_met", "too_few"),
    *("text", "muted", "line", "under_floor", "to_benchmark", "above", "page"),
)
DEPTH = (0.14, 0.5)  # how much of a verdict's colour a cell of a heat map has, at the benchmark and far from it

FONT = "Noto Sans, Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
SMALL, NORMAL = 12, 13  # px of chart text

# Points of the ladder's marks, the same for every indicator of every sector.
POSTS = {"floor": 60, "benchmark": 80, "frontier": 100}


@dataclass(frozen=True)
class Verdict:
    """The look of a verdict: shape of its mark, whether it is filled, character for tables, colour name of a badge."""

    shape: str
    filled: bool
    sign: str
    badge: str


VERDICTS = {
    "met": Verdict("circle", True, "●", "green"),
    "cannot_tell": Verdict("diamond", True, "◆", "gray"),
    "not_met": Verdict("square", True, "■", "orange"),
    "too_few": Verdict("circle", False, "○", "gray"),
}


@cache
def colours(appearance: str) -> dict[str, str]:
    """Colour of each role, and of borders, in the appearance `light` or `dark`."""
    theme = _theme(appearance)
    return dict(zip(ROLES, theme["chartCategoricalColors"], strict=True)) | {"border": theme["borderColor"]}


def _theme(appearance: str) -> dict:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][appearance]
