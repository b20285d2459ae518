"""What a person would call a number, a day, a unit or a yes."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.check.written import values
from data.check.written.dates import day
from data.check.written.measured import BELOW, NUMERIC, UNDETECTED, VERDICT, WRONG, result
from data.check.written.suggest import Suggester
from data.check.written.units import Conversion, conversion
from data.check.written.values import number, numbers, share


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3", 3.0), ("+3", 3.0), ("-0.5", -0.5), ("1.2E-05", 1.2e-05), (".5", 0.5), ("4.", 4.0), ("007", 7.0)],
)
def test_numbers_as_people_and_programs_write_them(text, expected):
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[
            (text, "not_a_number")
            for text in ("0x1F", "nan", "inf", "-inf", "Infinity", "1_000", "1e", "e5", "", "-", ".")
        ],
        *[(text, "not_a_number") for text in ("1e999", "1..2", "1-2", "٣", "²", "½", "1,2,3", "12,34,567")],
        *[(text, "number_grouped") for text in ("1,000", "1,234,567.5", "12 000", "1'000")],
        *[(text, "decimal_comma") for text in ("4,5", "0,05", "1.000,5", "-3,25", "1234,567")],
    ],
)
def test_what_a_machine_might_take_for_a_number_and_a_person_would_not(text, code):
    assert number(text)[0] == code


@pytest.mark.parametrize(
    ("text", "expected"), [("3", 3.0), ("3.0", 3.0), ("-2", -2.0), ("1e2", "not_whole"), ("2.5", "not_whole")]
)
def test_whole_numbers_are_written_without_exponent_or_fraction(text, expected):
    got = number(text, whole=True)
    assert (got if isinstance(got, float) else got[0]) == expected


MIXED = st.one_of(
    st.from_regex(r"[+-]?[0-9]{0,4}[.,_eEx]?[0-9]{0,3}[eE]?[+-]?[0-9]{0,3}", fullmatch=True),
    st.sampled_from(["nan", "inf", "1_0", "0x1", "1e400", "1,000", "4,5", "good", "5.", "-.5", "/", "1/2"]),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
).filter(bool)


@given(st.lists(MIXED, unique=True, max_size=40), st.booleans())
def test_many_texts_at_once_are_judged_as_one_by_one(texts, whole):
    column = pa.array(texts, pa.string())
    singly, problems = numbers(column, whole)
    at_once, found = values._many(column, whole)
    assert np.array_equal(singly, at_once, equal_nan=True)
    assert problems == found


def test_plain_digits_take_the_short_way_and_give_the_same():
    texts = [f"{i}.{i % 10}" for i in range(5000)]
    got, found = numbers(pa.array(texts))
    assert found == {} and got.tolist() == [float(text) for text in texts]


@pytest.mark.parametrize(("text", "expected"), [("0.25", 0.25), ("25%", 0.25), ("100 %", 1.0), ("0", 0.0)])
def test_shares_are_parts_of_one_or_percent(text, expected):
    assert share(text) == expected


@pytest.mark.parametrize(
    ("text", "code"), [("25", "share_out_of_range"), ("101%", "share_out_of_range"), ("a%", "not_a_number")]
)
def test_a_share_beyond_the_whole_is_none(text, code):
    assert share(text)[0] == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[(text, date(2026, 3, 1)) for text in ("2026-03-01", "2026-3-1", "2026/03/01", "2026.3.1", "20260301")],
        *[
            (text, date(2026, 3, 1))
            for text in ("2026年3月1日", "2026年03月01日", "2026 年 3 月 1 日", "46082", "46082.5")
        ],
        *[(text, date(2026, 3, 1)) for text in ("2026-03-01T08:00:00Z", "2026-03-01 08:00", "2026/3/1 8:00:00.123")],
        *[(text, date(2026, 12, 25)) for text in ("25/12/2026", "12/25/2026", "25.12.2026", "25-12-2026")],
        ("3/3/2026", date(2026, 3, 3)),
        ("29/2/2028", date(2028, 2, 29)),
    ],
)
def test_days_with_one_meaning_are_read(text, expected):
    assert day(text) == expected


@pytest.mark.parametrize("text", ["3/4/2026", "3.4.2026", "12-11-2026"])
def test_days_with_two_meanings_name_both(text):
    code, rule = day(text)
    assert code == "date_ambiguous"
    assert {date.fromisoformat(rule["one"]), date.fromisoformat(rule["other"])} == {
        day(rule["one"]),
        day(rule["other"]),
    }


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "1/3/26", "12345", "2026", "2026-03", "soon", "2026-03-01x", "1", "0.5"]
)
def test_what_is_no_day_is_refused(text):
    assert day(text)[0] == "date_unreadable"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0.05", NUMERIC, 0.05),
        ("-3", NUMERIC, -3.0),
        ("<0.01", BELOW, 0.01),
        ("ND (LOD=0.01)", BELOW, 0.01),
        ("未检出(检出限:0.01)", BELOW, 0.01),
        ("N.D.", UNDETECTED, 1.0),
        ("Pass", VERDICT, 1.0),
        ("不合格", VERDICT, 0.0),
        ("LOD", WRONG, 0.0),
        ("LOD 0.01", WRONG, 0.0),
        ("0.01)", WRONG, 0.0),
    ],
)
def test_results_as_laboratories_write_them(text, kind, value):
    assert result(text)[:2] == (kind, value)


@pytest.mark.parametrize(
    ("given", "wanted", "expected"),
    [
        ("ug/m3", "mg/m3", (0.001, 0.0)),
        ("mg·m-3", "mg/m3", (1.0, 0.0)),
        ("mg/kg", "ppm", (1.0, 0.0)),
        ("ppm", "mg/kg", (1.0, 0.0)),
        ("ppb", "ug/kg", (1.0, 0.0)),
        ("g/kg", "%", (0.1, 0.0)),
        ("%", "ratio", (0.01, 0.0)),
        ("degC", "degF", (1.8, 32.0)),
        ("Wh/24h", "kWh/d", (0.001, 0.0)),
        ("kWh/100km", "Wh/km", (10.0, 0.0)),
        ("mg/100cm2", "mg/dm2", (1.0, 0.0)),
        ("W/(m·K)", "W/m/K", (1.0, 0.0)),
        ("W/degC", "W/K", (1.0, 0.0)),
        ("Points", "points", (1.0, 0.0)),
    ],
)
def test_units_of_one_kind_are_converted(given, wanted, expected):
    assert conversion(given, wanted) == Conversion(*expected)


@pytest.mark.parametrize(
    ("given", "wanted", "code"),
    [
        *[
            (text, "m", "unit_unknown")
            for text in ("bananas", "", "0.5", "W/m·K", "m**9**9", "9" * 99 + "m", "0m", "pi", "__class__")
        ],
        *[("dB", "%", "unit_unknown"), ("deg", "%", "unit_unknown"), ("count", "ratio", "unit_unknown")],
        *[
            ("kg", "m", "unit_incompatible"),
            ("rpm", "Hz", "unit_incompatible"),
            ("mg/kg", "mg/m3", "unit_incompatible"),
        ],
        *[("XY/m3", "points", "unit_unknown"), ("m", "points", "unit_incompatible")],
    ],
)
def test_units_of_another_kind_or_none_are_refused(given, wanted, code):
    assert conversion(given, wanted) == code


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("acme", "ACME"),
        ("71", "0071"),
        ("AC ME", "ACME"),
        ("ACMEE", "ACME"),
        ("zzz", ""),
        ("", ""),
        ("海尔集", "海尔集团"),
    ],
)
def test_the_nearest_word_is_one_spelled_alike(text, nearest):
    assert Suggester(["ACME", "0071", "NORD", "海尔集团"]).nearest(text) == nearest


def test_a_file_in_which_everything_is_unknown_soon_gets_no_more_hints():
    suggester = Suggester([f"maker{i:05d}" for i in range(1000)])
    hints = [suggester.nearest(f"makr{i:05d}") for i in range(300)]
    assert hints[0] and not hints[-1]
