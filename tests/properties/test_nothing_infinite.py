"""Whatever is loaded, no public result holds an infinity, half an interval, or a word outside its list."""

import numpy as np
import pandas as pd
from hypothesis import given, settings

from benchmarks.columns import FLAGS, METHODS, VERDICTS
from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.samples import RULES, STATES
from benchmarks.index.peer_gap import peer_gaps
from benchmarks.laboratories.capability import capability
from benchmarks.laboratories.performance import performance
from benchmarks.reading import Reading, estimates, gaps, sample_states
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from tests.kit import Shop
from tests.properties import test_lab_invariants as lab
from tests.properties.survey_files import QUICK, files, spec, together

ALWAYS = ("n", "n_eff", "estimate", "missing_share", "confidence")


def finite(frame: pd.DataFrame) -> None:
    """No infinity anywhere, and an interval is there whole or not at all."""
    numbers = frame.select_dtypes("number").to_numpy(float)
    assert not np.isinf(numbers).any()
    for low, high in (("low", "high"), ("gap_low", "gap_high")):
        if low in frame:
            assert (frame[low].isna() == frame[high].isna()).all()
            assert (frame[low].isna() | (frame[low] <= frame[high])).all()


@settings(QUICK, max_examples=5)
@given(first=files(), second=files(), measured=lab.measurements())
def test_every_number_is_finite_or_empty_and_every_word_is_in_its_list(first, second, measured):
    shop = Shop(together(spec("things"), lab.spec("metals")))
    shop.survey(first, wave="2025")
    shop.survey(second, wave="2026")
    shop.tests(measured, sector="metals")
    found = estimates(Reading(shop.store, shop.specs, LOCAL))
    finite(found)
    assert found[list(ALWAYS)].notna().all(axis=None)
    # An interval has a width, unless the scale itself ends there.
    assert (found["low"].isna() | (found["low"] < found["high"])).all()
    assert set(found["method"]) <= set(METHODS)
    assert {flag.partition("=")[0] for flags in found["flag"] for flag in flags.split(";") if flag} <= set(FLAGS)
    shares = found[found["statistic"].isin(["share", "top_box", "conformity"])]
    assert shares[["estimate", "low", "high"]].stack().between(0, 1).all()
    judged = gaps(Reading(shop.store, shop.specs, LOCAL))
    finite(judged)
    assert set(judged["verdict"]) <= set(VERDICTS)
    assert judged["p_met"].dropna().between(0, 1).all()
    assert judged["score"].dropna().between(0, 100).all()
    states = sample_states(Reading(shop.store, shop.specs, LOCAL))
    assert set(states["state"]) <= set(STATES) and states["p_conform"].dropna().between(0, 1).all()
    assert set(states["rule"]) <= set(RULES)
    assert (states["p_conform"].isna() == (states["rule"] == "simple_acceptance")).all()
    finite(covariances(shop.store, shop.specs))
    for function in (capability, performance):
        finite(function(Reading(shop.store, shop.specs, LOCAL)))
    finite(peer_gaps(Reading(shop.store, shop.specs, LOCAL, Selection(enterprise="A"))))
