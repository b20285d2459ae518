"""Verdicts where answers crowd at one end: an interval alone would be wrong too often. Worked out by hand."""

from math import comb, sqrt

import numpy as np
import pytest
from scipy import stats

from benchmarks.estimates.estimate import unscoped
from benchmarks.estimates.intervals import skewness_error
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
CROWDED = [10] * 30 + [9] * 6 + [6] * 3 + [1]  # mean 9.325, most answers at the top
MEAN = (300 + 54 + 18 + 1) / 40
S2 = sum((y - MEAN) ** 2 for y in CROWDED) / 39
SKEW = sum((y - MEAN) ** 3 for y in CROWDED) / 40 / (S2 * 39 / 40) ** 1.5 / sqrt(40)


SKEW_SE = sqrt(6 / 40) / sqrt(40)  # that of the answers' skewness, made that of their mean


def probability(level: float, skew: float = SKEW) -> float:
    t = (MEAN - level) / sqrt(S2 / 40)
    return float(stats.t.cdf(t + skew * t**2 / 3 + skew**2 * t**3 / 27 + skew / 6, 39))


def test_the_probability_of_a_mean_knows_how_lopsided_the_answers_are():
    assert SKEW < -0.3
    for level in (8.4, 9.0, 9.9):
        _, gap = at(CROWDED, level, **TOP)
        assert gap.p_met == pytest.approx(probability(level))


def test_turned_over_the_probability_is_the_same():
    _, gap = at([11 - y for y in CROWDED], 11 - 9.0, **TOP, direction="lower")
    assert gap.p_met == pytest.approx(probability(9.0))


def test_a_mean_of_crowded_answers_is_met_only_when_the_probability_agrees():
    edge = MEAN - stats.t.ppf(0.975, 39) * sqrt(S2 / 40)
    estimate, gap = at(CROWDED, edge - 0.01, **TOP)
    assert estimate.low > edge - 0.01  # the whole interval is better
    assert 0.85 < gap.p_met < 0.975
    assert gap.verdict == "cannot_tell"


LEANING = [10] * 10 + [9] * 12 + [8] * 9 + [7] * 4 + [6] * 3 + [4] * 2


def doubted(level: float, side: int) -> float:
    """The probability with a skewness `side` standard errors higher."""
    n, mean = len(LEANING), sum(LEANING) / len(LEANING)
    second, third = (sum((y - mean) ** k for y in LEANING) / n for k in (2, 3))
    skew = (third / second**1.5 + side * sqrt(6 / n)) / sqrt(n)
    t = (mean - level) / sqrt(second * n / (n - 1) / n)
    return float(stats.t.cdf(t + skew * t**2 / 3 + skew**2 * t**3 / 27 + skew / 6, n - 1))


def test_a_verdict_has_to_hold_for_a_skewness_one_standard_error_less_favourable():
    for level, verdict in ((7.75, "cannot_tell"), (7.70, "met")):
        estimate, gap = at(LEANING, level, **TOP)
        assert estimate.low > level and gap.p_met > 0.975
        assert (doubted(level, -1) >= 0.975) == (verdict == "met")
        assert gap.verdict == verdict


def test_a_verdict_of_not_met_is_doubted_the_other_way():
    turned = [11 - y for y in LEANING]  # crowds at the bottom, where the mean may come out too low by luck
    for level, verdict in ((7.75, "cannot_tell"), (7.70, "not_met")):
        estimate, gap = at(turned, 11 - level, **TOP)
        assert estimate.high < 11 - level and gap.p_met < 0.025
        assert gap.p_met == pytest.approx(1 - doubted(level, 0))
        assert gap.verdict == verdict


def test_the_error_of_a_skewness_is_that_of_symmetric_answers():
    # variance of a skewness by the moments, times n, Cramer (1946), ch. 27; a normal one has 0, 3, 0 and 15
    m3, m4, m5, m6 = 0, 3, 0, 15
    cramer = (4 * m6 - 12 * m3 * m5 - 24 * m4 + 9 * m3**2 * m4 + 35 * m3**2 + 36) / 4
    assert skewness_error(50) == pytest.approx(sqrt(cramer / 50))
    drawn = np.random.default_rng(1).standard_normal((4000, 400))
    assert stats.skew(drawn, axis=1).std() == pytest.approx(skewness_error(400), rel=0.05)


def test_symmetric_answers_are_doubted_a_little_and_less_the_more_there_are():
    for times, doubted, sure in ((20, 0.006, 0.010), (200, 0.0001, 0.0003)):
        values, n = [4, 5, 6] * times, 3 * times
        se = sqrt(2 / 3 * n / (n - 1) / n)
        edge = 5 - stats.t.ppf(0.975, n - 1) * se
        _, gap = at(values, edge, **TOP)
        assert gap.p_met == pytest.approx(0.975)
        for further, verdict in ((doubted, "cannot_tell"), (sure, "met")):
            t, skew = (5 - edge + further) / se, -sqrt(6 / n) / sqrt(n)
            least = stats.t.cdf(t + skew * t**2 / 3 + skew**2 * t**3 / 27 + skew / 6, n - 1)
            assert (least >= 0.975) == (verdict == "met")
            assert at(values, edge - further, **TOP)[1].verdict == verdict


def test_unequal_weights_make_a_mean_more_lopsided_than_their_effective_number_says():
    weights = [1.0, 2.0, 0.5, 1.5] * 10
    shop = Shop(specs(indicator("rating", levels={"floor": 9.0}, **TOP)))
    shop.survey([{"rating": y, "weight": w} for y, w in zip(CROWDED, weights, strict=True)])
    total, squares = sum(weights), sum(w**2 for w in weights)
    n_kish = total**2 / squares
    mean = sum(w * y for w, y in zip(weights, CROWDED, strict=True)) / total
    second, third = (sum(w * (y - mean) ** k for w, y in zip(weights, CROWDED, strict=True)) / total for k in (2, 3))
    found = unscoped(shop.store, shop.specs).iloc[0]
    n = min(found.n_eff, n_kish)
    assert found["skew"] == pytest.approx(third / second**1.5 / sqrt(n) * 40 / n_kish)
    assert found.skew_se == pytest.approx(sqrt(6 / n) / sqrt(n) * 40 / n_kish)


def test_promoters_of_few_are_doubted_by_the_degrees_of_freedom_of_their_variance():
    values = [10] * 18 + [8] * 6 + [2] * 6
    nps = {"statistic": "nps", "range": {"min": 0, "max": 10}}
    estimate, _ = at(values, 0.0, **nps)
    _, gap = at(values, estimate.low - 0.2, **nps)
    z = stats.norm.ppf(gap.p_met)
    assert gap.p_met > 0.975 > stats.t.cdf(z, 29)
    assert gap.verdict == "cannot_tell"
    assert at(values, estimate.low - 2.0, **nps)[1].verdict == "met"
