"""Rows that a column nobody reads calls averages, and samples measured in parallel, are asked about, never counted."""

import pytest

from data.check.check import Checked
from data.mapping.mapping import Mapping
from data.read.manner import Manner
from tests.data.check_files import SURVEY, TEST
from tests.data.test_samples import ROW, chosen, outcome

SINGLE, MEAN = "单次", "平均值"


def typed(rows: list[str], head: str = f"{TEST},note", kind: str = "test", **reading: str) -> Checked:
    """The check of a file whose column `note` is left out."""
    return outcome("\n".join([head, *rows]), kind, Mapping(ignored=("note",), reading=Manner(**reading)))


def marked(word: str) -> list[str]:
    """Two samples, and a third row that the column beside calls so."""
    return [f"P1,{ROW},0.02,{SINGLE}", f"P2,{ROW},0.04,{SINGLE}", f"P3,{ROW},0.03,{word}"]


@pytest.mark.parametrize(
    "word", ["平均值", "Average", "RSD", "合计", "质控样", "限值", "平行样", "Mean (n=2)", "复检合格"]
)
def test_a_row_that_a_column_left_out_calls_no_sample_is_asked_about_and_read_as_answered(word):
    (asked,) = typed(marked(word)).problems
    assert (asked.code, asked.line, asked.got, asked.rule) == ("rows_marked", 4, word, {"count": 1, "where": "note"})
    left, read = (typed(marked(word), marked=each) for each in ("left out", "read"))
    assert left.typed["value"].to_pylist() == [0.02, 0.04] and chosen(left) == [("marked_left", (4,))]
    assert read.typed["value"].to_pylist() == [0.02, 0.04, 0.03] and chosen(read) == [("marked_read", (4,))]


def test_a_column_that_says_so_of_every_row_says_what_results_are_and_nothing_is_asked():
    rows = [row.replace(SINGLE, MEAN) for row in marked(MEAN)]
    assert typed(rows).problems == () and typed(rows).typed["value"].to_pylist() == [0.02, 0.04, 0.03]


def test_a_sum_or_a_test_among_responses_is_asked_about_but_average_is_also_a_grade():
    head = f"{SURVEY},note"
    for word in ("average", "合计", "测试"):
        rows = ["a,ACME,sofa,7,", "b,NORD,sofa,8,", f"c,NORD,sofa,7.5,{word}"]
        assert [each.code for each in typed(rows, head, "survey").problems] == ["rows_marked"]
        assert typed(rows, head, "survey", marked="left out").typed["satisfaction"].to_pylist() == [7, 8]
    graded = [f"r{n},{'ACME' if n % 2 else 'NORD'},sofa,7,{word}" for n, word in enumerate(("good", "average", "poor"))]
    assert typed(graded, head, "survey").problems == ()


def test_a_product_that_is_called_like_a_sum_is_asked_about_too():
    rows = [f"P1,{ROW},0.02,A1", f"P2,{ROW},0.04,A2", f"P3,{ROW},0.03,合计"]
    assert [each.code for each in typed(rows, f"{TEST},product").problems] == ["rows_marked"]


PAIRED = [
    "P1平行样",
    "P1-平行",
    "P1 dup",
    "平行样P1",
    "P1(平行样)",
    "Duplicate of P1",
    "P1-rep2",
    "P1-P",
    "P1'",
    "P1复测",
]


@pytest.mark.parametrize("name", PAIRED)
def test_a_parallel_sample_is_asked_about_and_is_one_with_its_sample_or_one_of_its_own(name):
    rows = [f"P1,{ROW},0.02", f"P2,{ROW},0.06", f'"{name}",{ROW},0.03']
    (asked,) = typed(rows, TEST).problems
    assert (asked.code, asked.line, asked.got) == ("samples_parallel", 4, f"{name} (P1)")
    means, own = (typed(rows, TEST, parallel=each) for each in ("means", "samples"))
    assert means.typed["value"].to_pylist() == [0.025, 0.06] and means.typed["sample"].to_pylist() == ["P1", "P2"]
    assert own.typed["value"].to_pylist() == [0.02, 0.06, 0.03] and chosen(own) == [("parallel_samples", (4,))]
    assert chosen(means) == [("parallel_means", (4,))]


@pytest.mark.parametrize("name", ["P1-2", "P1A", "P12", "Prep1", "P3平行样", "P1 NORD"])
def test_a_name_that_only_looks_alike_is_a_sample_of_its_own(name):
    assert typed([f"P1,{ROW},0.02", f"P2,{ROW},0.06", f"{name},{ROW},0.03"], TEST).typed.num_rows == 3


def test_two_parallels_without_their_sample_are_one_and_keep_the_larger_uncertainty():
    rows = [f"P3平行1,{ROW},0.02,0.004", f"P3平行2,{ROW},0.03,0.006", f"P4,{ROW},0.05,0.01"]
    head = f"{TEST},uncertainty"
    assert [each.code for each in typed(rows, head).problems] == ["samples_parallel"]
    done = typed(rows, head, parallel="means").typed
    assert done["value"].to_pylist() == [0.025, 0.05] and done["uncertainty"].to_pylist() == [0.006, 0.01]


def test_results_without_a_mean_are_refused_and_another_laboratory_is_no_parallel():
    rows = [f"P1,{ROW},0.02", f"P1平行样,{ROW},<0.01"]
    (wrong,) = typed(rows, TEST, parallel="means").problems[:1]
    assert (wrong.code, wrong.line, wrong.got) == ("replicates_mixed", 2, "0.02, <0.01")
    other = [f"P1,{ROW},0.02", f"P1平行样,{ROW.replace('L1', 'L2')},0.03"]
    assert typed(other, TEST).typed.num_rows == 2


def test_a_rate_per_100_typed_where_a_count_is_asked_is_asked_about_and_read_as_answered():
    head, rows = "response,enterprise,category,problems", ["a,ACME,sofa,25", "b,NORD,sofa,40", "c,NORD,sofa,33.3"]
    (asked,) = typed(rows, head, "survey").problems
    assert asked.code == "count_or_rate" and asked.rule["then"] == 32.8 and asked.rule["mean"] == 3280
    few = ["a,ACME,sofa,1", "b,NORD,sofa,0", "c,NORD,sofa,12"]
    assert typed(few, head, "survey").typed["problems"].to_pylist() == [1, 0, 12]


@pytest.mark.parametrize("header", ["人数", "频次", "Count", "sample size"])
def test_a_column_of_numbers_of_responses_is_warned_of_where_it_is_left_out(header):
    head = f"{SURVEY},{header}"
    rows = ["a,ACME,sofa,7,40", "b,NORD,sofa,8,1"]
    done = outcome("\n".join([head, *rows]), "survey", Mapping(ignored=(header,)))
    assert [(each.code, each.got, each.rule["most"]) for each in done.problems] == [("rows_of_many", header, 40)]
    ones = [row.replace("40", "1") for row in rows]
    assert outcome("\n".join([head, *ones]), "survey", Mapping(ignored=(header,))).problems == ()


def test_a_row_that_names_no_sample_and_is_called_an_average_in_any_column_is_left_out():
    done = typed([f"P1,{ROW},0.02", f"P2,{ROW},0.04", ",,,,,平均,0.03"], TEST)
    assert done.typed["value"].to_pylist() == [0.02, 0.04] and chosen(done) == [("rows_summary", (4,))]


def test_a_number_with_an_l_behind_it_is_a_result_below_its_limit_as_chinese_laboratories_write_it():
    done = typed([f"P1,{ROW},0.05L", f"P2,{ROW},0.08"], TEST)
    assert done.typed["value"].to_pylist() == [0.05, 0.08] and done.typed["censored"].to_pylist() == [True, False]
    assert [(each.code, each.got, each.lines) for each in done.choices] == [("limit_with_l", "0.05L", (2,))]


CODED = {"would_buy(0=是,1=否)": [0, 1], "would_buy（1-是 2-否）": [1, 2], "would_buy (yes=1, no=2)": [1, 2]}


@pytest.mark.parametrize("header", CODED)
def test_codes_of_yes_and_no_are_read_as_the_header_names_them(header):
    yes, no = CODED[header]
    rows = [f"a,ACME,sofa,{yes}", f"b,NORD,sofa,{no}", f"c,NORD,sofa,{yes}"]
    done = outcome("\n".join([f'response,enterprise,category,"{header}"', *rows]), "survey")
    assert done.typed["would_buy"].to_pylist() == [1, 0, 1] and [each.code for each in done.choices] == ["yes_no_coded"]


def test_a_number_in_front_of_a_question_is_no_code_of_an_answer():
    head = "response,enterprise,category,3、是否愿意再买"
    mapping = Mapping({"3、是否愿意再买": "would_buy"})
    done = outcome(f"{head}\na,ACME,sofa,1\nb,NORD,sofa,0\n", "survey", mapping)
    assert done.typed["would_buy"].to_pylist() == [1, 0] and done.choices == ()
