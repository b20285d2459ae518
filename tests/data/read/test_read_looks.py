"""What a person sees of a cell is what is read: percent signs, units, notes, lines, merged and hidden cells."""

import datetime
from collections.abc import Callable

import numpy as np
import pytest
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.read import TextTable, read
from data.read.choices import told
from data.read.manner import Manner
from data.read.workbooks import scan
from data.read.workbooks.formats import plain, shown
from data.read.workbooks.package import Package
from data.read.workbooks.sheet_xml import Exact
from data.read.workbooks.strings import shared
from data.read.workbooks.styles import styles
from tests.data.read.reading import book, hand_made, named, rows

HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c><c r="B1" t="inlineStr"><is><t>value</t></is></c></row>'
)
SHOWN = [
    ("0.853", "0.0%", "shown", "85.3%"),
    ("0.85342", "0%", "shown", "85.342%"),
    ("-0.5", "0.0%", "shown", "-50%"),
    ("7.04", '0.0" µg/m³"', "shown", "7.04 µg/m³"),
    ("7.04", '0.0\\ "mg"', "shown", "7.04 mg"),
    ("0.01", '"<"0.00', "shown", "<0.01"),
    ("0.005", '[<0.01]"<0.01";0.00', "shown", "<0.01"),
    ("0.5", '[<0.01]"<0.01";0.00', "same", "0.5"),
    ("0", '0.0;-0.0;"ND"', "shown", "ND"),
    ("71", "0000", "shown", "0071"),
    ("12", "[$¥-804]#,##0.00", "shown", "¥12"),
    ("8", '0"分"', "bare", "8分"),
    ("0", "0;-0;;@", "unseen", ""),
    ("5", ";;;", "unseen", ""),
    ("1200", "0.0,", "odd", "1200"),
    ("5", '0.0"±"0.1', "odd", "5"),
    ("1200", "#,##0.00", "same", "1200"),
    ("0", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "same", "0"),
    ("-5", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "same", "-5"),
    ("-3", "0;[Red]0", "same", "-3"),
    ("0.5", "# ?/?", "same", "0.5"),
    ("0.5", "0.00E+00", "same", "0.5"),
    ("45000", "yyyy年m月d日", "same", "45000"),
    ("3", "General", "same", "3"),
    ("3", "@", "same", "3"),
]


@pytest.mark.parametrize(("number", "code", "kind", "text"), SHOWN)
def test_a_format_shows_a_number_as_a_spreadsheet_does_with_all_its_digits(number, code, kind, text):
    assert shown(number, code) == (kind, text)
    assert kind == "same" or not plain(code)


def sheet_of(
    values: list[list[object]], look: Callable[[Workbook, Worksheet], object], head: tuple[str, ...] = ("code", "value")
) -> bytes:
    """A sheet with this header and rows, and whatever `look` does to it afterwards."""

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row, line in enumerate([list(head), *values]):
            sheet.write_row(row, 0, line)
        look(workbook, sheet)

    return book(("data", fill))


def seen(table: TextTable) -> tuple[dict[int, list[str | None]], list[str]]:
    assert named(table) == []
    return rows(table), [told(choice) for choice in table.choices]


def test_numbers_are_read_as_their_format_shows_them_and_each_column_says_so():
    def look(workbook, sheet):
        percent, unit = workbook.add_format({"num_format": "0.0%"}), workbook.add_format({"num_format": '0" µg/m³"'})
        sheet.write_number(1, 1, 0.853, percent)
        sheet.write_number(2, 1, 0.07, percent)
        sheet.write_number(3, 1, 7, unit)
        sheet.write_string(4, 1, "0.5", percent)
        sheet.write_blank(5, 1, None, percent)

    assert seen(read(sheet_of([["a"], ["b"], ["c"], ["d"], ["e"]], look), "x")) == (
        {2: ["a", "85.3%"], 3: ["b", "7%"], 4: ["c", "7 µg/m³"], 5: ["d", "0.5"], 6: ["e", None]},
        [
            "Column value, lines 2, 3, 4: The cells show something else than they hold, and were read as shown: "
            "0.853 as 85.3%."
        ],
    )


def test_a_counting_word_behind_numbers_is_left_out_and_said():
    def look(workbook, sheet):
        sheet.write_number(1, 1, 8, workbook.add_format({"num_format": '0"分"'}))

    assert seen(read(sheet_of([["a"]], look), "x")) == (
        {2: ["a", "8"]},
        ["Column value, line 2: The format shows a word behind the numbers; it was left out: 8分 was read as 8."],
    )


def test_what_shows_nothing_or_another_number_is_refused_by_its_cell():
    def look(workbook, sheet):
        sheet.write_number(1, 1, 0, workbook.add_format({"num_format": "0;-0;;@"}))
        sheet.write_number(2, 1, 1500, workbook.add_format({"num_format": "0.0,"}))
        sheet.write_number(3, 1, 5, workbook.add_format({"font_strikeout": True}))
        sheet.write_row(4, 0, ["d", 6], workbook.add_format({"font_strikeout": True}))

    table = read(sheet_of([["a"], ["b"], ["c"]], look), "x")
    assert [(each.code, each.line, each.column, each.got) for each in table.problems] == [
        ("row_struck", 5, "", ""),
        ("cell_struck", 4, "value", "5"),
        ("cell_unseen", 2, "value", "0"),
        ("cell_odd", 3, "value", "1500"),
    ]


LETTERS = {
    "a note to a number": (["0.03", "^1"], "0.03", "note_raised"),
    "a note to a name": (["海尔", "^a"], "海尔", "note_raised"),
    "a power": (["1.5×10", "^-3"], "1.5×10⁻³", "letters_raised"),
    "ten, or a power of it": (["10", "^3"], "10³", "letters_raised"),
    "a unit": (["mg/m", "^3"], "mg/m³", "letters_raised"),
    "a crossed-out number": (["~0.05", " 0.03"], "0.03", "text_struck"),
}


@pytest.mark.parametrize("case", LETTERS)
def test_raised_and_crossed_out_letters_are_read_as_a_person_reads_them(case):
    pieces, text, code = LETTERS[case]

    def look(workbook, sheet):
        formats = {
            "^": workbook.add_format({"font_script": 1}),
            "~": workbook.add_format({"font_strikeout": True}),
        }
        runs = [
            each for piece in pieces for each in ([formats[piece[0]], piece[1:]] if piece[0] in formats else [piece])
        ]
        sheet.write_rich_string(1, 1, *runs, *([] if len(runs) > 2 else [" "]))

    table = read(sheet_of([["a"], ["b", "".join(pieces).translate({94: None, 126: None})]], look), "x")
    plainly = "".join(pieces).translate({94: None, 126: None}).strip()
    assert rows(table) == {2: ["a", text], 3: ["b", plainly]}
    assert ([choice.code for choice in table.choices], named(table)) == ([code], [])


def test_a_text_that_is_crossed_out_whole_is_refused():
    line = "<r><rPr><strike/></rPr><t>0.05</t></r>"
    cells = f'<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is>{line}</is></c></row>'
    problems = read(hand_made(HEADER + cells), "x").problems
    assert [(each.code, each.line, each.got) for each in problems] == [("cell_struck", 2, "0.05")]


def test_a_merged_text_holds_for_each_of_its_rows_and_a_merged_number_is_refused():
    def look(_, sheet):
        sheet.merge_range("A2:A4", "E1")
        sheet.merge_range("B6:B7", 3)

    table = read(sheet_of([["", 1], ["", 2], ["", 3], ["E2", 4], ["E3", ""], ["E4", ""]], look), "x")
    assert rows(table) == {
        2: ["E1", "1"], 3: ["E1", "2"], 4: ["E1", "3"], 5: ["E2", "4"], 6: ["E3", "3"], 7: ["E4", None],
    }  # fmt: skip
    assert [told(choice) for choice in table.choices] == [
        "Column code, lines 3, 4: Cells are merged with the one above; each was read as that one, the first as E1."
    ]
    assert [(each.code, each.line, each.rule) for each in table.problems] == [
        ("cell_merged", 6, {"first": 6, "last": 7})
    ]


def test_a_cell_merged_across_columns_is_refused_beside_others():
    def look(_, sheet):
        sheet.merge_range("B3:C3", "not measured")
        sheet.write("A3", "b")

    table = read(sheet_of([["a", 1, 2]], look, ("code", "one", "two")), "x")
    assert [(each.code, each.line, each.column) for each in table.problems] == [("cell_across", 3, "one")]


def hidden_book() -> bytes:
    def look(_, sheet):
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(7, None, None, {"hidden": True})  # holds nothing
        sheet.set_column("C:C", None, None, {"hidden": True})

    return sheet_of([["a", 1, "x"], ["b", 2, "y"], ["c", 3, "z"]], look, ("code", "value", "note"))


def test_hidden_rows_and_columns_are_asked_about_and_then_read_or_left_out():
    asked = read(hidden_book(), "x")
    assert [(each.code, each.line, each.column, each.got) for each in asked.problems] == [
        ("column_hidden", None, "note", ""),
        ("rows_hidden", 3, "", "1"),
    ]
    read_all = read(hidden_book(), "x", manner=Manner(hidden="read"))
    assert seen(read_all) == (
        {2: ["a", "1", "x"], 3: ["b", "2", "y"], 4: ["c", "3", "z"]},
        [
            "Column note: The column is hidden, and was read like the others, as was asked.",
            "Line 3: 1 hidden rows were read like the others, as was asked.",
        ],
    )
    left_out = read(hidden_book(), "x", manner=Manner(hidden="left out"))
    assert rows(left_out) == {2: ["a", "1", None], 4: ["c", "3", None]}
    assert [choice.code for choice in left_out.choices] == ["hidden_left_column", "hidden_left_rows"]


def test_a_column_without_width_and_a_row_without_height_are_hidden_too():
    def look(_, sheet):
        sheet.set_row(2, 0)
        sheet.set_column("C:C", 0)

    found = read(sheet_of([["a", 1, "x"], ["b", 2, "y"]], look, ("code", "value", "note")), "x").problems
    assert [(each.code, each.line, each.column) for each in found] == [
        ("column_hidden", None, "note"),
        ("rows_hidden", 3, ""),
    ]


def test_hidden_sheets_are_said_not_to_have_been_looked_at():
    def fill(_, sheet):
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["x", 1])

    table = read(book(("one", fill), ("two", lambda _, sheet: (fill(_, sheet), sheet.hide()))), "x")
    assert [told(choice) for choice in table.choices] == ["Hidden sheets were not looked at: two."]


def test_a_date_among_numbers_and_a_small_number_shown_as_a_date_are_refused():
    def look(workbook, sheet):
        day = workbook.add_format({"num_format": "m月d日"})
        sheet.write_datetime(3, 1, datetime.datetime(2026, 5, 6), day)
        for row in (1, 2, 3):
            sheet.write_number(row, 2, 7 + row, day)
            sheet.write_datetime(row, 3, datetime.datetime(2026, 3, row), day)

    table = read(sheet_of([["a", 5], ["b", 6], ["c"]], look, ("code", "one", "two", "day")), "x")
    assert [(each.code, each.line, each.column, each.got) for each in table.problems] == [
        ("cell_date", 4, "one", "2026-05-06"),
        *(("cell_date", line, "two", f"1900-01-{6 + line:02d}") for line in (2, 3, 4)),
    ]


def test_empty_rows_with_formats_take_no_place():
    body = HEADER + '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    body += '<row r="1048576"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>'
    assert (rows(read(hand_made(body), "x")), named(read(hand_made(body), "x"))) == ({2: ["1", "2"]}, [])


@pytest.mark.parametrize("size", [1000, 10**6])
def test_the_quick_look_and_the_parser_find_the_same_marks(size):
    def look(workbook, sheet):
        percent, line = workbook.add_format({"num_format": "0%"}), workbook.add_format({"font_strikeout": True})
        for row in range(1, 400):
            sheet.write(row, 1, row / 400, percent if row % 3 else line)
            sheet.write(row, 2, "x", line if row % 5 == 0 else percent)
            sheet.write_rich_string(row, 3, "0.0", workbook.add_format({"font_script": 1}), str(row % 9))
        sheet.merge_range("E2:F9", "m")
        sheet.set_column("B:C", None, None, {"hidden": True})
        sheet.set_row(5, None, None, {"hidden": True})

    package = Package(sheet_of([], look))
    known, texts = styles(package), shared(package)
    content = package.whole("xl/worksheets/sheet1.xml")
    chunks = [content[start : start + size] for start in range(0, len(content), size)]
    exact = Exact(stale=False, styles=known, shared=texts)
    exact.read(chunks)
    _, quick = scan.quick(chunks, known, texts)
    assert len(exact.marks.texts) == 399 and len(exact.marks.styled[0]) == 478
    assert sorted(map(tuple, np.concatenate(quick.styled))) == sorted(map(tuple, exact.marks.styled[0]))
    for name in ("hidden_rows", "hidden_columns", "merged", "texts"):
        assert getattr(quick, name) == getattr(exact.marks, name), name
