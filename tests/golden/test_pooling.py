"""The mean of effects against metafor's published example: thirteen trials of a vaccine."""

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.innovation.pooling import pooled

BCG = json.loads(Path(__file__).with_name("bcg.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BCG["expected"])
def test_random_effects_by_reml_with_knapp_and_hartung_are_those_of_metafor(name):
    """Log risk ratios and their variances, as escalc makes them; compared in the digits that were printed."""
    a, b, c, d = np.array(BCG["trials"], dtype=float).T
    effects = np.log(a / (a + b) / (c / (c + d)))
    variances = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    expected = BCG["expected"][name]
    digits = len(f"{expected}".split(".")[-1]) if name not in ("q", "k") else 4
    assert round(float(getattr(pooled(effects, variances), name)), digits) == expected


def test_effects_that_agree_have_no_variance_between_them_and_one_effect_is_no_mean():
    """Three effects of 2 with variance 1: mean 2, tau2 0, and a standard error of 0 by Knapp and Hartung."""
    found = pooled([2, 2, 2], [1, 1, 1])
    assert (found.mean, found.tau2, found.se) == (2, 0, 0)
    with pytest.raises(ValueError, match="two effects or more"):
        pooled([2], [1])
