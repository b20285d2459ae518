"""Workbooks: values as people write them, rows with the numbers Excel shows, nothing that only seems a value."""

import datetime

import pytest

from data import limits
from data.read import read, sheets
from data.read.manner import Manner
from data.read.workbooks import xlsx
from data.read.workbooks.scan import Reach, quick
from data.read.workbooks.sheet_xml import Exact
from tests.data.read.reading import MAIN, book, hand_made, named, rows, table_book


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = f'<row r="1">{inline("A1", "name")}{inline("B1", "score")}</row>'


def two_columns(cells: str) -> bytes:
    """A sheet with the columns name and score, and this second row."""
    return hand_made(f'{HEADER}<row r="2">{cells}</row>')


def test_numbers_texts_and_truth_values_are_written_as_people_do():
    table = read(table_book(["a", "b", "c", "d"], [8.0, 0.1, "0071", True], [1e-7, 1e20, " Ｂ ", False]), "x")
    assert rows(table) == {
        2: ["8", "0.1", "0071", "TRUE"],
        3: ["0.0000001", "100000000000000000000", "B", "FALSE"],
    }


@pytest.mark.parametrize("values", [[1.0, "1", True], ["1", 1.0, 1.0], [1.0, "x", ""]])
def test_a_number_a_text_and_a_truth_value_that_python_holds_equal_stay_apart(values):
    table = read(table_book(["a", "b"], *[[value, "x"] for value in values]), "x")
    written = {1.0: "1", "1": "1", "x": "x", "": None}
    expected = ["TRUE" if value is True else written[value] for value in values]
    assert table.cells.column(0).to_pylist() == expected


def test_numbers_keep_every_digit_that_tells_them_apart():
    values = [0.1 + 0.2, 1 / 3, 123456.789, 5e-324, -2.5, 1e15, 2.0**53]
    read_back = read(table_book(["a", "b"], *[[value, 1] for value in values]), "x").cells.column(0).to_pylist()
    # Excel's own 15 or 16 digits are what xlsxwriter stores; none of them may be lost.
    assert [float(text) for text in read_back] == pytest.approx(values, rel=1e-15)
    assert not any("e" in text for text in read_back)


def test_dates_are_iso_dates_and_moments_keep_their_time():
    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["day", "moment", "hour"])
        sheet.write_datetime(1, 0, datetime.datetime(2026, 3, 1), workbook.add_format({"num_format": "yyyy年m月d日"}))
        sheet.write_datetime(1, 1, datetime.datetime(2026, 3, 1, 8, 30), workbook.add_format({"num_format": 22}))
        sheet.write_number(1, 2, 0.5, workbook.add_format({"num_format": "hh:mm"}))

    assert rows(read(book(("s", fill)), "x")) == {2: ["2026-03-01", "2026-03-01 08:30:00", "12:00:00"]}


def test_empty_rows_in_the_middle_keep_the_numbers_of_those_below():
    table = read(table_book(["a", "b"], [1, 2], [], [], [3, 4], ["", " "], [5, 6]), "x")
    assert rows(table) == {2: ["1", "2"], 5: ["3", "4"], 7: ["5", "6"]}


def test_a_table_may_begin_below_titles_and_right_of_the_edge():
    def fill(_, sheet):
        sheet.merge_range("C2:F2", "2026 年上半年满意度调查")
        sheet.write_row("C4", ["response", "enterprise", "", "q1"])
        sheet.write_row("C5", ["R1", "E1", "stray", 8])
        sheet.write_row("C7", ["R2", "E1", "", 9])

    table = read(book(("s", fill)), "x")
    assert (table.columns, table.note["header_line"]) == (["response", "enterprise", "q1"], 4)
    assert rows(table) == {5: ["R1", "E1", "8"], 7: ["R2", "E1", "9"]}
    assert [(problem.code, problem.rule["place"]) for problem in table.problems] == [("column_unnamed", "E")]


def test_the_first_sheet_that_is_shown_is_read_unless_another_is_named():
    def filled(name):
        return lambda _, sheet: (sheet.write_row(0, 0, ["a", "b"]), sheet.write_row(1, 0, [name, 1]))

    def hidden(workbook, sheet):
        filled("one")(workbook, sheet)
        workbook.add_worksheet("second")
        workbook.get_worksheet_by_name("second").activate()
        sheet.very_hidden()

    content = book(("first", hidden), ("数据", filled("three")))
    assert sheets(content) == ["second", "数据"]
    assert named(read(content, "x")) == [("sheet_empty", None)]
    assert rows(read(content, "x", sheet="数据")) == {2: ["three", "1"]}
    assert rows(read(content, "x", sheet="first")) == {2: ["one", "1"]}
    unknown = read(content, "x", sheet="nope")
    assert named(unknown) == [("sheet_unknown", None)]
    assert unknown.problems[0].rule["sheets"] == ["second", "数据"]


ERRORS = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]


@pytest.mark.parametrize("error", ERRORS)
def test_an_excel_error_is_named_and_not_read_as_missing(error):
    table = read(two_columns(f'{inline("A2", "x")}<c r="B2" t="e"><f>1/0</f><v>{error}</v></c>'), "x")
    assert [(p.code, p.line, p.column, p.got) for p in table.problems] == [("cell_error", 2, "score", error)]


UNCACHED = {
    "as openpyxl writes": "<f>1+1</f><v></v>",
    "with a lone tag": "<f>1+1</f><v/>",
    "without a value": "<f>1+1</f>",
    "shared": '<f t="shared" si="0"/>',
}


@pytest.mark.parametrize("form", UNCACHED)
def test_a_formula_without_a_result_is_named_and_not_read_as_missing(form):
    table = read(two_columns(f'{inline("A2", "x")}<c r="B2">{UNCACHED[form]}</c>'), "x")
    assert [(p.code, p.line, p.column) for p in table.problems] == [("cell_formula", 2, "score")]


def test_a_formula_with_its_result_is_that_result():
    table = read(two_columns(f'{inline("A2", "x")}<c r="B2"><f>SUM(1,2)</f><v>3</v></c>'), "x")
    assert (rows(table), named(table)) == ({2: ["x", "3"]}, [])


def test_a_formula_whose_result_is_the_empty_text_is_an_empty_cell():
    table = read(two_columns(f'{inline("A2", "x")}<c r="B2" t="str"><f>""</f><v></v></c>'), "x")
    assert (rows(table), named(table)) == ({2: ["x", None]}, [])


def test_results_that_the_workbook_itself_calls_stale_are_not_believed():
    def fill(_, sheet):
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["x", 1])
        sheet.write_formula(1, 1, "=40+2")  # xlsxwriter stores 0 and asks Excel to compute

    assert named(read(book(("s", fill)), "x")) == [("cell_formula", 2)]


def test_faults_above_and_beside_the_table_do_not_matter():
    def fill(_, sheet):
        sheet.write_formula("A1", "=NOW()")
        sheet.write_row("A3", ["a", "b", "c"])
        sheet.write_row("A4", ["x", 1, 2])

    assert named(read(book(("s", fill)), "x")) == []


def test_past_the_limit_faults_are_counted(monkeypatch):
    monkeypatch.setattr(limits, "LISTED", 2)
    body = "".join(f'<row r="{row}">{inline(f"A{row}", "x")}<c r="B{row}"><f>1</f></c></row>' for row in range(2, 7))
    table = read(hand_made(HEADER + body), "x")
    assert named(table) == [("cell_formula", 2), ("cell_formula", 3), ("cell_more", None)]
    assert table.problems[-1].got == "3"


def test_an_empty_sheet_and_one_without_names_are_told_apart():
    assert named(read(hand_made(""), "x")) == [("sheet_empty", None)]
    assert named(read(table_book([1, 2], [3, 4]), "x")) == [("header_missing", 1)]


def test_a_workbook_of_many_rows_is_read_in_batches_without_a_seam(monkeypatch):
    monkeypatch.setattr("data.read.workbooks.grid.BATCH", 40)
    content = table_book(["a", "b"], *[[f"R{number}", number % 7] for number in range(200)])
    table = xlsx.read(content, Manner(), {"name": "x"})
    assert rows(table) == {number + 2: [f"R{number}", str(number % 7)] for number in range(200)}


SHEETS = {
    "plain": f'{HEADER}<row r="7">{inline("AD7", "x")}</row>',
    "no references": "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
    "other order": '<row spans="1:2" r="3"><c s="1" r="C3"><v>1</v></c></row>',
    "single quotes": "<row r='3'><c r='C3'><v>1</v></c></row>",
    "a break in a tag": '<row r="3"><c\n r="C3"><v>1</v></c></row>',
    "a comment": '<!-- <c r="Z9"> --><row r="3"><c r="C3"><v>1</v></c></row>',
    "a far corner": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "an error": '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
    "a formula": '<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>',
}


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("size", [1, 7, 10**6])
def test_the_quick_look_at_a_sheet_sees_at_least_what_a_parser_sees(form, size):
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{SHEETS[form]}</sheetData></worksheet>'.encode()
    chunks = [xml[start : start + size] for start in range(0, len(xml), size)]
    exact = Exact(stale=False)
    exact.read(chunks)
    looked = quick(chunks, {}, {})
    seen = looked and looked[0]
    faulty = bool(exact.faults) or "<f>" in SHEETS[form]
    assert seen is None or (seen.rows >= exact.rows and seen.columns >= exact.columns and seen.faulty >= faulty)
    if form in ("plain", "a far corner", "an error", "a formula"):
        assert seen == Reach(exact.rows, exact.columns, faulty)


def test_cells_under_a_prefix_are_left_to_the_parser():
    cell = '<x:row><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    xml = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{cell}</x:sheetData></x:worksheet>'
    exact = Exact(stale=False)
    exact.read([xml.encode()])
    assert (quick([xml.encode()], {}, {}), exact.rows, exact.columns) == (None, 1048576, 16384)


def test_rows_without_numbers_are_counted():
    body = "<row><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'><is><t>b</t></is></c></row>"
    table = read(hand_made(body + "<row><c><v>1</v></c><c><f>2</f></c></row>"), "x")
    assert (table.columns, named(table)) == (["a", "b"], [("cell_formula", 2)])
