"""What holds for every shipped spec, and the figures of the automobile spec with their arithmetic."""

import re
from datetime import date
from pathlib import Path

import pytest

from benchmarks.columns import LEVELS
from benchmarks.specs.parts import VERIFIED
from benchmarks.specs.spec import Indicator, LevelEntry, Specs, load_specs

FOLDER = Path(__file__).parents[2] / "benchmarks" / "specs"
SECTORS = ("automobiles", "catering", "home_appliances", "home_furnishings")
FIRST_WAVE, LAST_WAVE = date(2023, 7, 1), date(2026, 1, 1)  # the starts of 2023H2 and 2026H1
DIMENSIONS = {
    "safety": ("Safety", "安全"),
    "environment_health": ("Environment and health", "环保健康"),
    "reliability": ("Reliability", "可靠性"),
    "performance": ("Performance", "性能"),
    "service": ("Service", "服务"),
    "satisfaction": ("Satisfaction", "满意度"),
}
CHINESE = re.compile("[一-鿿]")


@pytest.fixture(scope="module")
def specs() -> Specs:
    return load_specs(FOLDER)


def indicators(specs: Specs) -> list[tuple[str, Indicator]]:
    return [(f"{sector}.{each.id}", each) for sector in specs for each in specs[sector].indicators]


def test_the_four_sectors_are_shipped(specs):
    assert tuple(specs) == SECTORS


@pytest.mark.parametrize("sector", SECTORS)
def test_a_spec_names_its_schema_on_the_first_line_and_its_sector_in_the_file_name(sector):
    first = (FOLDER / f"{sector}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=schema.json"


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_has_12_to_18_indicators_with_every_statistic_and_both_sources(specs, sector):
    found = specs[sector].indicators
    assert 12 <= len(found) <= 18
    assert {each.statistic for each in found} == {"mean", "share", "per_100", "top_box", "nps", "conformity"}
    assert {(each.source, each.statistic) for each in found} >= {("survey", "mean"), ("test", "mean")}
    assert specs[sector].indicator("satisfaction").to_reported(10) == 100
    assert specs[sector].indicator("recommend").statistic == "nps"


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_has_a_pass_or_fail_rule_that_every_sample_must_meet_by_law(specs, sector):
    rules = [each for each in specs[sector].indicators if each.statistic == "conformity"]
    floors = [each.level_at("floor", LAST_WAVE) for each in rules]
    assert any(floor.kind == "mandatory" and floor.value == 1.0 for floor in floors if floor)


@pytest.mark.parametrize("sector", SECTORS)
def test_weights_sum_to_one_over_the_dimensions_and_inside_each(specs, sector):
    spec = specs[sector]
    assert sum(dimension.weight for dimension in spec.dimensions) == pytest.approx(1)
    for dimension in spec.dimensions:
        assert sum(e.weight for e in spec.indicators if e.dimension == dimension.id) == pytest.approx(1), dimension.id


def test_dimensions_are_the_same_six_in_every_sector_so_that_the_board_can_line_them_up(specs):
    for spec in specs.values():
        for dimension in spec.dimensions:
            assert (dimension.label.en, dimension.label.zh) == DIMENSIONS[dimension.id]


def test_every_category_is_tested_and_surveyed(specs):
    for spec in specs.values():
        for category in spec.categories:
            sources = {each.source for each in spec.indicators if each.applies_to(category.id)}
            assert sources == {"survey", "test"}, category.id


def test_labels_and_remarks_are_english_in_english_and_chinese_in_chinese(specs):
    texts = [(sector, label) for sector, spec in specs.items() for label in (spec.label, *_labels(spec))]
    for where, indicator in indicators(specs):
        notes = [entry.note for level in LEVELS for entry in getattr(indicator.levels, level)]
        texts += [(where, text) for text in (indicator.label, indicator.note, *notes) if text]
    for where, text in texts:
        assert CHINESE.search(text.zh), f"{where}: {text.zh}"
        assert not CHINESE.search(text.en), f"{where}: {text.en}"


def _labels(spec) -> list:
    return [part.label for part in (*spec.dimensions, *spec.categories)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_indicators_of_a_sector_have_the_same_label(specs, language):
    for spec in specs.values():
        labels = [getattr(each.label, language) for each in spec.indicators]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("day", [FIRST_WAVE, LAST_WAVE])
def test_all_three_levels_stand_at_the_first_and_the_last_wave_of_the_demo(specs, day):
    for where, indicator in indicators(specs):
        assert list(indicator.levels_at(day)) == list(LEVELS), where


def entries(specs: Specs) -> list[tuple[str, Indicator, LevelEntry]]:
    return [
        (f"{where}.{level} of {entry.valid_from}", indicator, entry)
        for where, indicator in indicators(specs)
        for level in LEVELS
        for entry in getattr(indicator.levels, level)
    ]


def test_every_level_has_a_day_a_method_and_a_source_or_is_our_own_choice(specs):
    for where, _, entry in entries(specs):
        assert entry.valid_from <= date(2027, 12, 31), where
        assert entry.method is not None and not CHINESE.search(entry.method.en), where
        assert (entry.kind == "editorial") == entry.cite.startswith("our "), where
        assert entry.checked != "editorial" or entry.kind == "editorial", where
        assert entry.kind != "editorial" or entry.note, where  # why it was chosen
        assert entry.kind == "editorial" or CHINESE.search(entry.title.zh), where  # what is cited, in Chinese too


def test_what_was_not_seen_in_a_source_is_an_eighth_of_all_levels_and_no_bottom_line(specs):
    unsure = [entry for _, _, entry in entries(specs) if entry.checked not in VERIFIED]
    assert len(unsure) <= len(entries(specs)) / 8
    assert "mandatory" not in {entry.kind for entry in unsure}


def test_a_level_of_the_law_says_since_when_it_binds(specs):
    for where, _, entry in entries(specs):
        assert entry.kind != "mandatory" or entry.binds, where
        assert entry.kind != "editorial" or entry.binds is None, where


def test_no_level_is_rounded_away_by_the_decimals_it_is_shown_with(specs):
    for where, indicator, entry in entries(specs):
        assert round(entry.value, indicator.decimals) == entry.value, where


def test_only_chinese_standards_are_mandatory(specs):
    for where, _, entry in entries(specs):
        assert entry.kind != "mandatory" or entry.cite.startswith("GB"), where


def test_every_question_has_words_for_what_is_asked_and_answered_and_a_place_of_its_own(specs):
    for spec in specs.values():
        asked = [each for each in spec.indicators if each.source == "survey"]
        for each in asked:
            assert each.ask.en.endswith(("?", ".")) and each.ask.zh.endswith(("？", "。")), each.id
            assert each.ends or each.answers or each.statistic == "per_100", each.id
        assert sorted(each.order for each in asked) == list(range(1, len(asked) + 1))


def test_every_indicator_has_other_names_in_both_languages(specs):
    for where, indicator in indicators(specs):
        chinese = [bool(CHINESE.search(each)) for each in indicator.synonyms]
        assert any(chinese) and not all(chinese), where


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_is_cut_by_at_most_six_facets_and_the_buyer_is_one_of_them(specs, sector):
    facets = specs[sector].facets
    assert 3 <= len(facets) <= 6
    assert {each.of for each in facets} == {"enterprise", "product", "respondent"}
    for facet in facets:
        for label in (facet.label, *(each.label for each in facet.values)):
            assert CHINESE.search(label.zh) and not CHINESE.search(label.en), facet.id


def test_a_default_uncertainty_names_its_source_and_is_a_small_part_of_the_ladder(specs):
    stated = [(where, each) for where, each in indicators(specs) if each.default_u]
    assert len(stated) >= 12
    for where, each in stated:
        levels = [entry.value for entry in each.levels_at(LAST_WAVE).values()]
        assert each.default_u.checked in VERIFIED, where
        assert 0 < each.default_u.at(levels[0]) < abs(levels[0]), where


def car(specs: Specs, identifier: str, level: str, day: date) -> float:
    return specs["automobiles"].indicator(identifier).level_at(level, day).value


def test_a_braking_distance_on_the_road_is_no_law_and_the_law_of_brakes_is_a_test_of_its_own(specs):
    distance = specs["automobiles"].indicator("brake_distance_100")
    assert {entry.kind for level in LEVELS for entry in getattr(distance.levels, level)} == {"reference"}
    assert len({entry.measured for level in LEVELS for entry in getattr(distance.levels, level)}) == 1
    law = specs["automobiles"].indicator("service_brake_tests")
    assert (law.statistic, law.level_at("floor", LAST_WAVE).kind) == ("conformity", "mandatory")
    assert law.level_at("floor", LAST_WAVE).cite.startswith("GB 21670")


def test_no_limit_of_another_driving_cycle_stands_on_the_ladder_of_exhaust(specs):
    nox = specs["automobiles"].indicator("nox_emission")
    assert {entry.measured for level in LEVELS for entry in getattr(nox.levels, level)} == {"type I test, WLTC"}


def test_the_scores_of_two_editions_of_a_crash_test_are_not_one_series(specs):
    assert specs["automobiles"].indicator("cncap_score").breaks == (date(2024, 7, 1),)
    assert [car(specs, "cncap_score", "benchmark", day) for day in (FIRST_WAVE, LAST_WAVE)] == [76.5, 93.5 - 8.7]
    assert car(specs, "cncap_score", "frontier", LAST_WAVE) == 93.5


def test_the_bar_for_energy_use_tightens_to_the_limit_of_2025_on_1_january_2026(specs):
    assert car(specs, "energy_ratio", "floor", date(2025, 12, 31)) == round(16.9 / 15.1, 2)
    assert car(specs, "energy_ratio", "floor", date(2026, 1, 1)) == 1.0
    limit = 0.00556 * (2315 - 1780) + 13.92  # kWh/100 km for a car of 2315 kg
    assert car(specs, "energy_ratio", "frontier", date(2026, 1, 1)) == round(13.3 / limit, 2)


def test_warning_time_and_time_without_fire_never_share_a_scale(specs):
    battery = specs["automobiles"].indicator("battery_thermal_propagation")
    assert (battery.statistic, battery.breaks) == ("conformity", (date(2026, 7, 1),))
    assert [entry.valid_from for entry in battery.levels.floor] == [date(2021, 1, 1), date(2026, 7, 1)]


def test_problems_per_100_come_from_one_series_of_one_study(specs):
    for identifier, study in (("problems_per_100", "China IQS"), ("problems_per_100_ev", "China NEV-IQS")):
        indicator = specs["automobiles"].indicator(identifier)
        for level in LEVELS:
            for entry in getattr(indicator.levels, level):
                years = [int(year) for year in re.findall(r"20\d\d", entry.cite)]
                assert study in entry.cite
                assert min(years, default=2021) >= 2021  # the questions changed between 2020 and 2021


def test_the_benchmark_of_satisfaction_rises_with_the_index_it_comes_from(specs):
    days = (date(2024, 10, 22), date(2024, 10, 23))
    assert [car(specs, "satisfaction", "benchmark", day) for day in days] == [80, 81]
    assert [car(specs, "service_satisfaction", "benchmark", day) for day in days] == [79, 78 + 3]


def test_no_european_exhaust_limit_is_a_benchmark_for_a_country_with_stricter_ones(specs):
    for each in specs["automobiles"].indicators:
        cites = [entry.cite for level in LEVELS for entry in getattr(each.levels, level)]
        assert not any("Euro 6" in cite for cite in cites)
