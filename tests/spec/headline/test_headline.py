"""Headline figures of drawn lots: what each lot weighs, how sure a figure is, when it is printed, what moved it."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import HEADLINE, HEADLINE_CHANGE, PUBLISHED, SELECTION_BIAS
from benchmarks.headline.change import bias_of, changes_of, official_changes, split_of
from benchmarks.headline.headline import headline_of, official_of
from benchmarks.headline.shares import contrast, needed_n, share

REGISTER = pd.DataFrame(
    {
        "sector": "food",
        "enterprise": [f"m{i}" for i in range(8)],
        "output_share": [0.2, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
        "region": ["110000", "110000", "310000", "310000", "310000", "310000", "310000", "310000"],
    }
)


def lots(fails: dict[str, tuple[int, int]], **same) -> pd.DataFrame:
    """maker -> (lots, of which fail), as CHECK rows of one sector and period."""
    rows = [
        {"enterprise": maker, "fails": k < failing} for maker, (many, failing) in fails.items() for k in range(many)
    ]
    base = {"sector": "food", "wave": "2026H1", "why_drawn": "random", "draw_prob": 0.5, "place": "shop", "batch": 7}
    return pd.DataFrame(rows).assign(**(base | {"region": "110000"} | same))


def told(checks: pd.DataFrame, register=REGISTER) -> pd.DataFrame:
    frame = pd.DataFrame(list(headline_of(checks, register)), columns=list(HEADLINE))
    return frame.set_index(["basis", "indicator"])


EVEN = {f"m{i}": (30, 3) for i in range(8)}


def test_by_the_random_draw_each_lot_stands_for_as_many_as_could_have_been_drawn_in_its_place():
    rare = lots({f"m{i}": (30, 6) for i in range(4)}, draw_prob=0.1)
    often = lots({f"m{i}": (30, 1) for i in range(4, 8)}, draw_prob=0.5)
    row = told(pd.concat([rare, often])).loc[("random", "fail_rate")]
    # 24 of 120 lots at 1 / 0.1, 4 of 120 at 1 / 0.5: (240 + 8) / (1200 + 240)
    assert row["value"] == pytest.approx(100 * (24 * 10 + 4 * 2) / (120 * 10 + 120 * 2))
    # Kish: (sum w)^2 / sum w^2
    assert row["n_eff"] == pytest.approx((120 * 10 + 120 * 2) ** 2 / (120 * 100 + 120 * 4))
    assert (row["weighting"], row["method"], row["random_share"]) == ("none", "hajek_taylor", 1.0)


def test_a_pass_rate_is_the_rest_of_the_fail_rate_with_its_ends_turned():
    rows = told(lots(EVEN))
    passed, failed = rows.loc[("random", "product_pass")], rows.loc[("random", "fail_rate")]
    assert passed["value"] == pytest.approx(90) and failed["value"] == pytest.approx(10)
    assert (passed["low"], passed["high"]) == pytest.approx((100 - failed["high"], 100 - failed["low"]))


def test_by_all_lots_a_stratum_weighs_as_much_as_it_makes():
    checks = lots({"m0": (30, 12), "m1": (30, 6), **{f"m{i}": (30, 3) for i in range(2, 8)}})
    row = told(checks).loc[("all", "fail_rate")]
    # Beijing makes 0.4 of the output and fails 18 of 60, Shanghai 0.6 and 18 of 180.
    assert row["value"] == pytest.approx(100 * (0.4 * 18 / 60 + 0.6 * 18 / 180))
    assert row["weighting"] == "output"
    unknown = told(checks, REGISTER.assign(output_share=np.nan)).loc[("all", "fail_rate")]
    assert unknown["value"] == pytest.approx(100 * (18 / 60 + 18 / 180) / 2) and unknown["weighting"] == "equal"


def test_lots_of_one_maker_are_alike_so_makers_are_what_was_sampled():
    apart = share([1, 0] * 10, np.ones(20), [""] * 20, [f"m{i // 2}" for i in range(20)])
    alike = share([1] * 10 + [0] * 10, np.ones(20), [""] * 20, [f"m{i // 2}" for i in range(20)])
    # Each maker fails one of two: its total is what it must be. Or half of the makers fail both:
    # each of ten totals is 2 x (1 - 1/2) / 20 = 0.05 from its mean, so the variance is 10 / 9 x 10 x 0.05^2.
    assert apart.se == pytest.approx(0)
    assert alike.se == pytest.approx((10 / 9 * 10 * 0.05**2) ** 0.5)
    assert (alike.df, alike.n_eff) == (9, 20)


@pytest.mark.parametrize(
    ("checks", "reason"),
    [
        (lots({f"m{i}": (2, 1) for i in range(8)}), "too_few_lots"),  # 16 of 20
        (lots({f"m{i}": (30, 3) for i in range(5)}), "too_few_makers"),
        (lots({f"m{i}": (30, 1 if i < 3 else 0) for i in range(8)}), "too_wide"),  # 3 of 240: se / 0.0125 > 0.3
        (lots(EVEN, draw_prob=np.nan), "no_chances"),
    ],
)
def test_a_figure_that_may_not_be_printed_has_its_reason_in_place_of_its_number(checks, reason):
    row = told(checks).loc[("random", "fail_rate")]
    assert not row["publishable"] and row["reason"] == reason and np.isnan(row["value"])


def test_a_figure_made_of_suspects_says_so_beside_its_number():
    mixed = pd.concat([lots(EVEN), lots({"m0": (20, 10)}, why_drawn="risk", draw_prob=np.nan)])
    row = told(mixed).loc[("all", "fail_rate")]
    assert row["publishable"] and row["reason"] == "mixed_draws"
    assert row["random_share"] == pytest.approx(240 / 260)


def test_a_lot_that_could_not_be_drawn_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        share([1, 0], [1.0, 0.0], ["", ""], ["a", "b"])


def test_national_checks_of_2022_and_2023_three_fifths_of_the_rise_are_worse_lots_the_rest_is_where_they_were_taken():
    before = pd.DataFrame({"weight": [0.655, 0.345], "value": [6.6, 14.7]}, index=["production", "shop"])
    after = pd.DataFrame({"weight": [0.567, 0.433], "value": [6.7, 19.6]}, index=["production", "shop"])
    within, mix, both = split_of(before, after)
    assert within == pytest.approx(0.655 * (6.7 - 6.6) + 0.345 * (19.6 - 14.7)) == pytest.approx(1.76, abs=0.02)
    assert mix == pytest.approx(6.6 * (0.567 - 0.655) + 14.7 * (0.433 - 0.345)) == pytest.approx(0.71, abs=0.02)
    assert both == pytest.approx(-0.088 * 0.1 + 0.088 * 4.9) == pytest.approx(0.43, abs=0.02)
    # At factories: 6.6 % of 0.655 x 19,440 and 6.7 % of 0.567 x 28,265 lots; pooled over both.
    n = np.array([0.655 * 19440, 0.567 * 28265])
    pooled = (n @ [0.066, 0.067]) / n.sum()
    z = (0.067 - 0.066) / np.sqrt(pooled * (1 - pooled) * (1 / n).sum())
    assert z == pytest.approx(0.34, abs=0.005)


def test_a_part_that_is_new_changes_the_mix_and_nothing_within():
    before = pd.DataFrame({"weight": [1.0], "value": [5.0]}, index=["shop"])
    after = pd.DataFrame({"weight": [0.5, 0.5], "value": [5.0, 15.0]}, index=["shop", "online"])
    assert split_of(before, after) == pytest.approx((0, 0.5 * 15 - 0.5 * 5, 0))


def test_the_parts_of_a_change_add_up_to_it():
    first = pd.concat([lots(EVEN, wave="2025H2"), lots(EVEN, wave="2025H2", place="online")])
    rest = {f"m{i}": (30, 8) for i in range(8)}
    second = pd.concat([lots(EVEN), lots(rest, place="online", draw_prob=0.25)])
    rows = pd.DataFrame(changes_of(pd.concat([first, second]), REGISTER, "place"), columns=list(HEADLINE_CHANGE))
    row = rows[(rows["basis"] == "random") & (rows["indicator"] == "fail_rate")].iloc[0]
    # 10 % before; after (24 x 2 + 64 x 4) / (240 x 2 + 240 x 4) = 21.1 %
    assert row["change"] == pytest.approx(100 * (24 * 2 + 64 * 4) / (240 * 6) - 10)
    assert row["within"] + row["mix"] + row["both"] == pytest.approx(row["change"])
    assert row["verdict"] == "worsened"
    passed = rows[(rows["basis"] == "random") & (rows["indicator"] == "product_pass")].iloc[0]
    assert passed["change"] == pytest.approx(-row["change"]) and passed["verdict"] == "worsened"


def test_what_makers_share_between_two_groups_of_lots_enters_as_covariance():
    # Every maker fails as much in both groups: the difference of the groups is certain, however makers differ.
    y = np.array([1, 1, 0, 0] * 2)
    makers = ["a", "b", "c", "d"] * 2
    first = np.repeat([1.0, 0.0], 4)
    assert contrast(y, first, 1 - first, [""] * 8, makers).se == pytest.approx(0)


def test_lots_that_would_settle_a_change_are_those_of_two_shares():
    # (1.96 + 0.84)^2 x (0.1 x 0.9 + 0.2 x 0.8) / 0.1^2
    assert needed_n(0.1, 0.2, 1.0, 1.0, 1.96, 0.84) == np.ceil(2.8**2 * (0.09 + 0.16) / 0.01)
    assert needed_n(0.1, 0.1, 1.0, 1.0, 1.96, 0.84) == np.inf


def test_picking_suspects_makes_a_rate_too_high_and_by_how_much_is_estimated():
    suspects = lots({f"m{i}": (10, 4) for i in range(8)}, why_drawn="risk", draw_prob=np.nan)
    row = pd.DataFrame(bias_of(pd.concat([lots(EVEN), suspects])), columns=list(SELECTION_BIAS)).iloc[0]
    assert (row["random_value"], row["targeted_value"]) == pytest.approx((10, 40))
    assert row["bias"] == pytest.approx(40 - 10) and row["low"] == pytest.approx(row["high"])  # all makers alike
    assert row["verdict"] == "targeted_worse"


def figure(period: str, value: float, **more) -> dict:
    base = dict.fromkeys(PUBLISHED, np.nan) | {"area": "CN", "sector": "all", "indicator": "monitoring_pass"}
    return base | {"period": period, "value": value, "unit": "%", "break_before": False, "source": "s"} | more


def test_an_official_share_has_an_interval_where_its_n_is_known():
    row = next(official_of(pd.DataFrame([figure("2022", 97.6, denominator=14437)])))
    assert (row["low"], row["high"]) == pytest.approx((97.34, 97.84), abs=0.01)
    assert next(official_of(pd.DataFrame([figure("2023", 97.8)])))["reason"] == "no_n"


def test_the_fall_of_routine_monitoring_between_two_rounds_is_no_change():
    # 98.0 % of 7,835 and 97.7 % of 7,523: z = 0.3 / 0.235 = 1.28
    rounds = pd.DataFrame([figure("2024H1", 98.0, denominator=7835), figure("2024H2", 97.7, denominator=7523)])
    row = next(official_changes(rounds))
    half = 196 * np.sqrt(0.98 * 0.02 / 7835 + 0.977 * 0.023 / 7523)
    assert (row["low"], row["high"]) == pytest.approx((-0.3 - half, -0.3 + half), abs=1e-3)
    assert row["verdict"] == "no_clear_change"


def test_no_series_is_joined_over_a_break():
    row = next(official_changes(pd.DataFrame([figure("2020", 127), figure("2021", 210, break_before=True)])))
    assert row["verdict"] == "not_comparable" and np.isnan(row["change"])
