"""Rows that are no samples are left out, and it is said; boxes left blank are told from questions not asked."""

import pytest

from data.check.known import Known
from data.mapping.checked import checked as under
from data.mapping.mapping import Mapping, Recode
from data.read import read
from tests.data.check_files import KNOWN, SURVEY, TEST, TODAY, WAVE, contract

ROW = "ACME,panel,L1,2026-03-01,formaldehyde"


def outcome(text: str, kind: str, mapping: Mapping | None = None, known: Known = KNOWN):
    """The check of a file under a mapping."""
    return under(read(text.encode(), "f"), mapping, contract(kind), known, wave=WAVE, today=TODAY)


def laboratory(*rows: str, head: str = TEST, **said: object):
    """The check of two sound samples with these rows below them."""
    return outcome("\n".join([head, f"P1,{ROW},0.02", f"P2,{ROW},0.04", *rows]), "test", **said)


def chosen(done) -> list[tuple[str, tuple[int, ...]]]:
    """Code and lines of each choice."""
    return [(each.code, each.lines) for each in done.choices]


@pytest.mark.parametrize(
    "name",
    [
        *("平均值", "平均", "合计", "RSD", "RSD(%)", "Mean", "AVERAGE", "Mean (n=3)", "Std. Dev.", "标准偏差", "Total"),
        *("P1-P3 avg", "P1_mean", "P1 RSD"),
        *("P1平均值", "P1平均", "Average of P1 and P2", "最大值：", "Mean ± SD", "subtotal"),
    ],
)
def test_a_row_that_sums_up_others_is_no_sample(name):
    done = laboratory(f'"{name}",{ROW},0.03')
    assert done.problems == () and done.typed["value"].to_pylist() == [0.02, 0.04]
    assert chosen(done) == [("rows_summary", (4,))]


@pytest.mark.parametrize(
    "name",
    ["标准值", "标准限值", "限值", "Limit (GB 18580)", "Requirement", "检出限", "LOD", "样品数", "N"],
)
def test_a_limit_or_a_number_of_samples_is_no_sample(name):
    done = laboratory(f'"{name}",{ROW},0.124')
    assert done.problems == () and done.typed["value"].to_pylist() == [0.02, 0.04]
    assert chosen(done) == [("rows_limit", (4,))]


@pytest.mark.parametrize("name", ["test", "测试", "Test 2", "example", "测试答卷1"])
def test_a_test_among_responses_is_none_unless_all_are_called_so(name):
    rows = [f"a,ACME,sofa,7\n{name},ACME,sofa,1\nb,NORD,sofa,8", f"{name},ACME,sofa,1\ntest9,NORD,sofa,8"]
    some, every = (outcome(f"{SURVEY}\n{each}\n", "survey") for each in rows)
    assert some.typed["satisfaction"].to_pylist() == [7, 8] and chosen(some) == [("rows_test", (3,))]
    assert every.typed["satisfaction"].to_pylist() == [1, 8] and chosen(every) == []


@pytest.mark.parametrize(
    ("column", "cells"),
    [("Finished", ("True", "False")), ("Progress", ("100", "40")), ("submitdate", ("2026-03-01", ""))],
)
def test_unfinished_responses_count_and_it_is_said(column, cells):
    rows = "".join(f"{place},ACME,sofa,{7 + place},{cell}\n" for place, cell in enumerate(cells))
    done = outcome(f"{SURVEY},{column}\n{rows}", "survey")
    assert done.typed["satisfaction"].to_pylist() == [7, 8]
    assert ("rows_unfinished", (3,)) in chosen(done)


def test_a_header_in_the_other_language_below_the_first_is_no_response():
    done = outcome(f"{SURVEY}\n答卷编号,企业代码,品类,满意度\na,ACME,sofa,7\nb,NORD,sofa,8\n", "survey")
    assert done.problems == () and chosen(done) == [("rows_header", (2,))]
    assert done.typed["satisfaction"].to_pylist() == [7, 8]


@pytest.mark.parametrize("name", ["空白", "方法空白", "Method blank", "QC1", "加标回收", "质控样2", "CRM"])
def test_quality_control_is_no_sample(name):
    done = laboratory(f"{name},{ROW},0.001")
    assert done.problems == () and chosen(done) == [("rows_control", (4,))]


@pytest.mark.parametrize("name", ["P3", "SD-2026-0003", "MAX-7 sofa", "Meanwell", "Totality", "QC-board-1200"])
def test_a_sample_with_a_name_of_its_own_stays(name):
    assert laboratory(f"{name},{ROW},0.03").typed.num_rows == 3


def test_a_mapping_keeps_a_sample_that_is_called_like_a_sum():
    assert laboratory(f"Total,{ROW},0.03", mapping=Mapping(kept=("total",))).typed.num_rows == 3


def test_a_registered_maker_may_be_called_total():
    known = Known(enterprises={"TOTAL": "homes", "ACME": "homes"})
    done = outcome(f"{SURVEY}\na,ACME,sofa,7\nb,TOTAL,sofa,8\n", "survey", known=known)
    assert done.typed["enterprise"].to_pylist() == ["ACME", "TOTAL"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("注：以上结果仅对来样负责,,,,,,", "rows_note"),
        ("Results refer to the samples received only,,,,,,", "rows_note"),
        ("检测人：张三,审核：李四,,批准：王五,,,", "rows_signed"),
        (TEST, "rows_header"),
    ],
)
def test_what_stands_under_a_table_is_no_sample(row, code):
    done = laboratory(row)
    assert done.problems == () and chosen(done) == [(code, (4,))]
    assert all("张三" not in each.got for each in done.choices)


def test_a_header_repeated_in_the_middle_leaves_the_rows_around_it_their_lines():
    done = laboratory(TEST, f"P3,{ROW},0.05")
    assert done.typed["line"].to_pylist() == [2, 3, 5]


def test_a_row_with_a_code_and_nothing_else_is_still_a_mistake():
    assert {each.code for each in laboratory("P3,,,,,,").problems} == {"empty"}


def test_a_row_of_units_is_read_as_the_units_of_its_columns():
    rows = [f"{TEST},uncertainty", ",,,,,,ug/m3,%", f"P1,{ROW},20,8", f"P2,{ROW},40,8"]
    done = outcome("\n".join(rows), "test")
    assert done.problems == () and done.typed["value"].to_pylist() == [20 / 1000, 40 / 1000]
    assert done.typed["uncertainty"].to_pylist() == pytest.approx([0.02 * 8 / 100, 0.04 * 8 / 100])
    assert [code for code, _ in chosen(done)] == ["rows_unit", "uncertainty_percent"]


def test_previews_of_a_survey_tool_are_no_responses():
    rows = ["a,ACME,sofa,7,IP Address", "b,NORD,sofa,8,Survey Preview", "c,NORD,sofa,9,IP Address"]
    done = outcome("\n".join([f"{SURVEY},Status", *rows]), "survey", Mapping(ignored=("Status",)))
    assert done.typed["response"].to_pylist() == ["a", "c"] and chosen(done) == [("rows_trial", (3,))]


BOXES = "response,enterprise,category,Q5[SQ001],Q5[SQ002]\n"
MAPPED = Mapping({"Q5[SQ002]": "would_buy"}, {}, ("Q5[SQ001]",))


def answers(text: str, recode: Recode | None = None) -> list[float | None]:
    mapping = MAPPED if recode is None else MAPPED.with_recode("Q5[SQ002]", recode)
    done = outcome(BOXES + text, "survey", mapping)
    assert [each for each in done.problems if each.severity == "error"] == []
    return done.typed["would_buy"].to_pylist()


def test_a_blank_box_is_a_no_where_every_response_ticks_one_of_the_question():
    assert answers("a,ACME,sofa,Y,\nb,NORD,sofa,,Y\nc,ACME,sofa,Y,Y\n") == [0, 1, 1]


def test_a_box_may_hold_the_words_of_its_option():
    assert answers("a,ACME,sofa,Colour,\nb,NORD,sofa,,Smell\n") == [0, 1]


NOBODY_SAID = "a,ACME,sofa,Y,\nb,NORD,sofa,,Y\nc,ACME,sofa,,\n"


def test_where_a_response_ticks_none_it_is_asked_what_empty_means_and_each_answer_counts():
    done = outcome(BOXES + NOBODY_SAID, "survey", MAPPED)
    (asked,) = done.problems
    assert (asked.code, asked.column, asked.rule) == ("ticked_or_blank", "Q5[SQ002]", {"yes": 1, "empty": 2})
    assert answers(NOBODY_SAID, Recode(blank="no")) == [0, 1, 0]
    assert answers(NOBODY_SAID, Recode(blank="")) == [None, 1, None]
    assert answers(NOBODY_SAID, Recode(blank="block")) == [0, 1, None]


def test_a_question_of_yes_and_no_is_not_asked_about():
    text = "response,enterprise,category,would_buy\na,ACME,sofa,yes\nb,NORD,sofa,\nc,NORD,sofa,no\n"
    assert outcome(text, "survey").typed["would_buy"].to_pylist() == [1, None, 0]


def test_a_second_file_behind_the_first_is_told_by_its_header():
    row = "ACME,sofa,7"
    other = ("enterprise,response,category,satisfaction", "ACME,r3,sofa,7")
    done = outcome("\n".join(["response,enterprise,category,satisfaction", f"r1,{row}", f"r2,{row}", *other]), "survey")
    assert [(each.code, each.line) for each in done.problems] == [("header_other", 4)]
    same = outcome("\n".join([SURVEY, f"r1,{row}", f"\ufeff{SURVEY}", f"r2,{row}"]), "survey")
    assert same.problems == () and chosen(same) == [("rows_header", (3,))] and same.typed.num_rows == 2


def test_another_table_below_a_blank_line_is_one_problem_and_its_rows_are_no_samples():
    codes = laboratory("", "code,means,,,,,", "P9,ok,,,,,", "P10,not ok,,,,,")
    assert [(each.code, each.line, each.got) for each in codes.problems] == [("table_below", 5, "code, means")]
    limits = laboratory("", "item,method,standard,valid,unit,,limit", "A,B,C,D,E,,0.5")
    assert [(each.code, each.line, each.got[:12]) for each in limits.problems] == [("table_below", 5, "item, method")]


def test_a_blank_line_and_a_result_in_words_begin_no_table():
    done = laboratory("", f"P3,{ROW},<0.01", f"P4,{ROW},0.03")
    assert done.problems == () and done.typed["value"].to_pylist() == [0.02, 0.04, 0.01, 0.03]
