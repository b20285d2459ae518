"""Encodings: decoded strictly, and what cannot be decoded is named by its line."""

import pytest

from data import limits
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


def test_european_text_that_passes_for_chinese_is_doubted_and_chinese_is_not():
    assert named(text("a,b\nLübeck,1\nMünchen,2\n".encode("latin-1"))) == [("encoding_doubtful", 2)]
    assert named(text("a,b\n瑄玥喆,空调器\n".encode("gbk"))) == []


def test_a_zero_byte_is_refused_by_its_line():
    assert named(text(b"a,b\n1,2\n\0,3\n")) == [("format_unknown", 3)]
    assert named(text("a,b\n1,2\n".encode("utf-16-le"))) == [("format_unknown", 1)]
