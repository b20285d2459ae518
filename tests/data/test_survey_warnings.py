"""Warnings of a survey: what is odd is said, and what is merely natural is not."""

import numpy as np
import pytest

from data.check.known import Known
from tests.data.check_files import FIVE, checked, found

HEAD = "response,enterprise,category,satisfaction"


def survey(answers: list[str], header: str = HEAD, known: Known | None = None) -> list[tuple[str, int | None, str]]:
    """Problems of a survey in which two enterprises give these answers in turn."""
    rows = [f"r{i},{('ACME', 'NORD')[i % 2]},sofa,{answer}" for i, answer in enumerate(answers)]
    return found(checked("survey", "\n".join([header, *rows]), known or Known()))


def test_four_equal_ratings_and_five_equal_counts_are_no_sign_of_ticking_straight_down():
    assert survey(["6,6,6,6,", "5,6,7,8,9"], FIVE) == []
    counts = "response,enterprise,category,problems,would_buy,satisfaction,comfort,finish,advice"
    assert survey(["1,1,1,1,1,1", "0,0,5,6,7,8"], counts) == []


def test_a_refused_rating_among_equal_ones_is_the_only_problem_of_its_row():
    six = f"{FIVE},recommend"
    assert survey(["6,6,6,6,6,99", "5,6,7,8,9,1"], six) == [("out_of_range", 2, "recommend")]


@pytest.mark.parametrize(("count", "top", "warned"), [(30, 5, True), (29, 5, False), (30, 7, True), (30, 8, False)])
def test_a_scale_looks_wrong_from_thirty_answers_of_which_none_is_above_a_shorter_ones_end(count, top, warned):
    answers = [str(1 + i % top) for i in range(count)]
    assert survey(answers) == ([("scale_looks_wrong", None, "satisfaction")] if warned else [])


def test_a_mean_moved_far_only_beyond_three_standard_errors_of_the_change():
    # ACME: ten 6 and ten 8, mean 7, variance 1, squared error 1 / (20 - 1); before: 0.1.
    answers = [str(answer) for pair in [(6, 9), (8, 10)] * 10 for answer in pair]
    spread = float(np.sqrt(0.01 + 1 / 19))
    near = Known(last={("ACME", "sofa", "satisfaction"): (7 - 2.99 * spread, 0.1)})
    far = Known(last={("ACME", "sofa", "satisfaction"): (7 - 3.01 * spread, 0.1)})
    assert ("moved_far", None, "satisfaction") not in survey(answers, known=near)
    assert survey(answers, known=far) == [("moved_far", None, "satisfaction")]


def test_weights_count_in_what_moved():
    rows = ["a,ACME,sofa,2,3"] * 2 + ["a,ACME,sofa,8,1"] * 2
    text = "\n".join(["response,enterprise,category,satisfaction,weight", *(f"{i}{row}" for i, row in enumerate(rows))])
    # (2 * 3 + 2 * 3 + 8 + 8) / (3 + 3 + 1 + 1) = 3.5
    known = Known(last={("ACME", "sofa", "satisfaction"): (30.0, 0.1)})
    moved = next(each for each in checked("survey", text, known).problems if each.code == "moved_far")
    assert moved.rule["now"] == 3.5 and moved.rule["before"] == 30.0


def test_many_distinct_answers_give_the_same_means_as_few(monkeypatch):
    answers = [f"{1 + (i * 7) % 90 / 10}" for i in range(400)]
    known = Known(last={("ACME", "sofa", "satisfaction"): (1.0, 0.01), ("NORD", "sofa", "satisfaction"): (9.9, 0.01)})
    rows = [f"r{i},{('ACME', 'NORD')[i % 2]},sofa,{answer}" for i, answer in enumerate(answers)]
    text = "\n".join([HEAD, *rows])
    by_table = [dict(each.rule) for each in checked("survey", text, known).problems]
    monkeypatch.setattr("data.check.moved.DENSE", 0)
    assert [dict(each.rule) for each in checked("survey", text, known).problems] == by_table
    assert by_table[0]["now"] == float(f"{np.mean([float(a) for a in answers[::2]]):.4g}")


def test_a_misspelt_enterprise_is_not_also_said_to_have_vanished():
    known = Known(enterprises={"ACME": "homes", "NORD": "homes"}, last={("NORD", "sofa", "satisfaction"): (7.5, 0.5)})
    text = f"{HEAD}\na,ACME,sofa,7\nb,NORDD,sofa,8\n"
    assert found(checked("survey", text, known)) == [("enterprise_unknown", 3, "enterprise")]


def test_an_indicator_whose_column_is_there_but_empty_is_one_warning_and_not_two():
    known = Known(last={("ACME", "sofa", "comfort"): (7.5, 0.5)})
    assert survey(["7,", "8,"], f"{HEAD},comfort", known)[0] == ("column_empty", None, "comfort")
    assert "indicator_vanished" not in {code for code, _, _ in survey(["7,", "8,"], f"{HEAD},comfort", known)}


@pytest.mark.parametrize(
    ("most", "others", "warned"), [(35, 43, True), (4, 43, False), (35, 28, False), (5, 400, False)]
)
def test_thirty_five_problems_of_one_response_are_warned_of_and_a_rare_problem_or_a_small_group_is_not(
    most, others, warned
):
    # Of the others every fourth names one problem: 43 of them 11. 46 of 44 are 104.5 per 100, 11 of 43 are 25.6.
    rows = [f"r{i},ACME,sofa,{int(i % 4 == 0)}" for i in range(others)]
    text = "\n".join(["response,enterprise,category,problems", *rows, f"x,ACME,sofa,{most}", "y,NORD,sofa,0"])
    said = [each for each in checked("survey", text).problems if each.code == "answer_carries"]
    assert len(said) == warned
    if warned:
        assert said[0].line == others + 2 and said[0].got == str(most)
        assert said[0].rule == {
            **{"enterprise": "ACME", "category": "sofa", "count": 44, "share": "76%"},
            **{"now": "104.5", "then": "25.58"},
        }


@pytest.mark.parametrize(("weight", "warned"), [(14, True), (13, False)])
def test_a_weight_over_a_quarter_of_all_weights_is_warned_of(weight, warned):
    # 14 / (14 + 40) = 26 %, 13 / (13 + 40) = 24.5 %
    rows = [f"r{i},ACME,sofa,{6 + i % 2},1" for i in range(40)]
    text = "\n".join([f"{HEAD},weight", *rows, f"x,ACME,sofa,9,{weight}", "y,NORD,sofa,8,1"])
    said = [each for each in checked("survey", text).problems if each.code == "weight_carries"]
    assert [(each.line, each.rule["share"], each.rule["count"]) for each in said] == (
        [(42, "26%", 41)] if warned else []
    )
