"""Intervals and verdicts where answers crowd at one end: one and the same correction. Worked out by hand."""

from math import comb, sqrt

import pytest
from scipy import stats

from benchmarks.estimates import skewness
from benchmarks.estimates.estimate import unscoped
from benchmarks.estimates.intervals import hall, hall_inverse
from benchmarks.reading import Reading, estimates, gaps
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs


def at(values: list[float], level: float, **changes: object):
    """The estimate and its gap to a floor."""
    shop = Shop(specs(indicator("rating", levels={"floor": float(level)}, **changes)))
    shop.survey([{"rating": value} for value in values])
    reading = Reading(shop.store, shop.specs, LOCAL)
    return estimates(reading).iloc[0], gaps(reading).iloc[0]


SHARE = {"statistic": "share", "range": {"min": 0, "max": 1}}


def binomial(n: int, p: float, most: int) -> float:
    """Chance of at most so many of n."""
    return sum(comb(n, x) * p**x * (1 - p) ** (n - x) for x in range(most + 1))


def test_a_share_that_chance_brings_about_too_often_is_not_called_worse_though_its_interval_is():
    estimate, gap = at([1] * 84 + [0] * 16, 0.9, **SHARE)
    assert estimate.high < 0.9  # Wilson
    assert gap.p_met == pytest.approx(binomial(100, 0.9, 84)) and gap.p_met > 0.025
    assert gap.verdict == "cannot_tell"
    _, worse = at([1] * 83 + [0] * 17, 0.9, **SHARE)
    assert worse.p_met == pytest.approx(binomial(100, 0.9, 83)) and worse.p_met < 0.025
    assert worse.verdict == "not_met"


def test_a_share_is_better_when_so_many_would_be_rare_at_the_level():
    _, gap = at([1] * 97 + [0] * 3, 0.9, **SHARE)
    # at least 97 of 100: 1 - chance of at most 96
    assert gap.p_met == pytest.approx(1 - (1 - binomial(100, 0.9, 96)))
    assert gap.verdict == "met"


def test_a_share_of_all_or_none_is_judged_by_the_same_rule():
    _, gap = at([1] * 40, 0.9, **SHARE)
    assert gap.p_met == pytest.approx(1 - 0.9**40)
    _, none = at([0] * 40, 0.1, **SHARE)
    assert none.p_met == pytest.approx(0.9**40)
    _, lower = at([0] * 40, 0.1, **SHARE, direction="lower")
    assert lower.p_met == pytest.approx(1 - 0.9**40)


def test_a_share_exactly_on_its_level_is_met_with_probability_one_half():
    _, gap = at([1] * 36 + [0] * 4, 0.9, **SHARE)
    assert (gap.p_met, gap.verdict) == (0.5, "cannot_tell")


TOP = {"range": {"min": 1, "max": 10}}
CROWDED = [10] * 22 + [9] * 8 + [8] * 6 + [6] * 3 + [4]  # most answers at the top


def lopsided(values: list[float], worst: float = 1, best: float = 10) -> tuple[float, float, float]:
    """Mean, its standard error and its skewness: 30 parts the scale's, n parts the answers' own, over sqrt(n)."""
    n, mean = len(values), sum(values) / len(values)
    second, third = (sum((y - mean) ** k for y in values) / n for k in (2, 3))
    variance = second * n / (n - 1)
    # a beta distribution on the scale with this mean and variance
    m, v = (mean - worst) / (best - worst), variance / (best - worst) ** 2
    both = m * (1 - m) / v - 1
    a, b = m * both, (1 - m) * both
    scale = 2 * (b - a) * sqrt(a + b + 1) / ((a + b + 2) * sqrt(a * b))
    skew = (n * third / second**1.5 + 30 * scale) / (n + 30) / sqrt(n)
    return mean, sqrt(variance / n), max(-0.45, min(0.45, skew))


def probability(values: list[float], level: float) -> float:
    mean, se, k = lopsided(values)
    t = (mean - level) / se
    return float(stats.t.cdf(t + k * t**2 / 3 + k**2 * t**3 / 27 + k / 6, len(values) - 1))


def test_the_probability_of_a_mean_knows_how_lopsided_the_answers_are():
    assert -0.45 < lopsided(CROWDED)[2] < -0.25
    for level in (8.4, 9.0, 9.9):
        _, gap = at(CROWDED, level, **TOP)
        assert gap.p_met == pytest.approx(probability(CROWDED, level))


def test_turned_over_the_probability_is_the_same():
    _, gap = at([11 - y for y in CROWDED], 11 - 9.0, **TOP, direction="lower")
    assert gap.p_met == pytest.approx(probability(CROWDED, 9.0))


def test_the_interval_of_a_mean_ends_where_the_probability_is_one_in_forty():
    mean, se, k = lopsided(CROWDED)
    estimate, _ = at(CROWDED, 9.0, **TOP)
    assert estimate.method == "taylor_hall"
    t = stats.t.ppf(0.975, 39)
    # t + k t2 / 3 + k2 t3 / 27 + k / 6 = x has t = 3 / k (cbrt(1 + k (x - k / 6)) - 1)
    low, high = (mean - se * 3 / k * ((1 + k * (x - k / 6)) ** (1 / 3) - 1) for x in (t, -t))
    assert (estimate.low, estimate.high) == (pytest.approx(low), pytest.approx(high))
    assert mean - estimate.low > t * se > estimate.high - mean  # the tail is on the low side
    assert probability(CROWDED, low) == pytest.approx(0.975) and probability(CROWDED, high) == pytest.approx(0.025)


def test_the_verdict_and_the_interval_of_a_mean_are_one_thing():
    low, high = (at(CROWDED, 9.0, **TOP)[0][end] for end in ("low", "high"))
    for level, verdict in ((low - 1e-6, "met"), (low + 1e-6, "cannot_tell"), (high + 1e-6, "not_met")):
        _, gap = at(CROWDED, level, **TOP)
        assert gap.verdict == verdict
        assert (gap.p_met >= 0.975) == (verdict == "met") and (gap.p_met <= 0.025) == (verdict == "not_met")


def test_few_answers_that_happen_to_be_symmetric_are_as_lopsided_as_their_place_on_the_scale():
    symmetric = [10] * 15 + [9] * 15
    mean, _, k = lopsided(symmetric)
    m, v = (9.5 - 1) / 9, 0.25 * 30 / 29 / 81
    both = m * (1 - m) / v - 1
    scale = 2 * (1 - 2 * m) * both * sqrt(both + 1) / ((both + 2) * both * sqrt(m * (1 - m)))
    assert k == pytest.approx(30 * scale / (30 + 30) / sqrt(30)) and k < 0  # their own skewness is 0
    estimate, _ = at(symmetric, 9.0, **TOP)
    assert mean - estimate.low > estimate.high - mean


def test_in_the_middle_of_a_scale_the_interval_of_symmetric_answers_is_students():
    values = [1, 5, 6, 10] * 20
    estimate, _ = at(values, 5.0, **TOP)
    half = stats.t.ppf(0.975, 79) * sqrt((4.5**2 + 0.5**2) / 2 / 79)
    assert (estimate.low, estimate.high) == (pytest.approx(5.5 - half), pytest.approx(5.5 + half))


def test_counts_of_problems_are_as_lopsided_as_a_negative_binomial_with_their_mean_and_variance():
    counts = [0] * 24 + [1] * 10 + [2] * 4 + [5] * 2
    n, mean = 40, (10 + 8 + 10) / 40
    second, third = (sum((y - mean) ** k for y in counts) / n for k in (2, 3))
    v = second * n / (n - 1)
    implied = (2 * v / mean - 1) / sqrt(v)
    k = (n * third / second**1.5 + 30 * implied) / (n + 30) / sqrt(n)
    per = {"statistic": "per_100", "direction": "lower", "range": {"min": 0, "max": 99}}
    estimate, _ = at(counts, 100, **per)
    t = stats.t.ppf(0.975, 39)
    assert k < 0.45
    assert estimate.high == pytest.approx(100 * (mean - sqrt(v / n) * hall_inverse(-t, k)))
    # Poisson's: v = m gives 1 / sqrt(m)
    assert skewness.of_counts(4.0, 4.0) == pytest.approx(1 / sqrt(4))


def test_the_skewness_of_two_points_is_that_of_a_share():
    # of 10 with probability 0.9 and 1 with 0.1: (1 - 2 p) / sqrt(p (1 - p))
    assert skewness.of_scale(9.1, 81 * 0.09, 1, 10) == pytest.approx((1 - 1.8) / sqrt(0.09))


def test_a_skewness_beyond_the_transforms_reach_is_held_at_it():
    assert skewness.of_mean(-5.0, -6.0, 30, 30, 29) == -0.45
    assert skewness.of_mean(-1.0, -1.0, 100, 100, 99) == pytest.approx(-0.1)
    for k in (-0.45, -1e-12, 0.0, 0.2):
        assert hall(hall_inverse(2.0, k), k) == pytest.approx(2.0)


def test_few_psus_stretch_an_interval_but_not_the_skewness_of_its_answers():
    # Korn and Graubard's factor: t of 60 answers over t of 12 PSUs
    factor = stats.t.ppf(0.975, 59) / stats.t.ppf(0.975, 11)
    assert skewness.of_mean(-1.5, -1.5, 60, 60, 11) == pytest.approx(-1.5 / sqrt(60) * factor)
    rows = [{"rating": y, "psu": f"p{i % 4}"} for i, y in enumerate(CROWDED)]
    shop = Shop(specs(indicator("rating", levels={"floor": 9.0}, **TOP)))
    shop.survey(rows)
    found = unscoped(shop.store, shop.specs).iloc[0]
    _, _, k = lopsided(CROWDED)
    assert found.df == 3 and found["skew"] == pytest.approx(
        k * stats.t.ppf(0.975, 39) / stats.t.ppf(0.975, 3), rel=0.02
    )


def test_an_interval_of_very_few_psus_is_about_twice_as_long_to_a_side_at_most_as_students():
    for df in (1, 2, 3, 5, 11, 29, 100):
        t = stats.t.ppf(0.975, df)
        k = float(skewness.of_mean(-9.0, -9.0, df + 1, df + 1, df))
        # t k is that of 0.45 and thirty answers, the fewest that are judged
        assert k == pytest.approx(-0.45 * min(stats.t.ppf(0.975, 29) / t, 1))
        long, short = (abs(float(hall_inverse(x, k))) for x in (-t, t))
        assert 0.75 * t < min(long, short) < max(long, short) < 2.1 * t


def test_unequal_weights_count_by_their_effective_number():
    weights = [1.0, 2.0, 0.5, 1.5] * 10
    shop = Shop(specs(indicator("rating", levels={"floor": 9.0}, **TOP)))
    shop.survey([{"rating": y, "weight": w} for y, w in zip(CROWDED, weights, strict=True)])
    total, squares = sum(weights), sum(w**2 for w in weights)
    mean = sum(w * y for w, y in zip(weights, CROWDED, strict=True)) / total
    second, third = (sum(w * (y - mean) ** k for w, y in zip(weights, CROWDED, strict=True)) / total for k in (2, 3))
    found = unscoped(shop.store, shop.specs).iloc[0]
    n = min(found.n_eff, total**2 / squares)
    implied = float(skewness.of_scale(mean, second * 40 / 39, 1, 10))
    k = (n * third / second**1.5 + 30 * implied) / (n + 30) / sqrt(n)
    df = 39 * total**2 / squares / 40  # each answer its own PSU
    assert found["skew"] == pytest.approx(k * stats.t.ppf(0.975, 39) / stats.t.ppf(0.975, df))


def test_the_interval_of_promoters_and_their_verdict_are_one_thing():
    values = [10] * 18 + [8] * 6 + [2] * 6
    nps = {"statistic": "nps", "range": {"min": 0, "max": 10}}
    low = at(values, 0.0, **nps)[0].low
    for level, verdict in ((low - 0.01, "met"), (low + 0.01, "cannot_tell")):
        _, gap = at(values, level, **nps)
        assert gap.verdict == verdict and (gap.p_met >= 0.975) == (verdict == "met")
