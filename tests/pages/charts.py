"""Small made-up frames for the charts, and a chart read back from the picture it draws."""

import json
import re
from functools import cache
from types import SimpleNamespace

import pandas as pd
import vl_convert

from pages.parts.charts.canvas import Spec

EMISSION = SimpleNamespace(statistic="mean", unit="mg/m3", decimals=3, direction="lower")
NAN = float("nan")


def ladder_rows() -> pd.DataFrame:
    """Three indicators: one met, one broken with its interval, one with too few answers and no interval."""
    rows = [
        ("would_recommend", "Would recommend", "71.0%", 91.0, 87.0, 95.0, "met"),
        ("lead", "Migratable lead", "118 mg/kg", 48.0, 42.0, 54.0, "not_met"),
        ("odour", "Odour", "2.0", 84.0, NAN, NAN, "too_few"),
    ]
    frame = pd.DataFrame(rows, columns=["key", "label", "value", "score", "score_low", "score_high", "verdict"])
    return frame.assign(polarity="higher is better", gap="4.2 points short of the benchmark")


def texts(chart: Spec) -> list[str]:
    """Every text of the picture, in the order it is drawn."""
    return re.findall(r"<(?:text|tspan)(?:\s[^>]*[^/])?>([^<]+)", svg(chart))


def svg(chart: Spec) -> str:
    """The picture of a chart, 700 px wide."""
    return _svg(json.dumps(chart | {"width": 700}))


@cache
def _svg(chart: str) -> str:
    return vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])


def marks(chart: Spec) -> list[tuple[str, str]]:
    """What a screen reader says at each mark, and the mark's outline."""
    return re.findall(r'<path aria-label="([^"]*)"[^>]*? d="([^"]*)"', svg(chart))


def drawn(chart: Spec, kind: str) -> int:
    """How many outlines of a kind of mark (line, area, rule, ...) the picture has."""
    groups = re.findall(rf'<g class="mark-{kind} role-mark[^>]*[^/]>(.*?)</g>', svg(chart))
    return sum(group.count("<path") + group.count("<line") for group in groups)


def data_of(chart: Spec) -> list[dict]:
    """Every row of data that reaches the reader's browser."""
    return [row for layer in chart["layer"] for row in layer["data"]["values"]]
