"""Raking agrees with R survey on R's own example."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.intake.raking import rake
from data.read.margins import Margin

CASE = json.loads(Path(__file__).with_name("rake.json").read_text(encoding="utf-8"))
POPULATION = 4421 + 755 + 1018
MARGINS = (
    Margin("stype", {"E": 4421 / POPULATION, "H": 755 / POPULATION, "M": 1018 / POPULATION}),
    Margin("wide", {"No": 1072 / POPULATION, "Yes": 5122 / POPULATION}),
)


def test_weights_and_the_mean_are_rs():
    values = {name: np.array(CASE[name], dtype=object) for name in ("stype", "wide")}
    raked = rake(np.array(CASE["weight"]), values, MARGINS, trim=False)
    assert raked.settled
    assert raked.weights == pytest.approx(np.array(CASE["raked"]) / sum(CASE["raked"]) * sum(CASE["weight"]), rel=1e-8)
    assert np.average(CASE["api00"], weights=raked.weights) == pytest.approx(CASE["mean"], rel=1e-9)


def test_rs_documented_figure_is_641_2302():
    assert CASE["documented"] == pytest.approx(641.2302, abs=5e-5)
    assert CASE["mean"] == pytest.approx(CASE["documented"], rel=1e-6)
