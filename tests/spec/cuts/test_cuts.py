"""Cuts: where a gap sits, a part held against all else, and what is no evidence of a difference."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.columns import CUT, CUT_CHANGE
from benchmarks.cuts.cut import cut_changes, cuts
from benchmarks.cuts.gap import judged
from benchmarks.cuts.split import split
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs

WORDS = {"en": "x", "zh": "某"}
FACETS = (
    {"id": "buyer", "label": WORDS, "of": "respondent", "from": "stratum"},
    {"id": "price", "label": WORDS, "of": "product"},
    {"id": "place", "label": WORDS, "of": "enterprise", "from": "region"},
)
FALLING = {"floor": 60, "benchmark": 40, "frontier": 20}
SPECS = specs(indicator("comfort"), indicator("faults", direction="lower", levels=FALLING), facets=FACETS)


def shop_of(rows: list[dict]) -> Shop:
    shop = Shop(SPECS)
    shop.survey(rows)
    return shop


def cut(shop: Shop, facet: str, by: str = "", **asked: str) -> pd.DataFrame:
    reading = Reading(shop.store, SPECS, LOCAL, Selection(**asked))
    return cuts(reading, facet=facet, by=by).set_index(["enterprise", "indicator", "part"])


def two_halves() -> Shop:
    """East: 50 and 60, west: 70 and 80, each 20 times; faults are 100 less."""
    each = [("e", 50), ("e", 60), ("w", 70), ("w", 80)] * 20
    return shop_of([{"stratum": s, "comfort": float(y), "faults": float(100 - y)} for s, y in each])


def test_a_part_is_held_against_the_rest_and_not_against_the_whole():
    row = cut(two_halves(), "buyer").loc[("A", "comfort", "e")]
    # East is 55, all else 75; the whole would be 65.
    assert (row["estimate"], row["gap_to_rest"], row["share"]) == (55, -20, 0.5)


def test_the_gap_is_positive_where_the_part_is_better_whichever_way_is_better():
    rows = cut(two_halves(), "buyer")
    # Of faults fewer are better: east has 45, all else 25, and is behind by 20 there too.
    assert rows.loc[("A", "faults", "e"), "estimate"] == 45
    assert rows.loc[("A", "faults", "e"), "gap_to_rest"] == -20
    assert rows.loc[("A", "faults", "w"), "gap_to_rest"] == 20


def test_strata_are_independent_so_that_their_variances_add_up():
    row = cut(two_halves(), "buyer").loc[("A", "comfort", "e")]
    # In each stratum 40 answers at 5 from their mean: s2 = 40 * 25 / 39, the variance of the mean 25 / 39.
    se = (2 * 25 / 39) ** 0.5
    half = (row["gap_high"] - row["gap_low"]) / 2
    t = 1.990847  # t(0.975, 78): two strata of 40 answers each
    assert half == pytest.approx(t * se, rel=1e-3)  # a little lopsided: the scale ends at 100


def test_every_row_has_the_columns_of_the_contract_and_one_for_all_makers():
    rows = cuts(Reading(two_halves().store, SPECS, LOCAL), facet="buyer")
    assert tuple(rows.columns) == CUT
    assert sorted(set(rows["enterprise"])) == ["A", "all"]


def test_products_that_no_list_holds_are_of_an_unknown_part():
    shop = shop_of([{"product": p, "comfort": y} for p, y in [("P1", 50.0), ("P2", 70.0), ("P3", 90.0)] * 30])
    listed = {"product": ["P1", "P2"], "enterprise": ["A", "A"], "category": ["thing"] * 2, "price": ["entry", "high"]}
    shop._write("products", pa.table(listed), "", "", "things")
    rows = cut(shop, "price", enterprise="A")
    assert rows["estimate"].to_dict() == {
        ("A", "comfort", "entry"): 50,
        ("A", "comfort", "high"): 70,
        ("A", "comfort", "unknown"): 90,
    }
    # Entry against the mean of the other two: 50 - 80.
    assert rows.loc[("A", "comfort", "entry"), "gap_to_rest"] == pytest.approx(-30)


def test_two_facets_are_crossed_and_three_are_refused():
    shop = shop_of(
        [
            {"stratum": s, "product": p, "comfort": 50.0 + i % 9}
            for i, (s, p) in enumerate([("e", "P"), ("w", "P"), ("w", "Q")] * 30)
        ]
    )
    listed = {"product": ["P", "Q"], "enterprise": ["A", "A"], "category": ["thing"] * 2, "price": ["entry", "high"]}
    shop._write("products", pa.table(listed), "", "", "things")
    rows = cut(shop, "buyer", "price", enterprise="A")
    assert [part for _, _, part in rows.index] == ["e*entry", "w*entry", "w*high"]
    with pytest.raises(Refused, match="one facet, or crossed by two different ones"):
        cut(shop, "buyer", "buyer")
    with pytest.raises(Refused, match="No sector has the facet colour"):
        cut(shop, "colour")


def judged_of(*pairs: tuple[float, float, float], n: int = 100) -> list[str]:
    """Findings of parts with these gaps, half widths and p."""
    rows = [
        {"gap_to_rest": g, "gap_low": g - h, "gap_high": g + h, "p": p, "n": n, "rest_n": 100, "source": "survey"}
        for g, h, p in pairs
    ]
    return judged(pd.DataFrame(rows))["finding"].tolist()


def test_a_difference_has_to_stay_among_all_parts_that_are_shown():
    # Two of twenty at p = 0.04: with p times 20 over rank 2 it is 0.4, and nothing stays; one at 0.001 does.
    quiet = [(0.5, 2.0, 0.6)] * 18
    assert judged_of((-3, 2, 0.04), (3, 2, 0.04), *quiet)[:2] == ["may_be_chance"] * 2
    assert judged_of((-3, 1, 0.001), (3, 2, 0.04), *quiet)[:2] == ["worse", "may_be_chance"]
    assert set(judged_of(*quiet)) == {"no_evidence"}


def test_fewer_than_thirty_answers_are_not_judged():
    assert judged_of((-3, 1, 0.0001), n=29) == ["too_few"]
    assert judged_of((-3, 1, 0.0001), n=30) == ["worse"]


def test_a_change_of_a_whole_is_split_into_what_moved_inside_and_what_the_mix_moved():
    # Two parts, shares 0.6 and 0.4 become 0.5 and 0.5, values 10 and 20 become 11 and 24: 14 becomes 17.5.
    within, mix, both = split([0.6, 0.4], [10, 20], [0.5, 0.5], [11, 24])
    assert within == pytest.approx(0.6 * 1 + 0.4 * 4)  # 2.2
    assert mix == pytest.approx(10 * -0.1 + 20 * 0.1)  # 1.0
    assert both == pytest.approx(-0.1 * 1 + 0.1 * 4)  # 0.3
    assert within + mix + both == pytest.approx(17.5 - 14)


def test_the_failed_lots_of_2022_and_2023_are_split_as_published():
    # 19,440 lots in 2022, 28,265 in 2023; of factories 6.6 and 6.7 % failed, of shops 14.7 and 19.6 %.
    within, mix, both = split([0.655, 0.345], [6.6, 14.7], [0.567, 0.433], [6.7, 19.6])
    assert (within, mix, both) == pytest.approx((1.76, 0.71, 0.43), abs=0.02)


def test_a_part_that_comes_or_goes_moves_the_mix_alone():
    within, mix, both = split([1.0, 0.0], [10, float("nan")], [0.5, 0.5], [10, 30])
    assert (within, mix, both) == (0, 10, 0)


def test_the_change_of_a_maker_is_split_over_the_parts_of_its_customers():
    # 2025H2: 60 east at 50, 40 west at 70: 58. 2026H1: 50 east at 52, 50 west at 76: 64.
    shop = Shop(SPECS)
    for wave, east, west in (("2025H2", (60, 50), (40, 70)), ("2026H1", (50, 52), (50, 76))):
        sides = [(s, y, k) for s, (n, y) in (("e", east), ("w", west)) for k in range(n)]
        shop.survey([{"stratum": s, "comfort": y + (-1) ** k} for s, y, k in sides], wave=wave)
    rows = cut_changes(Reading(shop.store, SPECS, LOCAL, Selection(enterprise="A")), facet="buyer")
    (row,) = rows.to_dict("records")
    assert tuple(rows.columns) == CUT_CHANGE
    assert (row["from_wave"], row["to_wave"], row["parts"]) == ("2025H2", "2026H1", 2)
    assert row["change"] == pytest.approx(64 - 58)
    assert row["within"] == pytest.approx(0.6 * 2 + 0.4 * 6)  # 3.6
    assert row["mix"] == pytest.approx(50 * -0.1 + 70 * 0.1)  # 2.0
    assert row["both"] == pytest.approx(-0.1 * 2 + 0.1 * 6)  # 0.4
    assert row["low"] < 6 < row["high"]
    # asked otherwise from 2026H1 on: the same two waves are no change, and say so
    anew = specs(indicator("comfort", breaks=[date(2026, 1, 1)]), facets=FACETS)
    rows = cut_changes(Reading(shop.store, anew, LOCAL, Selection(enterprise="A")), facet="buyer")
    assert rows[["change", "low", "high", "within", "mix", "both"]].isna().all(axis=None)
    assert rows["reason"].tolist() == ["series_break"] and row["reason"] == ""


def test_what_respondents_say_themselves_cuts_and_is_crossed():
    said = {"id": "mode", "label": WORDS, "of": "respondent"}
    own = specs(indicator("comfort"), facets=(*FACETS, said))
    shop = Shop(own)
    each = [("here", "e", 40), ("here", "w", 60), ("away", "e", 80), (None, "w", 100)] * 20
    shop.survey([{"mode": m, "stratum": s, "comfort": float(y)} for m, s, y in each])
    reading = Reading(shop.store, own, LOCAL, Selection(enterprise="A"))
    rows = cuts(reading, facet="mode").set_index("part")
    # Who said nothing is of an unknown part; here is 50, all else (80 and 100) 90, by half of the answers.
    assert rows["estimate"].to_dict() == {"here": 50, "away": 80, "unknown": 100}
    assert (rows.loc["here", "gap_to_rest"], rows.loc["here", "share"]) == (-40, 0.5)
    crossed = cuts(reading, facet="mode", by="buyer").set_index("part")["estimate"].to_dict()
    assert crossed == {"here*e": 40, "here*w": 60, "away*e": 80, "unknown*w": 100}


def test_the_change_of_all_makers_knows_the_psus_that_both_waves_share():
    # Four cities, each with its own level in both waves: 40, 50, 60, 70, then 3 more with 1 up or down by city.
    def sent(*makers: str) -> pd.DataFrame:
        shop = Shop(SPECS)
        for wave, moved in (("2025H2", (0, 0, 0, 0)), ("2026H1", (4, 2, 4, 2))):
            each = [(city, side, k) for city in range(4) for side in "ew" for k in range(10)]
            shop.survey(
                [
                    {"enterprise": makers[k % len(makers)], "stratum": "s", "psu": f"c{city}", "product": side}
                    | {"comfort": 40.0 + 10 * city + moved[city] + k // 2 * 0.1}
                    for city, side, k in each
                ],
                wave=wave,
            )
        listed = [(side, maker, "thing", side) for maker in makers for side in "ew"]
        columns = dict(zip(("product", "enterprise", "category", "price"), zip(*listed, strict=True), strict=True))
        shop._write("products", pa.table({name: list(each) for name, each in columns.items()}), "", "", "things")
        return cut_changes(Reading(shop.store, SPECS, LOCAL), facet="price").set_index("enterprise")

    two, one = sent("A", "B"), sent("A")
    # Each city is a pair: changes 4, 2, 4, 2 have mean 3 and s2 = 4/3, so the standard error is sqrt(4/3 / 4) = 0.5774.
    for row in (two.loc["all"], one.loc["all"], one.loc["A"]):
        assert row["change"] == pytest.approx(3)
        assert (row["high"] - row["low"]) / 2 == pytest.approx(3.182446 * (1 / 3) ** 0.5, rel=0.02)  # t(0.975, 3)
