"""Values of the shipped catalogue that must not drift: each with the standard it comes from and its date."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.columns import LEVELS
from benchmarks.specs.spec import Indicator, LevelEntry, Specs, load_specs

FOLDER = Path(__file__).parents[2] / "benchmarks" / "specs"
SECTORS = ("catering", "home_appliances", "home_furnishings")
DAY = date(2026, 1, 1)  # the first day of 2026H1
FIRST_WAVE, LAST_WAVE = date(2023, 7, 1), date(2026, 1, 1)  # the starts of 2023H2 and 2026H1


@pytest.fixture(scope="module")
def specs() -> Specs:
    return load_specs(FOLDER)


def in_force(specs: Specs, sector: str, indicator: str, level: str, day: date = DAY) -> LevelEntry:
    entry = specs[sector].indicator(indicator).level_at(level, day)
    assert entry is not None, f"{indicator} has no {level} on {day}"
    return entry


@pytest.mark.parametrize(
    ("sector", "indicator", "level", "value", "kind", "cite"),
    [
        ("home_furnishings", "panel_formaldehyde", "floor", 0.124, "mandatory", "GB 18580-2017"),  # E1
        ("home_furnishings", "panel_formaldehyde", "benchmark", 0.050, "recommended", "GB/T 39600-2021 grade E0"),
        ("home_furnishings", "panel_formaldehyde", "frontier", 0.025, "recommended", "GB/T 39600-2021 grade ENF"),
        ("home_furnishings", "panel_formaldehyde_us", "floor", 0.09, "reference", "TSCA Title VI"),
        ("home_furnishings", "migratable_lead", "floor", 90, "mandatory", "GB 18584-2024"),
        ("home_furnishings", "migratable_lead", "benchmark", 23, "reference", "category III"),
        ("home_furnishings", "fabric_formaldehyde", "floor", 300, "mandatory", "GB 18401-2010 class C"),
        ("home_appliances", "leakage_current", "floor", 3.5, "mandatory", "GB 4706.1-2005 cl. 13.2"),
        ("home_appliances", "earth_resistance", "floor", 0.1, "mandatory", "GB 4706.1-2005 cl. 27.5"),
        ("home_appliances", "ac_efficiency_apf", "floor", 4.00, "mandatory", "GB 21455-2019 table 1, grade 3"),
        ("home_appliances", "ac_efficiency_apf", "benchmark", 4.50, "recommended", "GB 21455-2019 table 1, grade 2"),
        ("home_appliances", "ac_efficiency_apf", "frontier", 5.00, "recommended", "GB 21455-2019 table 1, grade 1"),
        ("home_appliances", "drum_washing_ratio", "benchmark", 1.03, "reference", "(EU) 2019/2023"),
        ("catering", "frying_oil_polar", "floor", 27, "mandatory", "GB 2716-2018"),
        ("catering", "hot_holding_temperature", "floor", 60, "mandatory", "GB 31654-2021"),
        ("catering", "hot_holding_temperature", "benchmark", 63, "reference", "England"),
        ("catering", "cold_holding_temperature", "benchmark", 5, "reference", "3-501.16"),
        ("catering", "tableware_coliform", "floor", 1.0, "mandatory", "GB 14934-2016"),
    ],
)
def test_a_level_is_the_value_of_its_standard(specs, sector, indicator, level, value, kind, cite):
    entry = in_force(specs, sector, indicator, level)
    assert (entry.value, entry.kind) == (value, kind)
    assert cite in entry.cite


def test_residual_chlorine_is_the_rule_of_2016_per_100_cm2_and_not_the_withdrawn_rule_per_litre(specs):
    indicator = specs["catering"].indicator("tableware_residual_chlorine")
    entry = in_force(specs, "catering", indicator.id, "floor")
    assert (entry.value, indicator.unit) == (0.03, "mg/dm2")  # 1 dm2 = 100 cm2
    assert entry.cite.startswith("GB 14934-2016")


def test_the_refrigerator_frontier_falls_to_the_new_grade_1_on_the_day_it_is_published(specs):
    def frontier(day: date) -> LevelEntry:
        return in_force(specs, "home_appliances", "refrigerator_daily_energy", "frontier", day)

    assert (frontier(date(2025, 6, 23)).value, frontier(date(2025, 6, 23)).cite) == (0.92, "GB 12021.2-2015, grade 1")
    assert (frontier(date(2025, 6, 24)).value, frontier(date(2025, 6, 24)).kind) == (0.55, "reference")
    assert (frontier(date(2026, 6, 1)).value, frontier(date(2026, 6, 1)).kind) == (0.55, "recommended")
    assert frontier(date(2026, 6, 1)).cite == "GB 12021.2-2025, grade 1"


def test_the_benchmark_of_refrigerators_is_grade_1_of_2015(specs):
    entry = in_force(specs, "home_appliances", "refrigerator_daily_energy", "benchmark")
    assert (entry.value, entry.cite, entry.valid_from) == (0.92, "GB 12021.2-2015, grade 1", date(2016, 10, 1))


def test_derived_refrigerator_floors_follow_from_the_published_grade_1(specs):
    def floor(day: date) -> LevelEntry:
        return in_force(specs, "home_appliances", "refrigerator_daily_energy", "floor", day)

    assert floor(date(2026, 5, 31)).value == round(0.92 * 90 / 50, 2)
    assert floor(date(2026, 6, 1)).value == round(0.55 * 90 / 40, 2)
    assert floor(date(2026, 6, 1)).kind == "editorial"  # derived by us, so no law


def test_the_eu_bar_for_refrigerators_tightens_on_1_march_2024(specs):
    def floor(day: date) -> float:
        return in_force(specs, "home_appliances", "refrigerator_energy_index_eu", "floor", day).value

    assert (floor(date(2024, 2, 29)), floor(date(2024, 3, 1))) == (125, 100)


def test_the_furniture_bar_becomes_law_on_1_july_2025(specs):
    def floor(indicator: str, day: date) -> tuple[float, str]:
        entry = in_force(specs, "home_furnishings", indicator, "floor", day)
        return entry.value, entry.kind

    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert floor("furniture_formaldehyde", before) == (0.124, "reference")
    assert floor("furniture_formaldehyde", after) == (0.080, "mandatory")
    assert floor("furniture_tvoc", before) == (0.50, "reference")
    assert floor("furniture_tvoc", after) == (0.50, "mandatory")
    assert floor("tip_over_stability", before) == (1.0, "recommended")
    assert floor("tip_over_stability", after) == (1.0, "mandatory")


def test_a_rule_that_covers_more_elements_or_another_cigarette_starts_a_new_series(specs):
    furnishings = specs["home_furnishings"]
    assert furnishings.indicator("migratable_elements").breaks == (date(2025, 7, 1),)
    assert furnishings.indicator("cigarette_ignition").breaks == (date(2025, 9, 1),)


def test_no_coating_level_is_taken_from_the_toy_class_of_powders(specs):
    lead = specs["home_furnishings"].indicator("migratable_lead")
    assert 2.0 not in [entry.value for level in LEVELS for entry in getattr(lead.levels, level)]
    frontier = in_force(specs, "home_furnishings", "migratable_lead", "frontier")
    assert (frontier.value, "category III" in frontier.cite) == (23, True)


def test_boards_and_products_of_boards_part_ways_on_1_june_2026_and_each_starts_a_new_series(specs):
    furnishings, last, first = specs["home_furnishings"], date(2026, 5, 31), date(2026, 6, 1)

    def floor(indicator: str, day: date) -> tuple[float, str, str]:
        entry = in_force(specs, "home_furnishings", indicator, "floor", day)
        return entry.value, entry.kind, entry.cite.split(",")[0]

    boards, products = "panel_formaldehyde", "board_product_formaldehyde"
    assert floor(boards, last) == floor(products, last) == (0.124, "mandatory", "GB 18580-2017")
    assert floor(boards, first) == (0.124, "mandatory", "GB 18580-2025")
    assert floor(products, first) == (0.050, "mandatory", "GB 18580-2025")
    assert furnishings.indicator(boards).breaks == furnishings.indicator(products).breaks == (first,)
    assert furnishings.indicator(products).categories == ("board_product",)


def test_what_is_used_here_and_what_binds_are_two_days(specs):
    def days(sector: str, indicator: str, level: str, day: date = DAY) -> tuple[date, date | None]:
        entry = in_force(specs, sector, indicator, level, day)
        return entry.valid_from, entry.binds

    adopted = date(2023, 7, 1)  # the regulation is of 14 July 2023; one regulation, two days on which it binds
    assert days("home_furnishings", "furniture_formaldehyde", "benchmark", adopted) == (adopted, date(2026, 8, 6))
    assert days("automobiles", "cabin_formaldehyde", "benchmark") == (adopted, date(2027, 8, 6))
    draft = in_force(specs, "automobiles", "cabin_benzene", "benchmark")
    assert (draft.valid_from, draft.binds, "draft" in draft.cite) == (date(2017, 1, 1), None, True)


def test_new_editions_stand_with_the_day_on_which_they_take_effect(specs):
    def cite(sector: str, indicator: str, day: date) -> str:
        return in_force(specs, sector, indicator, "floor", day).cite

    washers = specs["home_appliances"].indicator("drum_washer_limits")
    assert cite("home_appliances", washers.id, date(2027, 3, 31)) == "GB 12021.4-2013"
    assert cite("home_appliances", washers.id, date(2027, 4, 1)) == "GB 12021.4-2026"
    assert washers.breaks == (date(2027, 4, 1),)
    assert cite("home_furnishings", "tip_over_stability", date(2025, 4, 30)).startswith("GB/T 3324-2017")
    assert cite("home_furnishings", "tip_over_stability", date(2025, 5, 1)) == "GB/T 3324-2024"


def test_the_sound_of_a_drum_machine_has_no_limit_of_a_standard_that_was_not_seen(specs):
    entry = in_force(specs, "home_appliances", "drum_spin_noise", "floor", date(2026, 9, 1))
    assert (entry.kind, entry.binding) == ("editorial", False)


@pytest.mark.parametrize(
    ("sector", "indicator", "value", "expanded"),
    [
        ("home_furnishings", "panel_formaldehyde", 0.124, 2 * 0.075 * 0.124),
        ("home_furnishings", "migratable_lead", 90, 0.30 * 90),
        ("home_appliances", "ac_indoor_noise", 40, 2),
        ("home_appliances", "ac_efficiency_apf", 5.0, 0.08 * 5.0),
        ("home_appliances", "refrigerator_daily_energy", 0.92, 0.10 * 0.92),
        ("catering", "hot_holding_temperature", 60, 1),
    ],
)
def test_a_default_uncertainty_is_that_of_its_source_at_k_2(specs, sector, indicator, value, expanded):
    assert specs[sector].indicator(indicator).default_u.at(value) == pytest.approx(expanded)


def test_drum_machines_are_not_measured_on_the_ladder_of_impeller_machines(specs):
    appliances = specs["home_appliances"]
    for indicator in appliances.indicators:
        if indicator.id.startswith("drum_"):
            assert indicator.categories == ("drum_washing_machine",)
    impeller_top = 0.91  # GB/T 4288-2003
    assert in_force(specs, "home_appliances", "drum_washing_ratio", "floor").value > impeller_top


@pytest.mark.parametrize("sector", SECTORS)
def test_a_foreign_law_is_a_reference_and_never_caps_an_index(specs, sector):
    foreign = ("EU)", "US ", "UK ", "England", "Japan", "Quebec", "ASTM", "EN ", "IEC", "ACSI", "France")
    for indicator in specs[sector].indicators:
        for level in LEVELS:
            for entry in getattr(indicator.levels, level):
                if entry.kind == "mandatory":
                    assert entry.cite.startswith("GB"), f"{indicator.id} {level}: {entry.cite}"
                    assert not any(word in entry.cite for word in foreign)


@pytest.mark.parametrize("sector", SECTORS)
def test_some_bar_moves_between_the_first_and_the_last_wave(specs, sector):
    def values(indicator: Indicator, day: date) -> list[float]:
        return [entry.value for entry in indicator.levels_at(day).values()]

    moved = [i.id for i in specs[sector].indicators if values(i, FIRST_WAVE) != values(i, LAST_WAVE)]
    assert moved


@pytest.mark.parametrize("sector", SECTORS)
def test_a_category_has_2_to_8_tests_and_every_survey_question(specs, sector):
    spec = specs[sector]
    questions = [indicator for indicator in spec.indicators if indicator.source == "survey"]
    for category in spec.categories:
        tests = [i for i in spec.indicators if i.source == "test" and i.applies_to(category.id)]
        assert 2 <= len(tests) <= 8, category.id
        assert all(question.applies_to(category.id) for question in questions)


def test_satisfaction_is_one_item_of_1_to_10_reported_on_0_to_100_in_every_sector(specs):
    for sector in SECTORS:
        item = specs[sector].indicator("satisfaction")
        assert (item.to_reported(1), item.to_reported(10)) == (0, 100)
        assert item.to_reported(8.2) == pytest.approx((8.2 - 1) / 9 * 100)
        assert item.only_whole
