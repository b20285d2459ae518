"""A document says what the results say, to whom it is for, and in a form that others can read."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pikepdf
import pytest
from click.testing import CliRunner
from docx import api
from pptx import Presentation
from python_calamine import CalamineWorkbook

from benchmarks import reading
from benchmarks.cli import main
from benchmarks.columns import OVERALL, REPORT_FACT
from benchmarks.index.index import index
from benchmarks.infrastructure.receipt import receipt
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.document import Bar, Document, Series, Strip, Table
from benchmarks.reports.made import kept, report
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import audit, register
from data.kept import replies as kept_replies
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests.demo_kit import SPECS
from tests.kit import empty_store
from tests.reports.kit import everything

MAKER = Selection("catering", "canteen", "CAT-02", wave="2026H1")
ABOUT = {
    "enterprise": MAKER,
    "sector": Selection("catering", wave="2026H1"),
    "board": Selection(wave="2026H1"),
    "ranking": Selection("catering", "canteen", wave="2026H1"),
}
Make = Callable[[str, str], Document]


@pytest.fixture(scope="module")
def store(read_by_all: Store) -> Store:
    return read_by_all


@pytest.fixture(scope="module")
def made(store: Store) -> Make:
    @cache
    def one(kind: str, language: str) -> Document:
        return report.document(kind, Reading(store, SPECS, LOCAL, ABOUT[kind]), LANGUAGES[language])

    return one


def test_what_was_made_is_kept_with_what_its_figures_are_about(store: Store, made: Make):
    empty = empty_store()
    asked, document = Reading(empty, SPECS, LOCAL, MAKER), made("enterprise", "en")
    kept.keep_report(asked, document)
    slip = receipt(replace(asked, store=store))
    kept.keep_receipt(asked, slip)
    rows = audit.documents(empty)
    assert rows[["kind", "document", "sector", "enterprise", "wave"]].values.tolist() == [
        ["report", "enterprise-catering-CAT-02-canteen-2026H1", "catering", "CAT-02", "2026H1"],
        ["receipt", "receipt-catering-CAT-02-canteen-2026H1", "catering", "CAT-02", "2026H1"],
    ]
    told = {each["keys"].get("indicator") for each in document.facts["facts"] if each["result"] == "gaps"}
    own = {about[4] for about in rows["about"][0] if about[:4] == ("catering", "canteen", "CAT-02", "2026H1")}
    assert told - {None} and told - {None} <= own
    counted = {("catering", "canteen", "CAT-02", "2026H1", each["indicator"]) for each in slip["inputs"] if each["n"]}
    assert set(rows["about"][1]) == counted and counted
    trail = audit.trail(empty, LOCAL, what="made")
    assert list(trail["object"]) == [f"{row.kind}: {row.document}" for row in rows[::-1].itertuples()]
    assert audit.chained(empty, LOCAL).entries == 2


def whose(kind: str, row: Any) -> bool:
    """Whether the recipient of a document of ABOUT is told this maker by name."""
    own = row.sector == "catering" and row.enterprise == MAKER.enterprise
    return {"enterprise": own, "board": False}.get(kind, row.sector == "catering")


@pytest.mark.parametrize("form", report.FORMATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", report.KINDS)
def test_nobody_but_who_it_is_for_is_anywhere_in_a_report(
    store: Store, made: Make, kind: str, form: str, language: str
):
    """Down to XML, streams, alt texts, charts with their workbooks, metadata, attachments: no other name or code."""
    document = made(kind, language)
    held = everything(report.FORMATS[form](document)) + everything(facts.encoded(document.facts))
    every = list(register.enterprises(store, LOCAL).itertuples())
    named = {name for row in every if not whose(kind, row) for name in (row.enterprise, row.name_en, row.name_zh)}
    assert len(named) > 60
    assert [name for name in named if name in held] == []
    told = [row.name_zh if language == "zh" else row.name_en for row in every if whose(kind, row)]
    assert [name for name in told if name in held] if told else kind == "board"


@pytest.mark.parametrize("viewer", [manufacturer("catering", "CAT-02"), Viewer("visitor"), Viewer("laboratory")])
def test_a_maker_gets_its_own_report_and_a_visitor_none(store: Store, viewer: Viewer):
    about = {**ABOUT, "rival": replace(MAKER, enterprise="CAT-01")}
    may = []
    for name, chosen in about.items():
        with suppress(Refused):
            kind = "enterprise" if name == "rival" else name
            may.append(report.document(kind, Reading(store, SPECS, viewer, chosen), LANGUAGES["en"]).title)
    own = register.makers(store, LOCAL, "catering")["CAT-02"][0]
    assert may == ([own] if viewer.role == "manufacturer" else [])


def test_the_files_of_all_members_name_in_each_its_own_maker_alone(store: Store, demo_file: Path, tmp_path: Path):
    copy = shutil.copy(demo_file, tmp_path / "copy.duckdb")
    asked = f"--store {copy} report enterprise --sector home_appliances --wave 2026H1 --format xlsx --all"
    done = CliRunner().invoke(main, [*asked.split(), "-o", str(tmp_path / "all")])
    assert done.exit_code == 0, done.output
    every = list(register.enterprises(store, LOCAL).itertuples())
    members = report.members(Reading(store, SPECS, LOCAL, Selection("home_appliances", wave="2026H1")))
    names = {f"enterprise-home_appliances-{code}-2026H1" for code in members}
    files = sorted((tmp_path / "all").iterdir())
    assert {each.name for each in files} == {f"{name}{end}" for name in names for end in (".xlsx", ".facts.json")}
    for file in files:
        own = next(code for code in members if f"-{code}-" in file.name)
        held = file.name + everything(file.read_bytes())
        others = [each for row in every if row.enterprise != own for each in (row.enterprise, row.name_en, row.name_zh)]
        assert [each for each in others if each in held] == []


REPLY = ("抽样当天该厨房正在停业维修，所取油样来自一台未投入使用的油炸锅。" * 70)[:1990] + "以上为本企业答复全文"


@pytest.fixture
def replied(monkeypatch: pytest.MonkeyPatch) -> None:
    place = ("catering", "canteen", "CAT-02", "2026H1", "cleanliness")
    row = (*place, REPLY, datetime(2026, 7, 3), "somebody@example.org", "manufacturer")
    monkeypatch.setattr(kept_replies, "replies", lambda store, viewer: pd.DataFrame([row], columns=kept_replies.REPLY))


@pytest.mark.usefixtures("replied")
@pytest.mark.parametrize("kind", ["enterprise", "sector", "ranking"])
def test_a_reply_of_2000_letters_stands_whole_beside_its_result(store: Store, kind: str):
    document = report.document(kind, Reading(store, SPECS, LOCAL, ABOUT[kind]), LANGUAGES["en"])
    cards = [card for page in document.pages for each in page.blocks if each.what == "cards" for card in each.cards]
    [card] = [each for each in cards if each.lines[0][0] == "Reply of the maker, 3 Jul 2026"]
    estimate = reading.estimates(Reading(store, SPECS, LOCAL, replace(MAKER, indicator="cleanliness"))).iloc[0]
    assert (card.lines[0][1], card.badge) == (REPLY, f"{estimate['estimate']:.1f} points")
    assert card.title.endswith("Cleanliness as guests see it")
    forms = report.FORMATS if kind == "enterprise" else ["docx"]
    for form in forms:
        held = re.sub(r"\s", "", everything(report.written(document, form)))
        assert REPLY[-10:] in held and held.count(REPLY[:25]) >= 1, form
        assert "somebody" not in held


@pytest.mark.parametrize("kind", report.KINDS)
def test_every_fact_is_a_number_of_a_result_with_its_place(made: Make, kind: str):
    facts = made(kind, "en").facts["facts"]
    assert facts
    assert {tuple(each) for each in facts} == {REPORT_FACT}
    pages = len(made(kind, "en").pages)
    assert {each["page"] for each in facts} <= set(range(1, pages + 1))


def test_the_index_of_a_maker_stands_large_with_the_range_of_its_rank(store: Store, made: Make):
    rows = index(Reading(store, SPECS, manufacturer("catering", "CAT-02"), MAKER))
    row = rows[rows["dimension"] == OVERALL].iloc[0]
    tile = made("enterprise", "en").pages[0].blocks[0].tiles[0]
    assert tile.value == f"{row['score']:.1f}"
    assert f"rank {row['rank_low']:.0f} to {row['rank_high']:.0f} of {row['of']:.0f}" in tile.note


def test_the_shown_numbers_are_the_values_of_the_facts(made: Make):
    scores = [each for each in made("enterprise", "en").facts["facts"] if each["column"] == "score"]
    assert scores
    assert [each for each in scores if each["shown"] != f"{each['value']:.1f}"] == []


@pytest.mark.parametrize("kind", report.KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_is_tagged_says_its_language_and_holds_its_facts(made: Make, kind: str, language: str):
    document = made(kind, language)
    with pikepdf.open(io.BytesIO(report.FORMATS["pdf"](document))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).startswith(language)
        _accessible(pdf, document)
        told = pdf.open_metadata()
        assert told["pdfuaid:part"] == "1"
        assert told["pdfaid:part"] == "3"
        attached = json.loads(pdf.attachments["facts.json"].get_file().read_bytes())
    assert attached == json.loads(json.dumps(document.facts))


_PAINTS = {"Tj", "TJ", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh"}


def _accessible(pdf: pikepdf.Pdf, document: Document) -> None:
    """Title, headings from 1 without a jump, heads of columns, alt texts, fonts; all drawn is marked and in order."""
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert pdf.open_metadata()["dc:title"] == f"{document.title} · {document.subtitle}"
    tags = list(_tags(pdf.Root.StructTreeRoot.K))
    levels = [int(name[2:]) for name, _ in tags if re.fullmatch("/H[1-6]", name)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) == len(document.pages)
    blocks = [each for page in document.pages for each in page.blocks]
    tables = [each for each in blocks if isinstance(each, Table)]
    assert [name for name, _ in tags].count("/Table") == len(tables)
    heads = [tag for name, tag in tags if name == "/TH"]
    assert len(heads) == sum(len(each.head) for each in tables) and all(all(each.head) for each in tables)
    assert all(str(tag.A[0].Scope) == "/Column" for tag in heads)
    cells = (cell.alt for each in tables for row in each.rows for cell in row if isinstance(cell, Bar))
    figures = [each.alt for each in blocks if isinstance(each, Strip | Series)]
    assert sorted(str(tag.Alt) for name, tag in tags if name == "/Figure") == sorted([*cells, *figures])
    assert all(_embedded(font) for page in pdf.pages for font in page.Resources.get("/Font", {}).values())
    order: dict[tuple[int, int], list[int]] = {}
    for sheet, mark in _marks(pdf.Root.StructTreeRoot.K, None):
        order.setdefault(sheet, []).append(mark)
    assert set(order) == {page.obj.objgen for page in pdf.pages}
    assert all(marks == sorted(set(marks)) for marks in order.values())  # read aloud as it stands, each thing once
    for page in pdf.pages:
        depth = 0
        for step in pikepdf.parse_content_stream(page):
            name = str(step.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            assert depth or name not in _PAINTS


def _embedded(font: Any) -> bool:
    held = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return any(name in held.FontDescriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))


def _marks(at: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], int]]:
    """Sheet and number of every marked content, in the order in which the tags read it aloud."""
    if isinstance(at, pikepdf.Array):
        for each in at:
            yield from _marks(each, sheet)
    elif isinstance(at, pikepdf.Dictionary):
        sheet = at.get("/Pg", sheet)
        if "/MCID" in at:
            yield sheet.objgen, int(at.MCID)
        yield from _marks(at.get("/K"), sheet)
    elif at is not None:
        yield sheet.objgen, int(at)


def _tags(at: Any) -> Iterator[tuple[str, Any]]:
    """Name and tag of everything in the tree of a PDF, in reading order."""
    if isinstance(at, pikepdf.Array):
        for each in at:
            yield from _tags(each)
    elif isinstance(at, pikepdf.Dictionary):
        if "/S" in at:
            yield str(at.S), at
        yield from _tags(at.get("/K"))


def test_a_workbook_has_a_sheet_for_each_result_and_says_where_it_comes_from(made: Make):
    book = CalamineWorkbook.from_filelike(io.BytesIO(report.FORMATS["xlsx"](made("enterprise", "en"))))
    assert book.sheet_names[0] == "Report"
    assert {"estimates", "gaps", "index", "priorities", "progress", "About"} <= set(book.sheet_names)
    about = {row[0]: row[1] for row in book.get_sheet_by_name("About").to_python()}
    assert about["Data"] == "synthetic demo data"
    head, *rows = book.get_sheet_by_name("index").to_python()
    whole = [row for row in rows if row[head.index("dimension")] == OVERALL]
    assert f"{whole[0][head.index('score')]:.1f}" == "59.9"


def test_a_workbook_holds_days_as_days_and_numbers_as_numbers(made: Make):
    book = CalamineWorkbook.from_filelike(io.BytesIO(report.FORMATS["xlsx"](made("enterprise", "en"))))

    def kinds(sheet: str, column: str) -> set[type]:
        head, *rows = book.get_sheet_by_name(sheet).to_python()
        return {type(row[head.index(column)]) for row in rows}

    assert kinds("bottom_lines", "tested_on") == {date}  # stood as 46190
    assert kinds("estimates", "estimate") == {float}


def test_every_page_says_that_the_data_are_made_up(made: Make):
    for kind in report.KINDS:
        assert made(kind, "en").badges == ["synthetic demo data"]
        assert made(kind, "zh").badges == ["合成演示数据"]


REFUSED = [
    ("enterprise", MAKER, manufacturer("catering", "CAT-01"), "Your role may not have this report."),
    ("sector", ABOUT["sector"], manufacturer("catering", "CAT-02"), "Your role may not have this report."),
    ("board", ABOUT["board"], Viewer("visitor"), "Your role may not have this report."),
    ("ranking", ABOUT["ranking"], association("automobiles"), "Your role may not have this report."),
    ("enterprise", replace(MAKER, enterprise="NOBODY"), LOCAL, "There is no enterprise NOBODY"),
    ("enterprise", replace(MAKER, wave="2031H1"), LOCAL, "There are no results in the wave 2031H1"),
    ("enterprise", replace(MAKER, enterprise=None), LOCAL, "A report for a maker needs to be told which"),
    ("sector", Selection(), LOCAL, "A report of this kind is about one sector"),
]


@pytest.mark.parametrize(("kind", "about", "viewer", "said"), REFUSED)
def test_what_cannot_be_had_is_refused_in_one_sentence(
    store: Store, kind: str, about: Selection, viewer: Viewer, said: str
):
    with pytest.raises(Refused, match=said):
        report.document(kind, Reading(store, SPECS, viewer, about), LANGUAGES["en"])


def test_members_are_those_that_were_measured_in_the_wave(store: Store):
    found = report.members(Reading(store, SPECS, LOCAL, Selection("catering", wave="2026H1")))
    assert found == [f"CAT-{n:02d}" for n in range(1, 11)]


def test_slides_hold_charts_that_can_be_edited_with_alt_text(made: Make):
    deck = Presentation(io.BytesIO(report.FORMATS["pptx"](made("enterprise", "en"))))
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert len(frames) >= 4
    assert all(shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in frames)
    ladder = next(shape.chart for shape in frames if "indicators" in shape._element.nvGraphicFramePr.cNvPr.get("descr"))
    assert min(ladder.plots[0].series[0].values) == 30.0  # 2 of 4 samples pass: 60 x 2 / 4


def test_a_letterhead_is_filled_and_one_with_an_error_or_code_is_refused(made: Make):
    def paper(text: str) -> bytes:
        word, out = api.Document(), io.BytesIO()
        word.add_paragraph(text)
        word.save(out)
        return out.getvalue()

    document = made("ranking", "en")
    assert "Members of Catering" in everything(report.written(document, "docx", paper("Members of {{ title }}")))
    for bad in (paper("{{ title"), paper("{{ ''.__class__.__mro__ }}{{ x.y.z }}"), b"no Word at all"):
        with pytest.raises(Refused, match="This letterhead cannot be used"):
            report.written(document, "docx", bad)
