"""Drawn lots held against R's survey package: checks.R made checks.json."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.headline.shares import contrast, share

GIVEN = json.loads((Path(__file__).parent / "checks.json").read_text(encoding="utf-8"))
WEIGHTS = 1 / np.array(GIVEN["prob"])
TIGHT = {"rel": 1e-9}


def test_a_share_by_inverse_chance_and_its_standard_error_over_makers_are_those_of_r():
    found = share(GIVEN["fails"], WEIGHTS, GIVEN["stratum"], GIVEN["maker"])
    assert (found.value, found.se) == pytest.approx((GIVEN["mean"], GIVEN["se"]), **TIGHT)
    assert found.df == GIVEN["df"] and found.n == 400 and found.makers == 24
    assert set(np.array(GIVEN["maker"])[np.array(GIVEN["stratum"]) == "d"]) == {"M24"}  # a lonely unit is among them


def test_the_difference_of_two_domains_of_the_same_makers_is_that_of_svycontrast():
    shop = np.array(GIVEN["place"]) == "shop"
    found = contrast(GIVEN["fails"], WEIGHTS * ~shop, WEIGHTS * shop, GIVEN["stratum"], GIVEN["maker"])
    assert (found.change, found.se) == pytest.approx((GIVEN["gap"], GIVEN["gap_se"]), **TIGHT)
    assert found.change == pytest.approx(GIVEN["shop"] - GIVEN["production"], **TIGHT)
