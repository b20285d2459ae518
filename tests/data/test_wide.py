"""Laboratory sheets with several results in a row are asked about with a preview, and then read as one row a result."""

import pytest

from data.mapping.checked import checked
from data.mapping.file import Mapping
from data.mapping.suggest import suggest
from data.problems.problem import sentence
from data.read import read
from data.read.choices import told
from data.read.manner import Manner
from tests.data.check_files import KNOWN, TODAY, WAVE, contract
from tests.data.read.reading import book, rows

TEST = contract("test")
HEAD = "sample,enterprise,category,lab,tested_on"
ROW = "ACME,panel,L1,2026-03-01"


def outcome(text: str | bytes, **reading: object):
    mapping = Mapping(reading=Manner(**reading))
    content = text.encode() if isinstance(text, str) else text
    return checked(read(content, "x", manner=mapping.reading), mapping, TEST, KNOWN, wave=WAVE, today=TODAY)


def codes(done) -> list[tuple[str, int | None]]:
    return [(each.code, each.line) for each in done.problems]


INDICATORS = f"{HEAD},甲醛释放量（mg/m³）,moisture\nP1,{ROW},0.03,8.5\nP2,{ROW},0.05,\n"


def test_a_column_for_each_indicator_is_never_read_in_silence():
    done = outcome(INDICATORS)
    assert codes(done) == [("wide_indicators", 1)] and done.typed is None
    preview = "P1 · formaldehyde · 0.03 mg/m3; P1 · moisture · 8.5; P2 · formaldehyde · 0.05 mg/m3"
    assert done.problems[0].rule["preview"] == preview and "they make 3 rows" in sentence(done.problems[0])


def test_a_column_for_each_indicator_becomes_a_row_for_each_result_where_that_is_said():
    done = outcome(INDICATORS, long="indicators")
    assert codes(done) == [] and "as was asked" in told(done.choices[0])
    columns = ("line", "sample", "indicator", "value")
    assert list(zip(*(done.typed[name].to_pylist() for name in columns), strict=True)) == [
        (2, "P1", "formaldehyde", 0.03),
        (2, "P1", "moisture", 8.5),
        (3, "P2", "formaldehyde", 0.05),
    ]


def test_a_row_of_units_below_the_indicators_gives_each_its_unit():
    done = outcome(f"{HEAD},甲醛释放量,moisture\n,,,,,ug/m3,%\nP1,{ROW},30,8.5\n", long="indicators")
    assert codes(done) == [] and done.typed["value"].to_pylist() == pytest.approx([30 / 1000, 8.5])
    assert [each.code for each in done.choices][:2] == ["wide_indicators", "rows_unit"]


def test_a_wrong_result_is_named_on_the_line_of_its_row_together_with_the_question():
    done = outcome(f"{HEAD},formaldehyde\nP1,{ROW},0.03\nP2,{ROW},much\n")
    assert codes(done)[0][0] == "wide_indicators" and ("not_a_number", 3) in codes(done)


REPEATED = f"{HEAD},indicator,rep1,rep2,rep3\nP1,{ROW},formaldehyde,0.02,0.03,0.07\nP2,{ROW},formaldehyde,0.05,,0.07\n"


def test_repetitions_in_columns_are_asked_about_with_both_readings_shown():
    (problem,) = outcome(REPEATED).problems
    assert problem.code == "wide_replicates"
    assert problem.rule["preview"].startswith("P1-1 · formaldehyde · 0.02; P1-2 · formaldehyde · 0.03")
    assert problem.rule["mean"] == "P1 · formaldehyde · 0.04; P2 · formaldehyde · 0.06"


def test_repetitions_become_samples_or_a_mean_as_is_said():
    apart = outcome(REPEATED, long="samples")
    assert apart.typed["sample"].to_pylist() == ["P1-1", "P1-2", "P1-3", "P2-1", "P2-3"]
    assert apart.typed["value"].to_pylist() == [0.02, 0.03, 0.07, 0.05, 0.07]
    mean = outcome(REPEATED, long="means")
    assert mean.problems == () and mean.typed["sample"].to_pylist() == ["P1", "P2"]
    assert mean.typed["value"].to_pylist() == pytest.approx([(0.02 + 0.03 + 0.07) / 3, (0.05 + 0.07) / 2])


@pytest.mark.parametrize(
    "names", ["平行1,平行2", "第1次,第2次", "测定值1,测定值2", "1,2", "R1,R2", "结果1(mg/m3),结果2(mg/m3)"]
)
def test_repetitions_are_known_by_their_names(names):
    done = outcome(f"{HEAD},indicator,{names}\nP1,{ROW},formaldehyde,0.02,0.04\n", long="means")
    assert codes(done) == [] and done.typed["value"].to_pylist() == [0.03]


def test_below_the_limit_of_detection_there_is_no_mean():
    done = outcome(f"{HEAD},indicator,r1,r2\nP1,{ROW},formaldehyde,<0.01,0.02\n", long="means")
    assert ("replicates_mixed", 2) in codes(done)
    same = outcome(f"{HEAD},indicator,r1,r2\nP1,{ROW},formaldehyde,<0.01,<0.01\n", long="means")
    assert codes(same) == [] and same.typed["censored"].to_pylist() == [True]


def test_two_numbered_columns_of_different_names_are_no_repetitions():
    done = outcome(f"{HEAD},indicator,rep1,run2\nP1,{ROW},formaldehyde,0.02,0.04\n")
    assert "wide_replicates" not in dict(codes(done)) and "column_unknown" in dict(codes(done))


SIDE = "sample,value,,sample,value\nP1,1,,P3,3\nP2,2,,P4,4\n"


def test_tables_side_by_side_are_asked_about_and_one_is_read():
    table = read(SIDE.encode(), "x")
    assert [each.code for each in table.problems] == ["tables_beside"]
    assert table.problems[0].rule["tables"] == ["1 (sample, value; 2)", "2 (sample, value; 2)"]
    second = read(SIDE.encode(), "x", manner=Manner(table=2))
    assert second.problems == [] and rows(second) == {2: ["P3", "3"], 3: ["P4", "4"]}
    assert [each.code for each in second.choices] == ["table_chosen"]
    assert [each.code for each in read(SIDE.encode(), "x", manner=Manner(table=3)).problems][:1] == ["table_unknown"]


def test_a_list_of_codes_beside_the_table_is_another_table_and_a_blank_column_inside_one_is_not():
    def fill(_, sheet):
        for row, line in enumerate([["a", "b", "", "code", "means"], [1, 2, "", "x", "y"], [3, 4], [5, 6]]):
            sheet.write_row(row, 0, line)

    assert [each.code for each in read(book(("data", fill)), "x").problems] == ["tables_beside"]
    assert read(b"a,b,,c,d\n1,2,,3,4\n5,6,,,8\n", "x").problems == []
    assert read(b"a,b,,c,d\n1,2,,,4\n5,6,,,\n", "x").columns


@pytest.mark.parametrize("text", [INDICATORS, REPEATED, SIDE])
def test_nobody_is_asked_column_by_column_what_columns_of_results_mean(text):
    assert suggest(read(text.encode(), "f"), contract("test"))[1] == ()
