"""How much of what was expected a wave measured, and the wave that screens start with."""

import pandas as pd
import pytest

from benchmarks.columns import COVERAGE
from benchmarks.index.coverage import coverage, coverage_of, start
from benchmarks.reading import Reading
from data.viewer import Viewer
from tests import kit

MAKERS = ("A", "B", "C")


def register(*makers: str) -> pd.DataFrame:
    return pd.DataFrame({"sector": "things", "enterprise": list(makers)})


def measured(wave: str, *makers: str, sources: tuple[str, ...] = ("survey", "test"), sector: str = "things") -> list:
    return [(sector, maker, "thing", source, wave) for maker in makers for source in sources]


def table(*rows: tuple, makers: tuple[str, ...] = MAKERS) -> pd.DataFrame:
    estimates = pd.DataFrame(list(rows), columns=["sector", "enterprise", "category", "source", "wave"])
    return coverage_of(estimates, register(*makers)).assign(state="published").set_index(["sector", "wave"])


def test_coverage_is_what_is_measured_again_of_what_the_wave_before_measured():
    found = table(*measured("2025H2", *MAKERS), *measured("2026H1", "A", "B"))
    # 3 makers x 2 sources = 6 expected; A and B again = 4 of them
    assert found.loc[("things", "2026H1")].to_list()[:4] == [4, 6, 4, 4 / 6]
    assert list(found.reset_index().columns) == list(COVERAGE)


def test_a_survey_without_its_tests_is_half_a_wave():
    found = table(*measured("2025H2", *MAKERS), *measured("2026H1", *MAKERS, sources=("survey",)))
    assert found.loc[("things", "2026H1"), "coverage"] == 3 / 6


def test_the_first_wave_has_nothing_to_be_compared_with_and_is_whole():
    assert table(*measured("2026H1", "A")).loc[("things", "2026H1")].to_list()[:4] == [2, 2, 2, 1.0]


def test_who_is_new_does_not_stand_in_for_who_is_missing_and_who_left_the_register_is_not_expected():
    rows = [*measured("2025H2", "A", "B", "C"), *measured("2026H1", "A", "D")]
    # C is no longer registered: A and B are expected with 4 results, A has 2 of them, D was not expected
    found = table(*rows, makers=("A", "B", "D"))
    assert found.loc[("things", "2026H1")].to_list()[:4] == [4, 4, 2, 2 / 4]


def test_a_thin_wave_is_no_measure_for_the_next_one():
    rows = [*measured("2025H1", *MAKERS), *measured("2025H2", "A"), *measured("2026H1", "A")]
    found = table(*rows)
    assert found.loc[("things", "2025H2"), "coverage"] == 2 / 6
    assert found.loc[("things", "2026H1"), "coverage"] == 2 / 6  # of 2025H1, not 2 of 2


def test_all_sectors_together_miss_the_sector_that_has_not_come_yet():
    rows = [*measured("2025H2", "A", "B"), *measured("2025H2", "A", "B", sector="elsewhere"), *measured("2026H1", "A")]
    both = pd.concat([register("A", "B"), register("A", "B").assign(sector="elsewhere")])
    estimates = pd.DataFrame(rows, columns=["sector", "enterprise", "category", "source", "wave"])
    found = coverage_of(estimates, both).set_index(["sector", "wave"])
    assert found.loc[("", "2026H1")].to_list() == [2, 8, 2, 2 / 8]
    assert ("elsewhere", "2026H1") not in found.index


@pytest.mark.parametrize(
    ("newest", "first"),
    [
        (("A",), "2025H2"),  # 2 of 6
        (("A", "B"), "2026H1"),  # 4 of 6, which is two thirds
        (MAKERS, "2026H1"),
    ],
)
def test_screens_start_at_the_newest_wave_with_two_thirds_of_what_was_expected(newest, first):
    found = table(*measured("2025H1", *MAKERS), *measured("2025H2", *MAKERS), *measured("2026H1", *newest))
    assert start(found.reset_index(), "things", ["2025H1", "2025H2", "2026H1"]) == first


def test_where_no_wave_on_offer_is_whole_the_newest_of_them_is_shown():
    found = table(*measured("2025H1", *MAKERS), *measured("2025H2", "A"), *measured("2026H1", "B")).reset_index()
    assert start(found, "things", ["2025H2", "2026H1"]) == "2026H1"
    assert start(found, "things", []) is None
    assert start(found, "unknown", ["2026H1"]) == "2026H1"


def test_everyone_is_told_the_same_counts():
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    for maker in MAKERS:
        shop.survey([{"comfort": 70.0, "enterprise": maker}] * 6, wave="2025H2")
    shop.survey([{"comfort": 70.0, "enterprise": "A"}] * 6, wave="2026H1")
    found = coverage(Reading(shop.store, shop.specs, Viewer("visitor"))).set_index(["sector", "wave"])
    assert found.loc[("things", "2025H2"), "coverage"] == 1
    assert found.loc[("things", "2026H1"), "measured"] == 1
