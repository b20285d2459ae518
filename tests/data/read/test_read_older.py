"""Old Excel workbooks and OpenDocument sheets are read as a person sees them, or refused by what they are."""

import io
from collections import Counter

import xlwt

from data import limits
from data.read import read, sheets
from data.read.manner import Manner
from data.read.words import tidy
from data.read.workbooks import grid
from tests.data.read.reading import cell, named, ods, row, rows


def xls(fill, *more: str, visibility: int = 0) -> bytes:
    """An old workbook of a sheet called data, and empty ones of these names."""
    book, content = xlwt.Workbook(), io.BytesIO()
    fill(book.add_sheet("data"))
    for name in more:
        book.add_sheet(name).visibility = visibility
    book.save(content)
    return content.getvalue()


def lines_of(*lines):
    def fill(sheet):
        for place, line in enumerate(lines):
            for column, value in enumerate(line):
                style = xlwt.easyxf(num_format_str=value[1]) if isinstance(value, tuple) else xlwt.XFStyle()
                sheet.write(place, column, value[0] if isinstance(value, tuple) else value, style)

    return fill


def test_an_old_workbook_is_read_with_its_percentages_and_units_as_they_are_shown():
    content = xls(
        lines_of(
            ["sample", "share", "value"], ["S1", (0.853, "0.0%"), (7, '0" µg/m³"')], ["S2", (0.9, "0%"), (8.5, "0.0")]
        )
    )
    table = read(content, "a.xls")
    assert table.note["format"] == "xls" and named(table) == []
    assert rows(table) == {2: ["S1", "85.3%", "7 µg/m³"], 3: ["S2", "90%", "8.5"]}
    assert [choice.code for choice in table.choices] == ["cell_shown", "cell_shown"]


def test_hidden_rows_merged_cells_and_errors_of_an_old_workbook_are_seen():
    def fill(sheet):
        lines_of(["sample", "value"], ["S1", 1.5], ["", 2.5], ["S3", 3.5])(sheet)
        sheet.write_merge(1, 2, 0, 0, "S1")
        sheet.row(3).hidden = True

    book = xlwt.Workbook()
    sheet = book.add_sheet("data", cell_overwrite_ok=True)
    fill(sheet)
    sheet.row(4).set_cell_text(0, "S4")
    sheet.row(4).set_cell_error(1, "#DIV/0!")
    content = io.BytesIO()
    book.save(content)
    table = read(content.getvalue(), "a.xls")
    assert named(table) == [("cell_error", 5), ("rows_hidden", 4)]
    left = read(content.getvalue(), "a.xls", manner=Manner(hidden="left out"))
    assert rows(left)[2] == ["S1", "1.5"] and rows(left)[3] == ["S1", "2.5"] and 4 not in rows(left)


def test_the_sheets_of_an_old_workbook_are_named_and_chosen():
    content = xls(lines_of(["a", "b"], [1, 2]), "second", "third")
    assert sheets(content) == ["data", "second", "third"]
    table = read(content, "a.xls")
    assert [(each.code, each.count) for each in table.choices] == [("sheet_first", 3)]
    assert named(read(content, "a.xls", "nowhere")) == [("sheet_unknown", None)]
    assert named(read(content, "a.xls", "second")) == [("sheet_empty", None)]


def test_raised_letters_of_an_old_workbook_are_refused_for_they_cannot_be_told_from_digits():
    raised = xlwt.Font()
    raised.escapement = 1
    content = xls(lambda sheet: (lines_of(["a", "b"])(sheet), sheet.write_rich_text(1, 0, ["0.03", ("1", raised)])))
    assert named(read(content, "a.xls")) == [("letters_mixed", None)]


def test_a_damaged_old_workbook_is_refused_and_brings_nothing_down():
    content = xls(lines_of(["a", "b"], [1, 2]))
    for place in range(0, len(content), 97):
        broken = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        table = read(broken, "a.xls")
        assert table.columns or table.problems
    assert read(content[:600], "a.xls").problems


def test_a_locked_old_workbook_says_that_it_is_locked(monkeypatch):
    content = xls(lines_of(["a", "b"], [1, 2]))
    at = content.index(bytes([0x42, 0, 2, 0]))  # the record of the code page, turned into the one of a password
    locked = content[:at] + bytes([0x2F]) + content[at + 1 :]
    assert named(read(locked, "a.xls")) == [("format_locked", None)]


def test_an_opendocument_sheet_is_read_with_its_percentages_units_and_raised_notes_as_shown():
    styles = (
        '<number:percentage-style style:name="P"><number:number number:decimal-places="1"/><number:text>%</number:text>'
        '</number:percentage-style><number:number-style style:name="U"><number:number number:min-integer-digits="1"/>'
        '<number:text> µg/m³</number:text></number:number-style><style:style style:name="p" style:family="table-cell" '
        'style:data-style-name="P"/><style:style style:name="u" style:family="table-cell" style:data-style-name="U"/>'
        '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    percent = '<table:table-cell office:value-type="percentage" office:value="0.853" table:style-name="p"/>'
    noted = cell('0.03<text:span text:style-name="up">1</text:span>')
    body = row(cell("sample"), cell("share"), cell("value"), cell("other"))
    body += row(cell("S1"), percent, cell(7, ' table:style-name="u"'), noted)
    table = read(ods(body, styles), "a.ods")
    assert named(table) == [] and table.note["format"] == "ods"
    assert rows(table) == {2: ["S1", "85.3%", "7 µg/m³", "0.03"]}
    assert [each.code for each in table.choices] == ["cell_shown", "cell_shown", "note_raised"]


def test_hidden_rows_merged_cells_and_formulas_without_a_value_of_an_opendocument_sheet_are_seen():
    body = row(cell("sample"), cell("value"))
    body += row(cell("S1", ' table:number-rows-spanned="2"'), cell(1.5)) + row("<table:covered-table-cell/>", cell(2.5))
    body += row(cell("S3"), cell(3.5), more=' table:visibility="filter"')
    body += row(cell("S4"), '<table:table-cell table:formula="of:=1/0"/>')
    content = ods(body)
    assert named(read(content, "a.ods")) == [("cell_formula", 5), ("rows_hidden", 4)]
    left = rows(read(content, "a.ods", manner=Manner(hidden="left out")))
    assert left[2] == ["S1", "1.5"] and left[3] == ["S1", "2.5"] and 4 not in left


def test_repeated_rows_count_as_rows_and_a_sheet_that_repeats_without_end_is_refused(monkeypatch):
    body = row(cell("a"), cell("b")) + row(cell(1), cell(2), more=' table:number-rows-repeated="3"')
    assert list(rows(read(ods(body), "a.ods"))) == [2, 3, 4]
    huge = row(cell("a", ' table:number-columns-repeated="16384"'), more=' table:number-rows-repeated="1048576"')
    assert named(read(ods(huge), "a.ods")) == [("sheet_large", None)]
    assert limits.XLSX_CELLS < 16384 * 1048576


def test_an_opendocument_sheet_with_a_password_or_damage_says_so():
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    assert named(read(ods(row(cell("a"), cell("b")), **manifest), "a.ods")) == [("format_locked", None)]
    assert named(read(ods("<table:table-row>"), "a.ods")) == [("file_broken", None)]


def test_a_stray_cell_far_to_the_right_costs_no_second(monkeypatch):
    # A damaged file with a cell in column 58,625 took 40 s: each blank column between was cleaned by itself.
    made = Counter()
    monkeypatch.setattr(grid, "tidy", lambda column: made.update(["column"]) or tidy(column))
    far = grid.Grid("data", 0, [["a", "b", *[""] * 3000, "x"], [1, 2.5, *[""] * 3000, "y"], [3, 4.5, *[""] * 3001]])
    table = grid.grid_table(far, Manner(), {})
    assert rows(table) == {2: ["1", "2.5", "y"], 3: ["3", "4.5", None]} and made["column"] == 4
