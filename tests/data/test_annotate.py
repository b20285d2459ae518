"""The sender's own rows with their problems beside them."""

import zipfile
from io import BytesIO

from python_calamine import CalamineWorkbook

from data.check.check import check
from data.give.annotate import annotated
from data.problems.problem import sentence
from data.read import read
from tests.data.check_files import KNOWN, SURVEY, contract

TEXT = f"""{SURVEY},colour
r1,ACME,sofa,7,=1+1
r2,ACNE,sofa,99,-0.5

r3,ACME,,7,@me
"""


def copy_of(text: str, translate=str, **options) -> tuple[list[str], list[list[list[str]]], bytes]:
    """Names and cells of the sheets of an annotated copy, and its bytes."""
    table = read(text.encode(), "file.csv")
    problems = check(table, contract("survey"), KNOWN).problems
    content = annotated(table, problems, [sentence(problem) for problem in problems], translate, **options)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    return book.sheet_names, sheets, content


def test_each_row_stands_beside_its_problems_and_those_of_the_file_on_a_second_sheet():
    names, (rows, whole), _ = copy_of(TEXT)
    assert names == ["Rows", "Whole file"]
    assert rows[0] == ["To correct", *SURVEY.split(","), "colour"]
    assert rows[1][1:] == ["r1", "ACME", "sofa", "7", "'=1+1"] and rows[1][0] == ""
    assert rows[2][0].splitlines()[0].startswith("Line 3, column enterprise: ")
    assert rows[2][0].splitlines()[1].startswith("Line 3, column satisfaction: ")
    assert rows[3][0].startswith("Line 5, column category: ") and rows[3][1:] == ["r3", "ACME", "", "7", "'@me"]
    assert whole[0][0].startswith("Line 1, column colour: ") and len(whole) == 1


def test_no_cell_is_a_formula_or_a_number_so_that_codes_keep_their_zeros():
    _, (rows, _), content = copy_of(f"{SURVEY}\n0071,ACME,sofa,=HYPERLINK(1)\n")
    assert rows[1][1] == "0071"
    sheet = zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and 't="n"' not in sheet


def test_a_corrected_copy_passes_the_check():
    _, (rows, _), _ = copy_of(TEXT.replace(",colour", "").replace(",=1+1", "").replace(",-0.5", "").replace(",@me", ""))
    mended = [[cell.replace("ACNE", "NORD").replace("99", "9") for cell in row] for row in rows]
    mended[3][3] = "sofa"
    text = "\n".join(",".join([f'"{row[0]}"', *row[1:]]) for row in mended)
    assert check(read(text.encode(), "file.csv"), contract("survey"), KNOWN).problems == ()


def test_of_a_large_table_only_rows_with_problems_are_copied_and_the_second_sheet_says_so():
    lines = "\n".join(f"r{i},{'ACME' if i % 10 else 'ACNE'},sofa,{i % 9 + 1}" for i in range(100))
    _, (rows, whole), _ = copy_of(f"{SURVEY}\n{lines}\n", most_cells=100)
    assert [row[1] for row in rows[1:]] == [f"r{i}" for i in range(0, 100, 10)]
    assert whole[0] == ["This copy holds only the 10 rows with problems, of 100 rows."]
    _, (rows, whole), _ = copy_of(f"{SURVEY}\n{lines}\n", most_cells=15)
    assert [row[1] for row in rows[1:]] == ["r0", "r10", "r20"]
    assert whole[0] == ["This copy holds the first 3 rows with problems, of 10."]


def test_its_own_words_can_be_translated():
    names, (rows, _), _ = copy_of(TEXT, {"Rows": "数据", "Whole file": "整个文件", "To correct": "待更正"}.get)
    assert names == ["数据", "整个文件"] and rows[0][0] == "待更正"
