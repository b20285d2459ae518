"""A test file: results, units, uncertainties, dates, samples and laboratories."""

from datetime import date

import pytest

from data.check.known import Known, Lab
from tests.data.check_files import KNOWN, TEST, checked, found


def typed(*rows: str, known: Known = KNOWN) -> list[dict]:
    """Rows of the typed table of a test file with unit and uncertainty, that must be without any problem."""
    result = checked("test", "\n".join([f"{TEST},unit,uncertainty", *rows]), known)
    assert found(result) == []
    return result.typed.to_pylist()


def result(indicator: str, value: str, unit: str = "", uncertainty: str = "") -> dict:
    """The typed row of one measurement."""
    return typed(f"a,ACME,sofa,L1,2026-03-01,{indicator},{value},{unit},{uncertainty}")[0]


def test_a_measurement_is_typed_with_all_its_columns():
    assert result("甲醛释放量", "0.05", "", "0.01") == {
        **{"line": 2, "sample": "a", "enterprise": "ACME", "category": "sofa", "lab": "L1"},
        **{"tested_on": date(2026, 3, 1), "indicator": "formaldehyde", "value": 0.05, "censored": False},
        **{"uncertainty": 0.01, "lab_flag": ""},
    }


@pytest.mark.parametrize(
    "text", ["<0.01", "＜0.01", "< 0.01", "≤0.01", "<=0.01", "小于0.01", "ND(0.01)", "未检出（<0.01）", "ND<0.01"]
)
def test_a_value_below_detection_keeps_its_limit_and_is_marked(text):
    row = result("formaldehyde", f'"{text}"')
    assert (row["value"], row["censored"]) == (0.01, True)


@pytest.mark.parametrize("text", ["pass", "合格", "1", "ND", "未检出", "<0.01", "yes"])
def test_what_is_not_detected_or_passes_conforms(text):
    row = result("label_right", text)
    assert (row["value"], row["censored"]) == (1.0, False)


@pytest.mark.parametrize("text", ["fail", "不合格", "0", "NO"])
def test_what_fails_does_not_conform(text):
    assert result("label_right", text)["value"] == 0.0


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "expected"),
    [
        ("formaldehyde", "50", "ug/m3", 50 / 1000),
        ("formaldehyde", "50", "μg/m³", 50 / 1000),
        ("formaldehyde", "0.05", "毫克/立方米", 0.05),
        ("core_temperature", "165", "degF", (165 - 32) * 5 / 9),
        ("core_temperature", "300", "K", 300 - 273.15),
        ("seat_height", "0.42", "m", 420.0),
        ("seat_height", "16", "in", 16 * 25.4),
        ("loudness", "48", "DB(A)", 48.0),
    ],
)
def test_values_are_converted_to_the_specs_unit(indicator, value, unit, expected):
    assert result(indicator, value, unit)["value"] == pytest.approx(expected, rel=1e-12)


def test_an_uncertainty_is_scaled_with_the_unit_but_the_zero_of_a_scale_is_not_added_to_it():
    assert result("core_temperature", "165", "degF", "1.8")["uncertainty"] == pytest.approx(1.8 * 5 / 9, rel=1e-12)
    assert result("formaldehyde", "50", "ug/m3", "8")["uncertainty"] == pytest.approx(0.008, rel=1e-12)


def test_a_limit_of_detection_is_converted_too():
    row = result("formaldehyde", "<5", "ug/m3")
    assert (row["value"], row["censored"]) == (0.005, True)


def test_the_unit_of_a_pass_or_fail_is_of_no_account():
    assert result("label_right", "pass", "bananas")["value"] == 1.0


@pytest.mark.parametrize(
    "text", ["2026-03-01", "2026/3/1", "2026.3.1", "2026年3月1日", "20260301", "46082", "2026-03-01 10:30:00"]
)
def test_a_day_may_be_written_in_the_ways_that_have_one_meaning(text):
    row = typed(f"a,ACME,sofa,L1,{text},formaldehyde,0.1,,")[0]
    assert row["tested_on"] == date(2026, 3, 1)


def test_the_first_and_last_day_of_the_wave_belong_to_it_and_today_is_not_the_future():
    rows = [f"s{i},ACME,sofa,L1,{day},formaldehyde,0.1" for i, day in enumerate(["2026-01-01", "2026-06-30"])]
    assert found(checked("test", "\n".join([TEST, *rows]))) == []
    today = f"{TEST}\na,ACME,sofa,L1,2026-11-23,formaldehyde,0.1\n"
    assert found(checked("test", today, wave=None)) == []


def test_without_a_register_of_laboratories_every_one_is_taken_and_flagged():
    row = typed("a,ACME,sofa,ANY,2026-03-01,formaldehyde,0.1,,", known=Known())[0]
    assert row["lab_flag"] == "not_registered"


def test_measurements_outside_scope_or_validity_are_taken_flagged_and_told_once_a_laboratory_and_indicator():
    known = Known(
        laboratories={"L2": Lab("CNAS", frozenset({"formaldehyde"}), date(2026, 3, 31)), "L1": KNOWN.laboratories["L1"]}
    )
    rows = [
        "a,ACME,sofa,L2,2026-03-01,formaldehyde,0.1",
        "b,ACME,sofa,L2,2026-03-01,loudness,50",
        "c,ACME,sofa,L2,2026-03-02,loudness,50",
        "d,ACME,sofa,L2,2026-04-01,formaldehyde,0.1",
        "e,ACME,sofa,L1,2026-04-01,formaldehyde,0.1",
    ]
    got = checked("test", "\n".join([TEST, *rows]), known)
    assert found(got) == [("lab_outside_scope", 3, "indicator"), ("lab_expired", 5, "tested_on")]
    assert [problem.rule["count"] for problem in got.problems] == [2, 1]
    assert got.typed["lab_flag"].to_pylist() == ["", "outside_scope", "outside_scope", "expired", ""]


def test_a_wrong_unit_is_the_only_problem_although_the_number_would_be_out_of_range():
    text = f"{TEST},unit,uncertainty\na,ACME,sofa,L1,2026-03-01,formaldehyde,5000,bananas,6000\n"
    assert found(checked("test", text)) == [("unit_unknown", 2, "unit")]


def test_an_unknown_indicator_is_the_only_problem_of_its_row():
    text = f"{TEST},unit,uncertainty\na,ACME,sofa,L1,2026-03-01,smell,5000,bananas,6000\n"
    assert found(checked("test", text)) == [("indicator_unknown", 2, "indicator")]


def test_an_unknown_enterprise_does_not_make_its_sample_one_of_two_owners():
    rows = ["a,ACME,sofa,L1,2026-03-01,formaldehyde,0.1", "a,ACNE,sofa,L1,2026-03-01,loudness,50"]
    assert found(checked("test", "\n".join([TEST, *rows]))) == [("enterprise_unknown", 3, "enterprise")]


def test_every_mistake_of_a_row_is_named_once():
    text = f"{TEST},unit,uncertainty\n,ACNE,chair,L7,31/31/2026,formaldehyde,ND,kg,-1\n"
    assert found(checked("test", text)) == [
        ("empty", 2, "sample"),
        ("enterprise_unknown", 2, "enterprise"),
        ("category_unknown", 2, "category"),
        ("lab_unknown", 2, "lab"),
        ("date_unreadable", 2, "tested_on"),
        ("detection_limit_needed", 2, "value"),
        ("unit_incompatible", 2, "unit"),
        ("uncertainty_negative", 2, "uncertainty"),
    ]


def test_the_sample_function_of_a_store_is_asked_once_for_each_measurement():
    asked = []

    def held(triples: list[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
        asked.extend(triples)
        return set()

    typed("a,ACME,sofa,L1,2026-03-01,formaldehyde,0.1,,", known=Known(samples=held))
    assert asked == [("a", "formaldehyde", "L1")]
