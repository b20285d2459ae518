"""How two waves of one result are compared, worked out by hand."""

from math import sqrt

import pandas as pd
import pytest
from scipy import stats

from benchmarks.estimates.covariance import COVARIANCE, covariances
from benchmarks.estimates.estimate import unscoped
from benchmarks.progress.between import between, p_value, with_covariance
from benchmarks.reading import Reading
from data.viewer import manufacturer
from tests.kit import Shop, indicator, specs

MEAN = indicator("rating")
SHARE = indicator("rating", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5})
_SERIES = ["sector", "category", "enterprise", "indicator"]


def answers(values: dict[str, tuple], **more: object) -> list[dict]:
    return [{"rating": value, "psu": psu, **more} for psu, each in values.items() for value in each]


def change(shop: Shop, first: str, last: str) -> pd.Series:
    """The change of A between two waves, with the covariance that went into it."""
    rows = unscoped(shop.store, shop.specs)
    before, after = (rows[rows["wave"] == wave] for wave in (first, last))
    before = before.rename(columns={name: f"first_{name}" for name in before.columns if name not in _SERIES})
    pairs = after.merge(before, on=_SERIES).assign(direction="higher")
    found = between(with_covariance(pairs, covariances(shop.store, shop.specs), "first_wave", "wave"))
    return found.assign(p=p_value(found)).iloc[0]


def test_the_same_psus_in_two_waves_make_a_change_surer():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60,), "q": (80,), "r": (70,)}), wave="2025H2")
    shop.survey(answers({"p": (66,), "q": (86,), "r": (73,)}), wave="2026H1")
    found = change(shop, "2025H2", "2026H1")
    # z: -10/3, +10/3, 0 and -9/3, +11/3, -2/3
    covariance = 3 / 2 * ((-10 / 3) * (-9 / 3) + 10 / 3 * 11 / 3)
    moved = [(-9 + 10) / 3, (11 - 10) / 3, -2 / 3]
    assert found["covariance"] == pytest.approx(covariance)
    assert found["change_se"] == pytest.approx(sqrt(3 / 2 * sum(z**2 for z in moved)))
    assert (found["change"], found["change_df"]) == (75 - 70, 3 - 1)
    # as two independent waves, each half as long as its interval's, and then as wide as what they share leaves
    then, now = 200 / 6, (9**2 + 11**2 + 2**2) / 6
    width = found["change_se"] / sqrt(then + now)
    down = sqrt((75 - found["low"]) ** 2 + (found["first_high"] - 70) ** 2)
    up = sqrt((found["high"] - 75) ** 2 + (70 - found["first_low"]) ** 2)
    assert found["change_low"] == pytest.approx(5 - width * down)
    assert found["change_high"] == pytest.approx(5 + width * up)
    half = stats.t.ppf(0.975, 2) * found["change_se"]
    assert half < width * up < width * down < 1.6 * half
    frame = covariances(shop.store, shop.specs)
    assert tuple(frame.columns) == COVARIANCE
    assert frame.to_dict("records") == [
        {**{"sector": "things", "category": "thing", "enterprise": "A", "indicator": "rating"}}
        | {"wave": "2025H2", "other_wave": "2026H1", "covariance": pytest.approx(covariance)}
    ]


def test_what_two_waves_share_makes_their_change_no_more_lopsided():
    shop = Shop(specs(MEAN))
    crowded = {f"p{i}": (values,) for i, values in enumerate([99, 98, 97, 95, 60, 90, 96, 98])}
    shop.survey(answers(crowded), wave="2025H2")
    shop.survey(answers({psu: (value - 0.5 * (psu == "p0"),) for psu, (value,) in crowded.items()}), wave="2026H1")
    found = change(shop, "2025H2", "2026H1")
    assert 91 - found["low"] > 1.5 * (found["high"] - 91)  # a wave leans far to the low side
    # but both lean alike: z of the change is -0.5 * 7 / 8 once and 0.5 / 8 seven times, its mean is -0.5 / 8
    se = sqrt(8 / 7 * ((0.5 * 7 / 8) ** 2 + 7 * (0.5 / 8) ** 2)) / 8
    assert found["change_se"] == pytest.approx(se)
    half = stats.t.ppf(0.975, 7) * se
    down, up = found["change"] - found["change_low"], found["change_high"] - found["change"]
    assert down == pytest.approx(up, rel=0.02)
    # a long half and a short one together, sqrt((2 t)2 + (0.8 t)2), against sqrt(2) t of Student's; never less
    assert half < down < 1.6 * half


def test_two_waves_without_a_psu_in_common_are_independent():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60, 62), "q": (80, 82)}), wave="2025H2")
    shop.survey(answers({"x": (66, 60), "y": (86, 84), "z": (70, 71)}), wave="2026H1")
    found = change(shop, "2025H2", "2026H1")
    first = 2 / 1 * ((122 - 2 * 71) ** 2 + (162 - 2 * 71) ** 2) / 4**2
    mean = (126 + 170 + 141) / 6
    second = 3 / 2 * sum((total - 2 * mean) ** 2 for total in (126, 170, 141)) / 6**2
    assert (found["covariance"], found["change_se"]) == (0, pytest.approx(sqrt(first + second)))
    assert found["change_df"] == pytest.approx((first + second) ** 2 / (first**2 / 1 + second**2 / 2))
    assert covariances(shop.store, shop.specs).empty


def test_a_psu_code_in_another_stratum_or_another_survey_is_another_psu():
    shop = Shop(specs(MEAN))
    shop.survey(answers({"p": (60,), "q": (80,)}, stratum="west"), wave="2025H2")
    shop.survey(answers({"p": (66,), "q": (86,)}, stratum="east"), wave="2026H1")
    shop.survey(answers({"p": (66,), "q": (86,)}, stratum="west"), wave="2026H2", survey="S2")
    assert covariances(shop.store, shop.specs).empty


def test_a_covariance_is_in_reported_units():
    shop = Shop(specs(indicator("rating", range={"min": 1, "max": 10}, scale={"from": [1, 10], "to": [100, 0]})))
    shop.survey(answers({"p": (6,), "q": (8,)}), wave="2025H2")
    shop.survey(answers({"p": (5,), "q": (9,)}), wave="2026H1")
    # z: -1/2, +1/2 and -2/2, +2/2; one point of the file is 100 / 9 reported ones
    expected = 2 / 1 * (0.5 * 1 + 0.5 * 1) * (100 / 9) ** 2
    assert covariances(shop.store, shop.specs)["covariance"][0] == pytest.approx(expected)
    found = change(shop, "2025H2", "2026H1")
    assert found["change_se"] == pytest.approx(sqrt(2 / 1 * (0.5**2 + 0.5**2)) * 100 / 9)


def test_the_difference_of_two_perfect_shares_keeps_a_width():
    shop = Shop(specs(SHARE))
    for wave in ("2025", "2026"):
        shop.survey([{"rating": 1} for _ in range(20)], wave=wave)
    found = change(shop, "2025", "2026")
    # each is 0.839 to 1: by MOVER without correlation the difference reaches as far as one of them does
    reach = 1 - 20 / (20 + stats.norm.ppf(0.975) ** 2)
    assert found["change"] == 0
    assert (found["change_low"], found["change_high"]) == (pytest.approx(-reach), pytest.approx(reach))
    assert found["p"] == pytest.approx(1)


def test_p_is_below_one_in_twenty_exactly_where_the_interval_leaves_0_out():
    shop = Shop(specs(SHARE))
    for wave, yes in (("2025H1", 20), ("2025H2", 28), ("2026H1", 29), ("2026H2", 36)):
        shop.survey([{"rating": int(i < yes)} for i in range(40)], wave=wave)
    told = [change(shop, "2025H1", wave) for wave in ("2025H2", "2026H1", "2026H2")]
    assert [found["p"] < 0.05 for found in told] == [found["change_low"] > 0 for found in told]
    assert {found["p"] < 0.05 for found in told} == {True, False}


def test_a_manufacturer_is_told_its_own_covariances():
    shop = Shop(specs(MEAN))
    for wave in ("2025H2", "2026H1"):
        rows = [answers({"p": (60, 61), "q": (80,)}, enterprise=e) for e in ("A", "B")]
        shop.survey(rows[0] + rows[1], wave=wave)
    assert set(covariances(shop.store, shop.specs)["enterprise"]) == {"A", "B"}
    mine = Reading(shop.store, shop.specs, manufacturer("things", "B"))
    assert set(mine.told(mine.covariance)["enterprise"]) == {"B"}
