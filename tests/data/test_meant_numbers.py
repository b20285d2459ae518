"""What a laboratory's number means: its unit, wherever it stands, and its uncertainty, however it is written."""

import pytest

from data.check.written.said import said
from data.mapping.checked import checked as under
from data.mapping.mapping import Mapping, Recode
from data.read import read
from data.read.choices import told
from tests.data.cases_asked import ROW
from tests.data.check_files import KNOWN, TEST, TODAY, WAVE, contract

FIXED = TEST.removesuffix(",value")


def outcome(columns: str, *cells: str, mapping: Mapping | None = None, row: str = ROW):
    """The check of measurements (formaldehyde, kept in mg/m3) whose last columns and cells are these."""
    text = "\n".join([f"{FIXED},{columns}", *(f"s{place},{row},{cell}" for place, cell in enumerate(cells))])
    return under(read(text.encode(), "f"), mapping, contract("test"), KNOWN, wave=WAVE, today=TODAY)


def values(*given: str, **said: object) -> list[float]:
    """The values in mg/m3 of a file that has to be without any problem."""
    done = outcome(*given, **said)
    assert done.problems == ()
    return done.typed["value"].to_pylist()


def widths(*given: str, **said: object) -> list[float]:
    """The expanded uncertainties (k = 2) in mg/m3 of a file that has to be without any problem."""
    done = outcome(*given, **said)
    assert done.problems == ()
    return done.typed["uncertainty"].to_pylist()


@pytest.mark.parametrize(
    "columns",
    ["value (ug/m3)", "value (µg/m³)", "检测值（μg/m³）", "检测结果/(μg/m3)", "Value [ug/m3]", "value, ug/m3"],
)
def test_a_unit_in_the_header_is_that_of_its_numbers(columns):
    assert values(f'"{columns}"', "7", "8.5") == [7 / 1000, 8.5 / 1000]


def test_a_unit_in_the_header_counts_whatever_the_mapping_calls_the_column():
    assert values("Ergebnis (ug/m3)", "7", mapping=Mapping({"Ergebnis (ug/m3)": "value"})) == [7 / 1000]


@pytest.mark.parametrize("cell", ["7 ug/m3", "7µg/m³", "7.0 微克/立方米", "0.007 mg/m3", "7E0 ug/m3"])
def test_a_unit_beside_the_number_is_that_of_the_number(cell):
    assert values("value", cell) == pytest.approx([0.007], rel=1e-12)


def test_a_limit_of_detection_has_its_unit_beside_it_too():
    done = outcome("value", "<5 ug/m3")
    assert (done.typed["value"].to_pylist(), done.typed["censored"].to_pylist()) == ([0.005], [True])


def test_a_percentage_is_read_as_percent_of_what_is_kept_in_percent():
    assert values("value", "85.3%", "86", row=ROW.replace("formaldehyde", "moisture")) == [85.3, 86.0]


def test_the_unit_nearest_to_the_number_counts_where_units_agree_or_others_say_nothing():
    assert values("value (mg/m3),unit", "7,", "8,mg/m3") == [7, 8]
    assert values("value,unit", "7,ug/m3", "0.008 mg/m3,") == pytest.approx([0.007, 0.008], rel=1e-12)


def test_a_mapping_says_what_a_partly_filled_unit_means():
    cells = ("6,ug/m3", "7,", "8,")
    assert [each.code for each in outcome("value,unit", *cells).problems] == ["unit_partly"] * 2
    down = Mapping({}, {"unit": Recode(down=True)})
    assert values("value,unit", *cells, mapping=down) == pytest.approx([0.006, 0.007, 0.008], rel=1e-12)
    kept = Mapping({}, {"unit": Recode(blank="mg/m3")})
    assert values("value,unit", *cells, mapping=kept) == pytest.approx([0.006, 7, 8], rel=1e-12)


def test_a_unit_that_is_the_specs_own_may_stand_in_the_first_row_only():
    assert values("value,unit", "6,mg/m3", "7,") == [6, 7]


def test_a_mapping_names_the_unit_of_a_column_that_says_none():
    assert values("value", "7", mapping=Mapping({}, {"value": Recode(unit="ug/m3")})) == [7 / 1000]


@pytest.mark.parametrize(
    ("columns", "cell", "expected"),
    [
        ("value,uncertainty", "0.030,0.004", 0.004),
        ("value,uncertainty", "0.030,±0.004", 0.004),
        ("value,uncertainty", "0.030,8%", 0.030 * 8 / 100),
        ("value,uncertainty (%)", "0.030,8", 0.030 * 8 / 100),
        ("value,相对扩展不确定度（%）", "0.030,8", 0.030 * 8 / 100),
        ("value,U/%", "0.030,8", 0.030 * 8 / 100),
        ("value,U (k=3)", "0.030,0.006", 0.006 * 2 / 3),
        ("value,standard uncertainty", "0.030,0.002", 0.002 * 2),
        ("value,标准不确定度", "0.030,0.002", 0.002 * 2),
        ("value,u (k=1)", "0.030,0.002", 0.002 * 2),
        ("value,uncertainty (ug/m3)", "0.030,4", 4 / 1000),
        ("value,uncertainty", "0.030,4 ug/m3", 4 / 1000),
        ("value,unit,uncertainty", "30,ug/m3,4", 4 / 1000),
        ("value,unit,uncertainty (%)", "30,ug/m3,8", 0.030 * 8 / 100),
        ("value", "0.030±0.004", 0.004),
        ("value", "0.030 ± 8 %", 0.030 * 8 / 100),
        ("value", "(30±4) ug/m3", 4 / 1000),
        ("value", "0.030±0.002 (k=1)", 0.002 * 2),
        ("value,uncertainty", "0.030±0.004,", 0.004),
        ("value,uncertainty", "0.030±0.004,0.004", 0.004),
    ],
)
def test_an_uncertainty_is_the_expanded_one_however_it_is_written(columns, cell, expected):
    assert widths(columns, cell) == pytest.approx([expected], rel=1e-12)


def test_an_uncertainty_larger_than_the_value_is_asked_about_and_the_answer_counts():
    assert [each.code for each in outcome("value,uncertainty", "0.030,8").problems] == ["uncertainty_implausible"]
    percent = Mapping({}, {"uncertainty": Recode(unit="%")})
    assert widths("value,uncertainty", "0.030,8", mapping=percent) == pytest.approx([0.030 * 8 / 100])
    meant = Mapping({}, {"uncertainty": Recode(unit="mg/m3")})
    assert widths("value,uncertainty", "0.030,8", mapping=meant) == [8]


def test_percent_of_a_percentage_is_what_the_mapping_says():
    row = ROW.replace("formaldehyde", "moisture")
    points, part = (Mapping({}, {"uncertainty": Recode(unit=unit)}) for unit in ("points", "relative"))
    assert widths("value,uncertainty", "12,3", mapping=points, row=row) == [3]
    assert widths("value,uncertainty", "12,3", mapping=part, row=row) == pytest.approx([12 * 3 / 100])


def test_what_was_chosen_is_told():
    said_so = [told(each) for each in outcome("value (ug/m3),uncertainty (%)", "30,8").choices]
    assert said_so == [
        "Column value (ug/m3): The numbers were read in ug/m3, the unit that stands in the header.",
        "Column uncertainty (%): The uncertainty was read in percent of the value: 8 as 0.0024 mg/m3.",
    ]
    assert [each.code for each in outcome("value", "7 ug/m3").choices] == ["unit_in_cells"]
    assert [each.code for each in outcome("value,U (k=3)", "0.03,0.003").choices] == ["uncertainty_k"]
    assert outcome("value,unit,uncertainty", "30,ug/m3,4").choices == ()


@pytest.mark.parametrize(
    ("header", "name", "unit"),
    [
        ("value", "value", ""),
        ("甲醛/(mg/m³)", "甲醛", "mg/m³"),
        ("loudness dB(A)", "loudness", "dB(A)"),
        ("loudness (dB(A))", "loudness", "dB(A)"),
        ("value (mean)", "value (mean)", ""),
        ("U (k=2) (mg/m3)", "U", "mg/m3"),
        ("U(%), k=2", "U", "%"),
        ("value_ug_m3", "value", "ug/m3"),
        ("value_mean", "value_mean", ""),
        ("检测值 单位：ug/m³", "检测值", "ug/m³"),
    ],
)
def test_a_header_is_taken_apart_only_where_it_names_a_unit(header, name, unit):
    assert said(header, ("dB(A)",))[:2] == (name, unit)


@pytest.mark.parametrize(
    "said_so", ["检测结果（单位：μg/m³）", "单位：μg/m³", "Unit: µg/m³", "Results in ug/m3", "计量单位为μg/m³"]
)
@pytest.mark.parametrize("where", ["above", "below"])
def test_a_unit_beside_the_table_is_that_of_its_numbers(said_so, where):
    row, empty = f"s1,{ROW},7", "," * (FIXED.count(",") + 1)
    said_there = said_so + empty if where == "above" else f"注：{said_so}{empty}"
    lines = [said_there, f"{FIXED},value", row] if where == "above" else [f"{FIXED},value", row, said_there]
    done = under(read("\n".join(lines).encode(), "f"), None, contract("test"), KNOWN, wave=WAVE, today=TODAY)
    assert done.problems == () and done.typed["value"].to_pylist() == [7 / 1000]
    assert "unit_beside" in {each.code for each in done.choices}
    assert not {"unit_mapped", "unit_said"} & {each.code for each in done.choices}


def test_an_organisation_is_no_unit():
    text = "委托单位：L1\n检测单位：某院\n" + f"{FIXED},value\ns1,{ROW},7"
    done = under(read(text.encode(), "f"), None, contract("test"), KNOWN, wave=WAVE, today=TODAY)
    assert done.typed["value"].to_pylist() == [7]


@pytest.mark.parametrize(
    "name", ["甲醛释放量(μg/m³)", "甲醛释放量/(μg/m³)", "formaldehyde (ug/m3)", "formaldehyde, ug/m3"]
)
def test_a_unit_with_the_name_of_the_indicator_is_that_of_the_row(name):
    row = ROW.replace("formaldehyde", f'"{name}"')
    assert values("value", "7", row=row) == [7 / 1000]
    done = outcome("value,unit", "7,mg/m3", row=row)
    assert [each.code for each in done.problems] == ["units_column_header"]


def test_a_mapping_that_says_what_a_name_stands_for_leaves_it_its_unit():
    row = ROW.replace("formaldehyde", "HCHO (ug/m3)")
    mapping = Mapping({}, {"indicator": Recode(words={"HCHO (ug/m3)": "formaldehyde"})})
    assert values("value", "7", row=row, mapping=mapping) == [7 / 1000]


@pytest.mark.parametrize("header", ["value (×10⁻³ mg/m³)", "value (10^-3 mg/m3)", "value x1000"])
def test_a_factor_in_a_header_is_never_read_past(header):
    mapping = Mapping({header.replace("⁻³", "−3").replace("³", "3"): "value"})
    assert [each.code for each in outcome(header, "7", mapping=mapping).problems] == ["header_factor"]


def test_two_units_for_one_column_are_refused_with_both_places():
    rows = [f"检测结果（单位：μg/m³）{',' * 7}", f"{FIXED},value (mg/m3)", f"s1,{ROW},7"]
    (asked,) = under(
        read("\n".join(rows).encode(), "f"), None, contract("test"), KNOWN, wave=WAVE, today=TODAY
    ).problems
    assert (asked.code, asked.rule["places"]) == ("units_beside", ["value (mg/m3)", "单位:μg/m³"])
