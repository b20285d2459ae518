"""An answer is never put on another scale in silence: what the file says of its own is offered."""

import pytest

from data.check.scales import check_scale
from data.mapping.checked import checked as under
from data.mapping.mapping import Mapping, Recode
from data.problems.problem import sentence
from data.read import read
from tests.data.check_files import KNOWN, TODAY, WAVE, contract

FIVE = "满意度（1-5分）"
FALLING = "满意度（1=非常满意；10=非常不满意）"


def outcome(header: str, answers: str, mapping: Mapping | None = None, labels: dict[str, str] | None = None):
    """The check of answers to satisfaction (1 to 10) under this header, with the labels of a labelled file."""
    rows = [f"r{place},{'ACME' if place % 2 else 'NORD'},sofa,{each}" for place, each in enumerate(answers.split())]
    table = read("\n".join([f"response,enterprise,category,{header}", *rows]).encode(), "f")
    if labels:
        table.note["value_labels"] = {table.columns[3]: labels}
    return under(table, mapping, contract("survey"), KNOWN, wave=WAVE, today=TODAY)


def test_a_header_that_names_another_scale_is_asked_about_with_the_formula_and_the_mean():
    (asked,) = outcome(FIVE, "4 5").problems
    # 1 + (4.5 - 1) * 9 / 4 = 8.875
    told = sentence(asked)
    assert "1 to 5, and 1 to 10" in told and "1 + (x - 1) * 9 / 4" in told and "8.88 instead of 4.5" in told


def test_the_answer_counts_whichever_it_is():
    header = read(f"a,{FIVE}\n1,2\n".encode(), "f").columns[1]
    scaled = Mapping({}, {header: Recode(scale=((1.0, 5.0), (1.0, 10.0)))})
    assert outcome(FIVE, "4 5", scaled).typed["satisfaction"].to_pylist() == [7.75, 10]
    same = Mapping({}, {header: Recode(scale=((1.0, 10.0), (1.0, 10.0)))})
    assert outcome(FIVE, "4 5", same).typed["satisfaction"].to_pylist() == [4, 5]


@pytest.mark.parametrize(
    "header", ["满意度（5分制）", "满意度(满分5)", "满意度(李克特五级)", "满意度 (5-point scale)", "满意度 (out of 5)"]
)
def test_a_header_that_names_the_number_of_points_names_a_scale(header):
    mapping = Mapping({read(f"a,{header}\n1,2\n".encode(), "f").columns[1]: "satisfaction"})
    (asked,) = outcome(header, "4 5", mapping).problems
    assert (asked.code, asked.rule["low"], asked.rule["high"]) == ("scale_said", 1, 5)
    assert asked.rule["then"] == 8.88  # 1 + (4.5 - 1) * 9 / 4


def test_answers_from_0_to_100_are_one_question_with_the_formula():
    (asked,) = outcome("satisfaction", "60 70 80 90 100").problems
    assert (asked.code, asked.rule["mean"], asked.rule["then"]) == ("scale_beyond", 80, 8.2)  # 1 + 80 * 9 / 100
    few = outcome("satisfaction", "7 8 9 9 80").problems
    assert [(each.code, each.got) for each in few] == [("out_of_range", "80")]


def test_words_beside_numbers_are_read_and_their_order_counts():
    done = outcome("satisfaction", "10-非常满意 8 1-非常不满意")
    assert done.problems == () and done.typed["satisfaction"].to_pylist() == [10, 8, 1]
    assert [each.code for each in done.choices] == ["labels_beside"]
    (asked,) = outcome("satisfaction", "1-非常满意 8 10-非常不满意").problems
    assert asked.code == "scale_falls"
    assert [each.code for each in outcome("satisfaction", "4/5 7-8 8").problems] == ["not_a_number"] * 2


def test_labels_that_call_the_least_number_best_are_asked_about():
    for given in (
        outcome(FALLING, "4 9"),
        outcome("satisfaction", "4 9", labels={"1": "非常满意", "10": "非常不满意"}),
    ):
        (asked,) = given.problems
        assert (asked.code, asked.rule["mean"], asked.rule["then"]) == ("scale_falls", 6.5, 4.5)  # 11 - 6.5


@pytest.mark.parametrize(("turned", "expected"), [(True, [7, 2]), (False, [4, 9])])
def test_a_mapping_says_whether_the_labels_are_right(turned, expected):
    labels = {"1": "very satisfied", "10": "very dissatisfied"}
    done = outcome("satisfaction", "4 9", Mapping({}, {"satisfaction": Recode(reversed=turned)}), labels)
    assert done.problems == () and done.typed["satisfaction"].to_pylist() == expected


@pytest.mark.parametrize(
    "header",
    ["满意度（1-10分）", "满意度（1=非常不满意；10=非常满意）", "满意度（近1-5年）", "满意度", "3、满意度(1~10)"],
)
def test_a_header_that_agrees_or_speaks_of_something_else_is_not_asked_about(header):
    assert outcome(header, "4 9").problems == ()


def test_a_scale_is_looked_at_where_there_are_ratings_only():
    assert check_scale.__doc__ and outcome("satisfaction", "4 9", labels={"9": "don't know"}).problems == ()
