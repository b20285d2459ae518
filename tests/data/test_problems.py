"""Problems as data, and their wording apart."""

import string

import pytest

from data.problems.problem import FRAMES, NAMED, SUGGESTION, TEMPLATES, Group, Problem, group, messages, sentence
from pages.parts.words.language import Language


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_wording_is_plain_text_with_named_fields(code):
    template = TEMPLATES[code]
    assert template.severity in ("error", "warning")
    assert code.isidentifier() and template.title and template.sentence.endswith((".", "}")) and template.todo
    for text in (template.title, template.sentence, template.todo):
        fields = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        assert all(name.isidentifier() for name in fields)


def test_messages_name_every_text_a_sentence_is_made_of_once():
    texts = messages()
    assert len(texts) == len(set(texts))
    assert {SUGGESTION, *FRAMES.values()} <= set(texts)
    assert {template.title for template in TEMPLATES.values()} <= set(texts)


def test_a_sentence_is_made_of_translated_parts_and_values_are_put_in_afterwards():
    problem = Problem("enterprise_unknown", 7, "企业", "ACNE", {"suggestion": "ACME"})
    words = {
        FRAMES[True, True, True]: "第 {line} 行“{column}”：{sentence}{suggestion}{todo}",
        TEMPLATES["enterprise_unknown"].sentence: "没有登记代码为 {got} 的企业。",
        TEMPLATES["enterprise_unknown"].todo: "请更正。",
        SUGGESTION: "是否为 {suggestion}？",
    }
    assert sentence(problem, words.get) == "第 7 行“企业”：没有登记代码为 ACNE 的企业。是否为 ACME？请更正。"


def test_what_stands_in_a_cell_is_repeated_without_being_taken_for_a_field():
    assert "got {got} {0} %s" in sentence(Problem("not_a_number", 2, "x", "{got} {0} %s"))


def test_invisible_characters_are_shown_by_their_number_and_long_texts_are_cut():
    assert "a\\u0007b" in sentence(Problem("control_character", 2, "x", "a\x07b"))
    assert "x" * 79 + "…" in sentence(Problem("not_a_number", 2, "x", "x" * 100))


def test_numbers_in_a_sentence_have_no_tail():
    text = sentence(Problem("out_of_range", 2, "x", "11", {"name": "x", "low": 1.0, "high": 0.1 + 0.2}))
    assert "between 1 and 0.3;" in text


def test_groups_count_all_and_keep_the_first_lines_errors_before_warnings():
    problems = [Problem("column_empty", None, "a")]
    problems += [Problem("empty", line, column) for line in range(2, 12) for column in ("a", "b")]
    assert group(problems) == [Group("empty", 20, (2, 3, 4, 5, 6)), Group("column_empty", 1, ())]


def test_a_problem_can_stand_in_a_set():
    assert len({Problem("empty", 2, "a"), Problem("empty", 2, "a"), Problem("empty", 3, "a")}) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_problem_names_what_it_speaks_of_with_the_code_in_brackets(language):
    """A maker, category, indicator, laboratory or sector is called by its name wherever a sentence speaks of it."""
    name, named = {"en": "Tin Kettle", "zh": "锡壶"}[language], 0
    for code, template in TEMPLATES.items():
        texts = template.sentence + template.todo
        fields = {field for _, field, _, _ in string.Formatter().parse(texts) if field}
        rule = {field: "APP-04" if field in NAMED else "1" for field in fields}
        said = sentence(Problem(code, 2, "x", "APP-04", rule), Language(language).gettext, (), {"APP-04": name})
        assert said.count("APP-04") == said.count(f"{name} (APP-04)"), said
        named += "APP-04" in said
    assert named > 100


def test_a_code_without_a_name_stays_a_code():
    said = sentence(Problem("enterprise_unknown", 7, "x", "ACNE"), names={"APP-04": "Tin Kettle"})
    assert "ACNE" in said and "(" not in said


def test_numbers_of_things_have_their_thousands_apart_and_lines_and_what_was_got_stay_as_they_are():
    long = Problem("file_long", got="2000001", rule={"limit": 2_000_000})
    assert sentence(long).startswith("A file may hold 2,000,000 rows, and this one holds 2,000,001.")
    assert sentence(Problem("rows_of_many", 12345, "", "n", {"most": 1400})).startswith("Line 12345: The column n")
    assert "numbers up to 1,400," in sentence(Problem("rows_of_many", 12345, "", "n", {"most": 1400}))
    assert sentence(Problem("enterprise_unknown", 7, "", "20260101")).count("20260101") == 1
    lines = "Lines 1, 2, 3, 4, 5 … (1,000 in all): "
    assert sentence(Problem("enterprise_unknown", 1, "", "x"), lines=range(1, 1001)).startswith(lines)
