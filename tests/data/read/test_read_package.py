"""A workbook that would fill the memory, or reach outside itself, is refused before it can."""

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from data import limits
from data.read import read
from tests.data.read.reading import MAIN, hand_made, named, table_book

ROOT = Path(__file__).resolve().parents[3]
CELLS = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "XLSX_BYTES", 10_000)
    assert named(read(hand_made(CELLS + " " * 20_000), "x")) == [("file_inflates", None)]


def test_a_part_packed_beyond_all_reason_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "ZIP_RATIO_FROM", 100_000)
    content = hand_made(CELLS, **{"xl/media/image1.png": bytes(1_000_000)})
    assert named(read(content, "x")) == [("file_inflates", None)]


def understated(content: bytes, part: str, size: int) -> bytes:
    """The archive with the size of one part understated in its directory."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        real = archive.getinfo(part).file_size
    return content.replace(struct.pack("<I", real), struct.pack("<I", size))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_part_that_holds_more_than_it_says_is_refused(part):
    content = table_book(["a", "b"], *[[f"text {number}", number] for number in range(3000)])
    assert named(read(content, "x")) == []
    assert named(read(understated(content, part, 1000), "x")) == [("file_broken", None)]


def test_one_cell_in_the_last_corner_does_not_claim_a_rectangle():
    table = read(hand_made(CELLS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "x")
    assert named(table) == [("sheet_large", None)]
    assert table.problems[0].rule["corner"] == "XFD1048576"


def test_a_cell_that_says_another_row_than_its_row_is_measured_where_it_says_it_is():
    table = read(hand_made(CELLS + '<row r="2"><c r="XFD1048576"><v>1</v></c></row>'), "x")
    assert named(table) == [("sheet_large", None)]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
def test_a_document_type_is_refused_and_no_entity_expanded(head):
    body = CELLS + '<row r="2"><c r="A2" t="inlineStr"><is><t>&a;</t></is></c></row>'
    assert named(read(hand_made(body, head=head), "x")) == [("file_declares", None)]


def test_a_locked_part_is_refused():
    content = bytearray(hand_made(CELLS))
    at = content.index(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert named(read(bytes(content), "x")) == [("file_broken", None)]


def test_a_workbook_whose_sheet_is_missing_is_broken():
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(hand_made(CELLS))) as whole, zipfile.ZipFile(content, "w") as part:
        for name in whole.namelist():
            if not name.endswith("sheet1.xml"):
                part.writestr(name, whole.read(name))
    assert named(read(content.getvalue(), "x")) == [("file_broken", None)]


def test_a_changed_byte_is_noticed_by_its_checksum():
    stored = io.BytesIO()
    content = hand_made(CELLS + '<row r="2"><c r="A2"><v>777</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as plain:
        for name in packed.namelist():
            plain.writestr(name, packed.read(name))
    assert named(read(stored.getvalue(), "x")) == []
    assert named(read(stored.getvalue().replace(b"777", b"778"), "x")) == [("file_broken", None)]


def shared_text(text: str, cells: range) -> bytes:
    """A workbook of two columns: each row of the second holds the one shared text."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}" t="s"><v>0</v></c></row>' for row in cells)
    texts = f'<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    return hand_made(CELLS + rows, **{"xl/sharedStrings.xml": texts.encode()})


def test_one_long_text_that_many_cells_share_is_refused_before_any_cell_holds_it():
    table = read(shared_text("x" * 32_000, range(2, 20_002)), "x")
    assert [(each.code, each.got, each.rule) for each in table.problems] == [("sheet_heavy", "4886", {"limit": 512})]


MEASURED = """
import resource, sys
from data.read import read
from tests.data.read.test_read_package import shared_text
made = shared_text({text}, range(2, {last}))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
codes = [problem.code for problem in read(made, "x").problems]
print(len(made), codes, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("text", ["'x' * 500_000", "chr(0x1F600) + 'x' * 500_000", "chr(0x4E2D) * 160_000"])
@pytest.mark.parametrize(("last", "codes"), [(1000, "['sheet_heavy']"), (125, "[]")])
def test_a_few_kilobytes_of_one_long_text_take_no_gigabyte(text, last, codes):
    """500 MB of one text in 7 kB of a workbook took 1.8 to 3.7 GB; what is let through takes less than 1 GB."""
    program = MEASURED.format(text=text, last=last)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    size, rest = done.stdout.split(" ", 1)
    assert int(size) < 20_000
    assert rest.startswith(codes)
    assert int(rest.rsplit(" ", 1)[1]) < 1000  # MB


def test_a_long_text_in_one_cell_of_many_is_counted_once(monkeypatch):
    monkeypatch.setattr(limits, "XLSX_TEXT_BYTES", 400_000)  # one such text counts 8 x 32,000 = 256,000
    assert named(read(shared_text("x" * 32_000, range(2, 3)), "x")) == []
    assert named(read(shared_text("x" * 32_000, range(2, 5)), "x")) == [("sheet_heavy", None)]
