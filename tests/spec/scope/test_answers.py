"""How many gave which answer: counted, and no count that points at somebody."""

import pandas as pd

from benchmarks.index.answers import answers, answers_of
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, association, manufacturer
from tests import kit

ABOUT = Selection("things", "thing", "A", "comfort", "2026H1")


def counts(*each: int) -> list[int | None]:
    values = pd.Series([float(value) for value, n in enumerate(each) for _ in range(n)])
    return [None if pd.isna(n) else int(n) for n in answers_of(values)["n"]]


def test_answers_are_counted():
    assert counts(5, 7, 20) == [5, 7, 20]


def test_a_count_below_five_is_not_told_nor_what_would_give_it_away():
    # 3 alone would be the total less the rest: the next smallest, 6, goes with it
    assert counts(3, 6, 20) == [None, None, 20]
    # 1 + 2 = 3 together are still fewer than 5: 8 goes too
    assert counts(1, 2, 8, 30) == [None, None, None, 30]
    # 3 + 4 = 7 are enough together
    assert counts(3, 4, 8, 30) == [None, None, 8, 30]


def test_of_many_different_answers_ten_classes_are_made():
    found = answers_of(pd.Series(range(101), dtype=float))
    # 0 to 100 in tens: 10 each, the last class holds 90 to 100
    assert found["n"].to_list() == [10] * 9 + [11]
    assert (found["low"].iloc[0], found["high"].iloc[-1]) == (0, 100)


def test_who_does_not_see_a_maker_is_told_none_of_its_answers():
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    given = [60.0] * 30 + [70.0] * 3 + [80.0] * 9
    shop.survey([{"comfort": value, "enterprise": code} for code in "AB" for value in given])
    told = {
        who: list(answers(Reading(shop.store, shop.specs, who, ABOUT))["n"].fillna(0))
        for who in (LOCAL, association("things"), manufacturer("things", "A"), manufacturer("things", "B"))
    }
    # 42 answers: 30, 3 and 9; 3 is below five, and 9 is the smallest of the others
    assert list(told.values()) == [[30, 3, 9], [30, 0, 0], [30, 0, 0], []]
