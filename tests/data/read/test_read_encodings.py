"""Encodings: decoded strictly, and what cannot be decoded is named by its line."""

import pytest

from data import limits
from data.read import read
from data.read.delimited.encodings import ENCODINGS
from data.read.manner import ENCODINGS as MANNERS
from data.read.manner import Manner
from tests.data.read.reading import named, rows, text

TABLE = "编号,名称\nR1,空调\n"


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with BOM"),
        ("utf-16", "UTF-16"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
    ],
)
def test_a_table_reads_the_same_in_every_encoding(codec, label):
    table = text(TABLE.encode(codec))
    assert (table.columns, rows(table)) == (["编号", "名称"], {2: ["R1", "空调"]})
    assert (table.note["encoding"], named(table)) == (label, [])


def test_utf_16_may_come_in_either_order():
    assert text(b"\xfe\xff" + TABLE.encode("utf-16-be")).columns == ["编号", "名称"]


def test_characters_of_four_bytes_survive_gb18030_wherever_the_blocks_end(monkeypatch):
    table = "a,b\n" + "".join(f"R{number},𠮷é㐀\n" for number in range(50))
    for size in (7, 64, 100):
        monkeypatch.setattr(limits, "MEGABYTE", size)
        assert rows(text(table.encode("gb18030")))[51] == ["R49", "𠮷é㐀"]


def test_the_first_byte_that_cannot_be_read_is_named_by_its_line():
    table = text("编号,b\nR1,空调\nR2,\n".encode("gb18030") + b"\xff,x\n")
    assert (named(table), table.problems[0].got) == ([("encoding", 4)], "0xFF")
    assert named(text(b"\xef\xbb\xbfa,b\n1,\xe7\xa9\n")) == [("encoding", 2)]
    assert named(text("a,b\n1,2\n".encode("utf-16")[:-1])) == [("encoding", 2)]


def test_a_bad_byte_in_a_long_file_keeps_its_line(monkeypatch):
    monkeypatch.setattr(limits, "MEGABYTE", 100)
    monkeypatch.setattr(limits, "FILE_BYTES", 10**6)
    content = ("名称,b\n" + "空调,1\n" * 500).encode() + b"\xff\xff\n"
    assert named(text(content)) == [("encoding", 502)]


def test_utf_8_with_a_bad_byte_is_refused_though_gb18030_would_take_it():
    content = "编号,名称\nR1,空调空调\nR2,冰".encode()[:-1] + "，好\n".encode()
    content.decode("gb18030")  # does not fail: it reads other characters
    assert named(text(content)) == [("encoding", 3)]


SIMPLIFIED = ["橡木坊", "松木居", "红星美凯龙", "格力电器", "全友家居", "顾家家居", "板材很好"]
TRADITIONAL = ["橡木坊", "松木居", "歐派家居", "格蘭仕電器", "顧家家居", "國美電器", "臺灣鮮芋仙"]
JAPANESE = ["トヨタ自動車", "日産", "パナソニック", "東京家具", "ニトリ", "無印良品", "とても満足"]
EUROPEAN = ["Electrolux", "Möbel Höffner", "Société Générale", "Ångström", "Café São Paulo", "Gaggenau Hausgeräte"]


@pytest.mark.parametrize("count", [2, 6])
@pytest.mark.parametrize(
    ("names", "codec", "label"),
    [
        (SIMPLIFIED, "gbk", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (JAPANESE, "cp932", "Shift-JIS"),
        (EUROPEAN, "cp1252", "Windows-1252"),
    ],
)
def test_encodings_that_do_not_say_themselves_are_told_by_what_is_usual_in_them(names, codec, label, count):
    written = [f"r{place}" for place in range(count)], names[-count:]
    table = text(
        ("code,name\n" + "".join(f"{code},{name}\n" for code, name in zip(*written, strict=True))).encode(codec)
    )
    assert (table.note["encoding"], named(table)) == (label, [])
    assert [cells[1] for cells in rows(table).values()] == written[1]
    assert [choice.got for choice in table.choices if choice.code == "encoding_told"] == [label]


def test_rare_characters_of_a_name_are_no_doubt_of_it():
    assert named(text("a,b\n瑄玥喆,空调器\n".encode("gbk"))) == []


def test_a_text_that_is_as_usual_in_two_encodings_is_asked_about_with_its_line_in_each():
    # Read as Big5 all six characters are of its level 1; as GB18030 five of six are: 100 % against 83 %.
    name = b"\xb6\xa7\xb4\xba\xb5\xc2\xb6\xa7\xb4\xba\xb1\x67"
    content = b"code,name\nr1," + name + b"\n"
    (problem,) = text(content).problems
    assert (problem.code, problem.line, sorted(problem.rule["each"])) == ("encoding_several", 2, ["big5", "gb18030"])
    assert problem.rule["each"]["big5"] == "Big5: " + name.decode("cp950")
    said = read(content, "x", manner=Manner(encoding="big5"))
    assert (said.note["encoding"], named(said)) == ("Big5", [])


def test_what_the_sender_says_is_held_to_the_bytes():
    content = "a,b\n空调,1\n".encode("gb18030")
    assert named(read(content, "x", manner=Manner(encoding="utf-8"))) == [("encoding_said", 2)]
    assert set(ENCODINGS) == set(MANNERS)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content", [TABLE, "a,b\n1,2\n"])
def test_utf_16_without_a_mark_is_told_by_its_zero_bytes(content, codec):
    table = text(content.encode(codec))
    assert (table.note["encoding"], named(table), len(rows(table))) == ("UTF-16", [], 1)


def test_a_zero_byte_is_refused_by_its_line():
    assert named(text(b"a,b\n1,2\n\0,3\n")) == [("format_unknown", 3)]
