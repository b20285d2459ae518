"""What aggregates and small cells may tell: nothing of fewer than 6, directly or by taking one figure off another."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.columns import OVERALL
from benchmarks.index.national import board
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading, estimates, gaps
from benchmarks.scope import disclosure
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests.kit import Shop, indicator, specs

VISITOR = Viewer("visitor")


def rows(members: dict[tuple[str, str], set[str]]) -> tuple[pd.DataFrame, dict]:
    """ROLLUP-like rows of categories (sector, category), of their sectors and of all, and who is in each."""
    who = {
        (sector, category, "2026"): {(sector, code) for code in codes} for (sector, category), codes in members.items()
    }
    for sector, _ in members:
        parts = [found for (of, category, _), found in who.items() if of == sector and category]
        who[sector, "", "2026"] = set().union(*parts)
    everyone = set().union(*who.values())
    keys = [*who, ("", "", "2026")]
    frame = pd.DataFrame(keys, columns=["sector", "category", "wave"])
    level = ["all" if not sector else ("category" if category else "sector") for sector, category, _ in keys]
    rated = [len(who.get(key, everyone)) for key in keys]
    numbers = {"score": 70.0, "low": 65.0, "high": 75.0, "rated": rated}
    return frame.assign(level=level, dimension=OVERALL, **numbers), who


def shown(members: dict[tuple[str, str], set[str]], shares: dict | None = None, viewer: Viewer = VISITOR) -> set:
    frame, who = rows(members)
    found = disclosure.aggregates(frame, viewer, who, shares or {})
    return set(zip(found["sector"], found["category"], strict=True))


def makers(first: int, last: int) -> set[str]:
    return {f"M{i}" for i in range(first, last + 1)}


def test_six_makers_may_be_averaged_and_five_may_not():
    # one of the six takes its own value off the mean: 6 x mean - own = the sum of 5 others
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
    # of both sectors together six makers are measured, five beside M1
    assert shown(members, viewer=manufacturer("s", "M1")) == {("", "")}


SIZES = st.dictionaries(
    st.tuples(st.sampled_from("stu"), st.sampled_from("abcd")),
    st.sets(st.integers(1, 14).map("M{}".format), min_size=1, max_size=12),
    min_size=1,
)


@given(SIZES)
def test_no_group_of_fewer_than_six_is_shown_or_left_over(members):
    found = shown(members)
    _, who = rows(members)
    for sector, category in found - {("", "")}:
        assert len(who[sector, category, "2026"]) >= 6
    for sector in {sector for sector, _ in members if (sector, "") in found}:
        parts = {key: codes for key, codes in members.items() if key[0] == sector}
        hidden = set().union(*[codes for key, codes in parts.items() if key not in found])
        assert not hidden or len(hidden) >= 6 or not any(key in found for key in parts)
    if ("", "") in found:
        missing = [who[sector, "", "2026"] for sector, _ in members if (sector, "") not in found]
        assert not missing or len(set().union(*missing)) >= 6


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


@pytest.mark.parametrize(("n", "seen"), [(5, 0), (6, 3)])
def test_the_board_of_a_visitor_has_a_sector_from_six_makers_on(n, seen):
    shop = Shop(specs(indicator("comfort")))
    shop.survey([{"enterprise": f"M{i}", "comfort": 60.0 + j} for i in range(n) for j in range(30)])
    frame = board(Reading(shop.store, shop.specs, VISITOR))
    assert len(frame[frame["dimension"] == OVERALL]) == seen
    assert len(board(Reading(shop.store, shop.specs, Viewer("regulator")))) >= 3
