"""Choices made while reading: each is told in a sentence, kept as plain data, and stands on the table."""

import csv
import io
import json
import string

import pytest
from xlsxwriter.worksheet import Worksheet

from data.problems.wording.choices import CHOICES
from data.read import read
from data.read.choices import FRAMES, Choice, choice_of, messages, told, touched
from tests.data.read.reading import book, rows, table_book, text

READ = {
    "an encoding that is not said": ("编号,名称\nR1,空调\n".encode("gbk"), ["encoding_told"]),
    "rows above": (b"Report 2026\n\nprinted on 3 May\na,b,c\nR1,x,y\nR2,x,y\n", ["rows_above"]),
    "decimal commas": (b"a;b;c\nR1;4,5;1\nR2;3,25;2\n", ["decimal_comma"]),
    "nothing to choose": (b"a,b\nR1,1\n", []),
}


@pytest.mark.parametrize("case", READ)
def test_what_could_have_been_read_otherwise_is_told(case):
    content, codes = READ[case]
    table = text(content)
    assert [choice.code for choice in table.choices] == codes
    assert all(told(choice) for choice in table.choices)


def test_a_choice_says_where_what_was_seen_and_what_was_made_of_it():
    above = text(READ["rows above"][0])
    assert rows(above) == {5: ["R1", "x", "y"], 6: ["R2", "x", "y"]}
    assert [told(choice) for choice in above.choices] == [
        "Lines 1, 3: 2 rows above the header were left out; the first holds Report 2026."
    ]
    (comma,) = text(READ["decimal commas"][0]).choices
    assert told(comma) == "Column b: Commas were read as decimal points: 4,5 as 4.5."
    many = touched("rows_above", "", range(1, 8), "x")
    assert told(many).startswith("Lines 1, 2, 3, 4, 5 …: 7 rows above")


def test_the_first_of_several_sheets_is_a_choice_unless_it_was_named():
    lines = [["a", "b"], ["x", 1]]

    def fill(_: object, sheet: Worksheet) -> None:
        for row, line in enumerate(lines):
            sheet.write_row(row, 0, line)

    content = book(("one", fill), ("two", fill))
    (choice,) = read(content, "x").choices
    assert told(choice) == "The workbook shows 2 sheets; the first was read, one. All of them: one, two."
    assert read(content, "x", "one").choices == ()


def test_a_choice_is_kept_as_plain_data_and_read_back():
    choice = Choice("decimal_comma", "b", (2, 5), 2, "4,5", {"read": "4.5"})
    assert choice_of(json.loads(json.dumps(choice.as_dict()))) == choice


@pytest.mark.parametrize("code", CHOICES)
def test_every_wording_of_a_choice_is_plain_text_with_named_fields(code):
    made = CHOICES[code]
    assert code.isidentifier() and made.title and made.sentence.endswith((".", "}"))
    fields = [name for _, name, _, _ in string.Formatter().parse(made.sentence) if name is not None]
    assert all(name.isidentifier() for name in fields)


def test_messages_name_every_text_a_choice_is_told_with_once():
    texts = messages()
    assert len(texts) == len(set(texts))
    assert {*FRAMES.values(), *(made.title for made in CHOICES.values())} <= set(texts)


QUALTRICS = [
    ["ResponseId", "Q1", "Q2"],
    ["Response ID", "Which brand?", "How satisfied,\noverall?"],
    ['{"ImportId": "_recordId"}', '{"ImportId": "QID1"}', '{"ImportId": "QID2"}'],
    ["R1", "E1", "8"],
    ["R2", "E2", "9"],
]


def test_the_header_rows_of_qualtrics_are_no_answers_in_text_and_in_a_workbook():
    out = io.StringIO()
    csv.writer(out).writerows(QUALTRICS)
    for content, lines in ((out.getvalue().encode(), [2, 4]), (table_book(*QUALTRICS), [2, 3])):
        table = read(content, "x")
        assert (table.columns, list(rows(table).values())) == (QUALTRICS[0], QUALTRICS[3:])
        assert [(choice.code, list(choice.lines)) for choice in table.choices] == [("rows_header", lines)]
