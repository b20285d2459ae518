"""What aggregates and small cells may tell: nothing of fewer than 6, directly or by taking one figure off another."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.columns import OVERALL
from benchmarks.index.national import board, standing
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading, estimates, gaps
from benchmarks.scope import disclosure
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests.kit import Shop, indicator, specs

VISITOR = Viewer("visitor")


def rows(members: dict[tuple[str, str], set[str]]) -> tuple[pd.DataFrame, dict]:
    """ROLLUP-like rows of categories (sector, category), of their sectors and of all, and who is in each."""
    who = {
        (sector, category, "2026", OVERALL): {(sector, code) for code in codes}
        for (sector, category), codes in members.items()
    }
    for sector, _ in members:
        parts = [found for (of, category, *_), found in who.items() if of == sector and category]
        who[sector, "", "2026", OVERALL] = set().union(*parts)
    who["", "", "2026", OVERALL] = set().union(*who.values())
    frame = pd.DataFrame(list(who), columns=["sector", "category", "wave", "dimension"])
    numbers = {"score": 70.0, "low": 65.0, "high": 75.0, "rated": [len(each) for each in who.values()]}
    return frame.assign(**numbers, capped=1, broken_floors=2, undecided_floors=0), who


def shown(
    members: dict[tuple[str, str], set[str]], shares: dict | None = None, viewer: Viewer = VISITOR, held: object = None
) -> set:
    frame, who = rows(members)
    found = disclosure.aggregates(frame, viewer, who, who if held is None else held, shares or {})
    return set(zip(found["sector"], found["category"], strict=True))


def owner(*codes: str, sector: str = "s") -> Viewer:
    """Somebody who owns these makers."""
    return Viewer("manufacturer", frozenset({sector}), frozenset((sector, code) for code in codes))


def makers(first: int, last: int) -> set[str]:
    return {f"M{i}" for i in range(first, last + 1)}


def test_six_makers_may_be_averaged_and_five_may_not():
    assert ("s", "a") in shown({("s", "a"): makers(1, 6)})
    assert shown({("s", "a"): makers(1, 5)}) == set()


def test_what_the_whole_less_its_parts_would_give_is_left_out_too():
    # sector 20, a 8, b 8, c 4: sector - a - b would be c; b (or a, by name) goes too, c and a are then 12 together
    found = shown({("s", "a"): makers(1, 8), ("s", "b"): makers(11, 18), ("s", "c"): makers(21, 24)})
    assert found == {("s", "b"), ("s", ""), ("", "")}


def test_a_group_two_of_which_dominate_is_not_had_by_subtraction_either():
    members = {("s", "a"): makers(1, 6), ("s", "b"): makers(11, 18), ("s", "c"): makers(21, 28)}
    shares = {("s", code): 0.01 for code in makers(1, 28)} | {("s", "M1"): 0.3, ("s", "M2"): 0.3}
    # of a: (0.3 + 0.3) / 0.64 = 0.94, above 0.85; with the next smallest, b: 0.6 / 0.72 = 0.83
    assert shown(members, shares) == {("s", "c"), ("s", ""), ("", "")}


def test_all_sectors_are_left_out_while_one_small_sector_is():
    members = {("s", "a"): makers(1, 9), ("t", "a"): makers(1, 4)}
    assert shown(members) == {("s", "a"), ("s", "")}


def test_who_sees_a_sector_by_name_sees_its_small_parts():
    members = {("s", "a"): makers(1, 3), ("t", "a"): makers(1, 3)}
    assert shown(members, viewer=association("s")) == {("s", "a"), ("s", "")}
    assert len(shown(members, viewer=Viewer("regulator"))) == 5
    # of both sectors together six makers are measured, and five of them are not M1's
    assert shown(members, viewer=manufacturer("s", "M1")) == set()


@pytest.mark.parametrize(("own", "seen"), [(1, True), (4, True), (5, False), (9, False), (10, True)])
def test_who_owns_all_but_a_few_is_told_of_none_of_them(own, seen):
    # 10 makers: 10 - own are others, and fewer than 6 of them are not told of; who owns all knows all
    assert (("s", "a") in shown({("s", "a"): makers(1, 10)}, viewer=owner(*makers(1, own)))) == seen


def test_the_output_that_dominates_is_that_of_the_others():
    members = {("s", "a"): makers(1, 9)}
    shares = {("s", code): 0.01 for code in makers(1, 9)} | {("s", "M1"): 0.5, ("s", "M8"): 0.2, ("s", "M9"): 0.2}
    # everyone: (0.5 + 0.2) / 0.96 = 0.73; without M1, who takes itself off: 0.4 / 0.46 = 0.87, above 0.85
    assert ("s", "a") in shown(members, shares)
    assert shown(members, shares, owner("M1")) == set()


def test_counts_of_broken_bottom_lines_are_blank_where_few_were_held_against_one():
    frame, who = rows({("s", "a"): makers(1, 9), ("s", "b"): makers(11, 19), ("s", "c"): makers(21, 29)})
    few = {key: members for key, members in who.items() if key[1] in ("", "b", "c")}
    few["s", "a", "2026", OVERALL] = {("s", "M1"), ("s", "M2")}
    found = disclosure.aggregates(frame, VISITOR, who, few, {}).set_index(["sector", "category"])
    # two of a; of the sector's count less b and c the two would be left, so b goes too
    assert found["score"].notna().all()
    assert set(found.index[found["broken_floors"].isna()]) == {("s", "a"), ("s", "b")}
    assert found[["capped", "undecided_floors"]].isna().all(axis=1).equals(found["broken_floors"].isna())


SIZES = st.dictionaries(
    st.tuples(st.sampled_from("stu"), st.sampled_from("abcd")),
    st.sets(st.integers(1, 14).map("M{}".format), min_size=1, max_size=12),
    min_size=1,
)


@given(SIZES, st.sets(st.integers(1, 14).map("M{}".format)))
def test_nobody_is_found_by_taking_what_is_shown_off_everything_else(members, own):
    viewer = owner(*own) if own else VISITOR
    found = shown(members, viewer=viewer)
    _, who = rows(members)
    sums = {key[:2]: disclosure.outside(viewer, one) for key, one in who.items()}
    known = [frozenset((key[0], key[1], one) for one in sums[key]) for key in found if key[1]]
    for sector in {key[0] for key in found if key[0] and not key[1]}:
        parts = {key: codes for key, codes in sums.items() if key[0] == sector and key[1]}
        known.append(frozenset((*key, one) for key, codes in parts.items() for one in codes))
    if ("", "") in found:
        known.append(frozenset((*key, one) for key, codes in sums.items() if key[1] for one in codes))
    # each sum is over (category, maker); whatever is left of one when others inside it are taken off is a sum too
    left = set(known)
    for _ in range(3):
        left |= {one - other for one in left for other in known if other < one}
    for each in left:
        assert not each or len({one for *_, one in each}) >= 6


def answered(n: int) -> Shop:
    shop = Shop(specs(indicator("comfort")))
    for wave in ("2026H1", "2026H2"):
        shop.survey([{"comfort": 60.0 + i} for i in range(n)], wave=wave)
    return shop


@pytest.mark.parametrize("viewer", [Viewer("regulator"), association("things"), manufacturer("things", "A")])
def test_a_result_of_four_answers_comes_without_its_numbers(viewer):
    shop = answered(4)
    row = estimates(Reading(shop.store, shop.specs, viewer)).iloc[0]
    assert (row.n, row.flag) == (4, "small_cell")
    assert all(math.isnan(row[name]) for name in ("estimate", "se", "low", "high", "deff", "n_eff"))
    levels = gaps(Reading(shop.store, shop.specs, viewer))
    assert levels[["gap", "gap_low", "gap_high", "p_met", "score"]].isna().all(axis=None)
    assert set(levels["verdict"]) == {"too_few"}
    assert progress(Reading(shop.store, shop.specs, viewer)).empty


def test_five_answers_are_shown_and_an_administrator_sees_four():
    assert estimates(Reading(answered(5).store, answered(5).specs, Viewer("regulator")))["estimate"].notna().all()
    # (60 + 61 + 62 + 63) / 4
    assert estimates(Reading(answered(4).store, answered(4).specs, LOCAL))["estimate"].tolist() == [61.5, 61.5]


@pytest.mark.parametrize(("n", "seen"), [(6, 0), (7, 3)])
def test_a_maker_reads_a_board_of_six_others_at_least(n, seen):
    shop = Shop(specs(indicator("comfort")))
    shop.survey([{"enterprise": f"M{i}", "comfort": 60.0 + j} for i in range(n) for j in range(30)])
    mine = Reading(shop.store, shop.specs, manufacturer("things", "M0"))
    assert len(board(mine)[board(mine)["dimension"] == OVERALL]) == seen
    assert len(standing(mine)) == (seen > 0)
    assert len(board(mine.of(Selection(category="thing")))) == (2 if seen else 0)


@pytest.mark.parametrize(("n", "seen"), [(5, 0), (6, 3)])
def test_the_board_of_a_visitor_has_a_sector_from_six_makers_on(n, seen):
    shop = Shop(specs(indicator("comfort")))
    shop.survey([{"enterprise": f"M{i}", "comfort": 60.0 + j} for i in range(n) for j in range(30)])
    frame = board(Reading(shop.store, shop.specs, VISITOR))
    assert len(frame[frame["dimension"] == OVERALL]) == seen
    assert len(board(Reading(shop.store, shop.specs, Viewer("regulator")))) >= 3
