"""How survey answers become estimates, in small examples worked out by hand."""

from math import sqrt

import pytest
from scipy import stats

from benchmarks.reading import Reading, estimates
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs

MEAN = indicator("rating")


def one(shop: Shop, **keys: str):
    """The only estimate that matches."""
    frame = estimates(Reading(shop.store, shop.specs, LOCAL))
    for name, value in keys.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def answers(*values: float | None, **more: object) -> list[dict]:
    return [{"rating": value, **more} for value in values]


def test_a_mean_is_the_weighted_mean_of_the_answers():
    shop = Shop(specs(MEAN))
    shop.survey([{"rating": 50, "weight": 1.0}, {"rating": 80, "weight": 2.0}])
    assert one(shop).estimate == pytest.approx((1 * 50 + 2 * 80) / (1 + 2))


def test_without_design_the_variance_is_s2_over_n_and_df_is_n_less_one():
    shop = Shop(specs(MEAN))
    shop.survey(answers(35, 45, 55, 65))
    row = one(shop)
    s2 = (15**2 + 5**2 + 5**2 + 15**2) / 3
    assert row.se == pytest.approx(sqrt(s2 / 4))
    assert row.df == 4 - 1
    # symmetric answers in the middle of their scale: Student's interval
    assert row.low == pytest.approx(50 - stats.t.ppf(0.975, 3) * sqrt(s2 / 4))
    assert row.deff == pytest.approx(1)


def test_with_psus_the_variance_comes_from_the_psu_totals():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, 70, psu="p"), *answers(80, 90, psu="q"), *answers(70, 74, psu="r")])
    row = one(shop)
    mean = (60 + 70 + 80 + 90 + 70 + 74) / 6
    totals = [130 - 2 * mean, 170 - 2 * mean, 144 - 2 * mean]
    assert row.se == pytest.approx(sqrt(3 / 2 * sum(t**2 for t in totals)) / 6)
    assert row.df == 3 - 1


def test_a_psu_without_a_member_of_the_domain_counts_with_zero():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, psu="p"), *answers(90, psu="q"), *answers(10, psu="r", enterprise="B")])
    row = one(shop, enterprise="A")
    totals = [60 - 75, 90 - 75, 0]
    assert row.se == pytest.approx(sqrt(3 / 2 * sum(t**2 for t in totals)) / 2)
    assert row.df == 2 - 1


def test_the_same_psu_code_in_two_strata_is_two_psus():
    shop = Shop(specs(MEAN))
    four = (("west", "1", 60), ("west", "2", 70), ("east", "1", 80), ("east", "2", 90))
    shop.survey([{"stratum": stratum, "psu": psu, "rating": value} for stratum, psu, value in four])
    assert one(shop).df == 4 - 2


def test_strata_take_the_difference_between_them_out_of_the_variance():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, 62, stratum="low"), *answers(80, 82, stratum="high")])
    # n_h / (n_h - 1) x sum (y - stratum mean)2 = 2 / 1 x (1 + 1) in each of two strata, over n squared
    assert one(shop).se == pytest.approx(sqrt(2 * 2 * (1 + 1)) / 4)


def test_a_stratum_with_one_psu_is_centred_at_the_grand_mean_and_flagged():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, 70, stratum="a"), *answers(95, stratum="b")])
    row = one(shop)
    mean = (60 + 70 + 95) / 3
    paired = 2 / 1 * ((60 - 65) ** 2 + (70 - 65) ** 2)
    assert row.se == pytest.approx(sqrt(paired + (95 - mean) ** 2) / 3)
    assert row.flag == "lonely_psu"


def test_missing_answers_leave_both_sums_and_are_counted():
    shop = Shop(specs(MEAN))
    shop.survey(answers(60, 80, None, None))
    row = one(shop)
    assert (row.n, row.estimate, row.missing_share) == (2, 70, 2 / 4)


def test_a_psu_whose_members_all_keep_silent_still_counts_in_the_design():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, psu="p"), *answers(90, psu="q"), *answers(None, psu="r")])
    totals = [60 - 75, 90 - 75, 0]
    assert one(shop).se == pytest.approx(sqrt(3 / 2 * sum(t**2 for t in totals)) / 2)


def test_answers_on_1_to_10_are_reported_on_0_to_100():
    spec = indicator("rating", range={"min": 1, "max": 10}, scale={"from": [1, 10], "to": [0, 100]})
    shop = Shop(specs(spec))
    shop.survey(answers(7, 8, 9, 10))
    row = one(shop)
    assert row.estimate == pytest.approx((8.5 - 1) / 9 * 100)
    assert row.se == pytest.approx(sqrt((1.5**2 + 0.5**2 + 0.5**2 + 1.5**2) / 3 / 4) / 9 * 100)


def test_twenty_of_twenty_is_0_839_to_1():
    shop = Shop(specs(indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})))
    shop.survey(answers(*[1] * 20))
    row = one(shop)
    z2 = stats.norm.ppf(0.975) ** 2
    assert row.low == pytest.approx(20 / (20 + z2)) == pytest.approx(0.839, abs=5e-4)
    assert (row.estimate, row.high, row.method) == (1, 1, "wilson")


@pytest.mark.parametrize("yes", [0, 1])
def test_one_answer_has_a_wide_interval_and_no_standard_error(yes: int):
    shop = Shop(specs(indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})))
    shop.survey(answers(yes))
    row = one(shop)
    z2 = stats.norm.ppf(0.975) ** 2
    assert row.high - row.low == pytest.approx(z2 / (1 + z2))
    assert row.se != row.se  # empty


def test_few_psus_widen_a_share_by_the_ratio_of_t_values():
    shop = Shop(specs(indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})))
    shop.survey([{"rating": v, "psu": p} for p, vs in {"p": (1, 1, 0, 1), "q": (1, 0, 0, 1)}.items() for v in vs])
    row = one(shop)
    variance = 2 / 1 * ((3 - 4 * 5 / 8) ** 2 + (2 - 4 * 5 / 8) ** 2) / 8**2
    deff = variance / (5 / 8 * 3 / 8 / 7)
    n = min(8, 8 / deff) * (stats.t.ppf(0.975, 7) / stats.t.ppf(0.975, 1)) ** 2
    z2 = stats.norm.ppf(0.975) ** 2
    assert row.n_eff == pytest.approx(8 / deff)
    half = sqrt(z2 * (5 / 8) * (3 / 8) / n + z2**2 / (4 * n**2))
    assert row.low == pytest.approx((5 / 8 + z2 / (2 * n) - half) / (1 + z2 / n))


def test_unequal_weights_widen_a_share_to_the_number_of_answers_that_they_are_worth():
    shop = Shop(specs(indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})))
    values, weights = [1, 1, 0, 1, 0, 1, 1, 0, 1, 1], [1, 5, 1, 1, 5, 1, 1, 1, 1, 1]
    shop.survey([{"rating": v, "weight": w} for v, w in zip(values, weights, strict=True)])
    row = one(shop)
    p = (1 + 5 + 1 + 1 + 1 + 1 + 1) / 18
    variance = 10 / 9 * (6 * (1 - p) ** 2 + 25 * (1 - p) ** 2 + 2 * p**2 + 25 * p**2) / 18**2
    deff = variance / (p * (1 - p) / 9)
    n = min(10 / deff, 18**2 / 58)
    assert n < 6
    z2 = stats.norm.ppf(0.975) ** 2
    half = sqrt(z2 * p * (1 - p) / n + z2**2 / (4 * n**2))
    assert row.low == pytest.approx((p + z2 / (2 * n) - half) / (1 + z2 / n))
    assert row.high == pytest.approx((p + z2 / (2 * n) + half) / (1 + z2 / n))


def test_problems_are_counted_per_100_and_none_at_all_has_a_poisson_limit():
    shop = Shop(specs(indicator("rating", statistic="per_100", direction="lower", levels={"floor": 200})))
    shop.survey(answers(0, 1, 3, 0))
    shop.survey(answers(*[0] * 50, enterprise="B"))
    assert one(shop, enterprise="A").estimate == pytest.approx(100 * 4 / 4)
    silent = one(shop, enterprise="B")
    assert (silent.estimate, silent.low) == (0, 0)
    assert silent.high == pytest.approx(100 * 3.688879 / 50, rel=1e-6)
    assert silent.method == "garwood"


def test_top_box_counts_answers_at_or_above_its_mark():
    spec = indicator("rating", statistic="top_box", top_from=9, range={"min": 1, "max": 10}, levels={"floor": 0.5})
    shop = Shop(specs(spec))
    shop.survey(answers(8, 9, 10, 10))
    assert one(shop).estimate == 3 / 4


def test_nps_is_promoters_less_detractors_with_their_covariance():
    spec = indicator("rating", statistic="nps", range={"min": 0, "max": 10}, levels={"floor": 0})
    shop = Shop(specs(spec))
    shop.survey(answers(10, 9, 9, 10, 7, 8, 3, 6, 0, 9))
    row = one(shop)
    p, d, n = 5 / 10, 3 / 10, 10
    assert row.estimate == pytest.approx(100 * (p - d))
    assert row.se == pytest.approx(100 * sqrt((p + d - (p - d) ** 2) / (n - 1)))
    assert -100 < row.low < row.estimate < row.high < 100


def test_the_interval_of_nps_is_made_of_those_of_both_shares_and_their_correlation():
    spec = indicator("rating", statistic="nps", range={"min": 0, "max": 10}, levels={"floor": 0})
    shop = Shop(specs(spec))
    shop.survey(answers(10, 9, 9, 10, 7, 8, 3, 6, 0, 9))
    row = one(shop)
    p, d, n, z2 = 5 / 10, 3 / 10, 10, stats.norm.ppf(0.975) ** 2
    (p_low, p_high), (d_low, d_high) = (
        [(x + z2 / 20 + side * sqrt(z2 * x * (1 - x) / n + z2**2 / (4 * n**2))) / (1 + z2 / n) for side in (-1, 1)]
        for x in (p, d)
    )
    r = -sqrt(p * d / ((1 - p) * (1 - d)))  # who promotes does not detract
    down = (p - p_low) ** 2 + (d_high - d) ** 2 - 2 * r * (p - p_low) * (d_high - d)
    up = (p_high - p) ** 2 + (d - d_low) ** 2 - 2 * r * (p_high - p) * (d - d_low)
    assert row.low == pytest.approx(100 * (p - d - sqrt(down)))
    assert row.high == pytest.approx(100 * (p - d + sqrt(up)))


def test_answers_that_all_agree_keep_a_width():
    shop = Shop(specs(MEAN))
    shop.survey(answers(*[90] * 40))
    row = one(shop)
    agree = 40 / (40 + stats.norm.ppf(0.975) ** 2)
    assert row.low == pytest.approx(agree * 90 + (1 - agree) * 0)
    assert row.high == pytest.approx(agree * 90 + (1 - agree) * 100)
    assert (row.method, row.flag) == ("no_spread", "no_spread")


def test_two_surveys_of_one_wave_are_two_strata():
    shop = Shop(specs(MEAN))
    shop.survey(answers(60, 62), survey="S1")
    shop.survey(answers(80, 82), survey="S2")
    row = one(shop)
    assert (row.estimate, row.df) == (71, 4 - 2)
    assert row.se == pytest.approx(sqrt(2 * 2 * (1 + 1)) / 4)


def test_two_strata_with_one_psu_each_have_a_standard_error_but_no_interval():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, 70, psu="p", stratum="a"), *answers(90, psu="q", stratum="b")])
    row = one(shop)
    mean = (60 + 70 + 90) / 3
    assert row.se == pytest.approx(sqrt((130 - 2 * mean) ** 2 + (90 - mean) ** 2) / 3)
    assert (row.df, row.n_eff, row.flag) == (0, 1, "lonely_psu;one_psu")
    assert row.low != row.low and row.high != row.high


def test_a_scale_turned_over_turns_the_interval_over():
    plain, scale = {"range": {"min": 1, "max": 5}}, {"scale": {"from": [1, 5], "to": [100, 0]}}
    shop, other = (
        Shop(specs(indicator("rating", **plain, **scale))),
        Shop(specs(indicator("rating", **plain, levels={"floor": 3}))),
    )
    shop.survey(answers(1, 1, 1, 2))
    other.survey(answers(1, 1, 1, 2))
    row, given = one(shop), one(other)
    assert row.estimate == pytest.approx(100 - 25 * 0.25)
    assert row.low == pytest.approx(100 - 25 * (given.high - 1))
    assert (given.low, row.high) == (1, 100)


def test_psus_that_agree_though_their_members_do_not_keep_a_width():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, 80, psu="p"), *answers(70, 70, psu="q"), *answers(65, 75, psu="r")])
    row = one(shop)
    s2 = (10**2 + 10**2 + 5**2 + 5**2) / 5
    assert (row.se, row.df, row.method, row.flag) == (0, 2, "simple_t", "no_psu_spread")
    assert row.high == pytest.approx(70 + stats.t.ppf(0.975, 2) * sqrt(s2 / 6))
