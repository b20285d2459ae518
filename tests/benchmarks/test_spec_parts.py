"""What a spec may say beside its levels: methods, default uncertainty, questions, synonyms, facets."""

from datetime import date

import pytest

from tests.benchmarks.test_spec import GOOD, read, refused

PANEL = "    international: {standard: ISO 12460-1, adoption: MOD}\n"
RATING = "    scale: {from: [1, 10], to: [0, 100]}\n"
ASKED = "    ask: {en: How satisfied are you?, zh: 您满意吗？}\n"
FACETS = """\
facets:
  - {id: buyer_region, label: {en: Region of the buyer, zh: 购买者地区}, of: respondent, from: stratum}
  - id: price_class
    label: {en: Price class, zh: 价位}
    of: product
    values:
      - {id: entry, label: {en: Entry, zh: 入门}}
      - {id: premium, label: {en: Premium, zh: 高端}}
"""


def with_panel(line: str) -> str:
    return GOOD.replace(PANEL, f"{PANEL}    {line}\n")


def with_rating(line: str, asked: str = ASKED) -> str:
    return GOOD.replace(RATING, f"{RATING}{asked}    {line}\n")


def test_a_method_and_a_title_may_be_one_text_or_one_in_each_language(tmp_path):
    text = GOOD.replace("method: 1 m3 chamber", "method: {en: 1 m3 chamber, zh: 1m³气候箱}, binds: 2018-05-01")
    [first, second] = read(tmp_path, text)["home_furnishings"].indicator("panel_formaldehyde").levels.floor
    assert (first.method.en, first.method.zh, first.measured) == ("1 m3 chamber", "1m³气候箱", "1 m3 chamber")
    assert (first.binds, second.binds, second.method, second.measured) == (date(2018, 5, 1), None, None, "")
    [plain, _] = read(tmp_path)["home_furnishings"].indicator("panel_formaldehyde").levels.floor
    assert plain.method.en == plain.method.zh == "1 m3 chamber"


@pytest.mark.parametrize(
    ("written", "value", "expanded"),
    [
        ("{value: 0.012, cite: a ring test, checked: secondary}", 0.124, 0.012),
        ("{value: 0.006, k: 1, cite: a ring test, checked: secondary}", 0.124, 2 * 0.006),
        ("{percent: 20, cite: a ring test, checked: secondary}", 0.124, 0.124 * 20 / 100),
        ("{percent: 10, k: 1, cite: a ring test, checked: secondary}", 0.05, 2 * 0.05 * 10 / 100),
    ],
)
def test_a_default_uncertainty_is_a_value_or_a_percentage_and_is_told_at_k_2(tmp_path, written, value, expanded):
    panel = read(tmp_path, with_panel(f"default_u: {written}"))["home_furnishings"].indicator("panel_formaldehyde")
    assert panel.default_u.at(value) == pytest.approx(expanded)


def test_an_indicator_without_a_default_uncertainty_has_none_to_tell(tmp_path):
    assert read(tmp_path)["home_furnishings"].indicator("panel_formaldehyde").default_u is None


def test_a_question_has_words_for_its_ends_or_for_each_answer(tmp_path):
    text = with_rating("ends: {en: [not at all, completely], zh: [很不满意, 非常满意]}\n    order: 3")
    rating = read(tmp_path, text)["home_furnishings"].indicator("satisfaction")
    assert (rating.ask.zh, rating.ends.en, rating.order) == ("您满意吗？", ("not at all", "completely"), 3)


def test_facets_name_a_column_or_their_values(tmp_path):
    region, price = read(tmp_path, GOOD + FACETS)["home_furnishings"].facets
    assert (region.column, region.of, region.values) == ("stratum", "respondent", ())
    assert [part.label.zh for part in price.values] == ["入门", "高端"]


def test_more_than_six_facets_are_refused(tmp_path):
    seven = "".join(f"  - {{id: f{n}, label: {{en: F, zh: 方面}}, of: product}}\n" for n in range(7))
    [problem] = refused(tmp_path, f"{GOOD}facets:\n{seven}")
    assert (problem.where, problem.rule) == ("facets", "the list holds at most 6 values")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (with_panel("default_u: {cite: x, checked: memory}"), "default_u has a value or a percent"),
        (with_panel("default_u: {value: 1, percent: 1, cite: x, checked: memory}"), "a value or a percent"),
        (with_panel("default_u: {value: 0, cite: x, checked: memory}"), "the value is more than 0"),
        (with_rating("default_u: {value: 1, cite: x, checked: memory}"), "only a measured value has a default"),
        (with_panel("ask: {en: How much?, zh: 多少？}"), "only an indicator of a survey is asked"),
        (with_rating("order: 1", asked=""), "order belongs to a question"),
        (with_rating("ends: {en: [], zh: [否, 是]}"), "the list may not be empty"),
        (with_rating("ends: {en: [a, b, c], zh: [甲, 乙]}"), "the ends of a scale are two"),
        (with_rating("answers: {en: [no, yes], zh: [否, 是]}"), "there is one answer for each value from 1 to 10"),
        (with_rating("synonyms: [甲醛释放量]"), "a synonym names one indicator"),
        (GOOD + FACETS.replace("id: price_class", "id: satisfaction"), "a facet may not be named like"),
        (GOOD + FACETS.replace("id: price_class", "id: buyer_region"), "an id stands once among the facets"),
        (GOOD + FACETS.replace("id: premium", "id: entry"), "a value of a facet stands once"),
        (GOOD.replace("checked: memory", "checked: memory, method: [a]"), "the value is a mapping of keys"),
    ],
)
def test_what_cannot_be_meant_is_told(tmp_path, text, rule):
    problems = refused(tmp_path, text)
    assert any(rule in problem.rule for problem in problems), problems


def test_no_two_questions_stand_at_the_same_place(tmp_path):
    other = GOOD[GOOD.index("  - id: satisfaction") :].replace("id: satisfaction", "id: quality", 1)
    other = other.replace("zh: 总体满意度", "zh: 感知质量")
    text = (GOOD + other).replace(RATING, f"{RATING}{ASKED}    order: 1\n")
    [problem] = refused(tmp_path, text)
    assert (problem.where, problem.rule) == (
        "indicators.quality.order",
        "a place in the order of questions stands once",
    )


E0 = "cite: GB/T 39600-2021 grade E0, from: 2021-10-01"
STRICTER = "cite: a stricter edition, from: 2026-01-01"
ONE = "levels of one indicator are measured by one method, or cite the conversion between two"
NEW = "a level measured by another method than before starts a new series"


@pytest.mark.parametrize(
    ("cite", "line", "where", "rule", "got"),
    [
        (E0, "method: desiccator", "benchmark.1", ONE, "'desiccator' beside '1 m3 chamber' of the floor"),
        (STRICTER, "method: desiccator", "floor.2", NEW, "'desiccator' after '1 m3 chamber'"),
    ],
)
def test_levels_of_two_methods_are_not_one_ladder(tmp_path, cite, line, where, rule, got):
    problems = refused(tmp_path, GOOD.replace(cite, f"{cite}, {line}"))
    [problem] = [each for each in problems if each.rule == rule]
    assert problem.where == f"indicators.panel_formaldehyde.levels.{where}.method"
    assert problem.got == got


@pytest.mark.parametrize("line", ["method: 1 M3  chamber", "method: desiccator, conversion: a ring test of 2019"])
def test_levels_of_one_method_are_one_ladder_and_so_are_those_with_a_conversion_that_is_cited(tmp_path, line):
    text = GOOD.replace(E0, f"{E0}, {line}").replace(STRICTER, f"{STRICTER}, {line}")
    assert read(tmp_path, text)["home_furnishings"].indicator("panel_formaldehyde").levels.benchmark[0].method


def test_another_method_may_follow_where_a_new_series_starts(tmp_path):
    text = with_panel("breaks: [2026-01-01]").replace(STRICTER, f"{STRICTER}, method: desiccator")
    assert read(tmp_path, text)["home_furnishings"].indicator("panel_formaldehyde").breaks == (date(2026, 1, 1),)


def test_a_title_is_the_citation_in_words_and_in_english_the_citation_itself(tmp_path):
    text = GOOD.replace(E0, f"{E0}, title: {{zh: 人造板及其制品甲醛释放量分级}}")
    [entry] = read(tmp_path, text)["home_furnishings"].indicator("panel_formaldehyde").levels.benchmark
    assert (entry.named.en, entry.named.zh) == ("GB/T 39600-2021 grade E0", "人造板及其制品甲醛释放量分级")
