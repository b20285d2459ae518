"""A column is found under its name whatever stands around it, and what a survey tool adds is left out and said."""

import pytest

from data.mapping.checked import checked
from data.mapping.suggest import suggest
from data.read import read
from tests.data.check_files import KNOWN, TODAY, WAVE, contract

SURVEY = contract("survey")


def outcome(head: str, *rows: str):
    text = "\n".join([head, *(rows or ("r1,ACME,sofa,7", "r2,NORD,sofa,8"))])
    return checked(read(text.encode(), "x"), None, SURVEY, KNOWN, wave=WAVE, today=TODAY)


@pytest.mark.parametrize(
    "head",
    [
        "ｒｅｓｐｏｎｓｅ,ｅｎｔｅｒｐｒｉｓｅ,category,ｓatisfaction",
        "\ufeff\u00a0response\u00a0,enterprise\u3000,category,satis\u00adfaction",
        'response,"enterprise\n",category,"satis\nfaction"'.replace("satis\nfaction", "satisfaction\n"),
        '"""response""",enterprise,「category」,“satisfaction”',
        "group/response,group/sub/enterprise,a/category,b/satisfaction",
        "g1.response,g > enterprise,Brand | category,Rate: satisfaction (required)",
        "1、response,2. enterprise,Q3 category,Q4_1. satisfaction",
        "第1题 response,(2) enterprise,【3】category,④satisfaction",
        "①response,第 2 题、enterprise,[Q3] category,*4.satisfaction",
        "Response 答卷编号,企业代码 Enterprise,品类 (Category),满意度/Satisfaction",
        "答卷编号（response）,企业代码【单选题】,品类[单选题]*,满意度（必填）",
        "Q1: response,Q2：enterprise,Q3．category,Q4、satisfaction?",
    ],
)
def test_a_column_is_found_whatever_stands_around_its_name(head):
    done = outcome(head)
    assert [each.code for each in done.problems if each.severity == "error"] == []
    assert done.typed["satisfaction"].to_pylist() == [7, 8]


@pytest.mark.parametrize("name", ["dissatisfaction", "non-satisfaction", "satisfaction-before", "3satisfaction2"])
def test_a_name_inside_another_word_names_nothing(name):
    assert "column_unknown" in {each.code for each in outcome(f"response,enterprise,category,{name}").problems}


TOOL = "序号,提交答卷时间,所用时间,来源,企业代码,品类,满意度"
ROWS = ("1,2026-03-01,91秒,微信,ACME,sofa,7", "2,2026-03-02,92秒,微信,NORD,sofa,8")


def test_what_a_survey_tool_adds_is_left_out_and_said_and_its_number_is_the_responses():
    done = outcome(TOOL, *ROWS)
    assert [each.code for each in done.problems if each.severity == "error"] == []
    assert [(each.code, each.column, each.got) for each in done.choices] == [
        ("response_told", "序号", ""),
        ("columns_process", "", "提交答卷时间, 所用时间, 来源"),
    ]
    assert done.typed["response"].to_pylist() == ["1", "2"]


def test_a_number_that_is_not_each_responses_own_is_none():
    done = outcome(TOOL, *(row.replace("2,2026", "1,2026") for row in ROWS))
    assert "column_missing" in {each.code for each in done.problems}


def test_a_column_called_response_goes_before_the_tools_own_number():
    done = outcome("id,response,enterprise,category,satisfaction", "1,a,ACME,sofa,7", "2,b,NORD,sofa,8")
    assert done.typed["response"].to_pylist() == ["a", "b"]


def test_nobody_is_asked_what_a_tools_own_columns_mean():
    mapping, opened = suggest(read("\n".join([TOOL, *ROWS]).encode(), "x"), SURVEY)
    assert opened == () and mapping.columns["序号"] == "response" and "来源" in mapping.ignored
