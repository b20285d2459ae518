"""Small made-up frames for the charts, and a chart read back from the picture it draws."""

import json
import re
from datetime import date
from functools import cache
from types import SimpleNamespace

import pandas as pd
import pyarrow as pa
import vl_convert
from streamlit.testing.v1 import AppTest

from pages.parts.charts.control import control
from pages.parts.charts.curve import curve
from pages.parts.charts.cuts.dots import dots
from pages.parts.charts.cuts.tiles import tiles
from pages.parts.charts.dumbbell import dumbbell
from pages.parts.charts.fields import fields
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.history import history
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.charts.ladder import ladder
from pages.parts.charts.league import league
from pages.parts.charts.multiple import multiple
from pages.parts.charts.needed import needed
from pages.parts.charts.peers import peers
from pages.parts.charts.rates import beside, rates
from pages.parts.charts.samples import samples
from pages.parts.charts.stacked import stacked
from pages.parts.charts.template import Spec
from pages.parts.charts.waterfall import STEPS, waterfall
from pages.parts.words import look

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


SECTORS = {"cars": "Automobiles", "meals": "Catering"}
DIMENSIONS = {"safety": "Safety", "environment": "Environment and health"}


def cells() -> pd.DataFrame:
    rows = [
        ("cars", "safety", 88.0, "met", False),
        ("cars", "environment", 74.4, "not_met", False),
        ("meals", "safety", 98.0, "met", True),
    ]
    return pd.DataFrame(rows, columns=["row", "column", "score", "verdict", "broken"])


def waves(*estimates: float, series: tuple[int, ...] | None = None) -> pd.DataFrame:
    codes = [f"{2023 + i // 2}H{i % 2 + 1}" for i in range(len(estimates))]
    frame = pd.DataFrame({"wave": codes, "n": 8, "estimate": estimates, "verdict": "not_met"})
    return frame.assign(low=frame["estimate"] - 0.01, high=frame["estimate"] + 0.01, series=series or 0)


def levels(*entries: tuple) -> pd.DataFrame:
    return pd.DataFrame([(*each, "source")[:4] for each in entries], columns=["level", "value", "start", "checked"])


STEADY = levels(
    ("floor", 0.124, date(2018, 5, 1)), ("benchmark", 0.05, date(2021, 10, 1)), ("frontier", 0.025, date(2021, 10, 1))
)
PEERS, OWN = pd.DataFrame({"score": [71, 71, 80, 88, 93]}), pd.DataFrame({"score": [68.4], "verdict": ["not_met"]})
LEAGUE = pd.DataFrame(
    [
        ("a", "Linmu Furniture", 59.9, 59.9, 59.9, "9 to 11 of 11", "capped", True, True),
        ("b", "Maple", 84.0, 82.0, 86.0, "1 to 2 of 11", "", False, False),
    ],
    columns=["key", "label", "score", "low", "high", "rank", "note", "broken", "own"],
)
GAINS = pd.DataFrame(
    [("a", "Problems", 0.27, -0.1, 0.4), ("b", "Formaldehyde", 3.14, 1.9, 4.2)],
    columns=["key", "label", "gain", "low", "high"],
)
RATES = pd.DataFrame(
    [
        ("all", "All sectors", 92.4, 90.5, 93.9, 89.9, 87.4, 92.0, "92.4%", "all lots 89.9%"),
        ("cars", "Automobiles", NAN, NAN, NAN, 88.8, 78.3, 94.6, "not printed: too uncertain", "all lots 88.8%"),
    ],
    columns=["key", "label", "value", "low", "high", "other", "other_low", "other_high", "said", "note"],
)
LINE = pd.DataFrame(
    [
        *(("2022", 93.29, NAN, NAN, "official", 0, ""), ("2023", 93.65, NAN, NAN, "official", 1, "")),
        *(("2026H1", 92.4, 90.5, 93.9, "random", 0, "92.4%"), ("2026H1", 89.9, 87.4, 92.0, "all", 0, "")),
    ],
    columns=["period", "value", "low", "high", "which", "series", "text"],
)
STATES = pd.DataFrame(
    [("a", "Safety", "open", "not yet due", 1), ("a", "Safety", "delivered", "delivered", 2)],
    columns=["key", "label", "state", "word", "count"],
)
MOVES = pd.DataFrame(
    [("0", "gap in 2023H1", 0.0, -3.0, "-3", "muted"), ("1", "moved by us", -3.0, 2.0, "+5", "met")],
    columns=list(STEPS),
)
PROVINCES_OF = pd.DataFrame(
    [("440000", "Guangdong", 71.2, 1.0, "Guangdong: 71.2"), ("510000", "Sichuan", 81.6, 0.5, "Sichuan: 81.6")],
    columns=["key", "label", "score", "coverage", "told"],
)
APART = pd.DataFrame(
    [
        (
            "west",
            "West",
            -15.1,
            -21.9,
            -8.6,
            "worse",
            "15.1 behind (8.6 to 21.9)",
            "85, n 475",
            "West: 15.1",
        ),
        ("east", "East", 1.0, -2.0, 4.0, "no_evidence", "1.0 ahead", "70, 766 responses", "East: 1.0"),
        (
            "north",
            "North",
            NAN,
            NAN,
            NAN,
            "too_few",
            "too few answers or samples to compare",
            "72, n 12",
            "North: 12",
        ),
    ],
    columns=["key", "label", "gap", "low", "high", "finding", "said", "note", "told"],
)
LIMITS = {"mean": 0.078, "lower": 0.07, "upper": 0.086}
XMR = pd.DataFrame(
    {
        "wave": ["2025H1", "2025H2", "2026H1"],
        "estimate": [0.08, 0.081, 0.06],
        "kind": ["common_cause", "common_cause", "special_cause_improvement"],
        **LIMITS,
    }
)
PLAN = pd.DataFrame(
    [("a", "Maple", 200, 5.2, 216), ("b", "Linmu", 300, 4.1, 201)],
    columns=["key", "label", "n", "detectable_change", "needed_n"],
)
CLASH = pd.DataFrame(
    [
        ("a", "Loved", 50.0, 45.0, 55.0, 95.0, 90.0, 99.0, "not_met", "Loved: consumers 95, laboratory 50"),
        ("b", "Stone Pillow Living · Wood-based panels", 94.0, 92.0, 96.0, 80.5, 75.0, 85.0, "accent", "Stone: 80, 94"),
        ("c", "Close to the line", 79.0, NAN, NAN, 94.0, 92.0, 96.0, "accent", "Close: 94, 79"),
    ],
    columns=["key", "label", "x", "x_low", "x_high", "y", "y_low", "y_high", "role", "told"],
)
SAMPLES = pd.DataFrame(
    [("L1", "s1", 0.05, False), ("L1", "s2", 0.06, False), ("L2", "s1", 0.11, True)],
    columns=["lab", "sample", "value", "differs"],
)
FIELDS = {
    "titles": ("Laboratory", "Consumers"),
    "cross": (80, 80),
    "corners": {"top_left": "hidden risk", "bottom_right": "missed by the test"},
    "x_ends": (40, 101),
    "y_ends": (40, 101),
    "signs": {"not_met": "hidden risk", "accent": "missed by the test"},
}


def small(*scores: float) -> pd.DataFrame:
    frame = waves(*scores).rename(columns={"estimate": "score"})
    return frame.assign(low=frame["score"] - 2, high=frame["score"] + 2, text="5.0 points")


JUMPS = pd.DataFrame(
    [
        ("s/c/A/noise", "Indoor noise", 82.0, 61.0, False, "4.2 dB(A) worse (3.1 to 5.3)", "Alder"),
        ("s/c/B/odour", "Freedom from smell", 70.0, 84.0, True, "9.0 points better (4.0 to 14.0)", "Birch"),
    ],
    columns=["key", "label", "before", "after", "better", "moved", "maker"],
)
STEPS = pd.DataFrame(
    [(900.0, 0.4, "Alpha", "not_met", "3 samples, 0.4%"), (1300.0, 2.1, "Beta", "accent", "20 answers, 2.1%")],
    columns=["spent", "share", "label", "role", "said"],
)
EVERY = {
    "ladder": lambda language: ladder(ladder_rows(), language),
    "history": lambda language: history(waves(0.118, 0.093), STEADY, language, EMISSION),
    "multiple": lambda language: multiple(small(71, 84), [date(2023, 8, 1)], language, 40),
    "control": lambda language: control(XMR, language, EMISSION),
    "samples": lambda language: samples(SAMPLES, {"floor": 0.124, "benchmark": 0.05}, language, EMISSION),
    "peers": lambda language: peers(PEERS, OWN, language),
    "heatmap": lambda language: heatmap(cells(), language, SECTORS, DIMENSIONS),
    "league": lambda language: league(LEAGUE, language),
    "holdbacks": lambda language: holdbacks(GAINS, language),
    "rates": lambda language: rates(RATES, language),
    "beside": lambda language: beside(LINE, language),
    "dumbbell": lambda language: dumbbell(JUMPS, language),
    "stacked": lambda language: stacked(STATES, language),
    "waterfall": lambda language: waterfall(MOVES, language),
    "needed": lambda language: needed(PLAN, language, 5.0, 0.8, EMISSION, "points"),
    "fields": lambda language: fields(CLASH, language, **FIELDS),
    "curve": lambda language: curve(STEPS, language),
    "tiles": lambda language: tiles(PROVINCES_OF, language),
    "dots": lambda language: dots(APART, "better than all else → (points)", language),
}


def narrow(chart: Spec) -> Spec:
    """The chart as a telephone draws it."""
    given = [each | {"expr": "true"} if each["name"] == "narrow" else each for each in chart["params"]]
    return chart | {"params": given}


def texts(chart: Spec, width: int = 700) -> list[str]:
    """Every text of the picture, in the order it is drawn."""
    return re.findall(r"<(?:text|tspan)(?:\s[^>]*[^/])?>([^<]+)", svg(chart, width))


def svg(chart: Spec, width: int = 700) -> str:
    """The picture of a chart, so many px wide, each role in the colour of the light appearance."""
    colours = look.colours("light")
    config = chart["config"] | {"range": {"category": [colours[role] for role in look.ROLES]}}
    return _svg(json.dumps(chart | {"width": width, "config": config}))


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


def data_of(chart: Spec, name: str | None = None) -> list[dict]:
    """Every row of data that reaches the reader's browser; or those that a run put in under a name."""
    if name is not None:
        return chart["datasets"][name]
    fixed = [row for layer in chart["layer"] for row in layer["data"].get("values", [])]
    return [*fixed, *(row for rows in chart["datasets"].values() for row in rows)]


def sent(app: AppTest) -> dict[tuple[int, str], list[dict]]:
    """The rows that a page sends to the browser, by the place of the chart on the page and the name of the data."""
    return {
        (place, data.name): pa.ipc.open_stream(data.data.data).read_all().to_pylist()
        for place, chart in enumerate(app.get("vega_lite_chart"))
        for data in chart.proto.datasets
    }
