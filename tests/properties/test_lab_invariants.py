"""What must not change a laboratory's results, held on random measurements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.laboratories.capability import capability
from benchmarks.reading import gaps, sample_states
from data.kept import batches
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs
from tests.properties.survey_files import QUICK, Rows, Variants, same, together

NUMBERS = ["n", "n_eff", "estimate", "se", "df", "low", "high", "flag"]


def spec(sector: str, unit: float = 1.0, mirrored: bool = False):
    """Lead with a mandatory floor, gloss with levels of its own, a pass/fail rule; mirrored about 0 and turned over."""
    lower, higher, sign = ("higher", "lower", -unit) if mirrored else ("lower", "higher", unit)
    most = {"min": -100 * unit, "max": 100 * unit}
    lead = {"floor": 9 * sign, "benchmark": 6 * sign, "frontier": 3 * sign}
    gloss = {"floor": 3 * sign, "benchmark": 6 * sign, "frontier": 9 * sign}
    return specs(
        indicator("lead", source="test", direction=lower, range=most, kind="mandatory", levels=lead),
        indicator("gloss", source="test", direction=higher, range=most, levels=gloss),
        indicator("safe", source="test", statistic="conformity", range={"min": 0, "max": 1}, levels={"floor": 1}),
        sector=sector,
    )


@st.composite
def measurements(draw, limits: bool = True) -> Rows:
    """Measurements of two makers' samples by up to three laboratories, some below detection, some without U."""
    one = st.fixed_dictionaries(
        {
            "enterprise": st.sampled_from("AB"),
            "sample": st.sampled_from([f"s{i}" for i in range(6)]),
            "lab": st.sampled_from(["L1", "L2", "L3"]),
            "indicator": st.sampled_from(["lead", "gloss"]),
            "value": st.integers(1, 40).map(lambda quarters: quarters / 4),
            "uncertainty": st.sampled_from([None, 0.0, 0.5, 2.0]),
            "censored": st.sampled_from([False, False, True]) if limits else st.just(False),
        }
    )
    rule = st.fixed_dictionaries({"indicator": st.just("safe"), "value": st.sampled_from([0.0, 1.0])})
    return draw(st.lists(one, min_size=1, max_size=20)) + draw(st.lists(rule, max_size=5))


@pytest.fixture(scope="module")
def variants():
    sectors = spec("whole"), spec("split"), spec("grams", unit=0.001), spec("mirror", mirrored=True)
    return Variants(Shop(together(*sectors)))


@QUICK
@given(rows=measurements(), cut=st.integers(0, 20))
def test_measurements_in_any_pieces_with_a_withdrawn_one_give_the_same(variants, rows, cut):
    shop, wave = variants.shop, variants.wave()
    shop.tests(rows, wave=wave, sector="whole")
    named = [{"sample": f"s{i}", **row} for i, row in enumerate(rows)]
    for part in (named[cut:], named[:cut]):
        if part:
            shop.tests(part, wave=wave, sector="split")
    batches.withdraw(shop.store, LOCAL, shop.tests(named, wave=wave, sector="split"), "sent twice")
    found = variants.results(wave)
    same(found["split"], found["whole"], NUMBERS)


@QUICK
@given(rows=measurements())
def test_grams_for_milligrams_change_no_state_no_verdict_and_no_agreement(variants, rows):
    shop, wave = variants.shop, variants.wave()
    grams = [
        row
        if row["indicator"] == "safe"
        else row | {"value": row["value"] / 1000, "uncertainty": row["uncertainty"] and row["uncertainty"] / 1000}
        for row in rows
    ]
    shop.tests(rows, wave=wave, sector="whole")
    shop.tests(grams, wave=wave, sector="grams")
    for function, keys, columns in (
        (sample_states, ["enterprise", "indicator", "level", "sample"], ["state", "p_conform"]),
        (gaps, ["enterprise", "indicator", "level"], ["p_met", "verdict", "score"]),
        (capability, ["indicator", "lab"], ["conditional_share", "en_worst", "z", "state", "reason"]),
    ):
        found = variants.results(wave, function, keys)
        if function is not capability or found:  # there is none of values that are all below detection
            same(found["grams"], found["whole"], columns)


@QUICK
@given(rows=measurements(limits=False))
def test_values_and_direction_turned_over_leave_gaps_verdicts_and_scores_as_they_are(variants, rows):
    shop, wave = variants.shop, variants.wave()
    shop.tests(rows, wave=wave, sector="whole")
    over = [row if row["indicator"] == "safe" else row | {"value": -row["value"]} for row in rows]
    shop.tests(over, wave=wave, sector="mirror")
    found = variants.results(wave, gaps, ["enterprise", "indicator", "level"])
    same(found["mirror"], found["whole"], ["gap", "gap_low", "gap_high", "p_met", "verdict", "score"])
