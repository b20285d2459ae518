"""The format is told by content: each stranger gets one problem that says what to do."""

import gzip
import io
import struct
import zipfile

import pytest

from data.read import read, sheets
from data.read.compound import MAGIC
from tests.data.read.reading import named, table_book


def archive(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def compound(name: str) -> bytes:
    """A compound file whose only stream is called so: a header, the table of sectors, the directory."""
    head = struct.pack("<8s16xHHHHH6x9I", MAGIC, 62, 3, 65534, 9, 6, 0, 1, 1, 0, 4096, *[0xFFFFFFFE, 0] * 2)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for each, kind in (("Root Entry", 5), (name, 2)):
        named = each.encode("utf-16-le")
        entries += named.ljust(64, b"\0") + struct.pack("<HBB48xII4x", len(named) + 2, kind, 1, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + table + entries.ljust(512, b"\0")


STRANGERS = {
    "nothing": (b"", "file_empty"),
    "only a mark": (b"\xef\xbb\xbf", "file_empty"),
    "only blanks": (b" \r\n\t\n", "file_empty"),
    "a mark and blanks": (b"\xef\xbb\xbf \n", "file_empty"),
    "blanks in UTF-16": (" \n".encode("utf-16"), "file_empty"),
    "only delimiters": (b",,,\n,,,\n", "header_missing"),
    "a UTF-16 mark": (b"\xff\xfe", "file_empty"),
    "an old workbook": (compound("Book"), "format_xls"),
    "a locked workbook": (compound("EncryptedPackage"), "format_locked"),
    "an old Word document": (compound("WordDocument"), "format_document"),
    "a workbook from before compound files": (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(40), "format_xls"),
    "a binary workbook": (archive(**{"xl/workbook.bin": ""}), "format_xlsb"),
    "an OpenDocument text": (archive(mimetype="application/vnd.oasis.opendocument.text"), "format_document"),
    "a Word document": (archive(**{"word/document.xml": ""}), "format_document"),
    "a PDF": (b"%PDF-1.7\n", "format_document"),
    "a packed CSV": (archive(**{"data.csv": "a,b\n"}), "format_archive"),
    "gzip": (gzip.compress(b"a,b\n"), "format_archive"),
    "half an archive": (archive(**{"data.csv": "a,b\n"})[:40], "file_broken"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "format_image"),
    "a photograph": (b"\xff\xd8\xff\xe0", "format_image"),
    "a web page named .xls": (b"<html><table><tr><td>a</td></tr></table></html>", "format_web"),
    "XML": (b'<?xml version="1.0"?><Workbook/>', "format_web"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_a_stranger_gets_one_problem(stranger):
    content, code = STRANGERS[stranger]
    table = read(content, "data.csv")
    assert [found for found, _ in named(table)] == [code]
    assert (table.columns, table.cells.num_rows, len(table.lines)) == ([], 0, 0)
    assert sheets(content) == []


def test_a_workbook_is_a_workbook_whatever_it_is_called():
    content = table_book(["a", "b"], [1, 2])
    assert read(content, "data.csv").note["format"] == read(content, "").note["format"] == "xlsx"
    assert read(b"a,b\n1,2\n", "data.xlsx").note["format"] == "text"


def test_an_archive_of_very_many_parts_is_not_listed(monkeypatch):
    monkeypatch.setattr("data.limits.ZIP_PARTS", 3)
    content = archive(**{"xl/workbook.xml": ""}, **{f"part{number}": "" for number in range(3)})
    assert named(read(content, "x")) == [("file_parts", None)]


STATISTICS = {
    "SAS": (bytes(12) + b"\xc2\xea\x81\x60\xb3\x14", "SAS (.sas7bdat)"),
    "SAS for transport": (b"HEADER RECORD*******LIBRARY HEADER", "SAS (.xpt)"),
}


@pytest.mark.parametrize("stranger", STATISTICS)
def test_files_of_statistics_programs_are_called_what_they_are(stranger):
    content, label = STATISTICS[stranger]
    (problem,) = read(content, "data.csv").problems
    assert (problem.code, problem.got) == ("format_statistics", label)


@pytest.mark.parametrize("begin", [b"<stata_dta><header><release>118</release>", b"\x73\x02\x01\x00\x05\x00"])
def test_half_a_stata_file_is_a_damaged_one(begin):
    (problem,) = read(begin, "data.csv").problems
    assert (problem.code, problem.got) == ("file_broken", "Stata (.dta)")


def test_old_spreadsheets_of_text_are_told_from_web_pages():
    xml = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    assert [(each.code, each.got) for each in read(xml, "a.xls").problems] == [("format_other_sheet", "Excel 2003 XML")]
    assert [each.code for each in read(b"<html><table/></html>", "a.xls").problems] == ["format_web"]
    assert [each.code for each in read(b"ID;PWXL;N;E\n", "a.slk").problems] == ["format_other_sheet"]


@pytest.mark.parametrize(
    "text", ['[{"response": "r1", "q": 5}]', '{"response": ["r1"]}', '[["response", "q"], ["r1", 5]]']
)
def test_records_in_json_are_named_as_what_they_are(text):
    assert [(each.code, each.got) for each in read(text.encode(), "a.csv").problems] == [("format_records", "JSON")]
