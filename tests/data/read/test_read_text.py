"""Delimited text: every trap that files of associations have held, by name."""

import pytest

from data import limits
from data.read import read
from tests.data.read.reading import named, rows, text


def test_each_row_carries_the_line_it_begins_on():
    assert rows(text("a,b\n1,2\n3,4\n")) == {2: ["1", "2"], 3: ["3", "4"]}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_inside_a_cell_does_not_shift_the_lines_below(end):
    table = text(f'a,b{end}"one{end}two",x{end}3,4{end}"5",6')
    assert rows(table) == {2: ["one\ntwo", "x"], 4: ["3", "4"], 5: ["5", "6"]}


def test_blank_rows_are_skipped_and_keep_their_lines():
    table = text('a,b\n\n1,2\n,\n  ,\u3000\n"",""\n   \n3,4\n\n\n')
    assert rows(table) == {3: ["1", "2"], 8: ["3", "4"]}
    assert named(table) == []


def test_blank_lines_above_the_header_are_skipped():
    table = text("\n\na,b\n1,2\n")
    assert (table.columns, rows(table), table.note["header_line"]) == (["a", "b"], {4: ["1", "2"]}, 3)


def test_a_quoted_empty_cell_is_empty():
    assert rows(text('a,b\n"",2\n')) == {2: [None, "2"]}


def test_quotation_marks_delimiters_and_commas_inside_quotes_are_kept():
    assert rows(text('a,b\n"x ""y"" z","1,5"\n')) == {2: ['x "y" z', "1,5"]}


def test_a_quotation_mark_inside_an_unquoted_cell_is_a_mark_like_any_other():
    assert rows(text('a,b\n5" pipe,1\n6" pipe,2\n')) == {2: ['5" pipe', "1"], 3: ['6" pipe', "2"]}


def test_full_width_digits_signs_letters_and_spaces_become_narrow():
    table = text("a,b,c\nＡ１２,\u3000３．５\u00a0,＜０．０１\n")
    assert rows(table) == {2: ["A12", "3.5", "<0.01"]}


def test_full_width_punctuation_stays_beside_chinese_and_leaves_codes():
    table = text("a,b\n海尔（青岛）,ｘ１；ｘ２\n")
    assert rows(table) == {2: ["海尔（青岛）", "x1;x2"]}


def test_values_that_differ_only_in_width_are_one_value():
    column = text("a,b\nA1,x\nＡ１,x\n A1 ,x\n").cells.column(0).chunk(0)
    assert (column.dictionary.to_pylist(), column.indices.to_pylist()) == (["A1"], [0, 0, 0])


def test_unseen_marks_are_taken_out():
    assert rows(text("a,b\n\ufeffR1\u200b,\u22125\n")) == {2: ["R1", "-5"]}


def test_codes_keep_their_zeros():
    assert rows(text("a,b\n0071,71\n")) == {2: ["0071", "71"]}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_rows(delimiter):
    table = text("a|b|c\n1|2|3\n".replace("|", delimiter))
    assert (table.columns, table.note["delimiter"]) == (["a", "b", "c"], delimiter)


def test_bars_part_columns_where_nothing_else_does_and_stay_inside_cells_elsewhere():
    assert rows(text("response|q1\nr1|4\nr2|5\n")) == {2: ["r1", "4"], 3: ["r2", "5"]}
    assert rows(text("response,q1|a\nr1,4|2\nr2,5|3\n")) == {2: ["r1", "4|2"], 3: ["r2", "5|3"]}


@pytest.mark.parametrize("sign", ["^", "\N{FULLWIDTH COMMA}", "~", "\N{IDEOGRAPHIC COMMA}"])
def test_a_sign_that_parts_columns_and_is_not_read_is_named_once(sign):
    lines = (sign.join(cells) for cells in (["response", "q1", "q2"], ["r1", "4", "5"], ["r2", "5", "1"]))
    assert [(each.code, each.got) for each in text("\n".join(lines)).problems] == [("delimiter_unknown", sign)]


def test_commas_in_the_names_do_not_make_a_comma_the_delimiter():
    assert text("a, all;b, all;c, all\n1;2;3\n4;5;6\n").columns == ["a, all", "b, all", "c, all"]


def test_the_delimiter_is_looked_for_outside_quotes():
    assert text('"a;1","b;2"\n"x;y;z","1"\n').columns == ["a;1", "b;2"]


def test_the_delimiter_that_excel_declares_is_believed_and_counts_as_a_line():
    table = text("sep=|\r\na|b\r\n1|2\r\n")
    assert (table.columns, rows(table)) == (["a", "b"], {3: ["1", "2"]})


def test_decimal_commas_become_points_and_are_noted():
    table = text("a;b;c\nx;3,14;<0,5\ny;-2,5;1.234,5\nz;7;\n")
    assert rows(table) == {2: ["x", "3.14", "<0.5"], 3: ["y", "-2.5", "1234.5"], 4: ["z", "7", None]}
    assert table.note["decimal"] == ","


def test_without_one_sure_decimal_comma_none_is_assumed():
    table = text("a;b\nx;1,234\n")
    assert (rows(table), table.note["decimal"]) == ({2: ["x", "1,234"]}, ".")


def test_once_a_column_has_a_sure_decimal_comma_the_unsure_ones_are_decimal_too():
    assert rows(text("a;b\nx;1,234\ny;2,5\n")) == {2: ["x", "1.234"], 3: ["y", "2.5"]}


def test_a_number_that_can_be_read_in_two_ways_is_named():
    table = text("a;b\n1,5;x\n2.5;y\n2,5;1.234\n")
    assert named(table) == [("decimal_mixed", 3), ("decimal_mixed", 4)]
    assert [problem.column for problem in table.problems] == ["a", "b"]


def test_lists_of_numbers_and_comma_delimited_files_keep_their_commas():
    assert rows(text("a;b\n1,3;2,5\n1,2,3;4,5\n")) == {2: ["1,3", "2.5"], 3: ["1,2,3", "4.5"]}
    assert rows(text('a,b\n"3,14",x\n')) == {2: ["3,14", "x"]}


def test_rows_of_a_wrong_length_are_named_with_what_they_have():
    table = text("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1\n")
    assert named(table) == [("row_length", 2), ("row_length", 4), ("row_length", 5)]
    assert [(problem.got, problem.rule["fields"]) for problem in table.problems] == [("2", 3), ("4", 3), ("1", 3)]
    assert rows(table) == {3: ["1", "2", "3"]}


def test_a_short_row_is_a_problem_even_where_the_rest_would_be_empty():
    assert named(text("a,b,c\n1,2,3\n1,2\n")) == [("row_length", 3)]


def test_empty_fields_past_the_header_are_forgiven_in_rows_and_in_the_header():
    assert rows(text("a,b\n1,2,,,\n3,4\n5,6, \n")) == {2: ["1", "2"], 3: ["3", "4"], 4: ["5", "6"]}
    table = text("a,b,,,\n1,2\n3,4,,\n5,6,,,\n7,8,,,,\n")
    assert (table.columns, named(table), len(rows(table))) == (["a", "b"], [], 4)


def test_a_delimiter_at_the_end_of_every_row_is_forgiven_and_a_value_there_is_not():
    table = text("a,b\n1,2,\n3,4,\n5,6,x\n7,8,\n")
    assert rows(table) == {2: ["1", "2"], 3: ["3", "4"], 5: ["7", "8"]}
    assert named(table) == [("row_length", 4)]


def test_past_the_limit_rows_of_a_wrong_length_are_counted(monkeypatch):
    monkeypatch.setattr(limits, "LISTED", 2)
    table = text("a,b\n" + "1,2,3\n" * 5 + "1,2\n")
    assert named(table) == [("row_length", 2), ("row_length", 3), ("row_length_more", None)]
    assert table.problems[-1].got == "3"


def test_names_are_trimmed_narrowed_and_put_on_one_line():
    assert text('" ａ１ ","总体\n满意度",b\u00a0\u3000c\n1,2,3\n').columns == ["a1", "总体 满意度", "b c"]


def test_a_name_given_twice_and_data_without_a_name_are_named_by_their_place():
    table = text("a,b,a,,c,\n1,2,3,4,5,\n")
    assert [(problem.code, problem.line) for problem in table.problems] == [("column_twice", 1), ("column_unnamed", 1)]
    assert (table.problems[0].got, table.problems[1].rule["place"]) == ("a (C)", "D")
    assert table.columns == ["a", "b", "a (C)", "c"] and table.note["titles"] == {"a (C)": "a"}
    assert rows(table) == {2: ["1", "2", "3", "5"]}


def test_titles_above_the_header_are_skipped():
    table = text("满意度调查,,,\n2026 年上半年,,,\n,,,\nresponse,enterprise,q1,q2\nR1,E1,8,9\nR2,E1,7,\n")
    assert (table.columns[0], table.note["header_line"]) == ("response", 4)
    assert rows(table) == {5: ["R1", "E1", "8", "9"], 6: ["R2", "E1", "7", None]}


def test_a_header_whose_questions_are_numbers_is_a_header():
    assert text("编号,1,2,3\nR1,很好,好,差\n").columns == ["编号", "1", "2", "3"]


def test_one_overlong_row_does_not_pass_for_the_header():
    table = text("a,b,c\nx,y,z,u,v,w,x,y,z\n1,2,3\n1,2,3\n")
    assert (table.columns, named(table)) == (["a", "b", "c"], [("row_length", 2)])


def test_a_file_that_begins_with_numbers_has_no_header():
    assert named(text("1,2,3\n4,5,6\n")) == [("header_missing", 1)]


def test_a_first_line_longer_than_any_header_is_none():
    table = text("a" * (limits.SAMPLE_BYTES + 5) + ",b\n1,2\n")
    assert (named(table), table.problems[0].got) == ([("header_missing", 1)], "a" * 40)


def test_a_header_alone_is_a_table_without_rows():
    for content in ("a,b", "a,b\n", "a,b\r\n"):
        table = text(content)
        assert (table.columns, rows(table), named(table)) == (["a", "b"], {}, [])
        assert all(column.num_chunks == 1 for column in table.cells.columns)


def test_one_column_is_a_table():
    assert rows(text("a\n1\n\n2\n")) == {2: ["1"], 4: ["2"]}


def test_an_open_quotation_mark_is_named_by_the_line_where_it_opens():
    table = text('a,b\n1,2\n3,"4\n5,6\n7,8\n')
    assert (named(table), rows(table)) == ([("quote_open", 3)], {2: ["1", "2"]})
    assert named(text('a,b\n1,2\n3,"')) == [("quote_open", 3)]
    assert named(text('a,"b\n1,2\n')) == [("quote_open", 1)]


def test_an_open_mark_that_a_later_one_closes_is_named_where_it_opens():
    table = text('a,b\n1,2\n"3,4\n5,6\n"7",8\n9,10\n')
    assert (named(table), rows(table)) == ([("quote_open", 3)], {2: ["1", "2"], 6: ["9", "10"]})
    assert named(text('a,b\n1,"2\n3,4\n5,"6"\n7,8\n')) == [("quote_open", 2)]


def test_words_after_a_closing_mark_belong_to_the_cell_where_no_row_can_be_lost():
    assert rows(text('a,b\n"big" pipe,1\n')) == {2: ["big pipe", "1"]}


def test_what_is_too_much_is_refused_clearly(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", limits.MEGABYTE)
    assert named(text("a,b\n" + "1,2\n" * 300_000)) == [("file_large", None)]
    monkeypatch.setattr(limits, "FILE_ROWS", 3)
    assert named(text("a,b\n" + "1,2\n" * 3)) == []
    assert named(text("a,b\n" + "1,2\n" * 4)) == [("file_long", None)]
    monkeypatch.setattr(limits, "FILE_COLUMNS", 3)
    assert named(text("a,b,c,d\n1,2,3,4\n")) == [("file_wide", 1)]


def test_a_name_of_the_file_is_only_repeated():
    table = read(b"a,b\n1,2\n", "../../etc/passwd\0.xlsx")
    assert (table.note["name"], table.note["format"]) == ("../../etc/passwd\0.xlsx", "text")


def test_curly_quotation_marks_around_cells_are_quotation_marks_and_those_inside_words_are_left():
    table = text("“response”,“name”\n“r1”,“A, B”\nr2,the “best” one\n")
    assert rows(table) == {2: ["r1", "A, B"], 3: ["r2", "the “best” one"]}
    assert [each.code for each in table.choices] == ["quotes_curly"]
    assert rows(text("response,name\nr1,“A”\n")) == {2: ["r1", "“A”"]}


def test_a_header_is_named_without_quotes_marks_and_spaces_around_it():
    table = text("\ufeff\u00a0response\u3000,'name',“满意度”,\u200bscore\nr1,a,b,c\n")
    assert table.columns == ["response", "name", "满意度", "score"]


MONKEY = (
    "Respondent ID,Start Date,Which brand?,How satisfied are you?,,What could be better?\n"
    ",,Response,Overall,Delivery,Open-Ended Response\n1001,2026-03-01,E1,8,9,x\n1002,2026-03-02,E2,6,5,\n"
)


def test_two_header_rows_are_one_header_and_the_answers_begin_below_both():
    table = text(MONKEY)
    satisfied = [f"How satisfied are you?/{row}" for row in ("Overall", "Delivery")]
    assert table.columns == ["Respondent ID", "Start Date", "Which brand?", *satisfied, "What could be better?"]
    assert rows(table)[3] == ["1001", "2026-03-01", "E1", "8", "9", "x"]
    assert [(each.code, each.lines) for each in table.choices] == [("rows_header", (2,))]


def test_an_answer_that_is_called_response_makes_no_header_of_its_row():
    assert len(rows(text("response,answer\nr1,Response\nr2,x\n"))) == 2
