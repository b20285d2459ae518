"""How two results are compared with each other, worked out by hand."""

from math import sqrt

import pytest
from scipy import stats

from benchmarks.estimates.covariance import COVARIANCE, covariances
from benchmarks.progress.difference import difference
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, manufacturer
from tests.kit import Shop, indicator, specs

MEAN = indicator("rating")
SHARE = indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})


def of(enterprise: str = "A", wave: str = "2026H1") -> Selection:
    return Selection("things", "thing", enterprise, "rating", wave)


def answers(values: dict[str, tuple], **more: object) -> list[dict]:
    return [{"rating": value, "psu": psu, **more} for psu, each in values.items() for value in each]


def test_two_enterprises_met_in_the_same_psus_have_a_covariance():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60,), "q": (80,)}) + answers({"p": (50,), "q": (66,)}, enterprise="B"))
    found = difference(shop.store, shop.specs, LOCAL, of("A"), of("B"))
    # mean 70 and 58; z = (y - mean) / 2 a PSU: -5, +5 and -4, +4; n_h / (n_h - 1) = 2 / 1
    assert found.estimate == 58 - 70
    assert found.covariance == pytest.approx(2 / 1 * ((-5) * (-4) + 5 * 4))
    # the difference has z of +1 and -1
    assert found.se == pytest.approx(sqrt(2 / 1 * (1**2 + 1**2)))
    assert found.df == 2 - 1
    assert found.high == pytest.approx(-12 + stats.t.ppf(0.975, 1) * 2)
    assert found.p == pytest.approx(2 * stats.t.sf(12 / 2, 1))


def test_two_enterprises_of_a_survey_without_psus_and_strata_are_independent():
    shop = Shop(specs(MEAN))
    shop.survey([{"rating": v} for v in (60, 80)] + [{"rating": v, "enterprise": "B"} for v in (50, 66)])
    found = difference(shop.store, shop.specs, LOCAL, of("A"), of("B"))
    # four responses: n / (n - 1) = 4 / 3; z are -5, +5 and -4, +4, each alone
    assert found.covariance == pytest.approx(0)
    assert found.se == pytest.approx(sqrt(4 / 3 * (5**2 + 5**2 + 4**2 + 4**2)))


def test_the_same_psus_in_two_waves_make_a_change_surer():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60,), "q": (80,), "r": (70,)}), wave="2025H2")
    shop.survey(answers({"p": (66,), "q": (86,), "r": (73,)}), wave="2026H1")
    found = difference(shop.store, shop.specs, LOCAL, of(wave="2025H2"), of(wave="2026H1"))
    # z: -10/3, +10/3, 0 and -9/3, +11/3, -2/3
    covariance = 3 / 2 * ((-10 / 3) * (-9 / 3) + 10 / 3 * 11 / 3)
    moved = [(-9 + 10) / 3, (11 - 10) / 3, -2 / 3]
    assert found.covariance == pytest.approx(covariance)
    assert found.se == pytest.approx(sqrt(3 / 2 * sum(z**2 for z in moved)))
    assert found.estimate == 75 - 70
    frame = covariances(shop.store, shop.specs, LOCAL)
    assert tuple(frame.columns) == COVARIANCE
    assert frame.to_dict("records") == [
        {**{"sector": "things", "category": "thing", "enterprise": "A", "indicator": "rating"}}
        | {"wave": "2025H2", "other_wave": "2026H1", "covariance": pytest.approx(covariance)}
    ]


def test_two_waves_without_a_psu_in_common_are_independent():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60, 62), "q": (80, 82)}), wave="2025H2")
    shop.survey(answers({"x": (66, 60), "y": (86, 84), "z": (70, 71)}), wave="2026H1")
    found = difference(shop.store, shop.specs, LOCAL, of(wave="2025H2"), of(wave="2026H1"))
    first = 2 / 1 * ((122 - 2 * 71) ** 2 + (162 - 2 * 71) ** 2) / 4**2
    mean = (126 + 170 + 141) / 6
    second = 3 / 2 * sum((total - 2 * mean) ** 2 for total in (126, 170, 141)) / 6**2
    assert (found.covariance, found.se) == (0, pytest.approx(sqrt(first + second)))
    assert found.df == pytest.approx((first + second) ** 2 / (first**2 / 1 + second**2 / 2))
    assert covariances(shop.store, shop.specs, LOCAL).empty


def test_a_psu_code_in_another_stratum_or_another_survey_is_another_psu():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60,), "q": (80,)}, stratum="west"), wave="2025H2")
    shop.survey(answers({"p": (66,), "q": (86,)}, stratum="east"), wave="2026H1")
    shop.survey(answers({"p": (66,), "q": (86,)}, stratum="west"), wave="2026H2", survey="S2")
    assert covariances(shop.store, shop.specs, LOCAL).empty


def test_a_covariance_is_in_reported_units():
    shop = Shop(specs(indicator("rating", range={"min": 1, "max": 10}, scale={"from": [1, 10], "to": [100, 0]})))
    shop.survey(answers({"p": (6,), "q": (8,)}), wave="2025H2")
    shop.survey(answers({"p": (5,), "q": (9,)}), wave="2026H1")
    # z: -1/2, +1/2 and -2/2, +2/2; one point of the file is 100 / 9 reported ones
    expected = 2 / 1 * (0.5 * 1 + 0.5 * 1) * (100 / 9) ** 2
    assert covariances(shop.store, shop.specs, LOCAL)["covariance"][0] == pytest.approx(expected)
    found = difference(shop.store, shop.specs, LOCAL, of(wave="2025H2"), of(wave="2026H1"))
    assert found.covariance == pytest.approx(expected)
    assert found.se == pytest.approx(sqrt(2 / 1 * (0.5**2 + 0.5**2)) * 100 / 9)


def test_the_difference_of_two_perfect_shares_keeps_a_width():
    shop = Shop(specs(SHARE))
    shop.survey([{"rating": 1, "enterprise": e} for e in ("A", "B") for _ in range(20)])
    found = difference(shop.store, shop.specs, LOCAL, of("A"), of("B"))
    # each is 0.839 to 1: by MOVER without correlation the difference reaches as far as one of them does
    reach = 1 - 20 / (20 + stats.norm.ppf(0.975) ** 2)
    assert (found.estimate, found.se, found.method) == (0, 0, "mover")
    assert (found.low, found.high) == (pytest.approx(-reach), pytest.approx(reach))
    assert found.p == pytest.approx(1)


def test_p_is_below_one_in_twenty_exactly_where_the_interval_leaves_0_out():
    shop = Shop(specs(SHARE))
    for wave, yes in (("2025H1", 20), ("2025H2", 28), ("2026H1", 29), ("2026H2", 36)):
        shop.survey([{"rating": int(i < yes)} for i in range(40)], wave=wave)
    for wave in ("2025H2", "2026H1", "2026H2"):
        found = difference(shop.store, shop.specs, LOCAL, of(wave="2025H1"), of(wave=wave))
        assert (found.p < 0.05) == (found.low > 0)


def test_nobody_compares_itself_with_a_rival_by_name():
    shop = Shop(specs(MEAN))
    shop.survey([{"rating": v, "enterprise": e} for e in ("A", "B") for v in (60, 70, 80, 90, 100)])
    with pytest.raises(ValueError, match="no survey result things / thing / B / rating / 2026H1 for you to see"):
        difference(shop.store, shop.specs, manufacturer("things", "A"), of("A"), of("B"))


def test_a_result_of_four_answers_is_compared_for_an_administrator_only():
    shop = Shop(specs(MEAN))
    for wave in ("2025H1", "2026H1"):
        shop.survey([{"rating": v} for v in (60, 70, 80, 90)], wave=wave)
    assert difference(shop.store, shop.specs, LOCAL, of(wave="2025H1"), of()).estimate == 0
    with pytest.raises(ValueError, match="no survey result"):
        difference(shop.store, shop.specs, manufacturer("things", "A"), of(wave="2025H1"), of())


def test_a_difference_of_two_indicators_or_of_half_a_result_is_refused():
    shop = Shop(specs(MEAN, indicator("other")))
    shop.survey([{"rating": v, "other": v} for v in (60, 80)])
    with pytest.raises(ValueError, match="one indicator"):
        difference(shop.store, shop.specs, LOCAL, of(), Selection("things", "thing", "A", "other", "2026H1"))
    with pytest.raises(ValueError, match="missing: wave"):
        difference(shop.store, shop.specs, LOCAL, of(), Selection("things", "thing", "A", "rating"))


def test_a_manufacturer_gets_its_own_covariances():
    shop = Shop(specs(MEAN))
    for wave in ("2025H2", "2026H1"):
        rows = [answers({"p": (60, 61), "q": (80,)}, enterprise=e) for e in ("A", "B")]
        shop.survey(rows[0] + rows[1], wave=wave)
    assert set(covariances(shop.store, shop.specs, LOCAL)["enterprise"]) == {"A", "B"}
    assert set(covariances(shop.store, shop.specs, manufacturer("things", "B"))["enterprise"]) == {"B"}
