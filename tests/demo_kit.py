"""What the demo's tests share: the files made once from the shipped specs, read back with pandas alone."""

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.gaps.ladder import score
from benchmarks.specs.spec import Indicator, load_specs
from data import demo
from data.wave import Wave

SHIPPED = Path(__file__).resolve().parents[1] / "benchmarks" / "specs"
SPECS = load_specs(SHIPPED)
FIRST, LATEST = demo.WAVES[0], demo.WAVES[-1]


@cache
def made() -> tuple[demo.DemoFile, ...]:
    """All files of the demo."""
    return tuple(demo.files(SPECS))


@cache
def table(sector: str, kind: str, wave: str | None = None) -> pd.DataFrame:
    """One file as a data frame; results of tests with value (pass 1, fail 0), U, and whether under the limit."""
    file = next(each for each in made() if (each.sector, each.kind, each.wave) == (sector, kind, wave))
    frame = pd.read_csv(BytesIO(file.content), dtype={"value": str, "enterprise": str})
    if kind == "test":
        frame["censored"] = frame["value"].str.startswith("<")
        words = frame["value"].str.lstrip("<").replace({"pass": "1", "fail": "0"})
        frame["value"], frame["U"] = words.astype(float), frame["uncertainty"].fillna(0.0)
    return frame


def contribution(indicator: Indicator, answers: pd.Series) -> pd.Series:
    """What each answer adds to the indicator's statistic, in the reported unit."""
    if indicator.statistic == "top_box":
        return 1.0 * (answers >= indicator.top)
    if indicator.statistic == "nps":
        return 100.0 * (answers >= 9) - 100.0 * (answers <= 6)
    return 100.0 * answers if indicator.statistic == "per_100" else indicator.to_reported(answers)


@cache
def results(sector: str, wave: str) -> pd.Series:
    """Weighted mean of answers, or mean of samples, by (indicator, enterprise, category)."""
    rows, tests = {}, table(sector, "test", wave)
    for indicator in SPECS[sector].indicators:
        if indicator.source == "survey":
            asked = table(sector, "survey", wave).dropna(subset=indicator.id)
            worth = contribution(indicator, asked[indicator.id]) * asked["weight"]
            by = [asked["enterprise"], asked["category"]]
            rows[indicator.id] = worth.groupby(by).sum() / asked["weight"].groupby(by).sum()
        else:
            one = tests[tests["indicator"] == indicator.id]
            rows[indicator.id] = one["value"].groupby([one["enterprise"], one["category"]]).mean()
    return pd.concat(rows, names=["indicator"])


def points(sector: str, indicator: str, value: np.ndarray, wave: str = FIRST) -> np.ndarray:
    """Values on the ladder in force at the start of a wave."""
    known = SPECS[sector].indicator(indicator)
    levels = known.levels_at(Wave.parse(wave).start)
    return score(
        value, *(levels[name].value for name in ("floor", "benchmark", "frontier")), known.direction == "lower"
    )


def room(sector: str, wave: str) -> pd.DataFrame:
    """Measurements under a mandatory floor, with `room`: how far inside it, in the unit; negative beyond it."""
    tests = table(sector, "test", wave)
    floors, signs = {}, {}
    for indicator in SPECS[sector].indicators:
        floor = indicator.level_at("floor", Wave.parse(wave).start)
        if indicator.source == "test" and floor is not None and floor.kind == "mandatory":
            floors[indicator.id], signs[indicator.id] = floor.value, 1 if indicator.direction == "higher" else -1
    held = tests[tests["indicator"].isin(list(floors))].copy()
    held["room"] = (held["value"] - held["indicator"].map(floors)) * held["indicator"].map(signs)
    return held
