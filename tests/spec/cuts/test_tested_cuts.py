"""Tests that are cut: samples of a part against all else, and makers, not samples, where all are put together."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.columns import CUT
from benchmarks.cuts.cut import cut_changes, cuts
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, Viewer, manufacturer
from tests.kit import Shop, indicator, specs

WORDS = {"en": "x", "zh": "某"}
FACETS = (
    {"id": "buyer", "label": WORDS, "of": "respondent", "from": "stratum"},
    {"id": "price", "label": WORDS, "of": "product"},
    {"id": "place", "label": WORDS, "of": "enterprise", "from": "region"},
)
FALLING = {"floor": 60, "benchmark": 40, "frontier": 20}
SPECS = specs(
    indicator("strength", source="test"),
    indicator("residue", source="test", direction="lower", levels=FALLING),
    indicator("holds", source="test", statistic="conformity", range={"min": 0, "max": 1}, levels={"floor": 1}),
    facets=FACETS,
)


def shop_of(rows: list[dict], **places: str) -> Shop:
    """Measurements of `strength`, unless told; products are named as their price; places: region of each maker."""
    shop = Shop(SPECS)
    makers = sorted({row.get("enterprise", "A") for row in rows})
    names = {"enterprise": makers, "name_en": makers, "name_zh": makers, "sector": ["things"] * len(makers)}
    regions = [places.get(one) for one in makers]
    register = {"line": list(range(len(makers)))} | names | {"region": pa.array(regions, pa.string())}
    shop._write("register", pa.table(register), "", "", "things")
    pairs = sorted({(r.get("enterprise", "A"), r["product"]) for r in rows if r.get("product")})
    if pairs:
        listed = {"product": [p for _, p in pairs], "enterprise": [e for e, _ in pairs]}
        listed |= {"category": ["thing"] * len(pairs), "price": [p for _, p in pairs]}
        shop._write("products", pa.table(listed), "", "", "things")
    shop.tests([{"indicator": "strength"} | row for row in rows])
    return shop


def cut(shop: Shop, facet: str, viewer: Viewer = LOCAL, **asked: str) -> pd.DataFrame:
    found = cuts(Reading(shop.store, SPECS, viewer, Selection(**asked)), facet=facet)
    assert tuple(found.columns) == CUT
    return found.set_index(["enterprise", "indicator", "part"])


def samples(low: tuple[float, ...] = (70, 72, 74), high: tuple[float, ...] = (80, 82), **more: object) -> list[dict]:
    """Samples of one maker: a low price, mean 72, and a high one, mean 81."""
    return [{"product": name, "value": v, **more} for name, each in (("low", low), ("high", high)) for v in each]


def test_samples_of_a_part_are_held_against_all_other_samples_of_the_maker():
    row = cut(shop_of(samples()), "price").loc[("A", "strength", "low")]
    assert (row["n"], row["estimate"], row["gap_to_rest"], row["share"], row["makers"]) == (3, 72, -9, 0.6, 1)
    # s2 is 4 of the three and 2 of the two: se2 = 4 / 3 + 2 / 2. Welch: (7 / 3)2 / ((4 / 3)2 / 2 + 12 / 1) = 2.882.
    half = 3.257208 * (7 / 3) ** 0.5  # t(0.975, 2.882353)
    assert (row["gap_low"], row["gap_high"]) == pytest.approx((-9 - half, -9 + half), abs=2e-3)


def test_where_less_is_better_a_part_with_less_is_ahead():
    rows = cut(shop_of(samples(indicator="residue")), "price")
    assert rows.loc[("A", "residue", "low"), "gap_to_rest"] == 9


def test_what_one_laboratory_is_unsure_of_is_common_to_both_and_what_two_are_is_not():
    plain = cut(shop_of(samples()), "price").loc[("A", "strength", "low")]
    one = cut(shop_of(samples(uncertainty=4.0)), "price").loc[("A", "strength", "low")]
    # U = 4 is u = 2 in the mean of each part: u2 = 4 / 3 + 4 of the part, but of the difference as without it.
    assert one["se"] == pytest.approx((4 / 3 + 4) ** 0.5)
    assert one["gap_high"] == pytest.approx(plain["gap_high"], abs=1e-6)
    rows = samples(uncertainty=4.0)
    for row in rows:
        row["lab"] = "L1" if row["product"] == "low" else "L2"
    two = cut(shop_of(rows), "price").loc[("A", "strength", "low")]
    # Two laboratories: 7 / 3 + 4 + 4, of which only 7 / 3 is Student's; the normal alone would be 1.96 x 2.828.
    assert (two["gap_high"] - two["gap_low"]) / 2 > (one["gap_high"] - one["gap_low"]) / 2
    assert (two["gap_high"] - two["gap_low"]) / 2 > 1.96 * 8**0.5


def makers(means: dict[str, float], each: int = 2, **more: object) -> list[dict]:
    """Samples that are alike within each maker."""
    return [
        {"enterprise": e, "value": v, "product": "P", "sample": str(i), **more}
        for e, v in means.items()
        for i in range(each)
    ]


@pytest.mark.parametrize("each", [2, 9])
def test_over_all_makers_it_is_makers_that_count_and_not_their_samples(each):
    east, west = {"A": 60, "B": 64, "C": 68}, {"D": 70, "E": 72, "F": 74}
    shop = shop_of(makers(east | west, each), **dict.fromkeys("ABC", "330000"), **dict.fromkeys("DEF", "440000"))
    row = cut(shop, "place").loc[("all", "strength", "330000")]
    assert (row["estimate"], row["gap_to_rest"], row["makers"]) == (64, -8, 3)
    assert row["se"] == pytest.approx((16 / 3) ** 0.5)  # 60, 64, 68: s2 = 16
    # The rest: 70, 72, 74, s2 = 4. se2 = 16 / 3 + 4 / 3; Welch: (20 / 3)2 / ((16 / 3)2 / 2 + (4 / 3)2 / 2) = 2.941.
    half = 3.218759 * (20 / 3) ** 0.5  # t(0.975, 2.941176)
    assert (row["gap_low"], row["gap_high"]) == pytest.approx((-8 - half, -8 + half), abs=2e-3)


def test_makers_with_samples_in_both_parts_are_pairs():
    pairs = {"A": (60, 63), "B": (64, 66), "C": (68, 72)}
    rows = [
        {"enterprise": e, "product": p, "value": v, "sample": p}
        for e, (low, high) in pairs.items()
        for p, v in (("low", low), ("high", high))
    ]
    row = cut(shop_of(rows), "price").loc[("all", "strength", "low")]
    # Differences -3, -2, -4: mean -3, s2 = 1, se2 = 1 / 3, two degrees of freedom.
    half = 4.302653 * (1 / 3) ** 0.5
    assert row["gap_to_rest"] == -3
    assert (row["gap_low"], row["gap_high"]) == pytest.approx((-3 - half, -3 + half), abs=2e-3)


def test_a_share_of_samples_that_conform_is_as_sure_as_there_are_makers():
    alike = makers(dict.fromkeys("ABC", 1.0) | dict.fromkeys("DEF", 0.0), 9, indicator="holds")
    shop = shop_of(alike, **dict.fromkeys("ABC", "330000"), **dict.fromkeys("DEF", "440000"))
    row = cut(shop, "place").loc[("all", "holds", "330000")]
    # All of 27 samples of three makers: Wilson of 3 of 3, not of 27 of 27.
    assert (row["n"], row["n_eff"], row["estimate"]) == (27, 3, 1)
    assert row["low"] == pytest.approx(3 / (3 + 1.959964**2))
    assert row["gap_to_rest"] == 1


def test_fewer_samples_than_give_a_verdict_are_not_judged():
    assert set(cut(shop_of(samples()), "price", enterprise="A")["finding"]) == {"too_few"}
    enough = samples((70, 72, 74), (90, 91, 92))
    assert set(cut(shop_of(enough), "price", enterprise="A")["finding"]) == {"better", "worse"}


def test_what_respondents_are_cuts_no_samples():
    assert cut(shop_of(samples()), "buyer").empty


def test_who_was_tested_for_an_indicator_counts_and_not_who_was_tested_at_all():
    codes = [f"M{i:02d}" for i in range(1, 13)]
    places = dict(zip(codes, ["330000"] * 6 + ["440000"] * 6, strict=True))
    rows = makers({code: 60.0 + i for i, code in enumerate(codes)})
    rows += makers({code: 60.0 + i for i, code in enumerate(codes[:11])}, indicator="residue")
    shop = shop_of(rows, **places)
    visitor = cut(shop, "place", Viewer("visitor"))
    # Of strength six and six are told; of residue six and five: neither, for all less the six are the five.
    assert list(visitor.index) == [("all", "strength", "330000"), ("all", "strength", "440000")]
    assert cut(shop, "place", manufacturer("things", "M01")).empty
    assert set(cut(shop, "place").reset_index()["indicator"]) == {"strength", "residue"}


def test_a_maker_sees_its_own_parts_with_its_single_samples_and_no_other_makers():
    rows = [row | {"enterprise": e, "sample": f"{i}"} for e in "AB" for i, row in enumerate(samples((70,), (80, 82)))]
    found = cut(shop_of(rows), "price", manufacturer("things", "A"))
    assert found["estimate"].to_dict() == {("A", "strength", "low"): 70, ("A", "strength", "high"): 81}


def test_the_change_of_a_tested_whole_is_that_of_progress_and_is_split_over_its_parts():
    shop = shop_of(samples((70, 72, 74, 76), (80, 82, 84, 86)))  # 73 and 83 by halves: 78
    later = samples((74, 76), (84, 86, 88, 90, 92, 94))  # 75 and 89, a quarter and three: 85.5
    shop.tests(
        [{"indicator": "strength", "tested_on": date(2026, 9, 1)} | row for row in later], wave="2026H2", survey="T2"
    )
    reading = Reading(shop.store, SPECS, LOCAL, Selection(enterprise="A"))
    (row,) = cut_changes(reading, facet="price").to_dict("records")
    assert row["change"] == pytest.approx(7.5)
    assert row["within"] == pytest.approx(0.5 * 2 + 0.5 * 6)  # 4
    assert row["mix"] == pytest.approx(73 * -0.25 + 83 * 0.25)  # 2.5
    assert row["both"] == pytest.approx(-0.25 * 2 + 0.25 * 6)  # 1
    told = progress(reading).iloc[0]
    assert (row["low"], row["high"]) == pytest.approx((told["low"], told["high"]))
