"""SPSS files: codes where the code is the answer, labels where only the label says it, user-missing values empty."""

import datetime
import io
import random

import pandas as pd
import pyreadstat
import pytest

from data import limits
from data.read import read
from data.read.labelled import spss
from data.read.labelled.labels import say_more
from data.read.table import beyond
from tests.data.read.reading import named, rows

FRAME = pd.DataFrame(
    {
        "response": ["0071", " R2", "R3"],
        "gender": [1.0, 2.0, 1.0],
        "satisfaction": [5.0, 99.0, 3.0],
        "price": [3.14, None, 1000000.0],
        "bought": [datetime.date(2026, 3, 1), None, datetime.date(2025, 12, 31)],
    }
)
LABELS = {
    "gender": {1: "男", 2: "女", 9: "未回答"},
    "satisfaction": {1: "很不满意", 2: "不满意", 3: "一般", 4: "满意", 5: "很满意", 99: "不清楚"},
}
OPTIONS = {
    "variable_value_labels": LABELS,
    "missing_ranges": {"satisfaction": [99]},
    "column_labels": {"gender": "性别"},
}
EXPECTED = {
    2: ["0071", "男", "5", "3.14", "2026-03-01"],
    3: ["R2", "女", None, None, None],
    4: ["R3", "男", "3", "1000000", "2025-12-31"],
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("sav") / "a.sav"
    pyreadstat.write_sav(FRAME, path, **OPTIONS)
    return path.read_bytes()


def test_labels_stand_for_codes_that_name_and_codes_for_those_that_rate(written):
    table = read(written, "x")
    assert (rows(table), named(table)) == (EXPECTED, [])
    assert table.note["worded"] == ["gender"]
    assert table.note["value_labels"]["satisfaction"]["5"] == "很满意"
    assert table.note["variable_labels"] == {"gender": "性别"}


def test_a_compressed_file_reads_the_same(tmp_path):
    pyreadstat.write_sav(FRAME, tmp_path / "a.zsav", compress=True, **OPTIONS)
    assert rows(read((tmp_path / "a.zsav").read_bytes(), "x")) == EXPECTED


def recoded(content: bytes, codec: str, page: int) -> bytes:
    """The file with its texts in GBK, naming an encoding and a code page of the same length as before."""
    for text in ("男", "女"):
        content = content.replace(text.encode(), text.encode("gbk") + b" ")
    return content.replace(b"UTF-8", codec.encode()).replace((65001).to_bytes(4, "little"), page.to_bytes(4, "little"))


@pytest.mark.parametrize(("codec", "page"), [("CP936", 936), ("UTF-8", 65001)])
def test_chinese_text_is_read_whether_its_encoding_is_named_or_misnamed(tmp_path, codec, page):
    labels = {"variable_value_labels": {"gender": {1: "男", 2: "女"}}}
    pyreadstat.write_sav(FRAME[["response", "gender"]], tmp_path / "a.sav", **labels)
    table = read(recoded((tmp_path / "a.sav").read_bytes(), codec, page), "x")
    assert table.cells.column("gender").to_pylist() == ["男", "女", "男"]


def test_chinese_text_without_any_encoding_named_is_read_as_chinese_and_doubted(tmp_path):
    labels = {"variable_value_labels": {"gender": {1: "男", 2: "女"}}}
    pyreadstat.write_sav(FRAME[["response", "gender"]], tmp_path / "a.sav", **labels)
    content = recoded((tmp_path / "a.sav").read_bytes(), "UTF-8", 1252)
    at = content.index(b"UTF-8")
    nameless = content[: at - 12] + (99).to_bytes(4, "little") + content[at - 8 :]
    table = read(nameless, "x")
    assert table.cells.column("gender").to_pylist() == ["男", "女", "男"]
    assert named(table) == [("encoding_doubtful", None)]


def test_a_stata_file_is_read_like_one_of_spss_and_a_short_number_keeps_its_digits(tmp_path):
    frame = FRAME.assign(price=FRAME["price"].astype("float32"), bought=pd.to_datetime(FRAME["bought"]))
    frame.to_stata(
        tmp_path / "a.dta",
        write_index=False,
        convert_dates={"bought": "td"},
        value_labels={"gender": {1: "男", 2: "女"}},
        version=118,
    )
    table = read((tmp_path / "a.dta").read_bytes(), "x")
    assert (table.note["format"], table.note["worded"]) == ("dta", ["gender"])
    assert rows(table) == {**EXPECTED, 3: ["R2", "女", "99", None, None]}  # 99 is not declared missing here


def test_what_stata_calls_missing_is_no_answer(tmp_path):
    frame = pd.DataFrame({"response": ["R1", "R2", "R3"], "q": [1.0, None, 3.0]})
    pyreadstat.write_dta(frame, tmp_path / "a.dta", missing_user_values={"q": ["a"]})
    assert list(rows(read((tmp_path / "a.dta").read_bytes(), "x")).values()) == [["R1", "1"], ["R2", None], ["R3", "3"]]


def test_a_portable_file_of_spss_is_read(tmp_path):
    frame = FRAME[["gender", "price", "bought"]].assign(response=FRAME["response"].str.strip())
    pyreadstat.write_por(frame, tmp_path / "a.por")
    table = read((tmp_path / "a.por").read_bytes(), "x")
    assert table.note["format"] == "por" and named(table) == []
    assert next(iter(rows(table).values())) == ["1", "3.14", "2026-03-01", "0071"]


def test_a_range_of_missing_values_is_no_answer_and_a_label_alone_is_not_taken_for_one_by_the_reader(tmp_path):
    frame = pd.DataFrame({"response": ["R1", "R2", "R3", "R4"], "q": [5.0, 97.0, 99.0, 8.0]})
    labels = {"q": {8: "don't know"}}
    missing = {"q": [{"lo": 97, "hi": 99}]}
    pyreadstat.write_sav(frame, tmp_path / "a.sav", missing_ranges=missing, variable_value_labels=labels)
    table = read((tmp_path / "a.sav").read_bytes(), "x")
    assert table.cells.column("q").to_pylist() == ["5", None, None, "8"]
    assert table.note["value_labels"] == {"q": {"8": "don't know"}}


def test_many_rows_are_read_in_batches_without_a_seam(tmp_path):
    frame = pd.DataFrame({"response": [f"R{number}" for number in range(50)], "q": [float(n % 7) for n in range(50)]})
    pyreadstat.write_sav(frame, tmp_path / "a.sav")
    content = (tmp_path / "a.sav").read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "SPSS_CELLS", 40)
        columns, note = spss._read(io.BytesIO(content))
    assert columns["response"].to_pylist() == [f"R{number}" for number in range(50)]
    assert columns["q"].to_pylist() == [str(number % 7) for number in range(50)] and note["rows"] == 50


def test_what_is_too_much_is_refused_clearly(written, monkeypatch):
    assert beyond(limits.FILE_ROWS, 30) is None
    assert beyond(limits.FILE_ROWS, 31).code == beyond(limits.FILE_ROWS + 1, 1).code == "file_long"
    assert beyond(1, limits.FILE_COLUMNS + 1).code == "file_wide"
    monkeypatch.setattr(limits, "FILE_ROWS", 2)
    assert named(read(written, "x")) == [("file_long", None)]


def test_a_damaged_file_is_refused_and_brings_nothing_down(written):
    assert named(read(written[:300], "x")) == [("file_broken", None)]
    random.seed(1)
    for _ in range(6):
        content = bytearray(written)
        for _ in range(8):
            content[random.randrange(176, len(content))] = random.randrange(256)
        table = read(bytes(content), "x")
        assert table.columns or named(table) == [("file_broken", None)]


RATINGS = {"1": "很差", "2": "差", "3": "一般", "4": "好", "5": "很好"}


@pytest.mark.parametrize(
    ("used", "labels", "measure", "wanted"),
    [
        (["1", "2"], {"1": "男", "2": "女"}, "unknown", True),
        (["1", "2"], {"1": "男", "2": "女"}, "nominal", True),
        (["1", "2"], {"1": "男", "2": "女"}, "ordinal", False),
        (["1", "3"], {"1": "男", "2": "女"}, "nominal", False),
        (["1", "5"], RATINGS, "unknown", False),
        (["1", "5"], RATINGS, "nominal", False),
        (["1", "2"], {"1": "Very satisfied", "2": "Rather dissatisfied"}, "nominal", False),
        (["1", "10"], {"1": "1 worst", "10": "10 best"}, "nominal", False),
        (["1", "2"], {"1": "是", "2": "否"}, "nominal", True),
        (["1", "2"], {"1": "E1", "2": "E2"}, "nominal", True),
        (["1"], {"1": " "}, "nominal", False),
        ([], {"1": "男"}, "nominal", False),
    ],
)
def test_the_label_is_taken_where_every_code_names_something(used, labels, measure, wanted):
    assert say_more(used, labels, measure) is wanted
