"""A survey file: what is read, what each mistake gives, and that twenty mistakes give twenty problems."""

import pytest

from data.check.check import check
from data.check.known import Known
from data.problems.problem import Problem, group, sentence
from data.read import read
from tests.data.check_files import KNOWN, checked, contract, found

PLANTED = """\
response,enterprise,category,stratum,psu,weight,satisfaction,comfort,finish,advice,delivery,problems,would_buy,loudness
r01,ACME,sofa,north,p1,1.5,7,6,8,9,5,0,yes,
r02,NORD,panel,north,p1,0.8,8,,7,9,6,1,no,
r03,ACMEE,sofa,north,p1,1,7,6,8,9,5,0,yes,
r04,VOLT,sofa,north,p1,1,7,6,8,9,5,0,yes,
r05,ACME,sofaa,north,p1,1,7,6,8,9,5,0,yes,
r06,ACME,sofa,south,p1,1,7,6,8,9,5,0,yes,
r07,ACME,sofa,south,p2,0,7,6,8,9,5,0,yes,
r08,ACME,sofa,south,p2,,7,6,8,9,5,0,yes,
r09,ACME,sofa,south,p2,"1,000",7,6,8,9,5,0,yes,
r10,ACME,sofa,south,p2,"0,5",7,6,8,9,5,0,yes,
r11,ACME,sofa,south,p2,1,11,6,8,9,5,0,yes,
r12,ACME,sofa,south,p2,1,good,6,8,9,5,0,yes,
r13,ACME,sofa,south,p2,1,7,6,8,9,5,1.5,yes,
r14,ACME,sofa,south,p2,1,7,6,8,9,5,0,perhaps,
r15,ACME,panel,south,p2,1,7,6,8,9,5,0,yes,
r02,ACME,sofa,south,p2,1,7,6,8,9,5,0,yes,
,ACME,sofa,south,p2,1,7,6,8,9,5,0,yes,
r18,,sofa,south,p2,1,7,6,8,9,5,0,yes,
r19,ACME,sofa,south,p2,1,6,6,6,6,6,0,yes,
r20,ACME,sofa,south,,1,7,6,8,9,5,0,yes,
old,ACME,sofa,south,p2,1,7,6,8,9,5,0,yes,
"""
EXPECTED = [
    ("column_of_tests", 1, "loudness"),
    ("enterprise_unknown", 4, "enterprise"),
    ("enterprise_elsewhere", 5, "enterprise"),
    ("category_unknown", 6, "category"),
    ("psu_in_two_strata", 7, "psu"),
    ("weight_not_positive", 8, "weight"),
    ("empty", 9, "weight"),
    ("number_grouped", 10, "weight"),
    ("decimal_comma", 11, "weight"),
    ("out_of_range", 12, "satisfaction"),
    ("not_a_number", 13, "satisfaction"),
    ("not_whole", 14, "problems"),
    ("not_yes_no", 15, "would_buy"),
    ("not_for_category", 16, "comfort"),
    ("response_twice", 17, "response"),
    ("empty", 18, "response"),
    ("empty", 19, "enterprise"),
    ("answers_all_same", 20, ""),
    ("partly_empty", 21, "psu"),
    ("response_known", 22, "response"),
]


def test_twenty_mistakes_give_exactly_twenty_problems_in_the_order_of_the_file():
    result = checked("survey", PLANTED, Known(enterprises=KNOWN.enterprises, responses={"old"}))
    assert found(result) == EXPECTED
    assert result.typed is None and result.rows == 21


def test_without_its_mistakes_the_same_file_is_a_table_of_typed_columns():
    kept = [line for line in PLANTED.splitlines() if line.startswith(("response", "r01", "r02,NORD"))]
    text = "\n".join(line.rpartition(",")[0] for line in kept)
    result = checked("survey", text)
    assert found(result) == []
    assert result.typed.to_pylist() == [
        {
            **{"line": 2, "response": "r01", "enterprise": "ACME", "category": "sofa", "stratum": "north", "psu": "p1"},
            **{"weight": 1.5, "satisfaction": 7.0, "comfort": 6.0, "finish": 8.0, "advice": 9.0, "delivery": 5.0},
            **{"problems": 0.0, "would_buy": 1.0},
        },
        {
            **{"line": 3, "response": "r02", "enterprise": "NORD", "category": "panel", "stratum": "north"},
            **{"psu": "p1", "weight": 0.8, "satisfaction": 8.0, "comfort": None, "finish": 7.0, "advice": 9.0},
            **{"delivery": 6.0, "problems": 1.0, "would_buy": 0.0},
        },
    ]


def test_a_problem_carries_what_was_got_and_the_rule_it_breaks():
    by_line = {(each.code, each.line): each for each in checked("survey", PLANTED).problems}
    assert by_line["enterprise_unknown", 4].rule["suggestion"] == "ACME"
    assert by_line["category_unknown", 6].rule["suggestion"] == "sofa"
    assert by_line["number_grouped", 10].rule["plain"] == "1000"
    assert by_line["decimal_comma", 11].rule["plain"] == "0.5"
    outside = by_line["out_of_range", 12]
    assert (outside.got, outside.rule["low"], outside.rule["high"]) == ("11", 1, 10)
    assert by_line["response_twice", 17].rule["first"] == 3
    assert by_line["answers_all_same", 20].rule == {"count": 5, "answer": 6.0}


def test_columns_are_found_by_id_or_by_either_label_whatever_case_and_spaces():
    result = checked(
        "survey", "Response , ENTERPRISE,品类, Would buy,满意度\n1,ACME,沙发,是,7\n2,NORD,wood-based  PANEL,否,8\n"
    )
    assert found(result) == []
    assert result.typed.column_names[:4] == ["line", "response", "enterprise", "category"]
    assert result.typed["category"].to_pylist() == ["sofa", "panel"]
    assert result.typed["would_buy"].to_pylist() == [1.0, 0.0]
    assert result.typed["satisfaction"].to_pylist() == [7.0, 8.0]


def test_without_a_weight_column_every_response_weighs_one():
    result = checked("survey", "response,enterprise,category,satisfaction\n1,ACME,sofa,7\n2,NORD,sofa,8\n")
    assert result.typed["weight"].to_pylist() == [1.0, 1.0]


def test_codes_are_text_so_that_0071_and_71_are_two_responses_and_only_one_is_registered():
    text = "response,enterprise,category,satisfaction\n0071,0071,sofa,7\n71,ACME,sofa,8\n"
    assert checked("survey", text).typed["response"].to_pylist() == ["0071", "71"]
    assert checked("survey", text).typed["enterprise"].to_pylist() == ["0071", "ACME"]


def test_full_width_digits_and_spaces_are_read_as_plain_ones():
    result = checked(
        "survey", "response,enterprise,category,satisfaction\n１,　ＡＣＭＥ　,sofa,７．５\n2,NORD,sofa,8\n"
    )
    assert found(result) == []
    assert result.typed.slice(0, 1).to_pylist()[0]["satisfaction"] == 7.5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(word, 1) for word in ("yes", "Y", "TRUE", "pass", "是", "合格", "有", "1", "1.0")],
        *[(word, 0) for word in ("no", "N", "False", "fail", "否", "不合格", "无", "没有", "0")],
    ],
)
def test_a_share_takes_the_words_people_use_for_yes_and_no(text, value):
    result = checked(
        "survey", f"response,enterprise,category,would_buy\n1,ACME,sofa,{text}\n2,NORD,sofa,\n3,NORD,sofa,no"
    )
    assert result.typed["would_buy"].to_pylist() == [float(value), None, 0.0]


def test_whole_numbers_may_be_written_with_zeros_after_the_point_as_programs_do():
    result = checked("survey", "response,enterprise,category,problems\n1,ACME,sofa,3.0\n2,NORD,sofa,3\n")
    assert result.typed["problems"].to_pylist() == [3.0, 3.0]


def test_a_store_may_answer_for_known_responses_itself_so_that_none_has_to_be_listed():
    asked = []

    def held(codes: list[str]) -> set[str]:
        asked.extend(codes)
        return {"b"}

    text = "response,enterprise,category,satisfaction\na,ACME,sofa,7\nb,NORD,sofa,8\n"
    assert found(checked("survey", text, Known(responses=held))) == [("response_known", 3, "response")]
    assert asked == ["a", "b"]


def test_nothing_known_takes_every_enterprise_as_it_comes():
    table = read(b"response,enterprise,category,satisfaction\na,X,sofa,7\nb,Y,sofa,8\n", "x.csv")
    assert check(table, contract("survey")).typed.num_rows == 2


def test_an_enterprise_may_be_registered_in_several_sectors():
    both = Known(enterprises={"ACME": frozenset({"homes", "cars"}), "NORD": frozenset({"cars"})})
    text = "response,enterprise,category,satisfaction\na,ACME,sofa,7\nb,NORD,sofa,8\n"
    assert found(checked("survey", text, both)) == [("enterprise_elsewhere", 3, "enterprise")]


def test_what_cannot_be_read_keeps_the_readers_problem_and_adds_none():
    assert [problem.code for problem in checked("survey", "").problems] == ["file_empty"]


def test_lines_are_those_of_the_file_although_blank_rows_and_breaks_in_cells_lie_between():
    text = 'response,enterprise,category,satisfaction,product\na,ACME,sofa,7,"two\nlines"\n\nb,NORD,sofa,x,\n'
    assert found(checked("survey", text))[-1] == ("not_a_number", 5, "satisfaction")


def test_a_file_that_was_corrected_in_the_annotated_copy_may_keep_the_problem_column():
    text = "To correct,response,enterprise,category,satisfaction\nfixed,a,ACME,sofa,7\n,b,NORD,sofa,8\n"
    assert found(checked("survey", text)) == []


def test_groups_stand_errors_first_with_their_count_and_first_lines():
    groups = group(checked("survey", PLANTED).problems, first=1)
    empty = next(each for each in groups if each.code == "empty")
    assert (empty.count, empty.lines) == (3, (9,))
    assert [each.code for each in groups[-2:]] == ["psu_in_two_strata", "answers_all_same"]


def test_a_sentence_says_where_what_the_rule_is_what_was_got_and_what_to_do():
    problem = next(each for each in checked("survey", PLANTED).problems if each.code == "out_of_range")
    assert sentence(problem) == (
        "Line 12, column satisfaction: satisfaction lies between 1 and 10; got 11. "
        "Correct the value, and check the scale or the unit."
    )


def test_a_cell_the_reader_has_named_is_not_also_called_empty():
    table = read(b"response,enterprise,category,satisfaction\na,ACME,,7\nb,NORD,sofa,8\n", "x.csv")
    table.problems.append(Problem("cell_error", 2, "category", "#REF!"))
    assert found(check(table, contract("survey"), KNOWN)) == [("cell_error", 2, "category")]
