"""A template is a workbook: filled in by hand it is loaded without a mapping, and it says what is asked."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.intake.template_book import CODES, EXAMPLE, EXPLAINED, workbook
from benchmarks.reading import Reading, estimates
from benchmarks.specs.contracts import contract
from benchmarks.specs.spec import load_specs
from data.check.check import check
from data.check.contract import KINDS
from data.kept.batches import Upload
from data.read import read, sheets
from data.store import open_store
from data.viewer import LOCAL

SPECS = load_specs(Path(__file__).parents[2] / "benchmarks" / "specs")
MAKERS = {"0071": ("Oak", "橡木坊"), "E2": ("Elm", "榆木居")}
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sector", sorted(SPECS))
def test_the_example_passes_the_check_and_the_sheet_to_fill_in_is_empty(sector, kind, language):
    content, agreed = workbook(SPECS[sector], kind, language, MAKERS), contract(SPECS[sector], kind)
    done = check(read(content, "t", EXAMPLE), agreed, today=TODAY)
    assert [problem for problem in done.problems if problem.severity == "error"] == []
    assert done.rows == 1
    empty = check(read(content, "t"), agreed, today=TODAY)
    assert "no_rows" in {problem.code for problem in empty.problems} and empty.typed is None


def test_columns_are_named_as_answers_and_explained_in_both_languages_with_their_question():
    spec = SPECS["catering"]
    content = workbook(spec, "survey")
    assert sheets(content) == ["survey", EXAMPLE, EXPLAINED, CODES]
    header = read(content, "t").columns
    assert "problems" in header and "order_right" in header and "problems_per_100" not in header
    table = read(content, "t", EXPLAINED)
    told = dict(zip(table.cells.column("column").to_pylist(), table.cells.to_pylist(), strict=True))
    assert list(told) == header
    (asked,) = (each for each in spec.indicators if each.id == "satisfaction")
    row = told["satisfaction"]
    assert (row["question"], row["问题"]) == (asked.ask.en, asked.ask.zh)
    assert (row["answers"], row["from 最小"], row["to 最大"]) == (
        "completely dissatisfied / completely satisfied",
        "1",
        "10",
    )


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_makers_categories_and_yes_and_no_are_chosen_from_lists_and_ratings_lie_between_their_ends():
    content = workbook(SPECS["home_furnishings"], "survey", "zh", MAKERS)
    codes = read(content, "t", CODES)
    rows = codes.cells.to_pylist()
    makers = [place for place, row in enumerate(rows, start=2) if row["of 类别"] == "enterprise"]
    assert [rows[place - 2]["code 代码"] for place in makers] == list(MAKERS)
    held = re.findall(
        r"<formula1>(.*?)</formula1>(?:<formula2>(.*?)</formula2>)?", parts(content)["xl/worksheets/sheet1.xml"]
    )
    assert (f"'{CODES}'!$B${makers[0]}:$B${makers[-1]}", "") in held
    categories = len(SPECS["home_furnishings"].categories)
    assert (f"'{CODES}'!$D$2:$D${1 + categories}", "") in held
    assert ('"是,否"', "") in held and ("1", "10") in held and ("0", "50") in held


def filled(content: bytes, *rows: list[object]) -> bytes:
    """The workbook with these rows typed below the header of its first sheet: texts as texts, numbers as numbers."""
    lines = ""
    for line, row in enumerate(rows, start=2):
        cells = ""
        for place, value in enumerate(row):
            name = f"{chr(ord('A') + place)}{line}"
            text = f'<c r="{name}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
            cells += f'<c r="{name}"><v>{value}</v></c>' if isinstance(value, int) else text if value else ""
        lines += f'<row r="{line}">{cells}</row>'
    source, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with source, zipfile.ZipFile(made, "w") as archive:
        for item in source.infolist():
            part = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</sheetData>", lines.encode() + b"</sheetData>")
            archive.writestr(item, part)
    return made.getvalue()


REGISTER = "enterprise,name_en,name_zh,sector\n" + "".join(
    f"{code},{en},{zh},home_furnishings\n" for code, (en, zh) in MAKERS.items()
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_template_filled_in_by_hand_is_loaded_without_a_mapping(language):
    store, spec = open_store(":memory:"), SPECS["home_furnishings"]
    load(store, SPECS, LOCAL, Sending(Upload("register", spec.sector, REGISTER.encode(), "r", "", "")))
    content = workbook(spec, "survey", language, MAKERS)
    header = read(content, "t").columns
    names = {each.id: getattr(each.asked_as, language) for each in spec.indicators if each.source == "survey"}
    label = {"en": "wood_panel", "zh": next(c.label.zh for c in spec.categories if c.id == "wood_panel")}[language]
    yes, no = {"en": ("yes", "no"), "zh": ("是", "否")}[language]
    answers = [("1", "0071", 8, 0, yes), ("2", "0071", 6, 1, no), ("3", "0071", 7, 2, no), ("4", "0071", 7, 0, no)]
    rows = []
    for number, maker, satisfied, problems, charged in answers:
        given = {names["satisfaction"]: satisfied, names["problems_per_100"]: problems, names["extra_charges"]: charged}
        rows.append([number, maker, label, *(given.get(name, "") for name in header[3:])])
    outcome = load(
        store, SPECS, LOCAL, Sending(Upload("survey", spec.sector, filled(content, *rows), "t.xlsx", "S1", "2026H1"))
    )
    assert [each for each in outcome.problems if each.severity == "error"] == [] and outcome.mapping is None
    found = estimates(Reading(store, SPECS, LOCAL)).set_index("indicator")["estimate"]
    assert found["satisfaction"] == pytest.approx(((8 + 6 + 7 + 7) / 4 - 1) / 9 * 100)
    assert found["problems_per_100"] == pytest.approx((0 + 1 + 2 + 0) / 4 * 100)
    assert found["extra_charges"] == pytest.approx(1 / 4)


def test_the_old_names_of_columns_are_still_read():
    agreed = contract(SPECS["home_furnishings"], "survey")
    for name in ("problems_per_100", "每百件问题数", "problems", "问题数", "PP100"):
        text = f"response,enterprise,category,{name}\n1,A,wood_panel,2\n"
        done = check(read(text.encode(), "x"), agreed, today=TODAY)
        assert [each.code for each in done.problems if each.severity == "error"] == [], name
