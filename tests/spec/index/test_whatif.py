"""What if: the board computed again with values or levels supposed, in the worlds that it has."""

import pandas as pd
import pytest

from benchmarks.index import national
from benchmarks.index.index import index
from benchmarks.index.whatif import whatif, whatif_board, whatif_levels
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import LOCAL, manufacturer
from tests import kit

PRODUCT = Selection("things", "thing", "A", wave="2026H1")
WAVE = Selection("things", wave="2026H1")


@pytest.fixture(scope="module")
def shop() -> kit.Shop:
    """Makers A to C: comfort is asked of 40, smoke and the mandatory fire are tested on 6 samples each."""
    shop = kit.Shop(
        kit.specs(
            *(kit.indicator("comfort"), kit.indicator("smoke", source="test")),
            kit.indicator("fire", source="test", kind="mandatory"),
        )
    )
    lift = {"A": 0.0, "B": 8.0, "C": 14.0}
    shop.survey(
        [{"enterprise": code, "comfort": 50.0 + up + i} for code, up in lift.items() for i in range(40)], wave="2026H1"
    )
    each = [(name, code, up, i) for name in ("smoke", "fire") for code, up in lift.items() for i in range(6)]
    shop.tests(
        [
            {"enterprise": c, "indicator": name, "value": 70.0 + up + i, "sample": f"{name}{c}{i}", "uncertainty": 1.0}
            for name, c, up, i in each
        ]
    )
    return shop


def reading(shop, selection=PRODUCT, viewer=LOCAL) -> Reading:
    return Reading(shop.store, shop.specs, viewer, selection)


def test_with_nothing_supposed_it_is_the_board_to_the_last_digit(shop):
    found, board = whatif(reading(shop, WAVE)), index(reading(shop, WAVE)).query("dimension == 'overall'")
    for name in ("score", "low", "high", "rank_low", "rank_high", "of", "capped_by"):
        assert list(found[name]) == list(board[name]) == list(found[f"to_{name}" if f"to_{name}" in found else name])
    assert found["change"].eq(0).all() and found["change_low"].eq(0).all() and found["change_high"].eq(0).all()
    pd.testing.assert_frame_equal(whatif_board(reading(shop, WAVE)), national.board(reading(shop, WAVE)))


def test_what_stands_where_it_stood_changes_nothing(shop):
    row = whatif(reading(shop), "comfort=69.5,smoke=72.5,fire=72.5").iloc[0]  # 50 to 89 and 70 to 75
    assert row["to_score"] == pytest.approx(row["score"], abs=1e-9)
    assert (row["to_low"], row["to_high"]) == pytest.approx((row["low"], row["high"]), abs=1e-4)
    assert (row["to_rank_low"], row["to_rank_high"]) == (row["rank_low"], row["rank_high"])


def test_one_value_moves_the_index_by_its_weight_times_its_points(shop):
    row = whatif(reading(shop), "comfort=80").iloc[0]
    # Three indicators of equal weight, levels 60, 80, 100: a value is its own score. (69.5 + 72.5 + 72.5) / 3 = 71.5.
    assert row["score"] == pytest.approx(71.5)
    assert row["change"] == pytest.approx((80 - 69.5) / 3)
    assert row["change_low"] <= row["change"] <= row["change_high"]
    both = whatif(reading(shop), "comfort=80, smoke=90").iloc[0]
    assert both["change"] == pytest.approx((80 - 69.5) / 3 + (90 - 72.5) / 3)


def test_a_value_under_a_mandatory_floor_breaks_it_and_holds_the_index(shop):
    row = whatif(reading(shop), "fire=58").iloc[0]
    assert (row["capped_by"], row["to_capped_by"]) == ("", "fire")
    assert row["to_score"] == pytest.approx(59.9)
    assert row["to_rank_low"] == 3  # of three: the two others break nothing in any world


def test_only_the_product_supposed_moves_and_its_rivals_are_ranked_anew(shop):
    rows = whatif(reading(shop, Selection("things", "thing", wave="2026H1"))).set_index("enterprise")
    assert rows.loc["A", ["rank_low", "to_rank_low"]].to_list() == [3, 3]
    assert whatif(reading(shop), "comfort=100,smoke=100,fire=100").iloc[0][["to_rank_low", "to_rank_high"]].eq(1).all()


def test_a_raised_level_is_judged_for_everyone_and_the_board_falls(shop):
    # B's smoke stands at 80.5 (78 to 83): at the benchmark of 80 nothing is told, at 90 it is short.
    rows = whatif_levels(reading(shop, WAVE), "smoke:benchmark=90").set_index("enterprise")
    assert rows.loc["A", ["verdict", "to_verdict"]].to_list() == ["not_met", "not_met"]
    assert rows.loc["B", "to_verdict"] == "not_met" and rows.loc["B", "verdict"] != "not_met"
    assert rows["level_value"].eq(80).all() and rows["to_value"].eq(90).all()
    assert rows.index[0] == "B"  # who would fall comes first
    # On the ladder 60, 90, 100 A's 72.5 is worth 60 + 20 x 12.5 / 30 points.
    row = whatif(reading(shop), levels="smoke:benchmark=90").iloc[0]
    assert row["change"] == pytest.approx((60 + 20 * 12.5 / 30 - 72.5) / 3)
    before, after = (
        frame.query("level == 'sector' and dimension == 'overall'")["score"].item()
        for frame in (national.board(reading(shop, WAVE)), whatif_board(reading(shop, WAVE), "smoke:benchmark=90"))
    )
    assert after < before


def test_a_mandatory_floor_that_is_raised_names_who_would_break_it(shop):
    rows = whatif_levels(reading(shop, WAVE), "fire:floor=75").set_index("enterprise")
    assert rows["verdict"].eq("met").all()
    assert rows["to_verdict"].to_dict() == {"A": "not_met", "B": "met", "C": "met"}  # A's least sample is 70, U is 1
    assert whatif(reading(shop), levels="fire:floor=75").iloc[0]["to_capped_by"] == "fire"


def test_a_maker_is_told_its_own_and_no_rank_where_rivals_are_few(shop):
    own = whatif(reading(shop, viewer=manufacturer("things", "A")), "comfort=80")
    assert list(own["enterprise"]) == ["A"]
    assert own[["to_rank_low", "to_rank_high"]].isna().all(axis=None)
    with pytest.raises(Refused) as refused:
        whatif(reading(shop, viewer=manufacturer("things", "B")), "comfort=80")
    assert refused.value.code == "no_maker"


@pytest.mark.parametrize(
    ("values", "levels", "code"),
    [
        ("comfort", "", "bad_supposed_value"),
        ("comfort=nan", "", "bad_supposed_value"),
        ("colour=3", "", "no_indicator"),
        ("comfort=101", "", "impossible_value"),
        ("", "comfort=80", "bad_supposed_level"),
        ("", "comfort:roof=80", "bad_supposed_level"),
        ("", "colour:floor=80", "no_indicator"),
        ("", "comfort:floor=85", "levels_out_of_order"),
        ("", "comfort:floor=-1", "impossible_value"),
    ],
)
def test_what_cannot_be_supposed_is_refused_in_a_sentence(shop, values, levels, code):
    with pytest.raises(Refused) as refused:
        whatif(reading(shop), values, levels)
    assert refused.value.code == code and "{" not in str(refused.value)


def test_a_value_belongs_to_one_product_that_was_measured(shop):
    with pytest.raises(Refused) as refused:
        whatif(reading(shop, WAVE), "comfort=80")
    assert refused.value.code == "supposes_nobody"


def test_as_many_samples_pass_as_a_supposed_share_says():
    shop = kit.Shop(
        kit.specs(
            kit.indicator(
                "stands",
                source="test",
                statistic="conformity",
                kind="mandatory",
                range={"min": 0, "max": 1},
                unit="share",
                levels={"floor": 1, "benchmark": 1, "frontier": 1},
            )
        )
    )
    shop.tests([{"enterprise": "A", "indicator": "stands", "value": float(i > 0), "sample": f"s{i}"} for i in range(4)])
    row = whatif(reading(shop), "stands=1").iloc[0]
    assert (row["capped_by"], row["to_capped_by"]) == ("stands", "")
    assert (row["score"], row["to_score"]) == pytest.approx((60 * 3 / 4, 100))
