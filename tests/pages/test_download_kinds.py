"""Every kind of column can be taken away in every format, and what a format cannot hold whole is refused in words."""

import datetime as dt
import decimal
import json
import uuid
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from benchmarks.formats import FORMATS, encode
from data.refusal import Refused
from pages.parts.frame import tables

SHEETS = ("Data", "About")
# kind: values, and the first of them as a cell of CSV, as a cell of a workbook, and in JSON
KINDS = {
    "day": ([dt.date(2026, 1, 2), None], "2026-01-02", dt.date(2026, 1, 2), "2026-01-02"),
    "day_before_excel": ([dt.date(1200, 1, 1), None], "1200-01-01", "1200-01-01", "1200-01-01"),
    "moment": (
        pd.to_datetime(["2026-01-02 03:04:05", None]),
        *("2026-01-02 03:04:05", dt.datetime(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
    ),
    "moment_of_a_zone": (
        pd.to_datetime(["2026-01-02 03:04:05", None]).tz_localize("Asia/Shanghai"),
        *("2026-01-02 03:04:05+08:00", "2026-01-02T03:04:05+08:00", "2026-01-02T03:04:05+08:00"),
    ),
    "time": ([dt.time(3, 4), None], "03:04:00", "03:04:00", "03:04:00"),
    "span": (pd.to_timedelta(["1 days 02:00:00", None]), "1 days 02:00:00", "P1DT2H0M0S", "P1DT2H0M0S"),
    "category": (pd.Categorical(["=a", None]), "'=a", "=a", "=a"),
    "numbered_category": (pd.Categorical([1, 2]), "1", 1, 1),
    "yes_no": ([True, False], "True", True, True),
    "yes_no_missing": (pd.array([True, None], dtype="boolean"), "True", True, True),
    "whole_missing": (pd.array([1, None], dtype="Int64"), "1", 1, 1),
    "huge": ([2**63, 10**30], str(2**63), str(2**63), 2**63),
    "long_whole": (np.array([2**62 + 1, -5]), str(2**62 + 1), str(2**62 + 1), 2**62 + 1),
    "fifteen_digits": (np.array([123456789012345, 1]), "123456789012345", 123456789012345, 123456789012345),
    "fraction": ([1.5, float("nan")], "1.5", 1.5, 1.5),
    "single": (np.array([0.5, 2], dtype="float32"), "0.5", 0.5, 0.5),
    "infinite": ([np.inf, -np.inf], "inf", "", None),
    "complex": ([1 + 2j, 2], "(1+2j)", "(1+2j)", "(1+2j)"),
    "decimal": ([decimal.Decimal("1.10"), decimal.Decimal("NaN")], "1.1", 1.1, 1.1),
    "interval": (pd.interval_range(0, 2), "'(0, 1]", "(0, 1]", "(0, 1]"),
    "period": (pd.period_range("2026-01", periods=2, freq="M"), "2026-01", "2026-01", "2026-01"),
    "list": ([[1, "=2"], None], '"[1, ""=2""]"', '[1, "=2"]', [1, "=2"]),
    "array": ([np.array([1, 2]), None], '"[1, 2]"', "[1, 2]", [1, 2]),
    "dict": ([{"a": np.int64(1), "on": dt.date(2026, 1, 1)}, None], None, '{"a": 1, "on": "2026-01-01"}', None),
    "set": ([{2, 1}, None], '"[1, 2]"', "[1, 2]", [1, 2]),
    "bytes": ([b"\xff=1", None], "\\xff=1", "\\xff=1", "\\xff=1"),
    "text": (pd.array(["=1", None], dtype="string"), "'=1", "=1", "=1"),
    "mixed": (["=x", 1], "'=x", "=x", "=x"),
    "half_a_sign": (pd.Series(["\ud800a", "b"], dtype=object), "?a", "?a", "?a"),
    "nothing": ([None, None], '""', "", None),
    "path": ([Path("/x"), None], "/x", "/x", "/x"),
    "uuid": ([uuid.UUID(int=1), None], str(uuid.UUID(int=1)), str(uuid.UUID(int=1)), str(uuid.UUID(int=1))),
}


def frame(kind: str) -> pd.DataFrame:
    return pd.DataFrame({"x": KINDS[kind][0]})


@pytest.mark.parametrize("kind", KINDS)
def test_a_csv_holds_it_as_a_person_reads_it_and_no_formula(kind):
    expected = KINDS[kind][1]
    lines = tables.csv(frame(kind)).decode("utf-8-sig").split("\r\n")
    assert (lines[0], len(lines)) == ("x", 4)
    if kind == "interval":
        assert lines[1].strip('"') == "(0, 1]"
    elif expected is not None:
        assert lines[1] == expected
    assert not lines[1].lstrip('"').startswith(("=", "+", "@"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_holds_it_in_its_type_and_no_formula(kind):
    content = tables.xlsx(frame(kind), {}, SHEETS)
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("Data").to_python()
    assert [rows[0][0], rows[1][0] if len(rows) > 1 else ""] == ["x", KINDS[kind][2]]
    with ZipFile(BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_it_and_can_be_read_again(kind):
    said = json.loads(encode(frame(kind), "json"))
    assert len(said) == 2
    if kind != "dict":
        assert said[0]["x"] == KINDS[kind][3]
    else:
        assert said[0]["x"] == {"a": 1, "on": "2026-01-01"}


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_holds_it_and_can_be_read_again(kind):
    assert pq.read_table(BytesIO(encode(frame(kind), "parquet"))).num_rows == 2


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_command_line_writes_it(kind, form):
    assert encode(frame(kind), form)


def test_a_whole_number_with_a_gap_stays_whole_in_every_format():
    counted = pd.DataFrame({"n": pd.array([12, None], dtype="Int64")})
    assert encode(counted, "csv") == b'n\n12\n""\n'
    assert json.loads(encode(counted, "json")) == [{"n": 12}, {"n": None}]
    assert pq.read_table(BytesIO(encode(counted, "parquet")))["n"].to_pylist() == [12, None]


def test_two_columns_of_one_name_are_both_written():
    twice = pd.DataFrame([[1, "=a"]], columns=["x", "x"])
    assert tables.csv(twice).decode("utf-8-sig") == "x,x\r\n1,'=a\r\n"
    sheet = CalamineWorkbook.from_filelike(BytesIO(tables.xlsx(twice, {}, SHEETS))).get_sheet_by_name("Data")
    assert sheet.to_python() == [["x", "x"], [1, "=a"]]


def test_what_a_sheet_would_cut_without_a_word_is_refused(monkeypatch):
    with pytest.raises(Refused, match="holds 32,767 characters; one of row 1 has 32,768: take CSV"):
        tables.xlsx(pd.DataFrame({"x": ["a" * 32768]}), {}, SHEETS)
    monkeypatch.setattr(tables, "ROWS", 3)
    with pytest.raises(Refused, match="holds 2 rows"):
        tables.xlsx(pd.DataFrame({"x": [1, 2, 3]}), {}, SHEETS)
    assert tables.xlsx(pd.DataFrame({"x": [1, 2]}), {}, SHEETS)


def test_a_formula_in_csv_of_the_command_line_is_text_and_json_and_parquet_keep_it():
    risky = pd.DataFrame({"=c": ["=1+1"]})
    assert encode(risky, "csv") == b"'=c\n'=1+1\n"
    assert json.loads(encode(risky, "json")) == [{"=c": "=1+1"}]
    assert pq.read_table(BytesIO(encode(risky, "parquet")))["=c"].to_pylist() == ["=1+1"]
