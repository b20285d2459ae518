"""What is taken away: tables that are safe to open and complete, and pictures with all their letters."""

import json
import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from benchmarks.reports.written import cell
from pages.parts.charts import picture
from pages.parts.charts.ladder import ladder
from pages.parts.frame import downloads, tables
from pages.parts.words.language import CHINESE, ENGLISH
from tests.pages.charts import ladder_rows

TABLE = pd.DataFrame(
    {
        "指标": ["甲醛释放量", "=HYPERLINK(1)", "@SUM(A1)"],
        "Gap": [-0.043, 1.5, float("nan")],
        "n": [312, 8, 24],
        "Since": [date(2021, 10, 1), None, date(2018, 5, 1)],
    }
)
SHEETS = ("Data", "About")


def test_a_csv_opens_with_its_chinese_and_no_formula_and_negative_numbers_stay_numbers():
    lines = tables.csv(TABLE).decode("utf-8-sig").split("\r\n")
    assert tables.csv(TABLE).startswith(b"\xef\xbb\xbf")
    assert lines == [
        *(
            "指标,Gap,n,Since",
            "甲醛释放量,-0.043,312,2021-10-01",
            "'=HYPERLINK(1),1.5,8,",
            "'@SUM(A1),,24,2018-05-01",
            "",
        )
    ]


def test_a_workbook_holds_every_cell_in_its_type_and_text_is_never_a_formula():
    book = CalamineWorkbook.from_filelike(BytesIO(tables.xlsx(TABLE, {"Scope": "家居"}, SHEETS)))
    assert book.sheet_names == ["Data", "About"]
    assert book.get_sheet_by_name("Data").to_python() == [
        ["指标", "Gap", "n", "Since"],
        ["甲醛释放量", -0.043, 312, date(2021, 10, 1)],
        ["=HYPERLINK(1)", 1.5, 8, ""],
        ["@SUM(A1)", "", 24, date(2018, 5, 1)],
    ]
    assert book.get_sheet_by_name("About").to_python() == [["Scope", "家居"]]


def test_numbers_leave_with_twelve_digits_at_most_and_whole_ones_without_a_point():
    frame = pd.DataFrame({"Estimate": [100 * 0.1 * 3.3, 5.0, 1 / 3], "n": [5.0, 12.0, float("nan")]})
    assert tables.csv(frame).decode("utf-8-sig").split("\r\n") == ["Estimate,n", "33,5", "5,12", "0.333333333333,", ""]
    rows = CalamineWorkbook.from_filelike(BytesIO(tables.xlsx(frame, {}, SHEETS))).get_sheet_by_name("Data").to_python()
    assert rows[1:] == [[33, 5], [5, 12], [0.333333333333, ""]]


@pytest.mark.parametrize(
    ("number", "decimals"),
    [(5.0, 0), (1312, 0), (41.4, 1), (0.093, 3), (1 / 3, 6), (100 / 3, 4), (1234567.8, 0), (-0.5, 1)],
)
def test_a_number_is_shown_with_six_digits_at_most_and_no_zeros_at_its_end(number, decimals):
    assert cell.decimals(number) == decimals


def test_a_workbook_shows_a_number_as_it_is_read():
    frame = pd.DataFrame({"Estimate": [41.4, 1312.0, 1 / 3]})
    with ZipFile(BytesIO(tables.xlsx(frame, {}, SHEETS))) as book:
        styles = book.read("xl/styles.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    numbers = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]+)"', styles)) | {"3": "#,##0", "4": "#,##0.00"}
    used = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
    shown = [numbers[used[int(style)]] for style in re.findall(r'<c r="A[2-4]" s="(\d+)"', sheet)]
    assert shown == ["#,##0.0", "#,##0", "#,##0.000000"]


def _drawn() -> None:
    import pandas as pd

    from pages.parts.frame import tables

    tables.show(pd.DataFrame({"Estimate": [1 / 3, None], "n": [5, 12], "Note": ["a", None]}), "drawn")


def test_a_table_on_the_screen_shows_six_digits_and_leaves_empty_what_is_missing():
    drawn = AppTest.from_function(_drawn).run().dataframe[0]
    assert json.loads(drawn.proto.columns)["Estimate"]["type_config"]["format"] == "%.6g"
    assert set(json.loads(drawn.proto.columns)) >= {"Estimate"} and "n" not in json.loads(drawn.proto.columns)
    assert drawn.proto.placeholder == ""


def test_no_cell_of_a_workbook_holds_a_formula():
    with ZipFile(BytesIO(tables.xlsx(TABLE, {"Scope": "=1+1"}, SHEETS))) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet for sheet in sheets)


def test_an_empty_table_is_a_header():
    empty = TABLE.head(0)
    assert tables.csv(empty).decode("utf-8-sig") == "指标,Gap,n,Since\r\n"
    book = CalamineWorkbook.from_filelike(BytesIO(tables.xlsx(empty, {}, SHEETS)))
    assert book.get_sheet_by_name("Data").to_python() == [["指标", "Gap", "n", "Since"]]


def size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in pixels."""
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))  # IHDR
    return width, height


def test_a_picture_has_twice_the_pixels_and_its_title_takes_no_room_from_the_plot():
    spec = ladder(ladder_rows(), CHINESE)
    width, height = size(picture.png(spec, "1 条底线未达标", ["林木家具 · 2026年上半年"], ["来源"]))
    assert width == 2 * picture.WIDTH
    assert height > 2 * spec["height"]
    assert size(picture.png(spec, "长标题" * 40, ["林木家具"] * 3, ["来源"] * 4))[1] > height


def test_a_drawing_holds_title_notes_key_foot_and_labels_as_text_in_the_colours_of_the_light_appearance():
    foot = ["来源：各协会数据；2026年11月29日", "合成演示数据"]
    svg = picture.svg(ladder(ladder_rows(), CHINESE), "1 条底线未达标", ["8 份样品"], foot).decode()
    assert all(
        text in svg for text in ("1 条底线未达标", "8 份样品", *foot, "80 对标水平", "未达标", "Migratable lead")
    )
    assert "#C8501E" in svg and "#00805A" in svg and "Noto Sans CJK SC" in svg


def test_drawing_leaves_the_chart_on_the_screen_as_it_was():
    spec = ladder(ladder_rows(), CHINESE)
    before = repr(spec)
    picture.svg(spec, "title", [], [])
    assert repr(spec) == before


def test_a_chart_that_asks_for_data_of_another_host_is_not_drawn():
    spec = ladder(ladder_rows(), CHINESE)
    spec["layer"] = [spec["layer"][0] | {"data": {"url": "https://example.org/data.json"}}, *spec["layer"][1:]]
    with pytest.raises(ValueError, match=r"(?i)not allowed|denied|access"):
        picture.svg(spec, "title", [], [])


def _buttons() -> None:
    from pages.parts.frame import downloads
    from pages.parts.words.language import ENGLISH

    def table():
        raise AssertionError("made before anyone clicked")

    downloads.row("gaps", table, {}, ENGLISH)
    downloads.row("index", table, {}, ENGLISH, chart=({}, "title", [], []))


def test_buttons_stand_in_a_row_and_make_nothing_before_a_click():
    app = AppTest.from_function(_buttons).run()
    assert not app.exception
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["CSV", "Excel", "CSV", "Excel", "PNG", "SVG"]


def _picture() -> None:
    from data.viewer import manufacturer
    from pages.parts.charts.ladder import ladder
    from pages.parts.frame import page
    from pages.parts.frame.viewer import let_in
    from pages.parts.words.language import ENGLISH
    from tests.pages.charts import ladder_rows

    let_in(manufacturer("things", "A"))
    with page.screen("gaps", ENGLISH, demo=True) as screen:
        screen.head("1 bottom line is broken", scope=["Maple", "first half of 2026"])
        screen.take_away("gaps", ladder_rows, ladder(ladder_rows(), ENGLISH), about={"n": "312 responses"})


def test_a_picture_leaves_with_its_title_scope_key_n_source_day_and_that_it_is_synthetic(monkeypatch):
    drawn = []
    monkeypatch.setattr(downloads, "button", lambda label, file, mime, make: drawn.append((label, make)))
    app = AppTest.from_function(_picture, default_timeout=60).run()
    assert not app.exception
    svg = dict(drawn)["SVG"]().decode()
    said = " ".join(re.findall(r">([^<>]+)<", svg))
    head, scope = "1 bottom line is broken", "Maple · first half of 2026"
    for text in (head, scope, "not met", "n: 312 responses", ENGLISH.date(date.today()), "Synthetic"):
        assert text in said
