"""What of a cut is told: six makers, no whole less shown parts, no sequence of cuts that isolates one."""

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.cuts.cut import cuts
from benchmarks.cuts.sequence import follows, in_order
from benchmarks.cuts.told import without_small
from benchmarks.reading import Reading
from benchmarks.scope.disclosure import parts_told
from data.viewer import LOCAL, Viewer, manufacturer
from tests.kit import Shop, indicator, specs

VISITOR = Viewer("visitor")
WORDS = {"en": "x", "zh": "某"}
FACETS = (
    {"id": "buyer", "label": WORDS, "of": "respondent", "from": "stratum"},
    {"id": "place", "label": WORDS, "of": "enterprise", "from": "region"},
    {"id": "large", "label": WORDS, "of": "enterprise", "from": "size"},
)
SPECS = specs(indicator("comfort"), facets=FACETS)


def members(*codes: str) -> frozenset[tuple[str, str]]:
    return frozenset(("things", code) for code in codes)


def makers(first: int, last: int) -> frozenset[tuple[str, str]]:
    return members(*(f"M{i:02d}" for i in range(first, last + 1)))


def test_a_part_of_fewer_than_six_other_makers_is_not_told_nor_one_that_would_leave_it_over():
    # 6 and 6 of 12 are told; of 6 and 5 neither, for the whole less the six is the five.
    assert parts_told(VISITOR, {"a": makers(1, 6), "b": makers(7, 12)}, {}) == {"a", "b"}
    assert parts_told(VISITOR, {"a": makers(1, 6), "b": makers(7, 11)}, {}) == set()
    # Two parts of 3 left out are 6 together: the third may be told.
    assert parts_told(VISITOR, {"a": makers(1, 6), "b": makers(7, 9), "c": makers(10, 12)}, {}) == {"a"}


def test_who_is_one_of_the_makers_counts_as_none():
    own = manufacturer("things", "M01")
    assert parts_told(own, {"a": makers(1, 6), "b": makers(7, 12)}, {}) == set()
    assert parts_told(own, {"a": makers(1, 7), "b": makers(8, 13)}, {}) == {"a", "b"}


def test_no_sequence_of_cuts_isolates_a_maker():
    # By place 1 to 6 and 7 to 12, by size 1 to 7 and 8 to 12 with one more: 1 to 7 less 1 to 6 is maker 7 alone.
    place, size = {"a": makers(1, 6), "b": makers(7, 13)}, {"l": makers(1, 7), "s": makers(8, 13)}
    assert not follows(VISITOR, [*place.values()], place)
    assert follows(VISITOR, [*place.values(), *size.values()], place)
    assert in_order(VISITOR, [place, size], {}) == [frozenset("ab"), frozenset()]
    # Asked the other way round the same is told: the order is that of the spec.
    assert in_order(VISITOR, [place], {}) == [frozenset("ab")]


def test_cuts_that_share_no_more_than_sums_of_several_are_both_told():
    # 1-6 and 7-12 by place; 1-3 with 7-9 and 4-6 with 10-12 by size: every difference is of three makers at least.
    place = {"a": makers(1, 6), "b": makers(7, 12)}
    size = {"l": makers(1, 3) | makers(7, 9), "s": makers(4, 6) | makers(10, 12)}
    assert in_order(VISITOR, [place, size], {}) == [frozenset("ab"), frozenset("ls")]


def rows_of(*counts: int) -> pd.DataFrame:
    numbers = {"estimate": 1.0, "n_eff": 1.0, "se": 1.0, "low": 0.0, "high": 2.0, "share": 0.5, "p": 0.5, "flag": ""}
    keys = {"sector": "s", "category": "c", "enterprise": "e", "wave": "2026", "indicator": "i", "facet": "f"}
    gap = {"gap_to_rest": 1.0, "gap_low": 0.0, "gap_high": 2.0}
    total = sum(counts)
    rows = [{**keys, "part": str(i), "n": n, "rest_n": total - n, **numbers, **gap} for i, n in enumerate(counts)]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("counts", "blank"),
    [
        ((100, 40, 30), []),
        ((100, 40, 4), ["1", "2"]),  # 4 alone is the whole less the others: 40 goes with it
        ((100, 3, 2), ["1", "2"]),  # two that are 5 together
        ((100, 40, 2, 2), ["1", "2", "3"]),  # two that are 4 together: the next goes with them
    ],
)
def test_a_small_part_takes_the_next_with_it(counts, blank):
    told = without_small(rows_of(*counts))
    assert told.loc[told["estimate"].isna(), "part"].tolist() == blank
    assert (told.loc[told["estimate"].isna(), "flag"] == "small_cell").all()


def test_a_gap_to_a_rest_of_few_is_blank_too():
    told = without_small(rows_of(100, 4))
    assert told["gap_to_rest"].isna().all()


@pytest.fixture(scope="module")
def shop() -> Shop:
    """Twelve makers, six of each place, who answered in two strata."""
    shop, codes = Shop(SPECS), [f"M{i:02d}" for i in range(1, 13)]
    places = ["440000"] * 6 + ["330000"] * 6
    names = {"enterprise": codes, "name_en": codes, "name_zh": codes, "sector": ["things"] * 12}
    shop._write("register", pa.table({"line": list(range(12))} | names | {"region": places}), "", "", "things")
    rows = [
        {"enterprise": code, "stratum": "ew"[k % 2], "comfort": 50.0 + i + k}
        for i, code in enumerate(codes)
        for k in range(40)
    ]
    shop.survey(rows)
    return shop


def test_a_maker_sees_its_own_parts_and_those_of_all_and_no_other_makers(shop):
    found = cuts(Reading(shop.store, SPECS, manufacturer("things", "M01")), facet="buyer")
    assert sorted(set(found["enterprise"])) == ["M01", "all"]
    assert found["makers"].tolist() == [12, 12, 1, 1]


def test_a_visitor_sees_parts_of_six_makers_and_a_maker_of_one_of_them_does_not(shop):
    assert len(cuts(Reading(shop.store, SPECS, VISITOR), facet="place")) == 2
    assert cuts(Reading(shop.store, SPECS, manufacturer("things", "M01")), facet="place").empty
    assert len(cuts(Reading(shop.store, SPECS, LOCAL), facet="place")) == 2


def test_crossed_with_a_part_of_makers_the_same_holds(shop):
    crossed = cuts(Reading(shop.store, SPECS, VISITOR), facet="buyer", by="place")
    assert sorted(crossed["part"]) == ["e*330000", "e*440000", "w*330000", "w*440000"]
    own = cuts(Reading(shop.store, SPECS, manufacturer("things", "M01")), facet="buyer", by="place")
    assert set(own["enterprise"]) == {"M01"}
