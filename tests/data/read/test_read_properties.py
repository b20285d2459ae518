"""What holds for any content: nothing raises, the quick way agrees with the exact one, a written table reads back."""

import csv
import io

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from data.read import read, sheets
from data.read.delimited import fast, slow, structure
from data.read.delimited.layout import Layout
from data.read.delimited.rows import Parsed, Rows
from data.read.delimited.text import _plain_breaks
from data.read.words import clean, tidy
from tests.data.read.reading import named, rows, table_book

PIECES = ["a", ",", "\n", "\r\n", "\r", '"', '"a"', '""', '"a,b"', '"a\nb"', '"a\r\nb"', '"a""b"', " ", "\u3000", 'a"b']


def outcome(parsed: Parsed, fitted: Rows) -> tuple[dict, list]:
    """Rows that hold anything, by line, and all problems."""
    columns = [tidy(column).to_pylist() for column in parsed.columns]
    cells = zip(*columns, strict=True)
    by_line = dict(zip(parsed.lines.tolist(), cells, strict=True))
    return {line: row for line, row in by_line.items() if any(row)}, [*parsed.problems, *fitted.found()]


@pytest.mark.parametrize("size", [40, 4 * 1024 * 1024])
def test_wherever_the_quick_reader_answers_it_says_what_the_exact_one_says(size, monkeypatch):
    monkeypatch.setattr(fast, "_BLOCK", size)
    monkeypatch.setattr(structure, "_STEP", size // 5)
    answered = []

    @settings(max_examples=400, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=60), st.integers(1, 3), st.booleans(), st.integers(0, 2))
    @example(["a", ",", "a", "\n", '"a\nb"', ",", "a", "\n", "a"], 2, False, 0)
    def agree(pieces, names, blank_name, more):
        body = _plain_breaks("".join(pieces).encode())
        header = [f"h{place}" for place in range(names)] + [""] * blank_name
        layout = Layout(",", header, 1, 2, names + more, [], [])
        lines = body.count(b"\n") + (not body.endswith(b"\n"))
        quick, exact = Rows(header), Rows(header)
        parsed = fast.parse(body, lines, layout, quick)
        answered.append(parsed is not None)
        if parsed is not None:
            assert outcome(parsed, quick) == outcome(slow.parse(body, layout, exact), exact)

    agree()
    assert sum(answered) > len(answered) / 8


CELL = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=12)
NAME = st.text(st.characters(categories=["Lu", "Ll", "Lo"], max_codepoint=0xFFFF), min_size=1, max_size=8)


@st.composite
def tables(draw):
    """Unique names and rows of text, no row blank, and the lines that blank rows are put before."""
    names = draw(st.lists(NAME, min_size=2, max_size=5, unique_by=lambda name: name.casefold()))
    width = len(names)
    cells = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=12))
    return names, [row for row in cells if any(clean(cell) for cell in row)], draw(st.sets(st.integers(0, 12)))


@settings(max_examples=150, deadline=None)
@given(
    tables(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_a_written_table_reads_back_with_its_lines(table, codec, delimiter, quoting, end):
    names, cells, blank = table
    out = io.StringIO()
    if end == "\r":  # Python's writer leaves a cell with the other line break without quotes
        quoting = csv.QUOTE_ALL
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(names)
    line, expected = 2, {}
    for number, row in enumerate(cells):
        if number in blank:
            out.write(end)
            line += 1
        writer.writerow(row)
        expected[line] = [clean(cell) or None for cell in row]
        line += 1 + sum(cell.count("\n") for cell in row)
    content = out.getvalue().encode(codec)
    found = read(content, "x")
    assume(found.note["decimal"] == "." and "decimal_mixed" not in dict(named(found)))
    assume(codec != "gb18030" or found.note["encoding"] == "GB18030" or content.isascii())
    assert rows(found) == expected
    assert set(dict(named(found))) <= {"encoding_doubtful"}


STARTS = [
    b"",
    b"a,b\n",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"PAR1",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"sep=;\n",
    b"%PDF",
    b"\x1f\x8b",
]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(STARTS), st.binary(max_size=300) | st.text(',;\t\n\r" \0\u3000中a1.', max_size=40).map(str.encode)
)
def test_no_content_raises_and_none_is_taken_in_silence(start, content):
    table = read(start + content, "x", sheet="y")
    assert len(table.lines) == table.cells.num_rows or not table.columns
    assert table.columns == table.cells.column_names
    assert table.columns or named(table)
    assert sheets(start + content) == []


WHOLE = table_book(["a", "b"], ["x", 1], ["y", 2.5])


PLACE = st.integers(4, len(WHOLE) - 1)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PLACE, st.integers(0, 255)), max_size=6), st.just(len(WHOLE)) | PLACE)
def test_a_damaged_workbook_is_refused_or_read_right(changes, length):
    content = bytearray(WHOLE)
    for place, byte in changes:
        content[place] = byte
    table = read(bytes(content[:length]), "x")
    assert named(table) or rows(table) == {2: ["x", "1"], 3: ["y", "2.5"]}
